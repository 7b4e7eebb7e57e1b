"""Find names: what the model's entity recogniser sees, joined with what the atlas knows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from geograph.annotating.tree import Tree
from geograph.lexicons.atlas import Atlas
from geograph.lexicons.common_words import is_common_word
from geograph.lexicons.linking import link_tables
from geograph.linking.labels import Name, make_name, settle_labels
from geograph.linking.spans import singular
from geograph.linking.wider import widen_names

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Name", "find_names"]

_NAME_LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT"})
_NO_START = frozenset({"DT", "POS", "_SP", "PRP$", "IN"})
_ADVERBIAL = frozenset({"npadvmod", "advmod"})
_LIMIT = 8


def find_names(doc: Doc, tree: Tree, atlas: Atlas) -> tuple[Name, ...]:
    """Find the names of ``doc``, none overlapping another, in the text's order."""
    found = [make_name(tree, atlas, *item) for item in _recognised(doc, tree)]
    taken = {token: number for number, name in enumerate(found) for token in range(name.first, name.last + 1)}
    extra: list[Name] = []
    dropped: set[int] = set()
    for first, last in _known_spans(tree, atlas):
        rivals = {taken[token] for token in range(first, last + 1) if token in taken}
        if any(_keeps(found[rival], first, last) for rival in rivals):
            continue
        dropped |= rivals
        label = found[min(rivals)].label if rivals else "ATLAS"
        extra.append(make_name(tree, atlas, first, last, label))
    kept = [name for number, name in enumerate(found) if number not in dropped and not _is_common(tree, name)]
    known = [*kept, *extra]
    known += [*_unseen_bodies(tree, atlas, known), *_unseen_surnames(tree, atlas, known)]
    names = sorted(known, key=lambda name: name.first)
    return settle_labels(tree, widen_names(tree, atlas, names))


def _unseen_bodies(tree: Tree, atlas: Atlas, names: Sequence[Name]) -> list[Name]:
    """As in "The Varnhold Accord Party" where the recogniser saw no name: capitalised words that end in a body's noun.

    One of the words must be none of the dictionary, so that no headline in capitals is taken for a name.
    """
    taken = {token for name in names for token in range(name.first, name.last + 1)}
    agents = link_tables().agents
    bodies: list[Name] = []
    for head in range(1, len(tree)):
        agent = agents.get(tree.lemmas[head].lower()) if head not in taken and tree.tags[head] == "NNP" else None
        if agent is None or agent.animacy != "group" or tree.deps[head] == "compound":
            continue
        first = head
        while first and first - 1 not in taken and tree.tags[first - 1] == "NNP" and tree.heads[first - 1] == head:
            first -= 1
        if any(not is_common_word(tree.words[token].lower()) for token in range(first, head)):
            bodies.append(make_name(tree, atlas, first, head, "ORG"))
    return bodies


def _unseen_surnames(tree: Tree, atlas: Atlas, names: Sequence[Name]) -> list[Name]:
    """As in "Odinga, 72, urged" where the recogniser saw no name, but had seen Raila Odinga."""
    taken = {token for name in names for token in range(name.first, name.last + 1)}
    people = [name for name in names if name.label == "PERSON" and name.last > name.first]
    surnames = {
        tree.words[name.last]: name.first for name in people if not is_common_word(tree.words[name.last].lower())
    }
    return [
        make_name(tree, atlas, token, token, "PERSON")
        for token in range(len(tree))
        if tree.words[token] in surnames
        and token not in taken
        and token > surnames[tree.words[token]]
        and not (token and tree.tags[token - 1] == "NNP" and tree.heads[token - 1] == token)
    ]


def _is_common(tree: Tree, name: Name) -> bool:
    """As in "Defense" in "Defense Minister" is no organisation; "Soldiers" and "UAV" are no names."""
    if name.candidates:
        return False
    tables = link_tables()
    if name.label == "ORG" and name.last + 1 < len(tree) and tree.lemmas[name.last + 1] in tables.offices:
        return True
    noun = singular(tree, name.last)
    if name.first == name.last and tree.tags[name.last] == "JJ" and name.label == "ORG":
        return True
    plural = noun != tree.lemmas[name.last] or tree.tags[name.last] in {"NNS", "NNPS"}
    return name.first == name.last and (noun in tables.things or (plural and noun in tables.agents))


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
    while first <= last and (tree.tags[first] in _NO_START or not _wordlike(tree.words[first])):
        first += 1
    first += first < last and _is_preposition(tree, first)
    while last >= first and (_no_end(tree, last) or not _wordlike(tree.words[last])):
        last -= 1
    if first > last or not any(_has_capital(tree.words[token]) for token in range(first, last + 1)):
        return None
    return first, last


def _no_end(tree: Tree, token: int) -> bool:
    """As in "Ibn Auf later" taken as one name."""
    return tree.tags[token] in {"POS", "_SP"} or (tree.tags[token] == "RB" and tree.words[token].islower())


def _is_preposition(tree: Tree, token: int) -> bool:
    """As in "Near Gedo" at the start of a sentence is tagged, and taken, as one name."""
    return tree.deps[token] == "prep" or tree.words[token].lower() == "near"


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
        if length > 1 and tree.words[token].lower() == "the":
            token, length = token + 1, length - 1
        if length > 1 and tree.deps[token + length - 1] in _ADVERBIAL and tree.words[token + length - 1].islower():
            length = 0  # "toured Russia today" names no broadcaster
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
