"""Events and claims as lines that people can read and write, and how read ones are held against expected ones.

An event is ``TYPE relation: actor words -> recipient words [Status]``, several actors joined by `` + ``, none by ``-``.
``*`` stands for any relation, or any players; ``AID/MOBILIZE`` for either type; a line after ``? `` may be read or not.
Words may be followed by ``=EntityId`` to say whom they must mean.
A claim is ``claimer[ via reporter] Act Polarity: trigger``, with the names of entities.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from geograph.types import Claim, Document, Event, RoleName, Status

_EVENT = re.compile(r"(?P<types>[A-Z/]+) (?P<relation>\S+): (?P<actors>.+) -> (?P<recipients>.+) \[(?P<status>\w+)\]")
_CLAIM = re.compile(
    r"(?P<claimer>.+?)(?: via (?P<via>.+?))? (?P<act>\w+) (?P<polarity>Positive|Negative): (?P<trigger>.+)"
)
_ANY = "*"
_OPTIONAL = "? "


@dataclass(frozen=True, slots=True, kw_only=True)
class _Player:
    words: str
    entity: str


def event_line(event: Event, document: Document) -> str:
    """The line of an event that was read."""
    actors, recipients = (_shown(_players(event, document, name)) for name in (RoleName.ACTOR, RoleName.RECIPIENT))
    return f"{event.type} {event.relation or '-'}: {actors} -> {recipients} [{event.status.value}]"


def claim_line(claim: Claim, document: Document) -> str:
    """The line of a claim that was read."""
    names = {entity.id: entity.name for entity in document.entities}
    triggers = {event.id: event.trigger for event in document.events}
    via = f" via {' + '.join(names[entity] for entity in claim.via)}" if claim.via else ""
    about = " + ".join(triggers[event] for event in claim.about)
    return f"{names[claim.claimer]}{via} {claim.speech_act.value} {claim.polarity.value}: {about}"


def unmatched(document: Document, expected: Sequence[str]) -> tuple[list[str], list[str]]:
    """Expected lines without an event, and lines of events that nobody expects."""
    return _pair(expected, document.events, lambda line, event: _is_event(line, event, document), document, event_line)


def unmatched_claims(document: Document, expected: Sequence[str]) -> tuple[list[str], list[str]]:
    """Expected lines without a claim, and lines of claims that nobody expects."""
    return _pair(expected, document.claims, lambda line, claim: _is_claim(line, claim, document), document, claim_line)


def _pair(
    expected: Sequence[str],
    found: Sequence[Any],
    fits: Callable[[str, Any], bool],
    document: Document,
    show: Callable[[Any, Document], str],
) -> tuple[list[str], list[str]]:
    left = list(found)
    missing = []
    for line in sorted(expected, key=lambda line: line.startswith(_OPTIONAL)):
        match = next((item for item in left if fits(line.removeprefix(_OPTIONAL), item)), None)
        if match is not None:
            left.remove(match)
        elif not line.startswith(_OPTIONAL):
            missing.append(line)
    return missing, [show(item, document) for item in left]


def _is_event(line: str, event: Event, document: Document) -> bool:
    parts = _EVENT.fullmatch(line)
    assert parts, f"not an event's line: {line!r}"
    sides = ((parts["actors"], RoleName.ACTOR), (parts["recipients"], RoleName.RECIPIENT))
    return (
        event.type in parts["types"].split("/")
        and parts["relation"] in {_ANY, event.relation or "-"}
        and Status(parts["status"]) is event.status
        and all(_are_players(words, _players(event, document, name)) for words, name in sides)
    )


def _are_players(words: str, players: Sequence[_Player]) -> bool:
    if words == _ANY:
        return True
    wanted = [] if words == "-" else words.split(" + ")
    if len(wanted) != len(players):
        return False
    left = list(players)
    for item in wanted:
        match = next((player for player in left if _is_player(item, player)), None)
        if match is None:
            return False
        left.remove(match)
    return True


def _is_player(wanted: str, player: _Player) -> bool:
    """Whether the words are those of the mention, or a part of them, or the other way round."""
    words, _, entity = wanted.partition("=")
    if entity and player.entity != entity:
        return False
    return _within(words, player.words) or _within(player.words, words)


def _within(part: str, whole: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(part.casefold())}(?!\w)", whole.casefold()) is not None


def _players(event: Event, document: Document, name: RoleName) -> list[_Player]:
    text = document.article.text
    return [_Player(words=text[r.start : r.end], entity=r.entity) for r in event.roles if r.name is name]


def _shown(players: Sequence[_Player]) -> str:
    return " + ".join(f"{player.words}={player.entity}" for player in players) or "-"


def _is_claim(line: str, claim: Claim, document: Document) -> bool:
    wanted, got = _CLAIM.fullmatch(line), _CLAIM.fullmatch(claim_line(claim, document))
    assert wanted, f"not a claim's line: {line!r}"
    assert got, claim_line(claim, document)
    exact = all(wanted[key] == got[key] for key in ("act", "polarity", "trigger"))
    return exact and _within(wanted["claimer"], got["claimer"]) and _within(wanted["via"] or "", got["via"] or "")
