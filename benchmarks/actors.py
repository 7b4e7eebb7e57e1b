"""Phrases and sentences as actor coders write them: country, sector, name of the article (ngec_actors)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benchmarks.records import Record
from geograph.lexicons.atlas import load_atlas
from geograph.lexicons.linking import link_tables
from geograph.linking.phrases import resolve_phrase
from geograph.pipeline import read_documents
from geograph.reading import make_article
from geograph.types import Document, Entity, EntityKind, Event, RoleName

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["actor_row", "span_row"]

_UNKNOWN = "UNK"
"""PLOVER's sector of somebody of whom nothing is said: a pronoun by itself."""
_PARTIES = (RoleName.ACTOR, RoleName.RECIPIENT, RoleName.CO_ACTOR)


def actor_row(nlp: Language, record: Record) -> dict[str, Any]:
    """The answer to one call: who a phrase is, or who else acts in a sentence."""
    if record.call == "find_co_actors":
        return {"id": record.id, "actors": _co_actors(nlp, record)}
    entity = resolve_phrase(nlp, record.text, context=record.context, day=record.day)
    if entity is None and record.text.lower() in link_tables().pronouns:
        return {"id": record.id, "country": "", "sector": _UNKNOWN, "wiki": None, "none": True}
    if record.call == "query_wiki":
        return {"id": record.id, "wiki": entity.name if entity is not None and entity.known else None}
    return {"id": record.id, **_codes(entity)}


def _codes(entity: Entity | None) -> dict[str, Any]:
    if entity is None:
        return {"country": "", "sector": "", "wiki": None, "none": True}
    return {
        "country": entity.country or "",
        "sector": _sector(entity),
        "wiki": entity.name if entity.known else None,
        "none": False,
    }


def _sector(entity: Entity) -> str:
    """A capital stands for its government there, any other place for those who live in it."""
    if entity.kind is not EntityKind.PLACE:
        return entity.sector or ""
    entry = load_atlas().get(entity.id)
    capital = entry is not None and any(predicate == "capitalOf" for predicate, _ in entry.ties)
    return "GOV" if capital else "CVL"


def _co_actors(nlp: Language, record: Record) -> list[str]:
    """Texts of the parties of the first event that has more than one on a side; else of all parties."""
    document = next(read_documents(nlp, [make_article(record.text, published=record.day, language="en")]))
    sides: list[list[str]] = []
    for event in document.events:
        groups = [_PARTIES] if event.reciprocal else [(name, RoleName.CO_ACTOR) for name in _PARTIES[:2]]
        for names in groups:
            sides.append([document.article.text[start:end] for start, end in sorted(_spans(event, *names))])
    return max(sides, key=len, default=[])


def span_row(record: Record, document: Document) -> dict[str, Any]:
    """Spans of sources, targets and those who act on each other, of all events of a text."""
    sources: set[tuple[int, int]] = set()
    targets: set[tuple[int, int]] = set()
    both: set[tuple[int, int]] = set()
    for event in document.events:
        if event.reciprocal:
            both |= _spans(event, *_PARTIES)
        else:
            sources |= _spans(event, RoleName.ACTOR, RoleName.CO_ACTOR)
            targets |= _spans(event, RoleName.RECIPIENT)
    return {
        "id": record.id,
        "source_spans": sorted(map(list, sources)),
        "target_spans": sorted(map(list, targets)),
        "r_spans": sorted(map(list, both)),
    }


def _spans(event: Event, *names: RoleName) -> set[tuple[int, int]]:
    return {(role.start, role.end) for role in event.roles if role.name in names}
