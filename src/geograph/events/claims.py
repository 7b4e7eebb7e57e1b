"""Who says so: from the verbs of speech above an event, quotations and "according to" to claims."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from geograph.events.roles import fill
from geograph.events.scene import EventScene
from geograph.events.standing_state import Said, Standing
from geograph.lexicons.linking import link_tables
from geograph.types import Entity, EntityKind, SpeechAct

__all__ = ["Speaker", "speakers"]

_NEAR = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Somebody who says that an event is so: the entity, its token, the verb, the speech act."""

    entity: Entity
    token: int
    verb: int
    act: SpeechAct


def speakers(scene: EventScene, trigger: int, standing: Standing) -> tuple[Speaker, ...]:
    """Who says so, innermost first.

    Args:
        scene: the linked document.
        trigger: the token of the event.
        standing: what ``read_standing`` gave for it.
    """
    heard = [*standing.said]
    if not any(_outside_quote(scene, trigger, said.verb) for said in heard):
        heard.extend(_beside_quote(scene, trigger))
    heard.extend(_according_to(scene, trigger))
    return tuple(_resolved(scene, heard))


def _resolved(scene: EventScene, heard: Iterable[Said]) -> Iterable[Speaker]:
    seen: set[str] = set()
    for said in heard:
        if said.speaker is None:
            continue
        for filler in fill(scene, [said.speaker])[:1]:
            if filler.entity.kind is not EntityKind.VEHICLE and filler.entity.id not in seen:
                seen.add(filler.entity.id)
                yield Speaker(entity=filler.entity, token=said.speaker, verb=said.verb, act=said.act)


def _outside_quote(scene: EventScene, trigger: int, verb: int) -> bool:
    quote = scene.quoted(trigger)
    return quote is None or not quote[0] <= verb < quote[1]


def _beside_quote(scene: EventScene, trigger: int) -> list[Said]:
    """The verb of speech next to a quotation that the parser cut off from it."""
    quote = scene.quoted(trigger)
    if quote is None:
        return []
    tree = scene.tree
    speech = link_tables().classes["speech"]
    after = range(quote[1], min(quote[1] + _NEAR, len(tree)))
    before = range(quote[0] - 1, max(quote[0] - _NEAR, -1), -1)
    for token in (*after, *before):
        if tree.lemmas[token] in speech and tree.pos[token] == "VERB":
            subject = tree.kid(token, "nsubj")
            if subject is not None:
                return [Said(verb=token, speaker=subject, act=SpeechAct.STATEMENT)]
    return []


def _according_to(scene: EventScene, trigger: int) -> list[Said]:
    tree = scene.tree
    first, last = tree.sentence_tokens[tree.sentences[trigger]]
    for token in range(first, last):
        if tree.lemmas[token] == "accord" or tree.words[token].lower() == "according":
            for prep in tree.kids(token, "prep"):
                for obj in tree.kids(prep, "pobj"):
                    return [Said(verb=token, speaker=obj, act=SpeechAct.STATEMENT)]
    return []
