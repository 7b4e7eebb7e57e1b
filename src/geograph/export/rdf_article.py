"""The graph of one article: the document, the run, the evidence, and who is mentioned where."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from pyoxigraph import Literal, NamedNode, Triple

from geograph.errors import ExportError
from geograph.export.rdf_entities import span_local
from geograph.export.terms import anchor, article_iri, day, entity_iri, integer, term, text
from geograph.types import Article, Document

__all__ = ["Spans", "iter_document", "iter_mentions"]


class Spans:
    """The evidence spans of an article: each that is asked for is described once."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self._asked: dict[tuple[int, int], None] = {}

    def iri(self, start: int, end: int) -> NamedNode:
        """The IRI of a span, which will be described."""
        self._asked[start, end] = None
        return article_iri(self.article.id, span_local(start, end))

    def iter_described(self) -> Iterator[Triple]:
        """Describe every span that was asked for."""
        context = article_iri(self.article.id, "doc")
        for start, end in sorted(self._asked):
            subject = self.iri(start, end)
            yield Triple(subject, term("rdf", "type"), term("nif", "OffsetBasedString"))
            yield Triple(subject, term("nif", "referenceContext"), context)
            yield Triple(subject, term("nif", "beginIndex"), integer(start))
            yield Triple(subject, term("nif", "endIndex"), integer(end))
            yield Triple(subject, term("nif", "anchorOf"), text(self.article.text[start:end]))


def iter_document(article: Article, publishers: dict[str, str]) -> Iterator[Triple]:
    """Describe an article and the run that read it; ``publishers`` holds the ids of media by their names."""
    doc, run = article_iri(article.id, "doc"), article_iri(article.id, "run")
    for prefix, local in (("schema", "NewsArticle"), ("nif", "Context"), ("prov", "Entity")):
        yield Triple(doc, term("rdf", "type"), term(prefix, local))
    yield Triple(doc, term("gg", "charCount"), integer(len(article.text)))
    yield Triple(doc, term("schema", "inLanguage"), text(article.language))
    if article.title is not None:
        yield Triple(doc, term("schema", "headline"), text(article.title, article.language))
    if article.publisher is not None:
        yield from _iter_publisher(doc, article.publisher, publishers)
    if article.author is not None:
        yield Triple(doc, term("schema", "author"), text(article.author))
    if article.url is not None:
        yield Triple(doc, term("schema", "url"), anchor(article.url))
    if article.published is not None:
        yield Triple(doc, term("schema", "datePublished"), day(article.published))
    yield Triple(run, term("rdf", "type"), term("prov", "Activity"))
    yield Triple(run, term("prov", "used"), doc)
    yield from _iter_agent(run)


def _iter_publisher(doc: NamedNode, name: str, publishers: dict[str, str]) -> Iterator[Triple]:
    if name in publishers:
        yield Triple(doc, term("schema", "publisher"), entity_iri(publishers[name]))
        return
    # A name in a page's header is no actor of the text: it gets a node, and no class of ours.
    publisher = entity_iri(f"publisher-{name}")
    yield Triple(doc, term("schema", "publisher"), publisher)
    yield Triple(publisher, term("rdf", "type"), term("schema", "Organization"))
    yield Triple(publisher, term("schema", "name"), text(name))


def iter_mentions(document: Document, spans: Spans) -> Iterator[Triple]:
    """Lead each entity to the spans that denote it, also where a role names it without a mention."""
    seen = {(mention.entity, mention.start, mention.end) for mention in document.mentions if mention.entity is not None}
    roles = {(role.entity, role.start, role.end) for event in document.events for role in event.roles}
    for entity, start, end in sorted(seen | roles):
        yield Triple(entity_iri(entity), term("gaf", "denotedBy"), spans.iri(start, end))


def _iter_agent(run: NamedNode) -> Iterator[Triple]:
    number = _version()
    agent = entity_iri(f"geograph-{number}")
    yield Triple(run, term("prov", "wasAssociatedWith"), agent)
    yield Triple(agent, term("rdf", "type"), term("prov", "SoftwareAgent"))
    yield Triple(agent, term("rdfs", "label"), text(f"geograph {number}"))
    ended = _ended()
    if ended is not None:
        yield Triple(run, term("prov", "endedAtTime"), ended)


@cache
def _version() -> str:
    try:
        return version("geograph-kg")
    except PackageNotFoundError:
        return "unknown"


def _ended() -> Literal | None:
    """The time of the run, only if the environment fixes it: with a clock's, no two runs give the same bytes."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return None
    try:
        moment = datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError) as error:
        hint = "it must be whole seconds since 1970"
        raise ExportError(f"not a time: {epoch!r}", where="SOURCE_DATE_EPOCH", hint=hint) from error
    return Literal(moment.strftime("%Y-%m-%dT%H:%M:%SZ"), datatype=term("xsd", "dateTime"))
