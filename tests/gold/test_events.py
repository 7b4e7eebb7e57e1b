"""Sentences of our own: all events that must be read from them and no others, and who says so."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from event_lines import unmatched, unmatched_claims
from geograph.types import Document

_CASES = tomllib.loads(Path(__file__).with_name("events.toml").read_text("utf-8"))["case"]
_PUBLISHED = date(2018, 3, 5)
Read = Callable[..., Document]


def _params() -> list[Any]:
    """Each case by its id; what is a known gap must fail, and says why."""
    return [
        pytest.param(
            case, id=case["id"], marks=[pytest.mark.xfail(reason=gap)] if (gap := case.get("known_gap")) else []
        )
        for case in _CASES
    ]


@pytest.mark.parametrize("case", _params())
def test_sentence_gives_these_events(case: dict[str, Any], read: Read) -> None:
    document = read(case["text"], published=_PUBLISHED)
    missing, surplus = unmatched(document, case["events"])
    if "claims" in case:
        more_missing, more_surplus = unmatched_claims(document, case["claims"])
        missing, surplus = missing + more_missing, surplus + more_surplus
    assert (missing, surplus) == ([], []), case["text"]


def test_cases_cover_the_types_and_every_standing() -> None:
    lines = [line for case in _CASES for line in case["events"]]
    types = {part for line in lines for part in line.removeprefix("? ").split(" ")[0].split("/")}
    standings = {line.rpartition("[")[2].rstrip("]") for line in lines}
    assert {"Reported", "Claimed", "Alleged", "Planned", "Ordered", "Threatened", "Denied", "Hypothetical"} <= standings
    plover = "AGREE CONSULT SUPPORT COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE"
    assert {*plover.split(), "COERCE", "ASSAULT", "SPEECH"} <= types


def test_cases_are_many_and_none_stands_twice() -> None:
    assert len({case["text"] for case in _CASES}) == len(_CASES) == len({case["id"] for case in _CASES})
    assert len(_CASES) >= 150
