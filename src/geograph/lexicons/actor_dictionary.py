"""Actor dictionaries of TABARI, PETRARCH and Phoenix -> their entries: names, synonyms, codes and days.

The format, as it is described in the manuals of TABARI 0.8 and PETRARCH: an entry begins with a name in capitals, words
joined and closed by ``_``; lines that begin with ``+`` are synonyms; ``[USAGOV 19930120-20010120]`` is a code with the
days on which it holds (``<day``, ``>day`` or ``day-day``, of six or eight digits), on the line of the name or on lines
of its own. ``#`` and ``;`` begin comments. What cannot be read is a problem with its line; nothing is raised.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from geograph.lexicons.atlas_names import in_ordinary_case
from geograph.types import Problem, Severity

__all__ = ["ActorCode", "DictionaryEntry", "read_dictionary"]

_COMMENT = re.compile(r"(?:^|\s)[#;].*$")
_MARKUP = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_BRACKET = re.compile(r"\[([^\]]*)\]?")
_CODE = re.compile(r"[A-Z]{3}(?:[A-Z]{3})*")
_DAY = re.compile(r"\d{8}|\d{6}")
_SHORTENED = re.compile(r"^(?P<name>.+?)[ _]*\((?P<short>[^()]*)\)$")
_ABBREVIATION = re.compile(r"[A-Z][A-Z0-9/-]{1,9}")
_CENTURY = 30
"""Years of two digits up to this one are of this century."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorCode:
    """A code of CAMEO, such as USAGOV, with the days on which it holds; None where it is not bounded."""

    code: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DictionaryEntry:
    """An actor of a dictionary: names in ordinary case, abbreviations, codes, and the line it begins on."""

    name: str
    aliases: tuple[str, ...]
    abbreviations: tuple[str, ...]
    codes: tuple[ActorCode, ...]
    line: int


@dataclass(slots=True)
class _Draft:
    line: int
    names: list[str] = field(default_factory=list)
    codes: list[ActorCode] = field(default_factory=list)


def read_dictionary(text: str, *, where: str) -> tuple[tuple[DictionaryEntry, ...], tuple[Problem, ...]]:
    """The entries of a dictionary in its order, and what could not be read.

    Args:
        text: the file's text.
        where: the file's name, for problems.
    """
    problems: list[Problem] = []
    entries: list[DictionaryEntry] = []
    draft: _Draft | None = None
    plain = _MARKUP.sub(lambda comment: "\n" * comment.group().count("\n"), text)
    for number, raw in enumerate(plain.splitlines(), 1):
        line = _COMMENT.sub("", raw).rstrip()
        name = _BRACKET.sub("", line).strip()
        if not line.strip():
            continue
        if name.startswith("+"):
            if draft is None:
                problems.append(_problem("a synonym before any name", f"{where}:{number}"))
                continue
            draft.names.append(name[1:])
        elif name:
            entries += _finished(draft, where, problems)
            draft = _Draft(line=number, names=[name])
        elif draft is None:
            problems.append(_problem("a code before any name", f"{where}:{number}"))
            continue
        draft.codes += _codes(line, f"{where}:{number}", problems)
    entries += _finished(draft, where, problems)
    return tuple(entries), tuple(problems)


def _finished(draft: _Draft | None, where: str, problems: list[Problem]) -> Iterator[DictionaryEntry]:
    if draft is None:
        return
    if not draft.codes:
        problems.append(_problem("no code that can be read", f"{where}:{draft.line}"))
        return
    names: list[str] = []
    abbreviations: list[str] = []
    for written in draft.names:
        name, short = _name(written)
        if short is not None:
            abbreviations.append(short)
        if name and _is_short_for(written, names):
            abbreviations.append(written.strip("_ "))
        elif name:
            names.append(name)
    if not names:
        problems.append(_problem("no name that can be read", f"{where}:{draft.line}"))
        return
    first, *others = dict.fromkeys(names)
    yield DictionaryEntry(
        name=first,
        aliases=tuple(others),
        abbreviations=tuple(dict.fromkeys(abbreviations)),
        codes=tuple(dict.fromkeys(draft.codes)),
        line=draft.line,
    )


def _name(written: str) -> tuple[str, str | None]:
    """A name in ordinary case, and the abbreviation that stands behind it in brackets."""
    words = " ".join(written.replace("_", " ").split())
    found = _SHORTENED.match(words)
    short = None
    if found is not None:
        words = found["name"].strip()
        short = found["short"].strip() if _ABBREVIATION.fullmatch(found["short"].strip()) else None
    return in_ordinary_case(words), short


def _is_short_for(written: str, names: list[str]) -> bool:
    """Whether a synonym is made of the first letters of a name before it: PKK."""
    letters = written.strip("_ ")
    initials = {"".join(word[0] for word in name.split() if word[0].isupper()) for name in names}
    return len(letters) > 1 and letters in initials


def _codes(line: str, where: str, problems: list[Problem]) -> Iterator[ActorCode]:
    for bracket in _BRACKET.finditer(line):
        parts = bracket.group(1).split()
        if not parts or set(parts[0]) <= {"-"}:
            continue  # "[---]" says that the name is of nobody
        if parts[0].startswith("~"):
            problems.append(_problem("an agent, which is a noun and no actor", where))
            continue
        since, until = _days(parts[1:], where, problems)
        for code in parts[0].split("/"):
            if _CODE.fullmatch(code):
                yield ActorCode(code=code, since=since, until=until)
            else:
                problems.append(_problem(f"no code of CAMEO: {code[:40]!r}", where))


def _days(parts: list[str], where: str, problems: list[Problem]) -> tuple[date | None, date | None]:
    for part in parts:
        first, dash, last = part.lstrip("<>").partition("-")
        begins, ends = _day(first), _day(last) if dash else None
        if begins is None or (dash and ends is None) or (begins and ends and ends < begins):
            problems.append(_problem(f"no day, or days, that can be read: {part[:40]!r}", where))
        elif dash:
            return begins, ends
        else:
            return (None, begins) if part.startswith("<") else (begins, None)
    return None, None


def _day(digits: str) -> date | None:
    if not _DAY.fullmatch(digits):
        return None
    if len(digits) == len("yymmdd"):
        digits = ("20" if int(digits[:2]) <= _CENTURY else "19") + digits
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def _problem(message: str, where: str) -> Problem:
    return Problem(severity=Severity.WARNING, stage="actors", message=message, where=where)
