"""Document -> what it says of entities, what others may point at in it, and what it points at in others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from geograph.graph.nodes import collect_cast, iter_stubs
from geograph.types import Document, Entity

__all__ = ["CLAIM", "EVENT", "Fact", "iter_facts", "iter_items", "iter_pointers"]

EVENT, CLAIM = "event", "claim"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What one article says of one entity; spans are [start, end)."""

    entity: str
    variants: tuple[Entity, ...]
    stubs: tuple[Entity, ...]
    mentions: int
    spans: tuple[tuple[int, int], ...]
    names: tuple[str, ...]


def iter_facts(document: Document) -> Iterator[Fact]:
    """Give the facts of a document, by entity."""
    variants = _grouped(document.entities)
    stubs = _grouped(iter_stubs(document))
    cast = collect_cast((document,))
    for key in cast.entities:
        yield Fact(
            entity=key,
            variants=variants.get(key, ()),
            stubs=() if key in variants else stubs.get(key, ()),
            mentions=cast.mentions.get(key, 0),
            spans=tuple(sorted((start, end) for _, start, end in cast.spans.get(key, ()))),
            names=tuple(sorted(cast.names.get(key, ()))),
        )


def iter_items(document: Document) -> Iterator[tuple[str, str]]:
    """Give kind and id of what other articles may point at."""
    yield from sorted({(EVENT, event.id) for event in document.events})
    yield from sorted({(CLAIM, claim.id) for claim in document.claims})


def iter_pointers(document: Document) -> Iterator[tuple[str, str]]:
    """Give kind and id of what the document points at and does not have itself."""
    own = set(iter_items(document))
    events = {event.content for event in document.events} | {event.cause for event in document.events}
    events |= {event for claim in document.claims for event in claim.about}
    claims = {other for claim in document.claims for other in claim.contradicts}
    asked = {(EVENT, key) for key in events if key is not None} | {(CLAIM, key) for key in claims}
    yield from sorted(asked - own)  # claims of other articles that merging found are written claim@article


def _grouped(entities: Iterable[Entity]) -> dict[str, tuple[Entity, ...]]:
    groups: dict[str, dict[Entity, None]] = {}
    for entity in entities:
        groups.setdefault(entity.id, {})[entity] = None
    return {key: tuple(group) for key, group in groups.items()}
