"""MultiDiGraph <-> node-link JSON, as networkx reads and writes it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import networkx as nx

from geograph.errors import InputError
from geograph.export.files import write_atomically

__all__ = ["read_nodelink", "serialize_nodelink", "write_nodelink"]

# networkx changed the default name of this list, and read files silently without their edges.
_EDGES = "edges"


def serialize_nodelink(graph: nx.MultiDiGraph[Any]) -> str:
    """The graph as node-link JSON, one node or edge a line."""
    data = nx.node_link_data(graph, edges=_EDGES)
    head = {key: value for key, value in data.items() if key not in ("nodes", _EDGES)}
    # Sorted keys and a line for each item: two versions of a file can be compared line by line.
    parts = [f"{_json(key)}: {_json(value)}" for key, value in sorted(head.items())]
    parts += [f'"{name}": [\n{_lines(data[name])}\n]' for name in ("nodes", _EDGES)]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def write_nodelink(graph: nx.MultiDiGraph[Any], path: Path | str) -> Path:
    """Write the graph as node-link JSON.

    Raises:
        ExportError: if ``path`` cannot be written.
    """
    return write_atomically(path, serialize_nodelink(graph))


def read_nodelink(path: Path | str) -> nx.MultiDiGraph[Any]:
    """Read a graph that ``write_nodelink`` wrote.

    Raises:
        InputError: if there is no such file, or if it is not node-link JSON.
    """
    try:
        data = json.loads(Path(path).read_text(encoding="utf-8"))
        return nx.MultiDiGraph(nx.node_link_graph(data, directed=True, multigraph=True, edges=_EDGES))
    except OSError as error:
        raise InputError(f"cannot read: {error.strerror}", where=str(path)) from error
    except (ValueError, KeyError, TypeError, AttributeError, nx.NetworkXError) as error:
        hint = "is it the graph.json of geograph build?"
        raise InputError(f"not node-link JSON: {error}", where=str(path), hint=hint) from error


def _lines(items: list[object]) -> str:
    return ",\n".join(map(_json, items))


def _json(value: object) -> str:
    # ASCII: a lone surrogate of some hostile input survives as an escape and breaks no encoding.
    return json.dumps(value, ensure_ascii=True, sort_keys=True)
