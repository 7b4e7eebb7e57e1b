"""What an event answers: "in retaliation for", "in response to", "because of"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from geograph.events.coding import Coded
from geograph.events.scene import EventScene
from geograph.lexicons.causes import load_causes
from geograph.types import Event

__all__ = ["with_causes"]

_REACH = 40


def with_causes(scene: EventScene, events: Mapping[int, Event], coded: list[Coded]) -> dict[int, Event]:
    """Link events to the event that the text says they answer.

    Args:
        scene: the linked document.
        events: by the token of their trigger.
        coded: what the events were made from.
    """
    out = dict(events)
    for item in coded:
        if item.token not in out:
            continue
        for verb in dict.fromkeys((item.token, item.trigger.support)):
            cause = _cause(scene, verb, events) if verb is not None else None
            if cause is not None and cause != item.token:
                out[item.token] = replace(out[item.token], cause=events[cause].id)
    return out


def _cause(scene: EventScene, verb: int, events: Mapping[int, Event]) -> int | None:
    """The token of the event in the first phrase of cause that hangs on ``verb``."""
    for top in _phrases(scene, verb):
        queue = [top]
        for token in queue:
            if token in events:
                return token
            if len(queue) < _REACH:
                queue.extend(scene.tree.children[token])
    return None


def _phrases(scene: EventScene, verb: int) -> Iterator[int]:
    """Objects of phrases of cause: of the preposition itself, or of the noun that it makes one with."""
    tree, causes = scene.tree, load_causes()
    for prep in tree.kids(verb, "prep"):
        for obj in tree.kids(prep, "pobj"):
            if f"{tree.lemmas[prep]} {tree.lemmas[obj]}" in causes:
                yield from tree.pobj(obj, "for", "to", "over", "against")
        if tree.lemmas[prep] in causes or tree.text(prep, min(prep + 1, len(tree) - 1)).lower() in causes:
            yield from tree.kids(prep, "pobj", "pcomp")
