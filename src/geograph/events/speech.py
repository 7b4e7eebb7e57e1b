"""Speech acts that are events themselves: claiming responsibility, and denying."""

from __future__ import annotations

from collections.abc import Mapping

from geograph.events.claims import Speaker
from geograph.events.coding import Coded
from geograph.events.making import Maker
from geograph.events.scene import EventScene
from geograph.events.standing import read_standing
from geograph.events.standing_state import Standing
from geograph.lexicons.standing import load_cues
from geograph.types import Claim, Event, Polarity, Role, RoleName, SpeechAct, Status

__all__ = ["denial_event", "speech_events"]

_VIOLENT = frozenset({"ASSAULT"})


def speech_events(
    scene: EventScene,
    coded: list[Coded],
    events: Mapping[int, Event],
    heard: Mapping[int, tuple[Speaker, ...]],
    maker: Maker,
    standings: Mapping[int, Standing],
) -> tuple[tuple[Event, ...], tuple[Claim, ...]]:
    """Events of speaking, and claims that frames of speech make about their content."""
    spoken: dict[str, Event] = {}
    for token, event in events.items():
        for speaker in heard.get(token, ())[:1]:
            if speaker.verb in events:
                continue  # "denied reports": the frame of the verb has made the event
            made = _spoken(scene, maker, event, speaker, standings[token])
            if made is not None:
                spoken[made.id] = made
    claims = [claim for item in coded for claim in _content_claims(item, events, maker)]
    return tuple(spoken[key] for key in sorted(spoken)), tuple(claims)


def _spoken(scene: EventScene, maker: Maker, event: Event, speaker: Speaker, standing: Standing) -> Event | None:
    own_deed = event.status is Status.CLAIMED and speaker.entity.id in event.entities(RoleName.ACTOR)
    if own_deed and event.type in _VIOLENT:
        return _event(scene, maker, event, speaker, "SPEECH", "claimsResponsibilityFor", "speech.responsibility")
    if standing.negated and standing.future:
        return None  # "said it would not pay" refuses; it denies nothing
    said_not = standing.negated or speaker.act is SpeechAct.DENIAL
    if event.status is Status.DENIED and said_not and speaker.act in {SpeechAct.STATEMENT, SpeechAct.DENIAL}:
        return _event(scene, maker, event, speaker, "REJECT", "denies", "speech.denial")
    return None


def denial_event(scene: EventScene, maker: Maker, denied: Event, speaker: Speaker) -> Event | None:
    """The event that ``speaker`` denies ``denied``; None where no mention shows the speaker."""
    return _event(scene, maker, denied, speaker, "REJECT", "denies", "speech.denial")


def _event(
    scene: EventScene, maker: Maker, event: Event, speaker: Speaker, kind: str, relation: str, rule: str
) -> Event | None:
    tree = scene.tree
    start, end = tree.starts[speaker.verb], tree.ends[speaker.verb]
    mention = scene.mention_at.get(speaker.token) or scene.cover.get(speaker.token)
    if mention is None:
        return None
    role = Role(name=RoleName.ACTOR, entity=speaker.entity.id, start=mention.start, end=mention.end, rule=rule)
    return Event(
        id=maker.identifier("event", rule, start, end),
        type=kind,
        start=start,
        end=end,
        trigger=scene.article.text[start:end],
        status=read_standing(tree, speaker.verb, load_cues()).status,
        provenance=maker.provenance(speaker.verb, rule),
        relation=relation,
        roles=(role,),
        content=event.id,
        confidence=round(0.9 * mention.score, 3),
    )


def _content_claims(item: Coded, events: Mapping[int, Event], maker: Maker) -> list[Claim]:
    """As in "Sudan accused Chad of arming rebels": the accuser claims the content of the accusation."""
    event = events.get(item.token)
    inner = events.get(item.content) if item.content is not None else None
    if event is None or inner is None or item.frame.speech is None:
        return []
    if maker.is_taken_as_known(inner, act := SpeechAct(item.frame.speech)):
        return []
    return [
        Claim(
            id=maker.identifier("claim", filler.entity.id, inner.start, inner.end),
            claimer=filler.entity.id,
            about=(inner.id,),
            speech_act=act,
            polarity=Polarity.NEGATIVE if act is SpeechAct.DENIAL else Polarity.POSITIVE,
            provenance=event.provenance,
            date=event.time.first if event.time is not None else None,
        )
        for filler in item.actors
    ]
