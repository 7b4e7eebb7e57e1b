"""Early, late, mid, the end of: the part of a stretch of days that such words leave."""

from __future__ import annotations

from datetime import date, timedelta

from geograph.linking.time_calendar import Days, month_of

__all__ = ["edge_window"]

# First and last day of the month, month of the year, year of the decade and day of the week that each edge leaves.
_MONTH_DAYS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31), "start": (1, 7), "end": (25, 31)}
_YEAR_MONTHS = {"early": (1, 4), "mid": (5, 8), "late": (9, 12), "start": (1, 1), "end": (12, 12)}
_DECADE_YEARS = {"early": (0, 3), "mid": (4, 6), "late": (7, 9), "start": (0, 0), "end": (9, 9)}
_WEEK_DAYS = {"early": (0, 1), "mid": (2, 3), "late": (4, 6), "start": (0, 1), "end": (4, 6)}


def edge_window(days: Days, precision: str, edge: str, published: date | None) -> Days:
    """The days that are left of ``days``; "earlier" and "later" are split by the day of publication."""
    if edge in ("earlier", "later"):
        return _split(days, edge, published)
    if precision == "month":
        low, high = _MONTH_DAYS[edge]
        last = days.last.day
        return Days(days.first.replace(day=low), days.first.replace(day=min(high, last)))
    if precision == "year":
        low, high = _YEAR_MONTHS[edge]
        first, last_month = month_of(days.first.year, low), month_of(days.first.year, high)
        return days if first is None or last_month is None else Days(first.first, last_month.last)
    if precision == "week":
        low, high = _WEEK_DAYS[edge]
        return Days(days.first + timedelta(days=low), days.first + timedelta(days=high))
    if precision == "decade":
        low, high = _DECADE_YEARS[edge]
        return Days(days.first.replace(year=days.first.year + low), days.last.replace(year=days.first.year + high))
    return days if days.first == days.last else _third(days, edge)


def _split(days: Days, edge: str, published: date | None) -> Days:
    if published is None or not days.first <= published <= days.last:
        return days
    return Days(days.first, published) if edge == "earlier" else Days(published, days.last)


def _third(days: Days, edge: str) -> Days:
    third = (days.last - days.first).days // 3
    first_cut, second_cut = days.first + timedelta(days=third), days.last - timedelta(days=third)
    if edge in ("early", "start"):
        return Days(days.first, first_cut)
    if edge in ("late", "end"):
        return Days(second_cut, days.last)
    return Days(first_cut, second_cut)
