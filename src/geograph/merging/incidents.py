"""Corpus and groups -> incidents: accounts of one happening that cannot all be true stand side by side under it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from geograph.merging.corpus import Corpus
from geograph.merging.events import EventGroup, rival_pairs
from geograph.merging.likeness import Likeness, compare
from geograph.merging.rules import load_rules
from geograph.types import EntityKind, Polarity

__all__ = ["Incident", "find_contradictions", "find_incidents"]

_RIVAL = frozenset({"actor", "type", "actors"})
_DATED = frozenset({"same day", "days that fit", "published near each other"})
Said = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """Ids of events that are rival accounts of one happening, with how sure that is and why."""

    events: tuple[str, ...]
    score: float
    reason: str


def find_incidents(corpus: Corpus, groups: Iterable[EventGroup]) -> tuple[Incident, ...]:
    """Find events of different articles that share day, place, whom it befell or how many, but not who did it.

    Args:
        corpus: the cards, under merged names of actors.
        groups: merged events: all accounts of one belong to its incident.
    """
    rules = load_rules().incident
    fellows = {event: group.events for group in groups for event in group.events}
    members: dict[str, set[str]] = {}
    links: dict[str, list[tuple[float, str]]] = {}
    for pair in rival_pairs(corpus, rules.families):
        if pair[1] in fellows.get(pair[0], ()):
            continue
        likeness = compare(corpus, corpus.accounts[pair[0]], corpus.accounts[pair[1]])
        shared = likeness.score - likeness.parts.get("actor", 0.0)
        if shared < rules.needed or not _are_rivals(corpus, pair, likeness):
            continue
        joined = {m for event in pair for e in fellows.get(event, (event,)) for m in members.get(e, {e})}
        members.update(dict.fromkeys(joined, joined))
        links.setdefault(pair[0], []).append((min(1.0, shared / (2 * rules.needed)), likeness.reason))
    weakest: dict[str, tuple[float, str]] = {}
    for event, found in links.items():
        first = min(members[event])
        weakest[first] = min((*found, *((weakest[first],) if first in weakest else ())))
    distinct = {min(joined): joined for joined in members.values()}
    return tuple(
        Incident(events=tuple(sorted(joined)), score=round(weakest[first][0], 3), reason=weakest[first][1])
        for first, joined in sorted(distinct.items())
    )


def _are_rivals(corpus: Corpus, pair: tuple[str, str], likeness: Likeness) -> bool:
    """Whether two accounts cannot both be true as they stand: one deed, in one town or with one number of victims.

    Two states may each impose sanctions on a third on one day: that is two deeds, and nobody contests either.
    """
    types = {corpus.accounts[event][1].type for event in pair}
    one_kind = any(types <= family for family in load_rules().incident.families)
    rival = bool(likeness.conflicts) and set(likeness.conflicts) <= _RIVAL
    counted = any(part.startswith("number ") for part in likeness.parts)
    dated = not _DATED.isdisjoint(likeness.parts)
    return one_kind and rival and dated and (counted or ("place" in likeness.parts and _is_narrow(corpus, pair[0])))


def _is_narrow(corpus: Corpus, event: str) -> bool:
    """Whether an event is placed in a town, say, and not just in a country."""
    article, account = corpus.accounts[event]
    place = corpus.actor(article, account.place) if account.place else None
    return place is not None and place.kind != EntityKind.STATE.value


def find_contradictions(corpus: Corpus, groups: Iterable[EventGroup]) -> tuple[tuple[Said, Said], ...]:
    """Pairs of (article, claim id) of different articles and claimers of which one affirms what the other denies."""
    about: dict[str, list[tuple[str, str, str, Polarity]]] = {}
    for article, card in corpus.cards.items():
        for claim in card.claims:
            for event in claim.about:
                entry = (article, claim.id, corpus.name(article, claim.claimer), claim.polarity)
                about.setdefault(event, []).append(entry)
    found: set[tuple[Said, Said]] = set()
    for group in groups:
        said = [entry for event in group.events for entry in about.get(event, ())]
        for one in said:
            for other in said:
                rivals = one[0] < other[0] and one[2] != other[2] and one[3] is not other[3]
                if rivals:
                    found.add(((one[0], one[1]), (other[0], other[1])))
    return tuple(sorted(found))
