"""Lines of a text, and what their form alone says of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from geograph.lexicons.layout import load_layout
from geograph.reading.cleaning import plain_quotes

__all__ = ["Line", "Sign", "ends_sentence", "iter_lines", "normal_text", "runs_on", "title_like"]

# Everything that str.isspace() and a display take for the end of a line.
_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_HEADING = re.compile(r"#{1,6}[ \t]+(?=\S)")
_BULLET = re.compile(r"(?:[•‣▪▫◦●○■□➢►▶∙⁃][^\S\n]*|[-*+–—·o][^\S\n]+)(?=\S)")
_NUMBER = re.compile(r"\(?(\d{1,2})[.)][^\S\n]+(?=\S)")
_QUOTE_MARK = re.compile(r"(?:>[^\S\n]?)+(?=\S)")
_SENTENCE_END = re.compile(r"""[.!?…。！？؟।][\])}'"’”»*_]*$""")
_LETTERS_WITH_STOPS = re.compile(r"(?:^|[^\w.])(?:\w\.){2,}$")
_WORD = re.compile(r"[^\W_]+(?:['’&./-][^\W_]+)*")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\]\([^()\n]{0,600}\)")
_EMPHASIS = re.compile(r"(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)|`")
_LONGEST_TITLE = 200
_MOST_TITLE_WORDS = 25


class Sign(Enum):
    """What a line begins with, or is."""

    NONE = auto()
    BULLET = auto()
    NUMBER = auto()
    HEADING = auto()
    RULE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line that is not blank: ``[start, end)`` is its content without white space and without its sign.

    ``gap`` is True when a blank line (or the text's beginning) precedes, ``indent`` counts the white space before the
    sign, ``text`` is the content and ``whole`` the content with its sign.
    """

    start: int
    end: int
    indent: int
    gap: bool
    sign: Sign
    number: int
    text: str
    whole: str

    def unsigned(self) -> Line:
        """The same line with its sign taken as a part of its content."""
        start = self.end - len(self.whole)
        return replace(self, start=start, sign=Sign.NONE, number=0, text=self.whole)


def iter_lines(text: str) -> Iterator[Line]:
    """The lines of ``text`` that are not blank, in order."""
    gap, last = True, 0
    for match in _LINE.finditer(text):
        breaks = text[last : match.start()]
        gap = gap or len(breaks) - breaks.count("\r\n") > 1
        last = match.end()
        raw = match.group()
        content = raw.strip()
        if not content:
            gap = True
            continue
        yield _line(raw, content, match.start(), gap=gap)
        gap = False


def _line(raw: str, content: str, offset: int, *, gap: bool) -> Line:
    indent = len(raw) - len(raw.lstrip())
    start, end = offset + indent, offset + indent + len(content)
    sign, skip, number = _sign(content)
    return Line(
        start=start + skip,
        end=end,
        indent=indent,
        gap=gap,
        sign=sign,
        number=number,
        text=content[skip:],
        whole=content,
    )


def _sign(content: str) -> tuple[Sign, int, int]:
    """The sign of a line, how many characters it takes, and its number."""
    if not any(character.isalnum() for character in content):
        return Sign.RULE, 0, 0
    quoted = _QUOTE_MARK.match(content)
    skip = quoted.end() if quoted else 0
    if match := _HEADING.match(content, skip):
        return Sign.HEADING, match.end(), 0
    if match := _BULLET.match(content, skip):
        return Sign.BULLET, match.end(), 0
    if match := _NUMBER.match(content, skip):
        return Sign.NUMBER, match.end(), int(match[1])
    return Sign.NONE, skip, 0


def normal_text(text: str) -> str:
    """``text`` as patterns see it: one line, single spaces, straight quotes, no Markdown."""
    text = _LINK.sub(r"\1", text) if "](" in text else text
    return plain_quotes(" ".join(_EMPHASIS.sub("", text).split()))


def ends_sentence(text: str) -> bool:
    """Whether ``text`` ends as a sentence does. "U.S." and "Gen." at the end of a line do not count."""
    if not _SENTENCE_END.search(text[-12:]):
        return False
    if not text.endswith("."):
        return True
    last = text[-40:].split()[-1]
    return not (_LETTERS_WITH_STOPS.search(last) or last[:-1] in load_layout().short)


def runs_on(text: str) -> bool:
    """Whether ``text`` ends where no line of its own can end: in a small word, a comma, a hyphen, an open bracket."""
    last = text[-40:].split()[-1]
    return last.lower() in load_layout().small or text.endswith((",", ";", "(", "[", "–", "—", "&", "/", "“"))


def title_like(text: str) -> bool:
    """Whether ``text`` is written as titles are: capitals on all but small words, or capitals only."""
    if len(text) > _LONGEST_TITLE or not text[0].isprintable():
        return False
    words = [word for word in _WORD.findall(text) if not word[0].isdigit()]
    if not 0 < len(words) <= _MOST_TITLE_WORDS:
        return False
    small = load_layout().small
    lower = [word for word in words if word[0].islower() and not word[1:2].isupper()]
    capitals = sum(word[0].isupper() for word in words)
    return all(word in small for word in lower) and capitals >= 2 and capitals > len(lower)
