"""Any graph of ties: analyses do not depend on the order of its edges, and add up."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import world

from geograph import analysis
from geograph.analysis.ties import read_ties

PATIENT = settings(deadline=None, max_examples=60)
DAYS = (
    st.none() | st.dates(date(2014, 12, 1), date(2016, 2, 1)).map(str) | st.just("0001-01-01") | st.just("9999-12-31")
)
NEAR = st.none() | st.dates(date(2014, 12, 1), date(2016, 2, 1)).map(str)
TYPES = st.sampled_from(["strikes ASSAULT", "meets CONSULT", "aids AID", "asks REQUEST", "falls INCIDENT"])


@st.composite
def edges(draw: st.DrawFn) -> list[tuple[str, str, str, dict[str, Any]]]:
    actors = st.sampled_from("ABCDEF")
    found = []
    for _ in range(draw(st.integers(0, 14))):
        day = draw(NEAR)
        span = draw(st.integers(0, 60))
        last = str(date.fromisoformat(day) + timedelta(span)) if day else None
        status = draw(st.sampled_from(["Reported", "Reported", "Denied"]))
        more = {"date": day, "date_end": last, "status": status, "flat": status == "Reported"}
        more |= {"article": draw(st.sampled_from("abc")), "event": draw(st.sampled_from(["e", "e", None]))}
        found.append((draw(actors), draw(TYPES), draw(actors), more))
    return found


def answers(graph: nx.MultiDiGraph) -> list[Any]:
    ends = [node for node in ("A", "B") if node in graph]
    asked: list[Any] = [ask(graph) for ask in (analysis.centrality, analysis.communities, analysis.balance)]
    asked += [analysis.egonet(graph, node, radius=2) for node in ends]
    if len(ends) == 2:
        asked += [analysis.timeline(graph, *ends, by=by, with_claims=True) for by in ("week", "month")]
        asked += [ask(graph, *ends) for ask in (analysis.shortest_paths, analysis.simple_paths)]
    periods = (date(2015, 1, 1), date(2015, 5, 31)), (date(2015, 6, 1), date(2015, 12, 31))
    return [*asked, analysis.changes(graph, *periods)]


@PATIENT
@given(edges(), st.integers(0, 9))
def test_the_order_of_edges_does_not_matter(found: list[Any], seed: int) -> None:
    graph = world(*found)
    items = list(graph.edges(keys=True, data=True))
    nodes = list(graph.nodes(data=True))
    random.Random(seed).shuffle(items)
    random.Random(seed).shuffle(nodes)
    other: nx.MultiDiGraph = nx.MultiDiGraph(**graph.graph)
    other.add_nodes_from(nodes)
    other.add_edges_from(items)
    assert answers(graph) == answers(other)


@PATIENT
@given(edges())
def test_a_timeline_loses_no_event(found: list[Any]) -> None:
    graph = world(*found)
    if not {"A", "B"} <= set(graph):
        return
    ties = [tie for tie in read_ties(graph) if {tie.source, tie.target} == {"A", "B"}]
    for by in ("week", "month"):
        rows = analysis.timeline(graph, "A", "B", by=by)
        assert sum(row.events for row in rows) == len(ties)
        assert abs(sum(row.score for row in rows) - sum(tie.score or 0 for tie in ties)) < 1e-6
        starts = [row.start for row in rows if row.start]
        assert starts == sorted(set(starts))
        for row in rows:
            quads = row.verbal_cooperation + row.material_cooperation + row.verbal_conflict + row.material_conflict
            assert quads + row.other == row.events


@PATIENT
@given(edges())
def test_measures_add_up(found: list[Any]) -> None:
    rows = analysis.centrality(world(*found))
    assert sum(row.acting for row in rows) == sum(row.receiving for row in rows)
    assert all(row.degree == row.acting + row.receiving and row.partners <= row.degree for row in rows)
    assert not rows or abs(sum(row.pagerank for row in rows) - 1) < 1e-4
    members = [row.actor for row in analysis.communities(world(*found))]
    assert sorted(members) == sorted(row.actor for row in rows)


@PATIENT
@given(edges())
def test_no_denied_tie_is_in_what_counts_facts(found: list[Any]) -> None:
    graph = world(*found)
    facts = {(row.source, row.target) for node in graph for row in analysis.egonet(graph, node)}
    wanted = {(s, t) for s, t, edge in graph.edges(data=True) if edge["flat"] and s != t}
    assert facts == wanted


@given(DAYS, DAYS)
def test_the_ends_of_the_calendar_are_days_too(first: str | None, second: str | None) -> None:
    graph = world(("A", "strikes ASSAULT", "B", {"day": first}))
    assert len(analysis.timeline(graph, "A", "B")) == 1
    graph = world(("A", "strikes ASSAULT", "B", {"day": second}), ("A", "meets CONSULT", "B", {"day": second}))
    assert sum(row.events for row in analysis.timeline(graph, "A", "B", by="week")) == 2
