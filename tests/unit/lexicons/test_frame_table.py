"""The frames as data: their codes exist, and no two of them compete for the same words."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from geograph.errors import LexiconError
from geograph.lexicons.frames import Frame, load_frames
from geograph.types import SpeechAct
from geograph.vocabulary import load_vocabulary

_FRAMES = load_frames().frames
_VOCABULARY = load_vocabulary()
_CONFLICT = ("REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT")
_HALF = (*_CONFLICT, "INCIDENT", "SPEECH")

_MINE = """
[[frame]]
id = "{id}"
words = ["frobnicate"]
type = "ASSAULT"
example = "Rebels frobnicated Chadian soldiers."
reading = {{ actor = "Rebels" }}
"""


def _codes(frame: Frame) -> list[str]:
    """What of the codes of ``frame`` the vocabulary does not know."""
    own = frame.type in _VOCABULARY.own_types
    checks = {
        "type": own or frame.type in _VOCABULARY.types,
        "mode": frame.mode is None or frame.mode in _VOCABULARY.modes(frame.type),
        "cameo": frame.cameo is None or _VOCABULARY.cameo(frame.cameo) is not None,
        "relation": frame.relation is None or _VOCABULARY.relation(frame.relation) is not None,
        "contexts": set(frame.contexts) <= set(_VOCABULARY.contexts),
        "speech": frame.speech is None or frame.speech in {act.value for act in SpeechAct},
    }
    return [name for name, right in checks.items() if not right]


@pytest.mark.parametrize("frame", _FRAMES, ids=lambda frame: frame.id)
def test_codes_are_of_the_vocabulary(frame: Frame) -> None:
    """Type, mode, contexts, CAMEO code, relation and speech act are terms of the ontology."""
    assert _codes(frame) == []


@pytest.mark.parametrize("kind", _HALF)
def test_no_two_frames_compete_for_a_word(kind: str) -> None:
    """Within a type, a word with the same second word, objects and needs has one frame."""
    keys = Counter(
        (word, frame.pos, obj or frame.object_place, frozenset(frame.requires))
        for frame in _FRAMES
        if frame.type == kind
        for word in frame.words
        for obj in (frame.object or {None})
    )
    assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize("frame", [f for f in _FRAMES if f.type in _HALF], ids=lambda frame: frame.id)
def test_words_can_match(frame: Frame) -> None:
    """A trigger has one or two words in lower case, each once; objects likewise."""
    assert all(1 <= len(word.split(" ")) <= 2 and word == word.lower() for word in frame.words)
    assert all(1 <= len(word.split(" ")) <= 2 and word == word.lower() for word in frame.object)
    assert len(frame.words) == len(set(frame.words))


def test_conflict_is_covered() -> None:
    """Every type of conflict has frames of several kinds, a thousand triggers in all, and most CAMEO codes."""
    frames = [frame for frame in _FRAMES if frame.type in _CONFLICT]
    words = {(word, frame.pos) for frame in frames for word in frame.words}
    assert len(frames) >= 350
    assert len(words) >= 1000
    assert {frame.type for frame in frames} == set(_CONFLICT)
    roots = {frame.cameo[:2] for frame in frames if frame.cameo}
    assert {"09", "10", "11", "12", "13", "14", "15", "16", "17", "18", "19", "20"} <= roots


def test_users_frames_win(tmp_path: Path) -> None:
    """A frame of the user's file replaces one of the same id and adds its own words."""
    path = tmp_path / "mine.toml"
    path.write_text(_MINE.format(id="assault.attack.verb"), encoding="utf-8")
    index = load_frames(path)
    assert index.by_id["assault.attack.verb"].words == ("frobnicate",)
    assert [frame.id for _, frame in index.evoked_by("frobnicate", "verb")] == ["assault.attack.verb"]
    assert not any(frame.id == "assault.attack.verb" for _, frame in index.evoked_by("ambush", "verb"))


def test_users_frames_are_tried_first(tmp_path: Path) -> None:
    """A loose frame of the user's goes before tighter ones of the same word."""
    path = tmp_path / "mine.toml"
    path.write_text(_MINE.format(id="own.attack").replace("frobnicate", "attack"), encoding="utf-8")
    first, *rest = [frame.id for _, frame in load_frames(path).evoked_by("attack", "verb")]
    assert first == "own.attack"
    assert "accuse.attack.policy" in rest


def test_tighter_frames_come_first() -> None:
    """A frame that asks for an object is tried before one that takes any."""
    rows = load_frames().evoked_by("attack", "verb")
    assert [frame.id for _, frame in rows].index("accuse.attack.policy") < [frame.id for _, frame in rows].index(
        "assault.attack.verb"
    )


def test_a_broken_frame_is_named(tmp_path: Path) -> None:
    """An unknown key is an error that names file and frame."""
    path = tmp_path / "mine.toml"
    path.write_text(_MINE.format(id="mine.frobnicate") + 'colour = "red"\n', encoding="utf-8")
    with pytest.raises(LexiconError, match=r"mine\.frobnicate"):
        load_frames(path)
