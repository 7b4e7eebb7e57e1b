"""Which format a stream is in, by its name and its beginning."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from pathlib import PurePath

from geograph.errors import InputError
from geograph.reading.records import find_column

__all__ = ["Format", "format_of", "known_suffix", "sniff_format"]

_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_OBJECT = re.compile(r'\s*\{\s*(?:"|\})')
_LIST = re.compile(r"\s*\[\s*(?:\{|\])")
_OBJECT_LINES = re.compile(r"\s*\{[^\n]*\}[^\S\n]*\n+[^\S\n]*\{")
_LONGEST_COLUMN = 40
_DELIMITERS = ",;\t|"


class Format(StrEnum):
    """How the articles of a stream are laid down."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"
    JSON_LINES = "json lines"
    TABLE = "table"


_SUFFIXES = {
    ".txt": Format.TEXT,
    ".text": Format.TEXT,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".json": Format.JSON,
    ".jsonl": Format.JSON_LINES,
    ".ndjson": Format.JSON_LINES,
    ".csv": Format.TABLE,
    ".tsv": Format.TABLE,
}


def known_suffix(name: str) -> bool:
    """Whether the name of a file says what format it is in."""
    return PurePath(name).suffix.lower() in _SUFFIXES


def format_of(name: str, head: str, columns: Mapping[str, str] | None = None) -> Format:
    """The format of the stream ``name`` that begins with ``head``.

    A page that was saved with the name of a text is still a page.

    Raises:
        InputError: if it is XML other than HTML.
    """
    named = _SUFFIXES.get(PurePath(name).suffix.lower())
    if named is None:
        return sniff_format(head, columns)
    return Format.HTML if named is Format.TEXT and _PAGE.match(head) else named


def sniff_format(head: str, columns: Mapping[str, str] | None = None) -> Format:
    """The format of a stream without a telling name.

    Raises:
        InputError: if it is XML other than HTML.
    """
    if _PAGE.match(head):
        return Format.HTML
    if head.lstrip().startswith("<?xml"):
        raise InputError("this is XML, which is not read", hint="save its articles as HTML, JSON or text")
    if _OBJECT.match(head):
        return Format.JSON_LINES if _OBJECT_LINES.match(head) else Format.JSON
    if _LIST.match(head):
        return Format.JSON
    return Format.TABLE if _is_table(head, columns) else Format.TEXT


def _is_table(head: str, columns: Mapping[str, str] | None) -> bool:
    """Whether the first line is a header with a column of text."""
    header, _, rest = head.lstrip().partition("\n")
    for delimiter in _DELIMITERS:
        cells = [cell.strip().strip('"') for cell in header.split(delimiter)]
        short = all(len(cell) <= _LONGEST_COLUMN for cell in cells)
        if len(cells) > 1 and short and rest and find_column(cells, "text", columns):
            return True
    return False
