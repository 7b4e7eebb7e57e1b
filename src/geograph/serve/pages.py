"""The pages of the server: the editor of queries, the search for an actor, and the viewer of a neighbourhood."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from geograph.export.terms import NAMESPACES
from geograph.queries import load_queries

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["EDITOR_POLICY", "PAGE_POLICY", "editor_page", "neighbourhood_page", "search_page"]

EDITOR_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""What the editor may do: run and ask what this server gives. Its libraries set styles of their own."""
PAGE_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
"""What the search page may do: it has no script."""
_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


@cache
def editor_page() -> str:
    """The editor, with the named queries in a menu and the prefixes of the model known."""
    queries = [{"name": q.name, "title": q.title, "sparql": q.sparql} for q in load_queries().values()]
    data = json.dumps({"queries": queries, "prefixes": dict(NAMESPACES)}).translate(_ESCAPES)
    return str(_template("editor.html.j2").render(data=Markup(data)))


def search_page(name: str, found: list[dict[str, Any]]) -> str:
    """The page on which an actor is looked for, with those whose names begin with ``name``."""
    links = [{**actor, "address": f"explore?actor={quote(actor['id'], safe='')}"} for actor in found]
    return str(_template("search.html.j2").render(name=name, found=links))


def neighbourhood_page(graph: nx.MultiDiGraph[Any], actor: str, base: str) -> str:
    """The viewer's page of the graph around an actor, in which every other actor leads to his own.

    Args:
        graph: of the neighbourhood, which is marked with the addresses.
        actor: the id of whom it is the neighbourhood.
        base: the address of the server, with a slash at the end.
    """
    from geograph.view import render_html

    for key, node in graph.nodes(data=True):
        if key != actor:
            node["explore"] = f"{base}explore?actor={quote(str(key), safe='')}"
    label = str(graph.nodes[actor]["label"])
    more = " (the best connected only)" if graph.graph.get("cut") else ""
    return render_html(graph, title=f"Around {label}{more}")


def _template(name: str) -> Any:
    return _environment().get_template(name)


@cache
def _environment() -> Environment:
    loader = PackageLoader("geograph.serve", "assets")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
