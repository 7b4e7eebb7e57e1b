"""Rows of an analysis -> a table for a terminal, CSV or JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import Field, fields
from typing import Any

from geograph.errors import AnalysisError
from geograph.terminal import table

__all__ = ["FORMATS", "format_rows"]

_BASIS = "basis"
_WITH_CLAIMS = "facts and claims"
_FACTS = "facts"


def format_rows(row_type: type[Any], rows: Iterable[Any], kind: str = "table", *, with_claims: bool = False) -> str:
    """Write rows as ``table``, ``csv`` or ``json``.

    Args:
        row_type: their class, which names the columns where there are no rows; a table leaves out the ids.
        rows: what an analysis gave.
        kind: the format.
        with_claims: whether claims were counted: a column ``basis`` then says so in each row, since rows are copied
            out of their table.

    Raises:
        AnalysisError: if there is no such format.
    """
    if kind not in FORMATS:
        raise AnalysisError(f"no such format: {kind!r}", hint=f"known are {', '.join(FORMATS)}")
    return FORMATS[kind](fields(row_type), tuple(rows), _WITH_CLAIMS if with_claims else _FACTS)


def _as_table(columns: Sequence[Field[Any]], rows: Sequence[Any], basis: str) -> str:
    shown = [column for column in columns if column.metadata.get("table", True)]
    return table(*_cells(shown, rows, basis))


def _as_csv(columns: Sequence[Field[Any]], rows: Sequence[Any], basis: str) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    header, cells = _cells(columns, rows, basis)
    writer.writerow(header)
    writer.writerows(cells)
    return stream.getvalue()


def _as_json(columns: Sequence[Field[Any]], rows: Sequence[Any], basis: str) -> str:
    records = [{column.name: getattr(row, column.name) for column in columns} for row in rows]
    return json.dumps({_BASIS: basis, "rows": records}, ensure_ascii=False, indent=2) + "\n"


def _cells(columns: Sequence[Field[Any]], rows: Sequence[Any], basis: str) -> tuple[list[str], list[list[str]]]:
    marked = [basis] if basis != _FACTS else []
    header = [*(column.name for column in columns), *([_BASIS] if marked else [])]
    return header, [[*(_text(getattr(row, column.name)) for column in columns), *marked] for row in rows]


def _text(value: object) -> str:
    if value is None:
        return ""
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


FORMATS: dict[str, Callable[[Sequence[Field[Any]], Sequence[Any], str], str]] = {
    "table": _as_table,
    "csv": _as_csv,
    "json": _as_json,
}
