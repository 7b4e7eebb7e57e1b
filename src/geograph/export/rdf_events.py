"""Events, their quantities and the claims about them, in the graph of their article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import networkx as nx
from pyoxigraph import NamedNode, Triple

from geograph.export.rdf_article import Spans
from geograph.export.terms import article_iri, boolean, day, decimal, entity_iri, number, term, text
from geograph.graph import event_label
from geograph.graph.documents import sentence_bounds
from geograph.types import Article, Claim, Document, Event, Provenance, Quantity, RoleName, Thing, TimeValue

__all__ = ["Index", "iter_claims", "iter_events", "make_index", "type_term"]

# What happens without being any of PLOVER's types is a class of its own, which also stands for the type.
_OWN_TYPES = {"INCIDENT": "Incident", "SPEECH": "Speech"}
_ROLES = {
    RoleName.ACTOR: ("gg", "actor"),
    RoleName.RECIPIENT: ("gg", "recipient"),
    RoleName.CO_ACTOR: ("gg", "coActor"),
    RoleName.PLACE: ("sem", "hasPlace"),
    RoleName.DESTINATION: ("gg", "destination"),
    RoleName.INSTRUMENT: ("gg", "instrument"),
    RoleName.AFFECTED: ("gg", "affected"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """What stands in any of the documents: ids that a reference may point at."""

    events: frozenset[str]
    claims: dict[str, tuple[str, ...]]


def make_index(documents: tuple[Document, ...]) -> Index:
    """Index the events and claims of ``documents``; a claim's id is its article's own, so it keeps the articles."""
    claims: dict[str, tuple[str, ...]] = {}
    for document in documents:
        for claim in document.claims:
            claims[claim.id] = (*claims.get(claim.id, ()), document.article.id)
    events = frozenset(event.id for document in documents for event in document.events)
    return Index(events=events, claims=claims)


def iter_events(document: Document, graph: nx.MultiDiGraph[Any], index: Index, spans: Spans) -> Iterator[Triple]:
    """Describe the document's events, their quantities and the things in them."""
    numbers = _quantity_iris(document)
    for event in document.events:
        subject = entity_iri(event.id)
        yield from _iter_code(event, subject)
        label = event_label(event, lambda key: str(graph.nodes[key]["label"]))
        yield Triple(subject, term("rdfs", "label"), text(label, document.article.language))
        yield Triple(subject, term("gg", "trigger"), text(event.trigger))
        yield Triple(subject, term("gg", "triggerSpan"), spans.iri(event.start, event.end))
        for role in event.roles:
            yield Triple(subject, term(*_ROLES[role.name]), entity_iri(role.entity))
        if event.reciprocal:
            yield Triple(subject, term("gg", "reciprocal"), boolean(True))
        for name, target in (("content", event.content), ("cause", event.cause)):
            if target in index.events:
                yield Triple(subject, term("gg", name), entity_iri(str(target)))
        yield from _iter_time(event.time, subject)
        for quantity in event.quantities:
            yield Triple(subject, term("gg", "quantity"), numbers[quantity])
        for thing in event.things:
            yield Triple(subject, term("gg", thing.part.value), _thing_iri(document, thing))
        yield Triple(subject, term("gaf", "denotedBy"), spans.iri(event.provenance.start, event.provenance.end))
        yield from _iter_origin(event.provenance, event.confidence, subject, document, spans)
    for quantity, subject in numbers.items():
        yield from _iter_quantity(quantity, subject, spans)
    for thing in dict.fromkeys(thing for event in document.events for thing in event.things):
        subject = _thing_iri(document, thing)
        yield Triple(subject, term("rdf", "type"), term("gg", "Thing"))
        yield Triple(subject, term("rdfs", "label"), text(thing.text, document.article.language))
        yield Triple(subject, term("gaf", "denotedBy"), spans.iri(thing.start, thing.end))


def type_term(type_: str) -> NamedNode:
    """The concept of an event type: PLOVER's, or the class of ours that stands for it."""
    own = _OWN_TYPES.get(type_)
    return term("gg", own) if own else term("plv", type_)


def iter_claims(document: Document, index: Index, spans: Spans) -> Iterator[Triple]:
    """Describe the document's claims."""
    for claim in document.claims:
        subject = article_iri(document.article.id, claim.id)
        yield Triple(subject, term("rdf", "type"), term("gg", "Claim"))
        yield Triple(subject, term("rdf", "type"), term("prov", "Entity"))
        yield Triple(subject, term("gg", "claimer"), entity_iri(claim.claimer))
        for source in claim.via:
            yield Triple(subject, term("gg", "viaSource"), entity_iri(source))
        for event in claim.about:
            if event in index.events:
                yield Triple(subject, term("gg", "about"), entity_iri(event))
        yield Triple(subject, term("gg", "speechAct"), term("gg", claim.speech_act.value))
        yield Triple(subject, term("gg", "polarity"), term("gg", claim.polarity.value))
        yield Triple(subject, term("gg", "certainty"), term("gg", _term_name(claim.certainty)))
        if claim.date is not None:
            yield Triple(subject, term("gg", "claimDate"), day(claim.date))
        for other in _contradicted(claim, document.article, index):
            yield Triple(subject, term("gg", "contradicts"), other)
        span = spans.iri(claim.provenance.start, claim.provenance.end)
        yield Triple(subject, term("prov", "wasDerivedFrom"), span)
        yield from _iter_origin(claim.provenance, claim.confidence, subject, document, spans)


def _iter_code(event: Event, subject: NamedNode) -> Iterator[Triple]:
    own = _OWN_TYPES.get(event.type)
    kind = own or event.type
    yield Triple(subject, term("rdf", "type"), term("sem", "Event"))
    yield Triple(subject, term("rdf", "type"), term("gg", "Event"))
    if own:
        yield Triple(subject, term("rdf", "type"), term("gg", own))
    yield Triple(subject, term("gg", "eventType"), type_term(event.type))
    if event.mode:
        # Modes are narrower than types, and named after them: plv:ASSAULT-aerial.
        mode = f"{kind}-{event.mode.removeprefix(f'{event.type}-')}"
        yield Triple(subject, term("gg", "mode"), term("gg" if own else "plv", mode))
    for context in event.contexts:
        yield Triple(subject, term("gg", "context"), term("plv", context))
    if event.cameo:
        yield Triple(subject, term("gg", "cameoCode"), term("cameo", event.cameo))
    yield Triple(subject, term("gg", "status"), term("gg", event.status.value))


def _iter_time(time: TimeValue | None, subject: NamedNode) -> Iterator[Triple]:
    if time is None:
        return
    yield Triple(subject, term("gg", "timeText"), text(time.text))
    if time.direction is not None:
        yield Triple(subject, term("gg", "timeDirection"), term("gg", _term_name(time.direction)))
    if time.first is None and time.last is None:
        return  # an expression that nothing resolves: its words are all there is to say
    yield Triple(subject, term("gg", "timePrecision"), term("gg", _term_name(time.precision)))
    if time.first is not None and time.last in (None, time.first):
        yield Triple(subject, term("sem", "hasTimeStamp"), day(time.first))
        return
    if time.first is not None:
        yield Triple(subject, term("sem", "hasEarliestBeginTimeStamp"), day(time.first))
    if time.last is not None:
        yield Triple(subject, term("sem", "hasLatestEndTimeStamp"), day(time.last))


def _iter_quantity(quantity: Quantity, subject: NamedNode, spans: Spans) -> Iterator[Triple]:
    yield Triple(subject, term("rdf", "type"), term("gg", "Quantity"))
    yield Triple(subject, term("gg", "quantityKind"), term("gg", _term_name(quantity.kind)))
    yield Triple(subject, term("schema", "value"), number(quantity.value))
    yield Triple(subject, term("gg", "bound"), term("gg", _term_name(quantity.bound)))
    if quantity.unit is not None:
        yield Triple(subject, term("schema", "unitText"), text(quantity.unit))
    yield Triple(subject, term("gaf", "denotedBy"), spans.iri(quantity.start, quantity.end))


def _iter_origin(
    prov: Provenance, confidence: float, subject: NamedNode, document: Document, spans: Spans
) -> Iterator[Triple]:
    """Say where and by what an event or a claim was read, and how sure that is."""
    article = document.article
    yield Triple(subject, term("gg", "confidence"), decimal(confidence))
    yield Triple(subject, term("gg", "reportedIn"), article_iri(article.id, "doc"))
    yield Triple(subject, term("prov", "wasGeneratedBy"), article_iri(article.id, "run"))
    yield Triple(subject, term("gg", "sentence"), spans.iri(*sentence_bounds(prov, document)))
    if prov.rule:
        yield Triple(subject, term("gg", "rule"), text(prov.rule))
    if prov.lexicon:
        yield Triple(subject, term("gg", "lexiconVersion"), text(prov.lexicon))


def _quantity_iris(document: Document) -> dict[Quantity, NamedNode]:
    """Name each quantity by its span and kind; a number tells apart what one span says in two ways."""
    found = {quantity: None for event in document.events for quantity in event.quantities}
    named: dict[Quantity, NamedNode] = {}
    used: dict[str, int] = {}
    for quantity in sorted(found, key=repr):
        local = f"quantity_{quantity.start}_{quantity.end}_{quantity.kind}"
        used[local] = used.get(local, 0) + 1
        suffix = f"_{used[local]}" if used[local] > 1 else ""
        named[quantity] = article_iri(document.article.id, local + suffix)
    return named


def _thing_iri(document: Document, thing: Thing) -> NamedNode:
    return article_iri(document.article.id, f"thing_{thing.start}_{thing.end}")


def _contradicted(claim: Claim, article: Article, index: Index) -> Iterator[NamedNode]:
    for other in claim.contradicts:
        key, _, elsewhere = other.partition("@")  # merging writes claims of other articles as claim@article
        homes = index.claims.get(key, ())
        wanted = elsewhere or article.id
        for home in (wanted,) if wanted in homes else () if elsewhere else homes:
            yield article_iri(home, key)


def _term_name(value: str) -> str:
    """The local name of a term of a closed list: part-of-day is gg:PartOfDay."""
    return "".join(part[:1].upper() + part[1:] for part in value.replace("_", "-").split("-"))
