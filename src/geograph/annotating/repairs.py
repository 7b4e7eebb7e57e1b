"""Mend what the parser is known to get wrong, before any rule reads it."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["joined_names", "shot_dead", "twin_nouns", "unwelcome"]

_MODIFIERS = frozenset({"nmod", "compound"})
_BETWEEN_TWINS = frozenset({"to", "by", "in", "for", "after"})


def joined_names(pos: Sequence[str], deps: list[str], heads: list[int]) -> None:
    """Make two names that "and" joins two, where the first was taken to modify the second.

    "Secretary [Kerry] and Defense Secretary [Carter] met": a modifier with an "and" of its own, and nothing joined to
    it, is no modifier.

    Args:
        pos: universal parts of speech.
        deps: labels by token; changed in place.
        heads: heads by token; changed in place.
    """
    joining = {heads[token] for token, label in enumerate(deps) if label == "cc"}
    joined = {heads[token] for token, label in enumerate(deps) if label == "conj"}
    for token in sorted(joining - joined):
        second = heads[token]
        names = pos[token] == pos[second] == "PROPN"
        if names and deps[token] in _MODIFIERS and second > token and deps[second] not in _MODIFIERS:
            heads[token] = heads[second] if heads[second] != second else token
            deps[token] = deps[second]
            heads[second], deps[second] = token, "conj"


def shot_dead(words: Sequence[str], pos: Sequence[str], deps: list[str], heads: list[int]) -> None:
    """Let "dead" in "shot dead two men" say what came of it, and not what the men were.

    Args:
        words: the words.
        pos: universal parts of speech.
        deps: labels by token; changed in place.
        heads: heads by token; changed in place.
    """
    for token in range(1, len(words)):
        if words[token].lower() == "dead" and deps[token] == "amod" and pos[token - 1] == "VERB":
            heads[token], deps[token] = token - 1, "oprd"


def twin_nouns(words: Sequence[str], deps: list[str], heads: list[int]) -> None:
    """Let "shoulder to shoulder", "side by side" say how, and what follows them hang on the verb.

    The parser takes one of the two for an object or a verb, and loses who stands beside whom.

    Args:
        words: the words.
        deps: labels by token; changed in place.
        heads: heads by token; changed in place.
    """
    for first in range(len(words) - 2):
        twins = words[first] == words[first + 2] and words[first].isalpha()
        if not twins or words[first + 1].lower() not in _BETWEEN_TWINS:
            continue
        idiom = range(first, first + 3)
        verb = next((heads[token] for token in idiom if heads[token] not in idiom), None)
        if verb is None or verb > first:
            continue
        for token, head in enumerate(heads):
            if head in idiom and token not in idiom:
                heads[token] = verb
        heads[first], heads[first + 1], heads[first + 2] = verb, first, first + 1
        deps[first], deps[first + 1], deps[first + 2] = "npadvmod", "prep", "pobj"


def unwelcome(words: Sequence[str], pos: Sequence[str], deps: list[str], heads: list[int]) -> None:
    """Let "persona non grata" be what somebody is declared, and who declares it hang on the verb.

    Args:
        words: the words.
        pos: universal parts of speech.
        deps: labels by token; changed in place.
        heads: heads by token; changed in place.
    """
    for last in range(2, len(words)):
        if words[last].lower() != "grata" or [word.lower() for word in words[last - 2 : last]] != ["persona", "non"]:
            continue
        verb = next((token for token in range(last - 3, -1, -1) if pos[token] == "VERB"), None)
        if verb is None:
            continue
        for token, head in enumerate(heads):
            if head == last and token > last:
                heads[token] = verb
                deps[token] = "agent" if words[token].lower() == "by" else deps[token]
        heads[last], deps[last] = verb, "oprd"
        heads[last - 2], heads[last - 1] = last, last
