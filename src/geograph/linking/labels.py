"""What a name is, and which label it keeps: what the document shows of it elsewhere corrects the recogniser."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from geograph.annotating.tree import Tree
from geograph.lexicons.atlas import Atlas, Candidate, NameKind
from geograph.lexicons.coref import coref_tables
from geograph.lexicons.linking import link_tables
from geograph.types import EntityKind

__all__ = ["LOOSE_END", "Name", "make_name", "settle_labels"]

LOOSE_END = re.compile(r"[\u200b-\u200f\u2060\ufeff]+$|[.,;:]*(?:\[\d*\]?|\(\w*)$")
"""What is left of a footnote mark or an opened bracket that the tokenizer keeps with the word: ``Weber,[1``."""
_TITLE_DEPS = frozenset({"compound", "nmod"})
_SOURCE = "source"
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_PLACE_KINDS = frozenset({EntityKind.PLACE, EntityKind.STATE})


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


def make_name(tree: Tree, atlas: Atlas, first: int, last: int, label: str) -> Name:
    """The name of tokens ``first`` to ``last`` with its candidates."""
    text = tree.text(first, last).replace(" - ", "-").replace(" ’", "’").replace(" '", "'").replace(" .", ".")
    text = LOOSE_END.sub("", text) or text
    candidates = atlas.candidates(text)
    if not candidates and last == first:
        state = atlas.demonym(text)
        if state is not None:
            candidates = (Candidate(entry=state, name_kind=NameKind.DEMONYM, name=text),)
    return Name(first=first, last=last, label=label, text=text, candidates=candidates)


def settle_labels(tree: Tree, names: Sequence[Name]) -> tuple[Name, ...]:
    """Give the same name the same label throughout: a bare surname is the person named in full, a town stays a town."""
    people, surnames = _people_words(tree, names), _bare_surnames(tree, names)
    names = [_as_bearer(tree, name, surnames) for name in names]
    votes: dict[str, Counter[str]] = {}
    for name in names:
        votes.setdefault(name.text, Counter())[_evidence(tree, name)] += 1
    return tuple(_settled(tree, name, people, votes[name.text]) for name in names)


def _people_words(tree: Tree, names: Sequence[Name]) -> frozenset[str]:
    """First and last words of the persons that the document names in full."""
    full = [n for n in names if n.label == "PERSON" and n.last > n.first and not _is_known_place(n)]
    return frozenset(tree.words[end] for name in full for end in (name.first, name.last))


def _bare_surnames(tree: Tree, names: Sequence[Name]) -> frozenset[str]:
    """Surnames under which the document speaks of a person, with or without a title: "General Salou"."""
    bare = (n for n in names if n.label == "PERSON" and n.first == n.last)
    return frozenset(tree.words[name.last] for name in bare)


def _as_bearer(tree: Tree, name: Name, surnames: frozenset[str]) -> Name:
    """As in "Boureima Salou" seen as an organisation, where the document has a General Salou."""
    unknown = name.label == "ORG" and not name.candidates and name.last == name.first + 1
    return replace(name, label="PERSON") if unknown and tree.words[name.last] in surnames else name


def _is_known_place(name: Name) -> bool:
    return bool(name.candidates) and name.candidates[0].entry.entity.kind in _PLACE_KINDS


def _settled(tree: Tree, name: Name, people: frozenset[str], votes: Counter[str]) -> Name:
    state = any(c.entry.entity.kind is EntityKind.STATE for c in name.candidates)
    if votes[_SOURCE] and _evidence(tree, name) != "place":
        return replace(name, label="ORG", candidates=_of_kind(name, EntityKind.MEDIA))
    if name.first == name.last and tree.words[name.first] in people and not state and name.label != "NORP":
        return replace(name, label="PERSON", candidates=_of_kind(name, EntityKind.PERSON))
    if name.label in _PLACES and _is_surname_first(name) and tree.words[name.first - 1].lower() in _within():
        # "In Yala", where the atlas knows a Mr Yala too.
        return replace(name, candidates=_of_kind(name, EntityKind.PLACE, EntityKind.STATE) or name.candidates)
    if name.label == "PERSON" and _is_known_place(name) and (votes["place"] or _is_capital(name)):
        return replace(name, label="GPE", candidates=_of_kind(name, EntityKind.PLACE, EntityKind.STATE))
    unknown = not name.candidates and name.label not in {"PERSON", "NORP"}
    if unknown and (_is_titled(tree, name) or _is_described(tree, name)):
        return replace(name, label="PERSON")
    if name.candidates or (len(votes) == 1 and not votes["place"]):
        return name
    best = max(sorted(votes), key=lambda label: votes[label])
    if best == "place" and name.label not in _PLACES:
        return replace(name, label="GPE")
    if best == "PERSON" and name.label in _PLACES:
        return replace(name, label="PERSON")
    return name


def _is_surname_first(name: Name) -> bool:
    return bool(name.candidates) and name.candidates[0].name_kind is NameKind.SURNAME


def _is_capital(name: Name) -> bool:
    """A capital whose name no woman or man bears: "Kigali said" is no Mr Kigali."""
    if name.last > name.first or name.text in coref_tables().given_names:
        return False
    return any(predicate == "capitalOf" for predicate, _ in name.candidates[0].entry.ties)


def _going() -> frozenset[str]:
    return link_tables().classes["going"]


def _within() -> frozenset[str]:
    return link_tables().classes["place_only_preposition"]


def _is_titled(tree: Tree, name: Name) -> bool:
    """As in "Foreign minister Ana Kovac": what follows a title is a person, whatever the recogniser saw."""
    before = name.first - 1
    if before < 0 or not name.first <= tree.heads[before] <= name.last or tree.deps[before] not in _TITLE_DEPS:
        return False
    tables = link_tables()
    office = tables.offices.get(tree.lemmas[before])
    return (office is not None and office.sector != "") or tree.words[before].lower() in tables.classes["civil_title"]


def _is_described(tree: Tree, name: Name) -> bool:
    """As in "Fatou Diop, a Senegalese singer": who is called a singer is a person, whatever the recogniser saw."""
    agents = link_tables().agents
    nouns = [agents.get(tree.lemmas[t]) for t in tree.kids(name.last, "appos") if tree.tags[t] == "NN"]
    return any(noun is not None and noun.animacy == "person" for noun in nouns)


def _is_source(tree: Tree, name: Name) -> bool:
    """A name of a town and of a news agency where it is the agency's: "Sana reported", "the news agency Sana"."""
    kinds = {candidate.entry.entity.kind for candidate in name.candidates}
    if not {EntityKind.PLACE, EntityKind.MEDIA} <= kinds:
        return False
    tables, head = link_tables(), name.last
    governor = tree.heads[head]
    if tree.deps[head] == "nsubj":
        return tree.lemmas[governor] in tables.classes["reporting"]
    beside = [tree.lemmas[t] for t in (governor, name.first - 1, name.last + 1) if 0 <= t < len(tree)]
    agents = [tables.agents.get(lemma) for lemma in beside]
    return any(agent is not None and agent.sector == "JRN" for agent in agents) or "agency" in beside


def _is_site(tree: Tree, noun: int) -> bool:
    return tree.tags[noun] == "NN" and "place" in link_tables().things.get(tree.lemmas[noun], frozenset())


def _of_kind(name: Name, *kinds: EntityKind) -> tuple[Candidate, ...]:
    return tuple(candidate for candidate in name.candidates if candidate.entry.entity.kind in kinds)


def _evidence(tree: Tree, name: Name) -> str:
    """What one occurrence speaks for: "place" after a preposition of place, else the recogniser's label."""
    only_places = link_tables().classes["place_only_preposition"]
    head = name.last
    prep = tree.heads[head]
    if tree.deps[head] == "pobj" and tree.lemmas[prep] in only_places:
        return "place"
    # "Fled to Darwin".
    governor = tree.heads[prep]
    if tree.deps[head] == "pobj" and tree.lemmas[prep] == "to" and tree.lemmas[governor] in _going():
        return "place"
    # "The town of Gao".
    if tree.deps[head] == "pobj" and tree.lemmas[prep] == "of" and _is_site(tree, tree.heads[prep]):
        return "place"
    if name.first and tree.words[name.first - 1].lower() in only_places:
        return "place"
    if _is_source(tree, name):
        return _SOURCE
    # "Entered Kherson", "shelled Derna": what is entered is a town, whatever the recogniser saw.
    taken = tree.deps[head] == "dobj" and tree.lemmas[tree.heads[head]] in coref_tables().classes["town_verb"]
    if taken and name.first == name.last and _is_known_place(name):
        return "place"
    return "place" if name.label in _PLACES else name.label
