"""The same articles give the same bytes: in two processes whose hashes differ, and in any order."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from geograph.api import OUTPUTS

_TEXTS = {
    "one.txt": (
        "Turkish Jets Bomb Kurdish Rebels\n\n"
        "Turkish jets bombed Kurdish rebels in northern Iraq on Sunday, the army said. Iraq and Iran "
        "condemned the raid.\n\n"
        '"We will defend our country," Iraqi Prime Minister Haider al-Abadi told reporters. "Turkey must stop."\n'
    ),
    "two.txt": (
        "Germany and France agreed to send troops to Mali. Russia accused France of arming rebels; Paris denied it. "
        "Reuters reported that Erdogan said Turkey had killed 12 fighters of the Islamic State.\n"
    ),
    "three.txt": "Merkel met Macron in Berlin on Monday. She praised the French president. They signed a treaty.\n",
}
_BUILD = """
import sys, geograph
from datetime import date
output, *sources = sys.argv[1:]
geograph.build(sources, published=date(2018, 3, 5)).write(output)
"""
Digests = dict[str, str]


def _build(folder: Path, names: list[str], seed: str) -> Digests:
    output = folder / f"output-{seed}"
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    command = [sys.executable, "-c", _BUILD, str(output), *(str(folder / name) for name in names)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return {name: hashlib.sha256((output / name).read_bytes()).hexdigest() for name in OUTPUTS}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Digests, Digests]:
    """Two processes: other hashes, and the articles in the other order."""
    folder = tmp_path_factory.mktemp("builds")
    for name, text in _TEXTS.items():
        (folder / name).write_text(text, "utf-8")
    names = list(_TEXTS)
    return _build(folder, names, "1"), _build(folder, names[::-1], "4242")


@pytest.mark.parametrize("name", OUTPUTS)
def test_other_hashes_and_another_order_give_the_same_bytes(name: str, built: tuple[Digests, Digests]) -> None:
    assert built[0][name] == built[1][name]


def test_files_differ_from_each_other(built: tuple[Digests, Digests]) -> None:
    assert len(set(built[0].values())) == len(OUTPUTS)
