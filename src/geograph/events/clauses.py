"""What a clause is to its verb: another sentence, a condition, a purpose, what is asked for."""

from __future__ import annotations

from geograph.annotating.tree import Tree
from geograph.lexicons.standing import load_cues

__all__ = [
    "asked_clauses",
    "called_on",
    "for_clauses",
    "is_condition",
    "is_infinitive",
    "is_of_a_series",
    "is_other_sentence",
    "is_purpose",
]

_CALLING = frozenset({"call on", "call upon", "prevail on", "appeal to", "plead with", "rely on", "count on"})
_PHONING = frozenset({"call", "phone", "telephone", "ring"})
_ORDINAL = "adjective.ordinal"


def is_other_sentence(tree: Tree, clause: int, verb: int) -> bool:
    """As in "X fell; Y denied it": two sentences joined by the parser as if the second said the first."""
    return any(tree.words[token] == ";" for token in range(clause, verb))


def is_condition(tree: Tree, clause: int) -> bool:
    """As in "[Should Chad refuse], Mali will act": the auxiliary stands before the subject."""
    helpers, subjects = tree.kids(clause, "aux"), tree.kids(clause, "nsubj", "nsubjpass")
    return bool(helpers and subjects) and helpers[0] < subjects[0] and tree.words[helpers[0]].lower() == "should"


def is_of_a_series(tree: Tree, noun: int) -> bool:
    """As in "The first state to recognise Kosovo": it did."""
    cues = load_cues()
    told = (cues.get(("adjective", tree.lemmas[kid])) for kid in tree.kids(noun, "amod"))
    return any(cue is not None and cue.id == _ORDINAL for cue in told)


def is_purpose(tree: Tree, clause: int) -> bool:
    """As in "Modi called Macron to congratulate him": an infinitive that is what the caller, not the called, does."""
    verb = tree.heads[clause]
    phoned = tree.lemmas[verb] in _PHONING and bool(tree.kids(verb, "dobj")) and not tree.kids(verb, "prt")
    return phoned and tree.deps[clause] == "xcomp" and is_infinitive(tree, clause)


def for_clauses(tree: Tree, verb: int) -> list[int]:
    """Clauses that "for" opens: "called [for the president to resign]"."""
    return [
        kid
        for kid in tree.kids(verb, "advcl", "ccomp", "xcomp")
        if any(tree.lemmas[mark] == "for" for mark in tree.kids(kid, "mark")) and is_infinitive(tree, kid)
    ]


def asked_clauses(tree: Tree, verb: int) -> list[int]:
    """Clauses of what is asked for: those that "for" opens, and the infinitive of "called on the army [to rebel]"."""
    called = [kid for kid in tree.kids(verb, "advcl") if is_infinitive(tree, kid) and called_on(tree, verb, kid)]
    return [*for_clauses(tree, verb), *(kid for kid in called if not tree.kids(kid, "mark", "nsubj", "nsubjpass"))]


def called_on(tree: Tree, verb: int, before: int) -> list[int]:
    """Who is told what to do by a verb and its preposition ("called on [the army]", but not "called him on Friday")."""
    if tree.kids(verb, "dobj"):
        return []
    callings = [kid for kid in tree.kids(verb, "prep") if f"{tree.lemmas[verb]} {tree.lemmas[kid]}" in _CALLING]
    return [obj for prep in callings if prep < before for obj in tree.kids(prep, "pobj")]


def is_infinitive(tree: Tree, verb: int) -> bool:
    """Whether ``verb`` is an infinitive with "to"."""
    return any(tree.tags[kid] == "TO" for kid in tree.kids(verb, "aux"))
