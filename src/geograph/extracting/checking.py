"""Check what an extractor gave: an event whose words are not in the text, or whose codes do not exist, is left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from geograph.extracting.protocol import Extracted
from geograph.types import Claim, Document, Event, Problem, Provenance, Severity
from geograph.vocabulary import load_vocabulary

__all__ = ["checked"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Checker:
    document: Document
    entities: frozenset[str]

    # ------------------------------------------------------------ events
    def faults_of_event(self, event: Event) -> Iterator[str]:
        """Whatever is wrong with an event."""
        yield from self._codes(event)
        yield from self._provenance(event.provenance)
        if not self._lies_in_text(event.start, event.end):
            yield f"its trigger at {event.start}-{event.end} is not in the text"
        elif self.document.article.text[event.start : event.end] != event.trigger:
            yield f"the text has other words at {event.start}-{event.end} than its trigger {event.trigger!r}"
        for role in event.roles:
            if role.entity not in self.entities:
                yield f"its {role.name} {role.entity!r} is no entity of the document"
            if not self._lies_in_text(role.start, role.end):
                yield f"its {role.name} at {role.start}-{role.end} is not in the text"
        for value in (*event.quantities, *((event.time,) if event.time else ())):
            if not self._lies_in_text(value.start, value.end):
                yield f"{value.text!r} at {value.start}-{value.end} is not in the text"
        if not 0 <= event.confidence <= 1:
            yield f"its confidence {event.confidence} is not between 0 and 1"

    def _codes(self, event: Event) -> Iterator[str]:
        vocabulary = load_vocabulary()
        if event.type not in vocabulary.types and event.type not in vocabulary.own_types:
            yield f"there is no type of event {event.type!r}"
        elif event.mode is not None and event.mode not in vocabulary.modes(event.type):
            yield f"{event.type} has no mode {event.mode!r}"
        if event.relation is not None and vocabulary.relation(event.relation) is None:
            yield f"there is no relation {event.relation!r}"
        if event.cameo is not None and vocabulary.cameo(event.cameo) is None:
            yield f"there is no CAMEO code {event.cameo!r}"
        for context in event.contexts:
            if context not in vocabulary.contexts:
                yield f"there is no context {context!r}"

    # ------------------------------------------------------------ claims
    def faults_of_claim(self, claim: Claim, events: frozenset[str]) -> Iterator[str]:
        """Whatever is wrong with a claim; ``events`` are the ids of those that stay."""
        yield from self._provenance(claim.provenance)
        for who in (claim.claimer, *claim.via):
            if who not in self.entities:
                yield f"its claimer {who!r} is no entity of the document"
        if not claim.about or not events.issuperset(claim.about):
            yield "what it is about is no event of the document"
        if not 0 <= claim.confidence <= 1:
            yield f"its confidence {claim.confidence} is not between 0 and 1"

    # ------------------------------------------------------------ both
    def _provenance(self, provenance: Provenance) -> Iterator[str]:
        if provenance.article != self.document.article.id:
            yield "its provenance names another article"
        if not self._lies_in_text(provenance.start, provenance.end):
            yield f"its evidence at {provenance.start}-{provenance.end} is not in the text"
        if not 0 <= provenance.sentence < len(self.document.sentences):
            yield f"there is no sentence {provenance.sentence}"

    def _lies_in_text(self, start: int, end: int) -> bool:
        return 0 <= start < end <= len(self.document.article.text)


def checked(found: Extracted, document: Document) -> Extracted:
    """Give ``found`` without what breaks the types' promises, each with a problem, in the text's order.

    What the rules made is not checked again. References to events that were left out are taken away.
    """
    entities = frozenset(entity.id for entity in (*document.entities, *found.entities))
    checker = _Checker(document=document, entities=entities)
    problems: list[Problem] = []
    events: dict[str, Event] = {}
    of_rules = frozenset(document.events)
    for event in found.events:
        faults = () if event in of_rules else tuple(checker.faults_of_event(event))
        if faults:
            problems.append(
                _left_out(f"the event {event.trigger!r} ({event.type})", faults, event.provenance, document)
            )
        else:
            events.setdefault(event.id, event)
    claims: dict[str, Claim] = {}
    for claim in found.claims:
        faults = tuple(checker.faults_of_claim(claim, frozenset(events)))
        if faults:
            problems.append(_left_out(f"the claim of {claim.claimer!r}", faults, claim.provenance, document))
        else:
            claims.setdefault(claim.id, claim)
    known = {entity.id for entity in document.entities}
    return replace(
        found,
        events=tuple(_referring(event, events) for event in sorted(events.values(), key=_place)),
        claims=tuple(
            replace(claim, contradicts=tuple(other for other in claim.contradicts if other in claims))
            for claim in sorted(claims.values(), key=lambda claim: (claim.provenance.start, claim.id))
        ),
        entities=tuple({entity.id: entity for entity in found.entities if entity.id not in known}.values()),
        problems=(*found.problems, *problems),
    )


def _place(event: Event) -> tuple[int, int, str]:
    return (event.start, event.end, event.id)


def _referring(event: Event, events: dict[str, Event]) -> Event:
    """The event without references to what is not there."""
    content = event.content if event.content in events else None
    return replace(event, content=content, cause=event.cause if event.cause in events else None)


def _left_out(what: str, faults: tuple[str, ...], provenance: Provenance, document: Document) -> Problem:
    inside = 0 <= provenance.start < provenance.end <= len(document.article.text)
    return Problem(
        severity=Severity.WARNING,
        stage="extractor",
        message=f"left out {what}: {'; '.join(faults)}",
        where=document.article.source,
        start=provenance.start if inside else None,
        end=provenance.end if inside else None,
    )
