"""Parses by hand: ``parse("Jets/NNS/nsubj<bombed bombed=bomb/VBD/ROOT rebels/NNS/dobj<bombed")`` makes a ``Tree``.

Each token is ``word[=lemma]/TAG/dep[<head]``. The head is named by its word, by ``word#2`` where the word stands there
a second time; a token without one is a root. A root opens a new sentence where none of the tokens before hangs on it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from factories import make_article
from geograph.annotating.tree import Tree
from geograph.events.scene import EventScene, make_event_scene
from geograph.types import Entity, EntityKind, Mention, MentionForm, MentionKind, Quantity, TimeValue

_POS = {
    "CC": "CCONJ", "CD": "NUM", "DT": "DET", "IN": "ADP", "MD": "AUX", "POS": "PART", "PRP": "PRON", "PRP$": "PRON",
    "RP": "ADP", "TO": "PART", "WDT": "PRON", "WP": "PRON", "WRB": "SCONJ", ".": "PUNCT", ",": "PUNCT", ":": "PUNCT",
}  # fmt: skip
_PREFIXES = {"NNP": "PROPN", "NN": "NOUN", "VB": "VERB", "JJ": "ADJ", "RB": "ADV"}
_DEPS = {"aux": "AUX", "auxpass": "AUX", "mark": "SCONJ"}


def parse(text: str) -> Tree:
    """Make a tree of a line of tokens."""
    rows = [_row(token) for token in text.split()]
    words = [row[0] for row in rows]
    heads = [_head(words, row[4], index) for index, row in enumerate(rows)]
    starts = [sum(len(word) + 1 for word in words[:index]) for index in range(len(words))]
    tops = [_top(heads, index) for index in range(len(heads))]
    borders = [index for index, top in enumerate(tops) if index == 0 or top != tops[index - 1]]
    ranges = list(zip(borders, [*borders[1:], len(words)], strict=True))
    return Tree(
        words=words,
        lemmas=[row[1] for row in rows],
        tags=[row[2] for row in rows],
        pos=[_pos(row[2], row[3]) for row in rows],
        deps=[row[3] for row in rows],
        heads=heads,
        starts=starts,
        ends=[start + len(word) for start, word in zip(starts, words, strict=True)],
        sentences=[number for number, (first, last) in enumerate(ranges) for _ in range(first, last)],
        sentence_tokens=ranges,
        children=[[child for child, head in enumerate(heads) if head == index != child] for index in range(len(heads))],
    )


def at(tree: Tree, word: str) -> int:
    """The token of ``word``, or of its second occurrence for ``word#2``."""
    return _find(list(tree.words), word)


def words(tree: Tree, tokens: tuple[int, ...] | list[int]) -> list[str]:
    """The words of ``tokens``."""
    return [tree.words[token] for token in tokens]


def _row(token: str) -> tuple[str, str, str, str, str]:
    form, tag, arc = token.split("/")
    word, _, lemma = form.partition("=")
    dep, _, head = arc.partition("<")
    return word, lemma or word.lower(), tag, dep, head


def _find(all_words: list[str], word: str) -> int:
    plain, _, number = word.partition("#")
    return [index for index, other in enumerate(all_words) if other == plain][int(number or 1) - 1]


def _head(all_words: list[str], head: str, index: int) -> int:
    return _find(all_words, head) if head else index


def _top(heads: list[int], index: int) -> int:
    while heads[index] != index:
        index = heads[index]
    return index


def _pos(tag: str, dep: str) -> str:
    if dep in _DEPS and tag not in {"TO"}:
        return _DEPS[dep]
    if tag in _POS:
        return _POS[tag]
    return next((pos for prefix, pos in _PREFIXES.items() if tag.startswith(prefix)), "X")


def make_scene(
    tree: Tree,
    entities: Mapping[str, Entity],
    *,
    times: Sequence[str] = (),
    quantities: Sequence[str] = (),
    quotes: tuple[tuple[int, int], ...] = (),
) -> EventScene:
    """A linked document: one mention, one word long, for each of ``entities`` by its word; values by their word."""
    text = " ".join(tree.words)
    spans = {
        word: (tree.starts[at(tree, word)], tree.ends[at(tree, word)]) for word in (*entities, *times, *quantities)
    }
    return make_event_scene(
        tree,
        make_article(text),
        mentions=tuple(_mention(tree, word, entity) for word, entity in entities.items()),
        entities=tuple({entity.id: entity for entity in entities.values()}.values()),
        relations=(),
        times=tuple(TimeValue(start=spans[word][0], end=spans[word][1], text=word) for word in times),
        quantities=tuple(Quantity(start=spans[word][0], end=spans[word][1], text=word, value=1) for word in quantities),
        quotes=quotes,
    )


def _mention(tree: Tree, word: str, entity: Entity) -> Mention:
    token = at(tree, word)
    kinds = {EntityKind.PLACE: MentionKind.PLACE, EntityKind.STATE: MentionKind.STATE}
    return Mention(
        start=tree.starts[token],
        end=tree.ends[token],
        head=tree.starts[token],
        kind=kinds.get(entity.kind, MentionKind.ORGANISATION),
        form=MentionForm.NAMED,
        sentence=tree.sentences[token],
        entity=entity.id,
    )
