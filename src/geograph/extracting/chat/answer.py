"""A model's answer -> its events as they claim to be; nothing in them is believed yet."""

from __future__ import annotations

import json
import re
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from geograph.errors import ExtractionError
from geograph.extracting.chat.catalogue import STATUSES, load_catalogue

__all__ = ["AnsweredEvent", "answer_schema", "content_of", "parse_answer"]

_FENCED = re.compile(r"\A\s*```[a-zA-Z]*\s*\n(.*)\n\s*```\s*\Z", re.DOTALL)
_THOUGHT = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)
_LONGEST = 300


class AnsweredEvent(BaseModel):
    """An event as a model tells it. Keys that nobody asked for, such as offsets, are not looked at."""

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)

    sentence: int
    trigger: str = Field(min_length=1, max_length=_LONGEST)
    type: str
    relation: str | None = None
    actors: list[str] = []
    recipients: list[str] = []
    status: str
    speaker: str | None = None
    date: str | None = None
    place: str | None = None


def answer_schema() -> dict[str, Any]:
    """The JSON Schema of an answer, in the subset that servers compile to grammars: all keys required, no lengths."""
    text, maybe = {"type": "string"}, {"type": ["string", "null"]}
    catalogue = load_catalogue()
    relations = sorted({name for type_ in catalogue.values() for name in type_.relations})
    properties = {
        "sentence": {"type": "integer"},
        "trigger": text,
        "type": {"type": "string", "enum": list(catalogue)},
        "relation": {"type": ["string", "null"], "enum": [*relations, None]},
        "actors": {"type": "array", "items": text},
        "recipients": {"type": "array", "items": text},
        "status": {"type": "string", "enum": list(STATUSES)},
        "speaker": maybe,
        "date": maybe,
        "place": maybe,
    }
    event = {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {"events": {"type": "array", "items": event}},
        "required": ["events"],
        "additionalProperties": False,
    }


def content_of(reply: Any) -> str:
    """What the model wrote, of a reply in the form of chat completions.

    Raises:
        ExtractionError: if the reply has another form, or the model was cut off.
    """
    try:
        choice = reply["choices"][0]
        content, reason = choice["message"]["content"], choice.get("finish_reason")
    except (LookupError, TypeError, AttributeError) as error:
        raise ExtractionError("its answer has not the form of a chat completion") from error
    if reason == "length":
        raise ExtractionError("the model was cut off, for its answer was too long")
    if not isinstance(content, str):
        raise ExtractionError("its answer holds no text")
    return content


def parse_answer(content: str) -> tuple[AnsweredEvent | str, ...]:
    """The events that a model wrote; for one of the wrong form, what is wrong with it.

    Raises:
        ExtractionError: if they are not a JSON object with a list of events. A fence of Markdown around it is allowed,
            and so are thoughts before it, which some servers do not take out.
    """
    content = _THOUGHT.sub("", content, count=1)
    fenced = _FENCED.match(content)
    try:
        whole = json.loads(fenced.group(1) if fenced else content)
    except (ValueError, RecursionError) as error:
        raise ExtractionError("the model wrote no whole JSON") from error
    events = whole.get("events") if isinstance(whole, dict) else None
    if not isinstance(events, list):
        raise ExtractionError("the model wrote JSON without a list of events")
    return tuple(map(_event, events))


def _event(item: Any) -> AnsweredEvent | str:
    try:
        return AnsweredEvent.model_validate(item)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"])) or "event"
        return f"{where}: {first['msg']}"
