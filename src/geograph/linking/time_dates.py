"""Readers of calendar expressions: dates, months, years, decades, seasons, quarters, feasts."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from geograph.linking import time_calendar as calendar
from geograph.linking.time_calendar import Days
from geograph.linking.time_scene import Found, Reading

__all__ = ["DATE_READERS", "season_reading"]

_UNANCHORED = "no-publication-date"


def iso(found: Found) -> Reading | None:
    """2015-11-17."""
    year, month, day = (int(part) for part in str(found.value("iso")).split("-"))
    return _day(calendar.safe_date(year, month, day))


def slash(found: Found) -> Reading | None:
    """31/10/2015 or 10/31/2015; left open where both orders are possible."""
    one, two, year = (int(part) for part in str(found.value("slash")).split("/"))
    year += 0 if year > 99 else 2000 if year < 70 else 1900
    orders = dict.fromkeys((calendar.safe_date(year, two, one), calendar.safe_date(year, one, two)))
    dates = [day for day in orders if day is not None]
    if not dates:
        return None
    return _day(dates[0]) if len(dates) == 1 else Reading(days=None, precision="day", note="day-or-month-first")


def month_day(found: Found) -> Reading | None:
    """Oct. 31, with or without weekday and year, also as a range of days."""
    month, day, year = found.number("month"), found.number("day"), found.number("year")
    if month is None or day is None or _counts_people(found):
        return None
    if year is None and _is_a_name(found):
        return name(found)
    if year is None and found.scene.published is None:
        return Reading(days=None, precision="day", level="day", note=_UNANCHORED, direction=found.direction())
    first = _dated(found, month, day, year)
    if first is None:
        return None
    guessed = (month, day) if year is None else None
    if not found.has("until"):
        return Reading(days=Days(first, first), precision="day", level="day", guessed=guessed)
    last = calendar.safe_date(first.year, month, found.number("until") or 0)
    return None if last is None or last < first else Reading(days=Days(first, last), precision="range")


def _dated(found: Found, month: int, day: int, year: int | None) -> date | None:
    if year is not None:
        return calendar.safe_date(year, month, day)
    published = found.scene.published
    if published is None:
        return None
    return calendar.nearest_date(published, month, day, found.direction(), found.number("wd"))


def _is_a_name(found: Found) -> bool:
    following = found.scene.raw(found.last)
    return following[:1].isupper() and following.lower() in found.scene.lexicon.name_heads


def _counts_people(found: Found) -> bool:
    """Whether the number belongs to what follows: "in May 20 people died"."""
    scene = found.scene
    last_is_day = found.at("day") == found.last - 1 and scene.is_a(found.at("day"), "DAYNUM")
    return last_is_day and scene.lower(found.last) in scene.lexicon.counted


def month(found: Found) -> Reading | None:
    """March 2014, March, last March."""
    number, year, which = found.number("month"), found.number("year"), found.word("which")
    if number is None or (year is None and not which and not _is_month(found)):
        return None
    published = found.scene.published
    if year is not None:
        return _span(calendar.month_of(year, number), "month")
    if published is None:
        return Reading(days=None, precision="month", note=_UNANCHORED, direction=found.direction())
    guess = _which_year(published, number, which) or calendar.nearest_month(published, number, found.direction())
    reading = _span(calendar.month_of(guess, number), "month")
    if reading is None:
        return None
    return Reading(days=reading.days, precision="month", guessed=(number, None))


def _is_month(found: Found) -> bool:
    """Tell "in May" from Theresa May, "may" and a march."""
    scene, index = found.scene, found.at("month")
    if scene.lower(index) not in scene.lexicon.ambiguous_months:
        return True
    if scene.lower(index - 1) not in scene.lexicon.month_openers:
        return False
    return not scene.raw(index + 1)[:1].isupper() or scene.raw(index + 1).lower() == "and"


def _which_year(published: date, number: int, which: str) -> int | None:
    if which in ("last", "past"):
        return published.year - (number >= published.month)
    if which in ("next", "coming"):
        return published.year + (number <= published.month)
    return published.year if which == "this" else None


def months(found: Found) -> Reading | None:
    """January-March 2014."""
    one, two, year = found.number("month"), found.number("until"), found.number("year")
    if one is None or two is None or year is None:
        return None
    first, last = calendar.month_of(year - (one > two), one), calendar.month_of(year, two)
    return None if first is None or last is None else _span(Days(first.first, last.last), "range")


def year(found: Found) -> Reading | None:
    """1988, where it stands as a year does."""
    number = found.number("year")
    if number is None or not _is_year(found, number):
        return None
    return _span(calendar.year_of(number), "year")


def _is_year(found: Found, number: int) -> bool:
    scene, index = found.scene, found.at("year")
    before, after = scene.lower(index - 1), scene.lower(index + 1)
    if _is_numbered(found, index - 1) or scene.is_a(index - 1, "MONEYSIGN") or scene.is_a(index + 1, "PERCENTSIGN"):
        return False
    if after in scene.lexicon.counted or _counted_head(found) in scene.lexicon.counted:
        return False
    if before in scene.lexicon.year_openers or scene.is_a(index - 1, "OPEN", "EDGE", "DASH", "SEASON", "HOLIDAY"):
        return True
    capital = scene.raw(index - 1)[:1].isupper() and not scene.is_a(index - 1, "MONTH", "THE", "IN")
    return 1900 <= number <= 2035 and not (capital and scene.letter(index - 1) == " ")


def _is_numbered(found: Found, index: int) -> bool:
    """Whether a word such as "Resolution" numbers it, also in a list: "Resolutions 1970 and 1973"."""
    scene = found.scene
    while scene.is_a(index, "AND", "COMMA") and scene.is_a(index - 1, "YEAR"):
        index -= 2
    word = scene.lower(index)
    return word in scene.lexicon.numberers or (word.endswith("s") and word[:-1] in scene.lexicon.numberers)


def _counted_head(found: Found) -> str:
    """What the parse says the number counts, if anything."""
    scene = found.scene
    if not scene.doc.has_annotation("DEP"):
        return ""
    atom = scene.atoms[found.at("year")]
    span = scene.doc.char_span(atom.start, atom.end)
    if span is None or span.root.dep_ != "nummod":
        return ""
    return span.root.head.text.lower()


def years(found: Found) -> Reading | None:
    """1980-88, 2011-2013."""
    first, last = found.number("year"), found.number("until")
    if first is None or last is None:
        return None
    text = found.text("until")
    if len(text) == 2:
        last += first // 100 * 100
    if not first < last < 2100 or len(text) not in (2, 4):
        return None
    low, high = calendar.year_of(first), calendar.year_of(last)
    return None if low is None or high is None else _span(Days(low.first, high.last), "range")


def decade(found: Found) -> Reading | None:
    """The 1980s, the '80s; "in his 30s" is an age."""
    raw = found.text("decade")
    digits = re.sub(r"\D", "", raw)
    if len(digits) == 2:
        if found.at("decade") == found.first and raw[0].isdigit():
            return None
        digits = ("19" if int(digits) >= 20 else "20") + digits
    return _span(calendar.decade_of(int(digits)), "decade")


def century(found: Found) -> Reading | None:
    """The 20th century."""
    number = found.number("ord") or 0
    if not 1 <= number <= 30:
        return None
    return _span(Days(date(number * 100 - 99, 1, 1), date(number * 100, 12, 31)), "range")


def season(found: Found) -> Reading | None:
    """The summer of 2006, last winter, the spring."""
    number, year, which, published = found.number("season") or 0, found.number("year"), found.word("which"), None
    if year is not None:
        return _span(calendar.season_of(year, number), "season")
    if found.scene.is_a(found.at("season"), "FALL") and not which:
        return None
    if found.scene.raw(found.at("season"))[:1].isupper() and found.first > 0:
        return None
    bare = found.first == found.at("season")
    if bare and found.scene.lower(found.first - 1) not in found.scene.lexicon.season_openers:
        return None
    published = found.scene.published
    if published is None:
        return Reading(days=None, precision="season", note=_UNANCHORED, direction=found.direction())
    return season_reading(published, number, which or found.direction() or "past")


def season_reading(published: date, number: int, which: str) -> Reading | None:
    """The season of that first month which ``which`` picks, seen from publication."""
    found = [calendar.season_of(published.year + shift, number) for shift in (-2, -1, 0, 1, 2)]
    spans = [days for days in found if days is not None]
    begun = [days for days in spans if days.first <= published]
    if which == "last":
        return _span(max((days for days in spans if days.last < published), default=None), "season")
    if which in ("next", "coming"):
        return _span(min((days for days in spans if days.first > published), default=None), "season")
    if which in ("this", "future"):
        return _span(min((days for days in spans if days.last >= published), default=None), "season")
    return _span(max(begun, default=None), "season")


def quarter(found: Found) -> Reading | None:
    """The second quarter of 2014."""
    number = found.number("ord") or found.number("code") or 0
    if not 1 <= number <= 4:
        return None
    return _part_of_year(found, 3 * number - 2, 3)


def half(found: Found) -> Reading | None:
    """The first half of 2014."""
    number = found.number("ord") or 0
    return _part_of_year(found, 6 * number - 5, 6) if number in (1, 2) else None


def _part_of_year(found: Found, first_month: int, length: int) -> Reading | None:
    year, published = found.number("year"), found.scene.published
    if year is None:
        if published is None:
            return Reading(days=None, precision="range", note=_UNANCHORED)
        shift = {"last": -1, "next": 1, "past": -1, "coming": 1}.get(found.word("which"), 0)
        year = published.year + shift
    first, last = calendar.month_of(year, first_month), calendar.month_of(year, first_month + length - 1)
    return None if first is None or last is None else _span(Days(first.first, last.last), "range")


def holiday(found: Found) -> Reading | None:
    """Christmas, New Year's Eve, Easter."""
    year, published, which = found.number("year"), found.scene.published, found.word("which")
    code = found.word("day")
    if year is not None:
        return _day(_feast(code, year))
    if published is None:
        return Reading(days=None, precision="day", level="day", note=_UNANCHORED, direction=found.direction())
    feasts = [feast for shift in (-1, 0, 1) if (feast := _feast(code, published.year + shift)) is not None]
    return _day(_pick(feasts, published, which or found.direction() or ""))


def _pick(feasts: list[date], published: date, which: str) -> date | None:
    if which in ("last", "past"):
        return max((day for day in feasts if day <= published), default=None)
    if which in ("next", "coming", "future"):
        return min((day for day in feasts if day >= published), default=None)
    if which == "this":
        feasts = [day for day in feasts if day.year == published.year]
    return min(feasts, key=lambda day: (abs(day - published), day), default=None)


def _feast(code: str, year: int) -> date | None:
    if code.startswith("easter"):
        return calendar.shift_days(calendar.easter(year), int(code[6:])) if year > 1582 else None
    if "/" in code:
        number, weekday, nth = code.split("/")
        names = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
        return calendar.nth_weekday(year, int(number), names.index(weekday), int(nth))
    number, day = code.split("-")
    return calendar.safe_date(year, int(number), int(day))


def movable(_: Found) -> Reading | None:
    """Feasts of lunar calendars: named, not resolved."""
    return Reading(days=None, precision="range", note="lunar-calendar")


def fixed(found: Found) -> Reading | None:
    """Days that a name stands for."""
    return _day(date.fromisoformat(found.word("day")))


def name(_: Found) -> Reading | None:
    """A name that only looks like a time: read, then dropped."""
    return Reading(days=None, precision="name")


def _day(day: date | None) -> Reading | None:
    return None if day is None else Reading(days=Days(day, day), precision="day", level="day")


def _span(days: Days | None, precision: str) -> Reading | None:
    return None if days is None else Reading(days=days, precision=precision)


DATE_READERS: dict[str, Callable[[Found], Reading | None]] = {
    "iso": iso,
    "slash": slash,
    "month_day": month_day,
    "month": month,
    "months": months,
    "year": year,
    "years": years,
    "decade": decade,
    "century": century,
    "season": season,
    "quarter": quarter,
    "half": half,
    "holiday": holiday,
    "movable": movable,
    "fixed": fixed,
    "name": name,
}
