"""Readers of what is shorter than a day or has no place in the calendar: clock times, parts of days, durations."""

from __future__ import annotations

from collections.abc import Callable

from geograph.linking import time_calendar as calendar
from geograph.linking.time_calendar import Days
from geograph.linking.time_edges import edge_window
from geograph.linking.time_scene import Found, Reading

__all__ = ["PART_READERS"]


def clock(found: Found) -> Reading | None:
    """9 a.m. local time, 09:30."""
    hour = found.number("n")
    if hour is not None and not 0 <= hour <= 12:
        return None
    return Reading(days=None, precision="part-of-day", level="clock", note="no-day-named")


def military_clock(found: Found) -> Reading | None:
    """0600 GMT."""
    digits = found.scene.lower(found.first)
    if not (digits.isdigit() and len(digits) == 4 and int(digits[:2]) < 24 and int(digits[2:]) < 60):
        return None
    return Reading(days=None, precision="part-of-day", level="clock", note="no-day-named")


def dawn(found: Found) -> Reading | None:
    """At dawn, by noon; "a new dawn" is none."""
    scene = found.scene
    beside_day = scene.is_a(found.last, "ON", "WEEKDAY", "RELDAY", "MONTH") or scene.is_a(found.first - 1, "WEEKDAY")
    if scene.lower(found.first - 1) not in scene.lexicon.clock_openers and not beside_day:
        return None
    return Reading(days=None, precision="part-of-day", level="clock", note="no-day-named")


def overnight(found: Found) -> Reading | None:
    """The night to the day of publication."""
    published = found.scene.published
    before = None if published is None else calendar.shift_days(published, -1)
    if published is None or before is None:
        return Reading(days=None, precision="part-of-day", level="clock", note="no-publication-date")
    return Reading(days=Days(before, published), precision="part-of-day")


def this_part(found: Found) -> Reading | None:
    """This morning, last night."""
    published, which = found.scene.published, found.word("which")
    if which not in ("this", "last"):
        return None
    if published is None:
        return Reading(days=None, precision="part-of-day", level="day", note="no-publication-date")
    day = calendar.shift_days(published, -1 if which == "last" else 0)
    return None if day is None else Reading(days=Days(day, day), precision="part-of-day", level="day")


def the_part(found: Found) -> Reading | None:
    """In the evening, during the night: of the day named before."""
    if found.scene.lower(found.first - 1) not in found.scene.lexicon.part_openers:
        return None
    anchor = found.scene.anchor(found.first)
    days = anchor if anchor is not None and anchor.first == anchor.last else None
    return Reading(days=days, precision="part-of-day", level="clock", note="anaphoric" if days else "no-day-named")


def part_of_event(found: Found) -> Reading | None:
    """The first 24 hours: of something, not of the calendar."""
    scene = found.scene
    ordinal = next(
        (scene.atoms[index].value for index in range(found.first, found.last) if _ordinal(found, index)), None
    )
    if not scene.is_a(found.first, "THE") and not found.has("n"):
        return None
    return Reading(
        days=None,
        precision="duration",
        note="part-of-event",
        ordinal=ordinal if isinstance(ordinal, int) else None,
        level="ordinal-week" if found.word("unit") == "week" and not found.has("n") else "span",
    )


def _ordinal(found: Found, index: int) -> bool:
    return found.scene.is_a(index, "ORD", "FINAL")


def duration(found: Found) -> Reading | None:
    """Three days, 24-hour, two and a half years; an age is none."""
    return None if _is_age(found) else _duration()


def _is_age(found: Found) -> bool:
    scene = found.scene
    after = found.last + scene.is_a(found.last, "DASH")
    return scene.is_a(after, "OLD") or scene.lower(found.first - 1) == "aged"


def duration_one(found: Found) -> Reading | None:
    """A week, after a preposition of time; "twice a week" is none."""
    scene = found.scene
    approximate = scene.is_a(found.first, "APPROX")
    spanned = (
        scene.lower(found.first - 1) in scene.lexicon.span_openers or approximate or scene.is_a(found.last, "EARLIER")
    )
    filled = scene.is_a(found.last, "OF") and found.word("unit") in ("week", "month", "year", "decade")
    return _duration() if (spanned or filled) and not _is_age(found) else None


def duration_bare(found: Found) -> Reading | None:
    """Months, after "for" or before "of"."""
    scene = found.scene
    if not found.text("unit").endswith("s") or _is_age(found):
        return None
    spanned = scene.lower(found.first - 1) in scene.lexicon.span_openers
    return _duration() if spanned or scene.is_a(found.last, "OF", "EARLIER") else None


def _duration() -> Reading:
    return Reading(days=None, precision="duration", level="duration")


def edge_of_unit(found: Found) -> Reading | None:
    """The end of the year, early in the week."""
    published, unit = found.scene.published, found.word("unit")
    edge = found.word("edge") or found.word("whence")
    if published is None:
        return Reading(days=None, precision="range", note="no-publication-date")
    days = {
        "week": calendar.week_of(published),
        "month": calendar.month_of(published.year, published.month),
        "year": calendar.year_of(published.year),
        "decade": calendar.decade_of(published.year // 10 * 10),
    }.get(unit)
    if unit == "day":
        return Reading(days=None, precision="part-of-day", level="clock", note="no-day-named")
    return None if days is None else Reading(days=edge_window(days, unit, edge, published), precision="range")


PART_READERS: dict[str, Callable[[Found], Reading | None]] = {
    "clock": clock,
    "military_clock": military_clock,
    "dawn": dawn,
    "overnight": overnight,
    "this_part": this_part,
    "the_part": the_part,
    "part_of_event": part_of_event,
    "duration": duration,
    "duration_one": duration_one,
    "duration_bare": duration_bare,
    "edge_of_unit": edge_of_unit,
}
