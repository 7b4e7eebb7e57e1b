"""Names that miss by one letter: "Kyrgystan", "President Poroschenko"."""

from __future__ import annotations

from functools import lru_cache

from geograph.lexicons.atlas import AtlasEntry, load_atlas
from geograph.lexicons.atlas_fold import fold
from geograph.types import EntityKind

__all__ = ["nearest_leader", "nearest_state"]

_SHORTEST = 7
"""Letters that a name needs: "Mali" and "Malta" are one letter apart."""


def nearest_state(text: str) -> AtlasEntry | None:
    """The state whose name or adjective ``text`` is with one letter wrong, if there is just one."""
    return _nearest(fold(text), _states())


def nearest_leader(text: str) -> AtlasEntry | None:
    """The one holder of an office whose surname the last word of ``text`` is with one letter wrong."""
    return _nearest(fold(text).rpartition(" ")[2], _surnames())


def _nearest(key: str, table: dict[str, tuple[str, ...]]) -> AtlasEntry | None:
    if len(key) < _SHORTEST or key in table:
        return None
    found = {
        identifier
        for known, identifiers in table.items()
        if known[0] == key[0] and _is_one_edit(key, known)
        for identifier in identifiers
    }
    return load_atlas().get(found.pop()) if len(found) == 1 else None


def _is_one_edit(a: str, b: str) -> bool:
    """Whether two different words differ by one letter added, left out, changed or swapped with its neighbour."""
    if abs(len(a) - len(b)) > 1:
        return False
    same = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    rest_a, rest_b = a[same:], b[same:]
    swapped = len(a) == len(b) and rest_a[:2] == rest_b[1::-1] and rest_a[2:] == rest_b[2:]
    return swapped or rest_a[1:] == rest_b[1:] or rest_a[1:] == rest_b or rest_a == rest_b[1:]


@lru_cache(maxsize=1)
def _states() -> dict[str, tuple[str, ...]]:
    atlas = load_atlas()
    table: dict[str, tuple[str, ...]] = {}
    for code in atlas.codes:
        entry = atlas.state_of_code(code)
        for name in (entry.entity.name, *entry.demonyms) if entry is not None else ():
            key = fold(name)
            if entry is not None and len(key) >= _SHORTEST:
                table[key] = tuple(dict.fromkeys((*table.get(key, ()), entry.entity.id)))
    return table


@lru_cache(maxsize=1)
def _surnames() -> dict[str, tuple[str, ...]]:
    """Surnames of those who held an office, with all who bear them."""
    table: dict[str, list[str]] = {}
    for entry in load_atlas().office_holders():
        if entry.entity.kind is EntityKind.PERSON:
            table.setdefault(fold(entry.entity.name).rpartition(" ")[2], []).append(entry.entity.id)
    return {surname: tuple(bearers) for surname, bearers in table.items() if len(surname) >= _SHORTEST}
