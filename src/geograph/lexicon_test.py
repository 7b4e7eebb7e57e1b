"""A user's file of frames -> what it changes: whether its examples read as they should, and events gained and lost.

So that a researcher can better the lexicon without Python: change the file, run ``geograph lexicon test``, and read
the sentences.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from geograph.annotating.model import DEFAULT_MODEL
from geograph.graph.documents import sentence_bounds
from geograph.lexicons.frames import Frame, load_frames
from geograph.types import Article, Document, Event, Role, RoleName, Status

__all__ = ["Change", "ExampleFault", "compare_frames", "frame_faults", "read_examples"]

_MUTUAL = {"pledgesTo": "agreesWith"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleFault:
    """An example that its frame does not read as it says, and what is wrong."""

    frame: str
    example: str
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An event that is there with a user's frames and not without, or the other way round.

    ``change`` is gained or lost; what is read otherwise is both. ``article`` is where it was read.
    """

    change: str
    article: str
    start: int
    type: str
    relation: str | None
    status: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    frame: str
    sentence: str


def read_examples(
    paths: Sequence[Path], *, model: str = DEFAULT_MODEL
) -> tuple[tuple[Frame, ...], tuple[ExampleFault, ...]]:
    """Read the example of each frame in ``paths``, with the frames of the package beside them.

    Returns:
        The user's frames, and the faults of those that their examples do not bear out.

    Raises:
        LexiconError: if a file is missing or breaks the schema.
    """
    from geograph.api import build_documents
    from geograph.reading import make_article

    shipped = load_frames().by_id
    own = tuple(f for f in load_frames(*paths).frames if shipped.get(f.id) != f)
    documents = build_documents([make_article(frame.example) for frame in own], model=model, frames=paths)
    found = (_example_fault(frame, document) for frame, document in zip(own, documents, strict=True))
    return own, tuple(fault for fault in found if fault is not None)


def compare_frames(
    articles: Iterable[Article], paths: Sequence[Path], *, model: str = DEFAULT_MODEL
) -> tuple[Change, ...]:
    """Read articles without the frames of ``paths`` and with them, and give what differs, in the text's order.

    Raises:
        LexiconError: if a file is missing or breaks the schema.
    """
    from geograph.api import build_documents

    queue = tuple(articles)
    before = build_documents(queue, model=model)
    after = build_documents(queue, model=model, frames=paths)
    changes: list[Change] = []
    for old, new in zip(before, after, strict=True):
        was, now = _readings(old), _readings(new)
        changes += [_change("lost", old, event) for key, event in was.items() if key not in now]
        changes += [_change("gained", new, event) for key, event in now.items() if key not in was]
    return tuple(sorted(changes, key=lambda c: (c.article, c.start, c.change, c.type, c.frame)))


def frame_faults(frame: Frame, document: Document, event: Event) -> list[str]:
    """What is wrong with an event as the reading of a frame's example; nothing where it is right."""
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
    declared = reading.status is Status.REPORTED and event.status is Status.DECLARED
    if reading.status is not event.status and not declared:
        faults.append(f"status: {event.status.value} instead of {reading.status.value}")
    return faults


def _example_fault(frame: Frame, document: Document) -> ExampleFault | None:
    tries = [frame_faults(frame, document, event) for event in document.events]
    best = min(tries, key=len, default=["no event was read"])
    if not best and all(event.provenance.rule != frame.id for event in document.events):
        best = [f"read by {', '.join(event.provenance.rule for event in document.events)} instead of this frame"]
    return ExampleFault(frame=frame.id, example=frame.example, faults=tuple(best)) if best else None


def _texts(document: Document, event: Event, name: RoleName) -> list[str]:
    roles: list[Role] = [role for role in event.roles if role.name is name]
    return [document.article.text[role.start : role.end] for role in roles]


def _named(expected: str | None, texts: list[str]) -> bool:
    """Whether a role's words hold those expected, or are a part of them ("Danish" for "Danish sailors")."""
    if expected is None:
        return True
    words = expected.casefold()
    return any(words in text.casefold() or text.casefold() in words for text in texts)


def _plain(relation: str | None) -> str | None:
    return _MUTUAL.get(relation, relation) if relation is not None else None


def _readings(document: Document) -> dict[tuple[object, ...], Event]:
    """Events by what a reader would see of them: not by their ids, which the rule is a part of."""
    return {
        (e.start, e.end, e.type, e.mode, e.relation, e.status, tuple((r.name, r.entity) for r in e.roles)): e
        for e in document.events
    }


def _change(change: str, document: Document, event: Event) -> Change:
    start, end = sentence_bounds(event.provenance, document)
    names = {entity.id: entity.name for entity in document.entities}
    return Change(
        change=change,
        article=document.article.source or document.article.id,
        start=event.start,
        type=event.type,
        relation=event.relation,
        status=event.status.value,
        actors=tuple(names.get(key, key) for key in event.entities(RoleName.ACTOR, RoleName.CO_ACTOR)),
        recipients=tuple(names.get(key, key) for key in event.entities(RoleName.RECIPIENT)),
        frame=event.provenance.rule,
        sentence=" ".join(document.article.text[start:end].split()),
    )
