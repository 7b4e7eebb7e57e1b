"""Document -> sentence by sentence, what was found in it and by which rule, as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from geograph.terminal import Style, visible, wrap
from geograph.types import (
    Article,
    BlockKind,
    Claim,
    Document,
    Event,
    Mention,
    MentionForm,
    Quantity,
    Sentence,
    ThingPart,
    TimeValue,
)

__all__ = ["explain_document"]

_PLAIN = Style()
_OPEN = "open"

Spanned = TypeVar("Spanned", bound=object)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """A document with its entities and events by id, and the style to write in."""

    document: Document
    names: dict[str, str]
    events: dict[str, Event]
    style: Style

    def name(self, entity: str) -> str:
        return visible(self.names.get(entity, entity))

    def words(self, start: int, end: int) -> str:
        return visible(" ".join(self.document.article.text[start:end].split()))


def explain_document(document: Document, *, style: Style = _PLAIN) -> str:
    """The document as text: its head, then each sentence with all that was found in it, and what was not and why."""
    reader = _Reader(
        document=document,
        names={entity.id: entity.name for entity in document.entities},
        events={event.id: event for event in document.events},
        style=style,
    )
    lines = [*_head(document, style)]
    for number, sentence in enumerate(document.sentences):
        lines += ["", *_sentence(reader, number, sentence)]
    lines += _left_out(reader)
    return "\n".join(lines) + "\n"


def _head(document: Document, style: Style) -> Iterator[str]:
    article = document.article
    yield style.paint(visible(article.title or article.source or article.id), "bold")
    published = f"published {article.published}" if article.published else "publication date unknown"
    facts = [article.source, article.publisher, article.author, published, f"language {article.language}"]
    yield "  " + visible(", ".join(fact for fact in facts if fact))
    counts = {
        "sentences": document.sentences,
        "mentions": document.mentions,
        "entities": document.entities,
        "events": document.events,
        "claims": document.claims,
        "not coded": document.uncoded,
    }
    yield "  " + ", ".join(f"{len(found)} {name}" for name, found in counts.items())
    for relation in document.relations:
        names = {entity.id: entity.name for entity in document.entities}
        ends = [visible(names.get(key, key)) for key in (relation.subject, relation.object)]
        yield f"  standing: {ends[0]} {relation.predicate} {ends[1]} (rule {relation.provenance.rule or 'atlas'})"


# ---------------------------------------------------------------- one sentence
def _sentence(reader: _Reader, number: int, sentence: Sentence) -> Iterator[str]:
    document, style = reader.document, reader.style
    kind = "" if sentence.kind is BlockKind.PARAGRAPH else f" {sentence.kind}"
    yield style.paint(f"[{number + 1}]{kind} {sentence.start}-{sentence.end}", "bold")
    yield from wrap(document.article.text[sentence.start : sentence.end], indent="    ")
    if sentence.kind is BlockKind.BOILERPLATE:
        yield "  not read: advertising, navigation or another line that is not news"
        return
    # Times and numbers are mentions too, but are told with their values below.
    mentions = [m for m in document.mentions if m.sentence == number and m.form is not MentionForm.VALUE]
    events = [event for event in document.events if event.provenance.sentence == number]
    claims = [claim for claim in document.claims if claim.provenance.sentence == number]
    uncoded = [item for item in document.uncoded if item.sentence == number]
    times = _within(document.times, sentence)
    quantities = _within(document.quantities, sentence)
    yield from _section("mentions", [_mention(reader, mention) for mention in mentions], style)
    yield from _section("times", [_time(time) for time in times], style)
    yield from _section("quantities", [_quantity(quantity) for quantity in quantities], style)
    yield from _section("events", [line for event in events for line in _event(reader, event)], style)
    yield from _section("claims", [line for claim in claims for line in _claim(reader, claim)], style)
    not_coded = [f'"{visible(item.text)}" {item.start}-{item.end}: {visible(item.reason)}' for item in uncoded]
    yield from _section("seen and not coded", not_coded, style)
    if not (mentions or times or quantities or events or claims or uncoded):
        yield "  nothing found: no name, no time, no number, and no word that evokes an event"
    elif not (events or uncoded):
        yield "  no event: no word here is in the lexicon of events"


def _within(items: Iterable[Spanned], sentence: Sentence) -> list[Spanned]:
    return [item for item in items if sentence.start <= item.start < sentence.end]  # type: ignore[attr-defined]


def _section(title: str, lines: Sequence[str], style: Style) -> Iterator[str]:
    if lines:
        yield "  " + style.paint(title, "blue")
        yield from (f"    {line}" for line in lines)


def _mention(reader: _Reader, mention: Mention) -> str:
    words = f'"{reader.words(mention.start, mention.end)}" {mention.start}-{mention.end} {mention.form} {mention.kind}'
    if mention.entity is None:
        return f"{words}: left open" + (f" (rule {mention.rule})" if mention.rule not in ("", _OPEN) else "")
    named = reader.name(mention.entity)
    identity = named if mention.entity == named else f"{named} ({visible(mention.entity)})"
    return f"{words} -> {identity}, score {mention.score:.2f}, rule {mention.rule}"


def _time(time: TimeValue) -> str:
    return f'"{visible(time.text)}" {time.start}-{time.end} -> {_when(time)}, rule {time.rule}'


def _when(time: TimeValue) -> str:
    days = dict.fromkeys(str(day) for day in (time.first, time.last) if day)
    if days:
        return f"{' to '.join(days)} ({time.precision})"
    value = "a span of time" if time.precision == "duration" else "not resolved to days"
    return f"{value}, {time.direction}" if time.direction else value


def _quantity(quantity: Quantity) -> str:
    unit = f" {quantity.unit}" if quantity.unit else ""
    value = f"{quantity.bound} {quantity.value:g}{visible(unit)} ({quantity.kind})"
    return f'"{visible(quantity.text)}" {quantity.start}-{quantity.end} -> {value}, rule {quantity.rule}'


# ---------------------------------------------------------------- events and claims
def _event(reader: _Reader, event: Event) -> Iterator[str]:
    codes = " ".join(part for part in (event.type, event.mode, ",".join(event.contexts), event.cameo) if part)
    colour = "green" if event.status.factual else "yellow"
    status = reader.style.paint(str(event.status), colour)
    edge = f", relation {event.relation}" if event.relation else ", no relation"
    trigger = f'"{visible(event.trigger)}" {event.start}-{event.end}'
    yield f"{trigger} -> {codes}, {status}{edge}, score {event.confidence:.2f}, {_maker(event)}"
    for role in event.roles:
        words = f'"{reader.words(role.start, role.end)}" {role.start}-{role.end}'
        yield f"  {role.name}: {reader.name(role.entity)} by {words}" + (f", rule {role.rule}" if role.rule else "")
    if event.time:
        yield f'  when: {_when(event.time)} by "{visible(event.time.text)}"'
    for quantity in event.quantities:
        yield f'  how many: {quantity.bound} {quantity.value:g} {quantity.kind} by "{visible(quantity.text)}"'
    for thing in event.things:
        title = "with" if thing.part is ThingPart.INSTRUMENT else "what it hits"
        yield f'  {title}: "{visible(thing.text)}" {thing.start}-{thing.end}'
    for title, other in (("about", event.content), ("because of", event.cause)):
        if other:
            yield f"  {title}: {_short(reader, other)}"
    speakers = [claim for claim in reader.document.claims if event.id in claim.about]
    yield from (f"  said by: {_speaker(reader, claim)}" for claim in speakers)


def _maker(event: Event) -> str:
    """The frame that made an event, or the extractor, whose name stands before a colon."""
    rule = event.provenance.rule
    return f"extractor {visible(rule)}" if ":" in rule else f"frame {rule}"


def _claim(reader: _Reader, claim: Claim) -> Iterator[str]:
    day = f", {claim.date}" if claim.date else ""
    rule = f", rule {visible(claim.provenance.rule)}" if claim.provenance.rule else ""
    yield f"{_speaker(reader, claim)}{day}, {claim.certainty.lower()}, score {claim.confidence:.2f}{rule}"
    yield from (f"  about: {_short(reader, event)}" for event in claim.about)
    by_id = {other.id: other for other in reader.document.claims}
    for other in claim.contradicts:
        yield f"  contradicts: {_speaker(reader, by_id[other]) if other in by_id else other}"


def _speaker(reader: _Reader, claim: Claim) -> str:
    via = f", by way of {', '.join(map(reader.name, claim.via))}" if claim.via else ""
    return f"{reader.name(claim.claimer)}{via} ({claim.speech_act}, {claim.polarity.lower()})"


def _short(reader: _Reader, identifier: str) -> str:
    event = reader.events.get(identifier)
    return f'{event.type} "{visible(event.trigger)}" {event.start}-{event.end}' if event else visible(identifier)


def _left_out(reader: _Reader) -> Iterator[str]:
    """Blocks that were told apart as no news, and in which no sentence begins."""
    document = reader.document
    starts = [sentence.start for sentence in document.sentences]
    for block in _boilerplate(document.article):
        if not any(block[0] <= start < block[1] for start in starts):
            yield ""
            yield reader.style.paint(f"[-] boilerplate {block[0]}-{block[1]}, not read", "bold")
            yield from wrap(document.article.text[slice(*block)], indent="    ")


def _boilerplate(article: Article) -> Iterator[tuple[int, int]]:
    return ((block.start, block.end) for block in article.blocks if block.kind is BlockKind.BOILERPLATE)
