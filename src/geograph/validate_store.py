"""A store of any size -> report: its nodes are checked in batches, each with just the triples that its shapes look at.

The memory that is needed does not grow with the store, but for the names of its nodes. It holds for the shapes of the
package, which look no further than one step from a node, and at the flat edge of a relation; a test holds its results
against those of ``validate`` on the whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice

from pyoxigraph import BlankNode, NamedNode, Quad, Store
from rdflib import URIRef
from rdflib.namespace import SH

from geograph.export.terms import term
from geograph.validate import (
    NAMELESS,
    ValidationReport,
    ValidationResult,
    check_graph,
    make_report,
    rdf_graph,
    shapes_graph,
    short_name,
)

__all__ = ["validate_store"]

_BATCH = 500
_TYPE = term("rdf", "type")
_SUBJECT, _PREDICATE, _OBJECT = (term("rdf", part) for part in ("subject", "predicate", "object"))
# What shapes ask of the node at the other end of a triple.
_TOLD_OF_ENDS = (_TYPE, term("gg", "charCount"), term("nif", "isString"))


def validate_store(store: Store, *, sample: int | None = None) -> ValidationReport:
    """Check a store against the shapes of the package, all of its graphs together.

    Args:
        store: an Oxigraph store, which is only read.
        sample: how many nodes to check; all when None. The same store gives the same sample.
    """
    nodes = _nodes(store)
    if sample is not None:
        nodes = sorted(sorted(nodes, key=_shuffled)[:sample])
    batches = (nodes[start : start + _BATCH] for start in range(0, len(nodes), _BATCH))
    named = (result for batch in batches for result in _check(store, batch))
    return make_report((*named, *_check_nameless(store)))


def _nodes(store: Store) -> list[str]:
    """The IRIs of all nodes that have a class, sorted."""
    typed = store.quads_for_pattern(None, _TYPE, None, None)
    return sorted({quad.subject.value for quad in typed if isinstance(quad.subject, NamedNode)})


def _shuffled(iri: str) -> bytes:
    return hashlib.sha256(iri.encode("utf-8")).digest()


def _check(store: Store, batch: Sequence[str]) -> Iterator[ValidationResult]:
    data = rdf_graph(quad for iri in batch for quad in _iter_seen(store, NamedNode(iri)))
    # The nodes at the other ends have a class too, and are checked on the little that is here: that counts for nothing.
    # (pyshacl can be told which nodes to check, and then takes all others to conform to whatever is asked of them.)
    asked = {short_name(URIRef(iri)) for iri in batch}
    yield from (result for result in check_graph(data) if result.focus in asked)


def _check_nameless(store: Store) -> Iterator[ValidationResult]:
    """Check what has a class and no name, of which a store of ours has nothing: there is no focusing on it."""
    typed = (quad.subject for quad in store.quads_for_pattern(None, _TYPE, None, None))
    nameless = {subject for subject in typed if isinstance(subject, BlankNode)}
    if nameless:
        data = rdf_graph(quad for node in nameless for quad in _iter_seen(store, node))
        yield from (result for result in check_graph(data) if result.focus == NAMELESS)


def _iter_seen(store: Store, node: NamedNode | BlankNode) -> Iterator[Quad]:
    """Give what the shapes look at when they check ``node``."""
    own = list(store.quads_for_pattern(node, None, None, None))
    yield from own
    for end in {quad.object for quad in own if isinstance(quad.object, NamedNode)}:
        for predicate in _TOLD_OF_ENDS:
            yield from store.quads_for_pattern(end, predicate, None, None)
    for predicate in _inverse_paths():
        yield from islice(store.quads_for_pattern(None, predicate, node, None), 1)  # that there is one is all they ask
    yield from _iter_edges(store, node, own)


def _iter_edges(store: Store, node: NamedNode | BlankNode, own: Sequence[Quad]) -> Iterator[Quad]:
    """Give the relation nodes of the flat edges that begin at ``node``; of a relation node, its flat edge."""
    parts = {quad.predicate: quad.object for quad in own}
    if _SUBJECT in parts and _PREDICATE in parts and _OBJECT in parts:
        yield from store.quads_for_pattern(parts[_SUBJECT], parts[_PREDICATE], parts[_OBJECT], None)  # type: ignore[arg-type]
    for relation in store.quads_for_pattern(None, _SUBJECT, node, None):
        yield relation
        for predicate in (_PREDICATE, _OBJECT):
            yield from store.quads_for_pattern(relation.subject, predicate, None, None)


@cache
def _inverse_paths() -> tuple[NamedNode, ...]:
    paths = {str(path) for path in shapes_graph().objects(None, SH.inversePath)}
    return tuple(NamedNode(path) for path in sorted(paths))
