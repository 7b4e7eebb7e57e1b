"""MultiDiGraph -> a STIX 2.1 bundle, as far as STIX says the same without a lie.

Actors are identities (never threat actors: that is a judgement), places are locations, facts are relationships,
articles with a day are reports. What is claimed, planned, ordered or denied is no relationship but a note, with its
standing in the first word and those who say so as authors. STIX has no object for an event: relations to one (claims
of responsibility, denials) are notes too. Codes of country and sector are labels.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import networkx as nx

from geograph.errors import ExportError
from geograph.export.files import write_atomically
from geograph.graph.nodes import EVENT_KIND
from geograph.types import EntityKind

__all__ = ["serialize_stix", "write_stix"]

_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://w3id.org/geograph/stix")
_UNDATED = date(1970, 1, 1)  # STIX wants a time of making; the run's own would change the bytes
_CLASSES = {EntityKind.PERSON.value: "individual", EntityKind.POPULATION.value: "class"}
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_LARGEST = 100  # STIX counts confidence in per cent


def serialize_stix(graph: nx.MultiDiGraph[Any]) -> bytes:
    """The graph as a bundle in JSON, objects in the order of their ids.

    Raises:
        ExportError: if stix2 is not installed.
    """
    try:
        import stix2.v21 as stix
    except ImportError as error:
        raise ExportError("STIX needs stix2, which is not installed", hint="install geograph-kg[stix]") from error
    objects = sorted(_Bundle(graph, stix).iter_objects(), key=lambda item: str(item["id"]))
    name = _id("bundle", "\n".join(str(item["id"]) for item in objects))
    if not objects:
        return str(stix.Bundle(id=name).serialize(pretty=True)).encode() + b"\n"
    return str(stix.Bundle(objects, id=name).serialize(pretty=True)).encode("utf-8", "replace") + b"\n"


def write_stix(graph: nx.MultiDiGraph[Any], path: Path | str) -> Path:
    """Write the graph as a STIX 2.1 bundle.

    Raises:
        ExportError: if ``path`` cannot be written, or if stix2 is not installed.
    """
    return write_atomically(path, serialize_stix(graph))


class _Bundle:
    """The objects of one graph; ``stix`` is the module ``stix2.v21``, which checks what is made by it."""

    def __init__(self, graph: nx.MultiDiGraph[Any], stix: Any) -> None:
        self._graph = graph
        self._stix = stix
        self._articles: dict[str, dict[str, Any]] = graph.graph["articles"]
        self._told: dict[str, list[str]] = {}
        self._ids = {key: _id(*_kind(key, node)) for key, node in graph.nodes(data=True) if node["kind"] != EVENT_KIND}

    def iter_objects(self) -> Iterator[Any]:
        for key, name in self._ids.items():
            yield self._node(name, self._graph.nodes[key])
        for source, target, key, edge in self._graph.edges(keys=True, data=True):
            whole = f"{source}|{key}|{target}"
            as_fact = edge["flat"] and source in self._ids and target in self._ids
            made = (
                self._relationship(whole, source, target, edge) if as_fact else self._note(whole, source, target, edge)
            )
            if made is not None:
                self._told.setdefault(edge["article"], []).append(str(made["id"]))
                yield made
        for article, told in self._told.items():
            if self._articles[article]["published"]:
                yield self._report(article, told)

    def _node(self, name: str, node: dict[str, Any]) -> Any:
        labels = [code for code in (node["country"], node["sector"]) if code]
        shared = self._made(name, _UNDATED) | {"name": node["label"] or "?"} | ({"labels": labels} if labels else {})
        if name.startswith("location"):
            return self._stix.Location(latitude=node["lat"], longitude=node["lon"], **shared)
        return self._stix.Identity(
            identity_class=_CLASSES.get(node["kind"], "organization"), **shared, **_external(node)
        )

    def _relationship(self, key: str, source: str, target: str, edge: dict[str, Any]) -> Any:
        first, last = edge["date"], edge["date_end"]
        days = {"start_time": _moment(date.fromisoformat(first))} if first else {}
        if first and last and last > first:
            days["stop_time"] = _moment(date.fromisoformat(last))
        return self._stix.Relationship(
            **self._made(_id("relationship", key), self._day(edge)),
            relationship_type=_HUMP.sub("-", edge["relation"]).lower(),
            source_ref=self._ids[source],
            target_ref=self._ids[target],
            description=edge["sentence"],
            confidence=round(edge["confidence"] * _LARGEST),
            **days,
        )

    def _note(self, key: str, source: str, target: str, edge: dict[str, Any]) -> Any:
        about = [self._ids[end] for end in (source, target) if end in self._ids]
        if not about:
            return None
        names = [self._graph.nodes[end]["label"] for end in (source, target)]
        authors = list(dict.fromkeys(speaker["name"] for speaker in edge["speakers"]))
        return self._stix.Note(
            **self._made(_id("note", key), self._day(edge)),
            abstract=f"{edge['status']}: {names[0]} {edge['relation']} {names[1]}",
            content=edge["sentence"] or names[0],
            object_refs=about,
            confidence=round(edge["confidence"] * _LARGEST),
            **({"authors": authors} if authors else {}),
        )

    def _report(self, article: str, told: list[str]) -> Any:
        known = self._articles[article]
        source = {"source_name": known["publisher"] or "article", "external_id": article}
        return self._stix.Report(
            **self._made(_id("report", article), date.fromisoformat(known["published"])),
            name=known["title"] or article,
            published=_moment(date.fromisoformat(known["published"])),
            object_refs=sorted(told),
            external_references=[source | ({"url": known["url"]} if known["url"] else {})],
        )

    def _day(self, edge: dict[str, Any]) -> date:
        published = self._articles[edge["article"]]["published"]
        return date.fromisoformat(published) if published else _UNDATED

    def _made(self, name: str, day: date) -> dict[str, Any]:
        return {"id": name, "created": _moment(day), "modified": _moment(day)}


def _kind(key: str, node: dict[str, Any]) -> tuple[str, str]:
    located = node["kind"] == EntityKind.PLACE.value and node["lat"] is not None and node["lon"] is not None
    return ("location" if located else "identity", key)


def _external(node: dict[str, Any]) -> dict[str, Any]:
    if not node["wikidata"]:
        return {}
    return {"external_references": [{"source_name": "wikidata", "external_id": node["wikidata"]}]}


def _id(kind: str, key: str) -> str:
    return f"{kind}--{uuid.uuid5(_SPACE, f'{kind}|{key}')}"


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
