"""Write a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from geograph.errors import ExportError

__all__ = ["open_atomically", "write_atomically"]


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
    target = Path(path)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:80]}.", suffix=".tmp")
    except OSError as error:
        raise _export_error(error, target) from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(_usual_mode())
        temporary.replace(target)
    except OSError as error:
        raise _export_error(error, target) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _usual_mode() -> int:
    """The mode that ``open`` would give: mkstemp's is for the owner alone."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _export_error(error: OSError, path: Path) -> ExportError:
    hints = {
        FileExistsError: "a file stands where a folder is needed",
        NotADirectoryError: "a file stands where a folder is needed",
        IsADirectoryError: "a folder stands where the file should go",
        PermissionError: "choose another folder, or change its permissions",
    }
    hint = hints.get(type(error), "is there space on the disk, and is the name allowed there?")
    return ExportError(f"cannot write: {error.strerror or error}", where=str(path), hint=hint)
