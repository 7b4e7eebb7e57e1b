"""A relation -> its family (cooperation, conflict, statement, standing, other)."""

from __future__ import annotations

import importlib
from collections.abc import Callable

from geograph.errors import GeographError
from geograph.view.styles import load_styles

__all__ = ["family_finder"]

FamilyOf = Callable[[str, str | None], str]


def family_finder() -> FamilyOf:
    """A function from (relation, event type) to the family it is drawn in.

    The vocabulary decides. A relation that it does not know (a user's own) goes by its event type, a tie without an
    event is standing, and what is left is "other": it is drawn, never dropped.
    """
    lookup, styles = _vocabulary_lookup(), load_styles()

    def family_of(relation: str, event_type: str | None) -> str:
        known = lookup(relation)
        if known in styles.families:
            return known
        return styles.types.get(event_type, "other") if event_type else "standing"

    return family_of


def _vocabulary_lookup() -> Callable[[str], str]:
    try:
        vocabulary = importlib.import_module("geograph.vocabulary").load_vocabulary()
    except ImportError:
        return lambda name: ""

    def lookup(name: str) -> str:
        try:
            family = getattr(vocabulary.relation(name), "family", None)
        except (LookupError, ValueError, GeographError):
            return ""
        return str(getattr(family, "value", family) or "")

    return lookup
