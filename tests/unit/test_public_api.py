"""The names that users import, and the shape of what they call."""

from __future__ import annotations

import inspect
import subprocess
import sys
from datetime import date
from pathlib import Path

import networkx as nx
import pytest
import rdflib

import geograph

NAMES = [
    "AnalysisError",
    "Article",
    "Claim",
    "Document",
    "Entity",
    "Event",
    "ExportError",
    "ExtractionError",
    "GeographError",
    "InputError",
    "KnowledgeGraph",
    "LexiconError",
    "Mention",
    "ModelNotFoundError",
    "OntologyError",
    "Problem",
    "QueryError",
    "Store",
    "StoreError",
    "build",
    "build_documents",
    "open_store",
]
STRIKE = "France bombed Islamic State in Syria on Monday.\n"


def test_the_public_names_are_pinned():
    assert geograph.__all__ == NAMES
    for name in NAMES:
        assert getattr(geograph, name) is not None


def test_dir_and_star_show_them():
    assert set(NAMES) <= set(dir(geograph))
    space: dict[str, object] = {}
    exec("from geograph import *", space)
    assert set(NAMES) <= set(space)


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="module 'geograph' has no attribute 'biuld'"):
        geograph.biuld  # noqa: B018


def test_the_version_is_that_of_the_distribution():
    from importlib.metadata import version

    assert geograph.__version__ == version("geograph-kg")


def test_options_are_keyword_only():
    for function, positional in (
        (geograph.build, 1),
        (geograph.build_documents, 1),
        (geograph.KnowledgeGraph.to_html, 2),
    ):
        kinds = [parameter.kind for parameter in inspect.signature(function).parameters.values()]
        assert all(kind is inspect.Parameter.KEYWORD_ONLY for kind in kinds[positional:])


def test_importing_is_silent_and_light():
    code = (
        "import logging, sys, geograph\n"
        "assert logging.getLogger().handlers == []\n"
        "print(sorted({'spacy', 'rdflib', 'networkx', 'pydantic', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("[]\n", "")


@pytest.fixture(scope="module")
def kg(tmp_path_factory):
    path = tmp_path_factory.mktemp("articles") / "strike.txt"
    path.write_text(STRIKE, "utf-8")
    return geograph.build([path], published=date(2015, 9, 29))


def test_the_graph_is_networkx(kg):
    assert type(kg.graph) is nx.MultiDiGraph
    assert kg.graph is kg.graph
    assert ("France", "IslamicState", "strikes") in kg.graph.edges(data="relation")


def test_to_rdf_and_dataset(kg):
    graph = kg.to_rdf()
    triple = (
        rdflib.URIRef("https://w3id.org/geograph/id/France"),
        rdflib.URIRef("https://w3id.org/geograph/ontology#strikes"),
    )
    assert type(graph) is rdflib.Graph
    assert list(graph.objects(*triple)) == [rdflib.URIRef("https://w3id.org/geograph/id/IslamicState")]
    dataset = kg.to_dataset()
    assert type(dataset) is rdflib.Dataset
    assert len([name for name in dataset.graphs() if len(name)]) == 2, "the default graph and the article's"


def test_to_pyvis(kg):
    from pyvis.network import Network

    network = kg.to_pyvis()
    assert isinstance(network, Network)
    assert {node["label"] for node in network.nodes} >= {"France", "Islamic State"}


def test_to_html_and_write(kg, tmp_path):
    page = kg.to_html(tmp_path / "page.html", title="Strikes")
    assert isinstance(page, Path)
    assert "<title>Strikes" in page.read_text("utf-8")
    files = kg.write(tmp_path / "deep" / "folder")
    assert [path.name for path in files] == list(geograph.api.OUTPUTS)
    assert all(path.stat().st_size for path in files)
    assert sorted(path.name for path in (tmp_path / "deep" / "folder").iterdir()) == sorted(geograph.api.OUTPUTS)


def test_query(kg):
    result = kg.query("SELECT ?name { :France gg:strikes/skos:prefLabel ?name }")
    assert result.variables == ("name",)
    assert result.rows == (("Islamic State",),)
    with pytest.raises(geograph.QueryError):
        kg.query("SELECT")


def test_problems_are_kept_not_raised(tmp_path):
    kg = geograph.build([tmp_path / "none.txt"])
    assert kg.documents == ()
    assert [problem.message for problem in kg.problems] == ["there is no such file"]
    assert len(kg.graph) == 0


def test_repr(kg):
    assert repr(kg) == f"<KnowledgeGraph: 1 articles, {len(kg.graph)} actors, {kg.graph.number_of_edges()} relations>"


def test_every_error_is_one_of_ours():
    errors = [getattr(geograph, name) for name in NAMES if name.endswith("Error")]
    assert all(issubclass(error, geograph.GeographError) for error in errors)
    error = geograph.InputError("is empty", where="a.txt", hint="write something")
    assert str(error) == "a.txt: is empty (write something)"
