"""Which format a stream is in, by its name and its beginning."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from pathlib import PurePath

from geograph.reading.records import find_column

__all__ = ["Format", "format_of", "known_suffix", "sniff_format", "telling_suffix"]

_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_XML = re.compile(r"\s*<(?:\?xml\b|!DOCTYPE\s+(?:rss|feed|rdf)\b|(?:rss|feed|rdf:RDF)[\s>])", re.IGNORECASE)
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
    FEED = "feed"


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
    ".xml": Format.FEED,
    ".rss": Format.FEED,
    ".atom": Format.FEED,
    ".rdf": Format.FEED,
}
_GZIP = ".gz"
_ARCHIVES = frozenset({".zip", ".warc", ".wet"})


def known_suffix(name: str) -> bool:
    """Whether the name of a file says that it is of a format, or an archive, that is read."""
    suffix = telling_suffix(name)
    return suffix in _SUFFIXES or suffix in _ARCHIVES


def telling_suffix(name: str) -> str:
    """The suffix of a name in lower case, of ``wires.csv.gz`` that of what is packed."""
    return PurePath(name.lower().removesuffix(_GZIP)).suffix


def format_of(name: str, head: str, columns: Mapping[str, str] | None = None) -> Format:
    """The format of the stream ``name`` that begins with ``head``.

    A page that was saved with the name of a text or of XML is still a page.
    """
    named = _SUFFIXES.get(telling_suffix(name))
    if named is None:
        return sniff_format(head, columns)
    return Format.HTML if named in (Format.TEXT, Format.FEED) and _PAGE.match(head) else named


def sniff_format(head: str, columns: Mapping[str, str] | None = None) -> Format:
    """The format of a stream without a telling name; XML that is no page is taken for a feed."""
    if _PAGE.match(head):
        return Format.HTML
    if _XML.match(head):
        return Format.FEED
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
