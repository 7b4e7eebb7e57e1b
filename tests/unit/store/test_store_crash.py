"""kill -9 at any moment: what was finished is whole, what was not is absent, and a build goes on where it stopped."""

from __future__ import annotations

import multiprocessing
import random
import shutil
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


def build(context, folder: Path, kill_after: float | None = None) -> float:
    """Build in another process, and kill it after so many seconds; gives how long it ran."""
    begun = time.monotonic()
    process = context.Process(target=store_driver.main, args=(str(folder), COUNT, SEED))
    process.start()
    process.join(kill_after)
    if kill_after is None:
        assert process.exitcode == 0
    process.kill()
    process.join()
    return time.monotonic() - begun


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
    duration = min(build(processes, tmp_path / name) for name in ("first", "whole"))  # the first start takes longer
    expected = files_of(tmp_path / "whole", tmp_path / "files")
    dice = random.Random(0)
    recovered = []
    for number in range(MOMENTS):
        folder = tmp_path / str(number)
        build(processes, folder, kill_after=duration * (number + dice.random()) / MOMENTS)
        if folder.exists():
            recovered.append(assert_whole(folder, documents))
        store_driver.main(str(folder), COUNT, SEED)
        assert_is_build(folder, list(documents.values()))
        if number % 5 == 0:  # the page takes longer than all else
            assert files_of(folder, tmp_path / "files") == expected
        shutil.rmtree(folder)
    assert len(recovered) > MOMENTS // 2, "most were killed after they had begun"
    assert len(set(recovered)) > COUNT // 4, "at different stages"


@pytest.mark.slow
def test_one_store_survives_being_killed_again_and_again(processes, tmp_path):
    documents = {document.article.id: document for document in make_documents(COUNT, SEED)}
    for number in range(12):
        build(processes, tmp_path / "store", kill_after=0.05 + 0.02 * number)
    assert_whole(tmp_path / "store", documents)
    build(processes, tmp_path / "store")
    assert_is_build(tmp_path / "store", list(documents.values()))


@pytest.mark.slow
def test_the_real_build_recovers(tmp_path):
    line = [sys.executable, "-m", "geograph", "build", str(EXAMPLES), "--published", "2015-10-01", "--store"]
    begun = time.monotonic()
    subprocess.run([*line, str(tmp_path / "whole")], check=True, capture_output=True)
    duration = time.monotonic() - begun
    expected = files_of(tmp_path / "whole", tmp_path / "files")
    with geograph.open_store(tmp_path / "whole") as store:
        documents = {document.article.id: document for document in store.documents()}
    for share in (0.75, 0.85, 0.95):
        folder = tmp_path / str(share)
        with subprocess.Popen([*line, str(folder)], stderr=subprocess.DEVNULL) as process:
            time.sleep(duration * share)
            process.kill()
        assert_whole(folder, documents)
        subprocess.run([*line, str(folder)], check=True, capture_output=True)
        assert files_of(folder, tmp_path / "files") == expected
