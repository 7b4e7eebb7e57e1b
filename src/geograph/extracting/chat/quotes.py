"""Words that a model quotes -> where they stand in their sentence, and whom they mean there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from geograph.extracting.chat.catalogue import load_settings
from geograph.types import Document, Entity, Mention, MentionForm, TimeValue

__all__ = ["Named", "Quotes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Mentions of one span, and the entities that they mean: two for "both sides"."""

    start: int
    end: int
    score: float
    entities: tuple[Entity, ...]


@dataclass(frozen=True)
class Quotes:
    """Looks quoted words up in the sentences of one document. Sentences count from 0."""

    document: Document

    def places(self, words: str, sentence: int) -> tuple[tuple[int, int], ...]:
        """Where ``words`` stand in the sentence as whole words, whatever space is between them."""
        parts = words.split()
        if not parts:
            return ()
        span = self.document.sentences[sentence]
        words_apart = r"\s+".join(map(re.escape, parts))
        pattern = re.compile(rf"(?<!\w){words_apart}(?!\w)")
        return tuple(match.span() for match in pattern.finditer(self.document.article.text, span.start, span.end))

    def names(self, words: str, sentence: int) -> tuple[Named, ...]:
        """The mentions that are ``words``, give or take an article before them."""
        found: dict[tuple[int, int], list[Mention]] = {}
        for mention in self.document.mentions:
            if (
                mention.sentence == sentence
                and mention.entity in self._entities
                and mention.form is not MentionForm.VALUE
            ):
                found.setdefault((mention.start, mention.end), []).append(mention)
        spans = self.places(words, sentence)
        exact = [span for span in spans if span in found]
        same = exact or [span for span in found if any(self._is_same(span, other) for other in spans)]
        return tuple(self._named(span, found[span]) for span in sorted(same))

    def times(self, words: str, sentence: int) -> tuple[TimeValue, ...]:
        """The times that ``words`` are, or hold."""
        spans = self.places(words, sentence)
        return tuple(t for t in self.document.times if any(a <= t.start and t.end <= b for a, b in spans))

    @cached_property
    def _entities(self) -> dict[str | None, Entity]:
        return {entity.id: entity for entity in self.document.entities}

    def _is_same(self, one: tuple[int, int], other: tuple[int, int]) -> bool:
        first, second = sorted((one[0], other[0]))
        between = self.document.article.text[first:second].strip().lower()
        return one[1] == other[1] and between in load_settings().leading

    def _named(self, span: tuple[int, int], mentions: list[Mention]) -> Named:
        entities = {m.entity: self._entities[m.entity] for m in mentions}
        score = min(mention.score for mention in mentions)
        return Named(start=span[0], end=span[1], score=score, entities=tuple(entities.values()))
