"""A network of a few nodes -> a page with live physics, drawn by the vis-network that the pyvis wheel brings.

pyvis's own template is not used: it asks a CDN for scripts and runs what it finds in names. Here names are data, and
the policy allows the library, our few lines, and nothing else.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

from markupsafe import Markup

from geograph.errors import ExportError
from geograph.view.bundle import bundle_modules
from geograph.view.page import block, content_policy, digest, load_template, one_line

__all__ = ["LIVE_LIMIT", "render_live"]

LIVE_LIMIT = 200
"""More nodes than this do not come to rest in the browser's physics in a time that anybody waits."""

Record = dict[str, Any]

_LIBRARY = ("templates", "lib", "vis-9.1.2", "vis-network.min.js")
_NODE = ("id", "label", "shape", "color", "size", "kind")
_EDGE = ("from", "to", "label", "arrows", "color", "width", "dashes", "status", "sentence", "date")


def render_live(title: str, nodes: list[Record], edges: list[Record]) -> str:
    """The page as text; the same input gives the same text.

    Raises:
        ExportError: there are too many nodes, or the installed pyvis lacks its library.
    """
    if len(nodes) > LIVE_LIMIT:
        raise ExportError(
            f"live physics is for up to {LIVE_LIMIT} actors, this graph has {len(nodes)}",
            hint='leave out viewer="pyvis": the usual page draws graphs of any size',
        )
    library, script, style = _library(), _script(), _style()
    data = {
        "title": one_line(title),
        "nodes": [{key: node[key] for key in _NODE} for node in nodes],
        "edges": [{"id": number, **{key: edge[key] for key in _EDGE}} for number, edge in enumerate(edges)],
    }
    return str(
        load_template("live.html.j2").render(
            title=one_line(title),
            policy=content_policy([digest(library), digest(script)], style, trusted_types="'none'"),
            style=Markup(style),
            library=Markup(library),
            script=Markup(script),
            data=block(data),
        )
    )


@cache
def _library() -> str:
    try:
        text = resources.files("pyvis").joinpath(*_LIBRARY).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise ExportError("the installed pyvis has no vis-network 9.1.2", hint="install pyvis 0.3.2") from error
    # A browser counts a line that ends in CR LF as ending in LF, and so must the hash.
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "</script" in text.lower() or "<!--" in text:
        raise ExportError("the installed vis-network cannot stand inside a page")
    return text


@cache
def _script() -> str:
    source = resources.files(__package__).joinpath("assets", "live.js").read_text(encoding="utf-8")
    return bundle_modules({"live.js": source}, entry="live.js")


@cache
def _style() -> str:
    return resources.files(__package__).joinpath("assets", "live.css").read_text(encoding="utf-8")
