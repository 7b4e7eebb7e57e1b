"""The service description (SPARQL 1.1 Service Description): what the endpoint is, as RDF."""

from __future__ import annotations

from pyoxigraph import NamedNode, RdfFormat, Triple, serialize

from geograph.export.terms import integer, term
from geograph.serve.formats import GRAPH_TYPES, ROW_TYPES, negotiate

__all__ = ["describe_service"]

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_NAMES = {
    "application/sparql-results+json": "SPARQL_Results_JSON",
    "application/sparql-results+xml": "SPARQL_Results_XML",
    "text/csv": "SPARQL_Results_CSV",
    "text/tab-separated-values": "SPARQL_Results_TSV",
    "text/turtle": "Turtle",
    "application/n-triples": "N-Triples",
    "application/ld+json": "JSON-LD",
    "application/rdf+xml": "RDF_XML",
    "application/trig": "TriG",
    "application/n-quads": "N-Quads",
    "text/n3": "N3",
}


def describe_service(endpoint: str, triples: int, accept: str | None) -> tuple[str, bytes] | None:
    """Media type and text of the description; None if no type of RDF is accepted.

    Args:
        endpoint: the address of the endpoint.
        triples: how many triples the default graph has.
        accept: the Accept header.
    """
    kind = negotiate(accept, tuple(GRAPH_TYPES))
    if kind is None:
        return None
    service, dataset, graph = NamedNode(endpoint), NamedNode(f"{endpoint}#dataset"), NamedNode(f"{endpoint}#default")
    told = [
        Triple(service, term("rdf", "type"), _sd("Service")),
        Triple(service, _sd("endpoint"), service),
        Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query")),
        Triple(service, _sd("defaultDataset"), dataset),
        Triple(dataset, term("rdf", "type"), _sd("Dataset")),
        Triple(dataset, _sd("defaultGraph"), graph),
        Triple(graph, term("rdf", "type"), _sd("Graph")),
        Triple(graph, NamedNode("http://rdfs.org/ns/void#triples"), integer(triples)),
    ]
    told += [
        Triple(service, _sd("resultFormat"), NamedNode(_FORMATS + _NAMES[offered]))
        for offered in (*ROW_TYPES, *GRAPH_TYPES)
        if offered in _NAMES
    ]
    format_ = GRAPH_TYPES[kind]
    prefixes = {"sd": _SD} if format_ in (RdfFormat.TURTLE, RdfFormat.TRIG) else None
    return kind, serialize(told, format=format_, prefixes=prefixes) or b""


def _sd(local: str) -> NamedNode:
    return NamedNode(_SD + local)
