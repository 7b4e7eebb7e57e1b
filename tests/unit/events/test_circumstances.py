"""Times, places and numbers go to the nearest event above them, on parses made by hand."""

from __future__ import annotations

import pytest

from factories import make_entity
from geograph.events.circumstances import find_circumstances
from geograph.types import EntityKind
from trees import at, make_scene, parse

MALI = make_entity("Mali")
GAO = make_entity("Gao", kind=EntityKind.PLACE)
HAMAS = make_entity("Hamas", kind=EntityKind.ARMED_GROUP)


def test_the_time_of_the_speech_is_not_the_events() -> None:
    tree = parse(
        "Kim/NNP/nsubj<said said=say/VBD/ROOT Monday/NNP/npadvmod<said jets/NNS/nsubj<hit hit/VBD/ccomp<said "
        "rebels/NNS/dobj<hit Friday/NNP/npadvmod<hit"
    )
    scene = make_scene(tree, {}, times=["Monday", "Friday"])
    hit = at(tree, "hit")
    found = find_circumstances(scene, {hit: hit, at(tree, "said"): -1})
    assert {token: [time.text for time in times] for token, times in found.times.items()} == {hit: ["Friday"]}


def test_a_light_verb_collects_for_its_noun() -> None:
    tree = parse(
        "Kim/NNP/nsubj<launched launched=launch/VBD/ROOT a/DT/det<raid raid/NN/dobj<launched in/IN/prep<launched "
        "Mali/NNP/pobj<in"
    )
    raid = at(tree, "raid")
    found = find_circumstances(make_scene(tree, {"Mali": MALI}), {raid: raid, at(tree, "launched"): raid})
    assert [mention.entity for mention in found.places[raid]] == ["Mali"]


def test_of_two_events_the_nearer_one_is_given_the_number() -> None:
    tree = parse(
        "Jets/NNS/nsubj<hit hit/VBD/ROOT rebels/NNS/dobj<hit killing=kill/VBG/advcl<hit ten/CD/nummod<men "
        "men=man/NNS/dobj<killing"
    )
    hit, killing = at(tree, "hit"), at(tree, "killing")
    found = find_circumstances(make_scene(tree, {}, quantities=["ten"]), {hit: hit, killing: killing})
    assert [token for token, numbers in found.quantities.items() if numbers] == [killing]


def test_what_hangs_on_no_event_is_given_to_none() -> None:
    tree = parse("Kim/NNP/nsubj<slept slept=sleep/VBD/ROOT Monday/NNP/npadvmod<slept")
    assert find_circumstances(make_scene(tree, {}, times=["Monday"]), {}).times == {}


@pytest.mark.parametrize(
    ("line", "word", "entity", "located"),
    [
        ("Jets/NNS/nsubj<hit hit/VBD/ROOT rebels/NNS/dobj<hit in/IN/prep<hit Mali/NNP/pobj<in", "Mali", MALI, True),
        ("Jets/NNS/nsubj<hit hit/VBD/ROOT rebels/NNS/dobj<hit near/IN/prep<hit Gao/NNP/pobj<near", "Gao", GAO, True),
        ("Jets/NNS/nsubj<hit hit/VBD/ROOT with/IN/prep<hit Mali/NNP/pobj<with", "Mali", MALI, False),
        ("Jets/NNS/nsubj<hit hit/VBD/ROOT Mali/NNP/dobj<hit", "Mali", MALI, False),
        (
            "Jets/NNS/nsubj<hit hit/VBD/ROOT in/IN/prep<hit Hamas/NNP/compound<camps camps/NNS/pobj<in",
            "Hamas",
            HAMAS,
            False,
        ),
        (
            "Jets/NNS/nsubj<hit hit/VBD/ROOT in/IN/prep<hit the/DT/det<north north/NN/pobj<in of/IN/prep<north "
            "Mali/NNP/pobj<of",
            "Mali",
            MALI,
            True,
        ),
    ],
)
def test_places_stand_in_phrases_of_place(line: str, word: str, entity: object, located: bool) -> None:
    tree = parse(line)
    hit = at(tree, "hit")
    found = find_circumstances(make_scene(tree, {word: entity}), {hit: hit})
    assert (hit in found.places) is located
