"""JavaScript -> the same without the spaces that only people need; names stay as they are.

Strings, template literals and regular expressions are passed over whole, so this is safe for the plain code of the
page's modules, whose templates hold no braces but ``${}`` (that is checked). Line ends stay: semicolons are never
guessed.
"""

from __future__ import annotations

import re

from geograph.errors import ExportError

__all__ = ["squeeze"]

_TOKEN = re.compile(
    r"""
      (?P<string> "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' )
    | (?P<template> `(?:[^`\\$]|\\.|\$(?!\{)|\$\{[^`{}]*(?:`[^`]*`[^`{}]*)*\})*` )
    | (?P<comment> //[^\n]* | /\*.*?\*/ )
    | (?P<regex> (?<=[(,=:!&|?{};\[]) [ ]? / (?![*/]) (?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+ / [a-z]* )
    | (?P<space> [ \t]+ )
    | (?P<line> \s*\n\s* )
    | (?P<word> [\w$]+ )
    | (?P<sign> . )
    """,
    re.VERBOSE | re.DOTALL,
)
_WORD = re.compile(r"[\w$]")


def squeeze(source: str) -> str:
    r"""Drop comments, indentation, empty lines and the spaces beside signs.

    >>> squeeze("const a = 1 + +b; // one\n\n  if (a) return `x  ${ a }`;\n")
    'const a=1+ +b;\nif(a)return`x  ${ a }`;\n'

    Raises:
        ExportError: a template literal that is not plain enough.
    """
    parts: list[str] = []
    for match in _TOKEN.finditer(source):
        kind, text = match.lastgroup, match.group()
        if kind == "comment":
            continue
        if text == "`":
            raise ExportError("cannot squeeze this template literal", where=source[match.start() :][:60])
        if kind == "line":
            text = "\n"
            if parts and parts[-1] == " ":
                parts.pop()
            if not parts or parts[-1] == "\n":
                continue
        elif kind == "space":
            text = " "
        elif parts and parts[-1] == " " and not _must_part(parts[-2] if len(parts) > 1 else "", text.lstrip(" ")):
            parts.pop()
        parts.append(text.lstrip(" ") if kind == "regex" else text)
    return "".join(parts)


def _must_part(before: str, after: str) -> bool:
    """Whether a space between two tokens has a meaning: words would join, and so would ``+ +`` and ``- -``."""
    if not before or before == "\n":
        return False
    left, right = before[-1], after[:1]
    return bool(_WORD.match(left) and _WORD.match(right)) or (left == right and left in "+-")
