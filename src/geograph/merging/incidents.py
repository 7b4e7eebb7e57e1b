"""Corpus and groups -> incidents: accounts of one happening that cannot all be true stand side by side under it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from geograph.merging.corpus import Corpus
from geograph.merging.events import EventGroup, candidate_pairs
from geograph.merging.likeness import compare
from geograph.merging.rules import load_rules
from geograph.types import Polarity

__all__ = ["Incident", "find_contradictions", "find_incidents"]

_RIVAL = frozenset({"actor", "type", "actors"})
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
    links: dict[frozenset[str], tuple[float, str]] = {}
    for pair in candidate_pairs(corpus, rules.families):
        if pair[1] in fellows.get(pair[0], ()):
            continue
        likeness = compare(corpus, corpus.accounts[pair[0]], corpus.accounts[pair[1]])
        shared = likeness.score - likeness.parts.get("actor", 0.0)
        firm = {"place", "recipient", "same day"} & likeness.parts.keys() or any("number" in p for p in likeness.parts)
        if not likeness.conflicts or not set(likeness.conflicts) <= _RIVAL or not firm or shared < rules.needed:
            continue
        joined = {m for event in pair for e in fellows.get(event, (event,)) for m in members.get(e, {e})}
        members.update(dict.fromkeys(joined, joined))
        links[frozenset(pair)] = (min(1.0, shared / (2 * rules.needed)), likeness.reason)
    distinct = {min(joined): joined for joined in members.values()}
    return tuple(_incident(joined, links) for _, joined in sorted(distinct.items()))


def _incident(joined: set[str], links: dict[frozenset[str], tuple[float, str]]) -> Incident:
    score, reason = min(link for pair, link in links.items() if pair <= joined)
    return Incident(events=tuple(sorted(joined)), score=round(score, 3), reason=reason)


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
