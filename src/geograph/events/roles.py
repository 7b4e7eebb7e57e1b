"""Fill roles: from the tokens in a slot to the entities that they mean."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from geograph.events.scene import EventScene
from geograph.lexicons.linking import link_tables
from geograph.types import Entity, EntityKind, Mention, MentionKind

__all__ = ["Filler", "fill"]

_OWNERS = ("poss", "compound", "nmod", "amod")
_OWNER_PREPS = frozenset({"of", "from", "by"})
_DEPTH = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Filler:
    """An entity in a role, the mention that shows it, and whether it was named there or stands behind what was."""

    entity: Entity
    mention: Mention
    direct: bool


def fill(scene: EventScene, tokens: Iterable[int], *, places: bool = False) -> tuple[Filler, ...]:
    """The entities that ``tokens`` mean as actors.

    A noun that is no actor itself ("targets", "a proposal", "heartland") stands for the actor that owns or modifies it.

    Args:
        scene: the linked document.
        tokens: head tokens of noun phrases.
        places: whether a place that is no actor may fill the role.
    """
    found: dict[str, Filler] = {}
    for token in tokens:
        for filler in _fill_one(scene, token, places, 0):
            found.setdefault(filler.entity.id, filler)
    return tuple(found.values())


def _fill_one(scene: EventScene, token: int, places: bool, depth: int) -> tuple[Filler, ...]:
    direct = _direct(scene, token, places, depth)
    if direct is not None:
        found = (direct, *_sharing(scene, direct))
        return (*found, *_other_owners(scene, token, found))
    if depth >= _DEPTH:
        return ()
    tree = scene.tree
    for child in tree.kids(token, *_OWNERS):
        if child < token and not _is_incident(scene, token):
            owner = _owner(scene, child)
            if owner is not None:
                return (owner,)
    behind = [agent for kid in tree.kids(token, "acl") if _sends(scene, kid) for agent in tree.pobj(kid, "by")]
    behind += [
        o for p in tree.kids(token, "prep", "agent") if tree.lemmas[p] in _OWNER_PREPS for o in tree.kids(p, "pobj")
    ]
    fillers: list[Filler] = []
    for obj in behind:
        for item in tree.conjuncts(obj):
            fillers.extend(
                Filler(entity=f.entity, mention=f.mention, direct=False)
                for f in _fill_one(scene, item, places, depth + 1)
            )
    return tuple(fillers)


def _sends(scene: EventScene, participle: int) -> bool:
    """As in "A drone [launched] by the group": whose the thing is that does it."""
    return scene.tree.lemmas[participle] in link_tables().classes["sending"]


def _direct(scene: EventScene, token: int, places: bool, depth: int) -> Filler | None:
    entity = scene.entity_at(token)
    if entity is None:
        return None
    mention = scene.mention_at[token]
    if scene.is_actor(entity) and not (mention.kind is MentionKind.NATIONALITY and entity.kind is EntityKind.PLACE):
        return Filler(entity=entity, mention=mention, direct=depth == 0)
    if entity.kind is EntityKind.VEHICLE or places:
        return Filler(entity=entity, mention=mention, direct=depth == 0)
    return None


def _sharing(scene: EventScene, direct: Filler) -> tuple[Filler, ...]:
    """As in "both sides", "they": whoever else the same words mean."""
    mentions = scene.shared.get((direct.mention.start, direct.mention.end), ())
    found = ((scene.entities.get(m.entity or ""), m) for m in mentions if m.entity != direct.entity.id)
    return tuple(Filler(entity=e, mention=m, direct=direct.direct) for e, m in found if e and scene.is_actor(e))


def _other_owners(scene: EventScene, token: int, given: tuple[Filler, ...]) -> tuple[Filler, ...]:
    """As in "Malian and UN rules" are two parties': the second stands for its state where nobody else does."""
    found = []
    there = {filler.entity.id for filler in given} | {filler.entity.represents for filler in given}
    countries = {filler.entity.country for filler in given}
    for child in scene.tree.kids(token, "amod", "compound", "nmod"):
        joined = scene.tree.kids(child, "conj")
        for other in (child, *joined) if joined else ():
            owner = _owner(scene, other)
            if owner is None or owner.entity.country is None or owner.entity.id in there:
                continue
            if owner.entity.kind is not EntityKind.STATE or owner.entity.country not in countries:
                found.append(owner)
    return tuple(found)


def _owner(scene: EventScene, token: int) -> Filler | None:
    """The actor that a modifier names; a place or nationality stands for its state only where it is one."""
    mention = scene.mention_at.get(token) or scene.cover.get(token)
    entity = scene.entities.get(mention.entity) if mention is not None and mention.entity is not None else None
    if mention is not None and entity is not None and scene.is_actor(entity):
        return Filler(entity=entity, mention=mention, direct=False)
    for child in scene.tree.kids(token, *_OWNERS):
        # "an IS fighters' camp": the owner of the owner.
        owner = _owner(scene, child) if child < token else None
        if owner is not None:
            return owner
    return None


def _is_incident(scene: EventScene, token: int) -> bool:
    """As in "The Paris attacks" are not Paris."""
    mention = scene.mention_at.get(token)
    return mention is not None and mention.kind is MentionKind.TIME
