"""Numbers in words: "twenty-four", "two hundred and six", "three million"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from geograph.lexicons.times import load_time_lexicon

__all__ = ["match_numeral", "numeral_heads"]

_STEP = re.compile(r"(?:[^\S\n]+|-|‑)(?:and[^\S\n]+)?([a-z]+)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Table:
    values: dict[str, int]
    tens: frozenset[str]
    digits: frozenset[str]
    scales: dict[str, int]


@cache
def _table() -> _Table:
    words = load_time_lexicon().numerals
    values = {word: number for number, word in enumerate(words.ones)}
    values |= {word: 10 * number for number, word in enumerate(words.tens, 2)}
    return _Table(values, frozenset(words.tens), frozenset(words.ones[1:10]), words.scales)


@cache
def numeral_heads() -> frozenset[str]:
    """The words that a number can begin with, in each case."""
    return frozenset(form for word in _table().values for form in (word, word.capitalize(), word.upper()))


def match_numeral(text: str, start: int, raw: str) -> tuple[int, int] | None:
    """The number in words that begins at ``start`` with the word ``raw``, and where it ends."""
    table, word = _table(), raw.lower()
    if word not in table.values:
        return None
    total, part, last, end = 0, table.values[word], word, start + len(raw)
    while (step := _STEP.match(text, end)) is not None:
        word = step.group(1).lower()
        if word in table.scales:
            total, part = _scale(total, part, table.scales[word])
        elif word in table.values and _continues(table, last, word, joined="and" in step.group(0).lower().split()):
            part += table.values[word]
        else:
            break
        last, end = word, step.end()
    return total + part, end


def _scale(total: int, part: int, scale: int) -> tuple[int, int]:
    """A hundred stays open for "and six thousand"; a thousand and above close a part."""
    if scale == 100:
        return total, part * scale
    return total + part * scale, 0


def _continues(table: _Table, last: str, word: str, *, joined: bool) -> bool:
    if last in table.tens:
        return word in table.digits and not joined
    return last in table.scales
