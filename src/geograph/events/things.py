"""What an assault is done with and what it hits, where that is a thing: "shelled two depots with mortars"."""

from __future__ import annotations

from collections.abc import Iterator

from geograph.annotating.tree import Tree
from geograph.events.matching import Trigger, is_object
from geograph.events.scene import EventScene
from geograph.events.slots import means_of, verb_slots
from geograph.lexicons.frames import Frame
from geograph.types import MentionKind, Thing, ThingPart

__all__ = ["find_things"]

_TYPES = frozenset({"ASSAULT"})
_ARMS = frozenset({MentionKind.WEAPON, MentionKind.PLATFORM, MentionKind.VEHICLE})
_HIT = _ARMS | {MentionKind.PLACE}
_AT = ("object", "on", "against", "at")


def find_things(scene: EventScene, frame: Frame, trigger: Trigger) -> tuple[Thing, ...]:
    """The things of an event of ``frame``, in the text's order.

    They are mentions of weapons, vehicles and buildings for which no entity stands: who strikes is an actor if one
    does, a missile or jet that nobody is named for is what it is done with.
    """
    if frame.type not in _TYPES:
        return ()
    verbs = list(_verbs(scene.tree, frame, trigger))
    hit = list(_hits(scene.tree, trigger, verbs))
    with_ = [*_means(scene.tree, trigger, verbs), *_shot(scene, frame, hit)]
    found = {token: ThingPart.TARGET for token in hit if _is_thing(scene, trigger, token, _HIT)}
    found |= {token: ThingPart.INSTRUMENT for token in with_ if _is_thing(scene, trigger, token, _ARMS)}
    return tuple(_thing(scene, token, found[token]) for token in sorted(found))


def _verbs(tree: Tree, frame: Frame, trigger: Trigger) -> Iterator[int]:
    """The verb of an event, or those of which its noun is the subject: "strikes [hit] a depot and [killed] two"."""
    if frame.pos == "verb":
        yield trigger.token
        return
    if trigger.support is not None:
        yield trigger.support
    noun = trigger.token
    while tree.deps[noun] in {"compound", "conj"}:
        noun = tree.heads[noun]
    if tree.deps[noun] == "nsubj" and tree.pos[tree.heads[noun]] == "VERB":
        yield from (v for v in tree.conjuncts(tree.heads[noun]) if v == tree.heads[noun] or not tree.kids(v, "nsubj"))


def _hits(tree: Tree, trigger: Trigger, verbs: list[int]) -> Iterator[int]:
    for slot in _AT:
        yield from trigger.slots.get(slot)
    for verb in verbs:
        if verb != trigger.support:
            yield from verb_slots(tree, verb).get("object")


def _means(tree: Tree, trigger: Trigger, verbs: list[int]) -> Iterator[int]:
    """Tokens after "with" or "using", what is the subject itself, and what stands before a noun: "drone strikes"."""
    slots = trigger.slots
    yield from slots.get("with")
    yield from slots.get("subject")
    yield from slots.get("modifier")
    for token in (trigger.token, *verbs):
        yield from means_of(tree, token)


def _shot(scene: EventScene, frame: Frame, objects: list[int]) -> Iterator[int]:
    """As in "fired [missiles] at the town": the weapon that the frame asks for as its object hits, and is not hit."""
    for token in objects:
        mention = scene.mention_at.get(token)
        if mention is not None and mention.kind in _ARMS and is_object(scene.tree, token, frame):
            yield token


def _is_thing(scene: EventScene, trigger: Trigger, token: int, kinds: frozenset[MentionKind]) -> bool:
    mention = scene.mention_at.get(token)
    if token == trigger.token or mention is None or mention.kind not in kinds or mention.entity is not None:
        return False
    return scene.tree.pos[token] != "PRON" and not any(t == trigger.token for t in scene.tree.subtree(token))


def _thing(scene: EventScene, token: int, part: ThingPart) -> Thing:
    mention = scene.mention_at[token]
    text = scene.article.text[mention.start : mention.end]
    return Thing(part=part, start=mention.start, end=mention.end, text=text)
