"""Put events and claims together from what was coded."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from geograph.events.circumstances import Circumstances, find_circumstances
from geograph.events.claims import Speaker, speakers
from geograph.events.coding import Coded, Coder
from geograph.events.fusing import fuse
from geograph.events.matching import Trigger, find_triggers
from geograph.events.roles import Filler
from geograph.events.scene import EventScene
from geograph.events.speech import speech_events
from geograph.events.stances import stance_events
from geograph.events.standing import Standing, read_standing
from geograph.lexicons.frames import FrameIndex
from geograph.lexicons.standing import Cue, load_cues
from geograph.lexicons.support import load_support
from geograph.types import (
    Claim,
    Entity,
    EntityKind,
    Event,
    Mention,
    Polarity,
    Provenance,
    Quantity,
    Role,
    RoleName,
    SpeechAct,
    Status,
    TimeValue,
    Uncoded,
)

__all__ = ["Extraction", "extract_events"]

_COOPERATIVE = frozenset({"SUPPORT", "COOPERATE", "AGREE", "AID", "CONSULT"})
_OF_NOUNS = frozenset({Status.ORDERED, Status.PLANNED, Status.THREATENED})
_BARE = "no actor, recipient, place, time or number"


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
    triggers = {t.token: t for t in find_triggers(scene.tree, index, load_support())}
    coder = Coder(scene=scene, triggers=triggers)
    coded = [c for c in (coder.code(token) for token in sorted(triggers)) if c is not None]
    coded = _without_supports(scene, coded)
    standings = {c.token: read_standing(scene.tree, c.token, cues, support=c.trigger.support) for c in coded}
    anchors = _anchors(scene, coded, cues) | _casualties(scene, coded, triggers)
    around = find_circumstances(scene, anchors)
    coded = _grounded(coded, around, coder)
    maker = _Maker(scene=scene, standings=standings, around=around, version=version)
    events = {c.token: maker.event(c) for c in coded}
    heard = {c.token: speakers(scene, c.token, standings[c.token]) for c in coded}
    events, heard = fuse(scene, coded, events, heard)
    events = {token: maker.settled(event, heard.get(token, ())) for token, event in events.items()}
    events = maker.with_contents(events, coded)
    claims = [claim for token, event in events.items() for claim in maker.claims(event, heard.get(token, ()))]
    spoken, more_claims = speech_events(scene, coded, events, heard, maker, standings)
    stances = stance_events(scene, events, cues, maker)
    everything = tuple(sorted((*events.values(), *spoken, *stances), key=lambda e: (e.start, e.end, e.id)))
    all_claims = _contradictions(tuple({c.id: c for c in (*claims, *more_claims)}.values()))
    return Extraction(
        events=everything,
        claims=tuple(sorted(all_claims, key=lambda c: (c.provenance.start, c.id))),
        entities=_new_entities(scene, coded),
        uncoded=_uncoded(scene, coder),
    )


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
    """An event without actor and recipient must at least have a place, a time or a number."""
    kept = []
    for item in coded:
        grounds = (around.places, around.times, around.quantities)
        if item.actors or item.recipients or any(item.token in table for table in grounds):
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
            text=tree.words[token],
            sentence=tree.sentences[token],
            reason=reason,
        )
        for token, reason in sorted(coder.refused.items())
    )


def _new_entities(scene: EventScene, coded: Iterable[Coded]) -> tuple[Entity, ...]:
    found = {f.entity.id: f.entity for c in coded for f in (*c.actors, *c.recipients)}
    return tuple(found[key] for key in sorted(found) if key not in scene.entities)


# ---------------------------------------------------------------- building
@dataclass(frozen=True, slots=True, kw_only=True)
class _Maker:
    """Builds events and claims with ids made of their content."""

    scene: EventScene
    standings: Mapping[int, Standing]
    around: Circumstances
    version: str

    def event(self, item: Coded) -> Event:
        tree, frame = self.scene.tree, item.frame
        last = _trigger_end(self.scene, item)
        start, end = min(tree.starts[item.token], tree.starts[last]), max(tree.ends[item.token], tree.ends[last])
        first = item.trigger.support if item.trigger.support is not None else item.token
        start = min(start, tree.starts[first]) if abs(first - item.token) < 8 else start
        return Event(
            id=self.identifier("event", frame.id, start, end),
            type=frame.type,
            mode=frame.mode,
            contexts=frame.contexts,
            cameo=frame.cameo,
            relation=frame.relation,
            start=start,
            end=end,
            trigger=self.scene.article.text[start:end],
            status=self.standings[item.token].status,
            provenance=self.provenance(item.token, frame.id),
            roles=self._roles(item),
            time=self._time(item),
            quantities=self._quantities(item),
            reciprocal=item.reciprocal,
            standing=_cues(self.standings[item.token]),
            confidence=round(frame.confidence * _certainty(item), 3),
        )

    def identifier(self, sort: str, rule: str, start: int, end: int) -> str:
        """An id that the same text always gives."""
        digest = hashlib.sha256(f"{self.scene.article.id}\0{sort}\0{rule}\0{start}\0{end}".encode()).hexdigest()
        return f"{sort}-{digest[:16]}"

    def provenance(self, token: int, rule: str) -> Provenance:
        """The clause around ``token`` as evidence."""
        tree = self.scene.tree
        first, last = clause_of(self.scene, token)
        return Provenance(
            article=self.scene.article.id,
            start=tree.starts[first],
            end=tree.ends[last],
            sentence=tree.sentences[token],
            rule=rule,
            lexicon=self.version,
        )

    def _roles(self, item: Coded) -> tuple[Role, ...]:
        roles = [_role(RoleName.ACTOR, filler) for filler in item.actors]
        roles += [_role(RoleName.RECIPIENT, filler) for filler in item.recipients]
        places = [*self.around.places.get(item.token, ()), *_visited(item)]
        roles += [_place_role(mention) for mention in places if mention.entity is not None]
        return tuple(dict.fromkeys(roles))

    def _time(self, item: Coded) -> TimeValue | None:
        own = self.around.times.get(item.token, ())
        if own:
            return next((time for time in own if time.first is not None), own[0])
        tree = self.scene.tree
        token = item.trigger.support if item.trigger.support is not None else item.token
        if tree.deps[token] == "conj" and tree.heads[token] in self.around.times and tree.pos[token] == "VERB":
            return self.around.times[tree.heads[token]][0]
        return None

    def _quantities(self, item: Coded) -> tuple[Quantity, ...]:
        return tuple(self.around.quantities.get(item.token, ()))

    # -------------------------------------------------------- standing and claims
    def settled(self, event: Event, said: tuple[Speaker, ...]) -> Event:
        """A leader who speaks for a state declares its cooperation."""
        if event.status is not Status.REPORTED or event.type not in _COOPERATIVE or not said:
            return event
        speaker = said[0].entity
        sides = (RoleName.ACTOR, RoleName.RECIPIENT) if event.reciprocal else (RoleName.ACTOR,)
        states = {self._state(identifier) for identifier in event.entities(*sides)}
        own = speaker.kind is EntityKind.PERSON and speaker.represents is not None and speaker.represents in states
        return replace(event, status=Status.DECLARED) if own and said[0].act is SpeechAct.STATEMENT else event

    def _state(self, identifier: str) -> str | None:
        entity = self.scene.entities.get(identifier)
        if entity is None:
            return identifier
        return entity.id if entity.kind is EntityKind.STATE else entity.represents

    def with_contents(self, events: dict[int, Event], coded: list[Coded]) -> dict[int, Event]:
        """Link events to what they are about, and give those the standing that the frame says."""
        out = dict(events)
        for item in coded:
            if item.content is None or item.token not in out or item.content not in out:
                continue
            inner = out[item.content]
            out[item.token] = replace(out[item.token], content=inner.id)
            status = item.frame.content_status
            # "Blamed them for the crash": that there was a crash is nobody's claim. A clause is.
            clausal = self.scene.tree.pos[item.content] in {"VERB", "AUX"}
            open_to_it = not self.standings[item.content].presupposed and (clausal or status in _OF_NOUNS)
            if status is not None and inner.status is Status.REPORTED and open_to_it:
                out[item.content] = replace(inner, status=status)
        return out

    def claims(self, event: Event, said: tuple[Speaker, ...]) -> tuple[Claim, ...]:
        """One claim of the innermost speaker, passed on by the outer ones."""
        if not said:
            return ()
        first, *outer = said
        negative = event.status is Status.DENIED
        act = SpeechAct.DENIAL if negative and first.act is SpeechAct.STATEMENT else first.act
        return (
            Claim(
                id=self.identifier("claim", first.entity.id, event.start, event.end),
                claimer=first.entity.id,
                about=(event.id,),
                speech_act=SpeechAct.DECLARATION if event.status is Status.DECLARED else act,
                polarity=Polarity.NEGATIVE if negative else Polarity.POSITIVE,
                provenance=self.provenance(first.verb, "attribution"),
                via=tuple(speaker.entity.id for speaker in outer),
                certainty="Possible" if event.status is Status.HYPOTHETICAL else "Certain",
                date=next((day for s in said if (day := self._speech_date(s.verb)) is not None), None),
            ),
        )

    def _speech_date(self, verb: int) -> date | None:
        tree = self.scene.tree
        for time in self.scene.times:
            token = self.scene.token_at.get(time.start)
            if token is None or tree.sentences[token] != tree.sentences[verb]:
                continue
            above = next((a for a in (token, *tree.ancestors(token)) if tree.pos[a] in {"VERB", "AUX"}), None)
            if above == verb:
                return time.first
        return None


def clause_of(scene: EventScene, token: int) -> tuple[int, int]:
    """First and last token of the clause around ``token``, without the signs at its edges."""
    tree = scene.tree
    verb = token
    while tree.pos[verb] not in {"VERB", "AUX"} and tree.heads[verb] != verb:
        verb = tree.heads[verb]
    inside = [t for t in tree.subtree(verb) if tree.sentences[t] == tree.sentences[token]]
    words = [t for t in inside if any(c.isalnum() for c in tree.words[t])] or [token]
    return min(words[0], token), max(words[-1], token)


def _cues(standing: Standing) -> tuple[str, ...]:
    """What decided the standing; "presupposed" tells what the sentence takes as known from what it reports."""
    return (*standing.rules, *(("presupposed",) if standing.presupposed else ()))


def _trigger_end(scene: EventScene, item: Coded) -> int:
    """A trigger reaches to its particle or the object that its frame asks for ("claimed responsibility")."""
    tree = scene.tree
    candidates = tree.kids(item.token, "prt")
    if item.frame.object:
        candidates += [k for k in tree.kids(item.token, "dobj") if tree.lemmas[k] in item.frame.object]
    return max([item.token, *(k for k in candidates if 0 < k - item.token < 8)])


def _role(name: RoleName, filler: Filler) -> Role:
    rule = "syntax" if filler.direct else "owner"
    return Role(name=name, entity=filler.entity.id, start=filler.mention.start, end=filler.mention.end, rule=rule)


def _visited(item: Coded) -> list[Mention]:
    """The places behind recipients that stand for their state ("travelled to Moscow")."""
    if not item.frame.recipient_place:
        return []
    kinds = {filler.entity.id for filler in item.recipients}
    return [f.mention for f in item.recipients if f.mention.entity is not None and f.mention.entity not in kinds]


def _place_role(mention: Mention) -> Role:
    return Role(name=RoleName.PLACE, entity=mention.entity or "", start=mention.start, end=mention.end, rule="place")


def _certainty(item: Coded) -> float:
    scores = [filler.mention.score for filler in (*item.actors, *item.recipients)]
    return min(scores, default=0.8)


def _contradictions(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
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
