"""Who is meant: namesakes, misspellings, phrases by themselves, and the benchmark's scorers of actors."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest
from spacy.language import Language

from geograph.linking.misspelt import nearest_leader, nearest_state
from geograph.linking.phrases import resolve_phrase
from geograph.pipeline import load_pipeline, read_documents
from geograph.reading import make_article
from geograph.types import Document

DAY = date(2015, 11, 17)


@cache
def pipeline() -> Language:
    """The whole pipeline, loaded once."""
    return load_pipeline()


def read(text: str) -> Document:
    """The document of a text."""
    return next(read_documents(pipeline(), [make_article(text, published=DAY, language="en")]))


def entity_at(document: Document, words: str) -> str | None:
    """The entity of the mention that is written ``words``."""
    found = [m.entity for m in document.mentions if document.article.text[m.start : m.end] == words]
    assert found, words
    return found[0]


@pytest.mark.parametrize(
    ("written", "state"),
    [("Kyrgystan", "Kyrgyzstan"), ("Philipines", "Philippines"), ("Mali", None), ("Malta", None), ("Zembla", None)],
)
def test_states_with_one_letter_wrong(written: str, state: str | None) -> None:
    entry = nearest_state(written)
    assert (entry.entity.id if entry else None) == state


def test_leaders_with_one_letter_wrong() -> None:
    entry = nearest_leader("Petro Poroschenko")
    assert entry is not None
    assert entry.entity.id == "PetroPoroshenko"
    assert nearest_leader("Qwertzuiop") is None


def test_places_follow_the_countries_of_the_text() -> None:
    assert entity_at(read("Lebanese troops entered Tripoli at dawn."), "Tripoli") == "TripoliLB"
    assert entity_at(read("Libyan troops entered Tripoli at dawn."), "Tripoli") == "Tripoli"


def test_a_name_of_common_words_needs_its_country() -> None:
    alone = read("The National Guard cleared the square.")
    assert not any(entity.known for entity in alone.entities)
    assert (
        entity_at(read("The Security Council met on Monday."), "The Security Council") == "UnitedNationsSecurityCouncil"
    )
    beside = entity_at(read("The National Guard cleared the square, Mexican officials said."), "The National Guard")
    assert beside is not None
    assert beside.endswith("MEX")


@pytest.mark.parametrize(
    ("phrase", "country", "sector"),
    [
        ("Norway", "NOR", None),
        ("Kenyan police", "KEN", "COP"),
        ("members of the African National Congress", "ZAF", "PTY"),
        ("former deputy minister", None, "ELI"),
        ("gunmen", None, "UAF"),
        ("Buddhist leaders", None, "REL"),
        ("the Estonian Appeals Court", "EST", "JUD"),
        ("Ghana's Ministry of Forests", "GHA", "GOV"),
        ("Lisbon", "PRT", None),
    ],
)
def test_phrases_by_themselves(phrase: str, country: str | None, sector: str | None) -> None:
    entity = resolve_phrase(pipeline(), phrase)
    assert entity is not None
    assert (entity.country, entity.sector) == (country, sector)


@pytest.mark.parametrize("phrase", ["", "12", "he", "a cat", "was, participates"])
def test_phrases_that_name_nobody(phrase: str) -> None:
    assert resolve_phrase(pipeline(), phrase) is None


def test_a_phrase_is_read_at_its_day() -> None:
    held = resolve_phrase(pipeline(), "the French president", day=date(2009, 1, 1))
    later = resolve_phrase(pipeline(), "Angela Merkel", day=date(2022, 6, 1))
    assert held is not None
    assert held.id == "NicolasSarkozy"
    assert later is not None
    assert later.sector == "ELI"


def test_a_context_gives_the_country() -> None:
    entity = resolve_phrase(pipeline(), "the coast guard", context="Iceland")
    assert entity is not None
    assert entity.country == "ISL"


def test_a_title_in_an_organisation_outweighs_the_passport() -> None:
    document = read("UN mediator Staffan de Mistura flew to Damascus.")
    (person,) = [entity for entity in document.entities if entity.kind.value == "Person"]
    assert person.country == "UNO"


def test_peoples_and_states() -> None:
    document = read("Two Bolivians were freed. The Bolivians had signed the treaty.")
    assert entity_at(document, "Two Bolivians") == "BoliviaPeople"
    assert entity_at(document, "The Bolivians") == "Bolivia"
    assert entity_at(read("Ethnic Russians marched in Estonia."), "Ethnic Russians") == "RussianPeopleInEstonia"


def test_an_attitude_is_no_nationality() -> None:
    document = read("An anti-Iranian editor was shot in Basra.")
    (editor,) = [m for m in document.mentions if document.article.text[m.start : m.end] == "An anti-Iranian editor"]
    countries = {entity.id: entity.country for entity in document.entities}
    assert countries.get(editor.entity or "") != "IRN"


def test_a_description_names_its_group_beside_it() -> None:
    document = read("The separatist group ETA claimed the bombing.")
    assert entity_at(document, "The separatist group ETA") == entity_at(document, "ETA") == "ETA"
