"""The cues of standing: each reads its own example as it says, and the table holds together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, get_args

import pytest
from pydantic import ValidationError

from geograph.lexicons.standing import Cue, load_cues
from geograph.lexicons.support import SupportRow, load_support
from geograph.lexicons.tables import read_records
from geograph.types import Document, RoleName, SpeechAct, Status

_CUES = tuple(read_records("standing.toml", "cue", Cue))
Read = Callable[..., Document]


_GAPS: dict[str, str] = {}


def _params(cues: Iterable[Cue]) -> list[Any]:
    """A case for each cue; those of known gaps must fail."""
    return [
        pytest.param(cue, id=cue.id, marks=[pytest.mark.xfail(reason=_GAPS[cue.id])] if cue.id in _GAPS else [])
        for cue in cues
    ]


@pytest.mark.parametrize("cue", _params(_CUES))
def test_a_cue_reads_its_example(cue: Cue, read: Read) -> None:
    document = read(cue.example)
    statuses = {event.trigger: event.status for event in document.events}
    assert cue.reading in statuses.values(), f"{cue.example} -> {statuses}"


@pytest.mark.parametrize("cue", _params(cue for cue in _CUES if cue.becomes is not None))
def test_it_is_the_cue_that_decides(cue: Cue, read: Read) -> None:
    """The event of the example names the cue among those that gave it its standing."""
    events = [event for event in read(cue.example).events if event.status is cue.reading]
    assert any(cue.id in event.standing for event in events), [(e.trigger, e.standing) for e in events]


@pytest.mark.parametrize("cue", [cue for cue in _CUES if cue.act is not None], ids=lambda cue: cue.id)
def test_a_cue_of_speech_makes_a_claim_of_its_act(cue: Cue, read: Read) -> None:
    document = read(cue.example)
    acts = {claim.speech_act for claim in document.claims}
    assert cue.act in acts, f"{cue.example} -> {acts or 'no claim'}"


def test_every_word_stands_in_one_class_of_its_sort() -> None:
    pairs = [(cue.on, word) for cue in _CUES for word in cue.words]
    twice = {pair for pair in pairs if pairs.count(pair) > 1}
    # To propose is to demand and to intend: the first class wins, which load_cues promises.
    assert twice == {("verb", "propose")}
    assert load_cues()["verb", "propose"].id == "speech.order"


def test_words_are_lower_case_and_ids_unique() -> None:
    assert all(word == word.lower().strip() for cue in _CUES for word in cue.words)
    assert len({cue.id for cue in _CUES}) == len(_CUES)


def test_every_sort_of_cue_is_there() -> None:
    assert {cue.on for cue in _CUES} == set(get_args(Cue.model_fields["on"].annotation))


def test_the_cues_reach_every_standing_but_those_that_speakers_give() -> None:
    given = {cue.becomes for cue in _CUES}
    assert set(Status) - {Status.REPORTED, Status.DECLARED} <= given


def test_same_and_nothing_mean_no_change_and_no_speech() -> None:
    cue = Cue(
        id="x", on="verb", words=frozenset({"x"}), status="same", speech="", example="X.", reading=Status.REPORTED
    )
    assert (cue.becomes, cue.act) == (None, None)
    said = Cue.model_validate(cue.model_dump() | {"status": "Denied", "speech": "Denial"})
    assert (said.becomes, said.act) == (Status.DENIED, SpeechAct.DENIAL)


@pytest.mark.parametrize(
    "change", [{"on": "comma"}, {"status": "Sure"}, {"speech": "Song"}, {"extra": 1}, {"reading": ""}]
)
def test_a_cue_that_breaks_the_schema_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Cue.model_validate(_CUES[0].model_dump() | change)


# ---------------------------------------------------------------- light verbs
def test_light_verbs_read_their_example(read: Read) -> None:
    for table in ("support", "container", "witness"):
        for row in read_records("support.toml", table, SupportRow):
            actors = [actor for event in read(row.example).events for actor in event.entities(RoleName.ACTOR)]
            assert actors == [row.reading], row.id


def test_who_takes_a_stand_on_a_plan_does_not_carry_it_out(read: Read) -> None:
    for row in read_records("support.toml", "stance", SupportRow):
        events = [event for event in read(row.example).events if event.status is Status.PLANNED]
        assert [event.entities(RoleName.ACTOR) for event in events] == [()], row.id


@pytest.mark.parametrize("verb", ["carried out", "launched", "conducted", "mounted", "staged", "unleashed"])
def test_light_verbs_hand_their_subject_on(verb: str, read: Read) -> None:
    (event,) = read(f"Turkey {verb} an attack on Kurdish rebels.").events
    assert event.entities(RoleName.ACTOR) == ("Turkey",)
    assert event.type == "ASSAULT"


def test_other_verbs_do_not() -> None:
    support = load_support()
    assert support.supports("carry out")
    assert not support.supports("condemn")
