"""Statements without marks of quotation, after "The minister said:"."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from geograph.types import Document

Read = Callable[..., Document]


def _heard(document: Document) -> set[tuple[str, str]]:
    names = {entity.id: entity.name for entity in document.entities}
    triggers = {event.id: event.trigger for event in document.events}
    return {(names[claim.claimer], triggers[about]) for claim in document.claims for about in claim.about}


_SAID = "Kenya's foreign minister Amina Mohamed said:"


@pytest.mark.parametrize(
    ("paragraphs", "heard"),
    [
        ([_SAID, "Ethiopia bombed a market in Mandera."], {("Amina Mohamed", "bombed")}),
        ([_SAID, "We condemn Ethiopia.", "Chad invaded Niger."], {("Amina Mohamed", "condemn")}),
        (
            [_SAID, "We condemn Ethiopia.", "I believe Chad invaded Niger."],
            {("Amina Mohamed", "condemn"), ("Amina Mohamed", "invaded")},
        ),
        (["Three things happened:", "Chad invaded Niger."], set()),
        ([_SAID[:-1] + " so.", "Chad invaded Niger."], set()),
    ],
    ids=["one paragraph", "until nobody speaks", "as long as somebody speaks", "no speech", "no colon"],
)
def test_the_paragraphs_after_a_colon_are_his(paragraphs: list[str], heard: set[Any], read: Read) -> None:
    assert _heard(read("\n\n".join(paragraphs))) == heard
