"""Pending documents + the last generation -> the next one.

Only what the articles that came and went touch is made again: the entities they speak of, the relations between nodes
that they have a part in, the merged events that they tell of, and of other articles those about which merging decides
otherwise now, or whose graph shows something that has changed (the name of an entity, an event of another article, the
medium that published it). The tests hold the result to that of one build.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any

from pyoxigraph import Triple

from geograph.errors import StoreError
from geograph.export.terms import entity_iri, term
from geograph.graph.build import article_attributes
from geograph.graph.nodes import Cast
from geograph.store.copies import compare_with_others, copies_of, forget_copies, settle_sources
from geograph.store.drawing import draw_article, iter_article_triples
from geograph.store.effective import decided_about, effective, make_card, make_plan
from geograph.store.generations import Draft
from geograph.store.groups import MERGED, Group, group_triples, make_node, store_groups
from geograph.store.groups import store_node as store_group_node
from geograph.store.kept import Kept, KeptFile, broken_file, file_name, load
from geograph.store.layout import Layout
from geograph.store.pending import Pending
from geograph.store.quads import QuadWriter
from geograph.store.rows import add_facts, dump, forget_article, forget_edges, forget_facts
from geograph.store.settling import Settled, cast_of, known_node, settle, store_node
from geograph.store.shared import Ends, entity_triples, flat_edge, relation_iri, relations_between
from geograph.types import Document, EntityKind, Problem, Severity

__all__ = ["take_up"]

_TOUCHED = """
CREATE TEMP TABLE touched_entities (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE touched_items (kind TEXT, id TEXT, PRIMARY KEY (kind, id)) WITHOUT ROWID;
CREATE TEMP TABLE touched_pairs (one TEXT, other TEXT, PRIMARY KEY (one, other)) WITHOUT ROWID;
CREATE TEMP TABLE affected (article TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE resourced (article TEXT PRIMARY KEY) WITHOUT ROWID;
"""
_NOTES = {
    "touched_entities": "SELECT entity FROM facts WHERE article = ?1",
    # Claims bear numbers of their article, so that others point at them by both.
    "touched_items": "SELECT kind, id FROM items WHERE article = ?1 "
    "UNION ALL SELECT kind, id || '@' || article FROM items WHERE article = ?1 AND kind = 'claim'",
    "touched_pairs": "SELECT DISTINCT min(source, target), max(source, target) FROM edges WHERE article = ?1",
    "resourced": "SELECT ?1",
}
_ADD_ARTICLE = "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)"
_PAIRS_OF_EVENT = "SELECT DISTINCT min(source, target), max(source, target) FROM edges WHERE event = ?1"
_GROUPS_OF_AFFECTED = """
SELECT DISTINCT accounts.kind, accounts.id
FROM (SELECT article FROM affected UNION SELECT article FROM resourced) JOIN items USING (article)
JOIN accounts ON accounts.event = items.id AND items.kind = 'event'
"""
_MERGED_OF_EVENT = """
UPDATE edges SET merged = (SELECT id FROM accounts WHERE accounts.event = ?1 AND kind = 'merged') WHERE event = ?1
"""
_AT_HAND = 32  # documents, while those that tell of the same are looked up


def take_up(layout: Layout, draft: Draft, pending: Pending) -> tuple[Problem, ...]:
    """Bring a draft up to the kept documents.

    Returns:
        A problem for each kept file that is broken, whose article is then not in the graph, and for each correction
        that names nothing known.

    Raises:
        InputError: if the corrections cannot be read.
    """
    for statement in filter(None, map(str.strip, _TOUCHED.split(";"))):
        draft.index.execute(statement)
    with QuadWriter(draft.rdf, draft.spool) as quads:
        work = _Work(layout, draft.index, quads)
        work.remove((*pending.removed, *pending.replaced))
        work.add(pending.changed)
        work.find_copies()
        work.merge()
        work.settle_entities()
        work.follow_items()
        work.draw_articles()
        work.sum_up_relations()
        work.tell_groups()
        quads.finish()
    return tuple(work.problems)


class _Work:
    """The steps of one taking up, in their order."""

    def __init__(self, layout: Layout, index: sqlite3.Connection, quads: QuadWriter) -> None:
        self.layout = layout
        self.index = index
        self.quads = quads
        self.problems: list[Problem] = []
        self._compared: set[str] = set()
        self._changed_groups: set[Group] = set()
        self._documents: dict[str, Document] = {}

    # ------------------------------------------------------------ articles come and go
    def remove(self, articles: Iterable[str]) -> None:
        for article in articles:
            self._note(article, "touched_entities", "touched_items", "touched_pairs")
            self.quads.remove_article(article)
            self._compared.update(copies_of(self.index, article))
            forget_copies(self.index, article)
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
            article = kept.document.article
            self.index.execute(_ADD_ARTICLE, _article_row(kept, file))
            self.index.execute("INSERT INTO cards VALUES (?, ?, '')", (article.id, make_card(kept.document)))
            compare_with_others(self.index, article)
            self._compared.add(article.id)

    def find_copies(self) -> None:
        """Say of each article whose text it prints; where that has changed, sources are counted anew."""
        here = {article for (article,) in self.index.execute("SELECT id FROM articles")}
        for article in settle_sources(self.index, sorted(self._compared & here)):
            self._note(article, "touched_pairs", "resourced")

    def _note(self, key: str, *tables: str) -> None:
        for table in tables:
            self.index.execute(f"INSERT OR IGNORE INTO {table} {_NOTES[table]}", (key,))

    def _affect(self, articles: str, values: tuple[str, ...]) -> None:
        self.index.execute(f"INSERT OR IGNORE INTO affected {articles}", values)

    # ------------------------------------------------------------ what is one
    def merge(self) -> None:
        """Decide what of all articles is one, and take up anew those about which that says something else."""
        plan = make_plan(self.layout, self.index)
        self.problems += plan.problems
        for article, before in self.index.execute("SELECT article, decided FROM cards ORDER BY article").fetchall():
            decided = decided_about(plan, article)
            if decided != before:
                self.index.execute("UPDATE cards SET decided = ? WHERE article = ?", (decided, article))
                self._take_up(article, decided)
        self._regroup(store_groups(self.index, plan))

    def _take_up(self, article: str, decided: str) -> None:
        self._note(article, "touched_entities", "touched_items")
        forget_facts(self.index, article)
        add_facts(self.index, effective(load(self.layout, file_name(article)).document, decided))
        self._note(article, "touched_entities", "touched_items")
        self._affect("SELECT ?", (article,))

    def _regroup(self, changed: set[Group]) -> None:
        """Note on edges which merged event theirs is an account of."""
        self._changed_groups = changed
        if not any(kind == MERGED for kind, _ in changed):
            return
        moved = self.index.execute(
            "SELECT DISTINCT edges.event FROM edges LEFT JOIN accounts ON accounts.event = edges.event "
            "AND accounts.kind = 'merged' WHERE edges.merged IS NOT accounts.id"
        )
        for (event,) in moved.fetchall():
            self.index.execute(f"INSERT OR IGNORE INTO touched_pairs {_PAIRS_OF_EVENT}", (event,))
            self.index.execute(_MERGED_OF_EVENT, (event,))

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
            document = self._document(article)
            self._note(article, "touched_pairs")
            forget_edges(self.index, article)
            self.quads.remove_article(article)
            cast = self._cast(article)
            draw_article(self.index, document, cast)
            self._note(article, "touched_pairs")
            count = self.quads.add_article(article, iter_article_triples(self.index, document, cast))
            self.index.execute("UPDATE articles SET triples = ? WHERE id = ?", (count, article))

    def _document(self, article: str) -> Document:
        """The document as the graph takes it up; the last few that were asked for are at hand."""
        if article not in self._documents:
            (decided,) = self.index.execute("SELECT decided FROM cards WHERE article = ?", (article,)).fetchone()
            if len(self._documents) >= _AT_HAND:
                del self._documents[next(iter(self._documents))]
            self._documents[article] = effective(load(self.layout, file_name(article)).document, decided)
        return self._documents[article]

    def _cast(self, *articles: str) -> Cast:
        """The actors of articles."""
        found = (self.index.execute("SELECT entity FROM facts WHERE article = ?", (article,)) for article in articles)
        return cast_of(self.index, [key for rows in found for (key,) in rows])

    def sum_up_relations(self) -> None:
        for one, other in self.index.execute("SELECT one, other FROM touched_pairs ORDER BY 1, 2").fetchall():
            new = relations_between(self.index, one, other)
            old = {triple for ends in self._statements(one, other) for triple in self._told(ends)}
            self.quads.retract(old - new)
            self.quads.add_shared(new)

    def _statements(self, one: str, other: str) -> list[Ends]:
        """The relations that the last generation has between two nodes; those of this one are noted in their place."""
        pair, between = (one, other), "(source = ?1 AND target = ?2) OR (source = ?2 AND target = ?1)"
        found = self.index.execute(f"SELECT source, relation, target FROM statements WHERE {between}", pair).fetchall()
        self.index.execute(f"DELETE FROM statements WHERE {between}", pair)
        self.index.execute(
            f"INSERT INTO statements SELECT DISTINCT source, relation, target FROM edges WHERE {between}", pair
        )
        return found

    def _told(self, ends: Ends) -> set[Triple]:
        return self.quads.shared_about(relation_iri(ends)) | {flat_edge(ends)}

    def tell_groups(self) -> None:
        touched = set(self.index.execute(_GROUPS_OF_AFFECTED).fetchall()) | self._changed_groups
        for group in sorted(touched):
            new = self._group_triples(group)
            self.quads.retract(self._told_of_group(group) - new)
            self.quads.add_shared(new)

    def _group_triples(self, group: Group) -> set[Triple]:
        row = self.index.execute("SELECT decided FROM groups WHERE kind = ? AND id = ?", group).fetchone()
        if row is None:
            return set()
        homes = self.index.execute(
            "SELECT DISTINCT article FROM accounts JOIN items ON items.kind = 'event' AND items.id = accounts.event "
            "WHERE accounts.kind = ? AND accounts.id = ? ORDER BY article",
            group,
        )
        articles = [article for (article,) in homes]
        node = make_node(group, row[0], map(self._document, articles), self._cast(*articles))
        store_group_node(self.index, group, node)
        return group_triples(self.index, group, node)

    def _told_of_group(self, group: Group) -> set[Triple]:
        subject = entity_iri(group[1])
        return self.quads.shared_about(subject) | self.quads.shared_pointing(term("gg", "partOfIncident"), subject)


def _article_row(kept: Kept, file: KeptFile) -> tuple[Any, ...]:
    article, problems = kept.document.article, kept.document.problems
    counts = {severity.value: sum(problem.severity is severity for problem in problems) for severity in Severity}
    attributes = article_attributes(article, article)
    known = (article.id, kept.digest, file.size, file.mtime, kept.key)
    told = (article.source, article.url, article.publisher, article.language, dump(attributes), dump(counts))
    return (*known, *told, attributes["copy_of"], attributes["source"])


def _media_names(settled: Settled | None) -> set[tuple[str, bool]]:
    """The names that a publisher is known by, if it is one."""
    if settled is None or settled.entity.kind is not EntityKind.MEDIA:
        return set()
    return {(name, settled.entity.known) for name in (*settled.node["aliases"], settled.node["label"])}
