"""name -> a readable, stable id that no other record bears."""

from __future__ import annotations

from collections.abc import Iterable

from geograph.lexicons.atlas_fold import camel

__all__ = ["Ids"]


class Ids:
    """Gives out ids; the first bearer of a name gets it plain, later ones with a suffix."""

    def __init__(self, taken: Iterable[str], reserved: Iterable[str] = ()) -> None:
        """Ids ``taken`` are never given; the plain form of the names ``reserved`` is left to what bears them first."""
        self._taken = set(taken)
        self._reserved = {camel(name) for name in reserved}

    def give(self, name: str, suffixes: Iterable[str]) -> str:
        """The first id that is free: the name alone, then with each of ``suffixes``, then numbered."""
        base = camel(name)
        forms = [base, *(f"{base}{suffix}" for suffix in suffixes)]
        numbered = (f"{forms[-1]}N{number}" for number in range(2, 1000))
        free = (form for form in (*forms, *numbered) if form not in self._taken)
        found = next(form for form in free if form is not base or base not in self._reserved)
        self._taken.add(found)
        return found
