"""One writer, any number of readers, and a clear word to whom the door stays shut."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import textwrap
import threading

import pytest

from geograph.errors import StoreError
from geograph.store import open_reader, open_store, open_writer
from store_sample import assert_is_build, make_documents, samples

_HOLD = """
    import sys
    from geograph.store import open_writer
    with open_writer(sys.argv[1]):
        print("open", flush=True)
        sys.stdin.read()
"""


@pytest.fixture
def other_writer(tmp_path):
    """Another process that has the store open for writing, until its input is closed."""
    line = [sys.executable, "-c", textwrap.dedent(_HOLD), str(tmp_path)]
    with subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "open\n"
        yield process
        if process.poll() is None:
            process.communicate("")


def test_a_second_writer_is_told_who_the_first_is(tmp_path, other_writer):
    with pytest.raises(StoreError) as caught, open_writer(tmp_path):
        pass
    assert caught.value.message == f"process {other_writer.pid} on {socket.gethostname()} writes to this store"
    assert open_store(tmp_path).status().writer == f"process {other_writer.pid} on {socket.gethostname()}"
    other_writer.communicate("")
    with open_writer(tmp_path):
        assert json.loads((tmp_path / "writer.lock").read_text("utf-8"))["pid"] == os.getpid()
    assert open_store(tmp_path).status().writer is None


def test_a_killed_writer_locks_nobody_out(tmp_path, other_writer):
    other_writer.kill()
    other_writer.wait()
    assert "pid" in (tmp_path / "writer.lock").read_text("utf-8"), "it could not tidy up"
    with open_writer(tmp_path) as writer:
        writer.keep(samples()[0])
        writer.publish()
    assert_is_build(tmp_path, samples()[:1])


def test_readers_keep_their_generation_while_a_writer_goes_on(tmp_path):
    documents = make_documents(12)
    with open_writer(tmp_path) as writer:
        writer.keep(documents[0])
        writer.publish()
        with open_reader(tmp_path) as early:
            before = early.generation
            triples = {str(quad) for quad in early.rdf}
            for document in documents[1:]:
                writer.keep(document)
                writer.publish()
            assert len(early) == 1
            assert {str(quad) for quad in early.rdf} == triples
            assert not early.is_current()
            assert sorted(path.name for path in (tmp_path / "graphs").iterdir()) == sorted(
                map(str, (before, writer.generation))
            )
        writer.forget(documents[3].article.id)
        writer.publish()
        assert [path.name for path in (tmp_path / "graphs").iterdir()] == [str(writer.generation)]


def test_a_reader_of_old_documents_says_that_they_have_changed(tmp_path):
    documents = make_documents(3)
    store = open_store(tmp_path)
    store.add_documents(documents)
    with store.reader() as reader:
        store.remove(documents[1].article.id)
        with pytest.raises(StoreError, match=r"not there|cannot be read|has changed"):
            list(reader.documents())
    assert len(list(store.documents())) == 2


def test_readers_in_threads_see_whole_generations_only(tmp_path):
    documents = make_documents(30)
    store = open_store(tmp_path)
    store.add_documents(documents[:1])
    errors: list[BaseException] = []
    done = threading.Event()

    def look() -> None:
        try:
            while not done.is_set():
                with open_reader(tmp_path) as reader:
                    graphs = reader.query("SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }").rows[0][0]
                    assert graphs == len(reader) == len(reader.graph().graph["articles"])
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=look) for _ in range(3)]
    for thread in threads:
        thread.start()
    with open_writer(tmp_path) as writer:
        for document in documents[1:]:
            writer.keep(document)
            writer.publish()
    done.set()
    for thread in threads:
        thread.join()
    assert errors == []


# ---------------------------------------------------------------- what is broken
def test_a_store_whose_graph_is_lost_is_made_again(tmp_path):
    documents = make_documents(5)
    open_store(tmp_path).add_documents(documents)
    (tmp_path / "CURRENT").write_text("what", "ascii")
    with pytest.raises(StoreError, match="is no number of a generation"):
        open_reader(tmp_path)
    open_store(tmp_path).rebuild()
    assert_is_build(tmp_path, documents)
    (folder,) = (tmp_path / "graphs").iterdir()
    (folder / "index.sqlite").write_bytes(b"no database at all" * 100)
    with open_writer(tmp_path):
        pass
    assert_is_build(tmp_path, documents)


def test_a_generation_that_another_version_made_is_made_again(tmp_path, monkeypatch):
    documents = make_documents(5)
    open_store(tmp_path).add_documents(documents)
    for module in ("writer", "reader"):
        monkeypatch.setattr(f"geograph.store.{module}.SCHEMA_VERSION", "another")
    with pytest.raises(StoreError, match="another version of geograph made the graph"):
        open_reader(tmp_path)
    with open_writer(tmp_path) as writer:
        assert writer.generation > 2
    assert_is_build(tmp_path, documents)


def test_a_store_of_the_future_is_refused(tmp_path):
    open_store(tmp_path).add_documents(samples())
    (tmp_path / "store.json").write_text('{"what": "geograph store", "format": 99}', "utf-8")
    for open_it in (open_reader, lambda path: open_writer(path).__enter__()):
        with pytest.raises(StoreError, match="is not a store that this version can read"):
            open_it(tmp_path)


def test_a_store_that_was_copied_is_not_made_again(tmp_path):
    import shutil

    documents = make_documents(5)
    open_store(tmp_path / "one").add_documents(documents)
    shutil.copytree(tmp_path / "one", tmp_path / "two", copy_function=shutil.copyfile)
    with open_writer(tmp_path / "two") as writer:
        assert not writer.pending()
        assert writer.generation == open_reader(tmp_path / "one").generation
    assert_is_build(tmp_path / "two", documents)


def test_a_disk_without_links_is_no_obstacle(tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError("no links here")

    monkeypatch.setattr(os, "link", refuse)
    documents = make_documents(6)
    for number in (3, 6):
        open_store(tmp_path).add_documents(documents[:number])
    assert_is_build(tmp_path, documents)
