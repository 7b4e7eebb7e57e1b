"""Every frame reads its own example as it says: type, mode, relation, actor, recipient and status."""

from __future__ import annotations

from functools import cache

import pytest
from spacy.language import Language

from geograph.lexicon_test import frame_faults
from geograph.lexicons.frames import load_frames
from geograph.pipeline import load_pipeline, read_documents
from geograph.reading import make_article
from geograph.types import Document

_FRAMES = load_frames().by_id


@cache
def _pipeline() -> Language:
    return load_pipeline()


@pytest.fixture(scope="session")
def documents() -> dict[str, Document]:
    """The examples of all frames, read in one go."""
    articles = [make_article(frame.example) for frame in _FRAMES.values()]
    return dict(zip(_FRAMES, read_documents(_pipeline(), articles), strict=True))


@pytest.mark.parametrize("identifier", sorted(_FRAMES))
def test_frame_reads_its_example(identifier: str, documents: dict[str, Document]) -> None:
    """One event of the example has the frame's codes and the roles that the frame expects."""
    frame, document = _FRAMES[identifier], documents[identifier]
    tries = [frame_faults(frame, document, event) for event in document.events]
    seen = "; ".join(f"{event.provenance.rule} at {event.trigger!r}" for event in document.events) or "no event"
    best = min(tries, key=len, default=["nothing was read"])
    assert not best, f"{frame.example} -> {seen}: {', '.join(best)}"


@pytest.mark.parametrize("identifier", sorted(_FRAMES))
def test_example_is_read_by_its_frame(identifier: str, documents: dict[str, Document]) -> None:
    """The example evokes the very frame that it stands for, not a neighbour with the same codes."""
    rules = [event.provenance.rule for event in documents[identifier].events]
    assert identifier in rules, f"{_FRAMES[identifier].example} is read by {rules or 'no frame'}"
