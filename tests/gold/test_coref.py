"""Fifteen articles marked up by hand: links of coreference, by class, against floors that are never lowered."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from benchmarks.coref import Tally, parse_article, run

if TYPE_CHECKING:
    from spacy.language import Language

_ARTICLES = sorted((Path(__file__).parent / "coref").glob("*.txt"))
_CLASS_FLOORS = {
    "abbreviation": 0.95,
    "body": 0.90,
    "country": 0.85,
    "group": 0.90,
    "he/she": 0.93,
    "it": 0.90,
    "possessive": 0.93,
    "surname": 0.95,
    "title": 0.90,
    "we/I/you": 0.90,
}


@pytest.fixture(scope="module")
def tally(nlp: Language) -> Tally:
    return run(nlp, _ARTICLES)


def test_articles_are_fifteen_and_well_marked() -> None:
    assert len(_ARTICLES) == 15
    for path in _ARTICLES:
        text, _, mentions = parse_article(path.read_text("utf-8"))
        assert "[" not in text
        assert "|" not in text
        assert len(mentions) > 25
        assert all(0 <= mention.start < mention.end <= len(text) for mention in mentions)


def test_links_are_right_and_many(tally: Tally) -> None:
    precision, recall, wanted = tally.figures()
    assert wanted > 300
    assert precision >= 0.95, tally.errors
    assert recall >= 0.85, tally.errors


@pytest.mark.parametrize(("kind", "floor"), _CLASS_FLOORS.items())
def test_links_of_each_class_are_right(tally: Tally, kind: str, floor: float) -> None:
    precision, _, wanted = tally.figures([kind])
    assert wanted >= 10
    assert precision >= floor, [error for error in tally.errors if error.startswith(kind)]


def test_the_mark_up_is_read_as_it_is_documented() -> None:
    marked = (
        "published: 2020-01-02\n\n[[Mali|m]'s army|a@MLI/MIL:body] fired. [Both sides|a+b:plural] fled; [it|-] rained."
    )
    text, day, mentions = parse_article(marked)
    assert text == "Mali's army fired. Both sides fled; it rained."
    assert day.isoformat() == "2020-01-02"
    read = [(text[m.start : m.end], m.chains, m.kind, m.country, m.sector) for m in mentions]
    assert read == [
        ("Mali's army", ("a",), "body", "MLI", "MIL"),
        ("Mali", ("m",), "name", None, None),
        ("Both sides", ("a", "b"), "plural", None, None),
        ("it", (), "it", None, None),
    ]
