"""MultiDiGraph -> one HTML file.

``to_pyvis`` gives a genuine ``pyvis.network.Network`` that carries everything the page shows; the page itself is our
own (template, style sheet and ES modules in this package), one file without a single outside address to load from.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import networkx as nx

    from geograph.view.network import GeoNetwork

__all__ = ["notebook_html", "render_html", "to_pyvis", "write_html"]

Viewer = Literal["canvas", "pyvis"]


def to_pyvis(graph: nx.MultiDiGraph[Any], *, title: str | None = None) -> GeoNetwork:
    """The graph as a pyvis network: positions set, physics off, the evidence as attributes of nodes and edges.

    Args:
        graph: a graph as docs/graph.md describes it; it is not changed.
        title: the page's heading; by default the article's title, or how many articles there are.
    """
    # Late: pyvis pulls in IPython, half a second that a build without a page need not pay.
    from geograph.view.network import network_from

    return network_from(graph, title=title)


def render_html(graph: nx.MultiDiGraph[Any], *, title: str | None = None, viewer: Viewer = "canvas") -> str:
    """The self-contained page of the graph, as text. Same graph, same bytes.

    Args:
        graph: a graph as docs/graph.md describes it; it is not changed.
        title: the page's heading.
        viewer: "canvas" for the page with everything, "pyvis" for live physics on a graph of up to 200 actors.

    Raises:
        ExportError: there is no such viewer, or the graph is too large for live physics.
    """
    network = to_pyvis(graph, title=title)
    if viewer == "canvas":
        return network.generate_html()
    if viewer != "pyvis":
        from geograph.errors import ExportError

        raise ExportError(f"no viewer {viewer!r}", hint="canvas or pyvis")
    from geograph.view.live import render_live

    return render_live(network.title, network.nodes, network.edges)


def write_html(
    graph: nx.MultiDiGraph[Any], path: str | os.PathLike[str], *, title: str | None = None, viewer: Viewer = "canvas"
) -> None:
    """Write the page to ``path`` in UTF-8, whole or not at all.

    Raises:
        ExportError: the file cannot be written, or ``render_html`` refuses.
    """
    from geograph.view.files import write_whole

    write_whole(Path(path), render_html(graph, title=title, viewer=viewer))


def notebook_html(graph: nx.MultiDiGraph[Any], *, title: str | None = None, height: int = 680) -> str:
    """What a notebook shows of the graph (for ``_repr_html_``): the page in a frame, a table where frames are off."""
    from geograph.view import notebook

    return notebook.notebook_html(graph, render_html(graph, title=title), height=height)
