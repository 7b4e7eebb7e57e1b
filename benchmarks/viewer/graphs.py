"""Generated graphs of any size with communities, days and sentences; the same for the same size."""

from __future__ import annotations

import random
from typing import Any

import networkx as nx

__all__ = ["generated_graph"]

_KINDS = ("State", "Person", "ArmedGroup", "MilitaryForce", "GovernmentBody", "Organisation", "Place")
_RELATIONS = (
    ("strikes", "ASSAULT"), ("alliesWith", "COOPERATE"), ("condemns", "ACCUSE"), ("meets", "CONSULT"),
    ("supports", "SUPPORT"), ("threatens", "THREATEN"),
)  # fmt: skip
_STATUSES = ("Reported",) * 6 + ("Claimed", "Denied", "Planned")
_INSIDE = 0.88


def generated_graph(actors: int, *, sentences: bool = True, seed: int = 1) -> nx.MultiDiGraph[Any]:
    """Twice as many events as actors, most of them inside communities of unequal size.

    Args:
        actors: how many.
        sentences: whether each event brings a sentence.
        seed: another one gives another graph.
    """
    generator = random.Random(seed)
    count = max(4, int(actors**0.5 / 2))
    community = [min(int(generator.expovariate(3) * count), count - 1) for _ in range(actors)]
    members: dict[int, list[int]] = {}
    graph = nx.MultiDiGraph()
    graph.graph["articles"] = {
        f"article{number:05}": {"title": f"Report {number}", "publisher": "Wire", "published": "2025-12-31"}
        for number in range(max(1, actors // 20))
    }
    for actor in range(actors):
        members.setdefault(community[actor], []).append(actor)
        graph.add_node(
            _name(actor), label=f"Actor {actor:05}", kind=_KINDS[actor % len(_KINDS)], mentions=1 + actor % 17
        )
    for number in range(2 * actors):
        source = generator.randrange(actors)
        near = members[community[source]]
        target = near[int(len(near) * generator.random() ** 2)] if generator.random() < _INSIDE else None
        target = generator.randrange(actors) if target is None else target
        _add_event(graph, number, (source, target), generator, sentences=sentences)
    return graph


def _name(actor: int) -> str:
    return f"Q{actor:05}"


def _add_event(
    graph: nx.MultiDiGraph[Any], number: int, ends: tuple[int, int], generator: random.Random, *, sentences: bool
) -> None:
    relation, kind = generator.choice(_RELATIONS)
    day = f"2025-{1 + generator.randrange(12):02}-{1 + generator.randrange(28):02}"
    actor, recipient = (f"Actor {end:05}" for end in ends)
    sentence = f"{actor} {relation} {recipient} near post {number % 97}, the report of the day says."
    middle = len(actor) + 1
    evidence = {
        "sentence": sentence, "sentence_start": 0, "sentence_end": len(sentence), "start": 0, "end": len(sentence),
        "actor_span": [0, len(actor)], "trigger": [middle, middle + len(relation)],
        "recipient_span": [middle + len(relation) + 1, middle + len(relation) + 1 + len(recipient)],
    }  # fmt: skip
    graph.add_edge(
        _name(ends[0]), _name(ends[1]), key=f"ev{number:06}", event=f"ev{number:06}", relation=relation, type=kind,
        status=generator.choice(_STATUSES), date=day, date_end=day, confidence=0.8,
        article=f"article{number % len(graph.graph['articles']):05}", **(evidence if sentences else {}),
    )  # fmt: skip
