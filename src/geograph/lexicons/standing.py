"""Cues that decide the standing of an event: verbs of saying and wanting, modals, hedges, conditions."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from geograph.lexicons.tables import read_records
from geograph.types import SpeechAct, Status

__all__ = ["Cue", "load_cues"]


class Cue(BaseModel):
    """A class of words with what they do to the event below them, and an example with the status it must get."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    on: Literal["verb", "noun", "adverb", "adjective", "modal", "mark", "passive", "object", "preposition", "subject"]
    words: frozenset[str]
    status: Status | Literal["same"]
    speech: SpeechAct | Literal[""] = ""
    example: str
    reading: Status

    @property
    def becomes(self) -> Status | None:
        """The status it gives, None if it leaves it as it is."""
        return self.status if isinstance(self.status, Status) else None

    @property
    def act(self) -> SpeechAct | None:
        """The speech act of the subject, None if it says nothing."""
        return self.speech if isinstance(self.speech, SpeechAct) else None


@lru_cache(maxsize=1)
def load_cues() -> Mapping[tuple[str, str], Cue]:
    """Cues by (what they are, lemma); a lemma that stands in two classes of one sort keeps the first."""
    found: dict[tuple[str, str], Cue] = {}
    for cue in read_records("standing.toml", "cue", Cue):
        for word in sorted(cue.words):
            found.setdefault((cue.on, word), cue)
    return found
