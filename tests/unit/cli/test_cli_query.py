"""``geograph query``: where the query comes from, and how the answer goes out."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys

import pytest

ASK = "ASK { :France gg:strikes :IslamicState }"
NAMES = "SELECT ?name { :France skos:prefLabel ?name }"


@pytest.fixture
def graph(output):
    return output / "graph.ttl"


def test_from_the_argument(run, graph):
    result = run("query", ASK, "-g", graph)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "true\n", "")


def test_from_a_file(run, graph, tmp_path):
    (tmp_path / "ask.rq").write_text(ASK, "utf-8")
    assert run("query", f"@{tmp_path / 'ask.rq'}", "-g", graph).stdout == "true\n"


def test_from_standard_input(run, graph):
    assert run("query", "-", "-g", graph, stdin=ASK.encode()).stdout == "true\n"


def test_a_table(run, graph):
    assert run("query", NAMES, "-g", graph).stdout == "name\n------\nFrance\n"


def test_csv_as_the_standard_has_it(run, graph):
    result = run("query", NAMES, "-g", graph, "--format", "csv")
    assert result.stdout_bytes == b"name\r\nFrance\r\n"
    assert list(csv.reader(io.StringIO(result.stdout))) == [["name"], ["France"]]


def test_tsv(run, graph):
    assert run("query", NAMES, "-g", graph, "-f", "tsv").stdout == '?name\n"France"@en\n'


def test_json(run, graph):
    answer = json.loads(run("query", NAMES, "-g", graph, "--format", "json").stdout)
    assert answer["head"] == {"vars": ["name"]}
    assert answer["results"]["bindings"][0]["name"]["value"] == "France"


def test_the_default_file(run, graph, monkeypatch):
    monkeypatch.chdir(graph.parents[0].parent)
    (graph.parents[0].parent / "output").exists() or (graph.parents[0].parent / "output").symlink_to(graph.parent)
    assert run("query", ASK).stdout == "true\n"


@pytest.mark.parametrize(
    ("sparql", "said"),
    [
        ("SELECT * {\n  ?s gg:strikes ?o\n", "error: line 3, column 1: the query ends too early"),
        ("DELETE WHERE { ?s ?p ?o }", "error: "),
        ("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", "error: "),
        ("@nowhere.rq", "error: nowhere.rq: the query cannot be read: No such file or directory\n"),
    ],
)
def test_a_query_that_cannot_be_answered(run, graph, sparql, said):
    result = run("query", sparql, "-g", graph)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith(said)
    assert len(result.stderr.splitlines()) == 1


def test_a_query_that_is_no_text(run, graph, tmp_path):
    (tmp_path / "latin.rq").write_bytes(b"ASK { ?s ?p 'caf\xe9' }")
    result = run("query", f"@{tmp_path / 'latin.rq'}", "-g", graph)
    assert result.exit_code == 1
    assert result.stderr == f"error: {tmp_path}/latin.rq: the query is not in UTF-8\n"


def test_a_graph_that_is_not_there(run, tmp_path):
    result = run("query", ASK, "-g", tmp_path / "none.ttl")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"error: {tmp_path}/none.ttl: cannot read: No such file or directory")


def test_a_reader_that_goes_away_ends_it_quietly(graph):
    line = [sys.executable, "-m", "geograph", "query", "SELECT * { ?s ?p ?o . ?a ?b ?o }", "-g", str(graph)]
    process = subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    process.wait(timeout=60)
    assert b"Traceback" not in said


# ---------------------------------------------------------------- named queries
def test_named_queries_are_listed_explained_and_answered(run, output):
    result = run("query", "--list")
    assert result.exit_code == 0
    assert "who-strikes-whom        Who strikes whom\n" in result.stdout
    result = run("query", "who-strikes-whom", "--explain")
    assert "# param actor: actor, who strikes" in result.stdout
    everyone = run("query", "who-strikes-whom", "-g", output / "graph.ttl", "-f", "csv")
    assert everyone.exit_code == 0, everyone.stderr
    assert everyone.stdout.startswith("who,does,whom,first,last,happenings,sources")
    one = run("query", "who-strikes-whom", "-g", output / "graph.ttl", "-f", "csv", "--param", "actor=France")
    assert one.exit_code == 0, one.stderr
    assert 1 < len(one.stdout.splitlines()) < len(everyone.stdout.splitlines())


def test_wrong_parameters(run, output):
    assert run("query").exit_code == 2
    assert run("query", "who-strikes-whom", "-p", "actor").exit_code == 2
    assert run("query", "ASK { ?s ?p ?o }", "-g", output / "graph.ttl", "-p", "actor=France").exit_code == 2
    result = run("query", "who-strikes-whom", "-g", output / "graph.ttl", "-p", "actor=Nobody at all")
    assert result.exit_code == 1
    assert "nobody in the graph goes by the name" in result.stderr
    assert run("query", "who", "--explain").exit_code == 1


def test_conclusions_only_on_demand(run, output):
    ask = ("query", "ASK { ?x gg:struckBy ?y }", "-g", output / "graph.ttl")
    assert run(*ask).stdout == "false\n"
    assert run(*ask, "--infer").stdout == "true\n"
