"""Text -> a file that is there whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from geograph.errors import ExportError

__all__ = ["write_whole"]


def write_whole(path: Path, text: str) -> None:
    """Write ``text`` in UTF-8 to a temporary neighbour of ``path`` and rename it.

    Raises:
        ExportError: the folder is missing or the file cannot be written.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    except OSError as error:
        raise ExportError(str(error.strerror), where=str(path), hint="is the folder there and writable?") from error
    part = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        part.chmod(0o666 & ~_umask())
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise ExportError(str(error.strerror), where=str(path)) from error


def _umask() -> int:
    # The mask can only be read by setting it; mkstemp's own 0600 would lock the page to its writer.
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
