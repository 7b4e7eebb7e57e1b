"""Event frames: which words evoke which PLOVER event, and which syntactic slot fills which role."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from geograph.errors import LexiconError
from geograph.lexicons.tables import read_records, stamps
from geograph.types import Status

__all__ = ["Frame", "FrameIndex", "FrameReading", "OwnRelation", "load_frames", "load_own_relations"]

_FOLDER = "frames"


class OwnRelation(BaseModel):
    """A relation of the user's own, which his frames may name: it is declared in the graph beside its edges.

    Attributes:
        id: the predicate's local name, as ``shadows``; one of geograph's relations cannot be made anew.
        label: in words, read from the subject.
        definition: what it says, with an example.
        under: the relation of geograph that it narrows, if it does.
        symmetric: whether it holds both ways.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z][A-Za-z0-9]*$")
    label: str = Field(min_length=1)
    definition: str = Field(min_length=1)
    under: str | None = None
    symmetric: bool = False


class FrameReading(BaseModel):
    """What the example of a frame must be read as: words of actor and recipient, and the status."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    actor: str | None = None
    recipient: str | None = None
    status: Status = Status.REPORTED


class Frame(BaseModel):
    """One entry of the event lexicon.

    Attributes:
        id: unique, dotted: type, sense, part of speech.
        words: lemmas that evoke it. A second word is a particle or preposition that must hang on the first
            ("blow up", "call for").
        pos: verb, noun or adjective.
        type: a PLOVER type, INCIDENT (crashes and the like) or SPEECH (a speech act that PLOVER has no type for).
        mode, contexts, cameo: PLOVER mode and contexts, CAMEO code.
        relation: the predicate of the edge, a relation of the ontology.
        actor, recipient: slots to look for the role in, best first: subject, object, dative, poss, modifier, a
            preposition's lemma, doer (see ``events.slots``), object.owner (whose the object is, "demanded Iran's
            withdrawal"), or content.actor / content.recipient, those of the event that this one is about.
        object: lemmas, one of which must head the object ("launch" + attack).
        object_place: whether the object must name a place ("captured Mosul", but not "captured two soldiers"), which is
            then the event's place.
        requires: slots or roles ("recipient") that must be filled, else the frame is passed over; "actor.itself" is an
            actor that is not merely the owner of the subject ("Modi flew to Dhaka", but not "Modi's letter went"),
            "actor.armed" one that bears arms ("troops entered Mali", but not "tourists"), "actor.unarmed" one that does
            not ("students marched into the square", but not "rebels"), "recipient.people" one that
            can be held ("held two Swedes", but not "holds two ministries"), "recipient.body" one that can be joined
            ("joined NATO", but not "joined the presidents").
        excludes: slots that must be empty ("ordered troops to Kosovo", but not "ordered troops to advance");
            "content.actor" for what it is about having an actor of its own ("claimed an attack by others").
        content: slots where the event that this one is about is found.
        content_status: the standing of that event, where this frame decides it.
        recipient_place: whether a place may be the recipient.
        recipient_kind: actor (the default) or any: whether a thing without an actor may be a recipient.
        status: the standing of the event itself where its words alone give no fact (an arrest warrant is an order).
        speech: the speech act that the actor performs by it, which makes a claim about the content.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    words: tuple[str, ...] = Field(min_length=1)
    pos: Literal["verb", "noun", "adj"] = "verb"
    type: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    cameo: str | None = None
    relation: str | None = None
    actor: tuple[str, ...] = ("subject",)
    recipient: tuple[str, ...] = ("object",)
    object: frozenset[str] = frozenset()
    object_place: bool = False
    requires: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    content: tuple[str, ...] = ()
    content_status: Status | None = None
    status: Status | None = None
    recipient_place: bool = False
    recipient_kind: Literal["actor", "any"] = "actor"
    reciprocal: bool = False
    speech: str | None = None
    confidence: float = Field(default=0.9, ge=0, le=1)
    example: str
    reading: FrameReading


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameIndex:
    """Frames by the word that evokes them: (lemma, pos) -> ((second word or None, frame), ...), tightest first.

    ``digest`` is made of the user's files of frames, and empty without any.
    """

    frames: tuple[Frame, ...]
    digest: str
    by_word: Mapping[tuple[str, str], tuple[tuple[str | None, Frame], ...]]
    by_id: Mapping[str, Frame]

    def evoked_by(self, lemma: str, pos: str) -> tuple[tuple[str | None, Frame], ...]:
        """Frames that ``lemma`` may evoke, with the second word that each needs."""
        return self.by_word.get((lemma, pos), ())


def _index(frames: tuple[Frame, ...], digest: str = "", own: frozenset[str] = frozenset()) -> FrameIndex:
    table: dict[tuple[str, str], list[tuple[str | None, Frame]]] = {}
    for frame in frames:
        for words in frame.words:
            head, second = _head_and_second(words, frame.pos)
            table.setdefault((head, frame.pos), []).append((second, frame))
    # Whoever brings a frame for a word means it to be used: frames of the user's own are tried first.
    ordered = {
        key: tuple(sorted(rows, key=lambda row: (row[1].id not in own, -_tightness(*row))))
        for key, rows in table.items()
    }
    return FrameIndex(frames=frames, digest=digest, by_word=ordered, by_id={frame.id: frame for frame in frames})


def _head_and_second(words: str, pos: str) -> tuple[str, str | None]:
    """Split a two-word trigger: the head of "blow up" is its first word, that of "air raid" its last."""
    first, _, second = words.partition(" ")
    if not second:
        return first, None
    return (second, first) if pos == "noun" else (first, second)


def _tightness(second: str | None, frame: Frame) -> int:
    objects = bool(frame.object) or frame.object_place
    # "Pay demand" says more than "demand".
    pairs = bool(frame.object) and all(" " in noun for noun in frame.object)
    return 2 * (second is not None) + 3 * objects + pairs + len(frame.requires) + len(frame.excludes)


def load_frames(*extra: Path) -> FrameIndex:
    """Read the frames of the package, and those of the user's files ``extra``.

    A frame of the user takes the place of one of the same id, and is tried before all others of its words.

    Raises:
        LexiconError: if a file is missing, or naming file and entry of the first frame that breaks the schema.
    """
    return _load_frames(extra, stamps(extra))


@lru_cache(maxsize=4)
def _load_frames(extra: tuple[Path, ...], _: tuple[int, ...]) -> FrameIndex:
    for path in extra:
        if not path.is_file():
            raise LexiconError("there is no such file", where=str(path))
    folder = resources.files("geograph.lexicons.data").joinpath(_FOLDER)
    names = sorted(item.name for item in folder.iterdir() if item.name.endswith(".toml"))
    found: dict[str, Frame] = {}
    own: set[str] = set()
    sources: tuple[str | Path, ...] = (*(f"{_FOLDER}/{name}" for name in names), *extra)
    for source in sources:
        for frame in read_records(source, "frame", Frame):
            found[frame.id] = frame
            if source in extra:
                own.add(frame.id)
    return _index(tuple(found[key] for key in sorted(found)), _digest(extra), frozenset(own))


def load_own_relations(*extra: Path) -> dict[str, OwnRelation]:
    """The relations that the user's files of frames declare, by their ids, sorted.

    Raises:
        LexiconError: naming file and entry of the first that breaks the schema.
    """
    found = {relation.id: relation for path in extra for relation in read_records(path, "relation", OwnRelation)}
    return dict(sorted(found.items()))


def _digest(extra: tuple[Path, ...]) -> str:
    """The first digits of a hash of the user's files, in whatever order they were named."""
    if not extra:
        return ""
    whole = b"".join(sorted(hashlib.sha256(path.read_bytes()).digest() for path in extra))
    return hashlib.sha256(whole).hexdigest()[:12]
