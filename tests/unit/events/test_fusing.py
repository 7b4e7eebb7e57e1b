"""Events that tell one happening in two clauses become one, on parses made by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from geograph.annotating.tree import Tree
from geograph.events.coding import Coded
from geograph.events.fusing import fuse
from geograph.events.matching import Trigger
from geograph.events.slots import verb_slots
from geograph.lexicons.frames import Frame, FrameReading
from geograph.types import Event, Provenance, Role, RoleName, Status
from trees import at, make_scene, parse

FRAME = Frame(id="test", words=("hit",), type="ASSAULT", example="Kim hit Oslo.", reading=FrameReading())
LINE = "Kim/NNP/nsubj<hit hit/VBD/ROOT back/RB/advmod<hit shelling=shell/VBG/advcl<hit Oslo/NNP/dobj<shelling"


def _event(tree: Tree, token: int, actor: str, recipient: str | None, **fields: Any) -> Event:
    sides = ((RoleName.ACTOR, actor), (RoleName.RECIPIENT, recipient))
    event = Event(
        id=f"event-{token}",
        type="ASSAULT",
        start=tree.starts[token],
        end=tree.ends[token],
        trigger=tree.words[token],
        status=Status.REPORTED,
        provenance=Provenance(article="a", start=0, end=5, sentence=0, rule="test"),
        roles=tuple(Role(name=name, entity=who, start=0, end=3) for name, who in sides if who is not None),
    )
    return replace(event, **fields)


def _fused(
    line: str, host: Event | None, part: Event | None, words: tuple[str, str] = ("hit", "shelling")
) -> list[Event]:
    tree = parse(line)
    first, second = (at(tree, word) for word in words)
    events = {first: host or _event(tree, first, "Kim", None), second: part or _event(tree, second, "Kim", "Oslo")}
    coded = [
        Coded(token=token, frame=FRAME, trigger=Trigger(token=token, frames=(FRAME,), slots=verb_slots(tree, token)))
        for token in events
    ]
    out, heard = fuse(make_scene(tree, {}), coded, events, dict.fromkeys(events, ()))
    assert out.keys() == heard.keys()
    return list(out.values())


def test_the_participle_gives_its_recipient_to_the_main_clause() -> None:
    (event,) = _fused(LINE, None, None)
    assert event.trigger == "hit"
    assert event.entities(RoleName.ACTOR) == ("Kim",)
    assert event.entities(RoleName.RECIPIENT) == ("Oslo",)


TREE = parse(LINE)
HIT, SHELLING = at(TREE, "hit"), at(TREE, "shelling")


@pytest.mark.parametrize(
    ("host", "part"),
    [
        (_event(TREE, HIT, "Kim", "Bonn"), _event(TREE, SHELLING, "Kim", "Oslo")),
        (_event(TREE, HIT, "Kim", None), _event(TREE, SHELLING, "Oslo", "Bonn")),
        (_event(TREE, HIT, "Kim", None), _event(TREE, SHELLING, "Kim", "Oslo", type="ACCUSE")),
    ],
    ids=["two recipients", "other actors", "other types"],
)
def test_what_differs_stays_two(host: Event, part: Event) -> None:
    assert len(_fused(LINE, host, part)) == 2


@pytest.mark.parametrize("between", ["while/IN/mark<shelling", "jets/NNS/nsubj<shelling"])
def test_a_clause_with_its_own_subject_or_a_conjunction_stays_an_event_of_its_own(between: str) -> None:
    line = (
        f"Kim/NNP/nsubj<hit hit/VBD/ROOT back/RB/advmod<hit {between} shelling=shell/VBG/advcl<hit "
        "Oslo/NNP/dobj<shelling"
    )
    assert len(_fused(line, None, None)) == 2


def test_verbs_side_by_side_stay_two() -> None:
    line = "Kim/NNP/nsubj<hit hit/VBD/ROOT and/CC/cc<hit shelling=shell/VBG/conj<hit Oslo/NNP/dobj<shelling"
    assert len(_fused(line, None, None)) == 2


def test_the_tighter_code_wins() -> None:
    part = _event(TREE, SHELLING, "Kim", "Oslo", mode="aerial", cameo="195", relation="strikes")
    (event,) = _fused(LINE, None, part)
    assert (event.mode, event.cameo, event.relation) == ("aerial", "195", "strikes")


def test_what_stands_less_surely_in_the_part_is_taken_over() -> None:
    part = _event(TREE, SHELLING, "Kim", "Oslo", status=Status.DENIED)
    (event,) = _fused(LINE, None, part)
    assert event.status is Status.DENIED


def test_a_purpose_does_not_take_back_what_happened() -> None:
    part = _event(TREE, SHELLING, "Kim", "Oslo", status=Status.PLANNED)
    (event,) = _fused(LINE, None, part)
    assert event.status is Status.REPORTED
