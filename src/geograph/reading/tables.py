"""Files of records, a record at a time: JSON, JSON Lines, CSV, TSV."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TextIO, TypeAlias, cast

from geograph.errors import InputError
from geograph.lexicons.records import load_record_names
from geograph.reading.feeds import is_json_feed, json_feed_entries
from geograph.reading.records import Fields, find_column
from geograph.types import Problem

__all__ = ["Place", "Record", "json_lines", "json_records", "table_rows"]

# ":12" for a line, "#3" for the third record of a list, "" for a file that is one record.
Place: TypeAlias = str
Record: TypeAlias = tuple[Place, Mapping[str, object] | Fields | InputError | Problem]

_DELIMITERS = ",;\t|"


def json_records(text: str) -> Iterator[Record]:
    """The records of a JSON document: an object, a list of objects, an object with such a list, or a JSON Feed.

    Raises:
        InputError: if the document is not JSON, or holds no record.
    """
    try:
        value: object = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(f"this is not JSON: {error.msg} in line {error.lineno}, column {error.colno}") from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"this JSON cannot be read: {error}") from error
    if is_json_feed(value):
        yield from json_feed_entries(cast(Mapping[str, object], value))
        return
    listed = _listed(value)
    if listed is None:
        yield _record("", value)
        return
    if not listed:
        raise InputError("the list of articles is empty")
    for number, item in enumerate(listed, 1):
        yield _record(f"#{number}", item)


def json_lines(stream: TextIO, *, limit: int) -> Iterator[Record]:
    """The records of a file with one JSON object a line; blank lines are passed over.

    A line of more than ``limit`` characters is refused without being held in memory.
    """
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        place = f":{number}"
        if len(line) > limit:
            _skip_line(stream, line, limit)
            yield place, too_long(f"the line is longer than {limit:,} characters")
        elif line.strip():
            yield _parsed_line(place, line)


def table_rows(stream: TextIO, *, limit: int, columns: Mapping[str, str] | None, tabs: bool) -> Iterator[Record]:
    """The rows of a table with a header, as records.

    Raises:
        InputError: if the header has no column of text.
    """
    header_line = stream.readline(limit)
    stream.seek(0)
    delimiter = "\t" if tabs else _delimiter(header_line, columns)
    lines = _Lines(stream, limit)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    header = [cell.strip() for cell in _first_row(reader, limit)]
    if not find_column(header, "text", columns):
        known = ", ".join(load_record_names().fields.text[:4])
        hint = f"columns: {', '.join(header[:12])}; expected {known} ..., or name one by columns"
        raise InputError("the table has no column of text", where=":1", hint=hint)
    while True:
        line = lines.number + 1
        try:
            row = _next_row(reader, limit)
        except csv.Error as error:
            yield f":{line}", InputError(f"the row cannot be read: {error}", hint="is a quotation mark left open?")
            continue
        if row is None:
            return
        if row:
            yield f":{line}", dict(zip(header, row, strict=False))


def too_long(message: str) -> InputError:
    """The refusal of what is longer than any article."""
    return InputError(message, hint="split it into articles")


def _listed(value: object) -> list[object] | None:
    if isinstance(value, list):
        return value
    names = load_record_names().fields.lists
    if isinstance(value, dict):
        return next((value[name] for name in names if isinstance(value.get(name), list)), None)
    return None


def _record(place: Place, value: object) -> Record:
    return place, value if isinstance(value, dict) else InputError("the record is no object with named fields")


def _parsed_line(place: Place, line: str) -> Record:
    try:
        return _record(place, json.loads(line))
    except json.JSONDecodeError as error:
        return place, InputError(f"the line is not JSON: {error.msg} in column {error.colno}")
    except (ValueError, RecursionError) as error:
        return place, InputError(f"the line cannot be read: {error}")


def _skip_line(stream: TextIO, piece: str, limit: int) -> None:
    while piece and not piece.endswith("\n"):
        piece = stream.readline(limit)


def _delimiter(header: str, columns: Mapping[str, str] | None) -> str:
    def named(delimiter: str) -> bool:
        return bool(find_column([cell.strip().strip('"') for cell in header.strip().split(delimiter)], "text", columns))

    return next((d for d in _DELIMITERS if d in header and named(d)), ",")


class _Lines:
    """The lines of a table, numbered; one that is too long is skipped and raises as the reader's own errors do."""

    def __init__(self, stream: TextIO, limit: int) -> None:
        self._stream = stream
        self._limit = limit
        self.number = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._stream.readline(self._limit + 1)
        if not line:
            raise StopIteration
        self.number += 1
        if len(line) > self._limit:
            _skip_line(self._stream, line, self._limit)
            raise csv.Error(f"the line is longer than {self._limit:,} characters")
        return line


def _first_row(reader: Iterator[list[str]], limit: int) -> list[str]:
    try:
        return _next_row(reader, limit) or []
    except csv.Error as error:
        raise InputError(f"the header cannot be read: {error}", where=":1") from error


def _next_row(reader: Iterator[list[str]], limit: int) -> list[str] | None:
    with _long_fields(limit):
        return next(reader, None)


@contextmanager
def _long_fields(limit: int) -> Iterator[None]:
    """Let fields be as long as articles; the module's own limit, 131,072 characters, is global and is put back."""
    before = csv.field_size_limit(limit)
    try:
        yield
    finally:
        csv.field_size_limit(before)
