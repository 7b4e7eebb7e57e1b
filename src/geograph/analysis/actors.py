"""A name as a user writes it -> the actor of the graph that it means."""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches
from operator import itemgetter
from typing import Any

import networkx as nx

from geograph.errors import AnalysisError
from geograph.graph.nodes import EVENT_KIND

__all__ = ["find_actor"]

_MOST_SUGGESTIONS = 5


def find_actor(graph: nx.MultiDiGraph[Any], name: str) -> str:
    """The id of the actor that is called ``name``: by its id, else its label, else one of its aliases.

    Case does not matter.

    Raises:
        AnalysisError: if nobody is called so, with names that are like it, or if several are.
    """
    nodes = ((str(key), node) for key, node in graph.nodes(data=True) if node.get("kind", EVENT_KIND) != EVENT_KIND)
    actors = dict(sorted(nodes, key=itemgetter(0)))
    if name in actors:
        return name
    wanted = _fold(name)
    ways: tuple[Callable[[str, dict[str, Any]], list[str]], ...] = (
        lambda key, _: [key],
        lambda _, node: [node["label"]],
        lambda _, node: node["aliases"],
    )
    for names in ways:
        found = [key for key, node in actors.items() if wanted in map(_fold, names(key, node))]
        if len(found) == 1:
            return found[0]
        if found:
            several = ", ".join(f"{actors[key]['label']} ({key})" for key in found)
            raise AnalysisError(f"{name!r} may be any of {several}", hint="name one by its id, which is in brackets")
    raise AnalysisError(f"no actor of the graph is called {name!r}", hint=_suggestions(actors, wanted))


def _suggestions(actors: dict[str, dict[str, Any]], wanted: str) -> str:
    by_name = {_fold(name): node["label"] for node in actors.values() for name in (node["label"], *node["aliases"])}
    close = get_close_matches(wanted, sorted(by_name), n=_MOST_SUGGESTIONS, cutoff=0.6)
    close += [name for name in sorted(by_name) if wanted and wanted in name.split()]
    names = list(dict.fromkeys(by_name[name] for name in close))[:_MOST_SUGGESTIONS]
    return f"did you mean {' or '.join(names)}?" if names else "geograph show prints all actors"


def _fold(name: str) -> str:
    return " ".join(name.split()).casefold()
