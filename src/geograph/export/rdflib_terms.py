"""pyoxigraph's terms as rdflib's, in bulk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple
from rdflib import BNode, Dataset, Graph, URIRef
from rdflib import Literal as RdflibLiteral
from rdflib.term import Node

from geograph.export.terms import NAMESPACES

__all__ = ["add_quads", "add_triples", "from_rdflib", "to_rdflib"]

_STRING = "http://www.w3.org/2001/XMLSchema#string"


@lru_cache(maxsize=65536)
def to_rdflib(value: NamedNode | BlankNode | Literal) -> Node:
    """The rdflib term for a pyoxigraph term, with its lexical form untouched."""
    if isinstance(value, NamedNode):
        return URIRef(value.value)
    if isinstance(value, BlankNode):
        return BNode(value.value)
    if value.language:
        return RdflibLiteral(value.value, lang=value.language)
    plain = value.datatype.value == _STRING
    datatype = None if plain else URIRef(value.datatype.value)
    return RdflibLiteral(value.value, datatype=datatype, normalize=False)


def from_rdflib(value: Node) -> Any:
    """The pyoxigraph term for an rdflib term."""
    if isinstance(value, URIRef):
        return NamedNode(str(value))
    if isinstance(value, BNode):
        return BlankNode(str(value))
    if not isinstance(value, RdflibLiteral):
        raise TypeError(f"not an RDF 1.1 term: {value!r}")
    if value.language:
        return Literal(str(value), language=value.language)
    return Literal(str(value), datatype=NamedNode(str(value.datatype)) if value.datatype else None)


def add_triples(graph: Graph, triples: Iterable[Triple]) -> None:
    """Add triples to a graph, and bind the model's prefixes."""
    _bind(graph)
    graph.addN((*_converted(triple), graph) for triple in triples)


def add_quads(dataset: Dataset, quads: Iterable[Quad]) -> None:
    """Add quads to a dataset, each to its own graph, and bind the model's prefixes."""
    _bind(dataset)
    graphs: dict[Any, Graph] = {}

    def graph_of(name: Any) -> Graph:
        if name not in graphs:
            graphs[name] = dataset.graph(URIRef(name.value)) if isinstance(name, NamedNode) else dataset.default_graph
        return graphs[name]

    dataset.addN((*_converted(quad.triple), graph_of(quad.graph_name)) for quad in quads)


def _bind(graph: Graph) -> None:
    for prefix, namespace in NAMESPACES.items():
        graph.bind(prefix, namespace, override=True, replace=True)


def _converted(triple: Triple) -> Iterator[Any]:
    return map(to_rdflib, triple)
