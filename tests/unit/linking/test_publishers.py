"""Who speaks as "we" in a text that an actor published himself."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from geograph.lexicons.atlas import load_atlas
from geograph.linking.publishers import publishing_actor
from geograph.pipeline import read_documents
from geograph.reading import make_article

if TYPE_CHECKING:
    from spacy.language import Language

_RELEASE = 'We condemn the raid by Boko Haram. "We are sad," a villager said. I was there.'


@pytest.mark.parametrize(
    ("publisher", "actor"),
    [
        ("US State Department", "StateDepartment"),
        ("NATO", "NATO"),
        ("Fijian Ministry of Fisheries", "Fiji"),
        ("Government of Ghana", "GhanaGovernment"),
        ("UK Government", "UnitedKingdom"),
        ("BBC", None),
        ("The Fiji Times", None),
        ("British Airways", None),
        ("Ministry of Sound", None),
        ("", None),
        (None, None),
    ],
)
def test_publishers_that_act(publisher: str | None, actor: str | None) -> None:
    entry = publishing_actor(load_atlas(), publisher)
    assert (entry.entity.id if entry else None) == actor


def _we(nlp: Language, publisher: str | None) -> list[tuple[str, str | None]]:
    article = make_article(_RELEASE, published=date(2018, 3, 5), publisher=publisher, language="en")
    document = next(read_documents(nlp, [article]))
    words = [(article.text[m.start : m.end], m.entity) for m in document.mentions]
    return [(word, entity) for word, entity in words if word in {"We", "I"}]


def test_we_is_the_publisher_outside_of_quotations(nlp: Language) -> None:
    (we, first), (quoted, second), (single, third) = _we(nlp, "Government of Ghana")
    assert (we, first) == ("We", "GhanaGovernment")
    assert (quoted, second != "GhanaGovernment") == ("We", True)
    assert (single, third) == ("I", None)


def test_we_in_a_newspaper_is_nobody(nlp: Language) -> None:
    assert ("We", None) in _we(nlp, "The Fiji Times")
    assert ("We", None) in _we(nlp, None)
