"""Rows of plain values -> CSV, TSV and Parquet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from geograph.errors import ExportError
from geograph.export.files import open_atomically, write_atomically

__all__ = ["write_csv", "write_parquet"]

_NUMBERS = frozenset({"Latitude", "Longitude", "Intensity"})
_BATCH = 10_000


def write_csv(
    rows: Iterable[Mapping[str, object]], columns: Iterable[str], path: Path | str, *, separator: str = ","
) -> Path:
    """Write a header and a line for each row in UTF-8; None is an empty cell.

    Raises:
        ExportError: if ``path`` cannot be written.
    """
    return write_atomically(path, _iter_csv(rows, list(columns), separator))


def write_parquet(rows: Iterable[Mapping[str, object]], columns: Iterable[str], path: Path | str) -> Path:
    """Write rows as a Parquet file: texts as strings, coordinates and intensities as doubles, None as null.

    Raises:
        ExportError: if ``path`` cannot be written, or if pyarrow is not installed.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        hint = "install geograph-kg[parquet]"
        raise ExportError("Parquet needs pyarrow, which is not installed", hint=hint) from error
    fields = [(name, pyarrow.float64() if name in _NUMBERS else pyarrow.string()) for name in columns]
    schema = pyarrow.schema(fields)
    with open_atomically(path) as stream, pyarrow.parquet.ParquetWriter(stream, schema) as writer:
        for batch in _batches(rows):
            arrays = [pyarrow.array([_typed(row[name], name) for row in batch], kind) for name, kind in fields]
            writer.write_table(pyarrow.table(arrays, schema=schema))
    return Path(path)


def _typed(value: object, column: str) -> object:
    if value is None or column in _NUMBERS:
        return value
    return str(value).encode("utf-8", "replace").decode()  # a lone surrogate has no place in a string of Arrow


def _batches(rows: Iterable[Mapping[str, object]]) -> Iterator[list[Mapping[str, object]]]:
    batch: list[Mapping[str, object]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _iter_csv(rows: Iterable[Mapping[str, object]], columns: list[str], separator: str) -> Iterator[bytes]:
    yield _csv_line(columns, separator)
    for row in rows:
        yield _csv_line(["" if row[name] is None else row[name] for name in columns], separator)


def _csv_line(cells: Iterable[object], separator: str) -> bytes:
    line = io.StringIO()
    csv.writer(line, delimiter=separator, lineterminator="\n").writerow(cells)
    return line.getvalue().encode("utf-8", "replace")
