"""Text -> a file that is there whole or not at all."""

from __future__ import annotations

from pathlib import Path

from geograph.errors import ExportError
from geograph.export.files import write_atomically

__all__ = ["write_whole"]


def write_whole(path: Path, text: str) -> None:
    """Write ``text`` in UTF-8, whole or not at all, into a folder that is there.

    Raises:
        ExportError: the folder is missing or the file cannot be written.
    """
    if not path.parent.is_dir():
        raise ExportError("no such folder", where=str(path), hint="is the folder there and writable?")
    write_atomically(path, text)
