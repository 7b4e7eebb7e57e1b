"""Documents -> events.jsonl: one coded event a line."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import networkx as nx

from geograph.export.files import write_atomically
from geograph.graph import build_graph, distinct_documents
from geograph.graph.documents import claims_by_event, sentence_bounds
from geograph.types import Article, Claim, Document, Event, Provenance, Role, RoleName, ThingPart

__all__ = ["event_line", "iter_event_records", "write_events"]

_LISTS = {
    "actors": RoleName.ACTOR,
    "recipients": RoleName.RECIPIENT,
    "co_actors": RoleName.CO_ACTOR,
    "destinations": RoleName.DESTINATION,
}
_THINGS = {"instruments": ThingPart.INSTRUMENT, "targets": ThingPart.TARGET}


def write_events(documents: Iterable[Document], path: Path | str, *, graph: nx.MultiDiGraph[Any] | None = None) -> Path:
    """Write one event a line, in the order of articles and of their text.

    Raises:
        ExportError: if ``path`` cannot be written.
    """
    return write_atomically(path, map(event_line, iter_event_records(documents, graph)))


def event_line(record: dict[str, Any]) -> bytes:
    """A record of ``iter_event_records`` as a line of JSON."""
    return json.dumps(record, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace") + b"\n"


def iter_event_records(
    documents: Iterable[Document], graph: nx.MultiDiGraph[Any] | None = None
) -> Iterator[dict[str, Any]]:
    """Give each event as a JSON-plain record.

    Args:
        documents: what was read.
        graph: what ``build_graph`` makes of the same documents, if it is at hand; it gives the merged names.
    """
    distinct = distinct_documents(documents)
    nodes = (build_graph(distinct) if graph is None else graph).nodes
    for document in distinct:
        claims = claims_by_event(document)
        for event in sorted(document.events, key=lambda event: (event.start, event.end, event.id)):
            yield _record(event, document, nodes, claims.get(event.id, []))


def _record(event: Event, document: Document, nodes: Any, claims: list[Claim]) -> dict[str, Any]:
    text, time = document.article.text, event.time
    return {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "contexts": list(event.contexts),
        "cameo": event.cameo,
        "relation": event.relation,
        "status": event.status.value,
        "date": _iso(time.first) if time else None,
        "date_end": _iso(time.last) if time else None,
        "date_precision": time.precision if time and time.first else None,
        "date_text": time.text if time else None,
        **{key: _players(event, name, nodes, text) for key, name in _LISTS.items()},
        **{key: _things(event, part) for key, part in _THINGS.items()},
        "reciprocal": event.reciprocal,
        "place": _place(event, nodes, text),
        "quantities": [
            {
                "kind": quantity.kind,
                "value": _finite(quantity.value),
                "bound": quantity.bound,
                "unit": quantity.unit,
                "text": quantity.text,
                "start": quantity.start,
                "end": quantity.end,
            }
            for quantity in event.quantities
        ],
        "attribution": [_attribution(claim, nodes) for claim in claims],
        "content": event.content,
        "cause": event.cause,
        "confidence": event.confidence,
        "rule": event.provenance.rule,
        "article": _article(document.article),
        "start": event.provenance.start,
        "end": event.provenance.end,
        "trigger": {"text": event.trigger, "start": event.start, "end": event.end},
        "sentence": _sentence(event.provenance, document),
    }


def _players(event: Event, name: RoleName, nodes: Any, text: str) -> list[dict[str, Any]]:
    return [_player(role, nodes, text) for role in event.roles if role.name is name]


def _things(event: Event, part: ThingPart) -> list[dict[str, Any]]:
    return [{"text": t.text, "start": t.start, "end": t.end} for t in event.things if t.part is part]


def _player(role: Role, nodes: Any, text: str) -> dict[str, Any]:
    node = nodes[role.entity]
    return {
        "id": role.entity,
        "name": node["label"],
        "country": node["country"],
        "sector": node["sector"],
        "start": role.start,
        "end": role.end,
        "text": text[role.start : role.end],
    }


def _place(event: Event, nodes: Any, text: str) -> dict[str, Any] | None:
    role = next((role for role in event.roles if role.name is RoleName.PLACE), None)
    if role is None:
        return None
    node = nodes[role.entity]
    named = {"id": role.entity, "name": node["label"], "country": node["country"]}
    words = {"start": role.start, "end": role.end, "text": text[role.start : role.end]}
    return named | {"lat": node["lat"], "lon": node["lon"]} | words


def _attribution(claim: Claim, nodes: Any) -> dict[str, Any]:
    return {
        "id": claim.id,
        "claimer": {"id": claim.claimer, "name": nodes[claim.claimer]["label"]},
        "via": [{"id": source, "name": nodes[source]["label"]} for source in claim.via],
        "act": claim.speech_act.value,
        "polarity": claim.polarity.value,
        "certainty": claim.certainty,
        "date": _iso(claim.date),
        "start": claim.provenance.start,
        "end": claim.provenance.end,
    }


def _article(article: Article) -> dict[str, Any]:
    described = {"id": article.id, "title": article.title, "url": article.url, "publisher": article.publisher}
    return described | {"published": _iso(article.published)}


def _sentence(prov: Provenance, document: Document) -> dict[str, Any]:
    start, end = sentence_bounds(prov, document)
    return {"text": document.article.text[start:end], "start": start, "end": end, "number": prov.sentence + 1}


def _iso(day: Any) -> str | None:
    return day.isoformat() if day is not None else None


def _finite(value: float) -> float | int | None:
    """A number that JSON can hold; whole ones without a fraction."""
    if not math.isfinite(value):
        return None
    return int(value) if value == int(value) and abs(value) < 1e15 else value
