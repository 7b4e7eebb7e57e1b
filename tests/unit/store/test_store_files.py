"""What a store writes, and how it answers, is what one build does."""

from __future__ import annotations

from collections import Counter

import networkx as nx
import pytest

import geograph
from geograph.api import OUTPUTS
from store_sample import make_documents, samples


@pytest.mark.parametrize("documents", [samples(), make_documents(30), []], ids=["few", "many", "none"])
def test_files_are_those_of_one_build_byte_by_byte(tmp_path, documents):
    geograph.KnowledgeGraph(documents).write(tmp_path / "built")
    with geograph.open_store(tmp_path / "store") as store:
        store.add_documents(reversed(documents))
        assert [path.name for path in store.write(tmp_path / "stored")] == list(OUTPUTS)
    for name in OUTPUTS:
        assert (tmp_path / "stored" / name).read_bytes() == (tmp_path / "built" / name).read_bytes(), name


@pytest.mark.parametrize(
    "query",
    [
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
        "SELECT ?agent { ?agent a prov:SoftwareAgent }",
        "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g",
        "SELECT ?who ?does ?whom { ?r a gg:Relation ; rdf:subject ?who ; rdf:predicate ?does ; rdf:object ?whom }",
    ],
)
def test_queries_give_the_rows_of_the_files(tmp_path, query):
    documents = make_documents(12)
    built = geograph.KnowledgeGraph(documents)
    built.write(tmp_path)
    from geograph.query import run_query

    with geograph.open_store(tmp_path / "store") as store:
        store.add_documents(documents)
        assert sorted(store.query(query).rows) == sorted(run_query(tmp_path / "graph.trig", query).rows)


# ---------------------------------------------------------------- neighbourhoods
@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with geograph.open_store(tmp_path_factory.mktemp("store")) as store:
        store.add_documents(make_documents(60, seed=1))
        yield store


def test_a_wide_neighbourhood_is_the_whole_graph(store):
    whole, near = store.graph(), store.neighbourhood("Arland", depth=9, limit=1000, edge_limit=10_000)
    linked = nx.node_connected_component(whole.to_undirected(), "Arland")
    assert set(near) == linked
    assert near.graph["cut"] is False
    assert {e[:3] for e in near.edges(keys=True)} == {e[:3] for e in whole.edges(linked, keys=True)}
    for source, target, key, data in near.edges(keys=True, data=True):
        assert data == whole.edges[source, target, key]
    assert near.nodes["Arland"]["mentions"] == whole.nodes["Arland"]["mentions"]
    assert all(tuple(near.nodes[key]) == tuple(whole.nodes[key]) for key in near)


def test_limits_bound_it_and_say_so(store):
    near = store.neighbourhood(["Arland"], depth=3, limit=5, edge_limit=7)
    assert len(near) == 5
    assert near.number_of_edges() <= 7
    assert near.graph["cut"] is True
    assert set(near.graph["articles"]) == {a for *_, e in near.edges(data="evidence") for a, _, _ in e}
    spans = {article for _, found in near.nodes(data="spans") for article, _, _ in found}
    assert spans <= set(near.graph["articles"])


def test_the_neighbours_with_most_evidence_come_first(store):
    near = store.neighbourhood("Arland", limit=4)
    counts = Counter()
    for source, target, evidence in store.graph().edges(data="evidence"):
        if "Arland" in (source, target):
            counts[target if source == "Arland" else source] += len(evidence)
    assert set(near) == {"Arland", *sorted(counts, key=lambda key: (-counts[key], key))[:3]}


def test_nobody_knows_the_neighbours_of_a_stranger(store):
    assert len(store.neighbourhood(["Nobody"])) == 0
    assert set(store.neighbourhood(["Nobody", "Arland"], depth=0)) == {"Arland"}


def test_entities_are_found_by_any_name_that_texts_call_them(store):
    assert [found["id"] for found in store.find("THE ARLANDS")] == ["Arland"]
    by_prefix = store.find("arland")
    called = {key: {node["label"], *node["aliases"]} for key, node in store.graph().nodes(data=True)}
    expected = {key for key, names in called.items() if any(name.casefold().startswith("arland") for name in names)}
    assert {found["id"] for found in by_prefix} == expected
    assert expected > {"Arland"}
    assert [found["mentions"] for found in by_prefix] == sorted((f["mentions"] for f in by_prefix), reverse=True)
    assert store.find("arland", limit=1) == by_prefix[:1]
    assert store.find("")
    assert not store.find("nobody")
