"""``analyse``: what build wrote -> tables, CSV, JSON and pictures."""

from __future__ import annotations

import csv
import io
import json

import pytest

from geograph.export import write_nodelink
from geograph.store import open_reader, open_writer
from store_sample import make_documents

KINDS = (
    ("centrality",),
    ("communities",),
    ("path", "France", "Islamic State"),
    ("paths", "France", "Islamic State", "--longest", "3"),
    ("egonet", "Russia"),
    ("timeline", "France", "Islamic State", "--by", "week"),
    ("balance",),
    ("changes", "--before", "2015-09-01..2015-09-29", "--after", "2015-09-30..2015-10-31"),
)


@pytest.mark.parametrize("question", KINDS, ids=lambda question: question[0])
def test_every_analysis_in_every_format(run, output, question):
    graph = ("-g", output / "graph.json")
    table = run("analyse", *question, *graph)
    assert table.exit_code == 0, table.stderr
    assert run("analyse", *question, *graph).stdout == table.stdout
    rows = list(csv.DictReader(io.StringIO(run("analyse", *question, *graph, "-f", "csv").stdout)))
    found = json.loads(run("analyse", *question, *graph, "--format", "json").stdout)
    assert found["basis"] == "facts"
    assert len(found["rows"]) == len(rows) == len(table.stdout.splitlines()) - 2
    assert (table.stderr == "") == bool(rows)
    more = json.loads(run("analyse", *question, *graph, "--with-claims", "-f", "json").stdout)
    assert more["basis"] == "facts and claims"


def test_a_store_is_asked_as_its_files_are(run, output, tmp_path):
    with open_writer(str(tmp_path / "store")) as writer:
        for document in make_documents(4):
            writer.keep(document)
        writer.publish()
    with open_reader(tmp_path / "store") as reader:
        write_nodelink(reader.graph(), tmp_path / "graph.json")
    for question in (("centrality",), ("balance",), ("communities", "--with-claims")):
        asked = run("analyse", *question, "--store", tmp_path / "store")
        assert asked.exit_code == 0, asked.stderr
        assert asked.stdout == run("analyse", *question, "-g", tmp_path / "graph.json").stdout
    assert run("analyse", "centrality", "--store", output).exit_code == 1


def test_a_path_ends_in_its_sentence(run, output):
    result = run("analyse", "path", "france", "IS", "-g", output / "graph.json")
    row = result.stdout.splitlines()[2]
    assert row.split()[2:5] == ["France", "strikes", "Islamic"]
    assert row.endswith("French warplanes had bombed an Islamic State training camp in eastern Syria on Sunday.")


def test_a_timeline_of_two_actors(run, output):
    result = run("analyse", "timeline", "France", "IslamicState", "-g", output / "graph.json", "-f", "json")
    (row,) = json.loads(result.stdout)["rows"]
    assert (row["period"], row["material_conflict"], row["score"]) == ("2015-09", 1, -9.5)


def test_what_is_claimed_counts_only_when_asked(run, output):
    question = ("analyse", "egonet", "Khaled Khoja", "-g", output / "graph.json", "-f", "csv")
    facts, more = run(*question).stdout, run(*question, "--with-claims").stdout
    assert "Alleged" not in facts
    assert set(facts.splitlines()[1:]) <= {line.removesuffix(",facts and claims") for line in more.splitlines()}


@pytest.mark.parametrize("kind", [("timeline", "France", "IslamicState"), ("centrality",), ("communities",)])
def test_pictures(run, output, tmp_path, kind):
    for name in ("a.svg", "a.png"):
        result = run("analyse", *kind, "-g", output / "graph.json", "--plot", tmp_path / name)
        assert result.exit_code == 0
        assert result.stderr == f"drawn: {tmp_path / name}\n"
        assert (tmp_path / name).stat().st_size > 3000


def test_unknown_and_ambiguous_actors(run, output):
    result = run("analyse", "egonet", "Rusia", "-g", output / "graph.json")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith("error: no actor of the graph is called 'Rusia' (did you mean Russia")


def test_nothing_found_says_so(run, output):
    result = run("analyse", "timeline", "France", "John Kerry", "-g", output / "graph.json")
    assert result.exit_code == 0
    assert result.stderr.startswith("nothing was found among the facts")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("path", "France"), 2, "OTHER"),
        (("timeline", "A", "B", "--by", "day"), 2, "day"),
        (("changes", "--before", "2015", "--after", "2016-01-01..2016-02-01"), 2, "is not a period"),
        (("changes", "--before", "2015-01-01..2015-02-01"), 2, "--after"),
        (("egonet", "France", "--radius", "0"), 2, "--radius"),
        (("centrality", "-g", "none.json"), 1, "none.json"),
        (("centrality", "--plot", "a.gif"), 1, "a picture is .svg or .png"),
        (("changes", "--before", "2016-01-01..2015-01-01", "--after", "2016-01-01..2016-02-01"), 1, "ends before"),
    ],
)
def test_wrong_questions(run, output, arguments, code, said):
    graph = () if "-g" in arguments else ("-g", output / "graph.json")
    result = run("analyse", *arguments, *graph)
    assert result.exit_code == code
    assert said in result.stderr


def test_a_graph_that_geograph_did_not_write(run, tmp_path):
    graph = tmp_path / "graph.json"
    graph.write_text('{"directed": true, "multigraph": true, "graph": {}, "nodes": [{"id": "A"}, {"id": "B"}],'
                     ' "edges": [{"source": "A", "target": "B", "key": "k"}]}', "utf-8")  # fmt: skip
    result = run("analyse", "centrality", "-g", graph)
    assert result.exit_code == 1
    assert result.stderr.startswith("error: an edge or node has no attribute")


def test_build_reads_feeds_and_archives(run, tmp_path):
    import gzip
    import zipfile

    item = "<item><title>Raid</title><description>France bombed Islamic State on Monday.</description></item>"
    with zipfile.ZipFile(tmp_path / "wires.zip", "w") as archive:
        archive.writestr("feed.xml.gz", gzip.compress(f"<rss version='2.0'><channel>{item}</channel></rss>".encode()))
        archive.writestr("bad.json", "{")
    result = run("build", tmp_path / "wires.zip", "--published", "2015-10-01", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert f"error: {tmp_path / 'wires.zip'}:bad.json: this is not JSON" in result.stderr
    assert "1 article" in result.stderr
    asked = run("analyse", "egonet", "France", "-g", tmp_path / "out" / "graph.json")
    assert "strikes" in asked.stdout
