"""Corpus -> groups of accounts, each of one event: blocks of what may be one, likeness, and groups without conflict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, product

from geograph.merging.corpus import Account, Corpus
from geograph.merging.likeness import Likeness, compare, window
from geograph.merging.rules import load_rules
from geograph.types import Status

__all__ = ["EventGroup", "candidate_pairs", "group_events"]

_BUCKET = 4  # days: not less than the lag of a report and the days that accounts may lie apart
_NOT_YET = frozenset({Status.PLANNED, Status.ORDERED, Status.THREATENED, Status.HYPOTHETICAL})
_SURE = 8.0  # from this sum of weights on, a merge is as sure as it gets


@dataclass(frozen=True, slots=True, kw_only=True)
class EventGroup:
    """Ids of events of different articles that are one; ``score`` (0 to 1) and ``reason`` are of the weakest link."""

    events: tuple[str, ...]
    score: float
    reason: str


def candidate_pairs(corpus: Corpus, families: Iterable[frozenset[str]] = ()) -> Iterator[tuple[str, str]]:
    """Give pairs of events of different articles that share a type, some days, and an actor or a place.

    Args:
        corpus: the cards.
        families: types that count as one; by default each type is its own.
    """
    family = {type_: "/".join(sorted(types)) for types in families for type_ in types}
    blocks: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for event, account in sorted(corpus.accounts.items()):
        for key in _keys(corpus, account, family.get(account[1].type, account[1].type)):
            blocks[key].append(event)
    seen: set[tuple[str, str]] = set()
    for block in blocks.values():
        for pair in combinations(block, 2):
            one, other = corpus.accounts[pair[0]][0], corpus.accounts[pair[1]][0]
            if one != other and pair not in seen:
                seen.add(pair)
                yield pair


def _keys(corpus: Corpus, account: Account, type_: str) -> Iterator[tuple[str, ...]]:
    article, event = account
    days = window(corpus, account)
    number = None if days is None else days[1].toordinal() // _BUCKET
    buckets = ("?",) if number is None else (str(number), str(number + 1))
    homes = {corpus.home(article, key) for key in (*event.actors, *event.recipients)}
    ends = {*(f"who {home}" for home in homes), *((f"at {event.place}",) if event.place else ())}
    for bucket, end in product(buckets, sorted(ends)):
        yield (type_, bucket, end)


def group_events(
    corpus: Corpus, together: Iterable[tuple[str, ...]] = (), apart: Iterable[tuple[str, str]] = ()
) -> tuple[EventGroup, ...]:
    """Group accounts that are of one event.

    Args:
        corpus: the cards, under merged names of actors.
        together: ids of events that a person says are one.
        apart: pairs that a person says are not.
    """
    return _Grouping(corpus, together, apart).groups()


def _firm(likeness: Likeness) -> bool:
    """Whether accounts share who did it, or both where and whom or how many: aims and talk in general share neither."""
    parts = likeness.parts.keys()
    who = {"actor", "state of the actor", "description of the actor", "actors"} & parts
    whom = {"recipient", "state of the recipient", "description of the recipient"} & parts or any(
        part.startswith("number") for part in parts
    )
    return bool(who) or ("place" in parts and bool(whom))


class _Grouping:
    """Groups that grow by their surest links, as long as no two members are in conflict."""

    def __init__(self, corpus: Corpus, together: Iterable[tuple[str, ...]], apart: Iterable[tuple[str, str]]) -> None:
        self._corpus = corpus
        self._apart = {frozenset(pair) for pair in apart}
        self._likeness: dict[tuple[str, str], Likeness] = {}
        self._members: dict[str, set[str]] = {}
        self._links: dict[tuple[str, str], tuple[float, str]] = {}
        for events in together:
            self._join_by_hand([event for event in events if event in corpus.accounts])

    def groups(self) -> tuple[EventGroup, ...]:
        needed = load_rules().event.needed
        links = []
        for pair in candidate_pairs(self._corpus):
            likeness = self._compared(*pair)
            if not likeness.conflicts and likeness.score >= needed and _firm(likeness) and self._is_told(pair):
                links.append((-likeness.score, pair))
        for _, (one, other) in sorted(links):
            self._join(one, other)
        distinct = {min(members): members for members in self._members.values() if len(members) > 1}
        return tuple(self._group(members) for _, members in sorted(distinct.items()))

    def _is_told(self, pair: tuple[str, str]) -> bool:
        """Whether both have happened, or are set for a day: aims ("to defeat the group") recur in text after text."""
        events = [self._corpus.accounts[event][1] for event in pair]
        return all(event.first is not None or event.status not in _NOT_YET for event in events)

    def _join(self, one: str, other: str) -> None:
        ours, theirs = self._members.get(one, {one}), self._members.get(other, {other})
        if ours is theirs or any(not self._may_meet(a, b) for a, b in product(ours, theirs)):
            return
        likeness = self._compared(one, other)
        self._unite(ours | theirs)
        self._links[one, other] = (min(1.0, likeness.score / _SURE), likeness.reason)

    def _join_by_hand(self, events: list[str]) -> None:
        joined = {member for event in events for member in self._members.get(event, {event})}
        if len(joined) > 1:
            self._unite(joined)
            self._links[min(joined), max(joined)] = (1.0, "merged by hand")

    def _unite(self, joined: set[str]) -> None:
        for member in joined:
            self._members[member] = joined

    def _may_meet(self, one: str, other: str) -> bool:
        # One article that tells of two events means two, precision first.
        same_article = self._corpus.accounts[one][0] == self._corpus.accounts[other][0]
        by_hand = frozenset((one, other)) in self._apart
        return not same_article and not by_hand and not self._compared(one, other).conflicts

    def _compared(self, one: str, other: str) -> Likeness:
        pair = (one, other) if one < other else (other, one)
        if pair not in self._likeness:
            self._likeness[pair] = compare(self._corpus, self._corpus.accounts[pair[0]], self._corpus.accounts[pair[1]])
        return self._likeness[pair]

    def _group(self, members: set[str]) -> EventGroup:
        links = [link for pair, link in sorted(self._links.items()) if members.issuperset(pair)]
        score, reason = min(links)
        return EventGroup(events=tuple(sorted(members)), score=round(score, 3), reason=reason)
