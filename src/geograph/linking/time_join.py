"""Neighbouring readings that say one time together: "early Tuesday", "9 a.m. on Friday", "from 1980 to 1988"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from functools import cache

from geograph.linking import time_calendar as calendar
from geograph.linking.time_calendar import Days
from geograph.linking.time_edges import edge_window
from geograph.linking.time_lex import ClassTable
from geograph.linking.time_scene import Item, Reading, Scene

__all__ = ["join", "widen"]

_DAYLIKE = ("weekday", "day")


@cache
def _pattern(table: ClassTable, pattern: str) -> re.Pattern[str]:
    return table.compile(pattern)


def widen(scene: Scene, item: Item) -> Item:
    """Take in the edge word before ("early", "the end of") and the part of day after ("night")."""
    if item.reading.level in _DAYLIKE and scene.is_a(item.last, "PART", "DAWN", "OVERNIGHT"):
        item = _part_after(scene, item)
    if item.reading.precision in ("duration", "name") or item.reading.level == "clock":
        return item
    return _edge_before(scene, item)


def _part_after(scene: Scene, item: Item) -> Item:
    end = item.last + 1
    if scene.is_a(end, "ZONE"):
        end += 1
    return replace(item, last=end, reading=replace(item.reading, precision="part-of-day", level="day"))


def _edge_before(scene: Scene, item: Item) -> Item:
    taken = scene.items[-1].last if scene.items else 0
    before = scene.letters[max(taken, item.first - 4) : item.first]
    found = _pattern(scene.table, "(the:THE)? (edge:EDGE (ON|IN|DASH)?|(noun:EDGENOUN|part:PART) OF)$").search(before)
    if found is None:
        return item
    reading, offset = item.reading, item.first - len(before)
    slot = next(name for name in ("edge", "noun", "part") if found[name])
    if slot == "part" and reading.level not in _DAYLIKE:
        return item
    # "the early 1990s", but an article before "mid-November" belongs to what follows ("the mid-November attacks").
    outside = slot == "edge" and found["the"] and reading.precision != "decade"
    first = offset + (found.start("edge") if outside else found.start())
    edge = str(scene.atoms[offset + found.start(slot)].value)
    if reading.level in _DAYLIKE:
        return replace(item, first=first, reading=replace(reading, precision="part-of-day", level="day"))
    days = None if reading.days is None else edge_window(reading.days, reading.precision, edge, scene.published)
    return replace(item, first=first, reading=replace(reading, days=days, precision="range", note=edge, guessed=None))


def join(scene: Scene, items: Iterable[Item]) -> list[Item]:
    """Join neighbours, left to right, until nothing joins."""
    joined: list[Item] = []
    for item in items:
        current = item
        while joined:
            both = _pair(scene, joined[-1], current)
            if both is None:
                break
            joined.pop()
            current = both
        joined.append(current)
    return joined


def _pair(scene: Scene, left: Item, right: Item) -> Item | None:
    gap = scene.letters[left.last : right.first]
    if len(gap) > 3:
        return None
    for rule in (_clock_and_day, _weekday_of_week, _weekday_and_date, _in_year, _week_of_month, _through):
        both = rule(scene, left, right, gap)
        if both is not None:
            return both
    return None


def _gap_is(scene: Scene, gap: str, pattern: str) -> bool:
    return _pattern(scene.table, pattern).fullmatch(gap) is not None


def _merge(left: Item, right: Item, reading: Reading, rule: str) -> Item:
    return Item(first=left.first, last=right.last, reading=reading, rule=rule)


def _clock_and_day(scene: Scene, left: Item, right: Item, gap: str) -> Item | None:
    """9 a.m. on Friday; Friday at dawn."""
    if left.reading.level == "clock" and right.reading.level in _DAYLIKE:
        day, allowed = right.reading, "COMMA? (ON|OF)?"
    elif left.reading.level in _DAYLIKE and right.reading.level == "clock":
        day, allowed = left.reading, "COMMA? (AT|IN)? THE?"
    else:
        return None
    if not _gap_is(scene, gap, allowed):
        return None
    return _merge(left, right, replace(day, precision="part-of-day", level="day"), "clock-and-day")


def _weekday_of_week(scene: Scene, left: Item, right: Item, gap: str) -> Item | None:
    """Friday last week, Monday of next week."""
    if left.reading.level != "weekday" or right.reading.level != "week" or not _gap_is(scene, gap, "COMMA? OF?"):
        return None
    reading, week = left.reading, right.reading.days
    if reading.days is None or week is None:
        return _merge(left, right, replace(reading, direction=right.reading.direction), "weekday-of-week")
    day = week.first + timedelta(days=reading.days.first.weekday())
    return _merge(left, right, replace(reading, days=Days(day, day), level="day"), "weekday-of-week")


def _weekday_and_date(scene: Scene, left: Item, right: Item, gap: str) -> Item | None:
    """Tuesday morning, Nov. 17."""
    if left.reading.level not in _DAYLIKE or right.reading.level != "day" or not _gap_is(scene, gap, "COMMA"):
        return None
    if left.reading.days is None or left.reading.days != right.reading.days:
        return None
    return _merge(left, right, replace(right.reading, precision=left.reading.precision), "weekday-and-date")


def _in_year(scene: Scene, left: Item, right: Item, gap: str) -> Item | None:
    """March last year, Nov. 3 this year, the same month last year."""
    days, year = left.reading.days, right.reading.days
    named = left.reading.guessed is not None or left.rule == "same-unit"
    if not named or right.rule != "this-unit" or right.reading.precision != "year" or not _gap_is(scene, gap, "OF?"):
        return None
    if days is None or year is None:
        return None
    day = days.first.day if left.reading.level == "day" else None
    moved = _again(year.first.year, days.first.month, day)
    return None if moved is None else _merge(left, right, replace(left.reading, days=moved, guessed=None), "in-year")


def _week_of_month(scene: Scene, left: Item, right: Item, gap: str) -> Item | None:
    """The first week of November, the last week of 2014."""
    ordinal, days = left.reading.ordinal, right.reading.days
    week = left.reading.level == "ordinal-week" or scene.lower(left.last - 1) == "week"
    if ordinal is None or days is None or not week or not _gap_is(scene, gap, "OF"):
        return None
    if right.reading.precision not in ("month", "year"):
        return None
    first = days.last - timedelta(days=6) if ordinal < 0 else days.first + timedelta(days=7 * (ordinal - 1))
    last = min(first + timedelta(days=6), days.last)
    if first > days.last:
        return None
    return _merge(left, right, Reading(days=Days(first, last), precision="week"), "week-of-month")


def _through(scene: Scene, left: Item, right: Item, gap: str) -> Item | None:
    """From Monday to Wednesday, between 1980 and 1988, April 5 to May 7, 2014."""
    between = scene.is_a(left.first - 1, "BETWEEN") and _gap_is(scene, gap, "AND")
    if not between and not _gap_is(scene, gap, "TO|DASH ON?"):
        return None
    if "clock" in (left.reading.level, right.reading.level):
        return _clocks(left, right)
    first, last = left.reading.days, right.reading.days
    if first is None or last is None:
        return _open_range(left, right)
    first = _earlier(left.reading, right.reading, first, last)
    if first is None or first.first > last.last:
        return None
    return _merge(left, right, Reading(days=Days(first.first, last.last), precision="range"), "from-to")


def _clocks(left: Item, right: Item) -> Item | None:
    if left.reading.level != right.reading.level:
        return None
    return _merge(left, right, right.reading, "clock-to-clock")


def _open_range(left: Item, right: Item) -> Item | None:
    """Two ends that cannot be told without a publication date are one open range."""
    if left.reading.days or right.reading.days or left.reading.level not in _DAYLIKE:
        return None
    if right.reading.level not in _DAYLIKE:
        return None
    return _merge(left, right, replace(right.reading, precision="range", level="span"), "from-to")


def _earlier(one: Reading, other: Reading, first: Days, last: Days) -> Days | None:
    """The left end, moved before the right one where its week or year was only guessed."""
    if first.first <= last.first and other.guessed is None and one.guessed is None:
        return first
    if one.level == other.level == "weekday" and first.first > last.first:
        return Days(first.first - timedelta(days=7), first.last - timedelta(days=7))
    if one.guessed is None:
        return first
    month, day = one.guessed
    year = last.first.year - ((month, day or 1) > (last.first.month, last.first.day))
    return _again(year, month, day)


def _again(year: int, month: int, day: int | None) -> Days | None:
    if day is None:
        return calendar.month_of(year, month)
    found = calendar.safe_date(year, month, day)
    return None if found is None else Days(found, found)
