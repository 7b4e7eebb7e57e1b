"""One name -> the names that a text may use for it: plurals of demonyms, surnames of persons."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from importlib import resources

from pydantic import BaseModel, ConfigDict

from geograph.lexicons.atlas_fold import fold
from geograph.lexicons.atlas_record import Name, NameKind, Record

__all__ = ["demonym_names", "in_ordinary_case", "make_names", "mark_common", "person_names", "surnames"]

_WORD = re.compile(r"[^\W\d_]+(?:'[A-Z]+)?")
_SUFFIX = re.compile(r",? (?:Jr\.?|Sr\.?|[IVX]+)$")


class _Naming(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    particles: frozenset[str]
    articles: frozenset[str]
    family_first: frozenset[str]
    two_surnames: frozenset[str]
    no_surnames: frozenset[str]
    plural_by_s: tuple[str, ...]
    no_plural: tuple[str, ...]
    small_words: frozenset[str]


@cache
def _naming() -> _Naming:
    file = resources.files("geograph.lexicons.data").joinpath("atlas_naming.toml")
    return _Naming.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))


def make_names(kind: NameKind, texts: Iterable[str]) -> list[Name]:
    """Names of one kind."""
    return [Name(kind=kind, text=text) for text in texts]


def demonym_names(words: Sequence[str]) -> list[Name]:
    """Demonyms with the plurals that a rule can form: Russian, Russians; Iraqi, Iraqis; but no Frenchmans.

    >>> [name.text for name in demonym_names(("Iraqi", "Frenchman", "Dane"))]
    ['Iraqi', 'Iraqis', 'Frenchman', 'Dane']
    """
    texts: list[str] = []
    for word in words:
        texts.append(word)
        if _takes_s(word):
            texts.append(f"{word}s")
    return make_names(NameKind.DEMONYM, dict.fromkeys(texts))


def _takes_s(word: str) -> bool:
    return word.endswith(_naming().plural_by_s) and not word.endswith(_naming().no_plural)


def in_ordinary_case(words: str) -> str:
    """A name in capitals as a newspaper writes it; what is not all in capitals stays.

    >>> in_ordinary_case("ARMY OF THE SOUTH"), in_ordinary_case("AL-FATAH"), in_ordinary_case("PEOPLE'S FRONT")
    ('Army of the South', 'Al-Fatah', "People's Front")
    """
    if not words.isupper():
        return words
    titled = [_WORD.sub(lambda found: found.group().capitalize(), word) for word in words.split()]
    small = _naming().small_words
    return " ".join(word.lower() if number and word.lower() in small else word for number, word in enumerate(titled))


def mark_common(records: Iterable[Record], words: frozenset[str]) -> list[Record]:
    """Mark the names that are English words too, and so only count when capitalised."""
    return [replace(record, names=tuple(_mark(name, words) for name in record.names)) for record in records]


def _mark(name: Name, words: frozenset[str]) -> Name:
    return replace(name, common=True) if fold(name.text) in words else name


def person_names(name: str, aliases: Sequence[str], country: str) -> list[Name]:
    """The names of a person: in full, as alias, and by surname, which counts only when capitalised."""
    full = [Name(kind=NameKind.NAME, text=name)]
    alone = [alias for alias in aliases if " " in name and " " not in alias]
    full += make_names(NameKind.SHORT, (alias for alias in aliases if alias not in alone))
    known = {given.text for given in full}
    last = (
        text for text in dict.fromkeys((*alone, *surnames(name, country))) if text not in known | _naming().no_surnames
    )
    return [*full, *(Name(kind=NameKind.SURNAME, text=text, common=True) for text in last)]


def surnames(name: str, country: str) -> tuple[str, ...]:
    """The ways of calling a person by surname alone; monarchs ("Abdullah II of Jordan") by their first name.

    >>> surnames("Bashar al-Assad", "SYR"), surnames("Mohammed bin Salman", "SAU"), surnames("Xi Jinping", "CHN")
    (('al-Assad', 'el-Assad', 'Assad'), ('bin Salman',), ('Xi',))
    >>> surnames("Ursula von der Leyen", "DEU"), surnames("Juan Manuel Santos Calderón", "COL")
    (('von der Leyen',), ('Calderón', 'Santos Calderón'))
    """
    naming = _naming()
    words = _SUFFIX.sub("", name.split(" of ")[0]).split()
    if len(words) < 2:
        return (words[0],) if words and words[0] != name else ()
    if country in naming.family_first and len(words) <= 3:
        return (words[0],)
    first = len(words) - 1
    while first > 1 and words[first - 1].lower() in naming.particles:
        first -= 1
    last = " ".join(words[first:])
    bare = _without_article(last)
    if bare != last:
        return (last, *(form for form in (f"al-{bare}", f"el-{bare}") if form.lower() != last.lower()), bare)
    if country in naming.two_surnames and first >= 2:
        return (last, f"{words[first - 1]} {last}")
    return (last,)


def _without_article(surname: str) -> str:
    article, mark, rest = surname.partition("-" if "-" in surname else " ")
    return rest if mark and article.lower() in _naming().articles and rest[:1].isupper() else surname
