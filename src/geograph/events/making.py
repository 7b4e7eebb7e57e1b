"""Build events and claims from what was coded, with ids made of their content."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from geograph.events.circumstances import Circumstances
from geograph.events.claims import Speaker
from geograph.events.coding import Coded
from geograph.events.places import place_at
from geograph.events.roles import Filler
from geograph.events.scene import EventScene
from geograph.events.standing_state import Standing
from geograph.events.things import find_things
from geograph.events.voice import verb_phrase
from geograph.lexicons.linking import link_tables
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
)

__all__ = ["Maker", "clause_of"]

_COOPERATIVE = frozenset({"SUPPORT", "COOPERATE", "AGREE", "AID", "CONSULT"})
_PRESENT = frozenset({"VBZ", "VBP"})
_OF_NOUNS = frozenset({Status.ORDERED, Status.PLANNED, Status.THREATENED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Maker:
    """Builds events and claims with ids made of their content."""

    scene: EventScene
    standings: Mapping[int, Standing]
    around: Circumstances
    version: str

    def event(self, item: Coded) -> Event:
        """The event of a coded trigger."""
        tree, frame = self.scene.tree, item.frame
        last = _trigger_end(self.scene, item)
        start, end = min(tree.starts[item.token], tree.starts[last]), max(tree.ends[item.token], tree.ends[last])
        first = item.trigger.support if item.trigger.support is not None else item.token
        start = min(start, tree.starts[first]) if abs(first - item.token) < 8 else start
        time = self._time(item)
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
            status=self._status(item, time),
            provenance=self.provenance(item.token, frame.id),
            roles=self._roles(item),
            time=time,
            quantities=self._quantities(item),
            things=find_things(self.scene, item.frame, item.trigger),
            reciprocal=item.reciprocal,
            standing=_cues(self.standings[item.token]),
            confidence=round(frame.confidence * _certainty(item), 3),
        )

    def _status(self, item: Coded, time: TimeValue | None) -> Status:
        """What the sentence says of it; where that is nothing special, what its frame or the calendar says."""
        read = self.standings[item.token].status
        undone = item.trigger.support is not None and verb_phrase(self.scene.tree, item.trigger.support) in _undoing()
        if undone and read is Status.REPORTED and item.frame.type in {*_COOPERATIVE, "RETREAT"}:
            return Status.DENIED  # "scrapped the armistice"
        published = self.scene.article.published
        to_come = time is not None and time.first is not None and published is not None and time.first > published
        if read is Status.REPORTED and to_come and self.scene.tree.tags[item.token] in _PRESENT:
            return Status.PLANNED  # "arrives on Sunday"
        return item.frame.status if item.frame.status is not None and read is Status.REPORTED else read

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
        places = [*self.around.places.get(item.token, ()), *_visited(item), *self._taken(item)]
        taken = {role.entity for role in roles}
        roles += [
            _place_role(mention) for mention in places if mention.entity is not None and mention.entity not in taken
        ]
        return tuple(dict.fromkeys(roles))

    def _taken(self, item: Coded) -> list[Mention]:
        """The places that are captured: where it happens."""
        if not item.frame.object_place:
            return []
        found = (place_at(self.scene, token) for token in item.trigger.slots.get("object"))
        return [mention for mention in found if mention is not None]

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
        """A leader who speaks for a state declares its cooperation; who warns of others' deeds threatens nothing."""
        warning = next((speaker for speaker in said if speaker.act is SpeechAct.THREAT), None)
        if event.status is Status.THREATENED and warning is not None and self._is_of_others(event, warning.entity):
            return replace(event, status=Status.PLANNED)
        if event.status is not Status.REPORTED or event.type not in _COOPERATIVE or not said:
            return event
        speaker = said[0].entity
        sides = (RoleName.ACTOR, RoleName.RECIPIENT) if event.reciprocal else (RoleName.ACTOR,)
        states = {self._state(identifier) for identifier in event.entities(*sides)}
        own = speaker.kind is EntityKind.PERSON and speaker.represents is not None and speaker.represents in states
        return replace(event, status=Status.DECLARED) if own and said[0].act is SpeechAct.STATEMENT else event

    def _is_of_others(self, event: Event, speaker: Entity) -> bool:
        """As in "Warned Chad that rebels would attack": neither the speaker nor the speaker's state does it."""
        actors = event.entities(RoleName.ACTOR)
        own = {speaker.id, speaker.represents, self._state(speaker.id)} - {None}
        return bool(actors) and not own & {name for actor in actors for name in (actor, self._state(actor))}

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
            if status is None and item.frame.type == "REJECT" and inner.type in _COOPERATIVE:
                status = Status.DENIED  # "revoked five agreements": whoever ends one makes none
            # "Blamed them for the crash": that there was a crash is nobody's claim. A clause is.
            clausal = self.scene.tree.pos[item.content] in {"VERB", "AUX"}
            # "Ended its pact": what a frame names as its object has the standing that the frame says.
            named = self.scene.tree.lemmas[item.content] in item.frame.object and status is not None
            known = self.standings[item.content].presupposed
            open_to_it = named or (not known and (clausal or status in _OF_NOUNS))
            if status is not None and inner.status is Status.REPORTED and open_to_it:
                out[item.content] = replace(inner, status=status)
        return out

    def claims(self, event: Event, said: tuple[Speaker, ...]) -> tuple[Claim, ...]:
        """One claim of the innermost speaker, passed on by the outer ones."""
        if not said or self.is_taken_as_known(event, said[0].act):
            return ()
        first, *outer = said
        negative = event.status is Status.DENIED
        act = SpeechAct.DENIAL if negative and first.act is SpeechAct.STATEMENT else first.act
        if act is SpeechAct.THREAT and event.status is Status.PLANNED:
            act = SpeechAct.STATEMENT
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

    def is_taken_as_known(self, event: Event, act: SpeechAct) -> bool:
        """As in "asked them to stop the raids": who asks for the end of a thing does not ask for the thing."""
        known = event.status is Status.REPORTED and "presupposed" in event.standing
        return known and act is SpeechAct.REQUEST

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


def _undoing() -> frozenset[str]:
    return link_tables().classes["undoing"]


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
