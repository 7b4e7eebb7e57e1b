"""``view``, ``show``, ``validate``: commands over what build wrote."""

from __future__ import annotations

import webbrowser

import networkx as nx
import pytest

from geograph.export import read_nodelink
from geograph.show import format_graph
from geograph.terminal import Style


# ---------------------------------------------------------------- view
def test_view_prints_the_address(run, output):
    for argument in (output / "graph.html", output):
        result = run("view", argument, "--no-open")
        assert result.exit_code == 0
        assert result.stdout == (output / "graph.html").resolve().as_uri() + "\n"


def test_view_opens_the_page(run, output, monkeypatch):
    opened = []
    monkeypatch.setattr(webbrowser, "open", lambda address: opened.append(address) or True)
    assert run("view", output).exit_code == 0
    assert opened == [(output / "graph.html").resolve().as_uri()]


def test_view_says_when_no_browser_starts(run, output, monkeypatch):
    monkeypatch.setattr(webbrowser, "open", lambda address: False)
    result = run("view", output)
    assert result.exit_code == 0
    assert result.stderr == "no browser could be started: open the address above in one\n"


def test_view_with_live_physics_writes_its_own_page(run, output):
    before = (output / "graph.html").read_bytes()
    result = run("view", output, "--viewer", "pyvis", "--no-open")
    assert result.exit_code == 0, result.stderr
    page = output / "graph.live.html"
    assert result.stdout == page.resolve().as_uri() + "\n"
    assert "vis-network" in page.read_text("utf-8")
    assert (output / "graph.html").read_bytes() == before
    page.unlink()


def test_view_with_live_physics_needs_the_graph(run, tmp_path):
    result = run("view", tmp_path, "--viewer", "pyvis", "--no-open")
    assert result.exit_code == 1
    assert f"{tmp_path}/graph.json: cannot read" in result.stderr


def test_view_without_a_page(run, tmp_path):
    result = run("view", tmp_path)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"error: {tmp_path}/graph.html: there is no such page (has geograph build been run")


# ---------------------------------------------------------------- show
def test_show_lists_every_actor_and_relation(run, output):
    result = run("show", "-g", output / "graph.json")
    graph = read_nodelink(output / "graph.json")
    head, _, relations = result.stdout.partition("\n\nRelations (")
    actors = [data for _, data in graph.nodes(data=True) if data["kind"] != "Event"]
    assert head.splitlines()[0] == f"Actors ({len(actors)})"
    assert len(head.splitlines()) == len(actors) + 1
    assert relations.startswith(f"{graph.number_of_edges()})\n")
    for _, _, edge in graph.edges(data=True):
        arrow = f"--{edge['relation']}->" if edge["flat"] else f"..{edge['relation']}..>"
        assert arrow in relations
    assert "\x1b" not in result.stdout, "no colour but on a terminal"


def test_show_gives_the_sentence_under_its_relation(run, output):
    text = run("show", "-g", output / "graph.json").stdout
    after = text[text.index("France --strikes-> Islamic State") :].splitlines()
    assert after[1].strip().startswith("French warplanes had bombed an Islamic State training camp")


def test_show_is_sorted_and_the_same_each_time(run, output):
    first = run("show", "-g", output / "graph.json").stdout
    names = [line.split("  ")[1] for line in first.partition("\n\n")[0].splitlines()[1:]]
    assert names == sorted(names, key=str.casefold)
    assert run("show", "-g", output / "graph.json").stdout == first


def graph_of(**changes):
    graph = nx.MultiDiGraph(articles={"a" * 64: {"title": None, "publisher": "Desk", "published": None}})
    node = {"kind": "State", "country": "RUS", "sector": None, "office": None, "represents": None, "mentions": 1}
    graph.add_node("Russia", label="Russia\n\x1b[31m", **node)
    graph.add_node("France", label="France", **node)
    edge = {
        "relation": "attacks", "flat": False, "status": "Denied",
        "sentence": "Russia did \u202e not\x07 attack France.",
        "article": "a" * 64, "start": 0, "date": "2015-09-01", "date_end": "2015-09-03", "place_name": "Paris",
        "quantities": [{"text": "at least 3 dead"}], "type": "ASSAULT", "mode": None, "cameo": "190", "rule": "r.1",
        "rolled_up": True,
        "speakers": [{"name": "Ann", "via": ["Desk"], "act": "Denial", "polarity": "Negative", "date": "2015-09-02"}],
    }  # fmt: skip
    graph.add_edge("Russia", "France", key="e1", **{**edge, **changes})
    return graph


def test_show_marks_what_is_no_fact():
    lines = format_graph(graph_of()).splitlines()
    assert lines[6] == "  Russia\\n\\u001B[31m ..attacks..> France  [Denied]"
    assert lines[7:] == [
        "      Russia did \\u202E not\\u0007 attack France.",
        "      ASSAULT 190, 2015-09-01 to 2015-09-03, Paris, at least 3 dead, drawn between the states",
        "      Denial (negative) of Ann, by way of Desk, 2015-09-02",
        "      in: aaaaaaaaaaaa, Desk; rule r.1",
    ]


def test_show_draws_a_fact_plainly():
    assert "  Russia\\n\\u001B[31m --attacks-> France" in format_graph(graph_of(flat=True, status="Reported"))


def test_show_colours_when_asked():
    text = format_graph(graph_of(), style=Style(colour=True))
    assert "\x1b[33m[Denied]\x1b[0m" in text
    assert "\x1b[1mActors (2)\x1b[0m" in text


def test_show_of_what_is_no_graph(run, tmp_path):
    (tmp_path / "graph.json").write_text("[1, 2]", "utf-8")
    result = run("show", "-g", tmp_path / "graph.json")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"error: {tmp_path}/graph.json: not node-link JSON")


# ---------------------------------------------------------------- validate
def test_validate_conforms(run, output):
    for name in ("graph.ttl", "graph.trig"):
        result = run("validate", output / name)
        assert result.exit_code == 0
        assert result.stdout.splitlines()[-1].startswith("conforms")


def test_validate_tells_what_is_wrong(run, tmp_path):
    bad = tmp_path / "bad.ttl"
    bad.write_text("<https://w3id.org/geograph/id/X> a <https://w3id.org/geograph/ontology#Event> .\n", "utf-8")
    result = run("validate", bad)
    assert result.exit_code == 1
    assert "violation: :X" in result.stdout
    assert result.stdout.splitlines()[-1].startswith("does not conform")


def test_validate_by_other_shapes(run, output, tmp_path):
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix gg: <https://w3id.org/geograph/ontology#> .\n"
        'gg:NoStates a sh:NodeShape ; sh:targetClass gg:State ; sh:message "no states here" ;\n'
        '  sh:property [ sh:path gg:noSuchThing ; sh:minCount 1 ; sh:message "no states here" ] .\n',
        "utf-8",
    )
    result = run("validate", output / "graph.ttl", "--shapes", shapes)
    assert result.exit_code == 1
    assert "no states here" in result.stdout


@pytest.mark.parametrize(("name", "text"), [("none.ttl", None), ("broken.ttl", "@prefix : <x"), ("graph.doc", "")])
def test_validate_of_what_is_no_rdf(run, tmp_path, name, text):
    if text is not None:
        (tmp_path / name).write_text(text, "utf-8")
    result = run("validate", tmp_path / name)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith(f"error: {tmp_path}/{name}: ")
    assert len(result.stderr.splitlines()) == 1


def test_validate_a_sample(run, output):
    result = run("validate", output / "graph.ttl", "--sample", "20")
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith("conforms")
    result = run("validate", output / "graph.ttl", "--sample", "20", "--shapes", output / "graph.ttl")
    assert result.exit_code == 2
