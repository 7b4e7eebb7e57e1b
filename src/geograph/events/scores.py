"""Scores and contests: "beat them 2-1" is a match, "defeated him in a run-off" a vote, and neither is violence."""

from __future__ import annotations

import re

from geograph.events.scene import EventScene
from geograph.lexicons.linking import link_tables

__all__ = ["has_score"]

_SCORE = re.compile(r"\b\d{1,3} ?[-–] ?\d{1,3}\b(?![-–])")
_REACH = 60
"""Characters behind the verb in which its score stands."""


def has_score(scene: EventScene, verb: int) -> bool:
    """Whether the verb at token ``verb`` has a score, or a contest in which it was, behind it in its sentence.

    What has its own noun ("a 1-2 week siege") or hangs on a preposition ("in 1990-91") is no score.
    """
    tree = scene.tree
    if tree.pos[verb] != "VERB":
        return False
    contests = link_tables().classes["contest"]
    nouns = tree.pobj(verb, "in", "at", "during")
    hyphened = [tree.text(noun - 2, noun).lower().replace(" - ", "-") for noun in nouns if noun > 1]
    if contests & {*hyphened, *(tree.lemmas[noun] for noun in nouns)}:
        return True  # "defeated his rival in a run-off"
    last = tree.sentence_tokens[tree.sentences[verb]][1] - 1
    start, end = tree.ends[verb], min(tree.ends[last], tree.ends[verb] + _REACH)
    for match in _SCORE.finditer(scene.article.text, start, end):
        inside = [t for t in range(verb, last + 1) if match.start() <= tree.starts[t] < match.end()]
        above = [t for t in inside if tree.heads[t] not in inside]
        if any(
            tree.deps[t] in {"npadvmod", "dobj", "nummod", "appos", "dep", "advmod"} and _at_end(scene, t)
            for t in above
        ):
            return True
    return False


def _at_end(scene: EventScene, token: int) -> bool:
    """Whether the number counts nothing: its head stands before it."""
    return scene.tree.heads[token] < token
