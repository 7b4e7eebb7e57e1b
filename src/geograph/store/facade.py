"""The store as users of the library see it: one object that reads, and writes when it is asked to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, BinaryIO

from geograph.annotating.model import DEFAULT_MODEL
from geograph.correct import append_correction
from geograph.store.batch import Read
from geograph.store.ingest import Added, ingest
from geograph.store.layout import Layout, check_marker
from geograph.store.reader import Reader, open_reader
from geograph.store.selection import select
from geograph.store.writer import Writer, open_writer
from geograph.types import Article, Document, Problem

if TYPE_CHECKING:
    import networkx as nx

    from geograph.export.results import QueryResult
    from geograph.merging import Correction
    from geograph.store.status import Status

__all__ = ["Store", "open_store"]


class Store:
    """A graph of many articles in a folder; articles come and go without the others being read again.

    Reading looks at the latest published generation; it is open to any number of processes. Each writing method is the
    only writer while it runs, and what it did is published when it returns.
    """

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)
        self._reader: Reader | None = None

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Store: {self.path}>"

    def close(self) -> None:
        """Give the generation free that was read last."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    # ------------------------------------------------------------ writing
    def add(
        self,
        sources: str | Path | Sequence[str | Path],
        *,
        published: date | None = None,
        model: str = DEFAULT_MODEL,
        encoding: str | None = None,
        columns: Mapping[str, str] | None = None,
        stdin: BinaryIO | None = None,
        jobs: int = 1,
    ) -> Added:
        """Read articles into the store; those that are in it and have not changed are not read again.

        Args:
            sources: files, directories, or "-" for ``stdin``, as ``geograph.build`` takes them.
            published: the day of publication of articles that give none.
            model: an installed spaCy pipeline.
            encoding: of the files; by default found out.
            columns: names of the columns of tables and records.
            stdin: the stream that "-" stands for.
            jobs: how many processes read.

        Returns:
            How many were read and how many had not changed, and what was odd.

        Raises:
            InputError: if ``encoding`` or ``columns`` names what there is not.
            ModelNotFoundError: if the pipeline is not installed.
            StoreError: if another process writes to the store, or if it cannot be written.
        """
        from geograph.reading import iter_articles

        given = [sources] if isinstance(sources, str | Path) else sources
        found = iter_articles(given, published=published, encoding=encoding, columns=columns, stdin=stdin, twins=True)
        return self.add_articles(found, model=model, jobs=jobs)

    def add_articles(
        self, articles: Iterable[Article | Problem], *, model: str = DEFAULT_MODEL, jobs: int = 1
    ) -> Added:
        """Read articles that are in memory, or come one by one, into the store.

        Raises:
            ModelNotFoundError: if the pipeline is not installed.
            StoreError: if another process writes to the store, or if it cannot be written.
        """
        with self._writing() as writer:
            return ingest(writer, articles, _reading(model), model=model, jobs=jobs)

    def add_documents(self, documents: Iterable[Document]) -> int:
        """Put documents into the store that were read elsewhere, and give how many there were.

        Raises:
            StoreError: if another process writes to the store, or if it cannot be written.
        """
        added = Added()
        with self._writing() as writer:
            for document in documents:
                writer.keep(document)
                added.read += 1
            writer.publish()
        return added.read

    def remove(self, *articles: str) -> tuple[str, ...]:
        """Remove articles from the store.

        Args:
            articles: each the id of one, at least eight digits of its beginning, its address, or the file or folder
                that it was read from.

        Returns:
            The ids of the articles that were removed.

        Raises:
            StoreError: if one is not in the store, or stands for several ids; then nothing is removed.
        """
        with self._writing() as writer:
            with open_reader(self.path) as reader:
                chosen = select(reader.index, articles)
            for article in chosen:
                writer.forget(article)
            writer.publish()
        return chosen

    def correct(self, correction: Correction) -> Path:
        """Obey what a person says is one, or is not, now and in every later build (docs/merging.md).

        Returns:
            The file of corrections, in the folder of the store.

        Raises:
            InputError: if the file is none of corrections.
            StoreError: if there is no store, or another process writes to it.
        """
        layout = Layout(self.path)
        check_marker(layout)
        with self._writing() as writer:
            append_correction(layout.corrections, correction)
            writer.publish()
        return layout.corrections

    def rebuild(self, *, reread: bool = False, model: str = DEFAULT_MODEL, jobs: int = 1) -> Added:
        """Make the whole graph again from what was kept.

        Args:
            reread: read every kept text again, too.
            model: for that: an installed spaCy pipeline.
            jobs: for that: how many processes.

        Raises:
            StoreError: if another process writes to the store, or if it cannot be written.
        """
        with self._writing() as writer:
            added = Added()
            if reread:
                texts = (item if isinstance(item, Problem) else item.document.article for item in writer.iter_kept())
                added = ingest(writer, texts, _reading(model), model=model, jobs=jobs, again=True)
            added.problems += writer.publish(anew=True)
            return added

    @contextmanager
    def _writing(self) -> Iterator[Writer]:
        self.close()  # or what we read last would outlive its successors
        with open_writer(self.path) as writer:
            yield writer

    # ------------------------------------------------------------ reading
    def reader(self) -> Reader:
        """Open the current generation for several questions to one state; the caller closes it.

        Raises:
            StoreError: if there is no store.
        """
        return open_reader(self.path)

    def _now(self) -> Reader:
        if self._reader is None or not self._reader.is_current():
            self.close()
            self._reader = open_reader(self.path)
        return self._reader

    def __len__(self) -> int:
        """How many articles there are."""
        return len(self._now())

    def documents(self) -> Iterator[Document]:
        """Give the documents in the order of their articles' ids; see ``Reader.documents``."""
        return self._now().documents()

    def query(self, sparql: str) -> QueryResult:
        """Answer a SPARQL query; see ``Reader.query``."""
        return self._now().query(sparql)

    def graph(self) -> nx.MultiDiGraph[Any]:
        """The whole graph; see ``Reader.graph``."""
        return self._now().graph()

    def neighbourhood(
        self, actors: str | Iterable[str], *, depth: int = 1, limit: int = 100, edge_limit: int = 2000
    ) -> nx.MultiDiGraph[Any]:
        """The graph around one actor or several; see ``Reader.neighbourhood``."""
        return self._now().neighbourhood(actors, depth=depth, limit=limit, edge_limit=edge_limit)

    def find(self, name: str, *, limit: int = 20) -> list[dict[str, Any]]:
        """Entities by the beginning of a name; see ``Reader.find``."""
        return self._now().find(name, limit=limit)

    def status(self) -> Status:
        """Numbers of the store, and what an interrupted writer left to do."""
        return self._now().status()

    def write(self, directory: Path | str) -> tuple[Path, ...]:
        """Write all files of ``geograph build``; see ``Reader.write``."""
        return self._now().write(directory)

    def export(self, name: str, directory: Path | str, *, all_statuses: bool = False) -> tuple[Path, ...]:
        """Write the graph in another format; see ``KnowledgeGraph.export``."""
        return self._now().export(name, directory, all_statuses=all_statuses)


def open_store(path: Path | str) -> Store:
    """The store in a folder; the first method that writes makes it, if there is none."""
    return Store(path)


def _reading(model: str) -> Read:
    from geograph.api import build_documents

    read: Callable[..., tuple[Document, ...]] = partial(build_documents, model=model)
    return read
