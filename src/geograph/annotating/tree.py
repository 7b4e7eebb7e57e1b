"""The parse of a document as plain lists: what the rules of every later stage walk over.

A ``Tree`` is read many times and a spaCy ``Token`` is slow to ask, so each property is taken from the ``Doc`` once. It
also lets tests and other parsers hand in a parse without a model.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geograph.annotating.repairs import joined_names, shot_dead, twin_nouns, unwelcome
from geograph.lexicons.lemmas import lemma_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Tree", "make_tree"]

_SUBTREE_LIMIT = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """Parallel sequences over the tokens of a document.

    ``words``, ``lemmas`` (lower case), ``tags`` (Penn), ``pos`` (universal), ``deps`` (ClearNLP labels) are strings;
    ``heads`` token indices (a root is its own head); ``starts``/``ends`` character offsets; ``sentences`` the index of
    the sentence of each token; ``sentence_tokens`` the half-open token range of each sentence; ``children`` indices in
    the text's order.
    """

    words: Sequence[str]
    lemmas: Sequence[str]
    tags: Sequence[str]
    pos: Sequence[str]
    deps: Sequence[str]
    heads: Sequence[int]
    starts: Sequence[int]
    ends: Sequence[int]
    sentences: Sequence[int]
    sentence_tokens: Sequence[tuple[int, int]]
    children: Sequence[Sequence[int]]

    def __len__(self) -> int:
        return len(self.words)

    def kids(self, token: int, *labels: str) -> list[int]:
        """Children of ``token`` whose dependency is one of ``labels``."""
        deps = self.deps
        return [child for child in self.children[token] if deps[child] in labels]

    def kid(self, token: int, *labels: str) -> int | None:
        """First child of ``token`` with one of ``labels``, or None."""
        deps = self.deps
        for child in self.children[token]:
            if deps[child] in labels:
                return child
        return None

    def pobj(self, token: int, *prepositions: str) -> list[int]:
        """Objects of the prepositions ``prepositions`` (lemmas; all if none given) that hang on ``token``."""
        found: list[int] = []
        for prep in self.kids(token, "prep", "agent", "dative"):
            if not prepositions or self.lemmas[prep] in prepositions:
                found.extend(self.kids(prep, "pobj", "pcomp"))
        return found

    def conjuncts(self, token: int) -> list[int]:
        """``token`` and all that is coordinated below it."""
        found = [token]
        for item in found:
            found.extend(self.kids(item, "conj"))
            if len(found) > _SUBTREE_LIMIT:
                break
        return found

    def ancestors(self, token: int) -> Iterator[int]:
        """Heads of ``token``, nearest first."""
        while self.heads[token] != token:
            token = self.heads[token]
            yield token

    def subtree(self, token: int) -> list[int]:
        """``token`` and all below it, sorted."""
        found = [token]
        for item in found:
            found.extend(self.children[item])
        return sorted(found)

    def left_edge(self, token: int) -> int:
        """Leftmost token below ``token``."""
        return min(self.subtree(token))

    def text(self, first: int, last: int) -> str:
        """Words ``first`` to ``last`` (inclusive) joined by blanks: for look-ups, never for evidence."""
        return " ".join(self.words[first : last + 1])


def make_tree(doc: Doc) -> Tree:
    """Read a parsed ``Doc`` into a ``Tree``."""
    heads = [token.head.i for token in doc]
    deps, pos = [token.dep_ for token in doc], [token.pos_ for token in doc]
    joined_names(pos, deps, heads)
    words = [token.text for token in doc]
    twin_nouns(words, deps, heads)
    shot_dead(words, pos, deps, heads)
    unwelcome(words, pos, deps, heads)
    children: list[list[int]] = [[] for _ in heads]
    for index, head in enumerate(heads):
        if head != index:
            children[head].append(index)
    sentences = [0] * len(heads)
    ranges = [(sent.start, sent.end) for sent in doc.sents] if len(doc) else []
    for number, (first, last) in enumerate(ranges):
        sentences[first:last] = [number] * (last - first)
    starts = [token.idx for token in doc]
    return Tree(
        words=words,
        lemmas=[lemma_of(token.text, token.pos_, token.lemma_) for token in doc],
        tags=[token.tag_ for token in doc],
        pos=pos,
        deps=deps,
        heads=heads,
        starts=starts,
        ends=[start + len(token) for start, token in zip(starts, doc, strict=True)],
        sentences=sentences,
        sentence_tokens=ranges,
        children=children,
    )
