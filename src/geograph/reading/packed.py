"""One open file, packed or not -> its articles and problems: gzip, zip and WARC are opened up."""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Iterator
from typing import BinaryIO, cast

from geograph.errors import InputError
from geograph.reading.budget import DAMAGED, Budget, damaged, unpack
from geograph.reading.decoding import looks_like_text
from geograph.reading.files import Options, input_problem, read_stream
from geograph.reading.formats import known_suffix
from geograph.reading.sources import PASSED_OVER
from geograph.reading.streams import stream_size
from geograph.reading.warc import is_warc, read_warc
from geograph.types import Article, Problem, Severity

__all__ = ["is_packed", "read_packed"]

_HEAD = 8192
_GZIP = b"\x1f\x8b"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
# An office document or an e-book is a zip archive that begins with one of these.
_OFFICE = frozenset({"[Content_Types].xml", "mimetype", "_rels/.rels"})
_JUNK = "__MACOSX"
_ENCRYPTED = 0x1


def is_packed(head: bytes) -> bool:
    """Whether a file that begins with ``head`` is opened up rather than read."""
    return head.startswith((_GZIP, *_ZIP)) or is_warc(head)


def read_packed(stream: BinaryIO, *, name: str, options: Options) -> Iterator[Article | Problem]:
    """The articles of the file or stream ``name``; those in an archive are called ``name:member``.

    Each member that cannot be read leaves a problem and costs no other. Archives may stand in archives.

    Raises:
        InputError: if nothing of it can be read.
    """
    yield from _read(stream, name, options, Budget(stream_size(stream), options.limits), depth=0)


def _read(stream: BinaryIO, name: str, options: Options, budget: Budget, *, depth: int) -> Iterator[Article | Problem]:
    head = stream.read(_HEAD)
    stream.seek(0)
    if not is_packed(head):
        yield from read_stream(stream, name=name, options=options)
        return
    if depth >= budget.limits.depth:
        raise InputError(f"it is packed more than {budget.limits.depth} times over", hint="unpack it once")
    if head.startswith(_GZIP):
        yield from _read_gzip(stream, name, options, budget, depth=depth)
    elif head.startswith(_ZIP):
        yield from _read_zip(stream, name, options, budget, depth=depth)
    else:
        yield from read_warc(stream, name=name, options=options, budget=budget)


# ---------------------------------------------------------------- gzip
def _read_gzip(
    stream: BinaryIO, name: str, options: Options, budget: Budget, *, depth: int
) -> Iterator[Article | Problem]:
    with gzip.GzipFile(fileobj=stream, mode="rb") as packed:
        if _begins_warc(packed):  # read as it comes: a crawl may be larger than the disk
            yield from read_warc(cast(BinaryIO, packed), name=name, options=options, budget=budget)
            return
        with unpack(cast(BinaryIO, packed), budget, "gzip file") as content:
            yield from _read(content, name, options, budget, depth=depth + 1)


def _begins_warc(packed: gzip.GzipFile) -> bool:
    try:
        return is_warc(packed.peek(_HEAD))
    except DAMAGED as error:
        raise damaged("gzip file", error) from error


# ---------------------------------------------------------------- zip
def _read_zip(
    stream: BinaryIO, name: str, options: Options, budget: Budget, *, depth: int
) -> Iterator[Article | Problem]:
    with _open_zip(stream) as archive:
        # Not ``is_dir``: it fails on a member whose name a damaged archive has lost.
        members = [info for info in archive.infolist() if not info.filename.endswith("/")]
        if any(info.filename in _OFFICE for info in members):
            raise InputError("this is an office document or a book, not text", hint="save it as text or HTML")
        budget.take_members(len(members))
        shown = sorted((info for info in members if not _hidden(info.filename)), key=lambda info: info.filename)
        if not shown:
            raise InputError("there is no article in the archive")
        for info in shown:
            yield from _read_member(archive, info, f"{name}:{info.filename}", options, budget, depth=depth)
            if budget.spent:
                return


def _read_member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, options: Options, budget: Budget, *, depth: int
) -> Iterator[Article | Problem]:
    try:
        with _open_member(archive, info, budget) as content:
            head = content.read(_HEAD)
            content.seek(0)
            if known_suffix(info.filename) or is_packed(head) or looks_like_text(head):
                yield from _read(content, name, options, budget, depth=depth + 1)
            else:
                yield Problem(severity=Severity.NOTE, stage="reading", message=PASSED_OVER, where=name)
    except InputError as error:
        yield input_problem(error, name)


def _open_zip(stream: BinaryIO) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(stream)
    except DAMAGED as error:
        raise damaged("zip archive", error) from error


def _open_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> BinaryIO:
    if info.flag_bits & _ENCRYPTED:
        raise InputError("it needs a password", hint="unpack the archive yourself")
    try:
        member = archive.open(info)
    except DAMAGED as error:
        raise damaged("member", error) from error
    with member:
        return unpack(cast(BinaryIO, member), budget, "member")


def _hidden(name: str) -> bool:
    return any(part.startswith(".") or part == _JUNK for part in name.split("/"))
