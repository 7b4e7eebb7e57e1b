"""Quads -> Turtle of RDF 1.2, where a relation node reifies its triple.

An extra beside the canonical files, which are RDF 1.1: most tools cannot read this one yet. What RDF 1.1 says by
``rdf:subject``, ``rdf:predicate`` and ``rdf:object`` is one triple here::

    :rel-1 rdf:reifies <<( :a gg:strikes :b )>>
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple

from geograph.export.files import write_atomically
from geograph.export.rdf import serialize_quads
from geograph.export.terms import term

__all__ = ["iter_reifying", "serialize_rdf12", "write_rdf12"]

_PARTS = tuple(term("rdf", part) for part in ("subject", "predicate", "object"))
_STATEMENT = (term("rdf", "type"), term("rdf", "Statement"))


def serialize_rdf12(quads: Iterable[Quad]) -> bytes:
    """Turtle 1.2 of one graph that holds everything."""
    return serialize_quads(sorted(set(iter_reifying(quads)), key=str), RdfFormat.TURTLE)


def write_rdf12(quads: Iterable[Quad], path: Path | str) -> Path:
    """Write ``quads`` as Turtle of RDF 1.2.

    Raises:
        ExportError: if ``path`` cannot be written.
    """
    return write_atomically(path, serialize_rdf12(quads))


def iter_reifying(quads: Iterable[Quad]) -> Iterator[Triple]:
    """Give the triples of ``quads`` with each reified statement as one ``rdf:reifies``."""
    parts: dict[Any, dict[NamedNode, Any]] = {}
    for quad in quads:
        if quad.predicate in _PARTS:
            parts.setdefault(quad.subject, {})[quad.predicate] = quad.object
        elif (quad.predicate, quad.object) != _STATEMENT:
            yield quad.triple
    for node, found in parts.items():
        yield Triple(node, term("rdf", "reifies"), Triple(*(found[part] for part in _PARTS)))
