"""Kept documents -> what merging decides about them, and the documents that the graph takes up: the one such place."""

from __future__ import annotations

import json
import sqlite3

from geograph.graph.documents import without_bystanders
from geograph.merging import Card, MergePlan, apply_plan, card_of, plan_merges, read_corrections
from geograph.plain import from_plain, to_plain
from geograph.store.layout import Layout
from geograph.store.rows import dump
from geograph.types import Document

__all__ = ["decided_about", "effective", "make_card", "make_plan"]


def make_card(document: Document) -> str:
    """What merging compares of a kept document, as the index keeps it."""
    plain = to_plain(card_of(without_bystanders(document)))
    return dump(_sorted_sets(plain))


def make_plan(layout: Layout, index: sqlite3.Connection) -> MergePlan:
    """Decide what of all articles is one, by their cards and a person's corrections.

    Raises:
        InputError: if the corrections cannot be read.
    """
    corrections = read_corrections(layout.corrections) if layout.corrections.exists() else ()
    cards = index.execute("SELECT card FROM cards ORDER BY article")
    return plan_merges((from_plain(Card, json.loads(text)) for (text,) in cards), corrections)


def decided_about(plan: MergePlan, article: str) -> str:
    """What a plan says of one article: as long as it is the same, so is the document that the graph takes up."""
    return dump([dict(part.get(article, {})) for part in (plan.names, plan.rivals)])


def effective(document: Document, decided: str) -> Document:
    """The document as the graph takes it up.

    Args:
        document: what was kept.
        decided: what ``decided_about`` gave for its article.
    """
    names, rivals = json.loads(decided)
    key = document.article.id
    claims = {claim: tuple(others) for claim, others in rivals.items()}
    return apply_plan(without_bystanders(document), MergePlan(names={key: names}, rivals={key: claims}))


def _sorted_sets(plain: dict[str, object]) -> dict[str, object]:
    """A card whose sets are sorted lists: the same article gives the same row."""
    events = [
        {**event, "names": sorted(event["names"]), "words": sorted(event["words"])}
        for event in plain["events"]  # type: ignore[attr-defined]
    ]
    return {**plain, "events": events}
