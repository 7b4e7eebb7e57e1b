"""One actor as tables give it and as the compiled file holds it: what the atlas is made of before it is looked up."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from geograph.types import Coordinates, EntityKind

__all__ = ["NAME_LETTERS", "Name", "NameKind", "Record", "Tenure"]


class NameKind(StrEnum):
    """How a name stands to its bearer."""

    NAME = "name"
    SHORT = "short"
    ABBREVIATION = "abbreviation"
    FORMER = "former"
    METONYM = "metonym"
    DEMONYM = "demonym"
    SURNAME = "surname"


NAME_LETTERS = {
    "N": NameKind.NAME,
    "S": NameKind.SHORT,
    "A": NameKind.ABBREVIATION,
    "F": NameKind.FORMER,
    "M": NameKind.METONYM,
    "D": NameKind.DEMONYM,
    "P": NameKind.SURNAME,
}
"""The letter that marks a kind of name in the compiled file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure:
    """An office held: ``state`` is the entity id of the state or organisation, ``until`` None while it lasts."""

    office: str
    title: str
    state: str
    since: date | None = None
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the office is held on ``day``; the days of taking and of leaving it both count."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name as a text may write it. ``common`` marks a common English word, which must be capitalised to count."""

    kind: NameKind
    text: str
    common: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """An actor or place on its way into the compiled file."""

    id: str
    name: str
    kind: EntityKind
    names: tuple[Name, ...] = ()
    country: str | None = None
    sector: str | None = None
    wikidata: str | None = None
    geonames: str | None = None
    coordinates: Coordinates | None = None
    represents: str | None = None
    tenures: tuple[Tenure, ...] = ()
    ties: tuple[tuple[str, str], ...] = ()
    since: date | None = None
    until: date | None = None
    prominence: float = 0.0
    codes: tuple[str, ...] = field(default=())
