"""What a server serves: an RDF file, which is loaded once into a store of its own, or the folder of a store.

Workers open it in their own processes, so a source is picklable, and its ``state`` changes when they must open anew.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from pyoxigraph import Store

from geograph.errors import InputError

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["FileSource", "Source", "StoreSource", "open_source"]


class Source(Protocol):
    """What is served."""

    @property
    def state(self) -> object:
        """What differs when the data has changed; can be asked often."""

    def open(self) -> tuple[Store, object]:
        """An Oxigraph store to read, and what must be kept as long as it is read; called in each worker."""

    def find(self, name: str) -> list[dict[str, Any]]:
        """Actors whose names begin with ``name``: id, label, kind and mentions, the most mentioned first."""

    def neighbourhood(self, actor: str, *, depth: int, limit: int) -> nx.MultiDiGraph[Any] | None:
        """The graph around an actor with at most ``limit`` nodes; None if there is no such actor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSource:
    """A file of RDF, loaded into the store in ``folder``; actors come from the ``graph.json`` beside it."""

    path: Path
    folder: Path

    @property
    def state(self) -> object:
        """A file is read once."""
        return self.folder

    def open(self) -> tuple[Store, object]:
        """The store that the file was loaded into."""
        return Store.read_only(str(self.folder)), None

    def find(self, name: str) -> list[dict[str, Any]]:
        """Actors whose names begin with ``name``."""
        wanted = name.casefold()
        found = [
            {"id": key, "label": node["label"], "kind": node["kind"], "mentions": node["mentions"]}
            for key, node in self._graph().nodes(data=True)
            if any(str(known).casefold().startswith(wanted) for known in (node["label"], *node["aliases"]))
        ]
        return sorted(found, key=lambda item: (-item["mentions"], item["label"], item["id"]))

    def neighbourhood(self, actor: str, *, depth: int, limit: int) -> nx.MultiDiGraph[Any] | None:
        """The graph around an actor."""
        import networkx as nx

        graph = self._graph()
        if actor not in graph:
            return None
        near = nx.single_source_shortest_path_length(graph.to_undirected(as_view=True), actor, cutoff=depth)
        nodes = sorted(near, key=lambda key: (near[key], -graph.degree(key), key))[:limit]
        around: nx.MultiDiGraph[Any] = graph.subgraph(nodes).copy()
        around.graph["cut"] = len(near) > limit
        return around

    def _graph(self) -> nx.MultiDiGraph[Any]:
        from geograph.export import read_nodelink

        return read_nodelink(self.path.parent / "graph.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreSource:
    """The folder of a store: whatever generation is published now."""

    path: Path

    @property
    def state(self) -> object:
        """The number of the generation."""
        from geograph.store.layout import Layout

        return Layout(self.path).current_generation()

    def open(self) -> tuple[Store, object]:
        """The RDF of the current generation, whose files stay as long as its reader is kept."""
        from geograph.store import open_reader

        reader = open_reader(self.path)
        return reader.rdf, reader

    def find(self, name: str) -> list[dict[str, Any]]:
        """Actors whose names begin with ``name``."""
        from geograph.store import open_reader

        with open_reader(self.path) as reader:
            return reader.find(name)

    def neighbourhood(self, actor: str, *, depth: int, limit: int) -> nx.MultiDiGraph[Any] | None:
        """The graph around an actor."""
        from geograph.store import open_reader

        with open_reader(self.path) as reader:
            return reader.neighbourhood(actor, depth=depth, limit=limit) if reader.has_node(actor) else None


@contextmanager
def open_source(path: Path) -> Iterator[Source]:
    """The source at ``path``; what a file was loaded into is removed at the end.

    Raises:
        InputError: if it cannot be read, or is not RDF.
        StoreError: if it is a folder and no store.
    """
    if path.is_dir():
        from geograph.store import open_reader

        open_reader(path).close()  # a folder that is no store is said at once
        yield StoreSource(path=path)
        return
    folder = Path(tempfile.mkdtemp(prefix="geograph-serve-"))
    try:
        _load(path, folder)
        yield FileSource(path=path, folder=folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _load(path: Path, folder: Path) -> None:
    from geograph.query import load_store

    loaded = load_store(path)
    store = Store(str(folder))
    store.bulk_extend(loaded)
    store.flush()
    if not len(store):
        raise InputError("there is nothing in the graph", where=str(path))
