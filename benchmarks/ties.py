"""Relations between two mentions of one sentence, as a span corpus marks them: read off roles, nesting and wording."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from geograph.types import Document, Event, Mention, MentionForm, MentionKind, RoleName, Status, ThingPart

__all__ = ["Cut", "Row", "tie_rows"]

Span = tuple[int, int]
Cut = tuple[Mention, int, int]
"""A mention with the extent that the corpus gives it."""
Row = tuple[str, Span, Span]

_GROUPS = frozenset({MentionKind.ORGANISATION, MentionKind.STATE})
_ACTORS = _GROUPS | {MentionKind.PERSON}
_THINGS = frozenset({MentionKind.WEAPON, MentionKind.PLATFORM, MentionKind.VEHICLE})
_MOVABLE = _ACTORS | _THINGS
_NOT_SAID = frozenset({Status.DENIED, Status.HYPOTHETICAL})
_IN = re.compile(
    r",? ?\(?(?:in|at|near|inside|outside|within|around|across|throughout|on|into|of|to|from)(?: the)? ", re.I
)
_INSIDE = re.compile(r",? ?(?:in|at|near|inside|within|outside|of|on)(?: the)? |, ", re.I)
_SAME = re.compile(r" ?\(|,? also known as |,? known as |, or |,? formerly ", re.I)
_MEMBER = re.compile(
    r",? ?(?:a |an |the |one of the )?(?:senior |former |leading )?(?:members? of|part of|within|from|visiting from"
    r"|soldiers? (?:of|in|from)|belonging to|affiliated with|of|working (?:in|for|at)) (?:the )?",
    re.I,
)
_LEADS = re.compile(
    r",? ?(?:who |which |that )?(?:has |have |had |is |was )?(?:commanded|commands|controls|controlled|leads|led"
    r"|heads|headed|runs|operates|operated|holds|captured|seized|commander (?:of|for)"
    r"|leader of|head of|chief of) (?:the )?",
    re.I,
)
_LED_BY = re.compile(
    r",? ?(?:which )?(?:is |was )?(?:commanded|controlled|led|headed|run|operated|held|owned|captured|seized) by ", re.I
)
_LISTS = re.compile(
    r"\b(?:includes?|including|such as|composed of|made up of|consists? of|comprising|comprises?)\b", re.I
)
_COUNT_OF = re.compile(r" (?:of )?(?:the )?| of (?:the )?", re.I)


def tie_rows(document: Document, cuts: Sequence[Cut]) -> Iterator[Row]:
    """All relations of a document but those of its events' types."""
    text = document.article.text
    sentences: dict[int, list[Cut]] = {}
    for cut in cuts:
        sentences.setdefault(cut[0].sentence, []).append(cut)
    nested = [(m, m.start, m.end) for m in document.mentions if m.form is not MentionForm.PRONOUN]
    for members in sentences.values():
        yield from _counted(text, members)
        yield from _beside(text, members)
        yield from _listed(text, members)
    yield from _held(text, nested)
    yield from _offices(document, sentences)
    for event in document.events:
        if event.status not in _NOT_SAID:
            yield from _of_event(event, cuts)


def _span(cut: Cut) -> Span:
    return cut[1], cut[2]


# ---------------------------------------------------------------- numbers
def _counted(text: str, members: Sequence[Cut]) -> Iterator[Row]:
    """As in "43 people", "dozens of weapons": a number right before what it counts."""
    for one, two in pairwise(members):
        if one[0].kind is MentionKind.QUANTITY and two[0].kind not in {MentionKind.QUANTITY, MentionKind.TIME}:
            if _COUNT_OF.fullmatch(text[one[2] : two[1]]):
                yield "HasAttrOf", _span(two), _span(one)
        elif one[0].kind is MentionKind.NATIONALITY and two[0].kind in _MOVABLE and text[one[2] : two[1]] == " ":
            yield "HasAttrOf", _span(two), _span(one)


# ---------------------------------------------------------------- neighbours
def _beside(text: str, members: Sequence[Cut]) -> Iterator[Row]:
    for number, one in enumerate(members):
        for two in members[number + 1 : number + 4]:
            between = text[one[2] : two[1]]
            yield from _synonyms(one, two, between)
            linked = _INSIDE if one[0].kind is MentionKind.PLACE else _IN
            located = one[0].kind in _MOVABLE | {MentionKind.PLACE} and two[0].kind is MentionKind.PLACE
            if located and linked.fullmatch(between):
                yield "CoLocated", _span(one), _span(two)
            if one[0].kind in _ACTORS and two[0].kind in _GROUPS and _MEMBER.fullmatch(between):
                yield "BelongsTo", _span(one), _span(two)
            if one[0].kind in _ACTORS and _LEADS.fullmatch(between):
                yield "InChargeOf", _span(one), _span(two)
            if two[0].kind in _ACTORS and _LED_BY.fullmatch(between):
                yield "InChargeOf", _span(two), _span(one)


def _synonyms(one: Cut, two: Cut, between: str) -> Iterator[Row]:
    a, b = one[0], two[0]
    if a.kind is not b.kind or a.kind in {MentionKind.TIME, MentionKind.PLACE}:
        return
    people = a.kind is MentionKind.PERSON and {a.form, b.form} == {MentionForm.NAMED, MentionForm.NOMINAL}
    if _SAME.fullmatch(between) or (people and between in {", ", " ", " is "}):
        yield "IsSynonymOf", _span(one), _span(two)


def _listed(text: str, members: Sequence[Cut]) -> Iterator[Row]:
    """As in "members include Australia, Belgium and Canada": all that is listed belongs to the first group."""
    groups = [cut for cut in members if cut[0].kind in _ACTORS]
    for mark in _LISTS.finditer(text, members[0][1], members[-1][2]) if members else ():
        before = [cut for cut in groups if cut[2] <= mark.start() and cut[0].kind in _GROUPS]
        nominal = [cut for cut in before if cut[0].form is MentionForm.NOMINAL] or before
        if not nominal:
            continue
        reach = mark.end()
        for cut in groups:
            gap = text[reach : cut[1]]
            if cut[1] >= reach and re.fullmatch(r"[\s,]*(?:and |the |as well as )*", gap):
                yield "BelongsTo", _span(cut), _span(nominal[0])
                reach = cut[2]


# ---------------------------------------------------------------- nesting and offices
def _held(text: str, nested: Sequence[Cut]) -> Iterator[Row]:
    """As in "Taliban-held bridge", "Kenya's Mungiki movement": who stands in the mention of what is his."""
    for outer in nested:
        for inner in nested:
            inside = outer[1] <= inner[1] and inner[2] < outer[2]
            if not inside or inner[0].kind not in _GROUPS or inner[1] - outer[1] > 1 + len("the "):
                continue
            if outer[0].kind in _THINGS | {MentionKind.PLACE} and inner[0].form is MentionForm.NAMED:
                yield "InChargeOf", _span(inner), _span(outer)
            elif outer[0].kind in _GROUPS and text[inner[2] : inner[2] + 2] in {"'s", "’s"}:
                yield "BelongsTo", _span(outer), _span(inner)


def _offices(document: Document, sentences: dict[int, list[Cut]]) -> Iterator[Row]:
    """Persons and the organisation beside them that they lead or speak for, by the relations of the document."""
    ties = {(r.subject, r.object): r.predicate for r in document.relations}
    for members in sentences.values():
        for one in members:
            for two in members:
                predicate = ties.get((one[0].entity or "", two[0].entity or ""))
                if predicate is None or two[0].kind is MentionKind.PLACE or one[0].form is MentionForm.PRONOUN:
                    continue
                if predicate in {"leaderOf", "headOfGovernmentOf", "presidentOf", "headOfStateOf"}:
                    yield "InChargeOf", _span(one), _span(two)
                elif predicate in {"memberOf", "partOf", "affiliatedWith"}:
                    yield "BelongsTo", _span(one), _span(two)


# ---------------------------------------------------------------- events
def _of_event(event: Event, cuts: Sequence[Cut]) -> Iterator[Row]:
    roles = {name: [(r.start, r.end) for r in event.roles if r.name is name] for name in RoleName}
    weapons = [_span(c) for c in cuts if c[0].kind in _THINGS and c[1] < event.end and event.start < c[2]]
    arms = [(t.start, t.end) for t in event.things if t.part is ThingPart.INSTRUMENT]
    for actor in roles[RoleName.ACTOR]:
        for thing in (*arms, *weapons):
            yield "InChargeOf", actor, thing
    parties = (*roles[RoleName.ACTOR], *roles[RoleName.RECIPIENT], *roles[RoleName.AFFECTED], *weapons)
    for place in (*roles[RoleName.PLACE], *roles[RoleName.DESTINATION]):
        for party in parties:
            yield "CoLocated", party, place
