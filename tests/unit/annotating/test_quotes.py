"""Quotations by their marks."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geograph.annotating.quotes import find_quotes


def _quoted(text: str, *borders: tuple[int, int]) -> list[str]:
    return [text[start:end] for start, end in find_quotes(text, borders or ((0, len(text)),))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We won," he said.', ["We won,"]),
        ('"We won," he said. "They fled."', ["We won,", "They fled."]),
        ("“We won,” he said.", ["We won,"]),
        ("„We won“, he said.", ["We won"]),
        ("«We won», he said.", ["We won"]),
        ('He said: "We won. They fled.', ["We won. They fled."]),
        ("We won,” he said.", []),
        ('"" he said.', []),
        ('he said "', []),
        ("“He called it “a crime” yesterday,” she said.", ["He called it “a crime"]),
        ("It's the rebels' flag.", []),
        ("", []),
    ],
)
def test_quotations(text: str, expected: list[str]) -> None:
    assert _quoted(text) == expected


def test_a_quotation_that_is_never_closed_ends_with_its_block() -> None:
    text = '"We won.\n\n"They fled," he said.'
    first = text.index("\n")
    assert _quoted(text, (0, first), (first + 2, len(text))) == ["We won.", "They fled,"]


def test_marks_outside_the_blocks_are_not_read() -> None:
    text = '"Sign up" now. He said "no".'
    assert _quoted(text, (text.index("He"), len(text))) == ["no"]


@given(st.text(alphabet='ab "“”„«»\n', max_size=40))
def test_quotations_lie_apart_in_the_text_and_hold_something(text: str) -> None:
    quotes = find_quotes(text, ((0, len(text)),))
    assert all(0 <= start < end <= len(text) for start, end in quotes)
    assert all(before[1] <= after[0] for before, after in pairwise(quotes))
