"""What the model reads has the length of what was written, and title case is taken back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geograph.annotating.normalise import model_text
from geograph.reading import make_article

NAMES = {"Russia", "Mali", "NATO", "Bush"}
COMMON = {"strikes", "rebels", "in", "troops", "leave", "after", "talks", "bush", "over", "the", "may", "slams"}


def _read(text: str, title: str | None = None) -> str:
    article = make_article(text, title=title, language="en")
    out = model_text(article, is_common_word=COMMON.__contains__, is_name=NAMES.__contains__)
    assert len(out) == len(article.text)
    return out


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Russia Strikes Rebels in Mali", "Russia strikes rebels in Mali"),
        ("Troops Leave Mali After Talks", "troops leave Mali after talks"),
        ("NATO Troops Leave Mali", "NATO troops leave Mali"),
        ("RUSSIA STRIKES REBELS", "Russia strikes rebels"),
        ("Bush Slams Rebels", "Bush slams rebels"),
        ("Okoro Slams Rebels", "Okoro slams rebels"),
        ("Rebels leave after talks in Mali", "Rebels leave after talks in Mali"),
    ],
)
def test_title_case_becomes_sentence_case(headline: str, expected: str) -> None:
    body = "A long paragraph of ordinary words follows here, with a stop at its end."
    assert _read(f"{headline}\n\n{body}", title=headline).startswith(f"{expected}\n\n{body}")


def test_the_body_says_which_words_are_names() -> None:
    headline = "Leave Rebels After Talks"
    body = "The movement called Leave held a meeting on Monday, as people say who were there."
    assert _read(f"{headline}\n\n{body}", title=headline).startswith("Leave rebels after talks")


def test_paragraphs_keep_their_case() -> None:
    text = "Troops Leave Mali After Talks, the minister told the reporters who had come to Bamako on Monday."
    assert _read(text) == text


def test_line_breaks_inside_a_paragraph_become_spaces() -> None:
    text = "The rebels left the town\nand burned the bridge behind them, people there said on Monday."
    assert _read(text) == text.replace("\n", " ")


def test_boilerplate_is_blank() -> None:
    text = "Rebels left the town on Monday, people there said.\n\nSign up for our newsletter"
    read = _read(text)
    assert read.startswith("Rebels left the town on Monday, people there said.")
    assert read.strip().endswith("said.")


@given(st.text(max_size=120))
def test_no_text_changes_its_length_or_gains_a_letter(text: str) -> None:
    article = make_article(text)
    out = model_text(article, is_common_word=COMMON.__contains__, is_name=NAMES.__contains__)
    assert len(out) == len(article.text)
    pairs = zip(article.text, out, strict=True)
    assert all(new in {" ", "\n"} or new.casefold() == old.casefold() for old, new in pairs)
