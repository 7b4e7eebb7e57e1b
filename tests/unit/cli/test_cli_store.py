"""The commands that make, change and read a store."""

from __future__ import annotations

import json
import re

import pytest

from geograph import api
from geograph.api import OUTPUTS

STRIKE = "France bombed Islamic State in Syria on Monday.\n"
VISIT = "Angela Merkel met Barack Obama in Berlin on Tuesday.\n"
PROTEST = "Iran expelled two British diplomats on Tuesday.\n"
DAY = ("--published", "2015-09-29")


@pytest.fixture
def news(tmp_path):
    folder = tmp_path / "news"
    folder.mkdir()
    for name, text in {"strike": STRIKE, "visit": VISIT}.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def store(run, news, tmp_path):
    result = run("build", news, "--store", tmp_path / "store", *DAY)
    assert result.exit_code == 0, result.stderr
    assert re.fullmatch(r"2 articles read, 0 unchanged; 2 articles, \d+ entities, .* in .*store\n", result.stderr)
    assert not (tmp_path / "output").exists()
    return tmp_path / "store"


def status(run, store):
    result = run("status", store)
    assert result.exit_code == 0, result.stderr
    return dict(line.split(maxsplit=1) for line in result.stdout.splitlines())


def test_only_what_is_new_or_changed_is_read(run, news, store, monkeypatch):
    (news / "protest.txt").write_text(PROTEST, encoding="utf-8")
    result = run("build", news, "--store", store, *DAY)
    assert result.stderr.startswith("1 article read, 2 unchanged; 3 articles")
    monkeypatch.setattr(api, "_pipeline", lambda model: pytest.fail("the model was loaded"))
    result = run("build", news, "--store", store, *DAY)
    assert result.stderr.startswith("0 articles read, 3 unchanged; 3 articles")


def test_another_day_of_publication_is_a_change(run, news, store):
    result = run("build", news / "strike.txt", "--store", store, "--published", "2016-03-01")
    assert result.stderr.startswith("1 article read, 0 unchanged; 2 articles")
    result = run("query", "SELECT ?day { ?e gg:actor :France ; sem:hasTimeStamp ?day }", "--store", store, "-f", "csv")
    assert result.stdout.split() == ["day", "2016-02-29"]


def test_the_files_of_a_store_are_those_of_a_build(run, news, store, tmp_path):
    assert run("build", news, "--store", store, "-o", tmp_path / "stored", *DAY).exit_code == 0
    assert run("build", news, "-o", tmp_path / "built", *DAY).exit_code == 0
    for name in OUTPUTS:
        assert (tmp_path / "stored" / name).read_bytes() == (tmp_path / "built" / name).read_bytes(), name


def test_status_counts_and_lists(run, store):
    assert status(run, store)["articles"] == "2"
    assert status(run, store)["interrupted"] == "nothing"
    rows = [line.split("\t") for line in run("status", store, "--articles").stdout.splitlines()]
    assert sorted(row[3].rpartition("/")[2] for row in rows) == ["strike.txt", "visit.txt"]
    assert {row[1] for row in rows} == {"2015-09-29"}


def test_status_tells_what_an_interrupted_build_left(run, store):
    (kept,) = [path for path in store.glob("documents/*/*.json.gz") if path.name < "8"][:1] or [
        next(store.glob("documents/*/*.json.gz"))
    ]
    kept.unlink()
    assert status(run, store)["interrupted"].startswith("1 removed and still in the graph")
    run("rebuild", store)
    assert status(run, store)["articles"] == "1"


@pytest.mark.parametrize("call_it", ["source", "prefix", "folder"])
def test_remove_by_any_name(run, news, store, call_it):
    (row,) = [line for line in run("status", store, "--articles").stdout.splitlines() if "visit" in line]
    name = {"source": news / "visit.txt", "prefix": row.split("\t")[0][:9], "folder": news}[call_it]
    result = run("remove", store, name)
    assert result.exit_code == 0
    left = 0 if call_it == "folder" else 1
    assert status(run, store)["articles"] == str(left)
    if not left:
        assert status(run, store)["triples"] == "0"
    assert run("query", "ASK { :AngelaMerkel ?p ?o }", "--store", store).stdout == "false\n"


def test_what_is_not_there_cannot_be_removed(run, store):
    result = run("remove", store, "nowhere.txt")
    assert result.exit_code == 1
    assert "no article in the store has the id, address or source 'nowhere.txt'" in result.stderr
    assert status(run, store)["articles"] == "2"


def test_rebuild_reads_again_when_told_to(run, store):
    before = status(run, store)
    result = run("rebuild", store, "--reread")
    assert result.exit_code == 0, result.stderr
    after = status(run, store)
    assert int(after.pop("generation")) > int(before.pop("generation"))
    assert after == before


def test_a_correction_holds_at_once_and_in_every_later_build(run, news, store):
    question = "ASK { :AngelaMerkel gg:meets :BarackObama }"
    assert run("query", question, "--store", store).stdout == "true\n"
    result = run("merge", "AngelaMerkel", "BarackObama", "--store", store, "--reason", "for the test")
    assert result.stderr == f"merge of AngelaMerkel and BarackObama written to {store}/corrections.csv\n"
    assert run("query", question, "--store", store).stdout == "false\n"
    run("build", news, "--store", store, *DAY)
    assert run("query", question, "--store", store).stdout == "false\n"
    run("split", "AngelaMerkel", "BarackObama", "--store", store)
    assert run("query", question, "--store", store).stdout == "true\n"
    assert run("build", news, "--store", store, "--corrections", "c.csv").exit_code == 2


def test_show_view_validate_and_export_read_a_store(run, store, tmp_path):
    shown = run("show", "--store", store).stdout
    assert "France --strikes-> Islamic State" in shown
    assert "Angela Merkel" in shown
    around = run("show", "--store", store, "--around", "france")
    assert "France --strikes-> Islamic State" in around.stdout
    assert "Angela Merkel" not in around.stdout
    little = run("show", "--store", store, "--around", "France", "--limit", "1")
    assert little.stdout.startswith("Actors (1)")
    assert little.stderr == "there is more around France: 1 actors are shown (--limit)\n"
    assert "nobody in the store is called 'Atlantis'" in run("show", "--store", store, "--around", "Atlantis").stderr
    page = tmp_path / "page.html"
    assert run("view", page, "--store", store, "--no-open").stdout == f"{page.resolve().as_uri()}\n"
    assert "Angela Merkel" in page.read_text("utf-8")
    assert run("validate", "--store", store).stdout == "conforms (nothing found)\n"
    assert run("export", "geojson", "--store", store, "-o", tmp_path).exit_code == 0
    assert json.loads((tmp_path / "events.geojson").read_text("utf-8"))["features"]


def test_problems_are_told_when_an_article_is_read(run, news, store, tmp_path):
    result = run("build", news, tmp_path / "none.txt", "--store", store, "--fail-on", "warning")
    assert result.exit_code == 1
    assert f"error: {tmp_path}/none.txt: there is no such file" in result.stderr
    assert f"warning: {news}/strike.txt: 'Monday': no publication date" in result.stderr
    assert status(run, store)["problems"] == "2 of severity warning"


def test_nothing_read_leaves_the_store_alone(run, store, tmp_path):
    before = status(run, store)
    result = run("build", tmp_path / "none.txt", "--store", store)
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1] == "error: no article could be read, so the store is as it was"
    assert status(run, store) == before


def test_a_folder_that_is_no_store(run, news, tmp_path):
    for command in (("status", news), ("query", "ASK {}", "--store", news), ("show", "--store", news)):
        result = run(*command)
        assert result.exit_code == 1
        hint = "geograph build ARTICLE... --store DIR makes one"
        assert result.stderr == f"error: {news}: there is no store in this folder ({hint})\n"
    assert "the folder is not empty, and no store" in run("build", news, "--store", news, *DAY).stderr


def test_jobs_need_a_store(run, news, tmp_path):
    result = run("build", news, "--jobs", "2", "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert "give --store" in result.stderr


@pytest.mark.slow
def test_several_processes_read_the_same(command, news, store, tmp_path):
    done = command("build", news, "--store", tmp_path / "two", "--jobs", "2", *DAY, "-o", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    one = command("build", news, "--store", store, *DAY, "-o", tmp_path / "one")
    assert one.returncode == 0
    for name in OUTPUTS:
        assert (tmp_path / "out" / name).read_bytes() == (tmp_path / "one" / name).read_bytes(), name
