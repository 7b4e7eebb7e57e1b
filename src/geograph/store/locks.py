"""One writer, any number of readers: advisory locks that end with the process that holds them."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

import portalocker

from geograph.errors import StoreError

__all__ = ["hold_lease", "no_lease", "writer_lock", "writer_of"]

_SHARED = portalocker.LockFlags.SHARED | portalocker.LockFlags.NON_BLOCKING
_EXCLUSIVE = portalocker.LockFlags.EXCLUSIVE | portalocker.LockFlags.NON_BLOCKING
_TAKEN = (portalocker.exceptions.LockException, portalocker.exceptions.AlreadyLocked, BlockingIOError)


@contextmanager
def writer_lock(path: Path) -> Iterator[None]:
    """Be the only writer of a store while the block runs.

    The system gives the lock back when its holder ends, however that happens: the file that a killed writer leaves
    locks nobody out.

    Raises:
        StoreError: if another process writes, with its number and machine as it wrote them into the file.
    """
    try:
        stream = path.open("a+", encoding="utf-8")
    except OSError as error:
        raise StoreError(f"cannot be written: {error.strerror}", where=str(path.parent)) from error
    with stream:
        try:
            portalocker.lock(stream, _EXCLUSIVE)
        except _TAKEN as error:
            hint = "wait until it is done, or read only: any number may do that meanwhile"
            raise StoreError(f"{_holder(path)} writes to this store", where=str(path.parent), hint=hint) from error
        _write_holder(stream)
        try:
            yield
        finally:
            stream.truncate(0)
            portalocker.unlock(stream)


def writer_of(path: Path) -> str | None:
    """Who holds the writer's lock, None if nobody does."""
    try:
        with path.open("rb") as stream:
            portalocker.lock(stream, _SHARED)
            portalocker.unlock(stream)
    except _TAKEN:
        return _holder(path)
    except OSError:  # no file, or one that may not be written by us: then nobody here writes
        pass
    return None


def hold_lease(path: Path) -> IO[bytes] | None:
    """Keep a generation from being removed, by a shared lock on the file ``path`` in it.

    Returns:
        The open file, whose closing ends the lease; None if the generation is about to go, or gone.
    """
    try:
        stream = path.open("rb")
    except FileNotFoundError:
        return None
    try:
        portalocker.lock(stream, _SHARED)
        if os.path.samestat(os.fstat(stream.fileno()), path.stat()):
            return stream
    except (*_TAKEN, FileNotFoundError):
        pass  # whoever removes it was here first
    stream.close()
    return None


@contextmanager
def no_lease(path: Path) -> Iterator[bool]:
    """Keep readers out of a generation while the block runs; gives whether that could be had."""
    try:
        stream = path.open("rb")
    except FileNotFoundError:  # a generation that was never finished
        yield True
        return
    with stream:
        try:
            portalocker.lock(stream, _EXCLUSIVE)
        except _TAKEN:
            yield False
            return
        yield True
        portalocker.unlock(stream)


def _holder(path: Path) -> str:
    with suppress(OSError, ValueError, KeyError, TypeError):
        told = json.loads(path.read_text(encoding="utf-8"))
        return f"process {told['pid']} on {told['host']}"
    return "another process"


def _write_holder(stream: IO[str]) -> None:
    stream.seek(0)
    stream.truncate(0)
    stream.write(json.dumps({"pid": os.getpid(), "host": socket.gethostname()}))
    stream.flush()
