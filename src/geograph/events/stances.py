"""What saying "must" and "will not" does: a demand on somebody, a refusal; events of their own."""

from __future__ import annotations

from collections.abc import Mapping

from geograph.events.clauses import is_other_sentence
from geograph.events.making import Maker
from geograph.events.roles import Filler, fill
from geograph.events.scene import EventScene
from geograph.events.slots import subject_of
from geograph.events.standing import read_standing
from geograph.lexicons.standing import Cue
from geograph.types import Event, Role, RoleName

__all__ = ["stance_events"]

_OBJECTS = frozenset({"dobj", "pobj", "dative"})
_TOWARDS = frozenset({"to", "with", "against", "for", "from", "on", "of"})
_ACTING = (RoleName.ACTOR, RoleName.RECIPIENT)


def stance_events(
    scene: EventScene, events: Mapping[int, Event], cues: Mapping[tuple[str, str], Cue], maker: Maker
) -> tuple[Event, ...]:
    """Demands ("X said Y must leave") and refusals ("X said it would not pay") made by a plain verb of saying."""
    found: list[Event] = []
    for verb in range(len(scene.tree)):
        cue = cues.get(("verb", scene.tree.lemmas[verb]))
        if cue is None or cue.act is None or cue.becomes is not None or scene.tree.pos[verb] != "VERB":
            continue
        for clause in scene.tree.kids(verb, "ccomp"):
            if not is_other_sentence(scene.tree, clause, verb):
                found.extend(_stance(scene, events, cues, maker, verb, clause))
    return tuple(found)


def _stance(
    scene: EventScene,
    events: Mapping[int, Event],
    cues: Mapping[tuple[str, str], Cue],
    maker: Maker,
    verb: int,
    clause: int,
) -> list[Event]:
    tree = scene.tree
    speakers = fill(scene, subject_of(tree, verb))
    subjects = fill(scene, tree.kids(clause, "nsubj", "nsubjpass"))
    if not speakers or not subjects:
        return []
    modals = {tree.words[kid].lower() for kid in tree.kids(clause, "aux")}
    ids = {cues["modal", modal].id for modal in modals if ("modal", modal) in cues}
    same = {f.entity.id for f in subjects} <= {name for f in speakers for name in (f.entity.id, f.entity.represents)}
    negated = bool(tree.kids(clause, "neg"))
    if "modal.must" in ids and not same and not negated:
        return [_event(scene, events, cues, maker, verb, clause, speakers, subjects, "REQUEST", "requests")]
    if "modal.future" in ids and same and negated:
        objects = _objects(scene, clause, speakers)
        return [_event(scene, events, cues, maker, verb, clause, speakers, objects, "REJECT", "rejects")]
    return []


def _objects(scene: EventScene, clause: int, speakers: tuple[Filler, ...]) -> tuple[Filler, ...]:
    """The first actor that the refusal is about."""
    tree = scene.tree
    own = {name for f in speakers for name in (f.entity.id, f.entity.represents)}
    for token in tree.subtree(clause):
        if tree.deps[token] not in _OBJECTS or (
            tree.deps[token] == "pobj" and tree.lemmas[tree.heads[token]] not in _TOWARDS
        ):
            continue
        found = tuple(f for f in fill(scene, tree.conjuncts(token)) if f.entity.id not in own)
        if found:
            return found
    return ()


def _event(
    scene: EventScene,
    events: Mapping[int, Event],
    cues: Mapping[tuple[str, str], Cue],
    maker: Maker,
    verb: int,
    clause: int,
    actors: tuple[Filler, ...],
    recipients: tuple[Filler, ...],
    kind: str,
    relation: str,
) -> Event:
    tree = scene.tree
    rule = f"stance.{kind.lower()}"
    start, end = tree.starts[verb], tree.ends[verb]
    roles = [
        Role(name=name, entity=f.entity.id, start=f.mention.start, end=f.mention.end, rule=rule)
        for name, fillers in zip(_ACTING, (actors, recipients), strict=True)
        for f in fillers
    ]
    return Event(
        id=maker.identifier("event", rule, start, end),
        type=kind,
        start=start,
        end=end,
        trigger=scene.article.text[start:end],
        status=read_standing(tree, verb, cues).status,
        provenance=maker.provenance(verb, rule),
        relation=relation,
        roles=tuple(roles),
        content=events[clause].id if clause in events else None,
        confidence=0.8,
    )
