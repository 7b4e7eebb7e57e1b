"""Small graphs with the attributes that docs/graph.md lists, made by hand."""

from __future__ import annotations

from typing import Any

import networkx as nx

_NOTHING = ("mode", "cameo", "place", "place_name", "trigger", "actor_span", "recipient_span", "date_precision")
_TEXTS = {
    "a": "France bombed Islamic State near Raqqa on Monday, and its president promised more of the same for the year.",
    "b": "Ministers of seven countries met by the lake to talk of fish, of ships and of the price of bread in spring.",
    "c": "Nobody had expected that the two admirals would agree so soon on who may sail where, and on which days.",
}


def world(*edges: tuple[str, str, str, dict[str, Any]], aliases: dict[str, list[str]] | None = None) -> nx.MultiDiGraph:
    """A graph of edges (actor, "relation TYPE", recipient, attributes).

    What is not told otherwise is a fact of the article "a" without a day; ``day`` gives its one day.
    """
    graph: nx.MultiDiGraph = nx.MultiDiGraph(articles={key: article(text) for key, text in _TEXTS.items()})
    for number, (source, relation, target, given) in enumerate(edges, 1):
        for key in (source, target):
            node = {"label": key.replace("_", " "), "kind": "State", "aliases": (aliases or {}).get(key, [])}
            graph.add_node(key, **node)
        graph.add_edge(source, target, key=f"e{number}", **edge(relation, number, given))
    return graph


def article(text: str, published: str | None = None) -> dict[str, Any]:
    """What a graph says of an article."""
    fields = {"title": None, "publisher": None, "author": None, "url": None, "language": "en"}
    return {**fields, "published": published, "text": text}


def edge(relation: str, number: int, given: dict[str, Any]) -> dict[str, Any]:
    """The attributes of an edge."""
    name, _, type_ = relation.partition(" ")
    day = given.get("day")
    attributes: dict[str, Any] = {
        **dict.fromkeys(_NOTHING),
        "relation": name,
        "event": f"e{number}",
        "type": type_ or "CONSULT",
        "contexts": [],
        "status": "Reported",
        "flat": True,
        "rolled_up": False,
        "confidence": 0.9,
        "date": day,
        "date_end": day,
        "quantities": [],
        "speakers": [],
        "article": "a",
        "sentence": f"Sentence {number}.",
        "sentence_start": 0,
        "sentence_end": 9,
        "start": number,
        "end": number + 1,
        "rule": "r",
        **{key: value for key, value in given.items() if key != "day"},
    }
    attributes.setdefault("evidence", [[attributes["article"], number, number + 1]])
    return attributes


CLAIMED = {"flat": False, "status": "Claimed"}
