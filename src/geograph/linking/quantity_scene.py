"""What a reader of quantities works with, and the amounts it returns."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from spacy.tokens import Doc

from geograph.lexicons.quantities import QuantityLexicon
from geograph.linking.time_lex import Atom, ClassTable, Value

__all__ = ["Amount", "QuantityMatch", "QuantityScene"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A number over the atoms ``[first, last)``. Kind and unit are None where the neighbours have to tell them."""

    first: int
    last: int
    value: float
    kind: str | None = None
    unit: str | None = None
    bound: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityScene:
    """One document's atoms; those inside times are fillers."""

    doc: Doc
    text: str
    atoms: list[Atom]
    letters: str
    table: ClassTable
    lexicon: QuantityLexicon
    parsed: bool

    def raw(self, index: int) -> str:
        """The atom's text as it stands; empty outside the text."""
        return self.atoms[index].text if 0 <= index < len(self.atoms) else ""

    def lower(self, index: int) -> str:
        """The atom's text in lower case; empty outside the text."""
        return self.raw(index).lower()

    def is_a(self, index: int, *names: str) -> bool:
        """Whether the atom has one of the classes or sets."""
        return 0 <= index < len(self.letters) and self.letters[index] in self.table.letters(*names)

    def touching(self, index: int) -> bool:
        """Whether nothing stands between this atom and the next."""
        return 0 <= index < len(self.atoms) - 1 and self.atoms[index].end == self.atoms[index + 1].start


class QuantityMatch:
    """A match of a rule's pattern."""

    def __init__(self, scene: QuantityScene, match: re.Match[str]) -> None:
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

    def number(self, name: str, default: float = 1.0) -> float:
        """The slot's number; ``default`` when it is empty or an article."""
        value = self.value(name)
        if not isinstance(value, int | float):
            return default
        try:
            return float(value)
        except OverflowError:  # a row of digits longer than any number of things
            return math.inf

    def word(self, name: str) -> str | None:
        """The slot's value when it is a word."""
        value = self.value(name)
        return value if isinstance(value, str) else None
