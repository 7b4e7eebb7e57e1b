"""Who says so, on parses made by hand."""

from __future__ import annotations

from factories import make_entity
from geograph.events.claims import speakers
from geograph.events.standing import read_standing
from geograph.lexicons.standing import load_cues
from geograph.types import Entity, EntityKind, SpeechAct
from trees import at, make_scene, parse

KIM = make_entity("Kim", kind=EntityKind.PERSON)
OSLO = make_entity("Oslo")
WIRE = make_entity("Wire", kind=EntityKind.MEDIA)
JET = make_entity("Jet", kind=EntityKind.VEHICLE)


def _heard(
    line: str, entities: dict[str, Entity], quote: tuple[str, str] | None = None, trigger: str = "hit"
) -> list[tuple[str, SpeechAct]]:
    tree = parse(line)
    quotes = ((at(tree, quote[0]), at(tree, quote[1]) + 1),) if quote else ()
    scene = make_scene(tree, entities, quotes=quotes)
    token = at(tree, trigger)
    return [(s.entity.id, s.act) for s in speakers(scene, token, read_standing(tree, token, load_cues()))]


def test_the_subject_of_the_verb_of_speech() -> None:
    line = "Kim/NNP/nsubj<said said=say/VBD/ROOT Oslo/NNP/nsubj<hit hit/VBD/ccomp<said"
    assert _heard(line, {"Kim": KIM, "Oslo": OSLO}) == [("Kim", SpeechAct.STATEMENT)]


def test_innermost_first_and_each_once() -> None:
    line = (
        "Wire/NNP/nsubj<reports reports=report/VBZ/ROOT Kim/NNP/nsubj<said said=say/VBD/ccomp<reports "
        "Oslo/NNP/nsubj<hit hit/VBD/ccomp<said"
    )
    assert [name for name, _ in _heard(line, {"Wire": WIRE, "Kim": KIM})] == ["Kim", "Wire"]
    assert [name for name, _ in _heard(line, {"Wire": KIM, "Kim": KIM})] == ["Kim"]


def test_a_speaker_who_is_nobody_makes_no_claim() -> None:
    line = "It/PRP/nsubj<said said=say/VBD/ROOT Oslo/NNP/nsubj<hit hit/VBD/ccomp<said"
    assert _heard(line, {"Oslo": OSLO}) == []


def test_vehicles_do_not_speak() -> None:
    line = "Jet/NNP/nsubj<said said=say/VBD/ROOT Oslo/NNP/nsubj<hit hit/VBD/ccomp<said"
    assert _heard(line, {"Jet": JET}) == []


def test_a_quotation_that_the_parser_cut_off() -> None:
    line = "Oslo/NNP/nsubj<hit hit/VBD/ROOT us/PRP/dobj<hit ,/,/punct<hit Kim/NNP/nsubj<said said=say/VBD/ROOT"
    assert _heard(line, {"Kim": KIM}, quote=("Oslo", "us")) == [("Kim", SpeechAct.STATEMENT)]
    assert _heard(line, {"Kim": KIM}) == []


def test_who_speaks_within_the_quotation_is_quoted_himself() -> None:
    line = (
        "Kim/NNP/nsubj<said said=say/VBD/ccomp<added Oslo/NNP/nsubj<hit hit/VBD/ccomp<said Wire/NNP/nsubj<added "
        "added=add/VBD/ROOT"
    )
    assert [name for name, _ in _heard(line, {"Kim": KIM, "Wire": WIRE}, quote=("Kim", "hit"))] == ["Kim", "Wire"]


def test_according_to() -> None:
    line = (
        "According=accord/VBG/prep<hit to/IN/prep<According Kim/NNP/pobj<to Oslo/NNP/nsubj<hit hit/VBD/ROOT "
        "rebels/NNS/dobj<hit"
    )
    assert _heard(line, {"Kim": KIM, "Oslo": OSLO}) == [("Kim", SpeechAct.STATEMENT)]


def test_according_to_somebody_in_another_sentence_says_nothing() -> None:
    line = (
        "Oslo/NNP/nsubj<hit hit/VBD/ROOT According=accord/VBG/prep<fled to/IN/prep<According Kim/NNP/pobj<to "
        "rebels/NNS/nsubj<fled fled=flee/VBD/ROOT"
    )
    assert _heard(line, {"Kim": KIM}) == []


def test_a_denial_is_a_denial() -> None:
    line = "Kim/NNP/nsubj<denied denied=deny/VBD/ROOT Oslo/NNP/nsubj<hit hit/VBD/ccomp<denied"
    assert _heard(line, {"Kim": KIM}) == [("Kim", SpeechAct.DENIAL)]
