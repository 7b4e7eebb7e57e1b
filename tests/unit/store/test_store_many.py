"""Five hundred articles in one process: equal to one build of them, in memory that does not grow with them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from geograph.store import open_reader, open_writer
from store_sample import assert_is_build, make_documents

TESTS = Path(__file__).parents[2]
# Peak of a process that keeps and publishes so many documents made as they go, in MB, and what is left of the graph.
_MEASURE = """
import resource, sys
sys.path.insert(0, sys.argv[3])
from geograph.store import open_writer
from store_sample import iter_documents
with open_writer(sys.argv[1]) as writer:
    for document in iter_documents(int(sys.argv[2])):
        writer.keep(document)
    writer.publish()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


@pytest.mark.slow
def test_five_hundred_articles_equal_one_build_and_leave_nothing(tmp_path):
    documents = make_documents(500, seed=9)
    with open_writer(tmp_path) as writer:
        for number, document in enumerate(documents, 1):
            writer.keep(document)
            if number % 100 == 0:
                writer.publish()
        assert_is_build(tmp_path, documents)
        for document in documents:
            writer.forget(document.article.id)
        writer.publish()
    assert_is_build(tmp_path, [])
    with open_reader(tmp_path) as reader:
        assert len(reader.rdf) == 0
        tables = [name for (name,) in reader.index.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = {name: reader.index.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables}
        assert {name: count for name, count in rows.items() if count} == {"meta": 3}


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="the resource module is for POSIX")
def test_memory_does_not_grow_with_the_number_of_articles(tmp_path):
    def peak(count: int) -> int:
        line = [sys.executable, "-c", _MEASURE, str(tmp_path / str(count)), str(count), str(TESTS)]
        return int(subprocess.run(line, capture_output=True, text=True, check=True).stdout)

    few, many = peak(250), peak(1000)
    assert many - few < 60, f"{few} MB for 250 articles, {many} MB for 1000"
