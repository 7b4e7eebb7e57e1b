"""Quads -> JSON-LD with the context of the ontology, so that it reads like plain JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from pyoxigraph import Quad

from geograph.export.files import write_atomically

__all__ = ["serialize_jsonld", "write_jsonld"]


def serialize_jsonld(quads: Iterable[Quad]) -> bytes:
    """One graph of all ``quads`` as JSON-LD 1.1: a node a line, sorted, with the context inside."""
    import rdflib

    from geograph.export.rdflib_terms import add_triples

    graph = rdflib.Graph()
    add_triples(graph, (quad.triple for quad in quads))
    text = graph.serialize(format="json-ld", context=_context(), auto_compact=False)
    # rdflib writes nodes and values in an order that changes from run to run: put them in one.
    nodes = sorted(map(_sorted, _nodes(json.loads(text))), key=lambda node: str(node.get("id", "")))
    lines = ",\n".join(_json(node) for node in nodes)
    return f'{{"@context": {_json(_context())},\n"@graph": [\n{lines}\n]}}\n'.encode()


def write_jsonld(quads: Iterable[Quad], path: Path | str) -> Path:
    """Write ``quads`` as JSON-LD.

    Raises:
        ExportError: if ``path`` cannot be written.
    """
    return write_atomically(path, serialize_jsonld(quads))


@cache
def _context() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(files("geograph.ontology").joinpath("context.jsonld").read_text("utf-8"))
    context: dict[str, Any] = data["@context"]
    return context


def _nodes(document: Any) -> list[dict[str, Any]]:
    """The nodes of what rdflib gives: a list of them, a document with a graph, or a single node."""
    if isinstance(document, list):
        return document
    if "@graph" in document:
        nodes: list[dict[str, Any]] = document["@graph"]
        return nodes
    node = {key: value for key, value in document.items() if key != "@context"}
    return [node] if node else []


def _sorted(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _sorted(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        return sorted(map(_sorted, value), key=_json)
    return value


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
