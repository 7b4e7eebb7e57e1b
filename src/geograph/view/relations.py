"""Relation names -> how each is named and in which family's colour it is drawn."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from geograph.view.styles import load_styles
from geograph.vocabulary import RelationTerm, load_vocabulary

__all__ = ["RelationStyle", "relation_styles"]

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationStyle:
    """A relation in words, read from either end, and its family; a symmetric one is drawn without an arrow."""

    label: str
    family: str
    inverse: str | None = None
    symmetric: bool = False


def relation_styles(relations: Iterable[tuple[str, str | None]]) -> dict[str, RelationStyle]:
    """The style of each relation, sorted by name.

    The vocabulary decides. A relation that it does not know (a user's own) goes by the type of its events, a tie
    without events is standing, and what is left is "other": it is drawn, never dropped.

    Args:
        relations: pairs of relation name and PLOVER type, None for standing ties.
    """
    vocabulary = load_vocabulary()
    found: dict[str, RelationStyle] = {}
    for name, type_ in sorted(set(relations), key=lambda pair: (pair[0], pair[1] or "")):
        term = vocabulary.relation(name)
        found.setdefault(name, _of_term(term) if term else _of_type(name, type_))
    return found


def _of_term(term: RelationTerm) -> RelationStyle:
    family = term.family if term.family in load_styles().families else "other"
    return RelationStyle(label=term.label, family=family, inverse=term.inverse_label, symmetric=term.symmetric)


def _of_type(name: str, type_: str | None) -> RelationStyle:
    family = load_styles().types.get(type_, "other") if type_ else "standing"
    return RelationStyle(label=_HUMP.sub(" ", name).lower(), family=family)
