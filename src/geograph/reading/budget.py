"""How much a packed file may unpack to, so that a small one cannot fill memory or disk."""

from __future__ import annotations

import lzma
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO, cast

from geograph.errors import InputError

__all__ = ["DAMAGED", "SPOOL", "Budget", "Limits", "Metered", "damaged", "unpack"]

SPOOL = 8_000_000
"""What is unpacked or piped is kept in memory up to this size in bytes, beyond it in a temporary file."""

DAMAGED = (zlib.error, lzma.LZMAError, EOFError, OSError, zipfile.BadZipFile, struct.error, ValueError, RuntimeError)
"""What Python's unpacking raises for damaged bytes, and for methods of packing that it does not know."""

_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a file may unpack to.

    ``ratio`` of all that is unpacked to the file's own size, from ``floor`` bytes on (deflate reaches 1000, pages of
    news 5 to 30); ``size`` in bytes of one unpacked file; ``members`` of archives; ``depth`` of archives within
    archives.
    """

    size: int = 4_000_000_000
    ratio: int = 100
    floor: int = 2_000_000
    members: int = 100_000
    depth: int = 3


class Budget:
    """Counts what one file of ``packed`` bytes unpacks to; once a limit is passed nothing more may be unpacked."""

    def __init__(self, packed: int, limits: Limits) -> None:
        self.limits = limits
        self.spent = False
        self._most = max(limits.floor, packed * limits.ratio)
        self._bytes = 0
        self._members = 0

    def take(self, count: int) -> None:
        """Account for ``count`` unpacked bytes.

        Raises:
            InputError: if there are too many by now.
        """
        self._bytes += count
        if self._bytes > self._most:
            self.spent = True
            message = f"the file unpacks to more than {self.limits.ratio} times its size"
            raise InputError(message, hint="unpack it yourself if you trust it")

    def take_members(self, count: int) -> None:
        """Account for the members of an archive.

        Raises:
            InputError: if there are too many by now.
        """
        self._members += count
        if self._members > self.limits.members:
            self.spent = True
            raise InputError(f"the archive has more than {self.limits.members:,} files", hint="split it")


class Metered:
    """A stream that can only be read on, and that accounts for what is read.

    It is called ``what`` in messages; ``failed`` is True once nothing more can be read of it.
    """

    def __init__(self, stream: BinaryIO, budget: Budget, what: str) -> None:
        # read() waits until it has all that is asked for, and loses what it has where the file breaks off.
        self._read: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
        self._budget = budget
        self._what = what
        self.failed = False

    def read(self, size: int) -> bytes:
        """Read up to ``size`` bytes; none are left if there are none.

        Raises:
            InputError: if the stream is damaged, or if it is more than the budget allows.
        """
        try:
            piece = self._read(size)
            self._budget.take(len(piece))
        except DAMAGED as error:
            self.failed = True
            raise damaged(self._what, error) from error
        except InputError:
            self.failed = True
            raise
        return piece


def damaged(what: str, error: Exception) -> InputError:
    """The refusal of bytes that cannot be unpacked."""
    reason = " ".join(str(error).split()) or type(error).__name__
    return InputError(f"the {what} is damaged: {reason}", hint="is the download complete?")


def unpack(stream: BinaryIO, budget: Budget, what: str) -> BinaryIO:
    """A copy of what is left of ``stream`` that can be read twice; whoever asked for it closes it.

    Raises:
        InputError: if it is damaged, or if it is more than ``budget`` allows.
    """
    copy = tempfile.SpooledTemporaryFile(max_size=SPOOL)  # noqa: SIM115 - it is handed on
    try:
        metered, size = Metered(stream, budget, what), 0
        while piece := metered.read(_CHUNK):
            size += copy.write(piece)
            if size > budget.limits.size:
                raise InputError(f"the {what} unpacks to more than {budget.limits.size:,} bytes", hint="split it")
    except BaseException:
        copy.close()
        raise
    copy.seek(0)
    return cast(BinaryIO, copy)
