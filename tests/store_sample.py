"""Documents for stores: generated variations of the hand-made ones, and what a single build makes of them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from pyoxigraph import DefaultGraph

from factories import DocumentMaker, airliner_document, campaign_document, make_entity
from geograph.export import iter_quads
from geograph.export.nodelink import serialize_nodelink
from geograph.graph import build_graph, without_bystanders
from geograph.plain import from_plain, to_plain
from geograph.store import open_reader
from geograph.types import Document, EntityKind, SpeechAct, Status

_STATES = ("Arland", "Borduria", "Carpania", "Drassen", "Elbonia", "Fenwick", "Grenia", "Hatay")
_RELATIONS = (
    ("ASSAULT", "strikes"),
    ("CONSULT", "meets"),
    ("ACCUSE", "blames"),
    ("AID", "aids"),
    ("THREATEN", "threatens"),
)
_PUBLISHERS = ("Nile Wire", "Evening Star", None)


def samples() -> list[Document]:
    """The two hand-made documents, as they come out of a file."""
    return [plain(document) for document in (campaign_document(), airliner_document())]


def plain(document: Document) -> Document:
    """The document as it is after a journey through JSON (34 becomes 34.0)."""
    return from_plain(Document, to_plain(document))


def make_documents(count: int, seed: int = 0) -> list[Document]:
    """Small documents about the same few states and groups, which they describe in ways that contradict each other."""
    return list(iter_documents(count, seed))


def iter_documents(count: int, seed: int = 0) -> Iterator[Document]:
    """The same, one after another."""
    dice = random.Random(seed)
    for number in range(count):
        yield plain(_document(number, dice))


def _document(number: int, dice: random.Random) -> Document:
    one, other, third = dice.sample(_STATES, 3)
    kind, relation = dice.choice(_RELATIONS)
    day = date(2020, 1, 1) + timedelta(days=dice.randrange(900))
    army, wire = f"{one} Army", "Nile Wire"
    text = (
        f"Report {number}. The {army} of {one} moved on {other} near {third}. "
        f"{wire} said that {other} denied it. {third} is a partner of {one}."
    )
    publisher = dice.choice(_PUBLISHERS)
    make = DocumentMaker(text, title=f"Report {number}", publisher=publisher, published=day, source=f"r{number}.txt")
    for name in (one, other, third):
        known = dice.random() < 0.5
        make.entity(
            make_entity(name, country=name[:3].upper(), aliases=(f"the {name}s",) if known else (), known=known), name
        )
    office = dice.choice(("Chief", None))
    force = make_entity(
        f"{one}Army",
        army,
        dice.choice((EntityKind.MILITARY, EntityKind.ARMED_GROUP)),
        sector="MIL",
        represents=dice.choice((one, None)),
        office=office,
    )
    make.entity(force, army)
    if dice.random() < 0.7:
        make.entity(make_entity("NileWire", wire, EntityKind.MEDIA, known=dice.random() < 0.5), wire)
    event = make.event(
        f"The {army} of {one} moved on {other}",
        "moved on",
        kind,
        relation,
        day=day,
        status=dice.choice((Status.REPORTED, Status.CLAIMED, Status.DENIED)),
        actor=(f"{one}Army", army),
        recipient=(other, other),
        place=(third, third),
    )
    make.claim(f"{other} denied it", other, event, act=SpeechAct.DENIAL, via=("NileWire",))
    since = {"since": day} if dice.random() < 0.5 else {"until": day}
    make.relation(f"{third} is a partner of {one}", third, "alliesWith", one, **since)
    return make.make()


# ---------------------------------------------------------------- what a store must be equal to
def assert_is_build(path: Path, documents: Sequence[Document]) -> None:
    """The store in ``path`` holds, triple by triple and edge by edge, what one build of ``documents`` gives."""
    built = [without_bystanders(document) for document in documents]
    quads = list(iter_quads(built))
    with open_reader(path) as reader:
        in_store = list(reader.rdf)
        named = {str(quad) for quad in in_store if not isinstance(quad.graph_name, DefaultGraph)}
        assert named == {str(quad) for quad in quads if not isinstance(quad.graph_name, DefaultGraph)}
        merged = {str(quad.triple) for quad in in_store if isinstance(quad.graph_name, DefaultGraph)}
        assert merged == {str(quad.triple) for quad in quads}
        assert serialize_nodelink(reader.graph()) == serialize_nodelink(build_graph(built))
        assert list(reader.documents()) == sorted(documents, key=lambda document: document.article.id)


def with_metadata(document: Document, **fields: object) -> Document:
    """The same text with other metadata."""
    return replace(document, article=replace(document.article, **fields))


def ids(documents: Iterable[Document]) -> list[str]:
    """Ids of the articles."""
    return [document.article.id for document in documents]
