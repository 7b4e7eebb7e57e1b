"""``actors add`` and ``import``, and ``build --actors``: from a newsroom's own list to its graph."""

from __future__ import annotations

import json

import pytest

TEXT = """DRF fighters attacked Malian soldiers near Gao. Tessalit, commander of the Dry River Front,
met French officials."""
DICTIONARY = "DRY_RIVER_FRONT_(DRF)_ [MLIREB]\n+FRONT_OF_THE_DRY_RIVER_\nBROKEN_\n"
PEOPLE = "name,country,office,title,org,since\nMoussa Ag Tessalit,MLI,leader,Commander,DryRiverFront,2019\n"


@pytest.fixture
def files(tmp_path):
    for name, text in (("mine.actors.txt", DICTIONARY), ("people.csv", PEOPLE), ("article.txt", TEXT)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_dictionary_and_a_table_reach_the_graph(run, files):
    imported = run("actors", "import", files / "mine.actors.txt", "--to", files / "own")
    assert imported.exit_code == 0
    assert "mine.actors.txt:3: no code that can be read" in imported.stderr
    assert "1 row new" in imported.stderr
    added = run("actors", "add", files / "people.csv", "--to", files / "own")
    assert added.exit_code == 0, added.stderr
    assert run("actors", "check", files / "own").exit_code == 0
    line = ("build", files / "article.txt", "--published", "2020-05-01", "--actors", files / "own", "-o", files / "out")
    built = run(*line)
    assert built.exit_code == 0, built.stderr
    graph = json.loads((files / "out" / "graph.json").read_text("utf-8"))
    nodes = {node["id"]: node for node in graph["nodes"]}
    assert (nodes["DryRiverFront"]["country"], nodes["DryRiverFront"]["sector"]) == ("MLI", "REB")
    assert nodes["MoussaAgTessalit"]["label"] == "Moussa Ag Tessalit"
    assert ("DryRiverFront", "attacks") in {(edge["source"], edge["relation"]) for edge in graph["edges"]}
    turtle = (files / "out" / "graph.ttl").read_bytes()
    assert run(*line).exit_code == 0
    assert (files / "out" / "graph.ttl").read_bytes() == turtle


def test_rows_are_written_once(run, files):
    early = run("actors", "add", files / "people.csv", "--to", files / "own")
    assert early.exit_code == 1
    assert "nothing is called DryRiverFront" in early.stderr  # the front that he commands is in no table yet
    assert not (files / "own").exists()
    run("actors", "import", files / "mine.actors.txt", "--to", files / "own")
    for expected in ("1 row new", "0 rows new"):
        assert expected in run("actors", "add", files / "people.csv", "--to", files / "own").stderr


def test_wrong_tables_are_refused_before_anything_is_written(run, files):
    (files / "bad.csv").write_text("name,kind,country\nFoo Front,ArmedGroup,XYZ\n", encoding="utf-8")
    result = run("actors", "add", files / "bad.csv", "--to", files / "own")
    assert result.exit_code == 1
    assert "unknown country code XYZ" in result.stderr
    assert not (files / "own").exists()
    assert run("actors", "import", files / "none.txt", "--to", files / "own").exit_code == 1
    assert run("build", files / "article.txt", "--actors", files / "none").exit_code == 1
    store = run("build", files / "article.txt", "--actors", files / "bad.csv", "--store", files / "store")
    assert store.exit_code == 2
