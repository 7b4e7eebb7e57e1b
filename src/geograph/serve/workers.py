"""Worker processes that answer questions: one that takes too long is killed, and another takes its place.

Oxigraph cannot be told to stop a query. A process can: so each query runs in a process of its own, which opens the
store read-only, and which is used again as long as it answers in time.
"""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

from geograph.errors import GeographError

if TYPE_CHECKING:
    from geograph.serve.evaluate import Answer, Question
    from geograph.serve.sources import Source

__all__ = ["QueryTimeoutError", "Workers"]

_LOGGER = logging.getLogger(__name__)
_CONTEXT = multiprocessing.get_context("spawn")  # a fork would share the server's sockets and threads


class QueryTimeoutError(GeographError):
    """A query that took longer than it may."""


class _Worker:
    """A process with a pipe to it. Its first message says that it is ready."""

    def __init__(self, source: Source) -> None:
        self._pipe, theirs = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(target=_work, args=(theirs, source), daemon=True)
        self._process.start()
        theirs.close()

    def ask(self, question: Question | None, timeout: float | None) -> Answer | None:
        """Send a question and wait for the answer; None asks whether the worker is ready.

        Raises:
            TimeoutError: if there is no answer in time.
            EOFError, OSError: if the process has died.
        """
        self._pipe.send(question)
        if not self._pipe.poll(timeout):
            raise TimeoutError
        answer: Answer | None = self._pipe.recv()
        return answer

    def kill(self) -> None:
        self._process.kill()
        self._process.join()
        self._pipe.close()


class Workers:
    """A number of workers over a source; when its state changes, they open it anew.

    Args:
        source: what is asked.
        count: how many questions are answered at once; others wait.
        timeout: seconds for a question, waiting not counted.
    """

    def __init__(self, source: Source, *, count: int, timeout: float) -> None:
        self._source = source
        self._timeout = timeout
        self._count = count
        self._idle: asyncio.Queue[tuple[object, _Worker]] = asyncio.Queue()
        self._all: set[_Worker] = set()

    async def start(self) -> None:
        """Start all workers, and wait until they have opened the store."""
        for _ in range(self._count):
            await self._add()

    async def stop(self) -> None:
        """Kill all workers."""
        for worker in tuple(self._all):
            await asyncio.to_thread(worker.kill)
        self._all.clear()

    async def ask(self, question: Question) -> Answer:
        """Answer a question.

        Raises:
            QueryTimeoutError: if it took too long.
        """
        state, worker = await self._idle.get()
        try:
            if state != self._source.state:
                state, worker = await self._replace(worker)
            answer = await asyncio.to_thread(worker.ask, question, self._timeout)
        except TimeoutError as error:
            await self._renew(worker)
            hint = "narrow the query, or start the server with a longer --timeout"
            raise QueryTimeoutError(f"the query took more than {self._timeout:g} s", hint=hint) from error
        except (EOFError, OSError):
            _LOGGER.warning("a worker died and is replaced")
            await self._renew(worker)
            raise
        except asyncio.CancelledError:
            # Whoever asked has gone; the worker still runs, and would answer the next with this answer.
            asyncio.get_running_loop().create_task(self._renew(worker))
            raise
        assert answer is not None
        self._idle.put_nowait((state, worker))
        return answer

    async def _add(self) -> None:
        self._idle.put_nowait(await self._new())

    async def _new(self) -> tuple[object, _Worker]:
        state = self._source.state
        worker = await asyncio.to_thread(_Worker, self._source)
        self._all.add(worker)
        await asyncio.to_thread(worker.ask, None, None)
        return state, worker

    async def _replace(self, worker: _Worker) -> tuple[object, _Worker]:
        self._all.discard(worker)
        await asyncio.to_thread(worker.kill)
        return await self._new()

    async def _renew(self, worker: _Worker) -> None:
        self._idle.put_nowait(await self._replace(worker))


def _work(pipe: Connection, source: Source) -> None:
    """The life of a worker: open the source, then answer until nobody asks any more."""
    from geograph.serve.evaluate import evaluate

    store, _kept = source.open()
    while True:
        try:
            question = pipe.recv()
            pipe.send(None if question is None else evaluate(store, question))
        except (EOFError, OSError, KeyboardInterrupt):
            return
