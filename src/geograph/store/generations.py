"""Generations: made beside the one that is read, and published by a switch of one small file."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from pyoxigraph import Store

from geograph.errors import StoreError
from geograph.export.files import write_atomically
from geograph.store.index import create_index, open_draft
from geograph.store.layout import Layout
from geograph.store.locks import no_lease

__all__ = ["INDEX", "LEASE", "RDF", "Draft", "draft", "sweep"]

INDEX, LEASE, RDF = "index.sqlite", "lease", "oxigraph"

# RocksDB's tables never change, so two generations share them; what it writes to itself stays behind.
_TABLE = ".sst"
_NOT_COPIED = shutil.ignore_patterns("LOCK", "LOG", "LOG.old.*")


class Draft:
    """A generation that is being made: its index and its RDF, open for writing."""

    def __init__(self, folder: Path, number: int) -> None:
        self.folder = folder
        self.number = number
        self.index: sqlite3.Connection = open_draft(folder / INDEX)
        self.rdf = Store(str(folder / RDF))
        self.index.execute("BEGIN")

    @property
    def spool(self) -> Path:
        """Where quads may wait."""
        return self.folder / "quads.nq"

    def finish(self) -> None:
        """Bring everything to the files."""
        self.index.execute("COMMIT")
        self.rdf.flush()

    def close(self) -> None:
        """Let the files go; what is not finished is lost."""
        self.index.close()
        del self.rdf  # Oxigraph closes a store when nobody holds it


@contextmanager
def draft(layout: Layout, *, anew: bool = False) -> Iterator[Draft]:
    """Make a generation from the current one, or from nothing, and publish it when the block ends well.

    Raises:
        StoreError: if the folder cannot be written.
    """
    current = layout.current_generation()
    number = max([current, *_numbers(layout)]) + 1
    folder = layout.graphs / f"{number}.draft"
    try:
        _prepare(folder, None if anew or not current else layout.generation(current))
        with closing(Draft(folder, number)) as made:
            yield made
            made.finish()
        _publish(layout, folder, number)
    except (OSError, sqlite3.Error) as error:
        hint = "is there space on the disk? What was read is kept; run the command again"
        raise StoreError(f"the graph could not be written: {error}", where=str(layout.root), hint=hint) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def sweep(layout: Layout) -> None:
    """Remove what interrupted writers left, and the generations that nobody needs any more."""
    current = layout.current_generation()
    for folder in layout.graphs.iterdir() if layout.graphs.is_dir() else ():
        if folder.suffix in (".draft", ".gone"):
            shutil.rmtree(folder, ignore_errors=True)
        elif folder.name != str(current):
            _retire(folder)


def _numbers(layout: Layout) -> list[int]:
    return [int(folder.name) for folder in layout.graphs.iterdir() if folder.name.isdigit()]


def _prepare(folder: Path, base: Path | None) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    if base is None:
        create_index(folder / INDEX)
        return
    shutil.copyfile(base / INDEX, folder / INDEX)
    shutil.copytree(base / RDF, folder / RDF, copy_function=_link_or_copy, ignore=_NOT_COPIED)


def _link_or_copy(source: str, target: str) -> None:
    if source.endswith(_TABLE):
        with suppress(OSError):  # a file system without links
            os.link(source, target)
            return
    shutil.copyfile(source, target)


def _publish(layout: Layout, folder: Path, number: int) -> None:
    (folder / LEASE).touch()
    with (folder / INDEX).open("rb") as stream:
        os.fsync(stream.fileno())
    folder.rename(layout.generation(number))
    write_atomically(layout.current, f"{number}\n")


def _retire(folder: Path) -> None:
    """Remove a generation, unless somebody reads it: then the next writer will."""
    gone = folder.with_name(f"{folder.name}.gone")
    with no_lease(folder / LEASE) as free:
        if not free:
            return
        with suppress(OSError):  # where open files keep a folder in its place
            folder.rename(gone)
    shutil.rmtree(gone, ignore_errors=True)
