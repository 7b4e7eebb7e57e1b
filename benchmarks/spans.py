"""Documents as span corpora write them: typed mentions, and relations between mentions of one sentence (re3d)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from geograph.types import Document, Event, Mention, MentionForm, MentionKind, RoleName, Status

__all__ = ["entity_rows", "relation_rows"]

_TYPES = {
    MentionKind.PERSON: "Person",
    MentionKind.ORGANISATION: "Organisation",
    MentionKind.STATE: "Organisation",
    MentionKind.PLACE: "Location",
    MentionKind.NATIONALITY: "Nationality",
    MentionKind.TIME: "Temporal",
    MentionKind.QUANTITY: "Quantity",
    MentionKind.MONEY: "Money",
    MentionKind.WEAPON: "Weapon",
    MentionKind.PLATFORM: "MilitaryPlatform",
    MentionKind.VEHICLE: "Vehicle",
}
_BY_EVENT = {
    "ASSAULT": "FightingAgainst",
    "COOPERATE": "AlliesOf",
    "CONSULT": "CommWith",
    "REQUEST": "CommWith",
    "AGREE": "CommWith",
    "SUPPORT": "Likes",
    "AID": "Likes",
    "ACCUSE": "Dislikes",
    "REJECT": "Dislikes",
    "THREATEN": "Dislikes",
    "SANCTION": "Dislikes",
}
_NOT_SAID = frozenset({Status.DENIED, Status.HYPOTHETICAL})


def entity_rows(document: Document) -> list[dict[str, Any]]:
    """Mentions in the corpus's types; what lies inside a longer mention is no mention of its own there."""
    kept = outermost(document.mentions)
    rows = {(m.start, m.end, _TYPES[m.kind]) for m in kept}
    return [{"start": start, "end": end, "type": kind} for start, end, kind in sorted(rows)]


def outermost(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions that no longer one holds."""
    kept: list[Mention] = []
    reach = -1
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if mention.end > reach:
            kept.append(mention)
            reach = mention.end
    return kept


def relation_rows(document: Document) -> list[dict[str, Any]]:
    """Relations between two mentions of one sentence."""
    rows = {row for event in document.events for row in _of_event(event)}
    rows |= set(_same_and_part(document))
    return [{"type": kind, "source": list(a), "target": list(b)} for kind, a, b in sorted(rows) if a != b]


Row = tuple[str, tuple[int, int], tuple[int, int]]


def _of_event(event: Event) -> Iterator[Row]:
    kind = _BY_EVENT.get(event.type)
    if kind is None or event.status in _NOT_SAID:
        return
    actors = [(r.start, r.end) for r in event.roles if r.name is RoleName.ACTOR]
    recipients = [(r.start, r.end) for r in event.roles if r.name is RoleName.RECIPIENT]
    if event.reciprocal and not recipients:
        recipients = actors[1:]
        actors = actors[:1]
    for actor in actors:
        for recipient in recipients:
            yield kind, actor, recipient


def _same_and_part(document: Document) -> Iterator[Row]:
    """Standing relations, each drawn between the mentions that show it."""
    ties = {(r.subject, r.object): r.predicate for r in document.relations}
    by_sentence: dict[int, list[Mention]] = {}
    for mention in document.mentions:
        if mention.entity is not None:
            by_sentence.setdefault(mention.sentence, []).append(mention)
    for mentions in by_sentence.values():
        for a in mentions:
            for b in mentions:
                yield from _pair(a, b, ties)


def _pair(a: Mention, b: Mention, ties: dict[tuple[str, str], str]) -> Iterator[Row]:
    one, two = (a.start, a.end), (b.start, b.end)
    if a.entity == b.entity and a.start < b.start and "apposition" in f"{a.rule} {b.rule}":
        yield "IsSynonymOf", one, two
    inside = a.start <= b.start and b.end <= a.end and one != two
    if not inside or a.entity is None or b.entity is None:
        return
    predicate = ties.get((a.entity, b.entity))
    if predicate in {"partOf", "memberOf", "affiliatedWith", "represents"} or a.kind is MentionKind.ORGANISATION:
        yield "BelongsTo", one, two
    if predicate is not None and predicate.endswith("Of") and predicate not in {"partOf", "memberOf"}:
        yield "InChargeOf", one, two
