"""Which articles of a store are copies of one text, kept up as articles come and go.

The pairs are those of ``reading.copies``: candidates share a band of their signatures, and each is measured exactly.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

import numpy as np

from geograph.reading.copies import are_copies, band_keys, first_of, text_grams
from geograph.store.rows import dump
from geograph.types import Article

__all__ = ["compare_with_others", "copies_of", "forget_copies", "settle_sources"]

_CANDIDATES = """
SELECT DISTINCT others.article FROM bands AS own JOIN bands AS others
ON others.band = own.band AND others.key = own.key AND others.article <> own.article WHERE own.article = ?
"""
_ROW = "SELECT copy_of, told_by, attributes FROM articles WHERE id = ?"
_UPDATE = "UPDATE articles SET copy_of = ?, told_by = ?, attributes = ? WHERE id = ?"


def forget_copies(index: sqlite3.Connection, article: str) -> None:
    """Remove what an article was compared by."""
    for table in ("grams", "bands"):
        index.execute(f"DELETE FROM {table} WHERE article = ?", (article,))
    index.execute("DELETE FROM copies WHERE one = ?1 OR other = ?1", (article,))


def compare_with_others(index: sqlite3.Connection, article: Article) -> None:
    """Find the copies of a new article among the others."""
    grams = text_grams(article)
    if not len(grams):
        return
    index.execute("INSERT INTO grams VALUES (?, ?)", (article.id, grams.tobytes()))
    bands = ((number, key, article.id) for number, key in enumerate(band_keys(grams)))
    index.executemany("INSERT INTO bands VALUES (?, ?, ?)", bands)
    for (other,) in index.execute(_CANDIDATES, (article.id,)).fetchall():
        (theirs,) = index.execute("SELECT grams FROM grams WHERE article = ?", (other,)).fetchone()
        if are_copies(grams, np.frombuffer(theirs, dtype=np.uint64)):
            pair = (article.id, other)
            index.executemany("INSERT OR IGNORE INTO copies VALUES (?, ?)", (pair, pair[::-1]))


def copies_of(index: sqlite3.Connection, article: str) -> list[str]:
    """The articles that an article is directly a copy of, or they of it."""
    return [other for (other,) in index.execute("SELECT other FROM copies WHERE one = ?", (article,))]


def settle_sources(index: sqlite3.Connection, articles: Iterable[str]) -> list[str]:
    """Say of ``articles`` and their copies whose text they print, and give those of which that is now another."""
    changed: list[str] = []
    seen: set[str] = set()
    for article in articles:
        if article not in seen:
            group = _group(index, article)
            seen |= group
            changed += _settle(index, group)
    return sorted(changed)


def _group(index: sqlite3.Connection, article: str) -> set[str]:
    group, queue = {article}, [article]
    while queue:
        new = set(copies_of(index, queue.pop())) - group
        group |= new
        queue += new
    return group


def _settle(index: sqlite3.Connection, group: set[str]) -> list[str]:
    rows = {key: index.execute(_ROW, (key,)).fetchone() for key in group}
    told = {key: json.loads(text) for key, (_, _, text) in rows.items()}
    first = first_of(group, {key: attributes["published"] for key, attributes in told.items()})
    told_by = told[first]["publisher"] or first
    changed = []
    for key, (copy_of, before, _) in rows.items():
        now = (None if key == first else first, told_by)
        if now != (copy_of, before):
            attributes = told[key] | {"copy_of": now[0], "source": now[1]}
            index.execute(_UPDATE, (*now, dump(attributes), key))
            changed.append(key)
    return changed
