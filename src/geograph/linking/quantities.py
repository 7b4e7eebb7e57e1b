"""Doc -> quantities: numbers with what they count, what became of it, and their bound.

The span is the number with its scale, currency or measure ("[$400 million]", "at least [129] people"); bounds and the
counted noun stay outside. A range gives two quantities, one at least and one at most. "Hundreds" is at least 200,
"dozens" at least 24. Shares ("two-thirds", "one in five") are percentages. Dates and clock times are never quantities.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc

from geograph.lexicons.quantities import QuantityLexicon, load_quantity_lexicon
from geograph.linking.quantity_counted import Counted, counted_by_parse, kind_of_noun, singular, state_after
from geograph.linking.quantity_readers import QUANTITY_READERS, QuantityReader
from geograph.linking.quantity_scene import Amount, QuantityMatch, QuantityScene
from geograph.linking.time_lex import FILLER, Atom, ClassTable, Words, lex
from geograph.types import Quantity, TimeValue

__all__ = ["find_quantities"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    id: str
    pattern: re.Pattern[str]
    read: QuantityReader


@dataclass(frozen=True, slots=True, kw_only=True)
class _Machine:
    lexicon: QuantityLexicon
    table: ClassTable
    words: Words
    by_letter: dict[str, tuple[_Rule, ...]]
    islands: re.Pattern[str]


@cache
def _machine() -> _Machine:
    lexicon = load_quantity_lexicon()
    table = ClassTable(lexicon.classes, lexicon.sets)
    rules = [
        _Rule(id=rule.id, pattern=table.compile(rule.pattern), read=QUANTITY_READERS[rule.read])
        for rule in lexicon.rules
    ]
    known = sorted({letter for rule in rules for letter in rule.pattern.pattern})
    anchors = table.letters("ANCHOR")
    return _Machine(
        lexicon=lexicon,
        table=table,
        words=Words(table, lexicon.classes),
        by_letter={letter: tuple(rule for rule in rules if letter in rule.pattern.pattern) for letter in known},
        islands=re.compile(rf"[^ {anchors}]*[{anchors}][^ ]*"),
    )


def find_quantities(doc: Doc, *, times: Sequence[TimeValue]) -> tuple[Quantity, ...]:
    """All quantities of a document, money included, in its order, none overlapping another or a time.

    Args:
        doc: any spaCy document; the parse finds what is counted where it is there, else the next word.
        times: the time expressions of the same document.
    """
    machine = _machine()
    text = doc.text
    atoms, letters = lex(text, machine.words)
    scene = QuantityScene(
        doc=doc,
        text=text,
        atoms=atoms,
        letters=_without_times(atoms, letters, times),
        table=machine.table,
        lexicon=machine.lexicon,
        parsed=doc.has_annotation("DEP"),
    )
    found = (quantity for rule, amounts in _iter_amounts(machine, scene) for quantity in _all(scene, rule, amounts))
    return tuple(quantity for quantity in found if math.isfinite(quantity.value))


def _without_times(atoms: Sequence[Atom], letters: str, times: Sequence[TimeValue]) -> str:
    """The letters, with fillers where a time stands."""
    kept, pending = list(letters), sorted((time.start, time.end) for time in times)
    index = 0
    for start, end in pending:
        while index < len(atoms) and atoms[index].end <= start:
            index += 1
        while index < len(atoms) and atoms[index].start < end:
            kept[index] = FILLER
            index += 1
    return "".join(kept)


def _iter_amounts(machine: _Machine, scene: QuantityScene) -> Iterator[tuple[str, tuple[Amount, ...]]]:
    for island in machine.islands.finditer(scene.letters):
        position, end = island.span()
        while position < end:
            rule, amounts, position = _longest(machine, scene, position, end)
            yield rule, amounts


def _longest(machine: _Machine, scene: QuantityScene, position: int, end: int) -> tuple[str, tuple[Amount, ...], int]:
    """The longest reading that begins here and where to go on; the first rule wins among equals."""
    matches = []
    for rule in machine.by_letter.get(scene.letters[position], ()):
        match = rule.pattern.match(scene.letters, position, end)
        if match is not None:
            matches.append((match, rule))
    for match, rule in sorted(matches, key=lambda pair: -pair[0].end()):
        amounts = rule.read(QuantityMatch(scene, match))
        if amounts is not None:
            return rule.id, amounts, match.end()
    return "", (), position + 1


def _all(scene: QuantityScene, rule: str, amounts: Sequence[Amount]) -> Iterator[Quantity]:
    """The amounts of one match; both ends of a range count the same thing."""
    counted = [_counted(scene, amount) for amount in amounts]
    if len(counted) == 2 and amounts[0].note == "low":
        counted = [_either(*counted)] * 2
    for amount, found in zip(amounts, counted, strict=True):
        if found is not None:
            yield _quantity(scene, rule, amount, found)


def _either(low: Counted | None, high: Counted | None) -> Counted | None:
    if low is None or high is None:
        return low or high
    return Counted(unit=high.unit or low.unit, kind=high.kind or low.kind)


def _quantity(scene: QuantityScene, rule: str, amount: Amount, counted: Counted) -> Quantity:
    start, end = scene.atoms[amount.first].start, scene.atoms[amount.last - 1].end
    return Quantity(
        start=start,
        end=end,
        text=scene.text[start:end],
        value=amount.value,
        kind=counted.kind or "other",
        unit=counted.unit,
        bound=_bound(scene, amount),
        rule=f"{rule}:{amount.note}" if amount.note else rule,
    )


def _bound(scene: QuantityScene, amount: Amount) -> str:
    """By the words before ("at least") and after ("or more"); ranges and "hundreds" have their own."""
    if amount.note in ("low", "high"):
        return amount.bound or "exactly"
    before, after = amount.first - 1, amount.last
    if scene.is_a(before, "BOUND"):
        stated = str(scene.atoms[before].value)
        if stated != "exactly" or amount.bound is None:
            return stated
    weak = amount.value >= scene.lexicon.weak_from or amount.kind in ("money", "percent", "distance")
    if weak and scene.is_a(before, "WEAKBOUND"):
        return str(scene.atoms[before].value)
    after += scene.is_a(after, "DASH")
    if scene.is_a(after, "AFTERBOUND"):
        return str(scene.atoms[after].value)
    return amount.bound or ("at-least" if scene.text[scene.atoms[amount.last - 1].end :][:1] == "+" else "exactly")


def _counted(scene: QuantityScene, amount: Amount) -> Counted | None:
    """Unit and kind; None when the number is no quantity after all."""
    if amount.kind is not None:
        return Counted(unit=amount.unit, kind=amount.kind)
    start, end = scene.atoms[amount.first].start, scene.atoms[amount.last - 1].end
    bare_one = scene.lower(amount.first) == "one"
    span = scene.doc.char_span(start, end, alignment_mode="expand") if scene.parsed else None
    if span is None:
        return None if bare_one else _by_next_word(scene, amount)
    counted = counted_by_parse(span)
    if counted.label and scene.raw(amount.first).isdigit():
        return None
    if bare_one and (counted.pronoun or (counted.unit is None and counted.kind is None)):
        return None
    return counted


def _by_next_word(scene: QuantityScene, amount: Amount) -> Counted:
    """Without a parse, the next word is what is counted."""
    index = amount.last + (scene.lower(amount.last) == "of")
    word = scene.lower(index)
    state = state_after(word) or state_after(scene.lower(index + 1))
    if not word.isalpha() or state_after(word) is not None:
        return Counted(unit=None, kind=state)
    unit = singular(word)
    return Counted(unit=unit, kind=state or kind_of_noun(unit))
