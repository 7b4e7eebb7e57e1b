"""The time lexicon: words of time in classes, and the rules over them, checked as they are read."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from importlib import resources

from pydantic import BaseModel, ConfigDict, ValidationError

from geograph.errors import LexiconError

__all__ = ["Numerals", "TenseWords", "TimeLexicon", "TimeRule", "WordClass", "load_time_lexicon", "parse_time_lexicon"]

_FILE = "times.toml"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class WordClass(_Strict):
    """Words of one kind. A list has no values, a table gives each word its own."""

    words: dict[str, int | float | str] | tuple[str, ...]
    proper: bool = False
    dotted: tuple[str, ...] = ()

    def entries(self) -> tuple[tuple[str, int | float | str | None], ...]:
        """Each word in lower case with its value."""
        if isinstance(self.words, dict):
            return tuple(self.words.items())
        return tuple((word, None) for word in self.words)


class TimeRule(_Strict):
    """A pattern over classes, the reader that makes days of it, and an example that the tests run."""

    id: str
    pattern: str
    read: str
    example: str
    reads: str


class TenseWords(_Strict):
    """How verbs and their neighbours point into the past or the future."""

    future_modals: tuple[str, ...]
    implicatives: tuple[str, ...]
    prospective: tuple[str, ...]
    reporting: tuple[str, ...]
    deferring: tuple[str, ...]
    limits: tuple[str, ...]
    scheduled: tuple[str, ...]
    future_words: tuple[str, ...]
    past_words: tuple[str, ...]


class Numerals(_Strict):
    """Number words: units from zero, tens from twenty, and what multiplies."""

    ones: tuple[str, ...]
    tens: tuple[str, ...]
    scales: dict[str, int]


class TimeLexicon(_Strict):
    """The whole file."""

    version: int
    published: date
    name_heads: tuple[str, ...]
    counted: tuple[str, ...]
    numberers: tuple[str, ...]
    year_openers: tuple[str, ...]
    month_openers: tuple[str, ...]
    season_openers: tuple[str, ...]
    span_openers: tuple[str, ...]
    clock_openers: tuple[str, ...]
    part_openers: tuple[str, ...]
    clause_closers: tuple[str, ...]
    ambiguous_months: tuple[str, ...]
    verb_openers: tuple[str, ...]
    recurring: tuple[str, ...]
    numerals: Numerals
    tense: TenseWords
    classes: dict[str, WordClass]
    sets: dict[str, tuple[str, ...]]
    rules: tuple[TimeRule, ...]


def parse_time_lexicon(text: str, *, where: str = _FILE) -> TimeLexicon:
    """Read a lexicon from TOML text.

    Raises:
        LexiconError: the text is no TOML, or breaks the schema.
    """
    try:
        raw = tomllib.loads(text)
        raw["classes"], raw["sets"], raw["rules"] = raw.pop("class"), raw.pop("set"), raw.pop("rule")
        return TimeLexicon.model_validate(raw)
    except (tomllib.TOMLDecodeError, ValidationError, KeyError) as error:
        raise LexiconError(f"not a time lexicon: {error}", where=where, hint="see the head of times.toml") from error


@cache
def load_time_lexicon() -> TimeLexicon:
    """The lexicon that ships with geograph."""
    text = resources.files("geograph.lexicons.data").joinpath(_FILE).read_text("utf-8")
    return parse_time_lexicon(text)
