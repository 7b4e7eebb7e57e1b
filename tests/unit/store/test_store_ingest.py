"""What is read, what is not read again, and what one bad article costs."""

from __future__ import annotations

import os
import signal
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from geograph import InputError
from geograph.reading import make_article
from geograph.store import ingest, open_reader, open_store, open_writer
from geograph.store.batch import LOST, read_all
from geograph.store.keys import reading_key
from geograph.types import Article, Document, Problem, Severity

TEXTS = [f"Report {number}. France met Egypt.\n" for number in range(12)]


def articles(*numbers: int) -> list[Article]:
    return [make_article(TEXTS[number], source=f"{number}.txt", language="en") for number in numbers]


def read(found: tuple[Article, ...], log: list[str] | None = None) -> tuple[Document, ...]:
    for article in found:
        if log is not None:
            log.append(article.source)
    return tuple(Document(article=article) for article in found)


def kill_at(found: tuple[Article, ...], marks: Path, deadly: dict[str, int]) -> tuple[Document, ...]:
    """Kills its process at some articles, each so many times."""
    for article in found:
        for number in range(deadly.get(article.source, 0)):
            mark = marks / f"{article.source}-{number}"
            if not mark.exists():
                mark.touch()
                os.kill(os.getpid(), signal.SIGKILL)
    return read(found)


def add(folder: Path, found: list[Article | Problem], model: str = "none") -> tuple[ingest.Added, list[str]]:
    log: list[str] = []
    with open_writer(folder) as writer:
        return ingest.ingest(writer, found, partial(read, log=log), model=model), log


# ---------------------------------------------------------------- unchanged
def test_an_article_is_read_once(tmp_path):
    assert add(tmp_path, articles(0, 1))[1] == ["0.txt", "1.txt"]
    added, log = add(tmp_path, articles(0, 1, 2))
    assert (added.read, added.unchanged, added.articles, log) == (1, 2, 3, ["2.txt"])


def test_metadata_and_model_count_and_the_source_does_not(tmp_path):
    (article,) = articles(0)
    add(tmp_path, [article])
    assert add(tmp_path, [replace(article, title="New")])[1] == ["0.txt"]
    assert add(tmp_path, [replace(article, title="New")], model="another")[1] == ["0.txt"]
    moved = replace(article, title="New", source="moved.txt")
    added, log = add(tmp_path, [moved], model="another")
    assert (added.unchanged, log) == (1, [])
    with open_reader(tmp_path) as reader:
        assert [document.article for document in reader.documents()] == [moved]
    assert open_store(tmp_path).remove("moved.txt") == (article.id,)


def test_words_count(monkeypatch):
    (article,) = articles(0)
    before = reading_key(article, "none")
    monkeypatch.setattr("geograph.store.keys._rules_version", lambda: "other words")
    assert reading_key(article, "none") != before


def test_the_twin_that_is_known_best_wins_whatever_its_place(tmp_path):
    poor, other = articles(0, 1)
    rich = replace(poor, source="rich.txt", title="A title", publisher="A wire")
    for number, order in enumerate(([poor, rich, other], [rich, other, poor], [poor, other, rich, poor])):
        folder = tmp_path / str(number)
        added, _ = add(folder, order)
        assert added.problems[0].message == "the same text as rich.txt, read once"
        assert added.problems[0].where == "0.txt"
        with open_reader(folder) as reader:
            assert {document.article for document in reader.documents()} == {rich, other}
        assert add(folder, order)[0].unchanged >= 1


def test_a_twin_in_a_later_build_takes_the_place(tmp_path):
    (poor,) = articles(0)
    rich = replace(poor, source="rich.txt", title="A title")
    for article in (rich, poor):
        add(tmp_path, [article])
        with open_reader(tmp_path) as reader:
            assert [document.article for document in reader.documents()] == [article]


def test_problems_of_reading_are_passed_on(tmp_path):
    problem = Problem(severity=Severity.ERROR, stage="reading", message="there is no such file", where="none.txt")
    added, _ = add(tmp_path, [problem, *articles(0)])
    assert added.problems == [problem]
    with pytest.raises(InputError):
        open_store(tmp_path).add(["none.txt"], encoding="no such encoding")


def test_the_graph_is_published_on_the_way(tmp_path):
    seen = []

    def look(found: tuple[Article, ...]) -> tuple[Document, ...]:
        with open_reader(tmp_path) as reader:
            seen.append(len(reader))
        return read(found)

    with open_writer(tmp_path) as writer:
        ingest.ingest(writer, articles(*range(6)), look, model="none", publish_every=2)
    assert seen == [0, 0, 2, 2, 4, 4]


# ---------------------------------------------------------------- processes
def test_processes_read_everything(tmp_path):
    found = read_all(articles(*range(12)), read, jobs=2)
    assert sorted(document.article.source for document in found) == sorted(f"{number}.txt" for number in range(12))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("deadly", "lost"),
    [({"3.txt": 1}, []), ({"3.txt": 9}, ["3.txt"]), ({"0.txt": 9, "11.txt": 9, "5.txt": 1}, ["0.txt", "11.txt"])],
    ids=["once", "always", "several"],
)
def test_a_killed_process_costs_no_other_article(tmp_path, deadly, lost):
    found = list(read_all(articles(*range(12)), partial(kill_at, marks=tmp_path, deadly=deadly), jobs=2))
    assert sorted(document.article.source for document in found) == sorted(f"{number}.txt" for number in range(12))
    failed = [document for document in found if any(problem.message == LOST for problem in document.problems)]
    assert sorted(document.article.source for document in failed) == sorted(lost)


@pytest.mark.slow
def test_an_article_whose_process_was_killed_is_read_by_the_next_build(tmp_path):
    marks = tmp_path / "marks"
    marks.mkdir()
    reader = partial(kill_at, marks=marks, deadly={"1.txt": 3})
    with open_writer(tmp_path / "store") as writer:
        added = ingest.ingest(writer, articles(0, 1), reader, model="none", jobs=2)
        assert [problem.message for problem in added.problems] == [LOST]
        added = ingest.ingest(writer, articles(0, 1), reader, model="none", jobs=2)
        assert (added.read, added.unchanged, added.problems) == (1, 1, [])


def test_an_exception_of_the_reader_is_not_swallowed(tmp_path):
    with pytest.raises(ZeroDivisionError):
        list(read_all(articles(*range(3)), _fail, jobs=2))


def _fail(found: tuple[Article, ...]) -> tuple[Document, ...]:
    raise ZeroDivisionError
