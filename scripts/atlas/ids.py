"""name -> a readable, stable id that no other record bears."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

__all__ = ["Ids", "camel"]

_PLAIN = str.maketrans(
    {"ı": "i", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Þ": "Th", "ß": "ss"}
    | {"æ": "ae", "Æ": "Ae", "œ": "oe", "ə": "a", "Ə": "A", "ħ": "h", "Ħ": "H"}
)


def camel(name: str) -> str:
    """A name in upper camel ASCII.

    >>> camel("São Paulo"), camel("Al-Raqqah"), camel("N'Djamena"), camel("25 de Mayo")
    ('SaoPaulo', 'AlRaqqah', 'NDjamena', 'N25DeMayo')
    """
    plain = unicodedata.normalize("NFKD", name.translate(_PLAIN)).encode("ascii", "ignore").decode()
    words = re.findall(r"[A-Za-z0-9]+", re.sub(r"['`.]", "", plain))
    joined = "".join(word[0].upper() + word[1:] for word in words)
    return joined if joined[:1].isalpha() else f"N{joined}"


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
