"""Pending documents + the last generation -> the next one.

Only what the articles that came and went touch is made again: the entities they speak of, the relations they have a
part in, and of other articles those whose graph shows something of it (the name of an entity, an event of another
article, the medium that published it). ``test_store_equals_a_single_build`` holds the result to that of one build.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import networkx as nx
from pyoxigraph import Triple

from geograph.errors import StoreError
from geograph.export.rdf import iter_article
from geograph.export.rdf_events import Index
from geograph.graph.build import article_attributes, iter_event_nodes
from geograph.graph.edges import iter_event_edges, iter_standing_edges
from geograph.graph.nodes import Cast
from geograph.graph.rollup import load_rollup
from geograph.store.effective import effective
from geograph.store.facts import CLAIM, EVENT, iter_items, iter_pointers
from geograph.store.generations import Draft
from geograph.store.kept import Kept, KeptFile, broken_file, file_name, load
from geograph.store.layout import Layout
from geograph.store.pending import Pending
from geograph.store.quads import QuadWriter
from geograph.store.rows import add_edges, add_facts, dump, forget_article, forget_edges
from geograph.store.settling import Settled, cast_of, known_node, settle, store_node
from geograph.store.shared import entity_triples, flat_edge, relation_iri, relation_triples
from geograph.types import Document, EntityKind, Problem, Severity

__all__ = ["take_up"]

_TOUCHED = """
CREATE TEMP TABLE touched_entities (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE touched_items (kind TEXT, id TEXT, PRIMARY KEY (kind, id)) WITHOUT ROWID;
CREATE TEMP TABLE touched_edges (
  source TEXT, relation TEXT, target TEXT, PRIMARY KEY (source, relation, target)) WITHOUT ROWID;
CREATE TEMP TABLE affected (article TEXT PRIMARY KEY) WITHOUT ROWID;
"""
_NOTES = {
    "touched_entities": "SELECT entity FROM facts WHERE article = ?",
    "touched_items": "SELECT kind, id FROM items WHERE article = ?",
    "touched_edges": "SELECT DISTINCT source, relation, target FROM edges WHERE article = ?",
}


def take_up(layout: Layout, draft: Draft, pending: Pending) -> tuple[Problem, ...]:
    """Bring a draft up to the kept documents.

    Returns:
        A problem for each kept file that is broken; its article is then not in the graph.
    """
    for statement in filter(None, map(str.strip, _TOUCHED.split(";"))):
        draft.index.execute(statement)
    work = _Work(layout, draft)
    work.remove((*pending.removed, *pending.replaced))
    work.add(pending.changed)
    work.settle_entities()
    work.follow_items()
    work.draw_articles()
    work.sum_up_relations()
    work.quads.finish()
    return tuple(work.problems)


class _Work:
    """The steps of one taking up, in their order."""

    def __init__(self, layout: Layout, draft: Draft) -> None:
        self.layout = layout
        self.index = draft.index
        self.quads = QuadWriter(draft.rdf, draft.spool)
        self.problems: list[Problem] = []

    # ------------------------------------------------------------ articles come and go
    def remove(self, articles: Iterable[str]) -> None:
        for article in articles:
            self._note(article, *_NOTES)
            self.quads.remove_article(article)
            forget_article(self.index, article)

    def add(self, files: Iterable[KeptFile]) -> None:
        for file in files:
            self.index.execute("DELETE FROM broken WHERE name = ?", (file.name,))
            try:
                kept = load(self.layout, file.name)
            except StoreError as error:
                row = (file.name, file.size, file.mtime, str(error))
                self.index.execute("INSERT INTO broken VALUES (?, ?, ?, ?)", row)
                self.problems.append(broken_file(error))
                continue
            document = effective(kept.document)
            self.index.execute(
                "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)", _article_row(kept, file, document)
            )
            add_facts(self.index, document)
            self._note(document.article.id, "touched_entities", "touched_items")
            self._affect("SELECT ?", (document.article.id,))

    def _note(self, article: str, *tables: str) -> None:
        for table in tables:
            self.index.execute(f"INSERT OR IGNORE INTO {table} {_NOTES[table]}", (article,))

    def _affect(self, articles: str, values: tuple[str, ...]) -> None:
        self.index.execute(f"INSERT OR IGNORE INTO affected {articles}", values)

    # ------------------------------------------------------------ what they touch
    def settle_entities(self) -> None:
        for (key,) in self.index.execute("SELECT id FROM touched_entities ORDER BY id").fetchall():
            before, after = known_node(self.index, key), settle(self.index, key)
            new = entity_triples(key, after)
            self.quads.retract(entity_triples(key, before) - new)
            self.quads.add_shared(new)
            store_node(self.index, key, after)
            if before is None or after is None or before.look != after.look:
                self._affect("SELECT article FROM facts WHERE entity = ?", (key,))
            for name in _media_names(before) ^ _media_names(after):
                self._affect("SELECT id FROM articles WHERE publisher = ?", (name[0],))

    def follow_items(self) -> None:
        self._affect("SELECT article FROM pointers JOIN touched_items USING (kind, id)", ())

    def draw_articles(self) -> None:
        found = self.index.execute("SELECT article FROM affected JOIN articles ON id = article ORDER BY article")
        for (article,) in found.fetchall():
            document = effective(load(self.layout, file_name(article)).document)
            self._note(article, "touched_edges")
            forget_edges(self.index, article)
            self.quads.remove_article(article)
            cast = self._draw_edges(document)
            self._note(article, "touched_edges")
            count = self.quads.add_article(article, self._iter_triples(document, cast))
            self.index.execute("UPDATE articles SET triples = ? WHERE id = ?", (count, article))

    def _draw_edges(self, document: Document) -> Cast:
        article = document.article.id
        keys = self.index.execute("SELECT entity FROM facts WHERE article = ?", (article,))
        cast = cast_of(self.index, [key for (key,) in keys])
        edges = list(iter_event_edges(document, cast, load_rollup()))
        nodes = iter_event_nodes(document, edges, cast)
        add_edges(self.index, article, edges, iter_standing_edges(document), nodes)
        return cast

    def _iter_triples(self, document: Document, cast: Cast) -> Iterator[Triple]:
        labels: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
        labels.add_nodes_from((key, {"label": entity.name}) for key, entity in cast.entities.items())
        publisher = document.article.publisher
        medium = self.index.execute(
            "SELECT entity FROM names WHERE name = ? AND kind = ? ORDER BY known DESC, entity DESC LIMIT 1",
            (publisher, EntityKind.MEDIA.value),
        ).fetchone()
        publishers = {publisher: medium[0]} if publisher is not None and medium else {}
        return iter_article(document, labels, self._items(document), publishers)

    def _items(self, document: Document) -> Index:
        """The events and claims that a document may point at: its own, and those of others that are there."""
        homes: dict[tuple[str, str], tuple[str, ...]] = dict.fromkeys(iter_items(document), (document.article.id,))
        for item in iter_pointers(document):
            found = self.index.execute("SELECT article FROM items WHERE kind = ? AND id = ? ORDER BY article", item)
            homes[item] = tuple(article for (article,) in found)
        events = frozenset(key for (kind, key), articles in homes.items() if kind == EVENT and articles)
        return Index(events=events, claims={key: articles for (kind, key), articles in homes.items() if kind == CLAIM})

    def sum_up_relations(self) -> None:
        for ends in self.index.execute("SELECT * FROM touched_edges ORDER BY 1, 2, 3").fetchall():
            new = relation_triples(self.index, ends)
            self.quads.retract((self.quads.shared_about(relation_iri(ends)) | {flat_edge(ends)}) - new)
            self.quads.add_shared(new)


def _article_row(kept: Kept, file: KeptFile, document: Document) -> tuple[Any, ...]:
    article = document.article
    counts = {
        severity.value: sum(problem.severity is severity for problem in document.problems) for severity in Severity
    }
    described = dump(article_attributes(article)), dump(counts)
    known = (article.id, kept.digest, file.size, file.mtime, kept.key)
    return (*known, article.source, article.url, article.publisher, article.language, *described)


def _media_names(settled: Settled | None) -> set[tuple[str, bool]]:
    """The names that a publisher is known by, if it is one."""
    if settled is None or settled.entity.kind is not EntityKind.MEDIA:
        return set()
    return {(name, settled.entity.known) for name in (*settled.node["aliases"], settled.node["label"])}
