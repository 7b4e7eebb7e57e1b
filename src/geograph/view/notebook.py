"""A graph -> what a notebook shows of it: the page in a frame, and a table for where scripts and frames are off."""

from __future__ import annotations

from html import escape
from typing import Any

import networkx as nx

from geograph.view.relations import relation_styles

__all__ = ["notebook_html"]

_MOST_ROWS = 100


def notebook_html(graph: nx.MultiDiGraph[Any], page: str, *, height: int = 680) -> str:
    """The page in a frame of its own, with the relations as a table beneath.

    The frame may run its scripts and save files, and reaches nothing of the notebook. An untrusted notebook, and sites
    that show notebooks, take frames out: the table stays.
    """
    frame = (
        f'<iframe srcdoc="{escape(page)}" sandbox="allow-scripts allow-downloads allow-popups allow-modals" '
        f'title="Graph of actors and relations" width="100%" height="{int(height)}" style="border:0"></iframe>'
    )
    return f"{frame}{_table(graph)}"


def _table(graph: nx.MultiDiGraph[Any]) -> str:
    edges = sorted(graph.edges(keys=True, data=True), key=lambda edge: (str(edge[0]), str(edge[1]), str(edge[2])))
    styles = relation_styles((str(edge.get("relation") or "relatedTo"), edge.get("type")) for *_, edge in edges)
    rows = "".join(_row(graph, edge, styles) for edge in edges[:_MOST_ROWS])
    more = len(edges) - _MOST_ROWS
    count = f"{graph.number_of_nodes()} actors, {len(edges)} relations"
    head = "".join(f"<th>{name}</th>" for name in ("actor", "relation", "recipient", "status", "date", "sentence"))
    rest = f"<p>and {more} more</p>" if more > 0 else ""
    return (
        f"<details><summary>{count} as a table</summary>"
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{rest}</details>"
    )


def _row(graph: nx.MultiDiGraph[Any], edge: tuple[Any, Any, Any, dict[str, Any]], styles: dict[str, Any]) -> str:
    source, target, _, data = edge
    names = [str(graph.nodes[name].get("label") or name) for name in (source, target)]
    words = styles[str(data.get("relation") or "relatedTo")].label
    cells = [names[0], words, names[1], *(data.get(field) or "" for field in ("status", "date", "sentence"))]
    return f"<tr>{''.join(f'<td><bdi>{escape(str(cell))}</bdi></td>' for cell in cells)}</tr>"
