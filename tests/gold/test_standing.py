"""The standing of events and who says so: denials, plans, orders, threats, hedges, questions, nested speakers."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from geograph.types import Document, Event, Status

Read = Callable[..., Document]
_LINES = Path(__file__).with_name("standing.tsv").read_text("utf-8").splitlines()
_TABLE = (line for line in _LINES if not line.startswith("#"))
ROWS = list(csv.DictReader(_TABLE, delimiter="	", quoting=csv.QUOTE_NONE))
_PARAMS = [
    pytest.param(row, marks=[pytest.mark.xfail(reason=row["gap"], strict=True)] if row["gap"] else [], id=row["text"])
    for row in ROWS
]


def _speakers(document: Document, event: Event) -> str:
    """Who says so: each claim's speakers innermost first."""
    names = {entity.id: entity.name for entity in document.entities}
    claims = [claim for claim in document.claims if event.id in claim.about]
    return ";".join(sorted("<".join(names[key] for key in (c.claimer, *c.via)) for c in claims)) or "-"


@pytest.mark.parametrize("row", _PARAMS)
def test_the_standing_of_an_event_and_who_says_so(row: dict[str, str], read: Read) -> None:
    document = read(row["text"], published=date(2019, 3, 5))
    found = [event for event in document.events if row["trigger"] in event.trigger.split()]
    assert [(event.status.value, _speakers(document, event)) for event in found] == [(row["status"], row["speakers"])]


def test_all_standings_are_there_and_most_are_read() -> None:
    counts = Counter(row["status"] for row in ROWS)
    assert counts.keys() == {status.value for status in Status} - {"Declared"}  # a leader's word, in events.toml
    assert len({row["text"] for row in ROWS}) == len(ROWS) > 150
    assert sum(not row["gap"] for row in ROWS) / len(ROWS) >= 0.9
