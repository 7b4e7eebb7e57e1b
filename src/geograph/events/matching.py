"""Find triggers: the frames that the words of a document evoke, tightest first."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, replace

from geograph.annotating.tree import Tree
from geograph.events.clauses import for_clauses
from geograph.events.slots import Slots, noun_slots, verb_slots
from geograph.events.voice import is_passive, verb_phrase
from geograph.lexicons.frames import Frame, FrameIndex
from geograph.lexicons.support import SupportTable

__all__ = ["Trigger", "find_triggers", "is_object"]

_POS = {"VERB": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj", "AUX": "verb"}
_DUMMIES = frozenset({"it", "this", "that"})
_SECOND_DEPS = frozenset(
    {
        "prt",
        "prep",
        "advmod",
        "acomp",
        "oprd",
        "dobj",
        "attr",
        "compound",
        "amod",
        "agent",
        "xcomp",
        "ccomp",
        "npadvmod",
        "advcl",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """A token that may evoke ``frames`` (tightest first), with its slots and the verb that supports it, if any."""

    token: int
    frames: tuple[Frame, ...]
    slots: Slots
    support: int | None = None


def find_triggers(
    tree: Tree, index: FrameIndex, support: SupportTable, headlines: Set[int] = frozenset()
) -> tuple[Trigger, ...]:
    """All triggers of a document in the text's order; ``headlines`` are the numbers of the sentences that are some."""
    found: list[Trigger] = []
    for token in range(len(tree)):
        kind = _POS.get(tree.pos[token])
        if kind is None or (tree.deps[token] in {"aux", "auxpass"}):
            continue
        rows = index.evoked_by(tree.lemmas[token], kind)
        frames = tuple(frame for second, frame in rows if _fits(tree, token, second, frame))
        if frames:
            trigger = _trigger(tree, token, kind, frames, support)
            trigger = _with_doers(tree, trigger, index, support) if kind == "noun" else trigger
            found.append(_bare_passive(tree, trigger) if tree.sentences[token] in headlines else trigger)
    return tuple(found)


def _trigger(tree: Tree, token: int, kind: str, frames: tuple[Frame, ...], support: SupportTable) -> Trigger:
    if kind == "verb":
        return Trigger(token=token, frames=frames, slots=verb_slots(tree, token))
    verb = supporting_verb(tree, token, support)
    container = _container(tree, token, support)
    slots = noun_slots(tree, token, verb_slots(tree, verb) if verb is not None else None, container=container)
    return Trigger(token=token, frames=frames, slots=slots, support=verb)


def _with_doers(tree: Tree, trigger: Trigger, index: FrameIndex, support: SupportTable) -> Trigger:
    """As in "Flew raids in support of Mali": whoever does what a phrase with "in" qualifies, a deed or a verb's object.

    A verb without an object may be about the noun ("believes in cooperation"), and so may an object that is no deed
    ("lost interest in cooperation").
    """
    prep = tree.heads[trigger.token]
    if tree.deps[trigger.token] != "pobj" or tree.lemmas[prep] != "in" or prep > trigger.token:
        return trigger
    host = tree.heads[prep]
    if tree.deps[host] == "acl":
        host = tree.heads[host]
    verb: int | None = None
    if tree.pos[host] == "VERB" and (tree.kids(host, "dobj") or is_passive(tree, host)):
        verb = host
    elif tree.pos[host] == "NOUN" and index.evoked_by(tree.lemmas[host], "noun"):
        verb = supporting_verb(tree, host, support)
    doers = verb_slots(tree, verb).get("subject") if verb is not None else ()
    if not doers:
        return trigger
    return replace(trigger, slots=replace(trigger.slots, fillers={**trigger.slots.fillers, "doer": doers}))


def _bare_passive(tree: Tree, trigger: Trigger) -> Trigger:
    """As in "Envoys Attacked in Mali": headlines tell what is active in the present, so a past form is a participle."""
    slots, token = trigger.slots, trigger.token
    subjects = slots.get("subject")
    past = tree.tags[token] in {"VBD", "VBN"} and tree.deps[token] == "ROOT" and not tree.kids(token, "aux", "prt")
    if not past or slots.passive or slots.get("object") or slots.get("clause") or not subjects:
        return trigger
    fillers = {**slots.fillers, "subject": slots.get("agent") or slots.get("by"), "object": subjects}
    return replace(trigger, slots=replace(slots, fillers=fillers, passive=True))


def supporting_verb(tree: Tree, noun: int, support: SupportTable) -> int | None:
    """The light verb whose event the noun is: "launched an attack", "talks were held", "is ready", "is an ally"."""
    container = _container(tree, noun, support)
    noun = container if container is not None else noun
    head, label = tree.heads[noun], tree.deps[noun]
    while label == "conj" and tree.pos[head] in {"NOUN", "PROPN", "ADJ"}:
        head, label = tree.heads[head], tree.deps[head]
    if label == "pobj" and _in_support(tree, head, support):
        return tree.heads[head]
    if head == noun or tree.pos[head] not in {"VERB", "AUX"}:
        return None
    if label in {"attr", "acomp"}:
        # "It was the deadliest raid" says of the raid, not of it.
        return head if not any(tree.lemmas[s] in _DUMMIES for s in tree.kids(head, "nsubj")) else None
    named = bool(tree.kids(head, "oprd"))  # "called the raid a massacre" calls for no raid
    if label in {"dobj", "nsubjpass"} and not named and support.supports(verb_phrase(tree, head)):
        return head
    return None


def _container(tree: Tree, noun: int, support: SupportTable) -> int | None:
    """As in "A [wave] of attacks": the noun that holds the event in its "of"."""
    first = noun
    while tree.deps[first] == "conj" and tree.pos[tree.heads[first]] == "NOUN":
        first = tree.heads[first]
    prep = tree.heads[first]
    if tree.deps[first] != "pobj" or tree.lemmas[prep] != "of":
        return None
    holder = tree.heads[prep]
    return holder if tree.lemmas[holder] in support.containers and tree.pos[holder] == "NOUN" else None


def _in_support(tree: Tree, prep: int, support: SupportTable) -> bool:
    """As in "Engaged in talks", "opened fire on": the verb and preposition together support the noun."""
    governor = tree.heads[prep]
    return governor != prep and support.supports(f"{tree.lemmas[governor]} {tree.lemmas[prep]}")


def _fits(tree: Tree, token: int, second: str | None, frame: Frame) -> bool:
    seconds = _seconds(tree, token, second, frame) if second is not None else []
    if second is not None and not seconds:
        return False
    if not frame.object:
        return True
    objects = tree.kids(token, "dobj", "nsubjpass")
    inner = [child for second in seconds for child in (second, *tree.kids(second, "prep"))]  # "pulled out of [a deal]"
    objects += [obj for child in inner for obj in tree.kids(child, "pobj")]  # "went on [strike]"
    if not objects and tree.deps[token] in {"acl", "relcl"}:
        objects = [tree.heads[token]]
    return any(is_object(tree, item, frame) for obj in objects for item in tree.conjuncts(obj))


def _seconds(tree: Tree, token: int, second: str, frame: Frame) -> list[int]:
    """Where the trigger's second word stands: particles and prepositions after a verb, a noun's compound or "of"."""
    after = frame.pos == "verb"
    found = [
        child
        for child in tree.children[token]
        if tree.lemmas[child] == second and tree.deps[child] in _SECOND_DEPS and (child > token or not after)
    ]
    if not after:
        found += [obj for obj in tree.pobj(token, "of") if tree.lemmas[obj] == second]  # "seizure of power"
    return found or (for_clauses(tree, token) if second == "for" and after else [])


def is_object(tree: Tree, token: int, frame: Frame) -> bool:
    """Whether a noun, or it with its compound ("water cannon"), is one that the frame asks for as its object."""
    if tree.lemmas[token] in frame.object:
        return True
    pair = [f"{tree.lemmas[child]} {tree.lemmas[token]}" for child in tree.kids(token, "compound", "amod")]
    hosts = [tree.lemmas[obj] for obj in tree.pobj(token, "of")]  # "a kind of embargo", "state of emergency"
    return any(item in frame.object for item in (*pair, *hosts))
