"""What a cell of a table refers to: an id, a code, or the name of another row written as an id is."""

from __future__ import annotations

from collections.abc import Mapping

from geograph.lexicons.atlas_fold import camel
from geograph.lexicons.atlas_schema import ActorRow, BodyRow, LeaderRow, Row, StateRow
from geograph.lexicons.atlas_tables import Tables

__all__ = ["References"]

_STATES = "states.csv"


class References:
    """The ids that the cells of a set of tables may mean."""

    def __init__(self, tables: Tables) -> None:
        rows = [located.row for located in tables]
        self._ids = {row.id for row in rows if not isinstance(row, LeaderRow)}
        self._codes: dict[str, str] = {}
        self._countries: dict[str, str] = {}
        for located in tables.of(StateRow):
            self._add_codes(located.row, own=located.file == _STATES and not located.row.sector)
        self._names = {name: row.id for row in reversed(rows) for name in _id_forms(row)}

    def _add_codes(self, row: StateRow, *, own: bool) -> None:
        if own:
            self._codes[row.code] = row.id
        if row.iso3:
            self._codes[row.iso3] = row.id
            self._countries[row.iso3] = row.code

    @property
    def states(self) -> Mapping[str, str]:
        """The ids of states and territories by their codes."""
        return self._codes

    def country(self, code: str) -> str | None:
        """The PLOVER code for a code: a territory counts under the state that controls it."""
        return self._countries.get(code, code) or None

    def find(self, cell: str) -> str | None:
        """The id that a cell means, None if it means no row of these tables."""
        if cell in self._ids:
            return cell
        return self._codes.get(cell) or self._names.get(cell)


def _id_forms(row: Row) -> list[str]:
    """The ids that a row might have had, after its names: PKK is also KurdistanWorkersParty."""
    if not isinstance(row, ActorRow | BodyRow):
        return []
    abbreviations = row.abbreviations if isinstance(row, ActorRow) else ()
    return [camel(name) for name in (*abbreviations, *row.aliases, row.name)]
