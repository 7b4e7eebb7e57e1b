"""Folding of names, and the case that they ask for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geograph.lexicons.atlas_fold import Case, camel, case_fits, fold, needed_case


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sana'a", "Sanaa"),
        ("Sana’a", "SANAA"),
        ("São Tomé", "Sao Tome"),
        ("Guinea-Bissau", "Guinea Bissau"),
        ("Guinea - Bissau", "Guinea–Bissau"),
        ("The Hague", "the Hague"),
        ("the Hague", "Hague"),
        ("U.S.", "US"),
        ("St. Petersburg", "St Petersburg"),
        ("Łódź", "Lodz"),
        ("Washington, D.C.", "Washington DC"),
    ],
)
def test_spellings_that_are_one_name(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Niger", "Nigeria"), ("Al Bab", "Albab"), ("Theresa", "Resa"), ("IS", "ISI")]
)
def test_spellings_that_are_two_names(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=40))
def test_a_key_has_no_capitals_and_no_outer_or_double_space(name: str) -> None:
    key = fold(name)
    assert key == key.strip()
    assert "  " not in key
    assert fold(name.replace(" ", "  ")) == key


@given(st.lists(st.from_regex(r"[A-Za-zÀ-ž'’-]{1,8}", fullmatch=True), min_size=1, max_size=4))
def test_folding_twice_changes_nothing_but_another_article(words: list[str]) -> None:
    key = fold(" ".join(words))
    assert fold(key) in (key, key.removeprefix("the "))


@pytest.mark.parametrize(
    ("name", "abbreviation", "common", "case"),
    [
        ("US", True, False, Case.CAPITALS),
        ("U.S.", True, False, Case.CAPITALS),
        ("WHO", True, False, Case.CAPITALS),
        ("NATO", True, False, Case.ANY),
        ("FAST", True, True, Case.CAPITALS),
        ("Nice", False, True, Case.CAPITALISED),
        ("Ufa", False, False, Case.CAPITALISED),
        ("Russia", False, False, Case.ANY),
        ("Sri Lanka", False, False, Case.ANY),
    ],
)
def test_the_case_that_a_name_asks_for(name: str, abbreviation: bool, common: bool, case: Case) -> None:
    assert needed_case(name, abbreviation=abbreviation, common_word=common) is case


def test_case_fits() -> None:
    assert case_fits("U.S.", Case.CAPITALS)
    assert not case_fits("Us", Case.CAPITALS)
    assert case_fits("al-Assad", Case.CAPITALISED)
    assert not case_fits("bush", Case.CAPITALISED)
    assert not case_fits("", Case.CAPITALISED)
    assert case_fits("russia", Case.ANY)


@given(st.text(min_size=1, max_size=30))
def test_ids_are_ascii_letters_and_digits_and_begin_with_a_letter(name: str) -> None:
    made = camel(name)
    assert made.isascii()
    assert made.isalnum()
    assert made[0].isalpha()
