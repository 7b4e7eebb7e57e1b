"""MultiDiGraph -> GeoNetwork: pyvis's Network as the model, our own page as its picture."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import networkx as nx
from pyvis.edge import Edge
from pyvis.network import Network
from pyvis.node import Node

from geograph.view.files import write_whole
from geograph.view.layout import lay_out
from geograph.view.page import render_page
from geograph.view.relations import RelationStyle, relation_styles
from geograph.view.styles import Styles, load_styles

__all__ = ["EDGE_FIELDS", "NODE_FIELDS", "GeoNetwork", "network_from"]

NODE_FIELDS = (
    "kind", "country", "sector", "aliases", "wikidata", "geonames", "lat", "lon", "office", "represents", "known",
    "mentions", "spans", "explore",
)  # fmt: skip
EDGE_FIELDS = (
    "relation", "event", "type", "mode", "cameo", "contexts", "status", "flat", "rolled_up", "confidence", "date",
    "date_end", "date_precision", "place", "place_name", "quantities", "things", "speakers", "article", "sentence",
    "sentence_start", "sentence_end", "start", "end", "trigger", "actor_span", "recipient_span", "rule",
)  # fmt: skip

_LETTER = 7.2
"""Pixels of a letter in a label, on average, for the layout."""
_VIS_SHAPES = {"circle": "dot", "ring": "dot", "pentagon": "hexagon", "triangle-down": "triangleDown"}


class GeoNetwork(Network):  # type: ignore[misc]
    """A pyvis Network whose page is ours.

    ``nodes``, ``edges``, ``options`` and the methods that read them are pyvis's. Every node and edge carries its
    attributes of the graph beside what vis-network reads, and ``articles`` holds the texts. Only the methods that
    write HTML are replaced: the stock template asks a CDN for scripts and runs what it finds in a node's name.
    """

    def __init__(self, *, title: str, articles: dict[str, dict[str, Any]]) -> None:
        super().__init__(height="100%", directed=True, cdn_resources="in_line")
        # The heading stays empty: the stock template would write it unescaped.
        self.title = title
        self.articles = articles
        self.toggle_physics(False)

    def add_bulk(self, nodes: list[dict[str, Any]], edges: list[dict[str, Any]]) -> None:
        """Add many at once: pyvis's ``add_edge`` compares with every edge it has, which is hours for a large graph."""
        for fields in nodes:
            options = dict(fields)
            node = Node(options.pop("id"), options.pop("shape"), options.pop("label"), False, **options).options
            self.nodes.append(node)
            self.node_ids.append(node["id"])
            self.node_map[node["id"]] = node
        for fields in edges:
            options = dict(fields)
            self.edges.append(Edge(options.pop("from"), options.pop("to"), True, **options).options)

    def generate_html(self, name: str = "index.html", local: bool = True, notebook: bool = False) -> str:  # noqa: ARG002
        """The self-contained page. The parameters are pyvis's and change nothing."""
        return render_page(self.title, self.nodes, self.edges, self.articles)

    def write_html(self, name: str, local: bool = True, notebook: bool = False, open_browser: bool = False) -> None:  # noqa: ARG002
        """Write the page to the file ``name``, in UTF-8, whole or not at all.

        Raises:
            ExportError: the file cannot be written.
        """
        write_whole(Path(name), self.generate_html())
        if open_browser:
            import webbrowser

            webbrowser.open(Path(name).resolve().as_uri())

    def save_graph(self, name: str) -> None:
        """Write the page to the file ``name``."""
        self.write_html(name)

    def show(self, name: str, local: bool = True, notebook: bool = False) -> None:
        """Write the page to the file ``name`` and, outside a notebook, open it."""
        self.write_html(name, local, notebook, open_browser=not notebook)


def network_from(graph: nx.MultiDiGraph[Any], *, title: str | None = None) -> GeoNetwork:
    """Fill a network from the graph, in an order that does not depend on how the graph was built."""
    styles = load_styles()
    articles = {key: dict(value) for key, value in sorted(graph.graph.get("articles", {}).items())}
    network = GeoNetwork(title=title or _title(articles), articles=articles)
    names = sorted(graph.nodes, key=str)
    number = {name: index for index, name in enumerate(names)}
    links = sorted(graph.edges(keys=True, data=True), key=lambda link: (str(link[0]), str(link[1]), str(link[2])))
    labels = [str(graph.nodes[name].get("label") or name) for name in names]
    points = lay_out(
        len(names),
        [(number[source], number[target]) for source, target, _, _ in links],
        widths=[min(len(label), 24) * _LETTER for label in labels],
    )
    nodes = [
        _node(name, label, graph.nodes[name], point, graph.degree(name), styles)
        for name, label, point in zip(names, labels, points.tolist(), strict=True)
    ]
    relations = relation_styles(_relation(attributes) for *_, attributes in links)
    edges = [
        _edge((source, target, key), attributes, relations[_relation(attributes)[0]], styles)
        for source, target, key, attributes in links
    ]
    network.add_bulk(nodes, edges)
    return network


def _title(articles: dict[str, dict[str, Any]]) -> str:
    if len(articles) == 1:
        return str(next(iter(articles.values())).get("title") or "One article")
    return f"{len(articles)} articles" if articles else "Graph of actors and relations"


def _relation(attributes: dict[str, Any]) -> tuple[str, str | None]:
    return str(attributes.get("relation") or "relatedTo"), attributes.get("type")


def _node(
    name: Any, label: str, attributes: dict[str, Any], point: list[float], degree: int, styles: Styles
) -> dict[str, Any]:
    style = styles.kinds.get(str(attributes.get("kind")), styles.kinds["Other"])
    return {
        **{field: attributes.get(field) for field in NODE_FIELDS},
        "id": str(name),
        "label": label,
        "shape": _VIS_SHAPES.get(style.shape, style.shape),
        "color": style.light,
        "size": round(8 + 3 * float(degree) ** 0.5, 1),
        "x": point[0],
        "y": point[1],
        "physics": False,
    }


def _edge(
    place: tuple[Any, Any, Any], attributes: dict[str, Any], relation: RelationStyle, styles: Styles
) -> dict[str, Any]:
    source, target, key = place
    status = styles.statuses.get(str(attributes.get("status")), styles.statuses["Reported"])
    style = styles.families[relation.family]
    return {
        **{field: attributes.get(field) for field in EDGE_FIELDS},
        "relation": _relation(attributes)[0],
        "family": relation.family,
        "from": str(source),
        "to": str(target),
        "key": str(key),
        "label": relation.label,
        "arrows": "" if relation.symmetric else "to",
        "color": style.light,
        "width": style.width,
        "dashes": status.line != "solid",
    }
