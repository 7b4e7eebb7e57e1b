"""When and where an event was, and how many: each expression belongs to the nearest event above it in the parse."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from geograph.events.clauses import is_infinitive
from geograph.events.scene import EventScene
from geograph.types import EntityKind, Mention, MentionKind, Quantity, TimeValue

__all__ = ["Circumstances", "find_circumstances"]

_PLACE_KINDS = frozenset({MentionKind.PLACE, MentionKind.STATE})
_PLACE_PREPS = frozenset(
    {"in", "at", "near", "over", "off", "on", "inside", "outside", "around", "across", "throughout", "along", "within"}
)
_OF_THINGS = frozenset({"poss", "compound", "nmod", "amod", "nummod"})
_OWN_CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp"})
T = TypeVar("T")


class Circumstances:
    """Times, places and quantities of a document by the token of the event that they belong to."""

    def __init__(self) -> None:
        self.times: dict[int, list[TimeValue]] = {}
        self.places: dict[int, list[Mention]] = {}
        self.quantities: dict[int, list[Quantity]] = {}


def find_circumstances(scene: EventScene, anchors: Mapping[int, int]) -> Circumstances:
    """Give each time, place and quantity to an event.

    Args:
        scene: the linked document.
        anchors: from a token (a trigger, or the verb that supports it) to the trigger whose event it anchors; verbs of
            speech that are no events anchor to -1, so that the time of the speech is not taken for the event's.
    """
    found = Circumstances()
    for time in scene.times:
        if not _dates_a_thing(scene, anchors, time):
            _give(scene, anchors, time.start, found.times, time)
    for quantity in scene.quantities:
        _give(scene, anchors, quantity.start, found.quantities, quantity)
    for mention in scene.mentions:
        if mention.kind in _PLACE_KINDS and mention.entity is not None and _is_located(scene, mention):
            _give(scene, anchors, mention.head, found.places, mention)
    return found


def _dates_a_thing(scene: EventScene, anchors: Mapping[int, int], time: TimeValue) -> bool:
    """As in "The 2015 treaty", "November's elections": the time of a noun that is no event here."""
    tree = scene.tree
    token = scene.token_at.get(time.start)
    while token is not None and tree.deps[token] in _OF_THINGS and tree.heads[token] != token:
        token = tree.heads[token]
        if tree.starts[token] >= time.end:
            return token not in anchors
    return False


def _give(scene: EventScene, anchors: Mapping[int, int], offset: int, table: dict[int, list[T]], value: T) -> None:
    token = scene.token_at.get(offset)
    if token is None:
        return
    anchor = _anchor(scene, anchors, token)
    if anchor is not None and anchor >= 0:
        table.setdefault(anchor, []).append(value)


def _anchor(scene: EventScene, anchors: Mapping[int, int], token: int) -> int | None:
    if token in anchors and scene.tree.pos[token] != "PROPN":
        return anchors[token]
    tree = scene.tree
    for above in tree.ancestors(token):
        if above in anchors:
            return anchors[above]
        if tree.pos[above] == "VERB" and (tree.deps[above] in _OWN_CLAUSES or is_infinitive(tree, above)):
            return None  # "a truce signed in May": the month is the signing's
    return None


def _is_located(scene: EventScene, mention: Mention) -> bool:
    """Whether the mention stands in a phrase of place ("in Syria", "the Paris attacks"), or is named by a facility."""
    tree = scene.tree
    token = scene.token_at.get(mention.head)
    entity = scene.entities.get(mention.entity or "")
    if token is None or entity is None or entity.kind not in {EntityKind.PLACE, EntityKind.STATE}:
        return False
    while tree.deps[token] in {"compound", "poss", "conj", "appos", "nmod", "amod"} and tree.heads[token] != token:
        token = tree.heads[token]
    head = tree.heads[token]
    while tree.deps[token] == "pobj" and tree.lemmas[head] == "of" and tree.deps[head] == "prep":
        token = tree.heads[head]
        head = tree.heads[token]
    return tree.deps[token] == "pobj" and tree.lemmas[head] in _PLACE_PREPS
