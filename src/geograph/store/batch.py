"""Articles -> documents, in this process or in several; an article that kills its reader costs itself alone."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import islice

from geograph.errors import StoreError
from geograph.types import Article, Document, Problem, Severity

__all__ = ["LOST", "Read", "read_all"]

Read = Callable[[tuple[Article, ...]], tuple[Document, ...]]
"""Reads articles, one document each. Other processes get it by its name, so it must be one of a module."""

LOST = "the process that read the article was killed"
_SHARD = 8  # articles a process is given at a time: few, since a killed one's are read again
_AHEAD = 2  # shards that wait for each process, so that none of them does


def read_all(articles: Iterable[Article], read: Read, *, jobs: int = 1) -> Iterator[Document]:
    """Read articles, with ``jobs`` processes if that is more than one; the order is then any.

    A process that is killed takes nothing with it: its articles are given to another, one at a time, and one that
    ends its process twice more gives an empty document with an error.
    """
    if jobs == 1:
        for article in articles:
            yield from read((article,))
        return
    with _Crew(read, jobs) as crew:
        queue = iter(articles)
        while True:
            while crew.has_room and (shard := tuple(islice(queue, _SHARD))):
                crew.submit(shard)
            if not crew.busy:
                return
            yield from crew.collect()


class _Crew:
    """Processes that read; when one dies the pool is broken, and another is made."""

    def __init__(self, read: Read, jobs: int) -> None:
        self._read = read
        self._jobs = jobs
        self._pool = self._open()
        self._try_pool()
        self._at_work: dict[Future[tuple[Document, ...]], tuple[Article, ...]] = {}

    def __enter__(self) -> _Crew:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def _open(self) -> ProcessPoolExecutor:
        # Not forked: a child must not inherit the writer's lock, and libraries with threads do not survive a fork.
        return ProcessPoolExecutor(self._jobs, mp_context=multiprocessing.get_context("spawn"))

    def _try_pool(self) -> None:
        """See that processes can be started at all, before a failure is put down to an article."""
        try:
            self._pool.submit(os.getpid).result()
        except BrokenProcessPool as error:
            hint = "a script that starts them must keep its work under: if __name__ == '__main__'"
            raise StoreError("no process can be started to read articles", hint=hint) from error

    @property
    def has_room(self) -> bool:
        return len(self._at_work) < self._jobs * _AHEAD

    @property
    def busy(self) -> bool:
        return bool(self._at_work)

    def submit(self, shard: tuple[Article, ...]) -> None:
        try:
            self._at_work[self._pool.submit(self._read, shard)] = shard
        except BrokenProcessPool:
            # A process died since: the shard shares the fate of those at work.
            lost: Future[tuple[Document, ...]] = Future()
            lost.set_exception(BrokenProcessPool())
            self._at_work[lost] = shard

    def collect(self) -> Iterator[Document]:
        """Wait for a shard or more, and give what was read in it."""
        done, _ = wait(self._at_work, return_when=FIRST_COMPLETED)
        suspects: deque[Article] = deque()
        for future in done:
            shard = self._at_work.pop(future)
            if isinstance(future.exception(), BrokenProcessPool):
                suspects.extend(shard)
            else:
                yield from future.result()
        if suspects:
            suspects.extend(article for shard in self._at_work.values() for article in shard)
            self._at_work.clear()
            self._renew()
            yield from self._read_alone(suspects)

    def _read_alone(self, suspects: Iterable[Article]) -> Iterator[Document]:
        """Read articles one at a time, so that one whose reading ends its process gives itself away."""
        for article in suspects:
            yield from self._read_one(article) or self._read_one(article) or (_lost(article),)

    def _read_one(self, article: Article) -> tuple[Document, ...]:
        """What was read of one article, nothing if its process was killed."""
        try:
            return self._pool.submit(self._read, (article,)).result()
        except BrokenProcessPool:
            self._renew()
            return ()

    def _renew(self) -> None:
        self._pool.shutdown(cancel_futures=True)
        self._pool = self._open()


def _lost(article: Article) -> Document:
    hint = "was there too little memory? Run the command again, or with fewer --jobs"
    problem = Problem(severity=Severity.ERROR, stage="store", message=LOST, where=article.source, hint=hint)
    return Document(article=article, problems=(*article.problems, problem))
