"""Fuse what tells one event in several clauses: "doubled its attacks, carrying out 34 strikes to hit ..."."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from geograph.events.claims import Speaker
from geograph.events.coding import Coded
from geograph.events.scene import EventScene
from geograph.types import Event, Role, RoleName, Status

__all__ = ["fuse"]

_FUSED_TYPES = frozenset({"ASSAULT", "PROTEST", "MOBILIZE", "ACCUSE"})
_DEPENDENT = frozenset({"advcl", "xcomp"})


def fuse(
    scene: EventScene,
    coded: list[Coded],
    events: Mapping[int, Event],
    heard: Mapping[int, tuple[Speaker, ...]],
) -> tuple[dict[int, Event], dict[int, tuple[Speaker, ...]]]:
    """Fuse each event into the one whose adverbial clause tells it, where type and actors agree.

    Returns:
        The events that remain, by the token of their trigger, and who says so.
    """
    out = dict(events)
    verbs = {item.token: item.trigger.support if item.trigger.support is not None else item.token for item in coded}
    for token in sorted(events, reverse=True):
        for host in _hosts(scene, token, verbs, out):
            if _same(out[host], out[token]):
                out[host] = _fused(out[host], out[token])
                del out[token]
                break
    return out, {token: said for token, said in heard.items() if token in out}


def _hosts(scene: EventScene, token: int, verbs: Mapping[int, int], events: Mapping[int, Event]) -> list[int]:
    """Events whose clause the clause of ``token`` hangs on as a participle or purpose without its own subject."""
    tree = scene.tree
    verb = verbs[token]
    while tree.deps[verb] == "conj" and tree.pos[tree.heads[verb]] == "VERB" and not tree.kids(verb, "nsubj"):
        verb = tree.heads[verb]
    if tree.deps[verb] not in _DEPENDENT or tree.kids(verb, "nsubj", "nsubjpass", "mark"):
        return []
    governor = tree.heads[verb]
    by_verb = {verbs[other]: other for other in events if other != token}
    found: list[int] = []
    for above in (governor, *tree.ancestors(governor)):
        if above in by_verb:
            found.append(by_verb[above])
        if tree.deps[above] not in {*_DEPENDENT, "conj"}:
            break
    return found


def _same(host: Event, part: Event) -> bool:
    actors, others = set(host.entities(RoleName.ACTOR)), set(part.entities(RoleName.ACTOR))
    clash = host.entities(RoleName.RECIPIENT) and part.entities(RoleName.RECIPIENT)
    return host.type == part.type and host.type in _FUSED_TYPES and (not others or actors == others) and not clash


def _fused(host: Event, part: Event) -> Event:
    known = {(role.name, role.entity) for role in host.roles}
    more: tuple[Role, ...] = tuple(role for role in part.roles if (role.name, role.entity) not in known)
    tighter = part if part.mode is not None and host.mode is None else host
    return replace(
        host,
        roles=host.roles + more,
        mode=tighter.mode,
        cameo=tighter.cameo,
        relation=tighter.relation,
        quantities=tuple(dict.fromkeys((*host.quantities, *part.quantities))),
        things=tuple(dict.fromkeys((*host.things, *part.things))),
        time=host.time or part.time,
        status=host.status if host.status is not Status.REPORTED or part.status is Status.PLANNED else part.status,
    )
