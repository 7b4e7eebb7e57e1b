"""Text for a terminal: one line where one line is meant, and colours where they are wanted."""

from __future__ import annotations

import os
import textwrap
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TextIO

__all__ = ["Style", "style_for", "table", "visible", "wrap"]

_CODES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "blue": "34"}
_NAMED = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}
# Controls, format characters such as bidi overrides, lone surrogates, line and paragraph separators.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How to mark words on a terminal; without colour, text stays as it is."""

    colour: bool = False

    def paint(self, text: str, name: str) -> str:
        """``text`` in bold, dim or a colour."""
        return f"\x1b[{_CODES[name]}m{text}\x1b[0m" if self.colour else text


def style_for(stream: TextIO) -> Style:
    """Colours for a terminal, none for a file or a pipe, nor where NO_COLOR is set (https://no-color.org)."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return Style(colour=stream.isatty() and not plain)


def visible(text: str) -> str:
    r"""One line in which nothing can move the cursor or turn the direction of what follows.

    >>> visible("one\ntwo\x1b[2J")
    'one\\ntwo\\u001B[2J'
    """
    return "".join(_escape(c) if unicodedata.category(c) in _UNSEEN else c for c in text)


def wrap(text: str, *, indent: str, width: int = 100) -> list[str]:
    """``text`` on lines of ``width``, white space of any length as one space."""
    clean = visible(" ".join(text.split()))
    return textwrap.wrap(clean, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of text with aligned columns, a line of dashes under its header."""
    cells = [[visible(cell) for cell in row] for row in rows]
    widths = [max(map(_width, column)) for column in zip(header, *cells, strict=True)]
    lines = [_line(header, widths), "  ".join("-" * width for width in widths)]
    return "\n".join([*lines, *(_line(row, widths) for row in cells)]) + "\n"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(cell + " " * (w - _width(cell)) for cell, w in zip(cells, widths, strict=True)).rstrip()


def _width(text: str) -> int:
    """Columns on a terminal: wide characters take two, combining ones none."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _escape(character: str) -> str:
    return _NAMED.get(character, f"\\u{ord(character):04X}")
