"""Corpus -> groups of accounts, each of one event: blocks of what may be one, likeness, and groups without conflict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, product

from geograph.merging.cards import EventCard
from geograph.merging.corpus import Account, Corpus
from geograph.merging.likeness import Likeness, compare, window
from geograph.merging.rules import load_rules
from geograph.types import Status

__all__ = ["EventGroup", "candidate_pairs", "group_events", "rival_pairs"]

_NOT_YET = frozenset({Status.PLANNED, Status.ORDERED, Status.THREATENED, Status.HYPOTHETICAL})
_SURE = 8.0  # from this sum of weights on, a merge is as sure as it gets


@dataclass(frozen=True, slots=True, kw_only=True)
class EventGroup:
    """Ids of events of different articles that are one; ``score`` (0 to 1) and ``reason`` are of the weakest link."""

    events: tuple[str, ...]
    score: float
    reason: str


def candidate_pairs(corpus: Corpus) -> Iterator[tuple[str, str]]:
    """Give pairs of events of different articles that share a type, a day, and who did it or where."""
    return _pairs(corpus, lambda event: event.type, _ends)


def rival_pairs(corpus: Corpus, families: Iterable[frozenset[str]]) -> Iterator[tuple[str, str]]:
    """Give pairs of events of different articles that share a family of types, a day, and where or how many it befell.

    Args:
        corpus: the cards.
        families: types that count as one; no event of another type is in a pair.
    """
    family = {type_: "/".join(sorted(types)) for types in families for type_ in types}
    return _pairs(corpus, lambda event: family.get(event.type), _marks)


def _pairs(
    corpus: Corpus, kind: Callable[[EventCard], str | None], ends: Callable[[Corpus, Account], set[str]]
) -> Iterator[tuple[str, str]]:
    blocks: defaultdict[tuple[str, int | None, str], list[str]] = defaultdict(list)
    for event, account in sorted(corpus.accounts.items()):
        type_ = kind(account[1])
        if type_ is not None:
            for key in product((type_,), _days(corpus, account), sorted(ends(corpus, account))):
                blocks[key].append(event)
    seen: set[tuple[str, str]] = set()
    for block in blocks.values():
        for pair in combinations(block, 2):
            if pair not in seen and corpus.accounts[pair[0]][0] != corpus.accounts[pair[1]][0]:
                seen.add(pair)
                yield pair


def _days(corpus: Corpus, account: Account) -> Iterable[int | None]:
    """The days under which an account is looked for: its own, and where it is not precise those beside it."""
    days = window(corpus, account)
    if days is None:
        return (None,)
    slack = 0 if account[1].precise else load_rules().event.days_apart
    return range(days[0].toordinal() - slack, days[1].toordinal() + slack + 1)


def _ends(corpus: Corpus, account: Account) -> set[str]:
    """By whom and where: two that share neither are not merged, unless the actors of both are only described."""
    article, event = account
    named = [card for key in event.actors if (card := corpus.actor(article, key)) and (card.named or card.known)]
    players = event.actors if named and not event.reciprocal else (*event.actors, *event.recipients)
    # Under the actor and under his state: one text may say whose minister he is, another only his name.
    who = {name(article, key) for key in players for name in (corpus.name, corpus.home)}
    return {f"who {key}" for key in who} | _where(corpus, account)


def _marks(corpus: Corpus, account: Account) -> set[str]:
    article, event = account
    counted = {figure.kind for figure in event.figures}
    whom = {f"{kind} of {corpus.home(article, key)}" for kind in counted for key in event.recipients}
    return whom | _where(corpus, account)


def _where(corpus: Corpus, account: Account) -> set[str]:
    article, event = account
    return {f"at {corpus.name(article, event.place)}"} if event.place else set()


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
        weakest: dict[str, tuple[float, str]] = {}
        for (one, _), link in self._links.items():
            first = min(self._members[one])
            weakest[first] = min(weakest.get(first, link), link)
        return tuple(
            EventGroup(events=tuple(sorted(members)), score=round(weakest[first][0], 3), reason=weakest[first][1])
            for first, members in sorted(distinct.items())
        )

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
