"""Corpus -> names of unknown actors: who of several articles is one, and who only shares a name.

Known actors have their id from the atlas. An unknown one has an id made of its name, which is the same in each
article; a weak name (one word of a person, dictionary words of a body) is not enough to be one.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, product

from geograph.lexicons.common_words import is_common_word
from geograph.merging.cards import ActorCard
from geograph.merging.corpus import Corpus
from geograph.merging.likeness import described_alike
from geograph.merging.rules import load_rules
from geograph.types import EntityKind

__all__ = ["ActorGroup", "group_actors", "group_described", "names_of"]

_PLACES = frozenset({EntityKind.PLACE.value, EntityKind.STATE.value, EntityKind.VEHICLE.value})
_DIGEST = 8
Key = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorGroup:
    """(article, id) pairs that are one actor, and the id it has after merging; score and reason of its weakest link."""

    id: str
    members: tuple[Key, ...]
    score: float
    reason: str


def group_actors(
    corpus: Corpus, together: Iterable[tuple[Key, ...]] = (), apart: Iterable[tuple[Key, Key]] = ()
) -> tuple[ActorGroup, ...]:
    """Group unknown named actors of all articles; who is alone is a group of one.

    Args:
        corpus: the cards.
        together: actors that a person says are one, of whatever kind.
        apart: pairs that a person says are not.
    """
    grouping = _Grouping(corpus, together, apart)
    for pair in _candidates(grouping.cards):
        grouping.link(*pair)
    return grouping.groups()


def names_of(groups: Iterable[ActorGroup]) -> dict[Key, str]:
    """The id after merging, of those whose id changes."""
    return {key: group.id for group in groups for key in group.members if key[1] != group.id}


def group_described(corpus: Corpus, events: Iterable[tuple[str, ...]]) -> tuple[ActorGroup, ...]:
    """Group actors that are only described, where articles tell of one event in which they play the same part.

    Args:
        corpus: the cards, under the names of ``group_actors``.
        events: ids of the accounts of each merged event.
    """
    links: dict[Key, set[Key]] = {}
    for accounts in events:
        for (article, one), (rival, other) in combinations([corpus.accounts[event] for event in accounts], 2):
            for mine, yours in ((one.actors, other.actors), (one.recipients, other.recipients)):
                for pair in product(_described(corpus, article, mine), _described(corpus, rival, yours)):
                    if described_alike(corpus.actor(*pair[0]), corpus.actor(*pair[1])):
                        joined = links.get(pair[0], {pair[0]}) | links.get(pair[1], {pair[1]})
                        links.update(dict.fromkeys(joined, joined))
    distinct = {min(members): members for members in links.values()}
    return tuple(
        ActorGroup(id=min(key[1] for key in members), members=tuple(sorted(members)), score=0.8, reason="same event")
        for _, members in sorted(distinct.items())
        if len({article for article, _ in members}) == len(members)
    )


def _described(corpus: Corpus, article: str, keys: Iterable[str]) -> list[Key]:
    cards = ((key, corpus.actor(article, key)) for key in keys)
    return [(article, key) for key, card in cards if card is not None and not card.known and not card.named]


# ---------------------------------------------------------------- named ones
class _Grouping:
    def __init__(self, corpus: Corpus, together: Iterable[tuple[Key, ...]], apart: Iterable[tuple[Key, Key]]) -> None:
        self._corpus = corpus
        self._apart = {frozenset(pair) for pair in apart}
        self.cards: dict[Key, ActorCard] = {
            (article, actor.id): actor
            for article, card in corpus.cards.items()
            for actor in card.actors
            if not actor.known and actor.named and actor.kind not in _PLACES
        }
        self._members: dict[Key, set[Key]] = {key: {key} for key in self.cards}
        self._reasons: dict[frozenset[Key], tuple[float, str]] = {}
        for keys in together:
            self._join([key for key in keys if corpus.actor(*key) is not None], 1.0, "merged by hand")

    def link(self, one: Key, other: Key) -> None:
        ours, theirs = self._members[one], self._members[other]
        if ours is theirs or any(self._conflict(a, b) for a, b in product(ours, theirs)):
            return
        score, reason = _likeness(self._corpus, (one, self.cards[one]), (other, self.cards[other]))
        if score >= load_rules().actor.needed:
            self._join([one, other], min(1.0, score), reason)

    def groups(self) -> tuple[ActorGroup, ...]:
        distinct = sorted({min(members): members for members in self._members.values()}.items())
        wanted = {first: self._id(members) for first, members in distinct}
        crowded = Counter(wanted.values())
        made = []
        for first, members in distinct:
            links = [link for pair, link in self._reasons.items() if pair <= members]
            score, reason = min(links, default=(1.0, "alone"))
            key = wanted[first] if crowded[wanted[first]] == 1 else _told_apart(wanted[first], first[0])
            made.append(ActorGroup(id=key, members=tuple(sorted(members)), score=round(score, 3), reason=reason))
        return tuple(made)

    def _join(self, keys: list[Key], score: float, reason: str) -> None:
        joined = {member for key in keys for member in self._members.get(key, {key})}
        for member in joined:
            self._members[member] = joined
        if len(keys) > 1:
            self._reasons[frozenset((min(keys), max(keys)))] = (score, reason)

    def _conflict(self, one: Key, other: Key) -> bool:
        if frozenset((one, other)) in self._apart:
            return True
        ours, theirs = self.cards.get(one), self.cards.get(other)
        if ours is None or theirs is None or one[0] == other[0]:
            return one[0] == other[0] and one[1] != other[1]
        return ours.kind != theirs.kind or bool(ours.country and theirs.country and ours.country != theirs.country)

    def _id(self, members: set[Key]) -> str:
        """The id of whom the atlas knows, or else of the fullest name."""
        cards = [card for key in members if (card := self._corpus.actor(*key)) is not None]
        best = min(cards, key=lambda card: (not card.known, -len(card.name.split()), -len(card.name), card.id))
        return best.id


def _told_apart(key: str, article: str) -> str:
    """An id for one of several that share a name, made of the first article that has him."""
    return f"{key}-{hashlib.sha256(article.encode()).hexdigest()[:_DIGEST]}"


def _candidates(cards: dict[Key, ActorCard]) -> Iterator[tuple[Key, Key]]:
    """Give pairs of different articles with a last word in common, or with the initials of each other, surest first."""
    blocks: defaultdict[str, list[Key]] = defaultdict(list)
    for key, card in cards.items():
        words = _words(card.name)
        for block in {words[-1] if words else "", _initials(card.name)} - {""}:
            blocks[block].append(key)
    pairs = {pair for block in blocks.values() for pair in combinations(sorted(block), 2) if pair[0][0] != pair[1][0]}
    yield from sorted(pairs, key=lambda pair: (-_name_weight(cards[pair[0]], cards[pair[1]])[0], pair))


def _likeness(corpus: Corpus, one: tuple[Key, ActorCard], other: tuple[Key, ActorCard]) -> tuple[float, str]:
    rules = load_rules().actor
    (first, ours), (second, theirs) = one, other
    score, reason = _name_weight(ours, theirs)
    if not score:
        return 0.0, ""
    reasons = [reason]
    for name, mine, yours, weight in (
        ("country", ours.country, theirs.country, rules.same_country),
        ("sector", ours.sector, theirs.sector, rules.same_sector),
        ("office", ours.office, theirs.office, rules.same_office),
    ):
        if mine is not None and mine == yours:
            score += weight
            reasons.append(f"same {name}")
    story = min(rules.most_story, rules.story * corpus.alike(first[0], second[0]))
    if story >= rules.same_sector:
        reasons.append("articles with the same actors")
    return score + story, ", ".join(reasons)


def _name_weight(one: ActorCard, other: ActorCard) -> tuple[float, str]:
    rules = load_rules().actor
    ours, theirs = _words(one.name), _words(other.name)
    if not ours or not theirs:
        return 0.0, ""
    if ours == theirs:
        return (rules.weak_name, "same short name") if _is_weak(one, ours) else (rules.same_name, "same name")
    short, long = sorted((ours, theirs), key=len)
    if long[-len(short) :] == short:
        return (rules.part_name, "part of the name") if len(short) == 1 else (rules.longer_name, "name and title")
    if one.kind != EntityKind.PERSON.value and (_initials(one.name) == theirs[0] or _initials(other.name) == ours[0]):
        return rules.initials, "initials"
    return 0.0, ""


def _is_weak(card: ActorCard, words: tuple[str, ...]) -> bool:
    if card.kind == EntityKind.PERSON.value:
        return len(words) == 1
    return all(is_common_word(word) for word in words)


def _words(name: str) -> tuple[str, ...]:
    return tuple(word for word in name.lower().replace(".", "").split() if word)


def _initials(name: str) -> str:
    words = [word for word in name.split() if word[:1].isupper()]
    return "".join(word[0] for word in words).lower() if len(words) > 1 else ""
