"""Denials of what was just said: "The army says rebels shot ten men; the rebels deny it"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from geograph.annotating.tree import Tree
from geograph.events.claims import Speaker
from geograph.events.making import Maker
from geograph.events.roles import fill
from geograph.events.scene import EventScene
from geograph.events.slots import verb_slots
from geograph.events.speech import denial_event
from geograph.lexicons.linking import link_tables
from geograph.lexicons.standing import Cue
from geograph.types import Claim, Event, Polarity, SpeechAct, Status

__all__ = ["rebut"]

_THAT = frozenset({"it", "this", "that"})


def rebut(
    scene: EventScene, events: Mapping[int, Event], cues: Mapping[tuple[str, str], Cue], maker: Maker
) -> tuple[dict[int, Event], tuple[Event, ...], tuple[Claim, ...]]:
    """Find who denies "it", and dispute what is denied.

    Args:
        scene: the linked document.
        events: by the token of their trigger.
        cues: of standing, which know the verbs of denial.
        maker: makes ids and provenance.

    Returns:
        the events, those that are denied as disputed; the denials as events; the claims of those who deny.
    """
    out = dict(events)
    denials: list[Event] = []
    claims: list[Claim] = []
    for verb in range(len(scene.tree)):
        aside = _is_said_of(scene.tree, verb)
        speaker = _denier(scene, cues, verb) if aside or verb not in events else None
        denied = _said_before(scene, events, verb) if speaker is not None else None
        if speaker is None or denied is None:
            continue
        made = denial_event(scene, maker, events[denied], speaker)
        if made is None:
            continue
        out.pop(verb, None)  # "a charge that it rejected" is this denial and no other event
        denials.append(made)
        claims.append(_claim(maker, events[denied], speaker, made))
        if events[denied].status in {Status.REPORTED, Status.CLAIMED, Status.ALLEGED}:
            out[denied] = replace(events[denied], status=Status.DISPUTED)
    return out, tuple(denials), tuple(claims)


def _denier(scene: EventScene, cues: Mapping[tuple[str, str], Cue], verb: int) -> Speaker | None:
    """Who denies "it" by the verb at ``verb``."""
    tree = scene.tree
    if tree.pos[verb] != "VERB":
        return None
    cue = cues.get(("verb", tree.lemmas[verb]))
    disclaims = cue is not None and (
        cue.act is SpeechAct.DENIAL or tree.lemmas[verb] in link_tables().classes["rejecting"]
    )
    if not disclaims or tree.kids(verb, "neg", "preconj", "auxpass"):
        return None
    if not any(tree.lemmas[obj] in _THAT for obj in tree.kids(verb, "dobj")) and not _is_said_of(tree, verb):
        return None
    for token in verb_slots(tree, verb).get("subject"):
        for filler in fill(scene, [token]):
            return Speaker(entity=filler.entity, token=token, verb=verb, act=SpeechAct.DENIAL)
    return None


def _is_said_of(tree: Tree, verb: int) -> bool:
    """As in "Shelled the town, a charge that the army denied": what the noun calls what stands before it."""
    noun = tree.heads[verb]
    called = tree.lemmas[noun] in link_tables().classes["charge"] and tree.deps[verb] in {"relcl", "acl"}
    aside = noun > 1 and tree.words[tree.left_edge(noun) - 1] == ","
    return called and aside and any(tree.lemmas[kid] in {"a", "an"} for kid in tree.kids(noun, "det"))


def _said_before(scene: EventScene, events: Mapping[int, Event], verb: int) -> int | None:
    """The event that "it" means: the uppermost of the sentence's first part, or of the sentence before."""
    tree = scene.tree
    sentence = tree.sentences[verb]
    for number in (sentence, sentence - 1):
        there = [token for token in events if token < verb and tree.sentences[token] == number]
        if there:
            top = min(there, key=lambda token: (sum(1 for _ in tree.ancestors(token)), token))
            # "Chad accused Sudan of shelling it; Sudan denied this": the shelling, not that there was an accusation.
            inner = next((token for token in there if events[token].id == events[top].content), None)
            # That there was an accusation is not what is denied.
            return inner if inner is not None or events[top].type == "ACCUSE" else top
    return None


def _claim(maker: Maker, denied: Event, speaker: Speaker, made: Event) -> Claim:
    return Claim(
        id=maker.identifier("claim", speaker.entity.id, made.start, made.end),
        claimer=speaker.entity.id,
        about=(denied.id,),
        speech_act=SpeechAct.DENIAL,
        polarity=Polarity.NEGATIVE,
        provenance=made.provenance,
    )
