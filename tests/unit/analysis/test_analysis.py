"""Each analysis on graphs small enough to count by hand."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import date

import networkx as nx
import pytest
from worlds import CLAIMED, world

from geograph import AnalysisError, analysis
from geograph.analysis.ties import read_ties
from geograph.lexicons.intensity import intensity, load_intensity
from geograph.vocabulary import load_vocabulary

BOMBS, MEETS, AIDS, SANCTIONS = "strikes ASSAULT", "meets CONSULT", "aids AID", "sanctions SANCTION"


def names(rows, *fields):
    return [tuple(getattr(row, field) for field in fields) for row in rows]


# ---------------------------------------------------------------- what counts
def test_only_facts_between_actors_count():
    graph = world(
        ("A", BOMBS, "B", {}),
        ("A", BOMBS, "C", CLAIMED),
        ("A", "partOf", "D", {"event": None}),
        ("A", "denies SPEECH", "ev", {}),
    )
    graph.nodes["ev"]["kind"] = "Event"
    assert names(read_ties(graph), "target") == [("B",)]
    assert names(read_ties(graph, with_claims=True), "target") == [("B",), ("C",)]
    assert names(read_ties(graph, standing=True), "target") == [("B",), ("D",)]


def test_copies_of_an_article_count_once():
    graph = world(
        ("A", BOMBS, "B", {}),
        ("A", BOMBS, "B", {}),
        ("A", BOMBS, "B", {"article": "copy"}),
        ("A", BOMBS, "B", {"article": "copy"}),
        ("A", BOMBS, "B", {"article": "b"}),
    )
    graph.graph["articles"]["copy"] = {"copy_of": "a", "source": "a"}
    ties = read_ties(graph)
    assert len(ties) == 3, "two strikes in a and its copy, one in b"
    (row,) = [row for row in analysis.centrality(graph) if row.actor == "A"]
    assert row.degree == 2, "two independent sources say that A strikes B"


def test_evidence_of_several_articles_is_several_sources():
    graph = world(("A", BOMBS, "B", {"evidence": [["a", 0, 1], ["b", 0, 1], ["c", 0, 1]]}))
    assert analysis.centrality(graph)[0].degree == 3
    assert analysis.egonet(graph, "A")[0].sources == 3


def test_accounts_of_a_merged_event_are_one_tie_with_the_best_day():
    graph = world(
        ("A", BOMBS, "B", {"merged": "m1", "date": "2015-11-01", "date_end": "2015-11-30"}),
        ("A", "attacks ASSAULT", "B", {"merged": "m1", "day": "2015-11-15", "article": "b"}),
        ("A", BOMBS, "B", {"merged": "m2", "day": "2015-11-15"}),
        ("A", BOMBS, "B", {"merged": "m1", "article": "c", **CLAIMED}),
    )
    first, second = read_ties(graph)
    assert (first.relation, str(first.first), first.sources) == ("attacks", "2015-11-15", {"a", "b"})
    assert (second.merged, second.sources) == ("m2", {"a"})
    assert [row.events for row in analysis.timeline(graph, "A", "B", by="week")] == [2]
    assert [row.events for row in analysis.timeline(graph, "A", "B", by="week", with_claims=True)][-1] == 1


def test_a_graph_of_another_kind_is_refused():
    graph = nx.MultiDiGraph()
    graph.add_edge("A", "B", weight=2)
    with pytest.raises(AnalysisError, match="has no attribute"):
        analysis.centrality(graph)
    with pytest.raises(AnalysisError, match="no actor of the graph"):
        analysis.egonet(graph, "A")


@pytest.mark.parametrize("ask", [analysis.centrality, analysis.communities, analysis.balance])
def test_nothing_in_nothing_out(ask):
    assert ask(nx.MultiDiGraph()) == ()
    assert ask(world(("A", BOMBS, "B", dict(CLAIMED)))) == ()


# ---------------------------------------------------------------- names
NAMED = world(
    ("North_Korea", MEETS, "SouthKorea", {}),
    ("Congo-1", MEETS, "Congo-2", {}),
    aliases={"North_Korea": ["DPRK", "Pyongyang"], "SouthKorea": ["Seoul"], "Congo-1": ["Congo"], "Congo-2": ["Congo"]},
)


@pytest.mark.parametrize("name", ["North_Korea", "north korea", "  NORTH  Korea ", "dprk", "Pyongyang"])
def test_actors_are_found_by_id_label_and_alias(name):
    assert analysis.find_actor(NAMED, name) == "North_Korea"


def test_an_ambiguous_name_names_all_that_it_may_mean():
    with pytest.raises(AnalysisError) as caught:
        analysis.find_actor(NAMED, "congo")
    assert str(caught.value) == (
        "'congo' may be any of Congo-1 (Congo-1), Congo-2 (Congo-2) (name one by its id, which is in brackets)"
    )


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Norht Korea", "did you mean North Korea"),
        ("korea", "North Korea"),
        ("Atlantis", "geograph show"),
        ("", "show"),
    ],
)
def test_an_unknown_name_gives_names_that_are_like_it(name, hint):
    with pytest.raises(AnalysisError, match="no actor of the graph is called") as caught:
        analysis.find_actor(NAMED, name)
    assert hint in (caught.value.hint or "")


# ---------------------------------------------------------------- centrality, communities
def test_centrality_agrees_with_networkx():
    graph = world(*(("A", BOMBS, other, {}) for other in "BCD"), ("D", MEETS, "E", {}), ("D", AIDS, "E", {}))
    rows = {row.actor: row for row in analysis.centrality(graph)}
    assert names([rows["A"], rows["D"]], "partners", "degree", "acting", "receiving") == [(3, 3, 3, 0), (2, 3, 2, 1)]
    plain = nx.Graph([("A", "B"), ("A", "C"), ("A", "D")])
    plain.add_edge("D", "E", weight=2, distance=0.5)
    between = nx.betweenness_centrality(plain, weight="distance")
    flow = nx.DiGraph([("A", "B"), ("A", "C"), ("A", "D")])
    flow.add_edge("D", "E", weight=2)
    rank = nx.pagerank(flow)
    for actor, row in rows.items():
        assert row.betweenness == pytest.approx(between[actor], abs=1e-6)
        assert row.pagerank == pytest.approx(rank[actor], abs=1e-5)
    ranks = [row.pagerank for row in analysis.centrality(graph)]
    assert ranks == sorted(ranks, reverse=True)


def test_sides():
    graph = world(("A", BOMBS, "B", {}), ("A", AIDS, "C", {}), ("A", "accuses SPEECH", "D", {}))
    partners = {side: analysis.centrality(graph, side=side) for side in ("all", "cooperation", "conflict")}
    assert {side: {row.actor for row in rows} for side, rows in partners.items()} == {
        "all": {"A", "B", "C", "D"},
        "cooperation": {"A", "C"},
        "conflict": {"A", "B"},
    }


def test_two_circles_are_two_communities():
    pairs = [("A", "B"), ("B", "C"), ("A", "C"), ("X", "Y"), ("Y", "Z"), ("X", "Z"), ("W", "X"), ("A", "X")]
    rows = analysis.communities(world(*((one, MEETS, other, {}) for one, other in pairs)))
    groups = {number: {row.actor for row in rows if row.community == number} for number in (1, 2)}
    assert groups == {1: {"W", "X", "Y", "Z"}, 2: {"A", "B", "C"}}
    assert [row.community for row in rows] == [1, 1, 1, 1, 2, 2, 2]
    first = rows[0]
    assert (first.actor, first.inside, first.outside, first.size) == ("X", 3, 1, 4)


# ---------------------------------------------------------------- paths, egonets
ROADS = world(
    ("A", BOMBS, "B", {"confidence": 0.4}),
    ("A", BOMBS, "B", {"confidence": 0.8, "day": "2015-09-27"}),
    ("C", MEETS, "B", {}),
    ("A", AIDS, "D", {}),
    ("D", "partOf", "C", {"event": None, "type": None}),
    ("A", MEETS, "C", dict(CLAIMED)),
    ("E", MEETS, "F", {}),
)


def test_shortest_paths_have_the_best_sentence_of_each_step():
    rows = analysis.shortest_paths(ROADS, "A", "C")
    assert names(rows, "path", "step", "source", "relation", "target", "events", "sentence") == [
        (1, 1, "A", "strikes", "B", 2, "Sentence 2."),
        (1, 2, "C", "meets", "B", 1, "Sentence 3."),
        (2, 1, "A", "aids", "D", 1, "Sentence 4."),
        (2, 2, "D", "partOf", "C", 1, "Sentence 5."),
    ]
    assert rows[0].date == "2015-09-27"
    assert {row.path for row in analysis.shortest_paths(ROADS, "A", "C", most=1)} == {1}


def test_claims_open_a_way_that_says_what_it_is():
    (row,) = analysis.shortest_paths(ROADS, "A", "C", with_claims=True)
    assert (row.relation, row.status) == ("meets", "Claimed")


def test_simple_paths_are_all_up_to_a_length():
    edges = [("A", "B"), ("B", "C"), ("A", "C"), ("C", "D"), ("B", "D")]
    graph = world(*((one, MEETS, other, {}) for one, other in edges))
    found = lambda **options: [  # noqa: E731
        sum(row.path == number for row in rows)
        for rows in [analysis.simple_paths(graph, "A", "D", **options)]
        for number in sorted({row.path for row in rows})
    ]
    assert found() == [2, 2, 3, 3]
    assert found(longest=2) == [2, 2]
    assert found(most=3) == [2, 2, 3]
    assert found(longest=1) == []


def test_no_way_and_no_two_ends():
    assert analysis.shortest_paths(ROADS, "A", "E") == ()
    assert analysis.simple_paths(ROADS, "F", "C") == ()
    for ask in (analysis.shortest_paths, analysis.simple_paths, analysis.timeline):
        with pytest.raises(AnalysisError, match="are the same actor"):
            ask(ROADS, "A", "a")


def test_egonet_grows_with_its_radius():
    assert names(analysis.egonet(ROADS, "B"), "source", "relation", "target", "events", "first") == [
        ("A", "strikes", "B", 2, "2015-09-27"),
        ("C", "meets", "B", 1, None),
    ]
    wider = analysis.egonet(ROADS, "B", radius=2)
    assert {(row.source, row.target) for row in wider} == {("A", "B"), ("C", "B"), ("A", "D"), ("D", "C")}
    assert [row.events for row in wider if row.relation == "partOf"] == [0]
    assert "Claimed" in {row.status for row in analysis.egonet(ROADS, "B", radius=1, with_claims=True)}


# ---------------------------------------------------------------- timeline
YEAR = world(
    ("A", BOMBS, "B", {"day": "2015-01-05", "mode": "aerial"}),
    ("B", BOMBS, "A", {"day": "2015-01-11"}),
    ("A", MEETS, "B", {"day": "2015-03-01", "mode": "visit"}),
    ("A", "crashes INCIDENT", "B", {"day": "2015-03-01"}),
    ("A", AIDS, "B", {"date": "2015-01-01", "date_end": "2015-12-31"}),
    ("A", "threatens THREATEN", "B", {}),
    ("A", BOMBS, "B", {"day": "2015-02-02", **CLAIMED}),
    ("A", BOMBS, "C", {"day": "2014-01-01"}),
)


def test_timeline_by_month():
    rows = analysis.timeline(YEAR, "A", "B")
    assert names(rows, "period", "events", "score", "forth", "back", "mean") == [
        ("2015-01", 2, -18.5, -9.5, -9.0, -9.25),
        ("2015-02", 0, 0.0, 0.0, 0.0, None),
        ("2015-03", 2, 4.0, 4.0, 0.0, 4.0),
        ("undated", 2, 6.5, 6.5, 0.0, 3.25),
    ]
    march = rows[2]
    assert (march.verbal_cooperation, march.other, march.material_conflict) == (1, 1, 0)
    assert (rows[3].material_cooperation, rows[3].verbal_conflict) == (1, 1)
    assert [row.start for row in rows] == ["2015-01-01", "2015-02-01", "2015-03-01", None]


def test_timeline_by_week_begins_on_monday():
    rows = analysis.timeline(YEAR, "A", "B", by="week")
    assert (rows[0].period, rows[0].start, rows[0].events) == ("2015-W02", "2015-01-05", 2)
    assert [row.period for row in rows[:9]] == [f"2015-W{week:02}" for week in range(2, 10)] + ["undated"]


def test_timeline_with_claims_counts_more():
    rows = analysis.timeline(YEAR, "A", "B", with_claims=True)
    assert (rows[1].period, rows[1].events) == ("2015-02", 1)


def test_the_other_way_round_is_its_mirror():
    there, back = analysis.timeline(YEAR, "A", "B"), analysis.timeline(YEAR, "B", "A")
    assert names(there, "forth", "back") == names(back, "back", "forth")
    assert names(there, "score") == names(back, "score")


def test_no_events_no_rows():
    assert analysis.timeline(YEAR, "B", "C") == ()


def test_every_type_and_mode_has_an_intensity_of_the_sign_of_its_quad():
    vocabulary = load_vocabulary()
    for type_ in vocabulary.types:
        quad = vocabulary.quad(type_)
        for mode in (None, *vocabulary.modes(type_)):
            score = intensity(type_, mode)
            assert score is not None
            if type_ != "REQUEST":  # asking for help is friendly, asking to yield is not
                assert (score > 0) == quad.endswith("cooperation"), (type_, mode)
    known = {(type_, mode) for type_ in vocabulary.types for mode in (None, *vocabulary.modes(type_))}
    assert set(load_intensity()) <= known
    assert intensity("INCIDENT", None) is None
    assert intensity(None, None) is None


# ---------------------------------------------------------------- balance, changes
def test_the_friend_of_my_enemy():
    graph = world(
        ("A", AIDS, "B", {}), ("B", BOMBS, "C", {}), ("A", BOMBS, "C", {}),
        ("D", BOMBS, "A", {}), ("D", AIDS, "B", {}), ("D", BOMBS, "C", {}),
    )  # fmt: skip
    rows = analysis.balance(graph)
    assert names(rows, "first", "second", "third", "signs", "balanced") == [
        ("A", "B", "D", "+-+", False),
        ("A", "C", "D", "---", False),
        ("A", "B", "C", "+--", True),
        ("B", "C", "D", "-+-", True),
    ]
    assert (rows[2].first_second, rows[2].first_third, rows[2].second_third) == (10.0, -9.0, -9.0)


def test_a_sum_of_zero_is_no_sign():
    graph = world(("A", AIDS, "B", {}), ("A", BOMBS, "C", {}), ("B", "asks REQUEST", "C", {}))
    assert analysis.balance(graph) == ()


THEN, NOW = (date(2015, 1, 1), date(2015, 6, 30)), (date(2015, 7, 1), date(2015, 12, 31))


def test_changes_between_two_periods():
    graph = world(
        ("A", AIDS, "B", {"day": "2015-02-01"}), ("B", BOMBS, "A", {"day": "2015-08-01"}),
        ("A", MEETS, "C", {"day": "2015-02-01"}), ("A", SANCTIONS, "D", {"day": "2015-12-31"}),
        ("A", MEETS, "E", {"day": "2015-01-01"}), ("A", AIDS, "E", {"day": "2015-07-01"}),
        ("A", MEETS, "F", {}), ("A", MEETS, "G", {"date": "2015-06-01", "date_end": "2015-07-31"}),
    )  # fmt: skip
    rows = analysis.changes(graph, THEN, NOW)
    assert names(rows, "change", "first", "second", "score_before", "score_after") == [
        ("changed sign", "A", "B", 10.0, -9.0),
        ("gone", "A", "C", 2.5, 0.0),
        ("new", "A", "D", 0.0, -6.0),
    ]
    assert (rows[0].relations_before, rows[0].relations_after, rows[0].events_after) == ("aids", "strikes", 1)


@pytest.mark.parametrize(("before", "after"), [(THEN[::-1], NOW), (NOW, THEN), (THEN, (THEN[1], NOW[1]))])
def test_periods_have_an_order(before, after):
    with pytest.raises(AnalysisError, match=r"\.\."):
        analysis.changes(world(("A", AIDS, "B", {})), before, after)


# ---------------------------------------------------------------- rows
def test_rows_are_frozen():
    row = analysis.centrality(YEAR)[0]
    with pytest.raises(FrozenInstanceError):
        row.degree = 7
