"""networkx reads back what is written for it, unharmed by hostile names."""

import json

import networkx as nx
import pytest

from factories import HOSTILE, DocumentMaker, airliner_document, campaign_document, hostile_document, make_entity
from geograph.errors import InputError
from geograph.export import read_nodelink, serialize_turtle, write_graphml, write_nodelink, write_turtle
from geograph.export.graphml import clean_for_xml
from geograph.graph import build_graph
from geograph.query import run_query


@pytest.mark.parametrize("documents", [[], [campaign_document(), airliner_document()]])
def test_node_link_and_graphml_come_back_equal(tmp_path, documents):
    graph = build_graph(documents)
    again = read_nodelink(write_nodelink(graph, tmp_path / "graph.json"))
    assert nx.utils.graphs_equal(graph, again)
    plain = json.loads((tmp_path / "graph.json").read_text())
    by_networkx = nx.node_link_graph(plain, edges="edges", multigraph=True, directed=True)
    assert nx.utils.graphs_equal(graph, by_networkx)
    assert_graphml_equal(graph, tmp_path)


def assert_graphml_equal(graph, folder):
    again = nx.read_graphml(write_graphml(graph, folder / "graph.graphml"), force_multigraph=True)
    expected = clean_for_xml(graph)
    assert dict(again.nodes(data=True)) == dict(expected.nodes(data=True))
    assert {(s, t, k): d for s, t, k, d in again.edges(keys=True, data=True)} == {
        (s, t, k): d for s, t, k, d in expected.edges(keys=True, data=True)
    }


def test_graphml_keeps_lists_as_json_and_leaves_out_what_is_unknown(tmp_path):
    graph = build_graph([campaign_document()])
    again = nx.read_graphml(write_graphml(graph, tmp_path / "graph.graphml"), force_multigraph=True)
    strike = next(edge for s, _, edge in again.edges(data=True) if (s, edge["relation"]) == ("RussianNavy", "strikes"))
    assert json.loads(strike["quantities"])[0]["value"] == 34
    assert (strike["flat"], strike["confidence"]) == (True, 0.9)
    assert "wikidata" not in again.nodes["RussianNavy"]
    assert again.nodes["Syria"]["lat"] == 35.0


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_survive(tmp_path, name):
    document = hostile_document(name)
    graph = build_graph([document])
    assert nx.utils.graphs_equal(graph, read_nodelink(write_nodelink(graph, tmp_path / "graph.json")))
    assert_graphml_equal(graph, tmp_path)
    assert graph.number_of_nodes() == clean_for_xml(graph).number_of_nodes() == 2

    path = write_turtle([document], tmp_path / "graph.ttl")
    node = "?x a gg:Organisation ; skos:prefLabel ?name ; gg:office ?office ; gaf:denotedBy/nif:anchorOf ?text"
    query = f"SELECT ?name ?office ?text WHERE {{ {node} }}"
    rows = run_query(path, query).rows
    assert rows == ((name, name, name),)
    article = "?a schema:headline ?t ; schema:author ?b ; schema:url ?u ; schema:publisher/schema:name ?p"
    assert run_query(path, f"SELECT ?t ?b ?u ?p WHERE {{ {article} }}").rows == ((name,) * 4,)


def test_all_hostile_names_together_stay_apart(tmp_path):
    documents = [hostile_document(name) for name in HOSTILE]
    graph = build_graph(documents)
    assert set(HOSTILE) <= set(graph.nodes)
    assert_graphml_equal(graph, tmp_path)
    names = {
        row[0]
        for row in run_query(
            serialize_turtle(documents), "SELECT ?n WHERE { ?x a gg:Organisation ; skos:prefLabel ?n }"
        ).rows
    }
    assert names == set(HOSTILE)


def test_ids_that_xml_cannot_tell_apart_stay_two(tmp_path):
    make = DocumentMaker("A met B.")
    for key in ("x", "x\x00", "x\x01"):
        make.entity(make_entity(key), "A")
    make.event("met", "met", "CONSULT", "meets", actor=("x", "A"), recipient=("x\x00", "B"))
    again = nx.read_graphml(write_graphml(build_graph([make.make()]), tmp_path / "g.graphml"), force_multigraph=True)
    assert sorted(again.nodes) == ["x", "x~2", "x~3"]
    assert list(again.edges()) == [("x", "x~2")]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"nodes": 3}', "not json", '{"nodes": [], "links": []}'])
def test_other_json_is_refused(tmp_path, text):
    (tmp_path / "graph.json").write_text(text)
    with pytest.raises(InputError) as caught:
        read_nodelink(tmp_path / "graph.json")
    assert caught.value.where == str(tmp_path / "graph.json")
    with pytest.raises(InputError, match="cannot read"):
        read_nodelink(tmp_path / "none.json")
