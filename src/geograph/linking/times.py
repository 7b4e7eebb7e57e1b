"""Doc -> times: expressions of time found by rules and counted from the day of publication.

Weeks run from Monday to Sunday, seasons are northern. Prepositions stay outside the span ("on [Tuesday]", "since
[2011]"), words that are part of the time are in it ("[earlier on Tuesday]", "[the first 24 hours]"). What cannot be
resolved keeps its span, without days, and ``rule`` says why after a colon.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from spacy.tokens import Doc

from geograph.lexicons.times import TimeLexicon, load_time_lexicon
from geograph.linking.time_dates import DATE_READERS
from geograph.linking.time_join import join, widen
from geograph.linking.time_lex import ClassTable, Words, lex
from geograph.linking.time_parts import PART_READERS
from geograph.linking.time_relative import RELATIVE_READERS
from geograph.linking.time_scene import Found, Item, Reader, Scene
from geograph.types import TimeValue

__all__ = ["find_times"]

_READERS: dict[str, Reader] = {**DATE_READERS, **RELATIVE_READERS, **PART_READERS}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    id: str
    pattern: re.Pattern[str]
    read: Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class _Machine:
    lexicon: TimeLexicon
    table: ClassTable
    words: Words
    by_letter: dict[str, tuple[_Rule, ...]]
    islands: re.Pattern[str]


@cache
def _machine() -> _Machine:
    lexicon = load_time_lexicon()
    table = ClassTable(lexicon.classes, lexicon.sets)
    rules = [_Rule(id=rule.id, pattern=table.compile(rule.pattern), read=_READERS[rule.read]) for rule in lexicon.rules]
    anchors = table.letters("ANCHOR")
    return _Machine(
        lexicon=lexicon,
        table=table,
        words=Words(table, lexicon.classes),
        by_letter=_by_letter(rules),
        islands=re.compile(rf"[^ {anchors}]*[{anchors}][^ ]*"),
    )


def _by_letter(rules: Sequence[_Rule]) -> dict[str, tuple[_Rule, ...]]:
    """Which rules are worth trying at a letter: those that know it."""
    known = sorted({letter for rule in rules for letter in rule.pattern.pattern})
    return {letter: tuple(rule for rule in rules if letter in rule.pattern.pattern) for letter in known}


def find_times(doc: Doc, *, published: date | None) -> tuple[TimeValue, ...]:
    """All time expressions of a document, in its order, none overlapping another.

    Args:
        doc: any spaCy document; tags and parse tell past from future where they are there.
        published: the day that relative expressions count from.

    Returns:
        One value an expression. Unresolved ones have neither ``first`` nor ``last``.
    """
    machine = _machine()
    text = doc.text
    atoms, letters = lex(text, machine.words)
    scene = Scene(
        doc=doc,
        text=text,
        atoms=atoms,
        letters=letters,
        table=machine.table,
        lexicon=machine.lexicon,
        published=published,
    )
    for item in _iter_items(machine, scene):
        scene.items.append(item)
    items = [item for item in join(scene, scene.items) if item.reading.precision != "name"]
    return tuple(_value(scene, item) for item in _inherit(scene, items))


def _iter_items(machine: _Machine, scene: Scene) -> Iterator[Item]:
    for island in machine.islands.finditer(scene.letters):
        position, end = island.span()
        while position < end:
            item = _longest(machine, scene, position, end)
            if item is None:
                position += 1
                continue
            item = widen(scene, item)
            yield item
            position = item.last


def _longest(machine: _Machine, scene: Scene, position: int, end: int) -> Item | None:
    """The longest reading that begins here; the first rule wins among equals."""
    matches = []
    for rule in machine.by_letter.get(scene.letters[position], ()):
        match = rule.pattern.match(scene.letters, position, end)
        if match is not None and match.end() > position:
            matches.append((match, rule))
    for match, rule in sorted(matches, key=lambda pair: -pair[0].end()):
        reading = rule.read(Found(scene, match))
        if reading is not None:
            return Item(first=match.start(), last=match.end(), reading=reading, rule=rule.id)
    return None


def _inherit(scene: Scene, items: Sequence[Item]) -> Iterator[Item]:
    """A clock time alone is on the one day that its sentence names."""
    for item in items:
        if item.reading.level != "clock" or item.reading.days is not None:
            yield item
            continue
        offset = scene.atoms[item.first].start
        days = Counter(
            other.reading.days
            for other in items
            if other.reading.level in ("day", "weekday")
            and other.reading.days is not None
            and scene.same_sentence(offset, scene.atoms[other.first].start)
        )
        if len(days) == 1:
            item = replace(item, reading=replace(item.reading, days=next(iter(days)), note="day-of-sentence"))
        yield item


def _value(scene: Scene, item: Item) -> TimeValue:
    start, end = scene.atoms[item.first].start, scene.atoms[item.last - 1].end
    reading = item.reading
    days = reading.days
    return TimeValue(
        start=start,
        end=end,
        text=scene.text[start:end],
        first=days.first if days else None,
        last=days.last if days else None,
        precision=reading.precision,
        direction=_direction(scene, item),
        rule=f"{item.rule}:{reading.note}" if reading.note else item.rule,
    )


def _direction(scene: Scene, item: Item) -> str | None:
    days, published = item.reading.days, scene.published
    if days is None or published is None:
        return item.reading.direction
    if days.last < published:
        return "past"
    return "future" if days.first > published else "present"
