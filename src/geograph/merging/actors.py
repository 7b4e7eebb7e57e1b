"""Corpus -> names of unknown actors: who of several articles is one, and who only shares a name.

Known actors have their id from the atlas. An unknown one has an id made of its name, which is the same in each
article; a weak name (one word of a person, dictionary words of a body) is not enough to be one.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, combinations_with_replacement, product

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
    for one, other, weight, reason in _candidates(grouping.cards):
        grouping.link(one, other, weight, reason)
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
@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """Actors that are one so far, with the traits in which whoever joins them must not differ."""

    members: frozenset[Key]
    articles: frozenset[str]
    kinds: frozenset[str]
    countries: frozenset[str]

    def differs(self, other: _Group) -> bool:
        """Whether an article tells of both as of two, or kind or country are not the same."""
        traits = ((self.kinds, other.kinds), (self.countries, other.countries))
        return bool(self.articles & other.articles) or any(a and b and len(a | b) > 1 for a, b in traits)

    def joined(self, other: _Group) -> _Group:
        """Both as one."""
        return _Group(
            members=self.members | other.members,
            articles=self.articles | other.articles,
            kinds=self.kinds | other.kinds,
            countries=self.countries | other.countries,
        )


class _Grouping:
    def __init__(self, corpus: Corpus, together: Iterable[tuple[Key, ...]], apart: Iterable[tuple[Key, Key]]) -> None:
        self._corpus = corpus
        self._apart: defaultdict[Key, set[Key]] = defaultdict(set)
        for one, other in apart:
            self._apart[one].add(other)
            self._apart[other].add(one)
        self.cards: dict[Key, ActorCard] = {
            (article, actor.id): actor
            for article, card in corpus.cards.items()
            for actor in card.actors
            if not actor.known and actor.named and actor.kind not in _PLACES
        }
        self._groups: dict[Key, _Group] = {key: self._single(key) for key in self.cards}
        self._links: list[tuple[Key, float, str]] = []
        for keys in together:
            self._join([key for key in keys if corpus.actor(*key) is not None], 1.0, "merged by hand")

    def link(self, one: Key, other: Key, weight: float, reason: str) -> None:
        """Put two under one name if what else they share is enough, and no other member of their groups differs."""
        ours, theirs = self._groups[one], self._groups[other]
        if ours is theirs or ours.differs(theirs) or self._are_apart(ours, theirs):
            return
        score, reason = _likeness(self._corpus, (one, self.cards[one]), (other, self.cards[other]), weight, reason)
        if score >= load_rules().actor.needed:
            self._join([one, other], min(1.0, score), reason)

    def groups(self) -> tuple[ActorGroup, ...]:
        """All groups, in the order of their first members."""
        distinct = sorted({min(group.members): group.members for group in set(self._groups.values())}.items())
        wanted = {first: self._id(members) for first, members in distinct}
        crowded = Counter(wanted.values())
        weakest: dict[frozenset[Key], tuple[float, str]] = {}
        for key, score, reason in self._links:
            members = self._groups[key].members
            weakest[members] = min(weakest.get(members, (score, reason)), (score, reason))
        made = []
        for first, members in distinct:
            score, reason = weakest.get(members, (1.0, "alone"))
            name = wanted[first] if crowded[wanted[first]] == 1 else _told_apart(wanted[first], first[0])
            made.append(ActorGroup(id=name, members=tuple(sorted(members)), score=round(score, 3), reason=reason))
        return tuple(made)

    def _single(self, key: Key) -> _Group:
        card = self.cards.get(key)
        return _Group(
            members=frozenset((key,)),
            articles=frozenset((key[0],)),
            kinds=frozenset((card.kind,)) if card and not _is_guessed(card) else frozenset(),
            countries=frozenset((card.country,)) if card and card.country else frozenset(),
        )

    def _join(self, keys: list[Key], score: float, reason: str) -> None:
        if len(keys) < 2:
            return
        joined = self._groups.get(keys[0]) or self._single(keys[0])
        for key in keys[1:]:
            joined = joined.joined(self._groups.get(key) or self._single(key))
        self._groups.update(dict.fromkeys(joined.members, joined))
        self._links.append((min(keys), score, reason))

    def _are_apart(self, ours: _Group, theirs: _Group) -> bool:
        return bool(self._apart) and any(self._apart.get(key, set()) & theirs.members for key in ours.members)

    def _id(self, members: Iterable[Key]) -> str:
        """The id of whom the atlas knows, or else of the fullest name."""
        cards = [card for key in members if (card := self._corpus.actor(*key)) is not None]
        best = min(cards, key=lambda card: (not card.known, -len(card.name.split()), -len(card.name), card.id))
        return best.id


def _is_guessed(card: ActorCard) -> bool:
    """Whether nothing but the recogniser's guess says what kind it is: it takes many a name for a body's."""
    return card.kind == EntityKind.ORGANISATION.value and card.sector is None


def _told_apart(key: str, article: str) -> str:
    """An id for one of several that share a name, made of the first article that has him."""
    return f"{key}-{hashlib.sha256(article.encode()).hexdigest()[:_DIGEST]}"


def _candidates(cards: Mapping[Key, ActorCard]) -> Iterator[tuple[Key, Key, float, str]]:
    """Give pairs of different articles whose names may be of one, with weight and reason of that, surest first.

    Names are compared once each, however many articles have them: those with a last word in common, or with the
    initials of each other.
    """
    holders: defaultdict[tuple[str, str], list[Key]] = defaultdict(list)
    for key, card in cards.items():
        holders[card.name, card.kind].append(key)
    blocks: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for name, kind in sorted(holders):
        words = _words(name)
        for block in {words[-1] if words else "", _initials(name)} - {""}:
            blocks[block].append((name, kind))
    alike = {pair for block in blocks.values() for pair in combinations_with_replacement(block, 2)}
    found: list[tuple[float, Key, Key, str]] = []
    for ours, theirs in alike:
        weight, reason = _name_weight(cards[holders[ours][0]], cards[holders[theirs][0]])
        pairs = combinations(holders[ours], 2) if ours == theirs else product(holders[ours], holders[theirs])
        if weight:
            found += [(-weight, min(a, b), max(a, b), reason) for a, b in pairs if a[0] != b[0]]
    for weight, one, other, reason in sorted(found):
        yield one, other, -weight, reason


def _likeness(
    corpus: Corpus, one: tuple[Key, ActorCard], other: tuple[Key, ActorCard], weight: float, reason: str
) -> tuple[float, str]:
    """Add what else two share to the weight of their names."""
    rules = load_rules().actor
    (first, ours), (second, theirs) = one, other
    score, reasons = weight, [reason]
    for name, mine, yours, bonus in (
        ("country", ours.country, theirs.country, rules.same_country),
        ("sector", ours.sector, theirs.sector, rules.same_sector),
        ("office", ours.office, theirs.office, rules.same_office),
    ):
        if mine is not None and mine == yours:
            score += bonus
            reasons.append(f"same {name}")
    if corpus.do_alike(first, second):
        score += rules.same_deed
        reasons.append("same deed")
    story = min(rules.most_story, rules.story * corpus.company(first, second))
    if story >= rules.same_sector:
        reasons.append("articles with the same actors")
    return round(score + story, 6), ", ".join(reasons)


def _name_weight(one: ActorCard, other: ActorCard) -> tuple[float, str]:
    rules = load_rules().actor
    ours, theirs = _words(one.name), _words(other.name)
    short, long = sorted((ours, theirs), key=len)
    person = EntityKind.PERSON.value in (one.kind, other.kind)
    if not short or (one.kind != other.kind and len(short) == 1):
        return 0.0, ""  # a short name of another kind is another's: Mr Salou, and the town's council
    if ours == theirs:
        if _is_weak(one, ours) or _is_weak(other, theirs):
            # "Coalition" may be any; two words of the dictionary, such as "Open Harvest", are less often met by chance.
            return (rules.weak_name if len(ours) == 1 else rules.common_name), "same short name"
        return (rules.person_name if person else rules.same_name), "same name"
    if long[-len(short) :] == short:
        return (rules.part_name, "part of the name") if len(short) == 1 else (rules.longer_name, "name and title")
    if not person and (_initials(one.name) == theirs[0] or _initials(other.name) == ours[0]):
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
