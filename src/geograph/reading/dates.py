"""Dates of publication, read strictly: a wrong one would shift every relative day of the article."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from geograph.lexicons.records import load_record_names

__all__ = ["parse_date"]

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+\d{1,2}:\d{2}.*)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{6}Z?)?")
_NUMERIC = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?:[ ,]+\d{1,2}:\d{2}.*)?")
_WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?\s+", re.IGNORECASE)
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ -]([A-Za-z]{3,9})\.?,?[ -](\d{4})\b(.*)")
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b(.*)")
# What may follow a date: a time of day, its zone, "at", punctuation; but no other words or numbers.
_TIME_OF_DAY = re.compile(r"[\s,|·@–—-]*(?:at\s+)?(?:\d{1,2}[:.h]\d{2}.*|\d{1,2}\s*[ap]\.?m\.?.*)?", re.IGNORECASE)
_LONGEST = 80
_YEARS = range(1500, 2200)


def parse_date(value: object) -> date | None:
    """The day that ``value`` states, or None if it states none beyond doubt.

    Read are ISO 8601, RFC 2822, "17 November 2015", "Nov. 17, 2015", "20151117", days in figures if only one reading
    is possible ("17/11/2015", not "11/12/2015"), and seconds or milliseconds since 1970 given as numbers. A time and
    zone are dropped: the day is the publisher's.

    >>> parse_date("Tue, 17 Nov 2015 08:00:00 +0300")
    datetime.date(2015, 11, 17)
    >>> parse_date("11/12/2015") is None
    True
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, (int, float)):
        return _number(value)
    if not isinstance(value, str):
        return None
    text = " ".join(value.split())
    return _text(text) if 0 < len(text) <= _LONGEST else None


def _text(text: str) -> date | None:
    if match := _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
        return _day(*(int(part) for part in match.groups()))
    if match := _NUMERIC.fullmatch(text):
        return _either_way(int(match[1]), int(match[3]), int(match[4]))
    text = _WEEKDAY.sub("", text, count=1) if _WEEKDAY.match(text) else text
    if (match := _DAY_FIRST.fullmatch(text)) and _TIME_OF_DAY.fullmatch(match[4]):
        return _named(int(match[3]), match[2], int(match[1]))
    if (match := _MONTH_FIRST.fullmatch(text)) and _TIME_OF_DAY.fullmatch(match[4]):
        return _named(int(match[3]), match[1], int(match[2]))
    return None


def _number(value: float) -> date | None:
    """YYYYMMDD, or seconds or milliseconds since 1970, told apart by their size."""
    if 15_000_101 <= value <= 21_991_231 and value == int(value):
        return _text(str(int(value)))
    seconds = value / 1000 if value >= 1e11 else value
    if not 1e8 <= seconds < 7e9:
        return None
    return datetime.fromtimestamp(seconds, tz=UTC).date()


def _either_way(one: int, two: int, year: int) -> date | None:
    days = {_day(year, one, two), _day(year, two, one)} - {None}
    return days.pop() if len(days) == 1 else None


def _named(year: int, month: str, day: int) -> date | None:
    number = load_record_names().months.get(month.lower())
    return _day(year, number, day) if number else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None
