"""What a user calls an article -> its id in the store."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from geograph.errors import StoreError

__all__ = ["select"]

_SHORTEST = 8  # digits of an id: fewer are a slip
_SHOWN = 3


def select(index: sqlite3.Connection, names: Iterable[str]) -> tuple[str, ...]:
    """The ids of articles by id, the beginning of one, address, or the file or folder they were read from.

    Raises:
        StoreError: if a name is that of no article, or a beginning that of several.
    """
    chosen: dict[str, None] = {}
    for name in names:
        chosen |= dict.fromkeys(_select(index, name))
    return tuple(chosen)


def _select(index: sqlite3.Connection, name: str) -> list[str]:
    begun = _ids(index, "substr(id, 1, ?) = ?", len(name), name) if len(name) >= _SHORTEST else []
    if len(begun) > 1:
        shown = ", ".join(article[: len(name) + 4] for article in begun[:_SHOWN])
        raise StoreError(f"{len(begun)} articles begin with {name}: {shown} ...", hint="give more digits")
    folder = name.rstrip("/")
    found = (
        _ids(index, "id = ?", name)
        or begun
        or _ids(index, "url = ?", name)
        or _ids(index, "source = ?", name)
        # A record in a file, a file in a folder.
        or _ids(index, "substr(source, 1, ?) = ?", len(name) + 1, f"{name}:")
        or _ids(index, "substr(source, 1, ?) = ?", len(folder) + 1, f"{folder}/")
    )
    if not found:
        hint = "geograph status DIR --articles lists them"
        raise StoreError(f"no article in the store has the id, address or source {name!r}", hint=hint)
    return found


def _ids(index: sqlite3.Connection, where: str, *values: object) -> list[str]:
    return [article for (article,) in index.execute(f"SELECT id FROM articles WHERE {where} ORDER BY id", values)]
