"""MultiDiGraph -> GEXF 1.2, which Gephi opens with a timeline: the dates of an edge are its interval."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import networkx as nx

from geograph.export.files import write_atomically
from geograph.export.graphml import clean_for_xml

__all__ = ["serialize_gexf", "write_gexf"]

# What GEXF means by these names is not what docs/graph.md does.
_RENAMED = {"type": "event_type", "start": "evidence_start", "end": "evidence_end"}
# networkx writes the day of the run, and so no two days would give the same bytes.
_WRITTEN_ON = re.compile(r' lastmodifieddate="[^"]*"')
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def serialize_gexf(graph: nx.MultiDiGraph[Any]) -> bytes:
    """The graph as GEXF in UTF-8; lists and dicts are JSON strings, edges without a date are always there."""
    dynamic = _with_intervals(clean_for_xml(graph))
    lines = "\n".join(nx.generate_gexf(dynamic, version="1.2draft"))
    return (_HEAD + _WRITTEN_ON.sub("", lines, count=1) + "\n").encode("utf-8")


def write_gexf(graph: nx.MultiDiGraph[Any], path: Path | str) -> Path:
    """Write the graph as GEXF.

    Raises:
        ExportError: if ``path`` cannot be written.
    """
    return write_atomically(path, serialize_gexf(graph))


def _with_intervals(graph: nx.MultiDiGraph[Any]) -> nx.MultiDiGraph[Any]:
    dynamic: nx.MultiDiGraph[Any] = nx.MultiDiGraph(mode="dynamic")
    dynamic.add_nodes_from(graph.nodes(data=True))
    for source, target, key, edge in graph.edges(keys=True, data=True):
        attributes = {_RENAMED.get(name, name): value for name, value in edge.items()}
        attributes |= {"label": edge["relation"], "id": f"{source}|{key}|{target}"}
        attributes |= {name: edge[day] for name, day in (("start", "date"), ("end", "date_end")) if edge.get(day)}
        dynamic.add_edge(source, target, key, **attributes)
    return dynamic
