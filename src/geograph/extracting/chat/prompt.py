"""Document -> the questions that are put to a model about it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined, Template

from geograph.extracting.chat.answer import answer_schema
from geograph.extracting.chat.catalogue import load_catalogue, load_settings
from geograph.types import BlockKind, Document, MentionForm

__all__ = ["Part", "make_parts", "make_question", "prompt_digest"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Some sentences of a document as text for a model, and their numbers in the document, counted from 1."""

    text: str
    sentences: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    number: int
    text: str
    names: tuple[str, ...]
    times: tuple[str, ...]


def make_parts(document: Document) -> tuple[Part, ...]:
    """Cut a document into parts of whole sentences; advertising and parts in which nobody is named are left out."""
    parts: list[list[_Line]] = [[]]
    room = load_settings().part
    for line in _lines(document):
        if parts[-1] and sum(len(other.text) for other in parts[-1]) + len(line.text) > room:
            parts.append([])
        parts[-1].append(line)
    return tuple(
        Part(text=_article(document, lines), sentences=frozenset(line.number for line in lines))
        for lines in parts
        if any(line.names for line in lines)
    )


def make_question(part: Part, model: str, *, schema: bool) -> dict[str, Any]:
    """The body of a request; ``schema`` asks for JSON of our form, else for any JSON."""
    form: dict[str, Any] = {"type": "json_object"}
    if schema:
        form = {"type": "json_schema", "json_schema": {"name": "events", "strict": True, "schema": answer_schema()}}
    return {
        "model": model,
        "messages": [{"role": "system", "content": _system()}, {"role": "user", "content": part.text}],
        "temperature": 0,
        "seed": 0,
        "stream": False,
        "response_format": form,
    }


@cache
def prompt_digest() -> str:
    """The first digits of a hash of all that a model is told beside the article."""
    return hashlib.sha256(_system().encode()).hexdigest()[:12]


def _lines(document: Document) -> Iterator[_Line]:
    text = document.article.text
    for index, sentence in enumerate(document.sentences):
        if sentence.kind is BlockKind.BOILERPLATE:
            continue
        names = (
            text[m.start : m.end]
            for m in sorted(document.mentions, key=lambda m: (m.start, m.end))
            if m.sentence == index and m.entity is not None and m.form is not MentionForm.VALUE
        )
        times = (time.text for time in document.times if sentence.start <= time.start < sentence.end)
        yield _Line(
            number=index + 1,
            text=_flat(text[sentence.start : sentence.end]),
            names=tuple(dict.fromkeys(map(_flat, names))),
            times=tuple(dict.fromkeys(map(_flat, times))),
        )


def _flat(text: str) -> str:
    return " ".join(text.split())


def _article(document: Document, lines: list[_Line]) -> str:
    return _template("article.j2").render(published=document.article.published, lines=lines).strip()


@cache
def _system() -> str:
    return _template("prompt.j2").render(types=load_catalogue().values()).strip()


@cache
def _template(name: str) -> Template:
    source = files("geograph.extracting.chat").joinpath(name).read_text(encoding="utf-8")
    # Plain text for a model, no HTML: escaping would change the words that it is to copy.
    return Environment(undefined=StrictUndefined, autoescape=False).from_string(source)
