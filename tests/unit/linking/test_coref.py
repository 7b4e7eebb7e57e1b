"""One rule of coreference each: what a pronoun or description means, and what it is left open for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest

from geograph.annotating.extensions import read_values, set_article
from geograph.lexicons.coref import GroupNoun, coref_tables
from geograph.lexicons.tables import read_records
from geograph.reading import make_article
from geograph.types import Entity, Mention

if TYPE_CHECKING:
    from spacy.language import Language

Resolve = Callable[[str, str], str | None]
_NOUNS = [noun for noun in read_records("coref.toml", "noun", GroupNoun) if noun.kinds]


@pytest.fixture(scope="module")
def resolve_all(nlp: Language) -> Callable[[str, str], set[str | None]]:
    """``resolve_all(text, words)``: the ids of what the mentions that read ``words`` are linked to."""

    def resolver(text: str, words: str) -> set[str | None]:
        article = make_article(text, published=date(2018, 3, 15))
        doc = nlp.make_doc(article.text)
        set_article(doc, article)
        with nlp.select_pipes(disable=["geograph_events"]):
            doc = nlp(doc)
        mentions = read_values(doc, Mention, "geograph_mentions")
        found = [m.entity for m in mentions if text[m.start : m.end] == words]
        known = {entity.id for entity in read_values(doc, Entity, "geograph_entities")}
        assert all(entity is None or entity in known for entity in found)
        return set(found)

    return resolver


@pytest.fixture(scope="module")
def resolve(resolve_all: Callable[[str, str], set[str | None]]) -> Resolve:
    """``resolve(text, words)``: the id of the one entity that the mentions that read ``words`` are linked to."""

    def resolver(text: str, words: str) -> str | None:
        (found,) = resolve_all(text, words) or {None}
        return found

    return resolver


@pytest.mark.parametrize("noun", _NOUNS, ids=lambda noun: noun.id)
def test_each_noun_stands_for_its_kind(resolve: Resolve, noun: GroupNoun) -> None:
    second = noun.example.split(". ")[1]
    words = " ".join(second.split()[:2])
    first = noun.example.split(" ")
    named = resolve(noun.example, " ".join(first[:4])) or resolve(noun.example, first[0])
    assert named is not None
    assert resolve(noun.example, words) == named


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        # what an adversary's verb is done to is not the subject's
        ("Hezbollah said Israel had attacked its positions.", "its", "Hezbollah"),
        ("Britain accused Russia of murder and expelled its diplomats.", "its", "Russia"),
        ("Norway imposed sanctions on Iran over its support for rebels.", "its", "Iran"),
        ("The United States asked Cuba to release its prisoners.", "its", "Cuba"),
        ("Syria bombed its own people.", "its", "Syria"),
        ("Ethiopia welcomed the raid, but Eritrea called it a crime.", "it", None),
        # of two persons, an object within the clause may be either
        ("Antony Blinken met Mohamed Bazoum and stressed Washington's backing for him.", "him", None),
        # gender, and who tells whom
        ("Angela Merkel met Vladimir Putin. She left early.", "She", "AngelaMerkel"),
        ("Angela Merkel told Vladimir Putin that he was wrong.", "he", "VladimirPutin"),
        ("Donald Trump telephoned Theresa May and thanked her.", "her", "TheresaMay"),
        ("Donald Trump met Theresa May. She thanked him.", "him", "DonaldTrump"),
        # states by their form of government, and by what the text is about
        ("Saudi Arabia signed. The kingdom will pay.", "The kingdom", "SaudiArabia"),
        ('"I will not let the country fall," Emmanuel Macron said in Berlin.', "the country", "France"),
        # a name beside a noun, the same noun again, an office once held
        ("Viktor Orban won. His party, Fidesz, lost; it had many foes.", "it", "Fidesz"),
        (
            "Hassan Rouhani spoke. John Kerry listened. The former U.S. secretary of state left.",
            "The former U.S. secretary of state",
            "JohnKerry",
        ),
        # quotations
        ('"I will stay," Emmanuel Macron said.', "I", "EmmanuelMacron"),
        ('"We will stay," Emmanuel Macron said.', "We", "France"),
        ('"We will wait," the spokesman of Hamas, Abu Zaid, said.', "We", "Hamas"),
        ('Theresa May told Vladimir Putin: "You must stop."', "You", "VladimirPutin"),
        # what means nothing
        ("Hezbollah fired. It remains unclear why.", "It", None),
        ("Hezbollah fired. It rained all night.", "It", None),
    ],
)
def test_what_is_meant(resolve: Resolve, text: str, words: str, expected: str | None) -> None:
    assert resolve(text, words) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Donald Trump, Kim Jong Un and Moon Jae-in met. Both leaders smiled.", "Both leaders"),
        ("The shells fell on both sides of the river.", "both sides"),
        ("Hezbollah attacked. The talks failed. They were long.", "They"),
        ("Italy accused Malta of ignoring its calls.", "its"),
        ("Boko Haram attacked villagers. They burned houses.", "They"),
        ("Amnesty International said Egypt had jailed 900 people for their views.", "their"),
        ("The treaty with Iran keeps its force.", "its"),
    ],
)
def test_where_two_are_meant_or_none_it_is_left_open(resolve: Resolve, text: str, words: str) -> None:
    assert resolve(text, words) is None


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Donald Trump and Kim Jong Un met. They smiled.", "They", {"DonaldTrump", "KimJongUn"}),
        ("Donald Trump met Theresa May. The two leaders smiled.", "The two leaders", {"DonaldTrump", "TheresaMay"}),
        ("Hezbollah and Israel met. Both sides broke their promises.", "their", {"Hezbollah", "Israel"}),
        ("Hamas fired rockets at Israel. Both sides agreed to a truce.", "Both sides", {"Hamas", "Israel"}),
        ("Peru met Chile. Chile did not move. Both countries will talk.", "Both countries", {"Peru", "Chile"}),
    ],
)
def test_several_are_meant_where_it_is_certain_which(
    resolve_all: Callable[[str, str], set[str | None]], text: str, words: str, expected: set[str]
) -> None:
    assert resolve_all(text, words) == expected


def test_they_are_plural_before_they_are_a_group(resolve: Resolve) -> None:
    text = "Hezbollah said that soldiers had come and that they had fired."
    assert resolve(text, "they") == resolve(text, "soldiers") is not None


def test_an_abbreviation_in_brackets_is_another_name_of_what_it_follows(resolve: Resolve) -> None:
    text = "The Federation of Free Fishers (NASA) met. NASA will meet again."
    assert resolve(text, "NASA") is not None
    assert resolve(text, "NASA") == resolve(text, "The Federation of Free Fishers")


def test_the_police_are_of_the_place_that_the_sentence_names(resolve: Resolve) -> None:
    text = "Donald Trump spoke. In Nairobi the police fired at marchers."
    assert resolve(text, "the police") == resolve("Kenyan police spoke.", "Kenyan police")


def test_given_names_tell_men_from_women_and_leave_out_what_tells_neither() -> None:
    names = coref_tables().given_names
    assert (names["Angela"], names["Vladimir"]) == ("f", "m")
    assert "Kim" not in names
    assert "Jean" not in names
