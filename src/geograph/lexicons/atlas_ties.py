"""Ties between records: names and codes in them become ids, and what names nothing is left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from geograph.lexicons.atlas_fold import fold
from geograph.lexicons.atlas_record import NameKind, Record
from geograph.types import EntityKind

__all__ = ["resolve_ties"]

_PLACES = (EntityKind.PLACE, EntityKind.STATE)


def resolve_ties(records: Sequence[Record]) -> list[Record]:
    """The records with ties to ids only; the name of a place means the one in the record's country, or the largest."""
    ids = {record.id for record in records}
    places = _places_by_name(records)
    return [replace(record, ties=_resolve(record, ids, places)) if record.ties else record for record in records]


def _resolve(record: Record, ids: set[str], places: dict[str, list[Record]]) -> tuple[tuple[str, str], ...]:
    ties = []
    for predicate, target in record.ties:
        found = target if target in ids else _find_place(target, record, places)
        if found and found != record.id:
            ties.append((predicate, found))
    return tuple(dict.fromkeys(ties))


def _find_place(name: str, record: Record, places: dict[str, list[Record]]) -> str | None:
    named = places.get(fold(name), [])
    near = [place for place in named if place.country == record.country]
    return next((place.id for place in (*near, *named)), None)


def _places_by_name(records: Iterable[Record]) -> dict[str, list[Record]]:
    places: dict[str, list[Record]] = {}
    for record in sorted(records, key=lambda record: (-record.prominence, record.id)):
        if record.kind in _PLACES:
            names = (name.text for name in record.names if name.kind in (NameKind.NAME, NameKind.SHORT))
            for key in dict.fromkeys(fold(name) for name in names):
                places.setdefault(key, []).append(record)
    return places
