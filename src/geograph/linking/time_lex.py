"""Text -> atoms: words of a lexicon, numbers and marks, each with a one-letter class.

spaCy's tokens split numbers and dates in many ways ("mid-2014" is one token, "1980-88" three), so rules read atoms of
our own, which keep offsets into the text. The classes of all atoms together make a string, and rules are regular
expressions over that string. Quantities are read in the same way with a lexicon of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from geograph.linking.time_numerals import match_numeral, numeral_heads

__all__ = ["FILLER", "STRUCTURAL", "Atom", "ClassTable", "Value", "Words", "lex"]

Value = int | float | str | None

FILLER = " "
# Classes that the reader makes itself, without a word list.
STRUCTURAL = (
    *("DAYNUM", "YEAR", "NUM", "NUMWORD", "ORDNUM", "DECADE", "ISO", "SLASH", "CLOCK"),
    *("COMMA", "DASH", "OPEN", "CLOSE", "POSS", "MONEYSIGN", "PERCENTSIGN", "CODE"),
)

_LETTER = r"[^\W\d_]"
_ATOM = re.compile(
    rf"""(?P<iso>(?<![\w-])\d{{4}}-\d\d-\d\d(?![\w-]))
    |(?P<slash>(?<![\w/])\d{{1,2}}/\d{{1,2}}/(?:\d{{4}}|\d\d)(?![\w/]))
    |(?P<clock>(?<![\w:])[0-2]?\d:[0-5]\d(?!\d))
    |(?P<word>(?:a|p)\.m\.?(?!\w)|(?:mid|early|late|pre|post)(?=-\d)|{_LETTER}+(?:(?:-?\d)[\w-]*|(?=\W|$|_)))
    |(?P<decade>['’]?(?:1[0-9]|20)?\d0s\b)
    |(?P<ordinal>\d{{1,3}}(?:st|nd|rd|th)\b)
    |(?P<number>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)
    |(?P<mark>['’]s?\b|['’]|[,()\[\]$€£¥%\-–—‑])
    |(?P<other>\n\s*\n|[^\s\w])""",
    re.VERBOSE | re.IGNORECASE,
)
_MARKS = {",": "COMMA", "(": "OPEN", "[": "OPEN", ")": "CLOSE", "]": "CLOSE", "%": "PERCENTSIGN"}
_MARKS |= dict.fromkeys("-–—‑", "DASH") | dict.fromkeys("$€£¥", "MONEYSIGN")


class Atom(NamedTuple):
    """A stretch of the text that one class letter stands for."""

    start: int
    end: int
    text: str
    value: Value


class _Entry(NamedTuple):
    letter: str
    value: Value
    dotted: bool
    phrases: tuple[tuple[re.Pattern[str], str, Value], ...]


class WordList(Protocol):
    """What a lexicon's class of words offers (see ``geograph.lexicons.times.WordClass``)."""

    proper: bool
    dotted: tuple[str, ...]

    def entries(self) -> Sequence[tuple[str, Value]]:
        """Each word in lower case with its value."""


class ClassTable:
    """Gives every class a letter, and every pattern over classes its regular expression."""

    _ITEM = re.compile(r"(?:(?P<name>[a-z]\w*):)?(?P<classes>[A-Z]\w*(?:\|[A-Z]\w*)*)")

    def __init__(self, names: Iterable[str], sets: Mapping[str, Sequence[str]]) -> None:
        ordered = list(dict.fromkeys((*STRUCTURAL, *names)))
        # The private use area holds no character that regular expressions treat specially.
        self._letters = {name: chr(0xE000 + index) for index, name in enumerate(ordered)}
        self._sets = {name: "".join(self._letters[member] for member in members) for name, members in sets.items()}

    def letter(self, name: str) -> str:
        """The letter of one class."""
        return self._letters[name]

    def letters(self, *names: str) -> str:
        """The letters of classes and of sets."""
        return "".join(self._sets.get(name) or self._letters[name] for name in names)

    def compile(self, pattern: str) -> re.Pattern[str]:
        """A pattern such as ``THE? day:DAYNUM|ORDNUM OF`` as a regular expression over letters."""

        def item(match: re.Match[str]) -> str:
            body = f"[{self.letters(*match['classes'].split('|'))}]"
            return f"(?P<{match['name']}>{body})" if match["name"] else f"(?:{body})"

        spaced = re.sub(r"\s*\|\s*(?=\()|(?<=\))\s*\|\s*|\s+\|\s+", "|", self._ITEM.sub(item, pattern))
        return re.compile(re.sub(r"\s+", "", spaced))


class Words:
    """All words of a lexicon, ready for look-up in the case they may have."""

    def __init__(self, table: ClassTable, classes: Mapping[str, WordList]) -> None:
        self.table = table
        self._single: dict[str, tuple[str, Value, bool]] = {}
        self._phrases: dict[str, list[tuple[re.Pattern[str], str, Value]]] = {}
        for name, words in classes.items():
            for entry, value in words.entries():
                self._add(table.letter(name), entry, value, words)
        self.entries = self._merge()

    def _add(self, letter: str, entry: str, value: Value, words: WordList) -> None:
        head = re.match(r"[ap]\.m\.?|\w+(?:-\d\w*)?", entry)
        if head is None:
            return
        if head.end() == len(entry):
            for form in _cases(entry, proper=words.proper):
                self._single.setdefault(form, (letter, value, entry in words.dotted))
            return
        for form in _cases(head.group(), proper=words.proper):
            self._phrases.setdefault(form, []).append((_phrase(entry), letter, value))

    def _merge(self) -> dict[str, _Entry]:
        merged = {}
        for form in {**self._single, **self._phrases}:
            letter, value, dotted = self._single.get(form, ("", None, False))
            phrases = sorted(self._phrases.get(form, ()), key=lambda item: -len(item[0].pattern))
            merged[form] = _Entry(letter, value, dotted, tuple(phrases))
        return merged


def _cases(word: str, *, proper: bool) -> tuple[str, ...]:
    capital = (word[:1].upper() + word[1:], word.upper())
    return capital if proper else (word, *capital)


def _phrase(entry: str) -> re.Pattern[str]:
    body = re.escape(entry).replace("'", "['’]").replace(r"\ ", r"\s+")
    return re.compile(rf"{body}(?!\w)", re.IGNORECASE)


def lex(text: str, words: Words) -> tuple[list[Atom], str]:
    """All atoms of ``text`` and the string of their letters; unknown words are fillers."""
    atoms: list[Atom] = []
    letters: list[str] = []
    entries, table, heads, skip = words.entries, words.table, numeral_heads(), 0
    for match in _ATOM.finditer(text):
        start, end = match.span()
        if start < skip:
            continue
        raw = match.group()
        value: Value = None
        letter = FILLER
        if match.lastgroup == "word":
            entry = entries.get(raw)
            if entry is not None:
                letter, value, end = _word(text, start, end, entry)
            if letter == FILLER and raw in heads:
                numeral = match_numeral(text, start, raw)
                if numeral is not None:
                    letter, (value, end) = table.letter("NUMWORD"), numeral
        elif match.lastgroup == "number" and raw in entries:
            letter, value, end = _word(text, start, end, entries[raw])
        if letter == FILLER and match.lastgroup != "word":
            name, value = _structural(match.lastgroup or "", raw)
            letter = table.letter(name) if name else FILLER
        skip = end
        atoms.append(Atom(start, end, text[start:end], value))
        letters.append(letter)
    return atoms, "".join(letters)


def _word(text: str, start: int, end: int, entry: _Entry) -> tuple[str, Value, int]:
    for pattern, letter, value in entry.phrases:
        found = pattern.match(text, start)
        if found is not None:
            return letter, value, found.end()
    if entry.dotted and text[end : end + 1] == ".":
        end += 1
    return entry.letter or FILLER, entry.value, end


def _structural(kind: str, raw: str) -> tuple[str, Value]:
    if kind == "number":
        return _number(raw)
    if kind == "mark":
        return ("POSS" if raw[0] in "'’" else _MARKS.get(raw, "")), raw
    if kind == "other":
        return "", raw
    if kind == "ordinal":
        return "ORDNUM", int(raw[:-2])
    if kind == "decade":
        return "DECADE", raw
    return kind.upper(), raw


def _number(raw: str) -> tuple[str, Value]:
    plain = raw.replace(",", "")
    number = float(plain) if "." in plain else int(plain)
    if raw.isascii() and raw.isdigit():
        if len(raw) == 4 and 1000 <= number < 2100:
            return "YEAR", number
        if len(raw) <= 2 and 1 <= number <= 31:
            return "DAYNUM", number
    return "NUM", number
