"""MultiDiGraph -> GraphML, which knows neither lists nor None nor control characters."""

from __future__ import annotations

import io
import json
import math
import re
from pathlib import Path
from typing import Any

import networkx as nx

from geograph.export.files import write_atomically

__all__ = ["clean_for_xml", "serialize_graphml", "write_graphml"]

# Whatever XML 1.0 cannot hold, not even escaped.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# A parser turns a carriage return into a line feed, and so what is read would differ from what was written.
_LINE_END = re.compile("\r\n?")
_NUMBERS = frozenset({"confidence", "lat", "lon"})


def serialize_graphml(graph: nx.MultiDiGraph[Any]) -> bytes:
    """The graph as GraphML in UTF-8; lists and dicts are JSON strings."""
    stream = io.BytesIO()
    nx.write_graphml_xml(clean_for_xml(graph), stream, encoding="utf-8", named_key_ids=True)
    return stream.getvalue()


def write_graphml(graph: nx.MultiDiGraph[Any], path: Path | str) -> Path:
    """Write the graph as GraphML.

    Raises:
        ExportError: if ``path`` cannot be written.
    """
    return write_atomically(path, serialize_graphml(graph))


def clean_for_xml(graph: nx.MultiDiGraph[Any]) -> nx.MultiDiGraph[Any]:
    """A copy with what GraphML can hold: lists and dicts as JSON, no None, no control characters."""
    names = _distinct_names(graph)
    clean: nx.MultiDiGraph[Any] = nx.MultiDiGraph(**_clean_attributes(graph.graph))
    clean.add_nodes_from((names[key], _clean_attributes(node)) for key, node in graph.nodes(data=True))
    for source, target, key, edge in graph.edges(keys=True, data=True):
        clean.add_edge(names[source], names[target], _clean_text(str(key)), **_clean_attributes(edge))
    return clean


def _distinct_names(graph: nx.MultiDiGraph[Any]) -> dict[str, str]:
    """Node ids that XML can hold; two that differ in what it cannot hold stay two."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for key in sorted(graph.nodes, key=lambda key: (_clean_text(key) != key, key)):
        name, number = _clean_text(key), 1
        while name in taken:
            number += 1
            name = f"{_clean_text(key)}~{number}"
        taken.add(name)
        names[key] = name
    return names


def _clean_attributes(attributes: dict[str, Any]) -> dict[str, Any]:
    # In the order of their names: the writers number attributes as they come.
    cleaned = ((name, _clean(name, value)) for name, value in sorted(attributes.items()) if value is not None)
    return {name: value for name, value in cleaned if value is not None}


def _clean(name: str, value: Any) -> Any:
    if isinstance(value, list | dict):
        return _clean_text(json.dumps(value, ensure_ascii=False, sort_keys=True))
    if isinstance(value, str):
        return _clean_text(value)
    # One attribute, one type: a whole number among decimals would give the attribute two declarations.
    if name in _NUMBERS:
        return float(value) if math.isfinite(value) else None
    return value


def _clean_text(value: str) -> str:
    return _FORBIDDEN.sub("", _LINE_END.sub("\n", value))
