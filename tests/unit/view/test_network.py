from __future__ import annotations

import copy
import subprocess
import sys

import networkx as nx
import view_sample
from pyvis.network import Network

from geograph import view
from geograph.view.network import EDGE_FIELDS, NODE_FIELDS


def test_it_is_a_genuine_pyvis_network() -> None:
    graph = view_sample.sample_graph()
    network = view.to_pyvis(graph)
    assert isinstance(network, Network)
    assert network.num_nodes() == graph.number_of_nodes()
    assert network.num_edges() == graph.number_of_edges()
    assert network.get_node("Mali")["label"] == "Mali"
    assert "Algeria" in network.neighbors("Mali")
    assert network.options.physics.enabled is False


def test_nodes_and_edges_carry_every_attribute_of_the_graph() -> None:
    graph = view_sample.sample_graph()
    network = view.to_pyvis(graph)
    for node in network.nodes:
        assert {field: node[field] for field in NODE_FIELDS} == {
            field: graph.nodes[node["id"]].get(field) for field in NODE_FIELDS
        }
        assert isinstance(node["x"], float)
        assert isinstance(node["y"], float)
    for edge in network.edges:
        attributes = graph.edges[edge["from"], edge["to"], edge["key"]]
        assert {field: edge[field] for field in EDGE_FIELDS} == {field: attributes[field] for field in EDGE_FIELDS}


def test_the_drawing_follows_family_and_status() -> None:
    network = view.to_pyvis(view_sample.sample_graph())
    by_key = {(edge["from"], edge["key"]): edge for edge in network.edges}
    assert by_key["MalianArmy", "ev00"]["dashes"] is False
    assert by_key["MalianArmy", "ev03"]["dashes"] is True
    assert by_key["MalianArmy", "ev00"]["family"] == "conflict"
    assert by_key["MalianArmy", "partOf"]["family"] == "standing"
    assert by_key["MalianArmy", "partOf"]["width"] < by_key["MalianArmy", "ev00"]["width"]
    assert by_key["Niger", "ev16"]["arrows"] == ""
    assert by_key["Azawad LiberationFront".replace(" ", ""), "ev05"]["label"] == "claims responsibility for"


def test_the_callers_graph_is_left_alone() -> None:
    graph = view_sample.sample_graph()
    before = copy.deepcopy(graph)
    view.to_pyvis(graph).generate_html()
    assert nx.utils.graphs_equal(graph, before)
    assert graph.graph == before.graph


def test_the_title_is_the_articles_or_the_callers() -> None:
    graph = view_sample.sample_graph()
    assert view.to_pyvis(graph).title == "Mali and Algeria Trade Charges After Strike Near Border"
    assert view.to_pyvis(graph, title="Sahel").title == "Sahel"
    assert view.to_pyvis(nx.MultiDiGraph()).title == "Graph of actors and relations"


def test_a_graph_with_bare_nodes_and_edges_is_drawn() -> None:
    graph = nx.MultiDiGraph()
    graph.add_edge("a", "b", key="x")
    network = view.to_pyvis(graph)
    assert [node["label"] for node in network.nodes] == ["a", "b"]
    assert network.edges[0]["relation"] == "relatedTo"
    assert "relatedTo" in network.generate_html()


def test_many_edges_are_added_in_bulk() -> None:
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(range(300))
    graph.add_edges_from((number % 300, (number * 7) % 300) for number in range(9000))
    assert view.to_pyvis(graph).num_edges() == 9000


def test_pyvis_methods_that_write_html_write_our_page(tmp_path) -> None:
    network = view.to_pyvis(view_sample.sample_graph())
    network.save_graph(str(tmp_path / "saved.html"))
    network.show(str(tmp_path / "shown.html"), notebook=True)
    page = network.generate_html()
    assert (tmp_path / "saved.html").read_text(encoding="utf-8") == page
    assert (tmp_path / "shown.html").read_text(encoding="utf-8") == page


def test_importing_the_view_does_not_import_pyvis() -> None:
    code = "import sys, geograph.view; sys.exit('pyvis' in sys.modules or 'numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
