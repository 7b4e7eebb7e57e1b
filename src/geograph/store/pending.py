"""Kept documents, index -> what the graph does not have yet, or has no more."""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import dataclass

from geograph.store.kept import KeptFile, digest, file_name, iter_files
from geograph.store.layout import Layout

__all__ = ["Pending", "corrections_digest", "find_pending"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """``changed`` are files to take up, ``replaced`` ids of what some of them were, ``removed`` ids of what went.

    ``corrected`` is whether a person's corrections have changed.
    """

    changed: tuple[KeptFile, ...] = ()
    replaced: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    corrected: bool = False

    def __bool__(self) -> bool:
        return bool(self.changed or self.removed or self.corrected)


def find_pending(layout: Layout, index: sqlite3.Connection | None) -> Pending:
    """Compare the kept files with an index, or with nothing.

    Size and time tell in a moment that a file is the same; where they differ (a copied folder), its content decides.
    """
    known, broken = _known(index) if index else ({}, frozenset())
    changed, replaced = [], []
    for file in iter_files(layout):
        article, size, mtime, before = known.pop(file.name, (None, 0, 0, ""))
        if article is None:
            changed += [] if file in broken else [file]
        elif (size, mtime) != (file.size, file.mtime) and digest(layout, file.name) != before:
            changed.append(file)
            replaced.append(article)
    gone = sorted(article for article, *_ in known.values())
    corrected = index is not None and _corrections(index) != corrections_digest(layout)
    return Pending(changed=tuple(changed), replaced=tuple(replaced), removed=tuple(gone), corrected=corrected)


def corrections_digest(layout: Layout) -> str:
    """The digest of the corrections, empty if there are none."""
    try:
        return hashlib.sha256(layout.corrections.read_bytes()).hexdigest()
    except FileNotFoundError:
        return ""


def _corrections(index: sqlite3.Connection) -> str:
    row = index.execute("SELECT value FROM meta WHERE name = 'corrections'").fetchone()
    return str(row[0]) if row else ""


def _known(index: sqlite3.Connection) -> tuple[dict[str, tuple[str, int, int, str]], frozenset[KeptFile]]:
    """The articles of an index by the names of their files, and the files that could not be read."""
    articles = index.execute("SELECT id, size, mtime, digest FROM articles")
    broken = index.execute("SELECT name, size, mtime FROM broken")
    return (
        {file_name(article): (article, size, mtime, before) for article, size, mtime, before in articles},
        frozenset(KeptFile(name=name, size=size, mtime=mtime) for name, size, mtime in broken),
    )
