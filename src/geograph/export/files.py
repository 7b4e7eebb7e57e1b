"""Write a file whole or not at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from geograph.errors import ExportError

__all__ = ["make_folder", "open_atomically", "write_atomically"]


def make_folder(path: Path | str) -> Path:
    """Make a folder, with those it lies in, if it is not there.

    Raises:
        ExportError: if it cannot be made.
    """
    try:
        Path(path).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(f"cannot make the folder: {error.strerror}", where=str(path)) from error
    return Path(path)


def write_atomically(path: Path | str, data: bytes | str | Iterable[bytes]) -> Path:
    """Write ``data`` to a temporary name in the folder of ``path``, flush it to the disk, then rename it.

    Whoever reads ``path`` sees the old file or the new one, never a part. Text is written as UTF-8 with the line ends
    that it has.

    Returns:
        The path that was written.

    Raises:
        ExportError: if it cannot be written; ``path`` is then as it was before.
    """
    whole = data.encode("utf-8", "replace") if isinstance(data, str) else data
    with open_atomically(path) as stream:
        for chunk in (whole,) if isinstance(whole, bytes) else whole:
            stream.write(chunk)
    return Path(path)


@contextmanager
def open_atomically(path: Path | str) -> Iterator[IO[bytes]]:
    """Open a binary stream that takes the place of ``path`` when the block ends well, and vanishes when it does not.

    Raises:
        ExportError: if it cannot be written.
    """
    target = Path(os.path.realpath(path))  # a link stays a link, and what it points at is replaced
    temporary = target.with_name(f".{target.name[:80]}.{secrets.token_hex(6)}.tmp")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with _create(temporary) as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(target)
    except OSError as error:
        raise _export_error(error, Path(path)) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _create(path: Path) -> IO[bytes]:
    """Create a file that does not exist, with the mode that ``open`` gives: tempfile's is for the owner alone."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, 0o666), "wb")


def _export_error(error: OSError, path: Path) -> ExportError:
    hints = {
        FileExistsError: "a file stands where a folder is needed",
        NotADirectoryError: "a file stands where a folder is needed",
        IsADirectoryError: "a folder stands where the file should go",
        PermissionError: "choose another folder, or change its permissions",
    }
    hint = hints.get(type(error), "is there space on the disk, and is the name allowed there?")
    return ExportError(f"cannot write: {error.strerror or error}", where=str(path), hint=hint)
