"""Every frame reads its own example as it says: type, mode, relation, actor, recipient and status."""

from __future__ import annotations

from functools import cache

import pytest
from spacy.language import Language

from geograph.lexicons.frames import Frame, load_frames
from geograph.pipeline import load_pipeline, read_documents
from geograph.reading import make_article
from geograph.types import Document, Event, Role, RoleName, Status

_FRAMES = load_frames().by_id


_MUTUAL = {"pledgesTo": "agreesWith"}


def _plain(relation: str | None) -> str | None:
    return _MUTUAL.get(relation, relation) if relation is not None else None


@cache
def _pipeline() -> Language:
    return load_pipeline()


@pytest.fixture(scope="session")
def documents() -> dict[str, Document]:
    """The examples of all frames, read in one go."""
    articles = [make_article(frame.example) for frame in _FRAMES.values()]
    return dict(zip(_FRAMES, read_documents(_pipeline(), articles), strict=True))


def _texts(document: Document, event: Event, name: RoleName) -> list[str]:
    roles: list[Role] = [role for role in event.roles if role.name is name]
    return [document.article.text[role.start : role.end] for role in roles]


def _named(expected: str | None, texts: list[str]) -> bool:
    """Whether a role's words hold those expected, or are a part of them ("Danish" for "Danish sailors")."""
    if expected is None:
        return True
    words = expected.casefold()
    return any(words in text.casefold() or text.casefold() in words for text in texts)


def _faults(frame: Frame, document: Document, event: Event) -> list[str]:
    reading = frame.reading
    actors, recipients = _texts(document, event, RoleName.ACTOR), _texts(document, event, RoleName.RECIPIENT)
    if event.reciprocal and not recipients:
        recipients = actors  # both sides of "clashes between soldiers and rebels" are actors
    found = {
        "type": (event.type, frame.type),
        "mode": (event.mode, frame.mode),
        # Agreeing to do something for somebody is a pledge to them, whichever frame of agreement read it.
        "relation": (_plain(event.relation), _plain(frame.relation)),
    }
    faults = [f"{key}: {got} instead of {wanted}" for key, (got, wanted) in found.items() if got != wanted]
    if not _named(reading.actor, actors):
        faults.append(f"actor: {actors} instead of {reading.actor!r}")
    if not _named(reading.recipient, recipients):
        faults.append(f"recipient: {recipients} instead of {reading.recipient!r}")
    if reading.status is not event.status and not (
        reading.status is Status.REPORTED and event.status is Status.DECLARED
    ):
        faults.append(f"status: {event.status.value} instead of {reading.status.value}")
    return faults


@pytest.mark.parametrize("identifier", sorted(_FRAMES))
def test_frame_reads_its_example(identifier: str, documents: dict[str, Document]) -> None:
    """One event of the example has the frame's codes and the roles that the frame expects."""
    frame, document = _FRAMES[identifier], documents[identifier]
    tries = [_faults(frame, document, event) for event in document.events]
    seen = "; ".join(f"{event.provenance.rule} at {event.trigger!r}" for event in document.events) or "no event"
    best = min(tries, key=len, default=["nothing was read"])
    assert not best, f"{frame.example} -> {seen}: {', '.join(best)}"


@pytest.mark.parametrize("identifier", sorted(_FRAMES))
def test_example_is_read_by_its_frame(identifier: str, documents: dict[str, Document]) -> None:
    """The example evokes the very frame that it stands for, not a neighbour with the same codes."""
    rules = [event.provenance.rule for event in documents[identifier].events]
    assert identifier in rules, f"{_FRAMES[identifier].example} is read by {rules or 'no frame'}"
