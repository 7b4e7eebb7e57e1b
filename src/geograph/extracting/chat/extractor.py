"""The extractor that asks a model for the events of a document, and believes nothing that the text does not show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import Any

from geograph.errors import ExtractionError, InputError
from geograph.events.assemble import contradictions
from geograph.extracting.chat.answer import AnsweredEvent, content_of, parse_answer
from geograph.extracting.chat.client import Endpoint, RefusedError, checked_address, key_of_environment
from geograph.extracting.chat.making import Made, UnusableError, joined, make_event
from geograph.extracting.chat.prompt import Part, make_parts, make_question, prompt_digest
from geograph.extracting.chat.quotes import Quotes
from geograph.extracting.protocol import Extracted, ExtractorOptions
from geograph.lexicons.atlas import load_atlas
from geograph.types import Document, Problem, Severity

__all__ = ["ChatExtractor", "make_chat"]

_LONGEST_NAME = 200
_LONGEST_TIMEOUT = 3600.0


@dataclass(slots=True)
class ChatExtractor:
    """Asks ``model`` at ``endpoint`` for the events of each document.

    ``schema`` is whether the endpoint takes a JSON schema; it is found out.
    """

    endpoint: Endpoint
    model: str
    name: str = field(default="chat", init=False)
    schema: bool = field(default=True, init=False)

    def extract(self, document: Document) -> Extracted:
        """Ask for the events of ``document``, part by part.

        Raises:
            ExtractionError: if the endpoint gives no usable answer to one of the parts.
        """
        made: list[Made] = []
        problems: list[Problem] = []
        for part in make_parts(document):
            events = parse_answer(content_of(self._ask(part)))
            usable = list(self._usable(events, part, document, problems))
            if events and not usable:
                raise ExtractionError(f"none of the {len(events)} events of its answer is usable: {_first(problems)}")
            made += usable
        claims = {item.claim.id: item.claim for item in made if item.claim is not None}
        return Extracted(
            events=joined(item.event for item in made),
            claims=contradictions(tuple(claims.values())),
            entities=tuple(entity for item in made for entity in item.entities),
            problems=tuple(problems),
        )

    def _ask(self, part: Part) -> Any:
        """The endpoint's reply; one that knows no JSON schema is asked for any JSON."""
        if self.schema:
            try:
                return self.endpoint.ask(make_question(part, self.model, schema=True))
            except RefusedError:
                reply = self.endpoint.ask(make_question(part, self.model, schema=False))
                self.schema = False  # the schema it was, and no need to try it again
                return reply
        return self.endpoint.ask(make_question(part, self.model, schema=False))

    def _usable(
        self, events: Iterable[AnsweredEvent | str], part: Part, document: Document, problems: list[Problem]
    ) -> Iterator[Made]:
        quotes = Quotes(document)
        lexicon = f"{load_atlas().version}+prompt-{prompt_digest()}"
        for number, item in enumerate(events, 1):
            try:
                made = _made(item, part, quotes, self.model, lexicon)
            except UnusableError as error:
                problems.append(_problem(f"left out event {number} of the answer: {error}", item, document))
                continue
            problems.extend(
                _problem(f"of event {number} of the answer left out {w}", item, document) for w in made.without
            )
            yield made


def make_chat(options: ExtractorOptions) -> ChatExtractor:
    """Make the extractor; nothing is sent by that.

    Raises:
        InputError: if endpoint or model are missing or malformed, the key is, or httpx is not installed.
    """
    if not options.endpoint:
        hint = "--endpoint http://127.0.0.1:11434/v1"
        raise InputError("the extractor chat needs the address of an endpoint", hint=hint)
    if not options.model:
        raise InputError("the extractor chat needs the name of the endpoint's model", hint="--endpoint-model NAME")
    if len(options.model) > _LONGEST_NAME or not options.model.isprintable():
        raise InputError("the name of the endpoint's model is no plain name of up to 200 characters")
    if not 0 < options.timeout <= _LONGEST_TIMEOUT:
        raise InputError(f"a timeout of {options.timeout:g} seconds is not between 0 and {_LONGEST_TIMEOUT:g}")
    address = checked_address(options.endpoint)
    key_of_environment()
    if find_spec("httpx") is None:
        raise InputError("the extractor chat needs httpx", hint='pip install "geograph-kg[chat]"')
    return ChatExtractor(Endpoint(address=address, timeout=options.timeout), options.model)


def _made(item: AnsweredEvent | str, part: Part, quotes: Quotes, rule: str, lexicon: str) -> Made:
    if isinstance(item, str):
        raise UnusableError(item)
    if item.sentence not in part.sentences:
        raise UnusableError(f"there is no sentence {item.sentence}")
    return make_event(item, quotes, rule, lexicon)


def _problem(message: str, item: AnsweredEvent | str, document: Document) -> Problem:
    number = item.sentence if isinstance(item, AnsweredEvent) else 0
    sentence = document.sentences[number - 1] if 0 < number <= len(document.sentences) else None
    return Problem(
        severity=Severity.WARNING,
        stage="extractor",
        message=f"chat: {message}",
        where=document.article.source,
        start=sentence.start if sentence else None,
        end=sentence.end if sentence else None,
    )


def _first(problems: Iterable[Problem]) -> str:
    return next((problem.message.partition("answer: ")[2] for problem in reversed(tuple(problems))), "")
