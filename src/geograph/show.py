"""MultiDiGraph -> its actors and relations with their sentences, as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from geograph.terminal import Style, visible, wrap

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["format_graph"]

_PLAIN = Style()
_ARTICLE_NAME = 12  # digits of the id of an article without title


def format_graph(graph: nx.MultiDiGraph[Any], *, style: Style = _PLAIN) -> str:
    """The graph as text: actors by name, then relations by subject, relation, object and place in the text.

    A fact is drawn ``--relation->``; anything else ``..relation..>`` with its status, so that no colour is needed to
    tell them apart.
    """
    actors = sorted((data for _, data in graph.nodes(data=True) if data["kind"] != "Event"), key=_actor_order)
    edges = sorted(graph.edges(keys=True, data=True), key=lambda edge: _edge_order(graph, edge))
    lines = [style.paint(f"Actors ({len(actors)})", "bold")]
    lines += [_actor(node, graph, style) for node in actors]
    lines += ["", style.paint(f"Relations ({len(edges)})", "bold")]
    for subject, target, _, edge in edges:
        lines += _relation(graph, subject, target, edge, style)
    return "\n".join(lines) + "\n"


# ---------------------------------------------------------------- actors
def _actor_order(node: dict[str, Any]) -> tuple[str, str]:
    return node["label"].casefold(), node["kind"]


def _actor(node: dict[str, Any], graph: nx.MultiDiGraph[Any], style: Style) -> str:
    codes = " ".join(code for code in (node["country"], node["sector"]) if code)
    count = node["mentions"]
    facts = [node["kind"], *filter(None, [codes, node["office"], _represented(node, graph)])]
    facts.append(f"{count} mention{'' if count == 1 else 's'}" if count else "not named in the text")
    return f"  {visible(node['label'])}  {style.paint(visible(', '.join(facts)), 'dim')}"


def _represented(node: dict[str, Any], graph: nx.MultiDiGraph[Any]) -> str | None:
    return f"for {_label(graph, node['represents'])}" if node["represents"] else None


def _label(graph: nx.MultiDiGraph[Any], key: str) -> str:
    return str(graph.nodes[key]["label"]) if key in graph else key


# ---------------------------------------------------------------- relations
def _edge_order(graph: nx.MultiDiGraph[Any], edge: tuple[str, str, str, dict[str, Any]]) -> tuple[str | int, ...]:
    subject, target, key, data = edge
    ends = _label(graph, subject).casefold(), data["relation"], _label(graph, target).casefold()
    return *ends, data["article"], data["start"], key


def _relation(
    graph: nx.MultiDiGraph[Any], subject: str, target: str, edge: dict[str, Any], style: Style
) -> Iterator[str]:
    yield ""
    yield "  " + _statement(visible(_label(graph, subject)), visible(_label(graph, target)), edge, style)
    yield from wrap(edge["sentence"], indent="      ")
    for line in _details(graph, edge):
        yield style.paint(f"      {visible(line)}", "dim")


def _statement(subject: str, target: str, edge: dict[str, Any], style: Style) -> str:
    if edge["flat"]:
        return f"{subject} {style.paint('--' + edge['relation'] + '->', 'green')} {target}"
    arrow = style.paint(".." + edge["relation"] + "..>", "yellow")
    return f"{subject} {arrow} {target}  {style.paint('[' + edge['status'] + ']', 'yellow')}"


def _details(graph: nx.MultiDiGraph[Any], edge: dict[str, Any]) -> Iterator[str]:
    where_and_when = [_dates(edge), edge["place_name"], *(quantity["text"] for quantity in edge["quantities"])]
    codes = [code for code in (edge["type"], edge["mode"], edge["cameo"]) if code]
    facts = [" ".join(codes), *where_and_when, "drawn between the states" if edge["rolled_up"] else None]
    if any(facts):
        yield ", ".join(fact for fact in facts if fact)
    for speaker in edge["speakers"]:
        yield _speaker(speaker)
    yield _source(graph, edge)


def _dates(edge: dict[str, Any]) -> str | None:
    if not edge["date"] or edge["date_end"] in (None, edge["date"]):
        return edge["date"]  # type: ignore[no-any-return]
    return f"{edge['date']} to {edge['date_end']}"


def _speaker(speaker: dict[str, Any]) -> str:
    via = f", by way of {', '.join(speaker['via'])}" if speaker["via"] else ""
    day = f", {speaker['date']}" if speaker["date"] else ""
    return f"{speaker['act']} ({speaker['polarity'].lower()}) of {speaker['name']}{via}{day}"


def _source(graph: nx.MultiDiGraph[Any], edge: dict[str, Any]) -> str:
    article = graph.graph["articles"].get(edge["article"], {})
    title = article.get("title") or edge["article"][:_ARTICLE_NAME]
    facts = [title, article.get("publisher"), article.get("published")]
    return f"in: {', '.join(fact for fact in facts if fact)}; rule {edge['rule']}"
