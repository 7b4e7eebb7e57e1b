"""Tell a country or capital that acts from one where things happen, and a place from the state it is in."""

from __future__ import annotations

from collections.abc import Mapping

from geograph.annotating.tree import Tree
from geograph.lexicons.atlas import NameKind
from geograph.lexicons.coref import coref_tables
from geograph.lexicons.linking import LinkTables
from geograph.linking.labels import Name
from geograph.types import EntityKind, MentionKind

__all__ = ["acting_kind", "acts", "with_state"]


def acting_kind(tree: Tree, name: Name, head: int, kind: MentionKind, tables: LinkTables) -> MentionKind:
    """Tell a country or capital that acts (STATE) from one where things happen (PLACE)."""
    if not name.candidates or name.candidates[0].name_kind is NameKind.DEMONYM:
        return kind
    best = name.candidates[0].entry
    is_state = best.entity.kind is EntityKind.STATE
    is_capital = any(predicate == "capitalOf" for predicate, _ in best.ties)
    if not (is_state or is_capital):
        return kind
    if not is_state and _state_after(tree, name.last) is not None:
        return MentionKind.PLACE  # "Lima, Peru"
    return MentionKind.STATE if acts(tree, head, tables, capital=not is_state) else MentionKind.PLACE


def acts(tree: Tree, head: int, tables: LinkTables, *, capital: bool) -> bool:
    """Whether the noun phrase of ``head`` stands where actors stand."""
    while tree.deps[head] in {"conj", "appos"}:
        head = tree.heads[head]
    label = tree.deps[head]
    addressed = tree.lemmas[tree.heads[head]] in tables.classes["address_verb"]
    if label in {"nsubj", "agent", "dative"} or (label == "nsubjpass" and not capital) or addressed:
        return True
    if label in {"dobj", "attr", "oprd"}:
        return not capital and tree.lemmas[tree.heads[head]] not in tables.classes["place_verb"]
    if label == "pobj":
        prep = tree.heads[head]
        if tree.lemmas[prep] in {"on", "upon"} and tree.lemmas[tree.heads[prep]] in coref_tables().classes["calling"]:
            return True
        return tree.deps[prep] == "agent" or tree.lemmas[prep] in tables.classes["acting_preposition"]
    return label in {"poss", "compound", "nmod"} and _owner_acts(tree, head, tables, capital=capital)


def _state_after(tree: Tree, last: int) -> int | None:
    """The place that a comma sets after a place: ``Lima, Peru``."""
    after = last + 2
    if after >= len(tree) or tree.words[last + 1] != "," or tree.tags[after] not in {"NNP", "NNPS"}:
        return None
    return after if tree.deps[after] in {"appos", "npadvmod", "conj", "nmod"} or tree.heads[after] == last else None


def _is_within(name: Name, other: Name | None) -> bool:
    """Whether a place may lie in the one that is named after it: ``Lima, Peru`` and not ``Lima, Paris``."""
    if other is None or not other.candidates:
        return False
    code = other.candidates[0].entry.entity.country
    ties = {tied for candidate in name.candidates for _, tied in candidate.entry.ties}
    is_state = other.candidates[0].entry.entity.kind is EntityKind.STATE
    if is_state and not name.candidates:
        return True
    same = any(candidate.entry.entity.country == code for candidate in name.candidates)
    return (is_state and same) or other.candidates[0].entry.entity.id in ties


def _owner_acts(tree: Tree, head: int, tables: LinkTables, *, capital: bool) -> bool:
    """A possessor acts unless it possesses a place ("Egypt's Sinai peninsula"); "the Paris talks" are in Paris."""
    if capital and tree.deps[head] != "poss" and tree.lemmas[tree.heads[head]] not in tables.agents:
        return False
    kinds = tables.things.get(tree.lemmas[tree.heads[head]], frozenset())
    if tree.pos[tree.heads[head]] == "PROPN":
        return tree.lemmas[tree.heads[head]] in tables.agents
    return not kinds & {"place", "facility"}


def with_state(tree: Tree, name: Name, names_at: Mapping[int, Name]) -> int:
    """The last token of a place with the state that a comma sets after it."""
    beside = _state_after(tree, name.last)
    return beside if beside is not None and _is_within(name, names_at.get(beside)) else name.last
