"""Find names: what the model's entity recogniser sees, joined with what the atlas knows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geograph.annotating.tree import Tree
from geograph.lexicons.atlas import Atlas, Candidate, NameKind
from geograph.lexicons.linking import link_tables

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Name", "find_names"]

_NAME_LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT"})
_LIMIT = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """Tokens ``first`` to ``last`` (inclusive) that are a name.

    ``label`` is the recogniser's (PERSON, ORG, GPE, LOC, FAC, NORP, PRODUCT), or ATLAS where only the atlas knows it.
    ``candidates`` is what the atlas offers, best first; ``text`` is the name as it is looked up.
    """

    first: int
    last: int
    label: str
    text: str
    candidates: tuple[Candidate, ...]


def find_names(doc: Doc, tree: Tree, atlas: Atlas) -> tuple[Name, ...]:
    """Find the names of ``doc``, none overlapping another, in the text's order."""
    found = [_from_span(tree, atlas, *item) for item in _recognised(doc, tree)]
    taken = {token: number for number, name in enumerate(found) for token in range(name.first, name.last + 1)}
    extra: list[Name] = []
    dropped: set[int] = set()
    for first, last in _known_spans(tree, atlas):
        rivals = {taken[token] for token in range(first, last + 1) if token in taken}
        if any(_keeps(found[rival], first, last) for rival in rivals):
            continue
        dropped |= rivals
        label = found[min(rivals)].label if rivals else "ATLAS"
        extra.append(_from_span(tree, atlas, first, last, label))
    kept = [name for number, name in enumerate(found) if number not in dropped and not _is_portfolio(tree, name)]
    return tuple(sorted((*kept, *extra), key=lambda name: name.first))


def _is_portfolio(tree: Tree, name: Name) -> bool:
    """"Defense" in "Defense Minister" is no organisation."""
    if name.label != "ORG" or name.candidates or name.last + 1 >= len(tree):
        return False
    return tree.lemmas[name.last + 1] in link_tables().offices


def _keeps(name: Name, first: int, last: int) -> bool:
    """Whether a recognised name stands against a known one that it overlaps: when it holds it, and says more."""
    holds = name.first <= first and last <= name.last
    if not holds:
        return name.label == "PERSON" and name.last - name.first > last - first
    if (name.first, name.last) == (first, last):
        return True
    # "Michael Jordan", "Bank of France": the longer name is somebody else. A place name in front of a title-like
    # rest ("Islamic State Fight") is a slip of the recogniser and is known by its not being in the atlas.
    return name.label in {"PERSON", "ORG", "FAC"} or bool(name.candidates)


def _recognised(doc: Doc, tree: Tree) -> list[tuple[int, int, str]]:
    spans: list[tuple[int, int, str]] = []
    for ent in doc.ents:
        if ent.label_ not in _NAME_LABELS:
            continue
        trimmed = _trim(tree, ent.start, ent.end - 1)
        if trimmed is not None:
            spans.append((*trimmed, ent.label_))
    return spans


def _trim(tree: Tree, first: int, last: int) -> tuple[int, int] | None:
    """Take articles, possessive endings, blanks and trailing signs off a name."""
    while first <= last and (tree.tags[first] in {"DT", "POS", "_SP", "PRP$", "IN"} or not _wordlike(tree.words[first])):
        first += 1
    while last >= first and (tree.tags[last] in {"POS", "_SP"} or not _wordlike(tree.words[last])):
        last -= 1
    if first > last or not any(_has_capital(tree.words[token]) for token in range(first, last + 1)):
        return None
    return first, last


def _wordlike(word: str) -> bool:
    return any(character.isalnum() for character in word)


def _has_capital(word: str) -> bool:
    return any(character.isupper() for character in word)


def _known_spans(tree: Tree, atlas: Atlas) -> list[tuple[int, int]]:
    """Longest names of the atlas, left to right; a name begins with a capital or a digit, or is a listed small word."""
    spans: list[tuple[int, int]] = []
    token = 0
    size = len(tree)
    while token < size:
        length = 0
        if _has_capital(tree.words[token]) and tree.tags[token] != "_SP":
            limit = min(_LIMIT, tree.sentence_tokens[tree.sentences[token]][1] - token)
            length = atlas.longest_match(tree.words, token, limit=limit)
        while length and not _wordlike(tree.words[token + length - 1]):
            length -= 1
        if length and not _is_false_friend(tree, token, length):
            spans.append((token, token + length - 1))
            token += length
        else:
            token += 1
    return spans


def _is_false_friend(tree: Tree, first: int, length: int) -> bool:
    """A capitalised common word at the start of a sentence, or a month, is no name however well the atlas knows one."""
    if length > 1:
        return False
    if tree.pos[first] not in {"PROPN", "NOUN", "ADJ"}:
        return True
    opens = first == tree.sentence_tokens[tree.sentences[first]][0]
    return opens and tree.pos[first] == "NOUN" and tree.words[first].lower() in link_tables().false_friends


def _from_span(tree: Tree, atlas: Atlas, first: int, last: int, label: str) -> Name:
    text = tree.text(first, last).replace(" - ", "-").replace(" ’", "’").replace(" '", "'").replace(" .", ".")
    candidates = atlas.candidates(text)
    if not candidates and last == first:
        state = atlas.demonym(text)
        if state is not None:
            candidates = (Candidate(entry=state, name_kind=NameKind.DEMONYM, name=text),)
    return Name(first=first, last=last, label=label, text=text, candidates=candidates)
