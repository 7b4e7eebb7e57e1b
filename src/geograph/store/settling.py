"""Facts of all articles -> one node for each entity; only those that are asked for are made again."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from geograph.graph.nodes import Cast, settle_entity
from geograph.plain import from_plain, to_plain
from geograph.store.rows import dump, load_entities
from geograph.types import Entity

__all__ = ["Settled", "cast_of", "known_node", "settle", "store_node"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """An entity as all articles give it; ``node`` holds the attributes of docs/graph.md but for the spans."""

    entity: Entity
    language: str
    node: dict[str, Any]

    @property
    def look(self) -> str:
        """What the edges and the graphs of articles show of it: when that changes, they must be made again."""
        entity = self.entity
        return dump([entity.name, entity.kind.value, entity.sector, entity.office, entity.represents])


def settle(index: sqlite3.Connection, key: str) -> Settled | None:
    """Merge all that articles say of an entity; None if none speaks of it."""
    rows = index.execute("SELECT variants, stubs, mentions, names FROM facts WHERE entity = ?", (key,)).fetchall()
    if not rows:
        return None
    variants, stubs, mentions, names = zip(*rows, strict=True)
    entity = settle_entity(load_entities(dict.fromkeys(variants)), load_entities(dict.fromkeys(stubs)))
    called = {name for text in dict.fromkeys(names) for name in json.loads(text)}
    cast = Cast(entities={key: entity}, spans={}, mentions={key: sum(mentions)}, names={key: called})
    node = cast.node(key)
    del node["spans"]
    return Settled(entity=entity, language=_language(index, key, entity), node=node)


def _language(index: sqlite3.Connection, key: str, entity: Entity) -> str:
    """English for what the atlas knows, else the language of the first article that mentions it."""
    first = index.execute(
        "SELECT language FROM articles WHERE id = (SELECT min(article) FROM facts WHERE entity = ? AND mentions > 0)",
        (key,),
    ).fetchone()
    return "en" if entity.known or first is None else str(first[0])


def known_node(index: sqlite3.Connection, key: str) -> Settled | None:
    """The node as it was made last."""
    row = index.execute("SELECT entity, language, node FROM nodes WHERE id = ?", (key,)).fetchone()
    if row is None:
        return None
    return Settled(entity=from_plain(Entity, json.loads(row[0])), language=row[1], node=json.loads(row[2]))


def store_node(index: sqlite3.Connection, key: str, settled: Settled | None) -> None:
    """Put a node in the place of the one that was there, or of none."""
    index.execute("DELETE FROM nodes WHERE id = ?", (key,))
    index.execute("DELETE FROM names WHERE entity = ?", (key,))
    if settled is None:
        return
    entity, node = settled.entity, settled.node
    plain = dump(to_plain(entity)), dump(node)
    row = (key, entity.name, entity.kind.value, settled.language, settled.look, *plain)
    index.execute("INSERT INTO nodes VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    named = sorted({*node["aliases"], node["label"]})
    index.executemany(
        "INSERT INTO names VALUES (?, ?, ?, ?, ?)",
        ((key, name, name.casefold(), entity.known, entity.kind.value) for name in named),
    )


def cast_of(index: sqlite3.Connection, keys: Iterable[str]) -> Cast:
    """The entities with these ids and the states that they act for, enough to draw edges between them."""
    entities: dict[str, Entity] = {}
    queue = list(keys)
    while queue:
        key = queue.pop()
        found = None if key in entities else known_node(index, key)
        if found is not None:
            entities[key] = found.entity
            queue += [found.entity.represents] if found.entity.represents else []
    return Cast(entities=entities, spans={}, mentions={}, names={})
