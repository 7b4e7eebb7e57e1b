"""The graph of a store, or the part of it that a command was asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from geograph.cli.output import note

if TYPE_CHECKING:
    import networkx as nx

    from geograph.store import Reader

__all__ = ["graph_of"]


def graph_of(folder: Path, around: list[str] | None, limit: int) -> nx.MultiDiGraph[Any]:
    """The whole graph of a store, or what lies around the actors that are named.

    Raises:
        StoreError: if there is no store, or if an actor is not in it.
    """
    from geograph.store import open_reader

    with open_reader(folder) as reader:
        if not around:
            return reader.graph()
        graph = reader.neighbourhood([_actor(reader, name) for name in around], limit=limit)
    if graph.graph["cut"]:
        note(f"there is more around {' and '.join(around)}: {len(graph)} actors are shown (--limit)")
    return graph


def _actor(reader: Reader, name: str) -> str:
    """The id of an actor, by its id or by a name."""
    from geograph.errors import StoreError

    if reader.has_node(name):
        return name
    found = reader.find(name)
    exact = [item for item in found if item["label"].casefold() == name.casefold()] or found
    if not exact:
        raise StoreError(f"nobody in the store is called {name!r}", where=str(reader.path))
    return str(exact[0]["id"])
