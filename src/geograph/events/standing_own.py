"""What a word says of its own standing: not, will, may, if, allegedly, a question mark, who does it."""

from __future__ import annotations

from collections.abc import Mapping

from geograph.annotating.tree import Tree
from geograph.events.clauses import is_condition
from geograph.events.standing_state import CONDITION, Standing
from geograph.lexicons.standing import Cue
from geograph.types import Status

__all__ = ["VERBAL", "read_own", "read_own_noun"]

VERBAL = frozenset({"VERB", "AUX"})
_NEGATIONS = frozenset({"not", "never", "n't", "n’t", "no", "neither", "nor", "without", "nobody", "none"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj"})
_SMALL_WORDS = {"mark": "mark", "advmod": "adverb"}


def read_own(
    tree: Tree, token: int, cues: Mapping[tuple[str, str], Cue], standing: Standing, *, came_from: int
) -> None:
    """Take in what hangs on ``token`` itself.

    Args:
        tree: the parse.
        token: a verb, noun or adjective.
        cues: from ``load_cues``.
        standing: takes what is met.
        came_from: where the walk comes from, which says nothing more.
    """
    if tree.pos[token] in VERBAL:
        _own_verb(tree, token, cues, standing, came_from)
    else:
        read_own_noun(tree, token, cues, standing)


def _own_verb(tree: Tree, verb: int, cues: Mapping[tuple[str, str], Cue], standing: Standing, came_from: int) -> None:
    """What hangs on the verb itself: not, will, may, if, allegedly, a question mark, who does it."""
    for child in tree.children[verb]:
        if tree.deps[child] in _ARGUMENTS:
            _own_argument(tree, verb, child, cues, standing, came_from)
        else:
            _small_word(tree, verb, child, cues, standing)
    _suspects(tree, [*tree.kids(verb, "nsubj"), *tree.pobj(verb, "by")], cues, standing)
    if _is_counterfactual(tree, verb):
        standing.meet(Status.HYPOTHETICAL, CONDITION)
    if _neither(tree, verb):
        standing.negated = not standing.negated
        standing.meet(Status.DENIED, "neither")
    _going_to(tree, verb, standing)
    if tree.deps[verb] == "conj" and not tree.kids(verb, "aux", "nsubj", "nsubjpass") and tree.tags[verb] == "VB":
        for child in tree.kids(tree.heads[verb], "aux"):
            cue = cues.get(("modal", tree.words[child].lower()))
            if cue is not None:
                standing.meet(cue.becomes, cue.id)


def _suspects(tree: Tree, doers: list[int], cues: Mapping[tuple[str, str], Cue], standing: Standing) -> None:
    """As in "Suspected rebels attacked": who did it is alleged, and so the deed as theirs."""
    for hedge in (kid for doer in doers for kid in tree.kids(doer, "amod")):
        cue = cues.get(("adjective", tree.words[hedge].lower()))
        if cue is not None and cue.becomes is Status.ALLEGED:
            standing.meet(cue.becomes, cue.id)


def _is_counterfactual(tree: Tree, verb: int) -> bool:
    """As in "Would have fled", "should Kenya flee, ...": what is only thought, by its auxiliaries and their place."""
    helpers = tree.kids(verb, "aux")
    thought = {"would", "have"} <= {tree.words[helper].lower() for helper in helpers}
    subjects = tree.kids(verb, "nsubj", "nsubjpass")
    inverted = bool(helpers and subjects) and helpers[0] < subjects[0]
    return thought or (inverted and tree.deps[verb] == "advcl") or is_condition(tree, verb)


def _small_word(tree: Tree, verb: int, child: int, cues: Mapping[tuple[str, str], Cue], standing: Standing) -> None:
    label, lemma = tree.deps[child], tree.words[child].lower()
    if label == "neg" or (label == "advmod" and lemma in _NEGATIONS):
        standing.negated = not standing.negated
        standing.meet(Status.DENIED, "negation")
    elif label == "aux" and (cue := cues.get(("modal", lemma))):
        standing.future |= cue.becomes is Status.PLANNED
        standing.meet(cue.becomes, cue.id)
    elif label in _SMALL_WORDS and (cue := cues.get((_SMALL_WORDS[label], lemma))):
        standing.meet(cue.becomes, cue.id)
    elif label == "aux" and tree.tags[child] == "TO" and tree.heads[verb] == verb:
        standing.future = True
        standing.meet(Status.PLANNED, "headline.infinitive")
    elif label == "punct" and lemma == "?" and tree.heads[verb] == verb:
        standing.meet(Status.HYPOTHETICAL, "question")


def _own_argument(
    tree: Tree, verb: int, child: int, cues: Mapping[tuple[str, str], Cue], standing: Standing, came_from: int
) -> None:
    if tree.deps[child] != "dobj" and _is_nobody(tree, child, cues):
        standing.negated = not standing.negated
        standing.meet(Status.DENIED, "nobody")
    elif child != came_from and _has_no(tree, child):
        # "it has no fighters" says what is not there; only "it did not send any" denies something.
        standing.negated ^= came_from != verb
        standing.meet(Status.DENIED, "negation.determiner")


def _neither(tree: Tree, verb: int) -> bool:
    """Whether the verb stands behind "neither", or behind the "nor" that answers it."""
    first = verb
    while tree.deps[first] == "conj" and tree.pos[tree.heads[first]] in VERBAL:
        first = tree.heads[first]
    return any(tree.lemmas[token] == "neither" for token in tree.kids(first, "preconj", "cc"))


def _going_to(tree: Tree, verb: int, standing: Standing) -> None:
    governor = tree.heads[verb]
    if tree.deps[verb] == "xcomp" and tree.words[governor].lower() == "going" and governor != verb:
        standing.future = True
        standing.meet(Status.PLANNED, "modal.going-to")


def _is_nobody(tree: Tree, subject: int, cues: Mapping[tuple[str, str], Cue]) -> bool:
    """Whether a subject is nobody, or neither of two."""
    small = tree.kids(subject, "preconj", "cc", "det", "predet")
    return any(("subject", tree.lemmas[token]) in cues for token in (subject, *small) if tree.lemmas[token] != "no")


def _has_no(tree: Tree, noun: int) -> bool:
    return any(tree.lemmas[child] == "no" for child in tree.kids(noun, "det"))


def read_own_noun(tree: Tree, noun: int, cues: Mapping[tuple[str, str], Cue], standing: Standing) -> None:
    """Take in what hangs on a noun: "no attack", "the alleged attack", "planned strikes"."""
    _suspects(tree, tree.pobj(noun, "by"), cues, standing)
    for child in tree.kids(noun, "amod", "det", "neg", "compound"):
        lemma = tree.words[child].lower()
        if lemma in {"no", "not"}:
            standing.negated = not standing.negated
            standing.meet(Status.DENIED, "negation.determiner")
        elif cue := cues.get(("adjective", lemma)):
            standing.meet(cue.becomes, cue.id)
