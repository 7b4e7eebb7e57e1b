"""More lines than memory should hold, sorted."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import groupby

__all__ = ["iter_sorted"]


def iter_sorted(lines: Iterable[str]) -> Iterator[str]:
    """Give ``lines`` in the order of their code points, each once; what does not fit into memory is on the disk."""
    with tempfile.TemporaryDirectory() as folder, closing(sqlite3.connect(f"{folder}/lines.sqlite")) as base:
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "temp_store = FILE", "cache_size = -32000"):
            base.execute(f"PRAGMA {pragma}")
        base.execute("CREATE TABLE lines (line TEXT)")
        base.executemany("INSERT INTO lines VALUES (?)", ((line,) for line in lines))
        # SQLite compares UTF-8 by its bytes, which gives the order of Python's code points.
        for line, _ in groupby(base.execute("SELECT line FROM lines ORDER BY line")):
            yield line[0]
