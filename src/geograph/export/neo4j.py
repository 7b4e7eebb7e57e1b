"""MultiDiGraph -> the two CSV files that ``neo4j-admin database import`` reads: nodes.csv and relationships.csv."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx as nx

from geograph.export.event_rows import one_line
from geograph.export.tables import write_csv

__all__ = ["write_neo4j"]

_NODES = (
    "id:ID", "name", "kind", "country", "sector", "office", "represents", "wikidata", "geonames",
    "latitude:double", "longitude:double", "known:boolean", "mentions:int", "aliases:string[]", ":LABEL",
)  # fmt: skip
_RELATIONSHIPS = (
    ":START_ID", ":END_ID", ":TYPE", "key", "event", "event_type", "mode", "cameo", "status", "fact:boolean",
    "rolled_up:boolean", "confidence:double", "date:date", "date_end:date", "date_precision", "place",
    "said_by:string[]", "sentence", "article", "start:int", "end:int", "rule",
)  # fmt: skip
_SAME_NODE = ("kind", "country", "sector", "office", "represents", "wikidata", "geonames")
_SAME_EDGE = ("event", "mode", "cameo", "status", "date_precision", "article", "rule")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_LIST = ";"  # the importer's own separator of arrays


def write_neo4j(graph: nx.MultiDiGraph[Any], folder: Path | str) -> tuple[Path, Path]:
    """Write ``nodes.csv`` and ``relationships.csv`` into ``folder``.

    A node's label is its kind, a relationship's type its relation in Neo4j's style (``CLAIMS_RESPONSIBILITY_FOR``).
    Import them with ``neo4j-admin database import full --nodes=nodes.csv --relationships=relationships.csv``.

    Raises:
        ExportError: if a file cannot be written.
    """
    nodes = write_csv(_iter_nodes(graph), _NODES, Path(folder) / "nodes.csv")
    return nodes, write_csv(_iter_relationships(graph), _RELATIONSHIPS, Path(folder) / "relationships.csv")


def _iter_nodes(graph: nx.MultiDiGraph[Any]) -> Iterator[dict[str, object]]:
    for key, node in sorted(graph.nodes(data=True)):
        yield {name: node[name] for name in _SAME_NODE} | {
            "id:ID": key,
            "name": one_line(node["label"]),
            "latitude:double": node["lat"],
            "longitude:double": node["lon"],
            "known:boolean": _boolean(node["known"]),
            "mentions:int": node["mentions"],
            "aliases:string[]": _array(node["aliases"]),
            ":LABEL": node["kind"],
        }


def _iter_relationships(graph: nx.MultiDiGraph[Any]) -> Iterator[dict[str, object]]:
    for source, target, key, edge in sorted(graph.edges(keys=True, data=True), key=lambda item: item[:3]):
        yield {name: edge[name] for name in _SAME_EDGE} | {
            ":START_ID": source,
            ":END_ID": target,
            ":TYPE": _HUMP.sub("_", edge["relation"]).upper(),
            "key": key,
            "event_type": edge["type"],
            "fact:boolean": _boolean(edge["flat"]),
            "rolled_up:boolean": _boolean(edge["rolled_up"]),
            "confidence:double": edge["confidence"],
            "date:date": edge["date"],
            "date_end:date": edge["date_end"],
            "place": one_line(edge["place_name"]),
            "said_by:string[]": _array(speaker["name"] for speaker in edge["speakers"]),
            "sentence": one_line(edge["sentence"]),
            "start:int": edge["start"],
            "end:int": edge["end"],
        }


def _boolean(value: object) -> str:
    return "true" if value else "false"


def _array(values: Any) -> str:
    return _LIST.join(str(one_line(value)).replace(_LIST, ",") for value in values)
