"""kill -9 at any moment: what was finished is whole, what was not is absent, and a build goes on where it stopped."""

from __future__ import annotations

import multiprocessing
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import geograph
import store_driver
from geograph.api import OUTPUTS
from geograph.errors import StoreError
from geograph.store import open_reader, open_writer
from store_sample import assert_is_build, make_documents

EXAMPLES = Path(__file__).parents[3] / "examples"
COUNT, SEED = 15, 3
MOMENTS = 50


@pytest.fixture(scope="module")
def processes():
    """Processes that start in a moment, and have no thread of ours."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["store_driver"])
    return context


def build_and_kill(context, folder: Path, *, kept: int, then: float) -> bool:
    """Build in another process, and kill it so many seconds after it has kept so many articles.

    Moments are told by what is done, so that a slow machine does not shift them all. Gives whether it was killed, and
    not done before.
    """
    process = context.Process(target=store_driver.main, args=(str(folder), COUNT, SEED))
    process.start()
    while process.is_alive() and len(list(folder.glob("documents/*/*.json.gz"))) < kept:
        time.sleep(0.0005)
    process.join(then)
    process.kill()
    process.join()
    return process.exitcode == -signal.SIGKILL


def files_of(folder: Path, out: Path) -> dict[str, bytes]:
    with geograph.open_store(folder) as store:
        store.write(out)
    return {name: (out / name).read_bytes() for name in OUTPUTS}


def published_in(folder: Path, documents: dict[str, object]) -> list[str]:
    """The articles that a reader finds, each of them whole."""
    if not (folder / "CURRENT").exists():
        with pytest.raises(StoreError, match=r"nothing has been published|there is no store"):
            open_reader(folder)
        return []
    with open_reader(folder) as reader:
        published = reader.ids()
    assert_is_build(folder, [documents[key] for key in published])
    return published


def assert_whole(folder: Path, documents: dict[str, object]) -> int:
    """Whoever reads the store sees whole articles, and so does whoever opens it to write; gives how many."""
    published = published_in(folder, documents)
    with open_writer(folder) as writer:
        kept = [item.document for item in writer.iter_kept()]
        assert not writer.pending()
    assert {document.article.id for document in kept} >= set(published)
    assert all(document == documents[document.article.id] for document in kept)
    assert_is_build(folder, kept)
    assert not [path for path in folder.rglob("*") if path.suffix in (".tmp", ".draft", ".gone")]
    return len(kept)


@pytest.mark.slow
def test_fifty_killed_builds_recover(processes, tmp_path):
    documents = {document.article.id: document for document in make_documents(COUNT, SEED)}
    store_driver.main(str(tmp_path / "whole"), COUNT, SEED)
    expected = files_of(tmp_path / "whole", tmp_path / "files")
    dice = random.Random(0)
    killed, recovered = 0, []
    for number in range(MOMENTS):
        folder = tmp_path / str(number)
        killed += build_and_kill(processes, folder, kept=number * COUNT // MOMENTS, then=0.03 * dice.random())
        if folder.exists():
            recovered.append(assert_whole(folder, documents))
        store_driver.main(str(folder), COUNT, SEED)
        assert_is_build(folder, list(documents.values()))
        if number % 5 == 0:  # the page takes longer than all else
            assert files_of(folder, tmp_path / "files") == expected
        shutil.rmtree(folder)
    assert killed > MOMENTS * 4 // 5, "before they were done"
    assert len(set(recovered)) > COUNT // 2, "at different stages"


@pytest.mark.slow
def test_one_store_survives_being_killed_again_and_again(processes, tmp_path):
    documents = {document.article.id: document for document in make_documents(COUNT, SEED)}
    for number in range(12):
        build_and_kill(processes, tmp_path / "store", kept=number, then=0.002 * number)
    assert_whole(tmp_path / "store", documents)
    store_driver.main(str(tmp_path / "store"), COUNT, SEED)
    assert_is_build(tmp_path / "store", list(documents.values()))


@pytest.mark.slow
def test_the_real_build_recovers(tmp_path):
    line = [sys.executable, "-m", "geograph", "build", str(EXAMPLES), "--published", "2015-10-01", "--store"]
    subprocess.run([*line, str(tmp_path / "whole")], check=True, capture_output=True)
    expected = files_of(tmp_path / "whole", tmp_path / "files")
    with geograph.open_store(tmp_path / "whole") as store:
        documents = {document.article.id: document for document in store.documents()}
    for kept in (1, 3):
        folder = tmp_path / str(kept)
        with subprocess.Popen([*line, str(folder)], stderr=subprocess.DEVNULL) as process:
            while process.poll() is None and len(list(folder.glob("documents/*/*.json.gz"))) < kept:
                time.sleep(0.001)
            process.kill()
        assert_whole(folder, documents)
        subprocess.run([*line, str(folder)], check=True, capture_output=True)
        assert files_of(folder, tmp_path / "files") == expected
