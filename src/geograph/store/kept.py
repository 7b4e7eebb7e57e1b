"""What was read of each article, one file each: the truth that everything else in a store is made of.

A file is there whole or not at all, so a file that is there is an article that is finished.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from geograph.errors import StoreError
from geograph.export.files import write_atomically
from geograph.plain import from_plain, to_plain
from geograph.store.layout import Layout
from geograph.types import Document, Problem, Severity

__all__ = [
    "Kept",
    "KeptFile",
    "broken_file",
    "digest",
    "file_name",
    "forget",
    "iter_files",
    "keep",
    "load",
    "sweep_parts",
]

_FORMAT = 1
_SUFFIX = ".json.gz"
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A document with the key of what it was read from and by, and the digest of its file."""

    document: Document
    key: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFile:
    """A file that is there: its name without suffix, its size in bytes, its time in nanoseconds."""

    name: str
    size: int
    mtime: int


def file_name(article: str) -> str:
    """The name of an article's file: its id, which is a digest of its text, or a digest of another id."""
    return (
        article if _DIGEST.fullmatch(article) else "x" + hashlib.sha256(article.encode("utf-8", "replace")).hexdigest()
    )


def keep(layout: Layout, document: Document, key: str) -> None:
    """Write what was read of an article, in the place of what was kept of it.

    Raises:
        ExportError: if it cannot be written; what was kept before is then untouched.
    """
    content = {"format": _FORMAT, "key": key, "document": to_plain(document)}
    data = json.dumps(content, ensure_ascii=True, separators=(",", ":")).encode()
    write_atomically(_path(layout, file_name(document.article.id)), gzip.compress(data, 6, mtime=0))


def load(layout: Layout, name: str) -> Kept:
    """Read a kept file.

    Raises:
        StoreError: if it is not there, or broken.
    """
    path = _path(layout, name)
    hint = "remove the file and build its article again"
    try:
        data = path.read_bytes()
        content = json.loads(gzip.decompress(data))
        if content["format"] != _FORMAT:
            raise StoreError(f"is of format {content['format']}, not {_FORMAT}", where=str(path), hint=hint)
        document = from_plain(Document, content["document"])
        return Kept(document=document, key=str(content["key"]), digest=hashlib.sha256(data).hexdigest())
    except (EOFError, zlib.error, ValueError, KeyError, TypeError, ValidationError) as error:
        raise StoreError(f"is broken: {error}", where=str(path), hint=hint) from error
    except OSError as error:
        raise StoreError(f"cannot be read: {error.strerror or error}", where=str(path), hint=hint) from error


def broken_file(error: StoreError) -> Problem:
    """The problem that a kept file cannot be read."""
    return Problem(severity=Severity.ERROR, stage="store", message=error.message, where=error.where, hint=error.hint)


def digest(layout: Layout, name: str) -> str:
    """The digest of a kept file."""
    return hashlib.sha256(_path(layout, name).read_bytes()).hexdigest()


def forget(layout: Layout, article: str) -> None:
    """Remove what was kept of an article."""
    _path(layout, file_name(article)).unlink(missing_ok=True)


def iter_files(layout: Layout) -> Iterator[KeptFile]:
    """Give the files that are kept, by name."""
    for path in sorted(layout.documents.glob(f"*/*{_SUFFIX}")):
        if not path.name.startswith("."):
            told = path.stat()
            yield KeptFile(name=path.name.removesuffix(_SUFFIX), size=told.st_size, mtime=told.st_mtime_ns)


def sweep_parts(layout: Layout) -> None:
    """Remove what a writer that was killed had begun to write."""
    for folder, pattern in ((layout.root, ".*.tmp"), (layout.documents, "*/.*.tmp")):
        for part in folder.glob(pattern):
            part.unlink(missing_ok=True)


def _path(layout: Layout, name: str) -> Path:
    return layout.documents / name[:2] / (name + _SUFFIX)
