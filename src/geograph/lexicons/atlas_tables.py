"""directory of CSV -> rows: read the atlas's tables and say exactly where one is wrong."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import ValidationError

from geograph.errors import LexiconError
from geograph.lexicons.atlas_fold import camel
from geograph.lexicons.atlas_schema import ActorRow, BodyRow, DemonymRow, LeaderRow, PlaceRow, Row, StateRow

__all__ = ["TABLES", "Located", "Tables", "iter_lines", "iter_rows", "read_table", "read_tables"]

RowT = TypeVar("RowT", bound=Row)

TABLES: Mapping[str, type[Row]] = {
    "states.csv": StateRow,
    "former_states.csv": StateRow,
    "dependencies.csv": StateRow,
    "metonyms.csv": BodyRow,
    "demonyms_extra.csv": DemonymRow,
    "places.csv": PlaceRow,
    "organisations.csv": ActorRow,
    "armed_groups.csv": ActorRow,
    "forces.csv": ActorRow,
    "parties.csv": ActorRow,
    "media.csv": ActorRow,
    "leaders.csv": LeaderRow,
}
"""The tables that hold actors, by file name. Any of them may be missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Located(Generic[RowT]):
    """A row and the file and line it stands on."""

    row: RowT
    file: str
    line: int

    @property
    def where(self) -> str:
        """File, line and id, as errors name them."""
        return f"{self.file}:{self.line}: {self.row.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """All rows of a directory, by file name."""

    rows: Mapping[str, tuple[Located[Row], ...]] = field(default_factory=dict)

    def of(self, kind: type[RowT]) -> Iterator[Located[RowT]]:
        """The rows of one kind, table by table."""
        for located in self:
            if isinstance(located.row, kind):
                yield Located(row=located.row, file=located.file, line=located.line)

    def __iter__(self) -> Iterator[Located[Row]]:
        for rows in self.rows.values():
            yield from rows


def iter_rows(path: Path, model: type[RowT]) -> Iterator[Located[RowT] | LexiconError]:
    """The rows of a table, and an error in the place of each that breaks its schema.

    Raises:
        LexiconError: as ``iter_lines``.
    """
    for line, cells in iter_lines(path):
        if not cells.get("id") and cells.get("name"):
            cells["id"] = camel(cells["name"])  # a user's row need not have an id of its own
        try:
            yield Located(row=_validate(model, cells, path, line), file=path.name, line=line)
        except LexiconError as error:
            yield error


def read_table(path: Path, model: type[RowT]) -> tuple[Located[RowT], ...]:
    """The rows of a table. Lines that begin with ``#`` are comments.

    Raises:
        LexiconError: if the file cannot be read or a row breaks its schema; names file, line and id.
    """
    rows = []
    for row in iter_rows(path, model):
        if isinstance(row, LexiconError):
            raise row
        rows.append(row)
    return tuple(rows)


def read_tables(directory: Path) -> Tables:
    """Every table of ``directory`` that there is.

    Raises:
        LexiconError: as ``read_table``, or if there is none.
    """
    found = {name: model for name, model in TABLES.items() if (directory / name).is_file()}
    if not found:
        raise LexiconError("no table of the atlas here", where=str(directory), hint=f"expected {', '.join(TABLES)}")
    return Tables(rows={name: read_table(directory / name, model) for name, model in found.items()})


def iter_lines(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number and cells of each row of a CSV file with a header and comments.

    Raises:
        LexiconError: if the file cannot be read as UTF-8 or a row has too many or too few cells.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"cannot read the table: {error}", where=str(path)) from error
    numbered = [(number, line) for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    if not numbered:
        return
    header = next(csv.reader([numbered[0][1]]))
    for number, line in numbered[1:]:
        cells = next(csv.reader([line]))
        if len(cells) != len(header):
            message = f"{len(cells)} cells, expected {len(header)}"
            raise LexiconError(message, where=f"{path.name}:{number}: {cells[0]}", hint="quote cells that hold commas")
        yield number, dict(zip(header, cells, strict=True))


def _validate(model: type[RowT], cells: dict[str, str], path: Path, line: int) -> RowT:
    try:
        return model.model_validate(cells)
    except ValidationError as error:
        first = error.errors()[0]
        column = ".".join(map(str, first["loc"])) or "row"
        where = f"{path.name}:{line}: {cells.get('id', '?')}"
        raise LexiconError(f"{column}: {first['msg']}, got {first.get('input')!r}", where=where) from error
