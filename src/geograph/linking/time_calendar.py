"""Days, weeks, months, years: the arithmetic of time expressions, without any text."""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, date, timedelta
from typing import NamedTuple

__all__ = [
    "Days",
    "decade_of",
    "easter",
    "month_of",
    "month_shift",
    "nearest_date",
    "nearest_month",
    "nth_weekday",
    "season_of",
    "shift_days",
    "week_of",
    "weekday_near",
    "year_of",
]


class Days(NamedTuple):
    """The days a time expression covers, both inclusive."""

    first: date
    last: date


def shift_days(day: date, days: int) -> date | None:
    """``day`` moved by ``days``; None outside the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def week_of(day: date) -> Days:
    """The week of a day, Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return Days(monday, monday + timedelta(days=6))


def month_of(year: int, month: int) -> Days | None:
    """A calendar month; None outside the calendar."""
    if not (1 <= year <= MAXYEAR and 1 <= month <= 12):
        return None
    return Days(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def month_shift(day: date, months: int) -> Days | None:
    """The calendar month that lies ``months`` from that of ``day``."""
    index = day.year * 12 + day.month - 1 + months
    return month_of(index // 12, index % 12 + 1)


def year_of(year: int) -> Days | None:
    """A calendar year; None outside the calendar."""
    return Days(date(year, 1, 1), date(year, 12, 31)) if 1 <= year <= MAXYEAR else None


def decade_of(year: int) -> Days | None:
    """The ten years from ``year``."""
    return Days(date(year, 1, 1), date(year + 9, 12, 31)) if 1 <= year <= MAXYEAR - 9 else None


def season_of(year: int, month: int) -> Days | None:
    """Three months from ``month``; a winter runs into the next year."""
    first = month_of(year, month)
    return None if first is None else _to_end(first.first, month_shift(first.first, 2))


def _to_end(first: date, tail: Days | None) -> Days | None:
    return None if tail is None else Days(first, tail.last)


def safe_date(year: int, month: int, day: int) -> date | None:
    """A date, or None when there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The n-th such weekday of a month, counted from its end when negative."""
    first, last = date(year, month, 1), date(year, month, monthrange(year, month)[1])
    if nth > 0:
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    return last - timedelta(days=(last.weekday() - weekday) % 7)


def easter(year: int) -> date:
    """Western Easter Sunday, by the anonymous Gregorian algorithm."""
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    lead = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * lead) // 451
    month, day = divmod(epact + lead - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def weekday_near(published: date, weekday: int, direction: str | None) -> date | None:
    """That weekday: on or after publication for the future, else on or before it."""
    if direction == "future":
        return shift_days(published, (weekday - published.weekday()) % 7)
    return shift_days(published, -((published.weekday() - weekday) % 7))


def nearest_month(published: date, month: int, direction: str | None) -> int:
    """The year of a month without one."""
    if direction == "past":
        return published.year - (month > published.month)
    if direction == "future":
        return published.year + (month < published.month)
    gap = month - published.month
    return published.year + (gap < -6) - (gap >= 6)


def nearest_date(published: date, month: int, day: int, direction: str | None, weekday: int | None) -> date | None:
    """The date without a year: of the right weekday if one is given, on the side that the verb points to.

    A day of grace on the wrong side stands for time zones ("happened on Nov. 18" in a text of Nov. 17).
    """
    years = range(published.year - 1, published.year + 2)
    candidates = [found for year in years if (found := safe_date(year, month, day)) is not None]
    if weekday is not None:
        candidates = [found for found in candidates if found.weekday() == weekday] or candidates
    grace = timedelta(days=1)
    sided = [
        found
        for found in candidates
        if (direction != "past" or found <= published + grace) and (direction != "future" or found >= published - grace)
    ]
    return min(sided or candidates, key=lambda found: (abs(found - published), found), default=None)
