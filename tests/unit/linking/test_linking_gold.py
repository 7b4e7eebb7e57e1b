"""Mentions and entities of the gold sentences, and what must hold of every mention."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from geograph.pipeline import load_pipeline, read_documents
from geograph.reading import make_article
from geograph.types import Document

GOLD = Path(__file__).parents[2] / "gold" / "linking.toml"
CASES: list[dict[str, Any]] = tomllib.loads(GOLD.read_text("utf-8"))["case"]
WORDS = [case["text"] for case in CASES[:30]] + ["", "\n", "“", "’s", "12", "Mr.", "(", "é", "\u200e", "U.S."]


@cache
def pipeline() -> Language:
    """The whole pipeline, loaded once."""
    return load_pipeline()


def read(text: str, day: date = date(2015, 11, 17)) -> Document:
    """The document of a text."""
    return next(read_documents(pipeline(), [make_article(text, published=day, language="en")]))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:48])
def test_gold_mentions(case: dict[str, Any]) -> None:
    document = read(case["text"])
    found: dict[tuple[str, str], set[str | None]] = {}
    for m in document.mentions:
        found.setdefault((case["text"][m.start : m.end], m.kind.value), set()).add(m.entity)
    for line in case["mentions"]:
        text, kind, entity = (part.strip() for part in line.rsplit("|", 2))
        assert (text, kind) in found, (text, kind, sorted(found))
        entities = found[(text, kind)]
        if entity == "-":
            assert None in entities, entities
        elif entity == "*":
            assert any(entities), entities
        else:
            assert entity in entities, (text, entities)
    written = {text for text, kind in found if kind not in {"time", "quantity"}}
    assert not written & set(case.get("absent", ()))


def test_gold_is_large_enough() -> None:
    assert len(CASES) > 100
    assert len({case["text"] for case in CASES}) == len(CASES)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(WORDS), max_size=4))
def test_mentions_stay_inside_the_text(pieces: list[str]) -> None:
    text = " ".join(pieces)
    document = read(text)
    for mention in document.mentions:
        assert 0 <= mention.start < mention.end <= len(document.article.text)
        assert mention.start <= mention.head < mention.end
        assert 0.0 <= mention.score <= 1.0
    assert read(text) == document


def test_persons_keep_one_node_by_surname() -> None:
    document = read("Angela Merkel met Matteo Renzi. Merkel praised him. Renzi thanked Merkel.")
    persons = {m.entity for m in document.mentions if m.kind.value == "person"}
    assert persons == {"AngelaMerkel", "MatteoRenzi"}


def test_a_text_names_people_it_alone_knows_apart_from_famous_namesakes() -> None:
    document = read("Carla Bush, a nurse in Leeds, was honoured. Bush thanked her colleagues.")
    ids = {m.entity for m in document.mentions if "Bush" in document.article.text[m.start : m.end]}
    assert len(ids) == 1
    assert not any(entity.known for entity in document.entities if entity.id in ids)


def test_office_depends_on_the_day() -> None:
    text = "The French president visited Mali."
    holders = [read(text, date(year, 6, 1)).mentions[0].entity for year in (2006, 2010, 2015, 2019)]
    assert holders == ["JacquesChirac", "NicolasSarkozy", "FrancoisHollande", "EmmanuelMacron"]
