"""Cards -> look-ups over all of them, under the names that actors have after merging."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from geograph.merging.cards import ActorCard, Card, EventCard

__all__ = ["Account", "Corpus", "Names"]

Names = Mapping[tuple[str, str], str]
"""Of an actor of an article, (article, id), the id it has after merging, where that is another."""

Account = tuple[str, EventCard]
"""An event with the id of the article that tells of it."""


class Corpus:
    """All cards, each article once, in the order of the articles' ids."""

    def __init__(self, cards: Iterable[Card], names: Names | None = None) -> None:
        self.cards: dict[str, Card] = {card.article: card for card in sorted(cards, key=lambda card: card.article)}
        self.names: dict[tuple[str, str], str] = dict(names or {})
        self._shared: dict[tuple[str, str], float] = {}

    def renamed(self, names: Names) -> Corpus:
        """The same cards with further names."""
        return Corpus(self.cards.values(), self.names | dict(names))

    @cached_property
    def accounts(self) -> dict[str, Account]:
        """Every event by its id."""
        return {event.id: (card.article, event) for card in self.cards.values() for event in card.events}

    @cached_property
    def _actors(self) -> dict[tuple[str, str], ActorCard]:
        return {(card.article, actor.id): actor for card in self.cards.values() for actor in card.actors}

    @cached_property
    def _casts(self) -> dict[str, frozenset[str]]:
        return {
            article: frozenset(self.name(article, actor.id) for actor in card.actors if actor.named)
            for article, card in self.cards.items()
        }

    def actor(self, article: str, key: str) -> ActorCard | None:
        """What an article says of an actor."""
        return self._actors.get((article, key))

    def name(self, article: str, key: str) -> str:
        """The id that an actor of an article has after merging."""
        return self.names.get((article, key), key)

    def home(self, article: str, key: str) -> str:
        """The state that an actor acts for, or the actor itself."""
        actor = self.actor(article, key)
        return self.name(article, actor.state if actor is not None else key)

    def company(self, one: tuple[str, str], other: tuple[str, str]) -> float:
        """The share of named actors that two articles have in common beside two actors of theirs, from 0 to 1.

        Who is compared is no company of himself: a name that two articles share would else speak for itself.
        """
        without = {one[1], self.name(*one), other[1], self.name(*other)}
        first, second = self._casts[one[0]] - without, self._casts[other[0]] - without
        both = len(first | second)
        return len(first & second) / both if both else 0.0

    @cached_property
    def _deeds(self) -> dict[tuple[str, str], set[tuple[str, str | None]]]:
        deeds: dict[tuple[str, str], set[tuple[str, str | None]]] = {}
        for article, event in self.accounts.values():
            for actor in event.actors:
                deeds.setdefault((article, actor), set()).add((event.type, event.relation))
        return deeds

    def do_alike(self, one: tuple[str, str], other: tuple[str, str]) -> bool:
        """Whether two actors, each of an article, are told to do a thing of the same kind."""
        return not self._deeds.get(one, set()).isdisjoint(self._deeds.get(other, set()))

    def alike(self, one: str, other: str) -> float:
        """The share of named actors that two articles have in common, from 0 to 1 (Jaccard)."""
        pair = (one, other) if one < other else (other, one)
        if pair not in self._shared:
            first, second = self._casts[one], self._casts[other]
            both = len(first | second)
            self._shared[pair] = len(first & second) / both if both else 0.0
        return self._shared[pair]
