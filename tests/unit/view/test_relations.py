from __future__ import annotations

import pytest

from geograph.view.relations import relation_styles
from geograph.view.styles import load_styles
from geograph.vocabulary import load_vocabulary


def test_the_vocabulary_gives_words_family_and_symmetry() -> None:
    style = relation_styles([("alliesWith", "COOPERATE"), ("strikes", "ASSAULT")])
    assert style["alliesWith"].symmetric
    assert style["alliesWith"].family == "cooperation"
    assert (style["strikes"].label, style["strikes"].inverse, style["strikes"].family) == (
        "strikes",
        "is struck by",
        "conflict",
    )


def test_every_relation_of_the_vocabulary_has_a_colour() -> None:
    names = [(term.name, term.plover) for term in load_vocabulary().relations]
    assert {style.family for style in relation_styles(names).values()} <= set(load_styles().families) - {"other"}


@pytest.mark.parametrize(
    ("type_", "family"),
    [
        ("ASSAULT", "conflict"),
        ("AID", "cooperation"),
        ("ACCUSE", "statement"),
        ("NONSENSE", "other"),
        (None, "standing"),
    ],
)
def test_an_unknown_relation_goes_by_its_event_type(type_: str | None, family: str) -> None:
    style = relation_styles([("throwsShoesAt", type_)])["throwsShoesAt"]
    assert (style.label, style.family, style.symmetric) == ("throws shoes at", family, False)


def test_every_type_of_plover_has_a_family() -> None:
    assert set(load_vocabulary().types) <= set(load_styles().types)
