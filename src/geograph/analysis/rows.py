"""What analyses give, a frozen row for each line of a table. The fields are the columns."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["CentralityRow", "ChangeRow", "CommunityRow", "PathRow", "TieRow", "TimelineRow", "TriadRow"]

# Ids are for programs: they stand in CSV and JSON, not in a table for readers.
_ID = {"table": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class CentralityRow:
    """How central an actor is.

    ``partners`` is the number of actors it has ties with; ``degree`` the weight of these ties, of which it is the
    actor in ``acting`` and the recipient in ``receiving``.
    """

    actor: str = field(metadata=_ID)
    name: str
    kind: str
    partners: int
    degree: int
    acting: int
    receiving: int
    betweenness: float
    pagerank: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CommunityRow:
    """A member of a community, with the weight of its ties to members and to others. Number 1 is the largest."""

    community: int
    size: int
    actor: str = field(metadata=_ID)
    name: str
    kind: str
    inside: int
    outside: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PathRow:
    """A relation on a step of a path, with the sentence that is the best evidence of it; ``events`` counts all."""

    path: int
    step: int
    source: str = field(metadata=_ID)
    source_name: str
    relation: str
    target: str = field(metadata=_ID)
    target_name: str
    status: str
    date: str | None
    events: int
    article: str = field(metadata=_ID)
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TieRow:
    """A relation between two actors, of one status, with its events and independent sources; days in ISO 8601."""

    source: str = field(metadata=_ID)
    source_name: str
    relation: str
    target: str = field(metadata=_ID)
    target_name: str
    status: str
    events: int
    sources: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineRow:
    """What two actors did to each other in a week ("2015-W40") or month ("2015-10").

    Events by quad class (``other`` for those that PLOVER has no type for), the sum of their scores, that of each
    direction, and the mean of all that have one. ``start`` is the first day; the row "undated" has none.
    """

    period: str
    start: str | None = field(metadata=_ID)
    events: int
    verbal_cooperation: int
    material_cooperation: int
    verbal_conflict: int
    material_conflict: int
    other: int
    score: float
    forth: float
    back: float
    mean: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TriadRow:
    """Three actors of whom each two are friends ("+") or foes ("-"), and the sums of scores that say so.

    ``signs`` are those of first and second, first and third, second and third. A triad is balanced if the product of
    its signs is positive (Cartwright and Harary 1956), else it is frustrated.
    """

    first: str = field(metadata=_ID)
    first_name: str
    second: str = field(metadata=_ID)
    second_name: str
    third: str = field(metadata=_ID)
    third_name: str
    signs: str
    balanced: bool
    first_second: float
    first_third: float
    second_third: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """Two actors whose tie is "new" or "gone" in the later of two periods, or has "changed sign"."""

    first: str = field(metadata=_ID)
    first_name: str
    second: str = field(metadata=_ID)
    second_name: str
    change: str
    events_before: int
    events_after: int
    score_before: float
    score_after: float
    relations_before: str
    relations_after: str
