"""One open file -> its articles and problems."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import BinaryIO

from geograph.errors import InputError
from geograph.reading.budget import Limits
from geograph.reading.decoding import find_encoding
from geograph.reading.feeds import feed_entries
from geograph.reading.formats import Format, format_of, telling_suffix
from geograph.reading.pages import read_html
from geograph.reading.records import Fields, make_fields, named_values, record_article, record_fields
from geograph.reading.streams import stream_size
from geograph.reading.tables import Record, json_lines, json_records, table_rows, too_long
from geograph.types import Article, Problem, Severity

__all__ = ["SIZE_LIMIT", "Options", "input_problem", "read_stream"]

# An article has some thousand characters and a long book a million or two. What is larger is a mistake, and parsing it
# takes memory a hundredfold.
SIZE_LIMIT = 20_000_000
_HEAD = 4096
_FRONT_MATTER = re.compile(r"---[^\S\n]*\n(.{0,10000}?)\n(?:---|\.\.\.)[^\S\n]*(?:\n|\Z)", re.DOTALL)
_FRONT_LINE = re.compile(r"([A-Za-z][\w -]{0,30}):[^\S\n]+(.{1,500})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to read; see ``read_articles``."""

    published: date | None = None
    encoding: str | None = None
    columns: Mapping[str, str] | None = None
    limit: int = SIZE_LIMIT
    limits: Limits = field(default_factory=Limits)


def read_stream(stream: BinaryIO, *, name: str, options: Options) -> Iterator[Article | Problem]:
    """The articles of the file or stream ``name``, with a problem for each thing that cannot be read.

    Raises:
        InputError: if nothing of it can be read.
    """
    size = stream_size(stream)
    if size == 0:
        raise InputError("the file is empty")
    head, encoding, guessed = _head(stream, options)
    kind = format_of(name, head, options.columns)
    if kind in (Format.HTML, Format.FEED) and guessed:
        found = find_encoding(stream, markup=True)
        encoding, guessed = found.name, found.guessed
    if guessed:
        yield _guessed(name, encoding)
    whole = kind not in (Format.JSON_LINES, Format.TABLE)
    if whole and size > options.limit:
        raise too_long(f"the file is larger than {options.limit:,} bytes")
    newline = "" if kind is Format.TABLE else None
    text = io.TextIOWrapper(stream, encoding=encoding, newline=newline)
    try:
        yield from _articles(text, kind, name=name, options=options)
    finally:
        text.detach()  # or it would close the stream, which is the caller's


def input_problem(error: InputError, name: str) -> Problem:
    """The one problem that a failure leaves; a place such as ``:12`` within the file goes with its name."""
    where = name + error.where if error.where else name
    return Problem(severity=Severity.ERROR, stage="reading", message=error.message, where=where, hint=error.hint)


def _head(stream: BinaryIO, options: Options) -> tuple[str, str, bool]:
    found = find_encoding(stream, given=options.encoding)
    text = io.TextIOWrapper(stream, encoding=found.name)
    head = text.read(_HEAD)
    text.detach()
    stream.seek(0)
    return head, found.name, found.guessed


def _articles(text: io.TextIOWrapper, kind: Format, *, name: str, options: Options) -> Iterator[Article | Problem]:
    if kind is Format.JSON:
        yield from _from_records(json_records(text.read()), name=name, options=options)
    elif kind is Format.JSON_LINES:
        yield from _from_records(json_lines(text, limit=options.limit), name=name, options=options)
    elif kind is Format.FEED:
        yield from _from_records(feed_entries(text.read()), name=name, options=options)
    elif kind is Format.TABLE:
        rows = table_rows(text, limit=options.limit, columns=options.columns, tabs=telling_suffix(name) == ".tsv")
        yield from _from_records(rows, name=name, options=options)
    else:
        yield record_article(_document(text.read(), kind), source=name, published=options.published)


def _document(text: str, kind: Format) -> Fields:
    found = read_html(text) if kind is Format.HTML else _front_matter(text) if kind is Format.MARKDOWN else None
    found = found or Fields(text=text)
    if not found.text.strip("\ufeff \t\n\r\f\v"):
        raise InputError("the file has no text")
    return found


def _from_records(records: Iterable[Record], *, name: str, options: Options) -> Iterator[Article | Problem]:
    count = 0
    for place, record in records:
        if isinstance(record, Problem):
            yield replace(record, where=name + place)
            continue
        count += 1
        if isinstance(record, InputError):
            yield input_problem(record, name + place)
            continue
        try:
            found = record if isinstance(record, Fields) else record_fields(record, options.columns)
        except InputError as error:
            yield input_problem(error, name + place)
        else:
            yield record_article(found, source=name + place, published=options.published)
    if not count:
        raise InputError("the file has no records")


def _front_matter(text: str) -> Fields | None:
    """The fields of the lines between ``---`` that Markdown files of news sites begin with; None if there are none."""
    match = _FRONT_MATTER.match(text)
    if not match:
        return None
    lines = (_FRONT_LINE.fullmatch(line.rstrip()) for line in match[1].splitlines())
    record = {line[1]: line[2].strip().strip("\"'") for line in lines if line}
    return make_fields(text[match.end() :], named_values(record)) if record else None


def _guessed(name: str, encoding: str) -> Problem:
    return Problem(
        severity=Severity.WARNING,
        stage="reading",
        message=f"the text is not in UTF-8 and was read as {encoding}",
        where=name,
        hint="name its encoding if letters are wrong",
    )
