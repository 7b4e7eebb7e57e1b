"""What a reader of time expressions works with: the scene it stands in, its match, and the reading it returns."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from spacy.tokens import Doc

from geograph.lexicons.times import TimeLexicon
from geograph.linking.time_calendar import Days
from geograph.linking.time_lex import Atom, ClassTable, Value
from geograph.linking.time_tense import direction_of

__all__ = ["Found", "Item", "Reader", "Reading", "Scene"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What an expression means.

    ``level`` says what it can be joined with: weekday, day, clock, week, span. ``guessed`` keeps month and day of a
    date whose year was guessed, so that "5 April to 7 May 2014" can be read again. ``ordinal`` is the n of "the first
    week".
    """

    days: Days | None
    precision: str
    level: str = "span"
    direction: str | None = None
    note: str = ""
    guessed: tuple[int, int | None] | None = None
    ordinal: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A reading with the atoms ``[first, last)`` it covers and the rule that made it."""

    first: int
    last: int
    reading: Reading
    rule: str


@dataclass(kw_only=True)
class Scene:
    """One document's atoms, and what was read of it so far."""

    doc: Doc
    text: str
    atoms: list[Atom]
    letters: str
    table: ClassTable
    lexicon: TimeLexicon
    published: date | None
    items: list[Item] = field(default_factory=list)

    def lower(self, index: int) -> str:
        """The atom's text in lower case; empty outside the text."""
        return self.atoms[index].text.lower() if 0 <= index < len(self.atoms) else ""

    def raw(self, index: int) -> str:
        """The atom's text as it stands; empty outside the text."""
        return self.atoms[index].text if 0 <= index < len(self.atoms) else ""

    def letter(self, index: int) -> str:
        """The atom's class letter; empty outside the text."""
        return self.letters[index] if 0 <= index < len(self.letters) else ""

    def is_a(self, index: int, *names: str) -> bool:
        """Whether the atom has one of the classes or sets."""
        letter = self.letter(index)
        return letter != "" and letter in self.table.letters(*names)

    def direction(self, first: int, last: int) -> str | None:
        """Which way the governing verb points."""
        return direction_of(self.doc, self.atoms[first].start, self.atoms[last - 1].end)

    def anchor(self, index: int) -> Days | None:
        """The last day that was named in the sentence of atom ``index`` or the one before."""
        opening = self._previous_sentence(self.atoms[index].start)
        for item in reversed(self.items):
            if self.atoms[item.first].start < opening:
                break
            days = item.reading.days
            if days is not None and (days.first == days.last or item.reading.precision in ("month", "year")):
                return days
        return None

    def _previous_sentence(self, offset: int) -> int:
        starts = self._sentence_starts
        before = [start for start in starts if start <= offset]
        return before[-2] if len(before) > 1 else 0

    def same_sentence(self, one: int, other: int) -> bool:
        """Whether two offsets lie in one sentence."""
        low, high = min(one, other), max(one, other)
        return not any(low < start <= high for start in self._sentence_starts)

    @cached_property
    def _sentence_starts(self) -> tuple[int, ...]:
        if self.doc.has_annotation("SENT_START"):
            return tuple(sentence.start_char for sentence in self.doc.sents)
        return (0, *(match.end() for match in re.finditer(r"[.!?]\s+(?=[A-Z])", self.text)))


class Found:
    """A match of a rule's pattern in a scene."""

    def __init__(self, scene: Scene, match: re.Match[str]) -> None:
        self.scene = scene
        self.first, self.last = match.span()
        self._match = match

    def has(self, name: str) -> bool:
        """Whether the slot was filled."""
        return self._match.groupdict().get(name) is not None

    def at(self, name: str) -> int:
        """The index of the slot's atom."""
        return self._match.start(name)

    def value(self, name: str) -> Value:
        """The lexicon's value for the slot's atom, None when empty."""
        return self.scene.atoms[self.at(name)].value if self.has(name) else None

    def number(self, name: str) -> int | None:
        """The slot's value as a whole number."""
        value = self.value(name)
        return int(value) if isinstance(value, int | float) else None

    def word(self, name: str) -> str:
        """The slot's value as a word, empty when it has none."""
        value = self.value(name)
        return value if isinstance(value, str) else ""

    def text(self, name: str) -> str:
        """The slot's text in lower case."""
        return self.scene.lower(self.at(name)) if self.has(name) else ""

    def direction(self) -> str | None:
        """Which way the governing verb points."""
        return self.scene.direction(self.first, self.last)


Reader = Callable[[Found], Reading | None]
