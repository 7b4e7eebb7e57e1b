"""The RDF of a generation that is being made.

Each article has its named graph; the default graph holds every triple once, those of the articles too, so that a plain
pattern finds what ``graph.ttl`` has (Oxigraph's own union gives a triple of two graphs twice).
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import IO

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, Triple

from geograph.export.terms import article_iri

__all__ = ["QuadWriter", "graph_name"]

# Few go through a transaction; more go straight into files, which takes a third of the time and a fourth of the space.
# Oxigraph sorts what it is given at once in memory: 200 MB for so many lines, 1.3 GB for a million.
_FEW = 5_000
_AT_ONCE = 100_000


def graph_name(article: str) -> NamedNode:
    """The named graph of an article."""
    return article_iri(article, "graph")


class QuadWriter:
    """Takes quads out of a store at once, and puts all new ones in at the end.

    What is added wins over what is removed, whatever the order of the calls.
    """

    def __init__(self, rdf: Store, spool: Path) -> None:
        self._rdf = rdf
        self._path = spool
        self._spool: IO[bytes] = spool.open("wb")
        self._lines = 0

    def __enter__(self) -> QuadWriter:
        return self

    def __exit__(self, *_: object) -> None:
        self._spool.close()
        del self._rdf  # Oxigraph closes a store when nobody holds it

    def remove_article(self, article: str) -> None:
        """Remove the named graph of an article, and from the default graph what no other graph has."""
        name = graph_name(article)
        triples = [quad.triple for quad in self._rdf.quads_for_pattern(None, None, None, name)]
        if triples:
            self._rdf.remove_graph(name)
            self.retract(triples)

    def retract(self, triples: Iterable[Triple]) -> None:
        """Remove from the default graph those triples that no article's graph has."""
        for triple in triples:
            subject, predicate, target = triple.subject, triple.predicate, triple.object
            found = self._rdf.quads_for_pattern(subject, predicate, target, None)
            if all(isinstance(quad.graph_name, DefaultGraph) for quad in found):
                self._rdf.remove(Quad(subject, predicate, target))

    def shared_about(self, subject: NamedNode) -> set[Triple]:
        """What the default graph says of a subject."""
        return {quad.triple for quad in self._rdf.quads_for_pattern(subject, None, None, DefaultGraph())}

    def shared_pointing(self, predicate: NamedNode, target: NamedNode) -> set[Triple]:
        """What the default graph says by a predicate of a target."""
        return {quad.triple for quad in self._rdf.quads_for_pattern(None, predicate, target, DefaultGraph())}

    def add_article(self, article: str, triples: Iterable[Triple]) -> int:
        """Add an article's triples to its named graph and to the default graph; gives how many there are."""
        name, before = str(graph_name(article)), self._lines
        for line in {str(triple) for triple in triples}:
            self._write(f"{line} .\n{line} {name} .\n")
        return self._lines - before

    def add_shared(self, triples: Iterable[Triple]) -> None:
        """Add triples to the default graph."""
        for triple in triples:
            self._write(f"{triple} .\n")

    def _write(self, lines: str) -> None:
        self._spool.write(lines.encode())
        self._lines += 1

    def finish(self) -> None:
        """Load everything that was added."""
        self._spool.close()
        load = self._rdf.load if self._lines < _FEW else self._rdf.bulk_load
        with self._path.open("rb") as spool:
            while lines := b"".join(islice(spool, _AT_ONCE)):
                load(input=lines, format=RdfFormat.N_QUADS, lenient=True)  # our own terms: checked when they were made
        self._path.unlink()
