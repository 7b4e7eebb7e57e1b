from dataclasses import replace

import pytest

from factories import (
    AIRLINER,
    EGYPT,
    FRANCE,
    FRENCH_NAVY,
    MILITANTS,
    MINISTER,
    NAVY,
    PUTIN,
    RUSSIA,
    DocumentMaker,
    make_entity,
)
from geograph.graph import build_graph
from geograph.graph.rollup import load_rollup, state_of
from geograph.types import Entity, EntityKind

CIVILIANS = make_entity("x-civilians", "civilians", EntityKind.POPULATION, represents="Egypt")


def edges(relation: str, actor: Entity, recipient: Entity, *, type_: str = "ASSAULT", **fields: object) -> set[tuple]:
    make = DocumentMaker(f"{actor.name} did it to {recipient.name}.")
    for entity in {actor, recipient, RUSSIA, EGYPT}:
        make.entity(entity)
    make.event(
        make.article.text,
        "did it",
        type_,
        relation,
        actor=(actor.id, actor.name),
        recipient=(recipient.id, recipient.name),
        fields=dict(fields),
    )
    graph = build_graph([make.make()])
    return {(s, t, edge["rolled_up"]) for s, t, edge in graph.edges(data=True)}


def test_an_organs_act_is_its_states_too():
    assert edges("strikes", NAVY, MILITANTS) == {
        ("RussianNavy", "IslamicState", False),
        ("Russia", "IslamicState", True),
    }


def test_both_ends_roll_up():
    assert ("Russia", "France", True) in edges("cooperatesWith", NAVY, FRENCH_NAVY, type_="COOPERATE")


@pytest.mark.parametrize("recipient", [NAVY, RUSSIA])
def test_nothing_rolls_up_within_a_state(recipient):
    assert edges("orders", PUTIN, recipient, type_="REQUEST") == {("VladimirPutin", recipient.id, False)}
    if recipient is RUSSIA:
        assert edges("attacks", NAVY, RUSSIA) == {("RussianNavy", "Russia", False)}


@pytest.mark.parametrize("recipient", [CIVILIANS, AIRLINER])
def test_civilians_and_vehicles_never_stand_for_a_state(recipient):
    assert edges("attacks", FRENCH_NAVY, recipient) == {
        ("FrenchNavy", recipient.id, False),
        ("France", recipient.id, True),
    }


def test_a_states_violence_against_its_own_people_keeps_its_state():
    army = make_entity("x-army", "army", EntityKind.MILITARY, sector="MIL", represents="Egypt")
    assert ("Egypt", "x-civilians", True) in edges("attacks", army, CIVILIANS)


@pytest.mark.parametrize(("relation", "rolls"), [("alliesWith", True), ("signsWith", True), ("blames", False)])
def test_an_office_holder_stands_for_his_state_only_when_he_cooperates(relation, rolls):
    found = edges(relation, PUTIN, FRANCE, type_="COOPERATE")
    assert (("Russia", "France", True) in found) is rolls


def test_a_person_without_office_never_rolls_up():
    assert state_of(replace(PUTIN, office=None), "alliesWith", load_rollup()) is None
    assert state_of(MINISTER, "agreesWith", load_rollup()) == "Egypt"


@pytest.mark.parametrize(
    ("kind", "sector", "rolls"),
    [
        (EntityKind.MILITARY, "MIL", True),
        (EntityKind.MILITARY, None, True),
        (EntityKind.MILITARY, "REB", False),
        (EntityKind.SECURITY, "SPY", True),
        (EntityKind.ORGANISATION, "GOV", True),
        (EntityKind.ORGANISATION, None, False),
        (EntityKind.ARMED_GROUP, "REB", False),
        (EntityKind.COMPANY, "BUS", False),
    ],
)
def test_which_organs_stand_for_their_state(kind, sector, rolls):
    organ = make_entity("x", kind=kind, sector=sector, represents="Egypt")
    assert (state_of(organ, "strikes", load_rollup()) == "Egypt") is rolls


def test_a_state_that_acts_beside_its_organ_gets_one_edge():
    make = DocumentMaker("Russia and the Russian Navy struck Islamic State.")
    for entity in (RUSSIA, NAVY, MILITANTS):
        make.entity(entity)
    make.event(
        make.article.text,
        "struck",
        "ASSAULT",
        "strikes",
        actor=[("Russia", "Russia"), ("RussianNavy", "Russian Navy")],
        recipient=("IslamicState", "Islamic State"),
    )
    graph = build_graph([make.make()])
    assert graph.number_of_edges("Russia", "IslamicState") == 1
    assert graph.number_of_edges() == 2
