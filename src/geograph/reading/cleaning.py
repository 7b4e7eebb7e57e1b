"""Clean only what must be cleaned: what XML, spaCy or a terminal could not carry."""

from __future__ import annotations

import re

from geograph.types import Problem, Severity

__all__ = ["clean_text", "plain_quotes"]

_LINE_ENDS = re.compile(r"\r\n?")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
# Noncharacters are legal in Unicode strings and illegal in XML, so in GraphML.
_NONCHARACTERS = re.compile(r"[\ufdd0-\ufdef\ufffe\uffff]")
_BOM = "\ufeff"
_QUOTES = str.maketrans({"‘": "'", "’": "'", "‛": "'", "“": '"', "”": '"', "„": '"'})


def clean_text(text: str) -> tuple[str, tuple[Problem, ...]]:
    r"""Make ``text`` safe for every later stage; nothing is normalised that need not be.

    Byte order marks go, line ends become ``\n``, control characters (but for the tab) become spaces, pairs of
    surrogates the character that they mean, and what is no character U+FFFD.

    Returns:
        The text that all offsets refer to, and a note for each kind of repair that a reader should know of.

    >>> clean_text("one\r\ntwo\x00")[0]
    'one\ntwo '
    """
    problems: list[Problem] = []
    text = _LINE_ENDS.sub("\n", text.replace(_BOM, ""))
    text, controls = _CONTROLS.subn(" ", text)
    if controls:
        problems.append(_note(f"{controls} control characters replaced by spaces"))
    if _SURROGATES.search(text):
        text, broken = _mend_surrogates(text)
        if broken:
            problems.append(_note(f"{broken} lone surrogates replaced by U+FFFD", "was the text cut inside an emoji?"))
    text, illegal = _NONCHARACTERS.subn("\ufffd", text)
    if illegal:
        problems.append(_note(f"{illegal} noncharacters replaced by U+FFFD"))
    return text, tuple(problems)


def plain_quotes(text: str) -> str:
    """``text`` with straight quotes, character by character, for patterns that need not care."""
    return text.translate(_QUOTES)


def _mend_surrogates(text: str) -> tuple[str, int]:
    joined = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    return _SURROGATES.subn("\ufffd", joined)


def _note(message: str, hint: str | None = None) -> Problem:
    return Problem(severity=Severity.NOTE, stage="reading", message=message, hint=hint)
