"""Documents as span corpora write them: typed mentions, and relations between mentions of one sentence (re3d)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from benchmarks.ties import Cut, Row, tie_rows
from geograph.types import Document, Event, Mention, MentionForm, MentionKind, RoleName, Status, ThingPart

__all__ = ["entity_rows", "relation_rows"]

_TYPES = {
    MentionKind.PERSON: "Person",
    MentionKind.ORGANISATION: "Organisation",
    MentionKind.STATE: "Organisation",
    MentionKind.PLACE: "Location",
    MentionKind.NATIONALITY: "Nationality",
    MentionKind.TIME: "Temporal",
    MentionKind.QUANTITY: "Quantity",
    MentionKind.MONEY: "Money",
    MentionKind.WEAPON: "Weapon",
    MentionKind.PLATFORM: "MilitaryPlatform",
    MentionKind.VEHICLE: "Vehicle",
}
_BY_EVENT = {
    "ASSAULT": "FightingAgainst",
    "COOPERATE": "AlliesOf",
    "CONSULT": "CommWith",
    "REQUEST": "CommWith",
    "AGREE": "CommWith",
    "SUPPORT": "Likes",
    "AID": "Likes",
    "ACCUSE": "Dislikes",
    "REJECT": "Dislikes",
    "THREATEN": "Dislikes",
    "SANCTION": "Dislikes",
}
_NEVER_MARKED = frozenset(
    {"his", "its", "their", "our", "your", "my", "you", "yours", "mine", "theirs", "itself", "themselves"}
)
_MARKED_IF_RESOLVED = frozenset({"they", "it", "them", "us"})
_MARKED_IF_ALONE = frozenset({"he", "she"})
_INDEFINITE = ("a ", "an ", "another ")
_POSSESSIVE = frozenset({"'s", "’s", "s'"})
_BOUND = re.compile(
    r"(?:at least|more than|fewer than|less than|up to|as many as|nearly|almost|about|around|some|over)\s+", re.I
)
_ARTICLE_COUNT = re.compile(r"(?:several|multiple|numerous|each|every|more|dozens of|hundreds of)\b", re.I)
_HELP = frozenset({"SUPPORT", "AID"})
_PRAISE = frozenset({"praises"})
_ALLIED = frozenset({"alliesWith"})
_WEAPONS = frozenset({"aerial", "heavy-weapons"})
_ARMED = frozenset({"MIL", "REB", "PRM", "UAF"})
_NOT_SAID = frozenset({Status.DENIED, Status.HYPOTHETICAL})


def entity_rows(document: Document) -> list[dict[str, Any]]:
    """Mentions in the corpus's types and with its extents."""
    rows = {(start, end, _TYPES[m.kind]) for m, start, end in corpus_mentions(document)}
    return [{"start": start, "end": end, "type": kind} for start, end, kind in sorted(rows)]


def corpus_mentions(document: Document) -> list[Cut]:
    """Mentions as the corpus marks them: outermost ones, without their counts, and no pronouns that stand for nothing.

    A person who possesses ("Amal's family") is marked inside the longer mention too.
    """
    text = document.article.text
    counts = {m.start: m.end for m in document.mentions if m.kind is MentionKind.QUANTITY}
    marked = [m for m in document.mentions if not _is_unmarked(m, text)]
    cut = [(m, _after_count(m, text, counts), m.end) for m in marked]
    kept: list[Cut] = []
    reach = -1
    for mention, start, end in sorted(cut, key=lambda item: (item[1], -item[2])):
        if end > reach or _is_possessor(mention, text):
            kept.append((mention, start, end))
            reach = max(reach, end)
    return kept


def _is_unmarked(mention: Mention, text: str) -> bool:
    word = text[mention.start : mention.end].lower()
    if mention.kind is MentionKind.WEAPON and word.endswith("strike"):
        return True  # a single strike is an event there
    if mention.kind is MentionKind.PERSON and mention.form is MentionForm.NOMINAL:
        return word.startswith(_INDEFINITE)  # mostly what somebody is said to be
    if mention.form is not MentionForm.PRONOUN:
        return word == "one"
    return word in _NEVER_MARKED or (word in _MARKED_IF_RESOLVED and mention.entity is None)


def _after_count(mention: Mention, text: str, counts: dict[int, int]) -> int:
    """Where a description begins after its number: "43 people", "at least ten villagers", but "one man"."""
    single = text[mention.start : mention.start + 4].lower() == "one "
    if mention.form is not MentionForm.NOMINAL or single:
        return mention.start
    bound = _BOUND.match(text, mention.start)
    number = bound.end() if bound else mention.start
    end = counts.get(number, mention.start)
    if end == mention.start:
        article = _ARTICLE_COUNT.match(text, mention.start)
        end = article.end() if article else end
    while end < mention.end and text[end : end + 1].isspace():
        end += 1
    return end if end < mention.end else mention.start


def _is_possessor(mention: Mention, text: str) -> bool:
    named_person = mention.kind is MentionKind.PERSON and mention.form is MentionForm.NAMED
    return named_person and text[mention.end : mention.end + 2] in _POSSESSIVE


def relation_rows(document: Document) -> list[dict[str, Any]]:
    """Relations between two mentions of one sentence."""
    armed = {entity.id for entity in document.entities if entity.sector in _ARMED}
    kinds = {(m.start, m.end): m.kind for m in document.mentions}
    told = {event.id: event for event in document.events}
    events = [_as_claimed(event, told) for event in document.events]
    rows = {row for event in events for row in _of_event(_with_marked(event, document), armed, kinds)}
    rows |= set(tie_rows(document, corpus_mentions(document)))
    return [{"type": kind, "source": list(a), "target": list(b)} for kind, a, b in sorted(rows) if a != b]


def _as_claimed(event: Event, told: dict[str, Event]) -> Event:
    """Who claims responsibility for an attack as its attacker: the corpus takes him at his word."""
    deed = told.get(event.content or "")
    if event.relation != "claimsResponsibilityFor" or deed is None or deed.entities(RoleName.ACTOR):
        return event
    return replace(
        deed, roles=(*(r for r in event.roles if r.name is RoleName.ACTOR), *deed.roles), status=event.status
    )


def _with_marked(event: Event, document: Document) -> Event:
    """Roles by the words that the corpus marks: a name in the same sentence, for "its" or a title beside the name."""
    text = document.article.text
    forms = {(m.start, m.end): m for m in document.mentions}
    roles = []
    for role in event.roles:
        mention = forms.get((role.start, role.end))
        if mention is not None and mention.form is not MentionForm.NAMED:
            same = [m for m in document.mentions if (m.entity, m.sentence) == (role.entity, mention.sentence)]
            named = [m for m in same if m.form is MentionForm.NAMED]
            beside = [m for m in named if text[mention.end : m.start] in {", ", " "}]
            unmarked = text[role.start : role.end].lower() in _NEVER_MARKED | _MARKED_IF_ALONE
            for other in beside or (named if unmarked else ()):
                role = replace(role, start=other.start, end=other.end)
        roles.append(role)
    return replace(event, roles=tuple(roles))


def _of_event(event: Event, armed: set[str], kinds: dict[tuple[int, int], MentionKind]) -> Iterator[Row]:
    kind = _BY_EVENT.get(event.type)
    sides = (event.entities(RoleName.ACTOR), event.entities(RoleName.RECIPIENT))
    forces = any(armed & set(side) for side in sides)
    if event.type in _HELP and event.relation not in _PRAISE and forces and sides[1]:
        kind = "AlliesOf"  # who supports forces, and whom forces support
    if event.type == "COOPERATE" and not forces and event.relation not in _ALLIED:
        kind = "Likes"  # who works together without arms
    if kind is None or event.status in _NOT_SAID:
        return
    actors = [(r.start, r.end) for r in event.roles if r.name is RoleName.ACTOR]
    recipients = [(r.start, r.end) for r in event.roles if r.name is RoleName.RECIPIENT]
    things = [(t.start, t.end) for t in event.things if t.part is ThingPart.TARGET]
    recipients = [r for r in recipients if not any(a <= r[0] and r[1] <= b for a, b in things)] + things
    if not actors and event.type == "ASSAULT" and event.mode in _WEAPONS:
        actors = [(event.start, event.end)]  # the corpus marks strikes as weapons, and what they hit as their foes
    if event.reciprocal and not recipients:
        recipients = actors[1:]
        actors = actors[:1]
    for actor in actors:
        for recipient in recipients:
            at_place = kinds.get(recipient) is MentionKind.PLACE
            if at_place and kind == "Likes":
                continue  # a place is helped, not liked
            yield ("CoLocated" if at_place and kind == "CommWith" else kind), actor, recipient
