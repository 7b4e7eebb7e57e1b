"""Documents for stores: generated variations of the hand-made ones, and what a single build makes of them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from pyoxigraph import DefaultGraph

from factories import DocumentMaker, airliner_document, campaign_document, make_entity
from geograph.api import KnowledgeGraph
from geograph.export import iter_quads
from geograph.export.nodelink import serialize_nodelink
from geograph.merging import Correction
from geograph.plain import from_plain, to_plain
from geograph.store import open_reader
from geograph.types import Document, EntityKind, SpeechAct, Status

_STATES = tuple(
    f"{first}{last}"
    for first in ("Ar", "Bor", "Car", "Dras", "El", "Fen", "Gren")
    for last in ("land", "duria", "pania", "sen", "bonia", "wick", "ia", "tay")
)
_RELATIONS = (("ASSAULT", "strikes"), ("CONSULT", "meets"), ("COOPERATE", "alliesWith"), ("AID", "aids"))
_PUBLISHERS = ("Nile Wire", "Evening Star", "Morning Post", None)
_TOLD_BY = 3  # articles about each event; every other story has a rival account


def samples() -> list[Document]:
    """The two hand-made documents, as they come out of a file."""
    return [plain(document) for document in (campaign_document(), airliner_document())]


def plain(document: Document) -> Document:
    """The document as it is after a journey through JSON (34 becomes 34.0)."""
    return from_plain(Document, to_plain(document))


def make_documents(count: int, seed: int = 0) -> list[Document]:
    """Small documents about the same states and forces, which they describe in ways that contradict each other.

    Three tell of each event, so that there is something to merge, and some name another culprit.
    """
    return list(iter_documents(count, seed))


def iter_documents(count: int, seed: int = 0) -> Iterator[Document]:
    """The same, one after another."""
    dice = random.Random(seed)
    for number in range(count):
        if number % _TOLD_BY == 0:
            story = _Story(dice)
        yield plain(_document(number, story, dice))


class _Story:
    """An event that several documents tell of."""

    def __init__(self, dice: random.Random) -> None:
        # A few meet again and again, so that what was between them ends.
        cast = dice.sample(_STATES[: dice.choice((4, len(_STATES)))], 4)
        self.culprits, self.victim, self.place = tuple(cast[:2]), cast[2], cast[3]
        self.kind, self.relation = dice.choice(_RELATIONS)
        self.day = date(2020, 1, 1) + timedelta(days=dice.randrange(900))
        self.dead = dice.randrange(5, 400)


def _document(number: int, story: _Story, dice: random.Random) -> Document:
    one, other, place = dice.choice((story.culprits[0], *story.culprits)), story.victim, story.place
    band = number // 60  # forces of one name that are told apart are compared each with each: let them be few
    army, wire = f"{one} Army {band}", "Nile Wire"
    text = (
        f"Report {number}. The {army} of {one} moved on {other} near {place} and {story.dead} people died. "
        f"{wire} said that {other} denied it. {place} is a partner of {one}."
    )
    make = DocumentMaker(
        text, title=f"Report {number}", publisher=dice.choice(_PUBLISHERS), published=story.day, source=f"r{number}.txt"
    )
    for name in (one, other, place):
        known = dice.random() < 0.5
        aliases = (f"the {name}s",) if known else ()
        make.entity(make_entity(name, country=name[:3].upper(), aliases=aliases, known=known), name)
    kind, office = dice.choice((EntityKind.MILITARY, EntityKind.ARMED_GROUP)), dice.choice(("Chief", None))
    acts_for = dice.choice((one, None))
    make.entity(make_entity(f"{one}Army{band}", army, kind, sector="MIL", represents=acts_for, office=office), army)
    if dice.random() < 0.7:
        make.entity(make_entity("NileWire", wire, EntityKind.MEDIA, known=dice.random() < 0.5), wire)
    event = make.event(
        f"The {army} of {one} moved on {other} near {place} and {story.dead} people died",
        "moved on",
        story.kind,
        story.relation,
        day=story.day,
        status=dice.choice((Status.REPORTED, Status.CLAIMED, Status.DENIED)),
        quantities=(make.quantity(f"{story.dead} people", story.dead, "killed"),),
        actor=(one, one),
        recipient=(other, other),
        place=(place, place),
    )
    speaker, act = dice.choice(((other, SpeechAct.DENIAL), (one, SpeechAct.STATEMENT)))
    make.claim(f"{other} denied it", speaker, event, via=("NileWire",), act=act)
    since = {"since": story.day} if dice.random() < 0.5 else {"until": story.day}
    make.relation(f"{place} is a partner of {one}", place, "alliesWith", one, **since)
    return make.make()


# ---------------------------------------------------------------- what a store must be equal to
def assert_is_build(path: Path, documents: Sequence[Document], corrections: Iterable[Correction] = ()) -> None:
    """The store in ``path`` holds, triple by triple and edge by edge, what one build of ``documents`` gives."""
    built = KnowledgeGraph(documents, corrections=corrections)
    quads = list(iter_quads(built.documents, built.graph))
    with open_reader(path) as reader:
        in_store = list(reader.rdf)
        named = {str(quad) for quad in in_store if not isinstance(quad.graph_name, DefaultGraph)}
        assert named == {str(quad) for quad in quads if not isinstance(quad.graph_name, DefaultGraph)}
        merged = {str(quad.triple) for quad in in_store if isinstance(quad.graph_name, DefaultGraph)}
        assert merged == {str(quad.triple) for quad in quads}
        assert serialize_nodelink(reader.graph()) == serialize_nodelink(built.graph)
        assert list(reader.documents()) == sorted(documents, key=lambda document: document.article.id)


def with_metadata(document: Document, **fields: object) -> Document:
    """The same text with other metadata."""
    return replace(document, article=replace(document.article, **fields))


def ids(documents: Iterable[Document]) -> list[str]:
    """Ids of the articles."""
    return [document.article.id for document in documents]
