"""Put events and claims together from what was coded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from geograph.events.causes import with_causes
from geograph.events.circumstances import Circumstances, find_circumstances
from geograph.events.claims import speakers
from geograph.events.coding import Coded, Coder
from geograph.events.fusing import fuse
from geograph.events.making import Maker
from geograph.events.matching import Trigger, find_triggers
from geograph.events.rebuttals import rebut
from geograph.events.scene import EventScene
from geograph.events.speech import speech_events
from geograph.events.stances import stance_events
from geograph.events.standing import read_standing
from geograph.events.things import find_things
from geograph.lexicons.frames import FrameIndex
from geograph.lexicons.standing import Cue, load_cues
from geograph.lexicons.support import load_support
from geograph.types import (
    Claim,
    Entity,
    Event,
    ThingPart,
    Uncoded,
)

__all__ = ["Extraction", "contradictions", "extract_events"]

_BARE = "no actor, recipient, place, number or weapon"


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """The events and claims of a document, entities that only the events brought in, and what was not coded."""

    events: tuple[Event, ...]
    claims: tuple[Claim, ...]
    entities: tuple[Entity, ...]
    uncoded: tuple[Uncoded, ...]


def extract_events(scene: EventScene, index: FrameIndex, *, version: str) -> Extraction:
    """Extract the events and claims of a linked document.

    Args:
        scene: from ``make_event_scene``.
        index: the frames.
        version: of the lexicons, for provenance.
    """
    cues = load_cues()
    triggers = {t.token: t for t in find_triggers(scene.tree, index, load_support(), scene.headlines())}
    coder = Coder(scene=scene, triggers=triggers)
    coded = [c for c in (coder.code(token) for token in sorted(triggers)) if c is not None]
    coded = _without_supports(scene, coded)
    standings = {c.token: read_standing(scene.tree, c.token, cues, support=c.trigger.support) for c in coded}
    anchors = _anchors(scene, coded, cues) | _casualties(scene, coded, triggers)
    around = find_circumstances(scene, anchors)
    coded = _grounded(coded, around, coder)
    maker = Maker(scene=scene, standings=standings, around=around, version=version)
    events = {c.token: maker.event(c) for c in coded}
    heard = {c.token: speakers(scene, c.token, standings[c.token]) for c in coded}
    events, heard = fuse(scene, coded, events, heard)
    events = {token: maker.settled(event, heard.get(token, ())) for token, event in events.items()}
    events = with_causes(scene, maker.with_contents(events, coded), coded)
    events, denials, denying = rebut(scene, events, cues, maker)
    claims = [claim for token, event in events.items() for claim in maker.claims(event, heard.get(token, ()))]
    spoken, more_claims = speech_events(scene, coded, events, heard, maker, standings)
    stances = stance_events(scene, events, cues, maker)
    everything = tuple(sorted((*events.values(), *spoken, *denials, *stances), key=lambda e: (e.start, e.end, e.id)))
    all_claims = contradictions(_distinct((*claims, *more_claims, *denying)))
    return Extraction(
        events=everything,
        claims=tuple(sorted(all_claims, key=lambda c: (c.provenance.start, c.id))),
        entities=_new_entities(scene, coded),
        uncoded=_uncoded(scene, coder),
    )


def _distinct(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """One claim of each id: the later one, which knows the speech act better, with all who pass it on."""
    found: dict[str, Claim] = {}
    for claim in claims:
        before = found.get(claim.id)
        via = max((before.via if before is not None else (), claim.via), key=len)
        found[claim.id] = replace(claim, via=via)
    return tuple(found.values())


# ---------------------------------------------------------------- which triggers stand
def _without_supports(scene: EventScene, coded: list[Coded]) -> list[Coded]:
    """A light verb gives way to its noun where both were coded, and so does a noun that only modifies another."""
    by_token = {c.token: c for c in coded}
    dropped: set[int] = set()
    for item in coded:
        support = item.trigger.support
        if support is not None and support in by_token:
            verb = by_token[support]
            keeps_verb = bool(verb.frame.object) or verb.frame.content or verb.frame.type == "SPEECH"
            dropped.add(item.token if keeps_verb and verb.content != item.token else support)
            if verb.content == item.token:
                dropped.discard(support)
        if scene.tree.deps[item.token] in {"compound", "amod", "nmod"}:
            dropped.add(item.token)
    return [item for item in coded if item.token not in dropped]


def _anchors(scene: EventScene, coded: list[Coded], cues: Mapping[tuple[str, str], Cue]) -> dict[int, int]:
    anchors = {
        token: -1
        for token in range(len(scene.tree))
        if scene.tree.pos[token] == "VERB" and (cue := cues.get(("verb", scene.tree.lemmas[token]))) and cue.act
    }
    for item in coded:
        if item.trigger.support is not None:
            anchors[item.trigger.support] = item.token
    for item in coded:
        anchors[item.token] = item.token
    for item in coded:
        if item.frame.pos == "noun":
            for verb in scene.tree.kids(item.token, "relcl"):
                anchors.setdefault(verb, item.token)
            head = scene.tree.heads[item.token]
            if scene.tree.deps[item.token] in {"nsubj", "nsubjpass"}:
                anchors.setdefault(head, item.token)
    return anchors


def _casualties(scene: EventScene, coded: list[Coded], triggers: Mapping[int, Trigger]) -> dict[int, int]:
    """As in "20 people were killed when a bomber attacked a market": the number belongs to the attack."""
    tree = scene.tree
    events = {item.token: item.token for item in coded}
    events |= {item.trigger.support: item.token for item in coded if item.trigger.support is not None}
    found: dict[int, int] = {}
    for token, trigger in triggers.items():
        if token in events or trigger.frames[0].type != "ASSAULT" or tree.pos[token] != "VERB":
            continue
        nearby = [*tree.kids(token, "advcl"), *trigger.slots.get("in"), *trigger.slots.get("during")]
        for other in nearby:
            if other in events:
                found[token] = events[other]
                break
    return found


def _grounded(coded: list[Coded], around: Circumstances, coder: Coder) -> list[Coded]:
    """An event without actor and recipient must have a place, a number or a weapon, an incident at least a time."""
    kept = []
    for item in coded:
        grounds: list[Mapping[int, object]] = [around.places, around.quantities]
        if item.frame.type == "INCIDENT":
            grounds.append(around.times)
        things = find_things(coder.scene, item.frame, item.trigger)
        armed = any(thing.part is ThingPart.INSTRUMENT for thing in things)
        if item.actors or item.recipients or armed or any(item.token in table for table in grounds):
            kept.append(item)
        else:
            coder.refused[item.token] = f"{item.frame.id}: {_BARE}"
    return kept


def _uncoded(scene: EventScene, coder: Coder) -> tuple[Uncoded, ...]:
    tree = scene.tree
    return tuple(
        Uncoded(
            start=tree.starts[token],
            end=tree.ends[token],
            text=scene.article.text[tree.starts[token] : tree.ends[token]],
            sentence=tree.sentences[token],
            reason=reason,
        )
        for token, reason in sorted(coder.refused.items())
    )


def _new_entities(scene: EventScene, coded: Iterable[Coded]) -> tuple[Entity, ...]:
    found = {f.entity.id: f.entity for c in coded for f in (*c.actors, *c.recipients)}
    return tuple(found[key] for key in sorted(found) if key not in scene.entities)


def contradictions(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Claims on one event with different polarity contradict each other."""
    by_event: dict[str, list[Claim]] = {}
    for claim in claims:
        for event in claim.about:
            by_event.setdefault(event, []).append(claim)
    out = []
    for claim in claims:
        rivals = {
            other.id for event in claim.about for other in by_event[event] if other.polarity is not claim.polarity
        }
        out.append(replace(claim, contradicts=tuple(sorted(rivals))))
    return tuple(out)
