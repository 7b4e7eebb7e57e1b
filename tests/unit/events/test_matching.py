"""Which frames the words evoke, on parses made by hand and frames of the tests' own."""

from __future__ import annotations

from typing import Any

import pytest

from geograph.events.matching import find_triggers, supporting_verb
from geograph.lexicons.frames import Frame, FrameReading, _index
from geograph.lexicons.support import SupportTable
from trees import at, parse, words

SUPPORT = SupportTable(words=frozenset({"launch", "carry out", "engage in", "hold"}))


def _frame(identifier: str, *evoking: str, pos: str = "verb", **fields: Any) -> Frame:
    return Frame(
        id=identifier, words=evoking, pos=pos, type="ASSAULT", example="Kim hit.", reading=FrameReading(), **fields
    )


INDEX = _index(
    (
        _frame("hit", "hit"),
        _frame("hit.back", "hit back"),
        _frame("hit.nerve", "hit", object=frozenset({"nerve"})),
        _frame("hit.needy", "hit", requires=("object", "subject")),
        _frame("raid", "raid", pos="noun"),
        _frame("raid.air", "air raid", pos="noun"),
        _frame("talk", "talk", pos="noun"),
    )
)


def _found(line: str) -> dict[str, list[str]]:
    tree = parse(line)
    return {tree.words[t.token]: [frame.id for frame in t.frames] for t in find_triggers(tree, INDEX, SUPPORT)}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Kim/NNP/nsubj<hit hit/VBD/ROOT Oslo/NNP/dobj<hit", {"hit": ["hit.needy", "hit"]}),
        ("Kim/NNP/nsubj<hit hit/VBD/ROOT back/RB/prt<hit", {"hit": ["hit.back", "hit.needy", "hit"]}),
        ("Kim/NNP/nsubj<hit hit/VBD/ROOT nerves=nerve/NNS/dobj<hit", {"hit": ["hit.nerve", "hit.needy", "hit"]}),
        ("Nerves=nerve/NNS/nsubj<hit hit/VBD/ROOT Oslo/NNP/dobj<hit", {"hit": ["hit.needy", "hit"]}),
        ("The/DT/det<raid raid/NN/nsubj<failed failed=fail/VBD/ROOT", {"raid": ["raid"]}),
        (
            "An/DT/det<raid air/NN/compound<raid raid/NN/nsubj<failed failed=fail/VBD/ROOT",
            {"raid": ["raid.air", "raid"]},
        ),
        ("They/PRP/nsubj<raid raid/VBP/ROOT towns/NNS/dobj<raid", {}),
        ("A/DT/det<hit hit/NN/nsubj<failed failed=fail/VBD/ROOT", {}),
    ],
)
def test_frames_of_a_word_tightest_first(line: str, expected: dict[str, list[str]]) -> None:
    assert _found(line) == expected


@pytest.mark.parametrize(
    ("line", "noun", "verb"),
    [
        ("Kim/NNP/nsubj<launched launched=launch/VBD/ROOT raids=raid/NNS/dobj<launched", "raids", "launched"),
        (
            "Kim/NNP/nsubj<carried carried=carry/VBD/ROOT out/RP/prt<carried raids=raid/NNS/dobj<carried",
            "raids",
            "carried",
        ),
        ("Kim/NNP/nsubj<carried carried=carry/VBD/ROOT raids=raid/NNS/dobj<carried", "raids", None),
        (
            "Kim/NNP/nsubj<engaged engaged=engage/VBD/ROOT in/IN/prep<engaged talks=talk/NNS/pobj<in",
            "talks",
            "engaged",
        ),
        ("Talks=talk/NNS/nsubjpass<held were=be/VBD/auxpass<held held=hold/VBN/ROOT", "Talks", "held"),
        ("Fire/NN/nsubj<was was=be/VBD/ROOT a/DT/det<raid raid/NN/attr<was", "raid", "was"),
        (
            "Kim/NNP/nsubj<launched launched=launch/VBD/ROOT strikes/NNS/dobj<launched and/CC/cc<strikes "
            "raids=raid/NNS/conj<strikes",
            "raids",
            "launched",
        ),
        ("Kim/NNP/nsubj<feared feared=fear/VBD/ROOT raids=raid/NNS/dobj<feared", "raids", None),
        ("Raids=raid/NNS/nsubj<launched launched=launch/VBD/ROOT it/PRP/dobj<launched", "Raids", None),
    ],
)
def test_the_light_verb_of_a_noun(line: str, noun: str, verb: str | None) -> None:
    tree = parse(line)
    assert supporting_verb(tree, at(tree, noun), SUPPORT) == (None if verb is None else at(tree, verb))


def test_a_supported_noun_takes_the_subject_of_its_verb() -> None:
    tree = parse("Kim/NNP/nsubj<launched launched=launch/VBD/ROOT raids=raid/NNS/dobj<launched")
    (trigger,) = find_triggers(tree, INDEX, SUPPORT)
    assert words(tree, trigger.slots.get("subject")) == ["Kim"]
    assert trigger.support == at(tree, "launched")


def test_auxiliaries_evoke_nothing() -> None:
    index = _index((_frame("be", "be"),))
    tree = parse("Towns/NNS/nsubjpass<hit were=be/VBD/auxpass<hit hit/VBN/ROOT")
    assert find_triggers(tree, index, SUPPORT) == ()
