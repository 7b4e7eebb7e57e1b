"""Whether a verb is passive, also where no auxiliary says so."""

from __future__ import annotations

from geograph.annotating.tree import Tree
from geograph.lexicons.support import load_support

__all__ = ["is_passive", "is_small_clause", "verb_phrase"]

_LINKING = frozenset({"be", "become", "feel", "remain", "seem"})


def verb_phrase(tree: Tree, verb: int) -> str:
    """The lemma of a verb with its particle: "carry out"."""
    particle = tree.kid(verb, "prt")
    return f"{tree.lemmas[verb]} {tree.lemmas[particle]}" if particle is not None else tree.lemmas[verb]


def is_passive(tree: Tree, verb: int) -> bool:
    """Whether ``verb`` is passive: by its subject or auxiliary, or as a bare participle after a noun."""
    if tree.kids(verb, "nsubjpass", "auxpass", "csubjpass"):
        return True
    if is_small_clause(tree, verb):
        return True
    if tree.tags[verb] not in {"VBN", "VBD"} or tree.kids(verb, "nsubj", "aux"):
        return False
    if tree.deps[verb] in {"acl", "amod"}:
        return True
    if tree.deps[verb] in {"oprd", "xcomp"} and tree.tags[verb] == "VBN":
        return is_passive(tree, tree.heads[verb])  # "were reported killed"
    if tree.deps[verb] == "acomp":
        return tree.tags[verb] == "VBN" and tree.lemmas[tree.heads[verb]] in _LINKING
    if tree.deps[verb] == "conj" and tree.tags[verb] == "VBN" and not tree.kids(verb, "dobj"):
        return is_passive(tree, tree.heads[verb])  # "was arrested and flown to Cuba"
    bare = tree.deps[verb] == "advcl" and tree.tags[verb] == "VBN" and not tree.kids(verb, "dobj", "mark")
    return bare or (tree.deps[verb] in {"conj", "advcl"} and bool(tree.kids(verb, "agent")))


def is_small_clause(tree: Tree, verb: int) -> bool:
    """As in "The clashes saw ten soldiers [killed]": who stands before the participle is whom it is done to."""
    if tree.deps[verb] != "ccomp" or tree.kids(verb, "aux", "mark", "dobj") or not tree.kids(verb, "nsubj"):
        return False
    witness = tree.lemmas[tree.heads[verb]] in load_support().witnesses and tree.heads[verb] < verb
    return witness and tree.tags[verb] in {"VBN", "VBD"}
