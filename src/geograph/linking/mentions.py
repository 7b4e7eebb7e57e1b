"""Find mentions: names with their titles, descriptions that can act, things, places and pronouns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from geograph.annotating.tree import Tree
from geograph.lexicons.atlas import NameKind
from geograph.lexicons.coref import coref_tables
from geograph.lexicons.linking import Agent, LinkTables, link_tables
from geograph.linking.acting import acting_kind, acts, with_state
from geograph.linking.labels import Name
from geograph.linking.spans import appositive_right, counted, name_left, noun_left, noun_span, singular
from geograph.types import EntityKind, MentionForm, MentionKind

__all__ = ["Draft", "find_mentions"]

_PLATFORM = re.compile(r"[A-Z][A-Za-z]{0,4}-?\d{1,3}[A-Z]{0,2}")
_OFFICE_PREPOSITIONS = ("of", "for", "to")
_BEFORE_GERUND = frozenset({"ADP", "SCONJ"})
_HYPHENED = 2
_CORE_DEPS = frozenset({"nsubj", "nsubjpass", "dobj", "appos", "ROOT"})
_PLACE_PRONOUN_DEPS = frozenset({"advmod", "pcomp", "pobj", "npadvmod", "acomp"})
_MODIFIER_KINDS = frozenset({MentionKind.ORGANISATION, MentionKind.WEAPON, MentionKind.PLATFORM})
_NOMINAL_POS = frozenset({"NOUN", "PROPN"})
_INSIDE = frozenset({"compound", "nmod", "amod", "poss"})
_LABEL_KINDS = {
    "PERSON": MentionKind.PERSON,
    "ORG": MentionKind.ORGANISATION,
    "GPE": MentionKind.PLACE,
    "LOC": MentionKind.PLACE,
    "FAC": MentionKind.PLACE,
    "NORP": MentionKind.NATIONALITY,
    "PRODUCT": MentionKind.PLATFORM,
}
_ENTITY_KINDS = {
    EntityKind.PERSON: MentionKind.PERSON,
    EntityKind.STATE: MentionKind.PLACE,
    EntityKind.PLACE: MentionKind.PLACE,
}
_THING_KINDS = (
    ("platform", MentionKind.PLATFORM),
    ("vehicle", MentionKind.VEHICLE),
    ("weapon", MentionKind.WEAPON),
    ("facility", MentionKind.PLACE),
    ("place", MentionKind.PLACE),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A mention before it is resolved, in tokens: ``first`` to ``last`` inclusive, ``head`` the syntactic head.

    ``name`` is the name it holds, ``agent`` what its head noun says of it; pronouns have neither.
    """

    first: int
    last: int
    head: int
    kind: MentionKind
    form: MentionForm
    name: Name | None = None
    agent: Agent | None = None


def find_mentions(tree: Tree, names: tuple[Name, ...], tables: LinkTables) -> tuple[Draft, ...]:
    """Find the mentions of a document; they may nest and overlap.

    Args:
        tree: the parse.
        names: from ``find_names``.
        tables: the linking tables.

    Returns:
        Drafts sorted by position, longer ones first.
    """
    inside = {token: name for name in names for token in range(name.first, name.last + 1)}
    drafts = [_named(tree, name, tables, inside) for name in names if not _is_doing(tree, name, tables)]
    for token in range(len(tree)):
        if token in inside:
            continue
        if tree.words[token].lower() in tables.classes["place_pronoun"]:
            if tree.deps[token] in _PLACE_PRONOUN_DEPS:
                drafts.append(
                    Draft(first=token, last=token, head=token, kind=MentionKind.PLACE, form=MentionForm.PRONOUN)
                )
        elif tree.tags[token] in {"PRP", "PRP$"} and tree.words[token].lower() in tables.pronouns:
            drafts.append(_pronoun(tree, token, tables))
        elif tree.pos[token] in _NOMINAL_POS:
            draft = _nominal(tree, token, tables)
            if draft is not None:
                drafts.append(draft)
    return tuple(sorted(drafts, key=lambda draft: (draft.first, -draft.last)))


# ---------------------------------------------------------------- names
def _named(tree: Tree, name: Name, tables: LinkTables, names_at: Mapping[int, Name]) -> Draft:
    head = _head_of(tree, name.first, name.last)
    kind = _kind_of_name(tree, name, head)
    if kind in {MentionKind.ORGANISATION, MentionKind.PLACE}:
        kind = acting_kind(tree, name, head, kind, tables)
    people = kind is MentionKind.ORGANISATION and _is_demonym(name)
    first, last = name.first, name.last
    if kind is MentionKind.PERSON and tree.deps[head] != "amod":
        first = min(first, _title_left(tree, head, name.first, tables))
    elif people:
        first = min(name_left(tree, first, last, frozenset(), owned=False), noun_left(tree, head))
    elif kind in {MentionKind.ORGANISATION, MentionKind.PLACE, MentionKind.STATE}:
        own = kind is MentionKind.ORGANISATION and not name.candidates
        keep = tables.classes["part_of_place"] if kind is not MentionKind.STATE else frozenset()
        first = name_left(tree, first, last, keep, owned=own)
        last = with_state(tree, name, names_at) if kind is MentionKind.PLACE else last
    # "Two Bolivians" are some people and no name of theirs; "the Bolivians" are the nation.
    some = people and tree.words[first].lower() != "the"
    form = MentionForm.NOMINAL if some else MentionForm.NAMED
    return Draft(first=first, last=last, head=head, kind=kind, form=form, name=name)


def _is_doing(tree: Tree, name: Name, tables: LinkTables) -> bool:
    """As in "Operation Desert Storm", "Exercise Talisman Sabre": the name of a doing, which nobody is."""
    opens = name.last > name.first and tree.words[name.first].lower() in tables.classes["named_doing"]
    return opens and not name.candidates


def _is_demonym(name: Name) -> bool:
    return bool(name.candidates) and name.candidates[0].name_kind is NameKind.DEMONYM


def _head_of(tree: Tree, first: int, last: int) -> int:
    """The token of a span whose head lies outside it; the last one if several do."""
    for token in range(last, first - 1, -1):
        if not first <= tree.heads[token] <= last or tree.heads[token] == token:
            return token
    return last


def _kind_of_name(tree: Tree, name: Name, head: int) -> MentionKind:
    if (name.label == "PRODUCT" and not name.candidates) or (_PLATFORM.fullmatch(name.text) and not name.candidates):
        return MentionKind.PLATFORM
    if name.candidates and name.candidates[0].name_kind is NameKind.DEMONYM:
        if tree.tags[head] in {"NNS", "NNPS"} and tree.deps[head] not in _INSIDE:
            return MentionKind.ORGANISATION  # "two Bolivians"
        return MentionKind.STATE if _is_people(tree, head) else MentionKind.NATIONALITY
    if _is_ship(name):
        return MentionKind.PLATFORM
    if name.candidates and (name.label != "PERSON" or _is_no_person(name)):
        return _ENTITY_KINDS.get(name.candidates[0].entry.entity.kind, MentionKind.ORGANISATION)
    if name.label == "NORP" and tree.deps[head] not in _INSIDE:
        return MentionKind.ORGANISATION
    return _LABEL_KINDS.get(name.label, MentionKind.ORGANISATION)


def _is_ship(name: Name) -> bool:
    prefix, _, rest = name.text.partition(" ")
    return bool(rest) and prefix in link_tables().classes["ship_prefix"]


def _is_no_person(name: Name) -> bool:
    """Whether the atlas knows the name, and only of places and bodies."""
    named = [c.entry.entity.kind for c in name.candidates if c.name_kind is not NameKind.SURNAME]
    return bool(named) and EntityKind.PERSON not in named and name.last > name.first


def _is_people(tree: Tree, head: int) -> bool:
    """As in "The French" in the place of a noun: the adjective of a state with an article, and nothing after it."""
    article = any(tree.lemmas[child] == "the" for child in tree.kids(head, "det"))
    return article and tree.deps[head] not in _INSIDE and tree.tags[head] not in {"NNS", "NNPS"}


def _title_left(tree: Tree, head: int, first: int, tables: LinkTables) -> int:
    """Where a person's titles begin: modifiers left of the name, not the possessor of the office."""
    left = noun_left(tree, head)
    while left < first and tree.words[left].lower() in tables.classes["place_only_preposition"]:
        left += 1
    years = [token for token in range(left, first) if tree.words[token].lower() == "old"]
    if years and tree.words[years[-1] - 1] in {"-", "year"}:
        left = years[-1] + 1  # "14-year-old Amjad"
    return left if left < first and tree.sentences[left] == tree.sentences[head] else first


# ---------------------------------------------------------------- descriptions and pronouns
def agent_of(tree: Tree, token: int, tables: LinkTables) -> Agent | None:
    """What the agent table says of the noun ``token``, with its compounds first ("riot police", "prime minister")."""
    agents = tables.agents
    lemma = singular(tree, token)
    hyphened = _hyphened(tree, token)
    if hyphened is not None and (hyphened in agents or hyphened in tables.offices):
        return agents.get(hyphened) or Agent(noun=hyphened, sector="GOV", kind=EntityKind.PERSON, animacy="person")
    if lemma in tables.classes["no_agent"]:
        return None
    for width in (2, 1):
        first = token - width
        if first >= 0 and tree.sentences[first] == tree.sentences[token]:
            words = [*(tree.words[i].lower() for i in range(first, token)), lemma]
            found = agents.get(" ".join(words)) or agents.get("-".join(words))
            if found is not None:
                return found
    return agents.get(lemma) or agents.get(tree.words[token].lower()) or _group_noun(lemma, tables)


def _hyphened(tree: Tree, token: int) -> str | None:
    """As in "Secretary-general", which the tokenizer takes apart."""
    if token < _HYPHENED or tree.words[token - 1] != "-":
        return None
    return f"{tree.words[token - 2].lower()}-{singular(tree, token)}"


def _is_hyphened(tree: Tree, token: int, tables: LinkTables) -> bool:
    word = _hyphened(tree, token)
    return word in tables.agents or word in tables.offices


def _group_noun(lemma: str, tables: LinkTables) -> Agent | None:
    """Nouns that the linking rules speak of ("affiliate", "organization") are agents of no sector of their own."""
    if lemma in tables.classes["people"]:
        return Agent(noun=lemma, sector="", animacy="person")
    if any(lemma in tables.classes[name] for name in ("affiliate", "member", "group")):
        return Agent(noun=lemma, sector="")
    return None


def _nominal(tree: Tree, token: int, tables: LinkTables) -> Draft | None:
    rest = token + 2 if token + 2 < len(tree) and _is_hyphened(tree, token + 2, tables) else token
    if rest != token and tree.heads[rest] != token and tree.pos[rest] in _NOMINAL_POS:
        return None  # the part after the hyphen will speak for both
    agent = agent_of(tree, rest, tables) or _sides(tree, token) or _head_of_a_body(tree, token, tables)
    kind = _nominal_kind(tree, token, agent, tables)
    if kind is None:
        return None
    if tree.deps[token] in {"compound", "nmod", "amod"} and tree.pos[tree.heads[token]] in _NOMINAL_POS:
        return _modifier(tree, token, kind, agent, tables)
    office = kind is MentionKind.PERSON and tree.lemmas[token] in tables.offices
    first, last = noun_span(tree, token, *(_OFFICE_PREPOSITIONS if office else ()))
    last = max(last, rest)
    first += _opens_as_gerund(tree, first, token)
    last = appositive_right(tree, last, token) if kind is MentionKind.ORGANISATION else last
    return Draft(first=first, last=last, head=token, kind=kind, form=MentionForm.NOMINAL, agent=agent)


def _head_of_a_body(tree: Tree, token: int, tables: LinkTables) -> Agent | None:
    """As in "the head of the army": a person by what stands behind."""
    heads = tree.lemmas[token] in tables.classes["head_of"] and bool(tree.pobj(token, "of"))
    return Agent(noun=tree.lemmas[token], sector="", animacy="person") if heads else None


def _sides(tree: Tree, token: int) -> Agent | None:
    """As in "both sides": a noun of any two who deal with each other, which alone is no actor."""
    lemma = tree.lemmas[token]
    if tree.pobj(token, "of"):
        return None  # "both sides of the river"
    if lemma in coref_tables().classes["several_sides"] and counted(tree, noun_left(tree, token), token):
        return Agent(noun=lemma, sector="")
    return None


def _opens_as_gerund(tree: Tree, first: int, head: int) -> bool:
    """As in "Striking rebels helps nobody", "of striking rebels": the participle is rather a doing than a trait."""
    opens = first == tree.sentence_tokens[tree.sentences[first]][0] or tree.pos[first - 1] in _BEFORE_GERUND
    return opens and first < head and tree.tags[first] == "VBG" and tree.deps[first] == "amod"


def _modifier(tree: Tree, token: int, kind: MentionKind, agent: Agent | None, tables: LinkTables) -> Draft | None:
    """As in "Army bombardment", "bomb attacks": a noun in front of one that is no mention itself."""
    head = tree.heads[token]
    if kind not in _MODIFIER_KINDS or _nominal_kind(tree, head, agent_of(tree, head, tables), tables) is not None:
        return None
    first = min((child for child in tree.kids(token, "compound") if child < token), default=token)
    return Draft(first=first, last=token, head=token, kind=kind, form=MentionForm.NOMINAL, agent=agent)


def _nominal_kind(tree: Tree, token: int, agent: Agent | None, tables: LinkTables) -> MentionKind | None:
    things = _things_of(tree, token, tables)
    if tree.lemmas[token] in tables.classes["collection"]:
        of = tree.pobj(token, "of")
        things = _things_of(tree, of[0], tables) if of else things
    if agent is not None and agent.animacy == "person" and not agent.noun.isalpha():
        things = frozenset()  # "a suicide bomber" flies nothing
    for kind, mention_kind in _THING_KINDS:
        if kind in things:
            return _kind_of_thing(tree, token, mention_kind, tables)
    if _PLATFORM.fullmatch(tree.words[token]):
        return MentionKind.PLATFORM
    if agent is None:
        return None
    if agent.animacy != "person" or tree.tags[token] not in {"NN", "NNP"}:
        return MentionKind.ORGANISATION
    bare = tree.tags[token] == "NN" and not tree.children[token] and tree.deps[token] not in _CORE_DEPS
    return None if bare else MentionKind.PERSON  # "to bring to justice", "taken prisoner"


def _things_of(tree: Tree, token: int, tables: LinkTables) -> frozenset[str]:
    """What the table of things says of a noun, with its compound first ("front line", "grenade launcher")."""
    lemma = singular(tree, token)
    if token and tree.sentences[token - 1] == tree.sentences[token]:
        pair = tables.things.get(f"{tree.words[token - 1].lower()} {lemma}")
        if pair is not None:
            return pair
    return tables.things.get(lemma) or tables.things.get(tree.words[token].lower(), frozenset())


def _kind_of_thing(tree: Tree, token: int, kind: MentionKind, tables: LinkTables) -> MentionKind:
    """An armoured vehicle is a platform; a country that does something is a state."""
    if kind is MentionKind.VEHICLE:
        military = tables.classes["military_modifier"]
        below = (tree.words[child].lower() for child in tree.subtree(token) if child < token)
        return MentionKind.PLATFORM if any(word in military for word in below) else kind
    if kind is MentionKind.PLACE and tree.lemmas[token] in tables.classes["country"]:
        referring = bool(tree.kids(token, "det", "poss")) or tree.tags[token] == "NNS"
        return MentionKind.STATE if referring and acts(tree, token, tables, capital=False) else kind
    return kind


def _pronoun(tree: Tree, token: int, tables: LinkTables) -> Draft:
    person = tables.pronouns[tree.words[token].lower()].animacy == "person"
    kind = MentionKind.PERSON if person else MentionKind.ORGANISATION
    return Draft(first=token, last=token, head=token, kind=kind, form=MentionForm.PRONOUN)
