"""A file or standard input -> an open, seekable stream of bytes."""

from __future__ import annotations

import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from geograph.errors import InputError
from geograph.reading.budget import SPOOL
from geograph.reading.sources import STDIN, Found

__all__ = ["open_source", "stream_size"]


@contextmanager
def open_source(found: Found, stdin: BinaryIO | None = None) -> Iterator[BinaryIO]:
    """Open what was found; pipes are copied, so that they can be read twice.

    Raises:
        InputError: if it cannot be opened or read.
    """
    if found.path is None:
        with _spooled(stdin or sys.stdin.buffer, STDIN) as stream:
            yield stream
        return
    with _opened(found.path) as stream:
        if stream.seekable():
            yield stream
            return
        with _spooled(stream, found.name) as copy:
            yield copy


def stream_size(stream: BinaryIO) -> int:
    """How many bytes ``stream`` has; it is rewound."""
    size = stream.seek(0, 2)
    stream.seek(0)
    return size


def _opened(path: Path) -> BinaryIO:
    try:
        mode = path.stat().st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISFIFO(mode)):
            raise InputError("this is neither a file nor a directory")
        return path.open("rb")
    except FileNotFoundError as error:
        raise InputError("there is no such file") from error
    except (OSError, ValueError) as error:
        raise InputError(f"the file cannot be read: {getattr(error, 'strerror', None) or error}") from error


@contextmanager
def _spooled(stream: BinaryIO, name: str) -> Iterator[BinaryIO]:
    with tempfile.SpooledTemporaryFile(max_size=SPOOL) as copy:
        try:
            shutil.copyfileobj(stream, copy)
        except (OSError, ValueError) as error:
            raise InputError(f"{name} cannot be read: {error}") from error
        copy.seek(0)
        yield cast(BinaryIO, copy)
