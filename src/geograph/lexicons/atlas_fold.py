"""Fold names to the key they are looked up by, and say which letter case a name asks for.

Two spellings of one name share a key: case, accents, hyphens, apostrophes, dots, commas and a leading "the" are folded
away. What folding loses is kept in the name's ``Case``: "US" must be written in capitals, or "us" would be a state.
"""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum

__all__ = ["Case", "camel", "case_fits", "fold", "needed_case"]

_LETTERS = str.maketrans(
    {
        "ı": "i",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ə": "a",
        "ħ": "h",
        "ŧ": "t",
        "&": " and ",
    }
    | dict.fromkeys("-‐‑‒–—/_", " ")
    | dict.fromkeys("'’‘`´ʻʼʽʾʿʹˈ.,·", "")
)
_PLAIN = str.maketrans(
    {"ı": "i", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Þ": "Th", "ß": "ss"}
    | {"æ": "ae", "Æ": "Ae", "œ": "oe", "ə": "a", "Ə": "A", "ħ": "h", "Ħ": "H"}
)
_SPACE = re.compile(r"\s+")
_ABBREVIATION_CASE = 4


class Case(IntEnum):
    """What a text must write for a name to be meant: anything, a capital letter somewhere, or capitals throughout."""

    ANY = 0
    CAPITALISED = 1
    CAPITALS = 2


def fold(name: str) -> str:
    """The key of a name.

    >>> fold("The Côte d’Ivoire"), fold("U.S."), fold("Al-Raqqah"), fold("Al - Raqqah")
    ('cote divoire', 'us', 'al raqqah', 'al raqqah')
    """
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    key = _SPACE.sub(" ", name.lower().translate(_LETTERS)).strip()
    return key[4:] if key.startswith("the ") else key


def needed_case(name: str, *, abbreviation: bool, common_word: bool) -> Case:
    """The case that a text must use for ``name``.

    Short capitals and abbreviations want capitals; single short words and single words that are also common English
    words want their capital letter; everything else is read in any case ("Nato", "RUSSIA", "sri lanka").
    """
    letters = [c for c in name if c.isalpha()]
    if " " in name.strip():
        return Case.ANY
    capitals = all(c.isupper() for c in letters)
    if capitals and (len(letters) < _ABBREVIATION_CASE or (abbreviation and common_word)):
        return Case.CAPITALS
    if common_word or len(letters) < _ABBREVIATION_CASE:
        return Case.CAPITALISED
    return Case.ANY


def case_fits(written: str, case: Case) -> bool:
    """Whether the case of ``written`` is good enough for a name that asks for ``case``."""
    if case is Case.ANY:
        return True
    letters = [c for c in written if c.isalpha()]
    if case is Case.CAPITALS:
        return bool(letters) and all(c.isupper() for c in letters)
    return any(c.isupper() for c in letters)


def camel(name: str) -> str:
    """A name in upper camel ASCII.

    >>> camel("São Paulo"), camel("Al-Raqqah"), camel("N'Djamena"), camel("25 de Mayo")
    ('SaoPaulo', 'AlRaqqah', 'NDjamena', 'N25DeMayo')
    """
    plain = unicodedata.normalize("NFKD", name.translate(_PLAIN)).encode("ascii", "ignore").decode()
    words = re.findall(r"[A-Za-z0-9]+", re.sub(r"['`.]", "", plain))
    joined = "".join(word[0].upper() + word[1:] for word in words)
    return joined if joined[:1].isalpha() else f"N{joined}"
