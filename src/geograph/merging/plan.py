"""Cards -> MergePlan -> documents under merged names: the order of merging, in one place.

Named actors first, then events, then actors that are only described, which merge where they play the same part in
the same event. What is decided depends on the cards as a set, never on their order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from geograph.merging.actors import ActorGroup, Key, group_actors, group_described, names_of
from geograph.merging.cards import Card, card_of
from geograph.merging.corpus import Corpus
from geograph.merging.corrections import Correction, held_pairs
from geograph.merging.events import EventGroup, group_events
from geograph.merging.incidents import Incident, Said, find_contradictions, find_incidents
from geograph.types import Document, Entity, Problem, Severity

__all__ = ["MergePlan", "Merged", "apply_plan", "merge_documents", "plan_merges"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MergePlan:
    """What of several articles is one.

    ``names`` holds, for each article, the actors whose id changes, with the new one; ``actors`` are groups of
    more than one; ``rivals`` holds, for each article, its claims with those of other articles that contradict them,
    written ``claim@article``. ``problems`` are corrections that name nothing known. The articles that a plan touches
    are the keys of ``names`` and ``rivals``.
    """

    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    actors: tuple[ActorGroup, ...] = ()
    events: tuple[EventGroup, ...] = ()
    incidents: tuple[Incident, ...] = ()
    rivals: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """Documents under merged names, and the plan that they were merged by."""

    documents: tuple[Document, ...]
    plan: MergePlan


def merge_documents(documents: Iterable[Document], corrections: Iterable[Correction] = ()) -> Merged:
    """Find what several documents tell of the same, and put it under one name.

    Args:
        documents: what was read, each article once.
        corrections: what a person says is one, or is not.
    """
    documents = tuple(documents)
    plan = plan_merges(map(card_of, documents), corrections)
    return Merged(documents=tuple(apply_plan(document, plan) for document in documents), plan=plan)


def plan_merges(cards: Iterable[Card], corrections: Iterable[Correction] = ()) -> MergePlan:
    """Decide what is one.

    Args:
        cards: one of each article, in any order.
        corrections: what a person says is one, or is not; the last that speaks of a pair holds.
    """
    corpus = Corpus(cards)
    hand = _ByHand(corpus, tuple(corrections))
    named = group_actors(corpus, hand.actors_together, hand.actors_apart)
    corpus = corpus.renamed(names_of(named))
    events = group_events(corpus, hand.events_together, hand.events_apart)
    described = group_described(corpus, (group.events for group in events))
    corpus = corpus.renamed(names_of(described))
    groups = [group for group in (*named, *described) if len(group.members) > 1]
    return MergePlan(
        names=_by_article(corpus),
        actors=tuple(sorted(groups, key=lambda group: (group.id, group.members))),
        events=events,
        incidents=find_incidents(corpus, events),
        rivals=_rivals(find_contradictions(corpus, events)),
        problems=hand.problems,
    )


def apply_plan(document: Document, plan: MergePlan) -> Document:
    """The document with its actors under their merged ids, and its claims with those that contradict them elsewhere."""
    names = plan.names.get(document.article.id, {})
    rivals = plan.rivals.get(document.article.id, {})
    if not names and not rivals:
        return document

    def name(key: str) -> str:
        return names.get(key, key)

    return replace(
        document,
        entities=tuple(
            sorted({_renamed(entity, names) for entity in document.entities}, key=lambda e: (e.id, repr(e)))
        ),
        mentions=tuple(replace(m, entity=name(m.entity)) if m.entity else m for m in document.mentions),
        relations=tuple(replace(r, subject=name(r.subject), object=name(r.object)) for r in document.relations),
        events=tuple(
            replace(event, roles=tuple(replace(role, entity=name(role.entity)) for role in event.roles))
            for event in document.events
        ),
        claims=tuple(
            replace(
                claim,
                claimer=name(claim.claimer),
                via=tuple(map(name, claim.via)),
                contradicts=tuple(sorted({*claim.contradicts, *rivals.get(claim.id, ())})),
            )
            for claim in document.claims
        ),
    )


def _renamed(entity: Entity, names: Mapping[str, str]) -> Entity:
    represents = names.get(entity.represents, entity.represents) if entity.represents else None
    return replace(entity, id=names.get(entity.id, entity.id), represents=represents)


def _by_article(corpus: Corpus) -> dict[str, dict[str, str]]:
    names: dict[str, dict[str, str]] = {}
    for (article, key), name in sorted(corpus.names.items()):
        names.setdefault(article, {})[key] = name
    return names


def _rivals(contradictions: Iterable[tuple[Said, Said]]) -> dict[str, dict[str, tuple[str, ...]]]:
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for pair in contradictions:
        for (article, claim), (other, rival) in (pair, pair[::-1]):
            claims = found.setdefault(article, {})
            claims[claim] = (*claims.get(claim, ()), f"{rival}@{other}")
    return found


class _ByHand:
    """Corrections as the groupings take them: events by id, actors by (article, id)."""

    def __init__(self, corpus: Corpus, corrections: tuple[Correction, ...]) -> None:
        self._corpus = corpus
        self._homes: dict[str, list[str]] = {}
        for article, card in corpus.cards.items():
            for actor in card.actors:
                self._homes.setdefault(actor.id, []).append(article)
        self.actors_together: list[tuple[Key, ...]] = []
        self.actors_apart: list[tuple[Key, Key]] = []
        self.events_together: list[tuple[str, ...]] = []
        self.events_apart: list[tuple[str, str]] = []
        self.problems = tuple(self._unknown(c) for c in corrections if self._unknown_ids(c))
        for pair, correction in held_pairs(corrections).items():
            one, other = sorted(pair)
            self._sort(one, other, correction)

    def _sort(self, one: str, other: str, correction: Correction) -> None:
        if {one, other} <= self._corpus.accounts.keys():
            if correction.action == "merge":
                self.events_together.append((one, other))
            else:
                self.events_apart.append((one, other))
            return
        ours, theirs = self._keys(one), self._keys(other)
        if ours and theirs and correction.action == "merge":
            self.actors_together.append((*ours, *theirs))
        elif ours and theirs:
            self.actors_apart += [(a, b) for a in ours for b in theirs if a != b]

    def _keys(self, name: str) -> list[Key]:
        key, _, article = name.partition("@")
        return [(home, key) for home in self._homes.get(key, ()) if home.startswith(article)]

    def _unknown_ids(self, correction: Correction) -> list[str]:
        return [name for name in correction.ids if name not in self._corpus.accounts and not self._keys(name)]

    def _unknown(self, correction: Correction) -> Problem:
        return Problem(
            severity=Severity.WARNING,
            stage="merging",
            message=f"a correction names what no article has: {', '.join(self._unknown_ids(correction))}",
            where=correction.where or None,
            hint="it is kept, and holds when an article has it",
        )
