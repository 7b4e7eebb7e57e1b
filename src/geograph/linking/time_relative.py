"""Readers of expressions that count from the day of publication, or from a day named before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from geograph.linking import time_calendar as calendar
from geograph.linking.time_calendar import Days
from geograph.linking.time_scene import Found, Reading

__all__ = ["RELATIVE_READERS"]

_BACK = ("last", "past")
_AHEAD = ("next", "coming")
_UNANCHORED = "no-publication-date"
_DAY_UNITS = {"day": 1, "week": 7, "fortnight": 14}
_PRECISION = {"day": "day", "week": "week", "fortnight": "week", "month": "month", "year": "year", "decade": "year"}


def weekday(found: Found) -> Reading | None:
    """Friday, last Friday, next Friday."""
    number, which, published = found.number("day") or 0, found.word("which"), found.scene.published
    scene, before = found.scene, found.first - 1
    if scene.lower(before) in scene.lexicon.recurring or scene.is_a(before, "ORD", "FINAL"):
        return Reading(days=None, precision="day", note="recurring")
    pointed = "past" if which in _BACK else "future" if which in _AHEAD else found.direction()
    if published is None:
        return Reading(days=None, precision="day", level="weekday", note=_UNANCHORED, direction=pointed)
    start: date | None = published
    if which in (*_BACK, *_AHEAD):
        start = calendar.shift_days(published, 1 if which in _AHEAD else -1)
    if which == "this" and pointed is None:
        pointed = "future"
    day = None if start is None else calendar.weekday_near(start, number, pointed)
    return None if day is None else Reading(days=Days(day, day), precision="day", level="weekday", note=pointed or "")


def relative_day(found: Found) -> Reading | None:
    """Yesterday, today, tonight, tomorrow."""
    shift = found.number("day") or 0
    precision = "part-of-day" if found.text("day") == "tonight" else "day"
    pointed = "past" if shift < 0 else "future" if shift > 0 else "present"
    return _shifted_day(found.scene.published, shift, precision, pointed)


def _shifted_day(published: date | None, shift: int, precision: str, pointed: str | None = None) -> Reading | None:
    if published is None:
        return Reading(days=None, precision=precision, level="day", note=_UNANCHORED, direction=pointed)
    day = calendar.shift_days(published, shift)
    return None if day is None else Reading(days=Days(day, day), precision=precision, level="day")


def relative_unit(found: Found) -> Reading | None:
    """Last month, this week, next year."""
    which, unit = found.word("which"), found.word("unit")
    if which in ("past", "coming"):
        return rolling(found)
    if unit in ("day", "hour", "minute") or _plural(found):
        return None
    step = -1 if which == "last" else 1 if which == "next" else 0
    pointed = {-1: "past", 0: "present", 1: "future"}[step]
    precision = unit if unit in ("week", "month", "year", "decade") else "range"
    published = found.scene.published
    if published is None:
        return Reading(days=None, precision=precision, note=_UNANCHORED, direction=pointed)
    days = _unit_from(published, unit, step)
    level = "week" if unit == "week" else "span"
    return None if days is None else Reading(days=days, precision=precision, level=level)


def _unit_from(published: date, unit: str, step: int) -> Days | None:
    if unit in ("week", "fortnight"):
        moved = calendar.shift_days(published, step * _DAY_UNITS[unit])
        return None if moved is None else calendar.week_of(moved)
    if unit == "month":
        return calendar.month_shift(published, step)
    if unit == "year":
        return calendar.year_of(published.year + step)
    if unit == "decade":
        return calendar.decade_of((published.year // 10 + step) * 10)
    first = ((published.year - 1) // 100 + step) * 100 + 1
    return Days(date(first, 1, 1), date(first + 99, 12, 31)) if 0 < first < 9000 else None


def rolling(found: Found) -> Reading | None:
    """The past 24 hours, the next three days, the past week: a stretch that ends or begins at publication."""
    which, unit, scene = found.word("which"), found.word("unit"), found.scene
    if scene.lower(found.first) == "last" and scene.lower(found.first - 1) in scene.lexicon.verb_openers:
        return None
    if which == "this":
        return None if found.has("n") or found.has("vague") else relative_unit(found)
    if scene.lower(found.last) == "of":
        return Reading(days=None, precision="duration", note="part-of-event", ordinal=-1)
    counted = found.has("n")
    if not counted and (_plural(found) or found.has("vague")):
        return _pointing("past" if which in _BACK else "future", "vague")
    if not counted and unit in ("day", "minute", "second"):
        return None
    return _stretch(scene.published, unit, found.number("m") or found.number("n") or 1, back=which in _BACK)


def _pointing(direction: str, note: str) -> Reading:
    return Reading(days=None, precision="range", note=note, direction=direction)


def _stretch(published: date | None, unit: str, count: int, *, back: bool) -> Reading | None:
    if published is None:
        return _pointing("past" if back else "future", _UNANCHORED)
    other = _moved(published, unit, -count if back else count)
    if other is None:
        return None
    return Reading(days=Days(min(published, other), max(published, other)), precision="range")


def _moved(day: date, unit: str, count: int) -> date | None:
    if unit in _DAY_UNITS:
        return calendar.shift_days(day, count * _DAY_UNITS[unit])
    if unit in ("hour", "minute", "second"):
        hours = count if unit == "hour" else 0
        return calendar.shift_days(day, -(-hours // 24) if hours > 0 else hours // 24)
    months = count * {"month": 1, "year": 12, "decade": 120, "century": 1200}.get(unit, 1)
    target = calendar.month_shift(day, months)
    return None if target is None else target.first.replace(day=min(day.day, target.last.day))


def vague(found: Found) -> Reading | None:
    """Recent weeks."""
    return _pointing("past", "vague") if _plural(found) else None


def ago(found: Found) -> Reading | None:
    """Two weeks ago."""
    return _counted_from_publication(found, -1)


def from_now(found: Found) -> Reading | None:
    """Two weeks from now, in two weeks' time."""
    return _counted_from_publication(found, 1)


def _counted_from_publication(found: Found, sign: int) -> Reading | None:
    unit, count = found.word("unit"), found.number("n") or 1
    if unit in ("hour", "minute", "second"):
        hours = count if unit == "hour" else 0
        return _shifted_day(
            found.scene.published, sign * (hours // 24), "part-of-day", "past" if sign < 0 else "future"
        )
    published = found.scene.published
    if published is None:
        pointed = "past" if sign < 0 else "future"
        return Reading(days=None, precision=_PRECISION.get(unit, "range"), note=_UNANCHORED, direction=pointed)
    return _at_distance(published, unit, sign * count)


def _at_distance(day: date, unit: str, count: int) -> Reading | None:
    """The day, week, month or year at a distance: as exact as its unit."""
    precision = _PRECISION.get(unit, "range")
    if unit == "century":
        unit, count = "decade", count * 10
    target = _moved(day, unit, count)
    if target is None:
        return None
    days = {
        "day": Days(target, target),
        "week": calendar.week_of(target),
        "month": calendar.month_of(target.year, target.month),
    }.get(precision, calendar.year_of(target.year))
    level = "day" if precision == "day" else "span"
    return None if days is None else Reading(days=days, precision=precision, level=level)


def vague_ago(found: Found) -> Reading | None:
    """Several years ago, months ago."""
    return _pointing("past", "vague") if found.has("which") or _plural(found) else None


def shifted(found: Found) -> Reading | None:
    """A day earlier, two days later: from the day named before."""
    which, unit = found.text("which"), found.word("unit")
    if which in ("early", "late", "mid") or (not found.has("n") and not _plural(found)):
        return None
    if which in ("before", "after") and not _closes(found):
        return None
    sign = 1 if which in ("later", "after") else -1
    anchor = found.scene.anchor(found.first)
    if anchor is None or (not found.has("n") and unit not in ("hour", "minute")):
        precision = _PRECISION.get(unit, "part-of-day") if found.has("n") else "range"
        return Reading(days=None, precision=precision, note="no-day-to-count-from")
    if unit in ("hour", "minute", "second"):
        exact = anchor.first == anchor.last
        return Reading(days=anchor if exact else None, precision="part-of-day", level="day")
    if unit in _DAY_UNITS:
        return _from_anchor(anchor, sign * (found.number("n") or 1) * _DAY_UNITS[unit])
    return _at_distance(anchor.first, unit, sign * (found.number("n") or 1))


def _from_anchor(anchor: Days, shift: int) -> Reading | None:
    if anchor.first != anchor.last:
        return Reading(days=None, precision="day", note="no-day-to-count-from")
    day = calendar.shift_days(anchor.first, shift)
    return None if day is None else Reading(days=Days(day, day), precision="day", level="day", note="anaphoric")


def anaphoric(found: Found) -> Reading | None:
    """The same day, the following week, that year, that night."""
    which, unit = found.word("which"), found.word("unit")
    article = found.scene.is_a(found.first, "THE")
    if not article and which != "same" and found.scene.lower(found.first) != "that":
        return None
    return _from_named(found, unit, {"same": 0, "following": 1, "previous": -1}.get(which, 0))


def next_day(found: Found) -> Reading | None:
    """The next day, the next morning; "the next week" counts from publication."""
    unit = found.word("unit")
    if found.word("which") != "next" or unit not in ("day", "morning", "afternoon", "evening", "night"):
        return None
    return _from_named(found, unit, 1)


def unit_before(found: Found) -> Reading | None:
    """The day before, where nothing follows that it would be before."""
    if not _closes(found):
        return None
    return _from_named(found, found.word("unit"), -1 if found.word("which") == "previous" else 1)


def _from_named(found: Found, unit: str, step: int) -> Reading | None:
    anchor = found.scene.anchor(found.first)
    part = unit in ("morning", "afternoon", "evening", "night")
    precision = "part-of-day" if part else unit if unit in ("day", "week", "month", "year", "decade") else "range"
    level = "day" if precision in ("day", "part-of-day") else "span"
    if unit in ("hour", "minute", "second"):
        return None
    if anchor is None:
        return Reading(days=None, precision=precision, level=level, note="no-day-to-count-from")
    if part or unit == "day":
        moved = _from_anchor(anchor, step)
        return None if moved is None else Reading(days=moved.days, precision=precision, level=level, note="anaphoric")
    days = _unit_from(anchor.first, unit if unit != "weekend" else "week", step)
    return None if days is None else Reading(days=days, precision=precision, note="anaphoric")


def later_day(found: Found) -> Reading | None:
    """Later in the day."""
    anchor = found.scene.anchor(found.first)
    days = anchor if anchor is not None and anchor.first == anchor.last else None
    note = "anaphoric" if days else "no-day-to-count-from"
    return Reading(days=days, precision="part-of-day", level="day", note=note)


def weekend(found: Found) -> Reading | None:
    """Last weekend, the weekend."""
    scene, which, published = found.scene, found.word("which"), found.scene.published
    if scene.is_a(found.first, "A"):
        return None
    pointed = "past" if which in _BACK else "future" if which in _AHEAD else found.direction()
    if published is None:
        return _pointing(pointed or "past", _UNANCHORED)
    if which == "this" and pointed is None:
        pointed = "future"
    saturday = calendar.week_of(published).first.toordinal() + 5
    began = saturday <= published.toordinal()
    shift = {"last": -7, "past": -7 * (not began), "next": 7 * began, "coming": 7 * began}.get(which)
    if shift is None:
        shift = 0 if pointed == "future" or began else -7
    first = date.fromordinal(saturday + shift) if 1 <= saturday + shift < date.max.toordinal() else None
    last = None if first is None else calendar.shift_days(first, 1)
    return None if first is None or last is None else Reading(days=Days(first, last), precision="range")


def _plural(found: Found) -> bool:
    return found.text("unit").endswith("s")


def _closes(found: Found) -> bool:
    """Whether a clause ends here: punctuation, the text's end, or a function word."""
    following = found.scene.lower(found.last)
    return following in found.scene.lexicon.clause_closers or not following[:1].isalnum()


RELATIVE_READERS: dict[str, Callable[[Found], Reading | None]] = {
    "weekday": weekday,
    "relative_day": relative_day,
    "relative_unit": relative_unit,
    "rolling": rolling,
    "vague": vague,
    "ago": ago,
    "from_now": from_now,
    "vague_ago": vague_ago,
    "shifted": shifted,
    "anaphoric": anaphoric,
    "next_day": next_day,
    "unit_before": unit_before,
    "later_day": later_day,
    "weekend": weekend,
}
