"""Names that were cut short or too long: "Accra University", "Juris Kalnins", "General Salou"."""

from __future__ import annotations

from collections.abc import Sequence

from geograph.annotating.tree import Tree
from geograph.lexicons.atlas import Atlas, NameKind
from geograph.lexicons.common_words import is_common_word
from geograph.lexicons.linking import LinkTables, link_tables
from geograph.linking.labels import Name, make_name
from geograph.types import EntityKind

__all__ = ["widen_names"]

_PROPER = frozenset({"NNP", "NNPS"})
_SITES = frozenset({"facility", "place"})


def widen_names(tree: Tree, atlas: Atlas, names: Sequence[Name]) -> list[Name]:
    """Let names reach as far as they do, and no further.

    A name that modifies a capitalised noun of its own reaches up to that noun; titles ("Iraqi President") and nouns
    that the linking rules read with their country ("Syrian Army") stay apart. A bare surname takes the given name
    before it. A title taken for the first word of an organisation's name is left out, and makes it a person.
    """
    tables = link_tables()
    taken = {token for name in names for token in range(name.first, name.last + 1)}
    titled = [_without_title(tree, atlas, tables, name) for name in _joined(tree, atlas, names)]
    return [_with_given_name(tree, atlas, tables, _widened(tree, atlas, tables, name, taken), taken) for name in titled]


def _joined(tree: Tree, atlas: Atlas, names: Sequence[Name]) -> list[Name]:
    """As in "Itu Aba": an island, though there are two towns of these names."""
    kept: list[Name] = []
    for name in names:
        before = kept[-1] if kept else None
        two = before is not None and before.last == name.first - 1 and tree.heads[before.last] == name.last
        if before is not None and two and tree.deps[before.last] == "compound" and _is_town(before) and _is_town(name):
            kept[-1] = make_name(tree, atlas, before.first, name.last, "LOC")
        else:
            kept.append(name)
    return kept


def _is_town(name: Name) -> bool:
    kinds = {candidate.entry.entity.kind for candidate in name.candidates}
    capital = any(predicate == "capitalOf" for candidate in name.candidates for predicate, _ in candidate.entry.ties)
    return kinds == {EntityKind.PLACE} and not capital


def _without_title(tree: Tree, atlas: Atlas, tables: LinkTables, name: Name) -> Name:
    """As in "General Salou" seen as an organisation; "General Motors" has a common word behind the title and is one."""
    rest = range(name.first + 1, name.last + 1)
    if name.candidates or name.label == "PERSON" or not rest or not _is_title(tree, tables, name.first):
        return name
    if any(tree.tags[t] != "NNP" or is_common_word(tree.words[t].lower()) for t in rest):
        return name
    return make_name(tree, atlas, name.first + 1, name.last, "PERSON")


def _is_title(tree: Tree, tables: LinkTables, token: int) -> bool:
    lemma = tree.lemmas[token].lower()
    agent = tables.agents.get(lemma)
    return lemma in tables.classes["civil_title"] or (agent is not None and agent.animacy == "person")


def _with_given_name(tree: Tree, atlas: Atlas, tables: LinkTables, name: Name, taken: set[int]) -> Name:
    """As in "Juris Kalnins" of which the recogniser saw the second word."""
    before = name.first - 1
    if name.label != "PERSON" or name.last > name.first or before < 0 or before in taken:
        return name
    word = tree.words[before]
    given = tree.tags[before] == "NNP" and tree.deps[before] == "compound" and tree.heads[before] == name.last
    if not given or not word.isalpha() or _is_title(tree, tables, before):
        return name
    titled = _ends_title(tree, tables, before - 1)
    if (name.candidates and not (titled and _is_of_others(name, word))) or (
        is_common_word(word.lower()) and not titled
    ):
        return name
    offices = tree.lemmas[before].lower() in tables.offices or tree.lemmas[before].lower() in tables.organs
    return name if offices or word.isupper() else make_name(tree, atlas, before, name.last, "PERSON")


def _ends_title(tree: Tree, tables: LinkTables, token: int) -> bool:
    """Whether a title of two words ends at ``token``: "First Lady"."""
    return token > 0 and f"{tree.words[token - 1]} {tree.words[token]}".lower() in tables.offices


def _is_of_others(name: Name, given: str) -> bool:
    """Whether nobody whom the atlas has of this surname bears the given name: "Patience Jonathan" is no Goodluck."""
    surnames = all(candidate.name_kind is NameKind.SURNAME for candidate in name.candidates)
    return surnames and not any(given in candidate.entry.entity.name.split() for candidate in name.candidates)


def _widened(tree: Tree, atlas: Atlas, tables: LinkTables, name: Name, taken: set[int]) -> Name:
    if name.label == "PERSON":
        return name
    last = name.last
    while last + 1 < len(tree) and tree.tags[last + 1] in _PROPER and last + 1 not in taken:
        if tree.sentences[last + 1] != tree.sentences[name.last] or not tree.words[last + 1][:1].isupper():
            break
        last += 1
    head = tree.heads[name.last]
    if last == name.last or head != last or not _is_name_head(tree, tables, last):
        return name
    kinds = tables.things.get(tree.lemmas[last], frozenset())
    return make_name(tree, atlas, name.first, last, "FAC" if kinds & _SITES else "ORG")


def _is_name_head(tree: Tree, tables: LinkTables, token: int) -> bool:
    lemma, word = tree.lemmas[token], tree.words[token].lower()
    titles = tables.classes["civil_title"]
    if lemma in tables.offices or word in titles or lemma in tables.organs:
        return False
    agent = tables.agents.get(lemma)
    return agent is None or agent.animacy != "person"
