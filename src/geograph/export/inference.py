"""Quads -> what follows from them by the ontology: inverse, symmetric and wider relations, and wider classes.

The rules are SPARQL, run by Oxigraph until they give nothing new. What they give is kept apart from what was asserted,
and is never written into the same graph: a narrower word in a text is a fact, a wider one a conclusion.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, Triple, parse

from geograph.export.files import write_atomically
from geograph.export.rdf import serialize_quads

__all__ = ["INFERRED", "add_inferred", "infer_triples", "write_inferred"]

INFERRED = NamedNode("https://w3id.org/geograph/inferred")
"""The named graph that ``add_inferred`` puts conclusions into."""
_ONTOLOGY = NamedNode("https://w3id.org/geograph/ontology")
_PREFIXES = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
"""
# The schema stands in a graph of its own, so that none of it is taken for data. A relation may lie under another on
# either side of an inverse, which is why the rules are run until they rest.
_RULES = (
    "CONSTRUCT { ?s ?wider ?o } WHERE { GRAPH ?schema { ?p rdfs:subPropertyOf+ ?wider } ?s ?p ?o }",
    "CONSTRUCT { ?o ?back ?s } WHERE { GRAPH ?schema { ?p owl:inverseOf|^owl:inverseOf ?back } ?s ?p ?o }",
    "CONSTRUCT { ?o ?p ?s } WHERE { GRAPH ?schema { ?p a owl:SymmetricProperty } ?s ?p ?o }",
    "CONSTRUCT { ?s a ?wider } WHERE { GRAPH ?schema { ?class rdfs:subClassOf+ ?wider } ?s a ?class }",
)


def infer_triples(quads: Iterable[Quad]) -> list[Triple]:
    """What follows from ``quads`` and is not among them, sorted; blank nodes of the ontology are left out."""
    store = Store()
    store.bulk_extend(Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    store.bulk_extend(_schema())
    inferred: set[Triple] = set()
    while new := _round(store):
        inferred |= new
        store.extend(Quad(t.subject, t.predicate, t.object) for t in new)
    return sorted(inferred, key=str)


def add_inferred(store: Store) -> int:
    """Put what follows from all of ``store`` into its graph ``INFERRED`` and the default graph; return how much.

    Only for a store in memory that serves queries: the asserted graph and the conclusions are one to its reader.
    """
    triples = infer_triples(quad for quad in store if quad.graph_name != INFERRED)
    store.extend(Quad(t.subject, t.predicate, t.object, INFERRED) for t in triples)
    store.extend(Quad(t.subject, t.predicate, t.object) for t in triples)
    return len(triples)


def write_inferred(quads: Iterable[Quad], path: Path | str) -> Path:
    """Write what follows from ``quads`` as Turtle, without what was asserted.

    Raises:
        ExportError: if ``path`` cannot be written.
    """
    return write_atomically(path, serialize_quads(infer_triples(quads), RdfFormat.TURTLE))


def _round(store: Store) -> set[Triple]:
    found: set[Triple] = set()
    for rule in _RULES:
        answer = store.query(_PREFIXES + rule)
        found |= {t for t in answer if Quad(t.subject, t.predicate, t.object) not in store}  # type: ignore[union-attr]
    return found


@cache
def _schema() -> tuple[Quad, ...]:
    data = files("geograph.ontology").joinpath("geograph.ttl").read_bytes()
    named = (quad for quad in parse(data, RdfFormat.TURTLE) if isinstance(quad.subject, NamedNode))
    return tuple(Quad(q.subject, q.predicate, q.object, _ONTOLOGY) for q in named if isinstance(q.object, NamedNode))
