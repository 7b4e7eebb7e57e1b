"""A user's own tables of actors -> the atlas with them: what a newsroom or a project knows and geograph does not.

A table is a CSV file with the columns of geograph's own (docs/atlas.md); only ``name`` and what tells the kind of table
are needed. A row whose id the atlas has adds its names, ties and offices to that actor. A name in a user's table means
the user's actor, whoever else bears it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from pathlib import Path

from geograph.errors import LexiconError
from geograph.lexicons.atlas import Atlas, load_atlas
from geograph.lexicons.atlas_build import build_records
from geograph.lexicons.atlas_fold import fold
from geograph.lexicons.atlas_names import mark_common
from geograph.lexicons.atlas_record import Record
from geograph.lexicons.atlas_references import References
from geograph.lexicons.atlas_schema import ActorRow, BodyRow, DemonymRow, LeaderRow, PlaceRow, Row
from geograph.lexicons.atlas_tables import TABLES, Located, Tables, read_table, read_tables
from geograph.lexicons.common_words import is_common_word
from geograph.lexicons.tables import stamps

__all__ = ["kind_of_table", "load_atlas_with", "read_user_tables"]

_FIRST = 1e12
"""More prominent than any state: a name in a user's table means his actor."""
_BY_COLUMN: tuple[tuple[str, type[Row]], ...] = (
    ("office", LeaderRow),
    ("metonyms", BodyRow),
    ("demonyms", DemonymRow),
    ("lat", PlaceRow),
    ("kind", ActorRow),
)


class _Atlas(References):
    """References that are looked up in a user's tables first, then in an atlas."""

    def __init__(self, tables: Tables, atlas: Atlas) -> None:
        super().__init__(tables)
        self._atlas = atlas

    @cached_property
    def states(self) -> Mapping[str, str]:
        """The ids of states by their codes."""
        found = {code: self._atlas.state_of_code(code) for code in self._atlas.codes}
        return {code: entry.entity.id for code, entry in found.items() if entry is not None}

    def country(self, code: str) -> str | None:
        """The PLOVER code for a code."""
        state = self._atlas.state_of_code(code)
        return (state.entity.country if state is not None else code) or None

    def find(self, cell: str) -> str | None:
        """The id that a cell means."""
        own = super().find(cell)
        if own is not None or self._atlas.get(cell) is not None:
            return own or cell
        named = self._atlas.candidates(cell)
        return self.states.get(cell) or (named[0].entry.entity.id if named else None)


def load_atlas_with(paths: Iterable[Path | str] = ()) -> Atlas:
    """The atlas with a user's tables on top.

    Args:
        paths: files of tables, or folders that hold tables by the names of geograph's own.

    Raises:
        LexiconError: if there is no table, or naming file, line and column of the first row that breaks its schema.
    """
    own = tuple(Path(path) for path in paths)
    return _load(own, stamps(own))


@lru_cache(maxsize=4)
def _load(paths: tuple[Path, ...], _: tuple[int, ...]) -> Atlas:
    atlas = load_atlas()
    if not paths:
        return atlas
    tables = read_user_tables(paths)
    refs = _Atlas(tables, atlas)
    seats = [record for row in tables if (record := _seat(row.row, refs, atlas)) is not None]
    told = (fold(text) for row in tables for text in (row.row.name, *row.row.aliases))
    words = frozenset(filter(is_common_word, told))
    records = mark_common(build_records(tables, refs=refs, seats=seats), words)
    return atlas.extended([_layered(record, atlas.record(record.id)) for record in records])


def read_user_tables(paths: Sequence[Path]) -> Tables:
    """The rows of all tables, by file.

    Raises:
        LexiconError: as ``load_atlas_with``.
    """
    rows: dict[str, tuple[Located[Row], ...]] = {}
    for path in paths:
        if path.is_dir():
            rows |= {str(path / name): found for name, found in read_tables(path).rows.items()}
        elif path.is_file():
            rows[str(path)] = read_table(path, kind_of_table(path))
        else:
            raise LexiconError("there is no such table", where=str(path))
    return Tables(rows=rows)


def kind_of_table(path: Path) -> type[Row]:
    """What the rows of a file are: by the name of one of geograph's own tables, else by its columns.

    Raises:
        LexiconError: if its columns are those of no table, or if it cannot be read.
    """
    if path.name in TABLES:
        return TABLES[path.name]
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"cannot read the table: {error}", where=str(path)) from error
    header = next(csv.reader(line for line in lines if line.strip() and not line.startswith("#")), [])
    for column, kind in _BY_COLUMN:
        if column in header and "name" in header:
            return kind
    hint = "a table of actors has the columns name and kind, one of people name, country and office (docs/atlas.md)"
    raise LexiconError("these columns are of no table of actors", where=str(path), hint=hint)


def _seat(row: Row, refs: References, atlas: Atlas) -> Record | None:
    """The organisation of the atlas in which an office is held."""
    seat = refs.find(row.org) if isinstance(row, LeaderRow) and row.org else None
    return atlas.record(seat) if seat is not None else None


def _layered(record: Record, known: Record | None) -> Record:
    """A user's record, with what the atlas knows of the same id."""
    if known is None:
        return replace(record, prominence=_FIRST)
    return replace(
        known,
        names=tuple({name.text: name for name in (*known.names, *record.names)}.values()),
        country=record.country or known.country,
        sector=record.sector or known.sector,
        wikidata=record.wikidata or known.wikidata,
        tenures=tuple(dict.fromkeys((*known.tenures, *record.tenures))),
        ties=tuple(dict.fromkeys((*known.ties, *record.ties))),
        since=record.since or known.since,
        until=record.until or known.until,
    )
