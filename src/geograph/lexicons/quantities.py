"""The quantity lexicon: words of number, rules over them, nouns and verbs by the kind they give; checked on load."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from pydantic import BaseModel, ConfigDict, ValidationError

from geograph.errors import LexiconError
from geograph.lexicons.times import TimeRule, WordClass

__all__ = ["QuantityLexicon", "load_quantity_lexicon", "parse_quantity_lexicon"]

_FILE = "quantities.toml"
_ByKind = dict[str, tuple[str, ...]]


class QuantityLexicon(BaseModel):
    """The whole file. ``nouns``, ``verbs`` and their kin are words by the kind of quantity they give."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: int
    numberers: tuple[str, ...]
    street_words: tuple[str, ...]
    weak_from: int
    signs: dict[str, str]
    half_before: tuple[str, ...]
    half_after: tuple[str, ...]
    including: tuple[str, ...]
    bound_prepositions: tuple[str, ...]
    tolls: tuple[str, ...]
    ages: tuple[int, int]
    nouns: _ByKind
    peaceful_strikes: tuple[str, ...]
    verbs: _ByKind
    subject_verbs: _ByKind
    of_nouns: _ByKind
    states: _ByKind
    state_before: _ByKind
    classes: dict[str, WordClass]
    sets: dict[str, tuple[str, ...]]
    rules: tuple[TimeRule, ...]


def parse_quantity_lexicon(text: str, *, where: str = _FILE) -> QuantityLexicon:
    """Read a lexicon from TOML text.

    Raises:
        LexiconError: the text is no TOML, or breaks the schema.
    """
    try:
        raw = tomllib.loads(text)
        nouns = raw["nouns"]
        raw["peaceful_strikes"] = nouns.pop("peaceful_strikes")
        raw["classes"], raw["sets"], raw["rules"] = raw.pop("class"), raw.pop("set"), raw.pop("rule")
        return QuantityLexicon.model_validate(raw)
    except (tomllib.TOMLDecodeError, ValidationError, KeyError) as error:
        raise LexiconError(f"not a quantity lexicon: {error}", where=where, hint="see quantities.toml") from error


@cache
def load_quantity_lexicon() -> QuantityLexicon:
    """The lexicon that ships with geograph."""
    text = resources.files("geograph.lexicons.data").joinpath(_FILE).read_text("utf-8")
    return parse_quantity_lexicon(text)
