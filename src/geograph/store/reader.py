"""A store, read: one generation of it, which stays as it is while a writer makes the next."""

from __future__ import annotations

import json
import sqlite3
import weakref
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any

import pyoxigraph

from geograph.errors import StoreError
from geograph.store import assembly
from geograph.store.generations import INDEX, LEASE, RDF
from geograph.store.index import SCHEMA_VERSION, open_published
from geograph.store.kept import file_name, load
from geograph.store.layout import Layout, check_marker
from geograph.store.locks import hold_lease
from geograph.types import Document

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

    from geograph.export.results import QueryResult
    from geograph.store.status import Status

__all__ = ["Reader", "open_reader"]

_REBUILD = "geograph rebuild makes it again from what was read"
_TRIES = 100  # a generation can go between the look at its number and the lease, but not that often


class Reader:
    """One generation of a store. Close it, or use it in a ``with`` block: until then its files stay.

    Attributes:
        path: the folder of the store.
        generation: the number of the generation; every publication has a higher one.
        rdf: the generation's RDF, read-only. The default graph holds all triples, each once; the named graph
            ``urn:sha256:<article id>#graph`` those of an article.
    """

    def __init__(self, layout: Layout, generation: int, lease: IO[bytes]) -> None:
        folder = layout.generation(generation)
        self._layout = layout
        self.path: Path = layout.root
        self.generation = generation
        self.rdf = pyoxigraph.Store.read_only(str(folder / RDF))
        self.index: sqlite3.Connection = open_published(folder / INDEX)
        self._release = weakref.finalize(self, _release, self.index, lease)

    def __enter__(self) -> Reader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Reader: generation {self.generation} of {self.path}, {len(self)} articles>"

    def __len__(self) -> int:
        """How many articles there are."""
        (count,) = self.index.execute("SELECT count(*) FROM articles").fetchone()
        return int(count)

    def close(self) -> None:
        """Give the generation free. Further use of the reader is an error."""
        self._release()

    def is_current(self) -> bool:
        """Whether no later generation has been published."""
        return self._layout.current_generation() == self.generation

    def query(self, sparql: str) -> QueryResult:
        """Answer a SPARQL query; the model's prefixes are known.

        A plain pattern finds the triples of all graphs, ``GRAPH`` picks that of an article.

        Raises:
            QueryError: if it does not parse, or is an update.
        """
        from geograph.query import run_query

        return run_query(self.rdf, sparql)

    def graph(self) -> nx.MultiDiGraph[Any]:
        """The whole graph as docs/graph.md describes it, the same as that of one build of all articles."""
        return assembly.whole_graph(self.index)

    def to_rdf(self) -> rdflib.Graph:
        """All that is known as one rdflib graph, in memory."""
        import rdflib

        from geograph.export.rdflib_terms import add_triples

        merged = rdflib.Graph()
        quads = self.rdf.quads_for_pattern(None, None, None, pyoxigraph.DefaultGraph())
        add_triples(merged, (quad.triple for quad in quads))
        return merged

    def neighbourhood(
        self, actors: str | Iterable[str], *, depth: int = 1, limit: int = 100, edge_limit: int = 2000
    ) -> nx.MultiDiGraph[Any]:
        """The graph around one actor or several, with the evidence of its edges.

        Args:
            actors: ids of nodes; those that are not in the store are passed over.
            depth: how many edges the farthest nodes may be away.
            limit: how many nodes there may be. Of the neighbours at one distance those are taken that the texts tie
                most often to what is already there, then the alphabet decides.
            edge_limit: how many edges there may be; those nearest to ``actors`` come first.

        Returns:
            A graph with the attributes of docs/graph.md, and in ``graph.graph``: ``"articles"``, only those that the
            edges come from, and ``"cut"``, whether a limit left something out. ``spans`` of nodes are those in these
            articles; ``mentions`` counts all.
        """
        keys = (actors,) if isinstance(actors, str) else tuple(actors)
        return assembly.neighbourhood(self.index, keys, depth=depth, limit=limit, edge_limit=edge_limit)

    def find(self, name: str, *, limit: int = 20) -> list[dict[str, Any]]:
        """Entities whose name, or a name that a text calls them by, begins with ``name``; the most mentioned first.

        Returns:
            For each its ``id``, ``label``, ``kind``, ``country`` and ``mentions``.
        """
        return assembly.find(self.index, name, limit)

    def has_node(self, key: str) -> bool:
        """Whether the graph has a node with this id."""
        return assembly.has_node(self.index, key)

    def ids(self) -> list[str]:
        """The ids of the articles, sorted."""
        return [article for (article,) in self.index.execute("SELECT id FROM articles ORDER BY id")]

    def write(self, directory: Path | str) -> tuple[Path, ...]:
        """Write all files of ``geograph build``, the same as those of one build of the articles.

        Raises:
            ExportError: if a file or the directory cannot be written.
            StoreError: if a writer has replaced or removed an article since.
        """
        from geograph.store.outputs import write_outputs

        return write_outputs(self, directory)

    def export(self, name: str, directory: Path | str, *, all_statuses: bool = False) -> tuple[Path, ...]:
        """Write the graph in another format; see ``KnowledgeGraph.export``."""
        from geograph.export.formats import export
        from geograph.store.outputs import source_of_reader

        return export(source_of_reader(self), name, directory, all_statuses=all_statuses)

    def status(self) -> Status:
        """Numbers of the generation, and what an interrupted writer left to do."""
        from geograph.store.status import status_of

        return status_of(self)

    def documents(self) -> Iterator[Document]:
        """Give the documents in the order of their articles' ids, one at a time.

        Raises:
            StoreError: if a writer has replaced or removed one since.
        """
        for article, digest in self.index.execute("SELECT id, digest FROM articles ORDER BY id").fetchall():
            kept = load(self._layout, file_name(article))
            if kept.digest != digest:
                hint = "open it again"
                raise StoreError("the store has changed since it was opened", where=str(self.path), hint=hint)
            yield kept.document

    def articles(self) -> dict[str, dict[str, Any]]:
        """Title, publisher, author, url, language, day and text of each article by its id."""
        found = self.index.execute("SELECT id, attributes FROM articles ORDER BY id")
        return {article: json.loads(attributes) for article, attributes in found}


def _release(index: sqlite3.Connection, lease: IO[bytes]) -> None:
    index.close()
    lease.close()


def open_reader(path: Path | str) -> Reader:
    """Open the current generation of a store, read-only; any number of processes may do so, also beside a writer.

    Raises:
        StoreError: if there is no store, or nothing has been published in it yet.
    """
    layout = Layout(Path(path))
    check_marker(layout)
    for _ in range(_TRIES):
        generation = layout.current_generation()
        if not generation:
            hint = "geograph build ARTICLE... --store DIR goes on where it stopped"
            raise StoreError("nothing has been published in this store yet", where=str(path), hint=hint)
        lease = hold_lease(layout.generation(generation) / LEASE)
        if lease is not None:
            return _open(layout, generation, lease)
    raise StoreError(f"generation {generation} is not there", where=str(path), hint=_REBUILD)


def _open(layout: Layout, generation: int, lease: IO[bytes]) -> Reader:
    try:
        reader = Reader(layout, generation, lease)
        found = reader.index.execute("SELECT value FROM meta WHERE name = 'schema'").fetchone()
    except (OSError, sqlite3.Error) as error:
        lease.close()
        raise StoreError(f"the graph is broken: {error}", where=str(layout.root), hint=_REBUILD) from error
    if found is None or found[0] != SCHEMA_VERSION:
        reader.close()
        raise StoreError("another version of geograph made the graph", where=str(layout.root), hint=_REBUILD)
    return reader
