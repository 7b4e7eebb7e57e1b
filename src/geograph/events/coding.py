"""Code triggers: choose the frame, fill actor and recipient, find the content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from geograph.events.around import (
    as_state,
    content_subject,
    content_words,
    each_other,
    is_something,
    outer_subject,
    speakers_state,
    warned_if,
)
from geograph.events.matching import Trigger, is_object
from geograph.events.places import place_at
from geograph.events.roles import Filler, fill
from geograph.events.scene import EventScene
from geograph.events.scores import has_score
from geograph.events.slots import subject_of
from geograph.events.things import find_things
from geograph.lexicons.frames import Frame
from geograph.lexicons.linking import link_tables
from geograph.types import EntityKind, MentionKind, ThingPart

__all__ = ["Coded", "Coder"]

_BARE_TYPES = frozenset({"ASSAULT", "PROTEST", "INCIDENT", "COERCE"})
_AIMED = frozenset({"at", "into"})  # may hang on the missile instead of on "fired"
_PEOPLE = frozenset({EntityKind.PERSON, EntityKind.POPULATION, EntityKind.MILITARY})
_VISITS, _PROPOSES, _REJECTS = "visits", "proposes", "rejects"
_HIT = frozenset({"of", "on", "against", "with", "at", "to"})
_SHOWN_FORCE = frozenset({"THREATEN", "MOBILIZE"})
_OWNER = ".owner"
_ARMED = frozenset({"MIL", "REB", "PRM", "UAF"})
_EFFECT_TYPES = frozenset({"ASSAULT", "INCIDENT"})
_CONFLICT = frozenset({"ASSAULT", "COERCE", "SANCTION", "PROTEST"})
_MUTUAL, _ONE_SIDED = "agreesWith", "pledgesTo"
_DESTROYS, _ATTACKS = "destroys", "attacks"
_OWN_FORCES = frozenset({"RETREAT", "MOBILIZE", "AID", "COOPERATE", "AGREE"})
_OWN_STATE = _OWN_FORCES | {"THREATEN", "REJECT", "SANCTION"}
_STANCES = frozenset({"ACCUSE", "PROTEST", "REJECT", "SUPPORT"})
_CONTENT_DEPTH = 60
_HELP = frozenset({"SUPPORT", "AID", "COOPERATE"})
_ARGUMENTS = frozenset({"subject", "object", "dative", "second", "clause", "attribute"})
_BESIDE = frozenset({"after", "before", "during", "for", "following"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """A trigger with the frame chosen and the roles filled. ``content`` is the token of the event it is about."""

    token: int
    frame: Frame
    trigger: Trigger
    actors: tuple[Filler, ...] = ()
    recipients: tuple[Filler, ...] = ()
    content: int | None = None
    reciprocal: bool = False


@dataclass(slots=True)
class Coder:
    """Codes the triggers of one document; results are kept, since events look into their contents.

    ``refused`` says for each trigger that was not coded why not.
    """

    scene: EventScene
    triggers: Mapping[int, Trigger]
    coded: dict[int, Coded | None] = field(default_factory=dict)
    refused: dict[int, str] = field(default_factory=dict)

    def code(self, token: int) -> Coded | None:
        """The event of the trigger at ``token``, None if it evokes none here."""
        if token in self.coded:
            return self.coded[token]
        self.coded[token] = None  # what looks back at itself while it is being coded finds nothing
        trigger = self.triggers[token]
        result: Coded | None = None
        reasons: list[str] = []
        for frame in trigger.frames:
            result, reason = self._try(trigger, frame)
            if result is not None:
                break
            reasons.append(f"{frame.id}: {reason}")
        self.coded[token] = result
        if result is None:
            self.refused[token] = "; ".join(dict.fromkeys(reasons))
        return result

    # ------------------------------------------------------------ one frame
    def _try(self, trigger: Trigger, frame: Frame) -> tuple[Coded | None, str]:
        unsuited = self._unsuited(trigger, frame)
        if unsuited is not None:
            return None, unsuited
        content = self._content(trigger, frame)
        unfit = self._unfit(trigger, frame, content)
        if unfit is not None:
            return None, unfit
        actors = self._fill_slots(trigger, frame.actor, frame, content, places=False)
        if not actors and frame.type in _EFFECT_TYPES:
            actors = self._perpetrators(trigger)
        own = frozenset(filler.entity.id for filler in actors)
        if frame.type in _OWN_STATE or frame.object_place:
            own |= {filler.entity.represents for filler in actors if filler.entity.represents is not None}
        recipients = self._fill_slots(
            trigger, frame.recipient, frame, content, places=frame.recipient_place, without=own
        )
        both = each_other(self.scene, trigger) or self._is_between(trigger, actors)
        together = frame.reciprocal and frame.pos == "verb" and not fill(self.scene, trigger.slots.get("object"))
        mutual = len(actors) > 1 and (both or together)
        if frame.type in _EFFECT_TYPES and not recipients and not mutual:
            recipients = self._effects(trigger, frame)
        actors, recipients, reciprocal = _sort_roles(frame, actors, recipients)
        reciprocal |= mutual
        missing = [
            need
            for need in frame.requires
            if not (mutual and need == "recipient") and not self._has(need, trigger, frame, actors, recipients)
        ]
        if missing:
            return None, f"no {' and no '.join(missing)}"
        if not actors and not recipients and frame.type not in _BARE_TYPES:
            return None, "neither actor nor recipient"
        if "speaker" in frame.recipient and recipients and recipients == speakers_state(self.scene, trigger):
            actors, recipients = recipients, actors  # "Merkel says Greece is an ally": it is Germany that says so
        coded = Coded(
            token=trigger.token,
            frame=self._weakened(trigger, frame, recipients, mutual=mutual),
            trigger=trigger,
            actors=actors,
            recipients=recipients,
            content=content,
            reciprocal=reciprocal,
        )
        return coded, ""

    def _unsuited(self, trigger: Trigger, frame: Frame) -> str | None:
        """Why the frame does not suit the trigger as it stands, before anybody is looked for."""
        if self._is_effect(trigger, frame):
            return "says what another event did"
        if any(trigger.slots.get(slot) for slot in frame.excludes):
            return f"has {' and '.join(frame.excludes)}"
        if frame.type in _EFFECT_TYPES and has_score(self.scene, trigger.token):
            return "a score: a match or a vote"
        if frame.relation == _VISITS and frame.pos == "verb" and trigger.slots.passive:
            return "who is flown somewhere pays no visit"
        if frame.object_place and not any(place_at(self.scene, t) for t in trigger.slots.get("object")):
            return "the object is no place"
        return None

    def _weakened(self, trigger: Trigger, frame: Frame, recipients: tuple[Filler, ...], *, mutual: bool) -> Frame:
        """A frame with the relation that its recipients bear."""
        partners = tuple(slot for slot in frame.recipient if not slot.startswith("content."))
        if frame.relation == _MUTUAL and not mutual and not self._fills(trigger, frame, partners, recipients):
            # Who is to get what was promised has agreed to nothing.
            return frame.model_copy(update={"relation": _ONE_SIDED})
        if frame.relation == _DESTROYS and recipients and not any(filler.direct for filler in recipients):
            # "Destroyed eight positions of the group": it was attacked, and is still there.
            return frame.model_copy(update={"relation": _ATTACKS})
        return frame

    def _fills(self, trigger: Trigger, frame: Frame, slots: tuple[str, ...], fillers: tuple[Filler, ...]) -> bool:
        """Whether one of ``fillers`` stands in one of ``slots``."""
        there = {f.entity.id for slot in slots for f in fill(self.scene, self._slot(trigger, frame, slot))}
        return any(filler.entity.id in there for filler in fillers)

    def _has(
        self,
        need: str,
        trigger: Trigger,
        frame: Frame,
        actors: tuple[Filler, ...],
        recipients: tuple[Filler, ...],
    ) -> bool:
        if need == "actor":
            return bool(actors)
        if need in {"actor.armed", "actor.unarmed"}:
            armed = any(filler.entity.sector in _ARMED for filler in actors)
            return armed if need == "actor.armed" else bool(actors) and not armed
        if need == "recipient.people":
            return any(filler.entity.kind in _PEOPLE and not self._is_it(filler) for filler in recipients)
        if need == "recipient.body":
            return any(filler.entity.kind not in _PEOPLE for filler in recipients)
        if need == "actor.itself":
            subjects = trigger.slots.get("subject")
            shown = not subjects or any(token in self.scene.mention_at for token in subjects)
            return bool(actors) and shown and not any(map(self._is_vehicle, subjects))
        if need == "recipient":
            things = frame.recipient_kind == "any" and any(self._slot(trigger, frame, s) for s in frame.recipient)
            return bool(recipients) or things or self._is_armed_hit(trigger, frame)
        if need == "content":
            return self._content(trigger, frame) is not None
        return bool(trigger.slots.get(need) or (need in _AIMED and self._slot(trigger, frame, need)))

    def _is_vehicle(self, token: int) -> bool:
        """As in "A Ryanair aircraft landed": whoever owns it visits nobody."""
        mention = self.scene.mention_at.get(token)
        return mention is not None and mention.kind in {MentionKind.VEHICLE, MentionKind.PLATFORM}

    def _is_it(self, filler: Filler) -> bool:
        """Whether it is shown by "it": what is held is then rather a place or a thing."""
        return self.scene.article.text[filler.mention.start : filler.mention.end].lower() == "it"

    def _is_armed_hit(self, trigger: Trigger, frame: Frame) -> bool:
        """As in "Houthi drones struck an oil plant": whom it hits is not said, but which thing, and with what."""
        return {thing.part for thing in find_things(self.scene, frame, trigger)} == set(ThingPart)

    def _fill_slots(
        self,
        trigger: Trigger,
        slots: tuple[str, ...],
        frame: Frame,
        content: int | None,
        *,
        places: bool,
        without: frozenset[str] = frozenset(),
    ) -> tuple[Filler, ...]:
        barred = self._of_the_deed(trigger, frame) if slots is frame.recipient else frozenset()
        for slot in (slot for slot in slots if slot not in barred):
            found = self._fill_slot(trigger, frame, slot, content, places=places)
            if frame.type == "REQUEST" and slot in frame.content:
                found = tuple(f for f in found if not is_something(self.scene, f))
            if frame.type in _OWN_STATE:
                found = tuple(f for f in found if f.entity.represents not in without or f.entity.represents is None)
            found = tuple(f for f in found if f.entity.id not in without)
            if slot in frame.recipient and frame.object_place:
                # What is captured is the town; who takes back his own occupies nothing.
                found = tuple(f for f in found if as_state(f).entity.id not in without)
            elif slot in frame.recipient and frame.recipient_place:
                found = tuple(as_state(filler) for filler in found if not self._is_own_town(trigger, frame, filler))
            if slot in frame.recipient and frame.recipient_kind == "actor" and frame.type not in _EFFECT_TYPES:
                found = tuple(self._flag(f) if frame.type in _SHOWN_FORCE else f for f in found)
                found = tuple(f for f in found if f.entity.kind is not EntityKind.VEHICLE)
            if found:
                return found
        return ()

    def _is_own_town(self, trigger: Trigger, frame: Frame, filler: Filler) -> bool:
        """As in "The siege of Darayya by government forces": whoever attacks a place at home attacks no state."""
        if frame.type != "ASSAULT" or filler.entity.kind is not EntityKind.PLACE:
            return False
        tokens = (token for slot in frame.actor for token in self._slot(trigger, frame, slot))
        countries = {actor.entity.country for actor in fill(self.scene, tokens)}
        return None in countries or filler.entity.country in countries

    def _flag(self, filler: Filler) -> Filler:
        """As in "Fired warning shots at a Turkish ship": the state whose vehicle is threatened."""
        state = self.scene.entities.get(filler.entity.represents or "")
        vehicle = filler.entity.kind is EntityKind.VEHICLE and state is not None
        return replace(filler, entity=state, direct=False) if vehicle and state is not None else filler

    def _slot(self, trigger: Trigger, frame: Frame, slot: str) -> tuple[int, ...]:
        """Tokens of a slot of the trigger, then those of its object where that is a thing ("imposed sanctions on").

        What the frame asks for may also stand after the verb's preposition ("sued for peace with").
        """
        own = trigger.slots.get(slot)
        if slot == "between" and not own:
            own = self._pair(trigger)
        if frame.pos != "verb":
            return own
        tree = self.scene.tree
        nouns = [t for t in trigger.slots.get("object") if is_object(tree, t, frame) or not fill(self.scene, [t])]
        if frame.object and not nouns:
            around = (tokens for name, tokens in trigger.slots.fillers.items() if name not in _ARGUMENTS)
            nouns = [t for tokens in around for t in tokens if is_object(tree, t, frame)]
        # "$90 million in aid to Libya", "a package of weapons for Libya": whom it is for hangs on what it consists of.
        within = [item for noun in nouns for prep in ("in", "of") for item in tree.pobj(noun, prep)]
        nouns += [item for item in within if not fill(self.scene, [item])]
        more = (item for noun in nouns for obj in tree.pobj(noun, slot) for item in tree.conjuncts(obj))
        return tuple(dict.fromkeys((*own, *more)))

    def _fill_slot(
        self, trigger: Trigger, frame: Frame, slot: str, content: int | None, *, places: bool
    ) -> tuple[Filler, ...]:
        warned = self._warned(trigger) if frame.type == "THREATEN" and slot == "content.recipient" else ()
        if warned:
            return warned
        if slot.startswith("content."):
            if frame.type == "AGREE" and not self._is_own_deed(trigger, content):
                return ()
            return self._from_content(trigger, slot, content)
        if slot == "speaker":
            said_of = self.scene.tree.deps[trigger.token] in {"attr", "appos", "oprd"}
            return speakers_state(self.scene, trigger) if said_of or trigger.frames[0].pos != "noun" else ()
        if slot.endswith(_OWNER):
            owned = self._fill_slot(trigger, frame, slot.removesuffix(_OWNER), content, places=places)
            things = trigger.slots.get(slot.removesuffix(_OWNER))
            gains = any(self.scene.tree.lemmas[thing] in link_tables().classes["benefit"] for thing in things)
            return () if gains else tuple(filler for filler in owned if not filler.direct)
        tokens = self._slot(trigger, frame, slot)
        deeds = self._deeds(tokens) if frame.type in _STANCES and slot in frame.recipient else {}
        found = fill(self.scene, [token for token in tokens if token not in deeds], places=places)
        found += tuple(filler for doers in deeds.values() for filler in doers if filler not in found)
        if slot == "subject" and not found:
            return self._borrowed_subject(trigger)
        return found

    def _deeds(self, tokens: tuple[int, ...]) -> dict[int, tuple[Filler, ...]]:
        """Nouns among ``tokens`` that are deeds, and their doers: "outrage at the killing of X by Y" is at Y, not X."""
        found: dict[int, tuple[Filler, ...]] = {}
        for token in tokens:
            if token not in self.triggers or self.scene.entity_at(token) is not None:
                continue
            event = self.code(token) if self.triggers[token].frames[0].pos == "noun" else None
            doers = event.actors if event is not None else fill(self.scene, self.triggers[token].slots.get("subject"))
            if event is not None or doers:
                found[token] = doers
        return found

    def _pair(self, trigger: Trigger) -> tuple[int, ...]:
        """Both sides of "US-Iran talks", if both act ("anti-Iran" is one side)."""
        sides = trigger.slots.get("pair")
        return sides if len(fill(self.scene, sides)) > 1 else ()

    def _is_between(self, trigger: Trigger, actors: tuple[Filler, ...]) -> bool:
        """As in "A deal between Mali and Niger": all who act stand behind "between"."""
        sides = trigger.slots.get("between") or self._pair(trigger)
        there = {filler.entity.id for filler in fill(self.scene, sides)}
        return {filler.entity.id for filler in actors} <= there

    def _is_own_deed(self, trigger: Trigger, content: int | None) -> bool:
        """Whether what is agreed is what the parties do, and not what somebody else shall ("agreed that Chad must")."""
        inner = self.code(content) if content is not None else None
        if inner is None:
            clauses = trigger.slots.get("clause")
            return not any(self.scene.tree.kids(clause, "nsubj", "nsubjpass") for clause in clauses)
        own = {filler.entity.id for filler in fill(self.scene, trigger.slots.get("subject"))}
        return not inner.actors or bool(own & {filler.entity.id for filler in inner.actors})

    def _from_content(self, trigger: Trigger, slot: str, content: int | None) -> tuple[Filler, ...]:
        """Roles of the event that this one is about; of its words where it was not coded, or lacks the role."""
        inner = self.code(content) if content is not None else None
        if slot == "content.actor":
            return inner.actors if inner is not None else content_subject(self.scene, trigger)
        if inner is not None and inner.recipients:
            return inner.recipients
        return content_words(self.scene, trigger)

    def _warned(self, trigger: Trigger) -> tuple[Filler, ...]:
        """As in "Warned that an attack by Chad would mean war", "that it would act if Chad attacked": Chad."""
        clauses = trigger.slots.get("clause")
        deeds = [s for clause in clauses for s in self.scene.tree.kids(clause, "nsubj") if s in self.triggers]
        coded = [event for event in map(self.code, deeds) if event is not None and event.frame.type in _CONFLICT]
        return coded[0].actors if coded else warned_if(self.scene, trigger)

    def _of_the_deed(self, trigger: Trigger, frame: Frame) -> frozenset[str]:
        """Slots that name whom a deed hits: "called for a boycott of Chinese goods", "opposes sanctions on Iran"."""
        if frame.type not in {"REQUEST", "REJECT"} or not self._is_hostile(trigger, frame):
            return frozenset()
        return frozenset({*frame.content, "content.recipient", *(_HIT if frame.type == "REJECT" else ())})

    def _is_hostile(self, trigger: Trigger, frame: Frame) -> bool:
        """Whether what is asked for is a deed against somebody."""
        asked = (token for slot in (*frame.content, "object") for token in trigger.slots.get(slot))
        nouns = (self.triggers[token] for token in asked if token in self.triggers)
        return any(noun.frames[0].pos == "noun" and noun.frames[0].type in _CONFLICT for noun in nouns)

    def _borrowed_subject(self, trigger: Trigger) -> tuple[Filler, ...]:
        """Whose a verb or noun is that has no actor of its own.

        A verb takes that of the clause around it, where the parser hung it too low; a noun that follows upon a verb
        takes the verb's if both sides of it act ("travelled to Rome after talks", but not "after an attack").
        """
        tree, token = self.scene.tree, trigger.token
        if tree.deps[token] == "conj" and tree.pos[token] == "VERB":
            return outer_subject(self.scene, token)
        helped = self._in_whose_fight(trigger)
        if helped:
            return helped
        joint = any(frame.reciprocal for frame in trigger.frames)
        if joint and tree.deps[token] == "pobj" and tree.lemmas[tree.heads[token]] in _BESIDE:
            governor = tree.heads[tree.heads[token]]
            said = tree.lemmas[governor] in link_tables().classes["speech"] and not trigger.slots.get("with")
            if tree.pos[governor] == "VERB" and not said:
                return fill(self.scene, subject_of(tree, governor))
        return ()

    def _in_whose_fight(self, trigger: Trigger) -> tuple[Filler, ...]:
        """As in "Backs Chad in the fight against rebels": who is helped in a fight fights it."""
        tree, token = self.scene.tree, trigger.token
        prep = tree.heads[token]
        fights = trigger.frames[0].type == "ASSAULT" and bool(trigger.slots.get("against"))
        if not fights or tree.deps[token] != "pobj" or tree.lemmas[prep] != "in":
            return ()
        governor = tree.heads[prep]
        helper = next((t for t in (governor, *tree.ancestors(governor)) if t in self.triggers), None)
        item = self.code(helper) if helper is not None else None
        if item is None or item.frame.type not in _HELP:
            return ()
        return tuple(replace(filler, direct=False) for filler in item.recipients)

    # ------------------------------------------------------------ events within events
    def _content(self, trigger: Trigger, frame: Frame) -> int | None:
        avenging = link_tables().classes["avenging"]
        for slot in frame.content:
            for token in self._slot(trigger, frame, slot):
                if self.scene.tree.lemmas[token] in avenging:
                    continue
                inner = self._nearest_trigger(token, trigger.token)
                if inner is not None:
                    return inner
        return None

    def _unfit(self, trigger: Trigger, frame: Frame, content: int | None) -> str | None:
        """Why the event that this one is about does not suit the frame, if it does not."""
        if frame.relation == _PROPOSES and any(map(self._is_told, trigger.slots.get("clause"))):
            return "what is suggested is what happened"
        inner = self.code(content) if content is not None else None
        if frame.relation == _REJECTS and inner is not None and inner.frame.relation == _REJECTS:
            return "declines to reject"
        if frame.type == "AGREE" and self._is_conflict(content):
            return "what is agreed is no cooperation"
        if "content.actor" in frame.excludes and self._from_content(trigger, "content.actor", content):
            return "what it is about has an actor of its own"
        return None

    def _is_told(self, clause: int) -> bool:
        """As in "Suggested that Chad [had] staged it": a clause in the indicative asks for nothing."""
        tree = self.scene.tree
        tags = {tree.tags[token] for token in (clause, *tree.kids(clause, "aux", "auxpass"))}
        return bool(tags & {"VBD", "VBZ"}) and "MD" not in tags

    def _is_conflict(self, content: int | None) -> bool:
        inner = self.code(content) if content is not None else None
        return inner is not None and inner.frame.type in _CONFLICT

    def _nearest_trigger(self, token: int, outer: int) -> int | None:
        """The trigger at ``token``, or the nearest one below it that can be coded."""
        tree = self.scene.tree
        queue = [token]
        for item in queue:
            if item in self.triggers and item != outer and self.code(item) is not None:
                return item
            if len(queue) < _CONTENT_DEPTH:
                queue.extend(k for k in tree.children[item] if not self._is_another_story(k))
        return None

    def _is_another_story(self, token: int) -> bool:
        """As in "Warned that it would act [if Chad did]": a clause that says of what, when or on which condition."""
        tree = self.scene.tree
        label = tree.deps[token]
        return label in {"relcl", "appos", "punct"} or (label == "advcl" and bool(tree.kids(token, "nsubj")))

    # ------------------------------------------------------------ effects
    def _is_effect(self, trigger: Trigger, frame: Frame) -> bool:
        """As in "The attack killed two soldiers": the verb says what the attack did and is no event of its own."""
        if frame.pos != "verb" or frame.type not in _EFFECT_TYPES or frame.type == "INCIDENT":
            return False
        return any(
            token in self.triggers
            and self.scene.tree.pos[token] in {"NOUN", "PROPN"}
            and self.triggers[token].frames[0].type in _EFFECT_TYPES
            for token in trigger.slots.get("subject")
        )

    def _perpetrators(self, trigger: Trigger) -> tuple[Filler, ...]:
        """As in "Killed in clashes with rebels", "wounded in a Taliban attack": whose event it happened in."""
        if not trigger.slots.passive:
            return ()
        for slot in ("in", "during", "by"):
            for token in trigger.slots.get(slot):
                noun = self.triggers.get(token)
                if noun is None or noun.frames[0].type not in _EFFECT_TYPES:
                    continue
                for inner in ("subject", "modifier", "with"):
                    found = fill(self.scene, noun.slots.get(inner))
                    if found:
                        return found
        return ()

    def _effects(self, trigger: Trigger, frame: Frame) -> tuple[Filler, ...]:
        """Whom the verbs say it hit whose subject this event is."""
        if frame.pos != "noun":
            return ()
        tree, token = self.scene.tree, trigger.token
        verbs = [kid for kid in tree.kids(token, "relcl", "acl") if kid in self.triggers]
        if tree.deps[token] == "nsubj" and tree.heads[token] in self.triggers:
            verbs.append(tree.heads[token])
        for verb in verbs:
            if self.triggers[verb].frames[0].type == "ASSAULT" and token in self.triggers[verb].slots.get("subject"):
                return fill(self.scene, self.triggers[verb].slots.get("object"))
        return ()


def _sort_roles(
    frame: Frame, actors: tuple[Filler, ...], recipients: tuple[Filler, ...]
) -> tuple[tuple[Filler, ...], tuple[Filler, ...], bool]:
    """Keep nobody on both sides; two or more actors and nobody else make a reciprocal event reciprocal."""
    own = {filler.entity.id for filler in actors}
    others = tuple(filler for filler in recipients if filler.entity.id not in own)
    together = frame.reciprocal and len(actors) > 1 and not others
    return actors, others, together or frame.reciprocal
