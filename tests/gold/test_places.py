"""Three hundred sentences with a place each: the country right, and the place within 100 miles."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from benchmarks.places import PlaceResult, distance, run

from geograph.types import Coordinates

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.fixture(scope="module")
def results(nlp: Language) -> tuple[PlaceResult, ...]:
    return run(nlp, Path(__file__).parent / "places.toml")


def test_there_are_three_hundred_different_sentences(results: tuple[PlaceResult, ...]) -> None:
    assert len({result.text for result in results}) == 300


def test_places_are_in_their_country(results: tuple[PlaceResult, ...]) -> None:
    wrong = [result.text for result in results if not result.country_right]
    assert len(wrong) <= 0.035 * len(results), wrong


def test_places_are_where_they_are(results: tuple[PlaceResult, ...]) -> None:
    wrong = [result.text for result in results if not result.near]
    assert len(wrong) <= 0.04 * len(results), wrong


def test_distance_is_along_the_great_circle() -> None:
    quarter = distance(Coordinates(lat=0, lon=0), Coordinates(lat=0, lon=90))
    assert quarter == pytest.approx(10007, abs=5)
