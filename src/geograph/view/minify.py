"""JavaScript -> the same without the spaces that only people need; names stay as they are.

Strings, template literals and regular expressions are passed over whole, so this is safe for the plain code of the
page's modules. Line ends stay: semicolons are never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from geograph.errors import ExportError

__all__ = ["squeeze"]

_TOKEN = re.compile(
    r"""
      (?P<string> "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' )
    | (?P<comment> //[^\n]* | /\*.*?\*/ )
    | (?P<regex> (?: (?<=[(,=:!&|?{};\[]) | (?<=\breturn) ) [ ]?
        / (?![*/]) (?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+ / [a-z]* )
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
        ExportError: a template literal that does not end.
    """
    parts: list[str] = []
    for kind, text in _iter_tokens(source):
        if kind == "comment":
            continue
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


def _iter_tokens(source: str) -> Iterator[tuple[str | None, str]]:
    at = 0
    while at < len(source):
        if source[at] == "`":
            end = _template_end(source, at)
            yield "template", source[at:end]
            at = end
        elif match := _TOKEN.match(source, at):
            yield match.lastgroup, match.group()
            at = match.end()


def _template_end(source: str, start: int) -> int:
    """Where the template literal at ``start`` ends, with the code and the templates inside it."""
    at = start + 1
    while at < len(source):
        if source[at] == "\\":
            at += 2
        elif source[at] == "`":
            return at + 1
        elif source.startswith("${", at):
            at = _braces_end(source, at + 2)
        else:
            at += 1
    raise ExportError("this template literal does not end", where=source[start:][:60])


def _braces_end(source: str, at: int) -> int:
    depth = 1
    while at < len(source):
        if source[at] == "`":
            at = _template_end(source, at)
            continue
        match = _TOKEN.match(source, at)
        text = match.group() if match else source[at]
        depth += {"{": 1, "}": -1}.get(text, 0)
        at += len(text)
        if depth == 0:
            return at
    raise ExportError("these braces do not end", where=source[at - 60 : at])


def _must_part(before: str, after: str) -> bool:
    """Whether a space between two tokens has a meaning: words would join, and so would ``+ +`` and ``- -``."""
    if not before or before == "\n":
        return False
    left, right = before[-1], after[:1]
    return bool(_WORD.match(left) and _WORD.match(right)) or (left == right and left in "+-")
