"""Who stands around a trigger rather than in its slots: whose clause, whose state, whom its content names."""

from __future__ import annotations

from dataclasses import replace

from geograph.annotating.tree import Tree
from geograph.events.clauses import is_condition
from geograph.events.matching import Trigger
from geograph.events.places import state_of_place
from geograph.events.roles import Filler, fill
from geograph.events.scene import EventScene
from geograph.events.slots import subject_of
from geograph.lexicons.linking import link_tables
from geograph.lexicons.standing import load_cues
from geograph.types import EntityKind, Status

__all__ = [
    "as_state",
    "content_subject",
    "content_words",
    "each_other",
    "is_something",
    "outer_subject",
    "speakers_state",
    "warned_if",
]

_CONTENT_DEPTH = 60
_INDEFINITE = ("a ", "an ")
_OBJECTS = frozenset({"dobj", "pobj", "dative", "nsubjpass"})
_NOT_TOWARDS = {"REJECT": frozenset({"on", "against"}), "AGREE": frozenset({"at"})}
_TOWARDS = frozenset({"to", "with", "against", "for", "from", "on", "of", "between", "at", "toward", "towards"})


def each_other(scene: EventScene, trigger: Trigger) -> bool:
    """As in "Accused each other", "fought with one another"."""
    tree = scene.tree
    tokens = [token for filler in trigger.slots.fillers.values() for token in filler]
    return any(
        tree.lemmas[token] in {"other", "another"} and tree.lemmas[max(token - 1, 0)] in {"each", "one"}
        for token in tokens
    )


def speakers_state(scene: EventScene, trigger: Trigger) -> tuple[Filler, ...]:
    """The state of whoever says it: "Merkel says Greece is an ally" - of Germany."""
    tree, cues = scene.tree, load_cues()
    for above in tree.ancestors(trigger.token):
        cue = cues.get(("verb", tree.lemmas[above]))
        if cue is None or cue.act is None:
            continue
        for filler in fill(scene, subject_of(tree, above)):
            state = scene.entities.get(filler.entity.represents or "")
            if state is not None:
                return (replace(filler, entity=state, direct=False),)
    return ()


def content_subject(scene: EventScene, trigger: Trigger) -> tuple[Filler, ...]:
    """The subject of a clause that is no event itself ("urged that Syria be patient")."""
    tree = scene.tree
    for clause in trigger.slots.get("clause"):
        own = tree.kids(clause, "nsubj", "nsubjpass")
        if own:
            return fill(scene, own)
    return ()


def warned_if(scene: EventScene, trigger: Trigger) -> tuple[Filler, ...]:
    """As in "Warned that it would act if Chad refused": who is warned is whose deed is the condition."""
    tree = scene.tree
    for clause in trigger.slots.get("clause"):
        beside = [kid for kid in tree.kids(trigger.token, "ccomp") if kid != clause]
        conditions = [kid for kid in (*tree.kids(clause, "advcl"), *beside) if _is_if(tree, kid)]
        subjects = [subject for kid in conditions for subject in tree.kids(kid, "nsubj")]
        if subjects:
            return fill(scene, subjects)
    return ()


def _is_if(tree: Tree, clause: int) -> bool:
    cues = load_cues()
    marks = (cues.get(("mark", tree.words[mark].lower())) for mark in tree.kids(clause, "mark"))
    return is_condition(tree, clause) or any(cue is not None and cue.becomes is Status.HYPOTHETICAL for cue in marks)


def content_words(scene: EventScene, trigger: Trigger) -> tuple[Filler, ...]:
    """The first actor among the objects of what is threatened, refused or offered ("cut off power to Moldova").

    One that is named comes before the owner of a thing ("deliver two Patriot systems to Ukraine"); troops of no state
    are the own ones ("agreed to pull back troops").
    """
    tree = scene.tree
    doers = fill(scene, trigger.slots.get("subject"))
    own = {name for f in doers for name in (f.entity.id, f.entity.represents) if name is not None}
    owners: tuple[Filler, ...] = ()
    avenging = link_tables().classes["avenging"]
    for top in (token for slot in trigger.frames[0].content for token in trigger.slots.get(slot)):
        if tree.lemmas[top] in avenging:
            continue
        # "Opposes sanctions on Iran" is not against Iran.
        towards = _TOWARDS - _NOT_TOWARDS.get(trigger.frames[0].type, frozenset())
        vague: set[int] = set()
        for token in tree.subtree(top)[:_CONTENT_DEPTH]:
            if tree.deps[token] not in _OBJECTS or token in vague or _in_relative(scene, token, top):
                continue
            if tree.deps[token] == "pobj" and tree.lemmas[tree.heads[token]] not in towards:
                continue
            if trigger.frames[0].type == "REQUEST" and tree.lemmas[token] in link_tables().classes["benefit"]:
                continue  # "demanded Zelaya's reinstatement" asks nothing of Zelaya
            mine = any(filler.entity.id in own for filler in fill(scene, tree.kids(token, "poss")))
            found = [f for f in fill(scene, tree.conjuncts(token)) if f.entity.id not in own and not _is_own_force(f)]
            if mine and any(filler.direct for filler in found):
                continue  # "vowed to turn his party into a movement" threatens no party
            if any(is_something(scene, f) for f in found):
                vague.update(tree.subtree(token))
                continue
            if any(f.direct for f in found):
                return tuple(replace(f, direct=False) for f in found)
            owners = owners or tuple(found)
    return owners


def is_something(scene: EventScene, filler: Filler) -> bool:
    """As in "a civilian government", "a team of experts": what is asked for or offered, nobody in particular."""
    words = scene.article.text[filler.mention.start : filler.mention.end].lower()
    return filler.direct and not filler.entity.known and words.startswith(_INDEFINITE)


def _is_own_force(filler: Filler) -> bool:
    entity = filler.entity
    return entity.sector == "MIL" and entity.country is None and not entity.known


def _in_relative(scene: EventScene, token: int, top: int) -> bool:
    """Whether a relative clause or an adverbial one lies between ``token`` and ``top``: another story."""
    tree = scene.tree
    between = [token, *tree.ancestors(token)]
    between = between[: between.index(top)] if top in between else between
    return any(tree.deps[item] in {"relcl", "advcl", "appos"} for item in between)


def outer_subject(scene: EventScene, token: int) -> tuple[Filler, ...]:
    """The subject of the clause around a verb that has none of its own."""
    tree = scene.tree
    if tree.kids(token, "nsubj", "nsubjpass"):
        return ()
    for above in tree.ancestors(token):
        if tree.pos[above] == "VERB" and tree.kids(above, "nsubj"):
            found = fill(scene, subject_of(tree, above))
            if found:
                return found
    return ()


def as_state(filler: Filler) -> Filler:
    """A place that is visited or invaded stands for its state."""
    if filler.entity.kind is not EntityKind.PLACE:
        return filler
    state = state_of_place(filler.entity)
    return filler if state is None else replace(filler, entity=state, direct=False)
