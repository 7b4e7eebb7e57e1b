"""Names that the recogniser or the atlas cut short: "Accra University", "Volta Dam", "Samoan Museum"."""

from __future__ import annotations

from collections.abc import Sequence

from geograph.annotating.tree import Tree
from geograph.lexicons.atlas import Atlas
from geograph.lexicons.linking import LinkTables, link_tables
from geograph.linking.labels import Name, make_name

__all__ = ["widen_names"]

_PROPER = frozenset({"NNP", "NNPS"})
_SITES = frozenset({"facility", "place"})


def widen_names(tree: Tree, atlas: Atlas, names: Sequence[Name]) -> list[Name]:
    """Let a name that modifies a capitalised noun of its own reach up to that noun.

    Titles ("Iraqi President") and nouns that the linking rules read with their country ("Syrian Army") stay apart.
    """
    tables = link_tables()
    taken = {token for name in names for token in range(name.first, name.last + 1)}
    return [_widened(tree, atlas, tables, name, taken) for name in names]


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
