"""What a model may choose from: types of events and their relations, of the frames, with the ontology's definitions."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from geograph.lexicons.frames import load_frames
from geograph.types import Status
from geograph.vocabulary import load_vocabulary

__all__ = ["STATUSES", "Settings", "Type", "load_catalogue", "load_settings"]

_INCIDENT = "INCIDENT"
STATUSES = tuple(status.value for status in Status)


@dataclass(frozen=True, slots=True, kw_only=True)
class Type:
    """A type of event, what it means, and the relations that events of it may have, each with what it means."""

    code: str
    definition: str
    relations: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Of ``chat.toml``, which says what each is for."""

    confidence: float
    part: int
    leading: frozenset[str]


@cache
def load_catalogue() -> Mapping[str, Type]:
    """Types by their codes, sorted. SPEECH is not among them: what is said is told by status and speaker."""
    vocabulary = load_vocabulary()
    relations: dict[str, set[str]] = {code: set() for code in (*vocabulary.types, _INCIDENT)}
    for frame in load_frames().frames:
        if frame.relation is not None and frame.type in relations:
            relations[frame.type].add(frame.relation)
    found = {}
    for code in sorted(relations):
        term = vocabulary.term("type", code)
        definition = term.definition if term else "A crash, a disaster or another happening without an actor."
        meanings = {name: _meaning(name) for name in sorted(relations[code])}
        found[code] = Type(code=code, definition=definition, relations=MappingProxyType(meanings))
    return MappingProxyType(found)


def _meaning(relation: str) -> str:
    term = load_vocabulary().relation(relation)
    return term.comment if term is not None else ""


@cache
def load_settings() -> Settings:
    """Read ``chat.toml``."""
    data = tomllib.loads(files("geograph.extracting.chat").joinpath("chat.toml").read_text(encoding="utf-8"))
    return Settings(confidence=data["confidence"], part=data["part"], leading=frozenset(data["leading"]))
