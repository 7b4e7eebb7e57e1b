"""Which of several places a name means: by what is said right beside it, by the other names, by prominence."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from geograph.lexicons.atlas import Atlas, AtlasEntry, Candidate, NameKind
from geograph.linking.labels import Name
from geograph.linking.mentions import Draft
from geograph.linking.scene import Link, Registry, Scene, local_id
from geograph.types import Entity, EntityKind, MentionKind

__all__ = ["choose_place", "place_elsewhere"]

_PLACES = frozenset({EntityKind.PLACE, EntityKind.STATE})
_BESIDE = 20.0
_INSIDE = 4.0
_SIBLING = 2.5
_COUNTRY = 1.5
_DOCUMENT = 1.0
_STATE = 1.0
_CAPITAL = 0.5
_DEPTH = 5
_GAP = 3
_STOPS = frozenset({",", ".", ")", ";", ":", "?", "!", "-", "–", "—"})
_TOWN_AND_PROVINCE = frozenset({"UnitedStates", "Canada"})
"""States whose towns are named with their province: elsewhere "Paris, Tunis" is a list."""
_GAP_POS = frozenset({"ADP", "DET", "ADJ", "PUNCT"})


def choose_place(scene: Scene, name: Name, fitting: Sequence[Candidate]) -> Candidate | None:
    """The likeliest place of a name that several places bear; None if it is not the name of several places.

    What stands right beside the name decides ("Paris, Texas", "the Lebanese city of Tripoli"); then a province or town
    of the same sentence that it lies in, holds or lies beside; then the countries named in the sentence, or else in the
    text; all this against how prominent each is.

    Args:
        scene: the document.
        name: the name.
        fitting: what the atlas offers for it, best first, without surnames.
    """
    capital = any(p == "capitalOf" for c in fitting for p, _ in c.entry.ties)
    if not fitting or not (fitting[0].entry.entity.kind in _PLACES or (capital and _is_metonym(fitting[0]))):
        return None
    places = [c for c in fitting if c.entry.entity.kind in _PLACES and c.name_kind is not NameKind.DEMONYM]
    if len(places) < 2:
        return places[0] if places and _is_metonym(fitting[0]) else None
    beside = tuple(_beside(scene, name))
    near = _named_in(scene, name, scene.tree.sentences[name.first])
    far = _countries(_named_in(scene, name, None))
    return max(places, key=lambda c: (_score(scene.atlas, c, beside, near, far), -places.index(c)))


def _is_metonym(candidate: Candidate) -> bool:
    """A government that is called by its seat: whether the seat acts is told where capitals are read, for all alike."""
    return candidate.name_kind is NameKind.METONYM


def _score(
    atlas: Atlas, candidate: Candidate, beside: Sequence[Name], near: Sequence[Name], far: frozenset[str]
) -> float:
    entry = candidate.entry
    country = entry.entity.country
    score = math.log10(max(entry.prominence, 1.0))
    score += _STATE * (entry.entity.kind is EntityKind.STATE)
    score += _CAPITAL * any(predicate == "capitalOf" for predicate, _ in entry.ties)
    score += _BESIDE * any(_touches(atlas, entry, other) for other in beside)
    score += max((_neighbourhood(atlas, entry, other) for other in near), default=0.0)
    if country in _countries(near):
        return score + _COUNTRY
    return score + _DOCUMENT * (country in far)


# ---------------------------------------------------------------- containment
def _above(atlas: Atlas, entry: AtlasEntry) -> frozenset[str]:
    """All that a place lies in, its state included."""
    found: set[str] = set()
    level = [entry]
    for _ in range(_DEPTH):
        ids = [other for item in level for predicate, other in item.ties if predicate == "locatedIn"]
        level = [up for i in ids if i not in found and (up := atlas.get(i)) is not None]
        found.update(ids)
    state = atlas.state_of_code(entry.entity.country) if entry.entity.country else None
    return frozenset(found | ({state.entity.id} if state is not None else set()))


def _candidates(name: Name) -> tuple[Candidate, ...]:
    return tuple(c for c in name.candidates if c.entry.entity.kind in _PLACES)


def _touches(atlas: Atlas, entry: AtlasEntry, other: Name) -> bool:
    """Whether a place lies in, or holds, something that the name beside it may mean."""
    above = _above(atlas, entry)
    return any(
        c.entry.entity.id in above or entry.entity.id in _above(atlas, c.entry)
        for c in _candidates(other)
        if c.entry.entity.id != entry.entity.id
    )


def _neighbourhood(atlas: Atlas, entry: AtlasEntry, other: Name) -> float:
    """What another name of the sentence speaks for: a province around, a town within, a neighbour in one province."""
    best = next(iter(_candidates(other)), None)
    if best is None or best.entry.entity.kind is EntityKind.STATE:
        return 0.0
    above, others = _above(atlas, entry), _above(atlas, best.entry)
    if best.entry.entity.id in above or entry.entity.id in others:
        return _INSIDE
    parents = {other for predicate, other in entry.ties if predicate == "locatedIn"}
    same = parents & {other for predicate, other in best.entry.ties if predicate == "locatedIn"}
    return _SIBLING if same else 0.0


def _countries(names: Sequence[Name]) -> frozenset[str]:
    best = (next(iter(_candidates(name)), None) for name in names)
    return frozenset(c.entry.entity.country for c in best if c is not None and c.entry.entity.country is not None)


# ---------------------------------------------------------------- names around
def _named_in(scene: Scene, name: Name, sentence: int | None) -> tuple[Name, ...]:
    """The other names of places, states and peoples in a sentence; in the whole text if None."""
    tree = scene.tree
    found: dict[int, Name] = {}
    for token, other in scene.name_at.items():
        here = sentence is None or tree.sentences[token] == sentence
        if here and other.text != name.text and other.label != "PERSON" and _candidates(other):
            found.setdefault(other.first, other)
    return tuple(found.values())


def _beside(scene: Scene, name: Name) -> Iterator[Name]:
    """Names that tell where this one is: after a comma or "in", in an apposition, or before "city of"."""
    after = _next_name(scene, name)
    if after is not None:
        yield after
    before = scene.name_at.get(name.first - 2)
    if before is not None and before.last == name.first - 2 and scene.tree.words[name.first - 1] in {",", "("}:
        yield before
    yield from _in_apposition(scene, name)
    yield from _before_class(scene, name)


def _next_name(scene: Scene, name: Name) -> Name | None:
    """The name after ", " or "(" ("Paris, Texas") or "in" ("Yala in southern Thailand")."""
    tree = scene.tree
    token = name.last + 1
    if token >= len(tree) or tree.words[token] not in {",", "(", "in"}:
        return None
    opener = tree.words[token]
    for after in range(token + 1, min(token + 2 + _GAP, len(tree))):
        other = scene.name_at.get(after)
        if other is not None:
            closed = other.last + 1 >= len(tree) or tree.words[other.last + 1] in _STOPS
            return other if closed or opener == "in" or "in" in tree.words[token:after] else None
        if opener != "in" and tree.words[after] != "in" and after == token + 1:
            return None
        if tree.pos[after] not in _GAP_POS:
            return None
    return None


def _in_apposition(scene: Scene, name: Name) -> Iterator[Name]:
    """As in "Victoria, the capital of the Seychelles", "St. Petersburg, the Russian city"."""
    tree = scene.tree
    for head in range(name.first, name.last + 1):
        for apposed in tree.kids(head, "appos"):
            for token in tree.subtree(apposed):
                other = scene.name_at.get(token)
                if other is not None and token == other.first and other.text != name.text:
                    yield other


def _before_class(scene: Scene, name: Name) -> Iterator[Name]:
    """As in "the Lebanese city of Tripoli", "Pakistan's city of Hyderabad"."""
    tree = scene.tree
    for head in range(name.first, name.last + 1):
        noun = tree.heads[head]
        if tree.deps[head] == "pobj":
            if tree.lemmas[noun] != "of":
                continue
            noun = tree.heads[noun]
        elif tree.deps[head] != "appos":
            continue
        if "place" not in scene.tables.things.get(tree.lemmas[noun], frozenset()):
            continue
        for modifier in tree.kids(noun, "amod", "compound", "poss", "nmod"):
            other = scene.name_at.get(modifier)
            if other is not None and other.text != name.text:
                yield other


# ---------------------------------------------------------------- namesakes that the atlas does not have
def place_elsewhere(scene: Scene, registry: Registry, draft: Draft) -> Link | None:
    """A new place for "Odessa, Texas" where the atlas has no Odessa in Texas: never its famous namesake."""
    name = draft.name
    if name is None or draft.kind not in {MentionKind.PLACE, MentionKind.STATE, MentionKind.PERSON}:
        return None
    places = [c for c in name.candidates if c.entry.entity.kind in _PLACES]
    around = _next_name(scene, name) if places and scene.tree.words[name.last + 1 : name.last + 2] == [","] else None
    province = next(iter(_candidates(around)), None) if around is not None else None
    if around is None or province is None or not _is_province(province) or around.first != name.last + 2:
        return None
    if any(_touches(scene.atlas, c.entry, around) for c in places):
        return None
    entity = Entity(
        id=local_id(f"{name.text} {province.entry.entity.name}"),
        name=f"{name.text}, {province.entry.entity.name}",
        kind=EntityKind.PLACE,
        country=province.entry.entity.country,
    )
    return Link(entity=registry.add(entity), score=0.7, rule="name.elsewhere")


def _is_province(candidate: Candidate) -> bool:
    """Whether it is a part of a state that towns are named with: no state, no town of its own."""
    entry = candidate.entry
    if entry.entity.kind is not EntityKind.PLACE or entry.entity.country is None:
        return False
    return any(predicate == "locatedIn" and other in _TOWN_AND_PROVINCE for predicate, other in entry.ties)
