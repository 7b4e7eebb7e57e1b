"""A store, written: documents are kept one by one, and the graph that readers see is brought up to them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import geograph
from geograph.errors import StoreError
from geograph.export.files import write_atomically
from geograph.store.generations import INDEX, Draft, draft, sweep
from geograph.store.index import SCHEMA_VERSION, open_published
from geograph.store.kept import Kept, broken_file, file_name, forget, iter_files, keep, load, sweep_parts
from geograph.store.layout import Layout, check_marker, marker_text
from geograph.store.locks import writer_lock
from geograph.store.pending import Pending, corrections_digest, find_pending
from geograph.store.sync import take_up
from geograph.types import Document, Problem

__all__ = ["Writer", "open_writer"]

_PART = ".tmp"  # a file that a writer who was killed had begun


class Writer:
    """The one writer of a store; made by ``open_writer``.

    ``keep`` and ``forget`` say what articles there are; ``publish`` brings the graph up to that. A process that ends
    between the two loses nothing: whoever opens the store to write it next publishes what was kept.
    """

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self.path: Path = layout.root
        self._index: sqlite3.Connection | None = None
        self._count: int | None = None

    @property
    def generation(self) -> int:
        """The number of the generation that readers open."""
        return self._layout.current_generation()

    def keep(self, document: Document, *, key: str = "") -> None:
        """Keep what was read of an article, in the place of what was kept of it.

        Args:
            document: what was read.
            key: what it was read from and by; an article with the same key need not be read again.

        Raises:
            ExportError: if it cannot be written.
        """
        keep(self._layout, document, key)

    def published(self, article: str) -> tuple[str | None, str | None]:
        """Key and source of an article as the current generation has it, None where it has none."""
        row = self._current().execute("SELECT key, source FROM articles WHERE id = ?", (article,)).fetchone()
        return row or (None, None)

    def count(self) -> int:
        """How many articles the current generation has."""
        if self._count is None:
            (self._count,) = self._current().execute("SELECT count(*) FROM articles").fetchone()
        return int(self._count or 0)

    def _current(self) -> sqlite3.Connection:
        if self._index is None:
            self._index = self._open_index()
        return self._index

    def load(self, article: str) -> Kept:
        """What is kept of an article.

        Raises:
            StoreError: if nothing is, or if the file is broken.
        """
        return load(self._layout, file_name(article))

    def iter_kept(self) -> Iterator[Kept | Problem]:
        """Give what is kept, one article at a time, and a problem for each file that is broken."""
        for file in list(iter_files(self._layout)):
            try:
                yield load(self._layout, file.name)
            except StoreError as error:
                yield broken_file(error)

    def forget(self, article: str) -> None:
        """Remove what was kept of an article."""
        forget(self._layout, article)

    def pending(self) -> Pending:
        """What was kept and removed since the last publication."""
        with closing(self._open_index()) as index:
            return find_pending(self._layout, index)

    def _open_index(self) -> sqlite3.Connection:
        return open_published(self._layout.generation(self.generation) / INDEX)

    def close(self) -> None:
        """Give the generation free."""
        if self._index is not None:
            self._index.close()
            self._index = self._count = None

    def publish(self, *, anew: bool = False) -> tuple[Problem, ...]:
        """Bring the graph up to the kept documents, if there is anything to do, and let readers see it.

        Args:
            anew: make everything again, not only what has changed.

        Returns:
            A problem for each kept file that is broken.

        Raises:
            StoreError: if the graph cannot be written; readers then see the old one.
        """
        pending = find_pending(self._layout, None) if anew else self.pending()
        if not pending and not anew:
            return ()
        with draft(self._layout, anew=anew) as made:
            corrections = corrections_digest(self._layout)
            problems = take_up(self._layout, made, pending)
            _sign(made, corrections)
        self.close()
        sweep(self._layout)
        return problems


@contextmanager
def open_writer(path: Path | str) -> Iterator[Writer]:
    """Open a store for writing, and make it if there is none.

    What an interrupted writer left is finished first: the articles it had read whole are in the graph, others are not.

    Raises:
        StoreError: if another process writes to it, or if the folder is something else.
    """
    layout = Layout(Path(path))
    _found(layout)
    with writer_lock(layout.lock):
        usable = _is_usable(layout)
        sweep_parts(layout)
        sweep(layout)
        with closing(Writer(layout)) as writer:
            writer.publish(anew=not usable)
            yield writer


def _found(layout: Layout) -> None:
    """Make the folder a store, if it is empty or not there."""
    try:
        layout.root.mkdir(parents=True, exist_ok=True)
        if not layout.marker.exists():
            if any(path.suffix != _PART for path in layout.root.iterdir()):
                hint = "name a new folder, or an empty one"
                raise StoreError("the folder is not empty, and no store", where=str(layout.root), hint=hint)
            write_atomically(layout.marker, marker_text())
        check_marker(layout)
        layout.documents.mkdir(exist_ok=True)
        layout.graphs.mkdir(exist_ok=True)
    except OSError as error:
        raise StoreError(f"cannot be written: {error.strerror}", where=str(layout.root)) from error


def _is_usable(layout: Layout) -> bool:
    """Whether the current generation is whole, and made by this version of geograph: else it is made anew."""
    try:
        current = layout.current_generation()
    except StoreError:
        layout.current.unlink()
        return False
    try:
        with closing(open_published(layout.generation(current) / INDEX)) as index:
            return _signature().items() <= dict(index.execute("SELECT name, value FROM meta")).items()
    except sqlite3.Error:
        return False


def _sign(made: Draft, corrections: str) -> None:
    told = _signature() | {"corrections": corrections}
    made.index.execute("DELETE FROM meta")
    made.index.executemany("INSERT INTO meta VALUES (?, ?)", told.items())


def _signature() -> dict[str, str]:
    return {"schema": SCHEMA_VERSION, "geograph": geograph.__version__}
