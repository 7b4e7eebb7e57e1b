"""Sources -> the files to read, each once, in an order that does not depend on the caller's."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from geograph.reading.decoding import looks_like_text
from geograph.reading.formats import known_suffix
from geograph.types import Problem, Severity

__all__ = ["PASSED_OVER", "STDIN", "Found", "list_files"]

STDIN = "-"
PASSED_OVER = "passed over: neither text nor of a known format"
_HEAD = 8192


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A file to read; ``name`` is how it is called in messages. ``path`` is None for standard input."""

    name: str
    path: Path | None


def list_files(sources: Sequence[str | Path]) -> Iterator[Found | Problem]:
    """The files of ``sources``, directories opened up; each file once, sorted by name."""
    done: set[str] = set()
    for name in sorted({str(source) for source in sources}):
        for item in _expand(name):
            if isinstance(item, Found) and item.path is not None:
                place = _place(item.path)
                if place in done:
                    continue
                done.add(place)
            yield item


def _place(path: Path) -> str:
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):  # a NUL in the name, or a loop of links: opening it will say so
        return str(path)


def _expand(name: str) -> Iterator[Found | Problem]:
    if name == STDIN:
        yield Found(name=name, path=None)
        return
    path = Path(name)
    if os.path.isdir(path):  # noqa: PTH112 - says False where Path.is_dir() raises
        yield from _directory(path)
    else:
        yield Found(name=name, path=path)


def _directory(root: Path) -> Iterator[Found | Problem]:
    """The articles below ``root``; hidden files and folders are passed over, other files that hold no text noted."""
    failures: list[Problem] = []
    found = 0
    for path in _walk(root, failures):
        if known_suffix(path.name) or looks_like_text(_head(path)):
            found += 1
            yield Found(name=str(path), path=path)
        else:
            yield _problem(Severity.NOTE, PASSED_OVER, str(path))
    yield from failures
    if not found and not failures:
        yield _problem(Severity.ERROR, "there is no article in the directory", str(root))


def _walk(root: Path, failures: list[Problem]) -> Iterable[Path]:
    def failed(error: OSError) -> None:
        failures.append(
            _problem(Severity.ERROR, f"the directory cannot be read: {error.strerror}", str(error.filename))
        )

    paths: list[Path] = []
    for folder, folders, files in os.walk(root, onerror=failed):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        paths.extend(Path(folder, name) for name in files if not name.startswith("."))
    return sorted(path for path in paths if path.is_file())


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(_HEAD)
    except OSError:
        return b""


def _problem(severity: Severity, message: str, where: str) -> Problem:
    return Problem(severity=severity, stage="reading", message=message, where=where)
