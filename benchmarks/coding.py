"""Documents as event coders write them: PLOVER type with country codes of source and target.

A coder writes one row for what is asserted, and codes what is only said to come by the act of saying it: a promise of
cooperation is AGREE, an announced use of force THREATEN, "must" is REQUEST, "will not" is REJECT. The graph keeps the
event itself with its standing; these rules only translate it into the coder's convention (PLOVER manual 2.0), as does
the convention that protest and coercion without a named recipient are domestic.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from geograph.types import Claim, Document, Entity, Event, RoleName, SpeechAct, Status

__all__ = ["coded_events"]

_NO_PLOVER = frozenset({"INCIDENT", "SPEECH"})
_MATRIX = frozenset({"REJECT", "ACCUSE", "REQUEST", "THREATEN", "AGREE"})
_DOMESTIC = frozenset({"PROTEST", "COERCE", "THREATEN"})
_COOPERATIVE = frozenset({"AID", "COOPERATE", "RETREAT", "CONSULT", "SUPPORT", "CONCEDE"})


def coded_events(document: Document) -> list[dict[str, Any]]:
    """The rows that an event coder would write for a text, without those that another row is about."""
    contents = {event.content for event in document.events}
    entities = {entity.id: entity for entity in document.entities}
    by_id = {event.id: event for event in document.events}
    speakers = {event: claim for claim in document.claims for event in claim.about}
    rows: list[dict[str, Any]] = []
    for event in _reported(document.events):
        if event.type in _NO_PLOVER or event.id in contents:
            continue
        inner = by_id[event.content].entities(RoleName.PLACE) if event.content in by_id else ()
        row = _row(event, entities, speakers.get(event.id), inner)
        if row is not None and row not in rows:
            rows.append(row)
    named = [row for row in rows if row["source"] or row["target"]]
    return named or rows


def _reported(events: tuple[Event, ...]) -> tuple[Event, ...]:
    """What is news in its sentence; what the sentence takes as known counts only where nothing else was coded."""
    told = {e.provenance.sentence for e in events if "presupposed" not in e.standing and e.type not in _NO_PLOVER}
    return tuple(e for e in events if "presupposed" not in e.standing or e.provenance.sentence not in told)


def _row(
    event: Event, entities: dict[str, Entity], claim: Claim | None, inner_places: tuple[str, ...]
) -> dict[str, Any] | None:
    source = _codes(event.entities(RoleName.ACTOR), entities)
    target = _codes(event.entities(RoleName.RECIPIENT), entities)
    kind: str | None = event.type
    if {"purpose", "infinitive"} & set(event.standing):
        return None
    if event.status is Status.PLANNED and event.type not in _MATRIX and "attempt" not in event.standing:
        kind = "AGREE" if event.type in _COOPERATIVE else "THREATEN"
    elif event.status is Status.ORDERED and event.type not in _MATRIX:
        kind, source, target = "REQUEST", _codes([claim.claimer] if claim else [], entities), source or target
    elif event.status is Status.DENIED:
        said = claim is not None and claim.speech_act is SpeechAct.DENIAL
        kind = "REJECT" if said or event.type in {*_COOPERATIVE, "AGREE"} else None
    elif event.status is Status.HYPOTHETICAL:
        kind = None
    places = _codes([*event.entities(RoleName.PLACE), *inner_places], entities)
    if kind in {"ASSAULT", "PROTEST"} and not source:
        source = places[:1]  # unknown attackers and crowds are coded with the country they act in
    if not target:
        target = [code for code in places if code not in source or kind in _DOMESTIC][:1]
    if kind in _DOMESTIC and not target:
        target = source[:1]
    return {"type": kind, "source": source, "target": target} if kind is not None else None


def _codes(identifiers: Iterable[str], entities: dict[str, Entity]) -> list[str]:
    found = (entities[identifier].country for identifier in identifiers if identifier in entities)
    return list(dict.fromkeys(code for code in found if code))
