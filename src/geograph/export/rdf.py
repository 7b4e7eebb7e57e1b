"""Documents -> RDF: one graph (Turtle), a graph for each article (TriG), or an rdflib object.

Terms are pyoxigraph's, which writes sorted triples to the same bytes every time; rdflib is loaded only for those who
ask for its objects.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

import networkx as nx
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Triple, serialize

from geograph.export.files import write_atomically
from geograph.export.rdf_article import Spans, iter_document, iter_mentions
from geograph.export.rdf_entities import iter_entities, iter_own_relations, iter_relations, media_by_name
from geograph.export.rdf_events import Index, iter_claims, iter_events, make_index
from geograph.export.rdf_merged import iter_merged
from geograph.export.terms import NAMESPACES, article_iri, article_namespace
from geograph.graph import build_graph, distinct_documents
from geograph.types import Document

if TYPE_CHECKING:
    import rdflib

__all__ = [
    "iter_article",
    "iter_quads",
    "prefixes_of",
    "serialize_quads",
    "serialize_to",
    "serialize_trig",
    "serialize_turtle",
    "to_dataset",
    "to_rdflib_graph",
    "write_trig",
    "write_turtle",
]

# The writer tries prefixes one by one: a few articles read better with one each, many would slow it down.
_ARTICLES_WITH_PREFIX = 16


def iter_quads(documents: Iterable[Document], graph: nx.MultiDiGraph[Any] | None = None) -> Iterator[Quad]:
    """Give the default graph, then a named graph for each article, each sorted and without doubles.

    Args:
        documents: what was read.
        graph: what ``build_graph`` makes of the same documents, if it is at hand.
    """
    distinct = distinct_documents(documents)
    graph = build_graph(distinct) if graph is None else graph
    for triple in _sorted(
        (*iter_entities(graph), *iter_relations(graph), *iter_own_relations(graph), *iter_merged(graph))
    ):
        yield _quad(triple, DefaultGraph())
    index, publishers = make_index(distinct), media_by_name(graph)
    for document in distinct:
        name = article_iri(document.article.id, "graph")
        for triple in _sorted(iter_article(document, graph, index, publishers)):
            yield _quad(triple, name)


def serialize_turtle(documents: Iterable[Document], graph: nx.MultiDiGraph[Any] | None = None) -> bytes:
    """Turtle of one graph that holds everything."""
    distinct = distinct_documents(documents)
    triples = _sorted(quad.triple for quad in iter_quads(distinct, graph))
    return _serialize(triples, RdfFormat.TURTLE, distinct)


def serialize_trig(documents: Iterable[Document], graph: nx.MultiDiGraph[Any] | None = None) -> bytes:
    """TriG with entities and relations in the default graph, and a named graph for each article."""
    distinct = distinct_documents(documents)
    return _serialize(iter_quads(distinct, graph), RdfFormat.TRIG, distinct)


def write_turtle(documents: Iterable[Document], path: Path | str, *, graph: nx.MultiDiGraph[Any] | None = None) -> Path:
    """Write one graph that holds everything.

    Raises:
        ExportError: if ``path`` cannot be written.
    """
    return write_atomically(path, serialize_turtle(documents, graph))


def write_trig(documents: Iterable[Document], path: Path | str, *, graph: nx.MultiDiGraph[Any] | None = None) -> Path:
    """Write a named graph for each article beside the default graph.

    Raises:
        ExportError: if ``path`` cannot be written.
    """
    return write_atomically(path, serialize_trig(documents, graph))


def to_dataset(documents: Iterable[Document], graph: nx.MultiDiGraph[Any] | None = None) -> rdflib.Dataset:
    """An rdflib Dataset with the graphs of the TriG file."""
    import rdflib

    from geograph.export.rdflib_terms import add_quads

    dataset = rdflib.Dataset()
    add_quads(dataset, iter_quads(documents, graph))
    return dataset


def to_rdflib_graph(documents: Iterable[Document], graph: nx.MultiDiGraph[Any] | None = None) -> rdflib.Graph:
    """An rdflib Graph with the triples of the Turtle file."""
    import rdflib

    from geograph.export.rdflib_terms import add_triples

    merged = rdflib.Graph()
    add_triples(merged, (quad.triple for quad in iter_quads(documents, graph)))
    return merged


def iter_article(
    document: Document, graph: nx.MultiDiGraph[Any], index: Index, publishers: dict[str, str]
) -> Iterator[Triple]:
    """Give what belongs to one article, unsorted.

    Args:
        document: what was read of it.
        graph: where the labels of the entities that it refers to are looked up.
        index: the events and claims that it may point at.
        publishers: ids of media by the names they go by.
    """
    spans = Spans(document.article)
    yield from iter_document(document.article, publishers)
    yield from iter_mentions(document, spans)
    yield from iter_events(document, graph, index, spans)
    yield from iter_claims(document, index, spans)
    for relation in document.relations:
        spans.iri(relation.provenance.start, relation.provenance.end)
    yield from spans.iter_described()


def _quad(triple: Triple, name: NamedNode | DefaultGraph) -> Quad:
    return Quad(triple.subject, triple.predicate, triple.object, name)


def _serialize(
    statements: Iterable[Triple] | Iterable[Quad], format_: RdfFormat, documents: tuple[Document, ...]
) -> bytes:
    return serialize_quads(statements, format_, prefixes_of([document.article.id for document in documents]))


def serialize_quads(
    statements: Iterable[Triple] | Iterable[Quad], format_: RdfFormat, prefixes: Mapping[str, str] = NAMESPACES
) -> bytes:
    """Turtle or TriG of ``statements`` in their order, after the declarations of ``prefixes`` in theirs."""
    stream = io.BytesIO()
    serialize_to(stream, statements, format_, prefixes)
    return stream.getvalue()


def serialize_to(
    stream: IO[bytes],
    statements: Iterable[Triple] | Iterable[Quad],
    format_: RdfFormat,
    prefixes: Mapping[str, str] = NAMESPACES,
) -> None:
    """Write what ``serialize_quads`` gives to a stream, one statement after another."""
    for prefix, namespace in prefixes.items():
        stream.write(f"@prefix {prefix}: <{namespace}> .\n".encode())
    serialize(statements, cast(Any, _WithoutHead(stream, len(prefixes))), format_, prefixes=dict(prefixes))


class _WithoutHead:
    """A stream without its first lines: the writer declares prefixes in an order that changes from run to run."""

    def __init__(self, stream: IO[bytes], lines: int) -> None:
        self._stream = stream
        self._lines = lines

    def write(self, data: bytes) -> int:
        rest = bytes(data)
        while self._lines and rest:
            _, end, rest = rest.partition(b"\n")
            self._lines -= bool(end)
        self._stream.write(rest)
        return len(data)

    def flush(self) -> None:
        self._stream.flush()


def _sorted(triples: Iterable[Triple]) -> list[Triple]:
    return sorted(set(triples), key=str)


def prefixes_of(articles: Sequence[str]) -> dict[str, str]:
    """The prefixes of the model, and those of ``articles`` if they are few."""
    if len(articles) == 1:
        return NAMESPACES | {"art": article_namespace(articles[0])}
    short = {f"art-{key[:12]}": article_namespace(key) for key in articles if key[:12].isalnum() and key.isascii()}
    few = len(short) == len(articles) <= _ARTICLES_WITH_PREFIX
    return NAMESPACES | short if few else NAMESPACES
