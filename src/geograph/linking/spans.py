"""How far a mention reaches: noun phrases over a ``Tree``."""

from __future__ import annotations

from geograph.annotating.tree import Tree

__all__ = ["appositive_right", "counted", "name_left", "noun_left", "noun_span", "of_right", "singular"]

_LEFT = frozenset({"det", "amod", "compound", "nmod", "poss", "nummod", "predet", "quantmod", "neg"})


_SHORTEST_PLURAL = 3
_COUNTS = {"two": 2, "three": 3}
_PLURAL_TAGS = frozenset({"NNS", "NNPS"})
_DETERMINERS = frozenset({"the", "these", "those"})


def noun_left(tree: Tree, head: int) -> int:
    """First token of the noun phrase of ``head``: its determiners, modifiers and possessors."""
    left = head
    for child in reversed(tree.children[head]):
        if child > head:
            continue
        if tree.deps[child] not in _LEFT:
            if tree.deps[child] == "punct" and tree.words[child] in "-–'\"“”‘’":
                continue
            break
        left = min(left, _edge(tree, child))
    return left


def _edge(tree: Tree, token: int) -> int:
    below = [item for item in tree.subtree(token) if item <= token]
    return below[0] if below else token


def of_right(tree: Tree, head: int, *prepositions: str) -> int:
    """Last token of the noun phrase with its phrases in ``prepositions`` ("of" if none given), one level deep."""
    wanted = prepositions or ("of",)
    right = head
    for prep in tree.kids(head, "prep"):
        if tree.lemmas[prep] not in wanted or prep < head:
            continue
        for obj in tree.kids(prep, "pobj"):
            right = max(right, of_right(tree, obj))
    return right


def noun_span(tree: Tree, head: int, *prepositions: str) -> tuple[int, int]:
    """First and last token of the noun phrase of ``head``, with ``of`` phrases."""
    return noun_left(tree, head), of_right(tree, head, *prepositions)


def name_left(tree: Tree, first: int, last: int, keep: frozenset[str], *, owned: bool) -> int:
    """First token of a name with its article, the adjectives in ``keep`` and, if ``owned``, what possesses it.

    ``"the Tigris"``, ``"northern Mali"``, ``"Chad's Supreme Court"``.
    """
    left = first
    for token in range(first - 1, -1, -1):
        if owned and tree.deps[token] == "case":
            continue
        if not left <= tree.heads[token] <= last:
            break
        if tree.deps[token] == "det" and tree.lemmas[token] == "the":
            return token
        if owned and tree.deps[token] == "poss" and tree.tags[token] not in {"PRP$", "WP$"}:
            return noun_left(tree, token)
        if tree.words[token].lower() not in keep and not (owned and tree.deps[token] == "amod"):
            break
        left = token
    return left


def appositive_right(tree: Tree, last: int, head: int) -> int:
    """Last token with a name set right after the noun: "the separatist group ETA", "the Danish firm Lego"."""
    for child in tree.kids(head, "appos"):
        if child > last and tree.left_edge(child) == last + 1 and tree.pos[child] == "PROPN":
            return child
    return last


def singular(tree: Tree, token: int) -> str:
    """The lower-case lemma of a noun, also where it is written as a name ("Members", "VBIEDs")."""
    lemma = tree.lemmas[token]
    if (
        tree.pos[token] == "PROPN"
        and len(lemma) > _SHORTEST_PLURAL
        and lemma.endswith("s")
        and not lemma.endswith("ss")
    ):
        return lemma[:-1]
    return lemma


def counted(tree: Tree, first: int, head: int) -> int:
    """How many a definite plural says it means: 2 for "both men", 3 for "the three states", 0 if it does not say."""
    if tree.tags[head] not in _PLURAL_TAGS:
        return 0
    words = [tree.words[token].lower() for token in range(first, head)]
    if "both" in words:
        return 2
    definite = words[:1] and words[0] in _DETERMINERS
    return next((count for word, count in _COUNTS.items() if definite and word in words[1:2]), 0)
