"""Bytes -> text: what is text at all, and in which encoding."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import BinaryIO

from geograph.errors import InputError

__all__ = ["Encoding", "binary_kind", "find_encoding", "looks_like_text"]

_HEAD = 8192
_CHUNK = 1 << 20
_SIGNATURES = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "an image, sound or film"),
    (b"\x1f\x8b", "a gzip file"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ", "an xz file"),
    (b"7z\xbc\xaf", "a 7-zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "an SQLite database"),
)
# The longer first: the mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL_BYTES = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_XML_DECLARATION = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']\s*([A-Za-z0-9_:.-]{2,40})")
_FALLBACK = "cp1252"


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoding:
    """The encoding that a whole stream was found to be in; ``guessed`` is True of the last resort."""

    name: str
    guessed: bool = False


def binary_kind(head: bytes) -> str | None:
    """What kind of binary file begins with ``head``; None if it may be text.

    Many control bytes mean a binary file too; text in UTF-16 is known by its mark.
    """
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return kind
    if _mark(head):
        return None
    controls = len(_CONTROL_BYTES.findall(head))
    return "a binary file" if b"\0" in head or controls * 20 > len(head) else None


def find_encoding(
    stream: BinaryIO, *, given: str | None = None, markup: bool = False, declared: str | None = None
) -> Encoding:
    """The encoding of the text in ``stream``, which is rewound.

    A given encoding must hold. Otherwise a byte order mark decides, then UTF-8 if all of it is valid, then what the
    server that sent it ``declared``, then what the page or feed itself declares (``markup``), and at last
    Windows-1252, which older English pages are in.

    Raises:
        InputError: if it is not text, or not in the given encoding, or in none that was tried.
    """
    stream.seek(0)
    head = stream.read(_HEAD)
    kind = binary_kind(head)
    if kind and not (given and kind == "a binary file"):
        hint = "UTF-16 without a byte order mark? then name its encoding" if b"\0" in head else None
        raise InputError(f"this is {kind}, not text", hint=hint)
    if given:
        return _checked(stream, given)
    if mark := _mark(head):
        return _checked(stream, mark)
    if _fault(stream, "utf-8") is None:
        return Encoding(name="utf-8")
    for label in (declared, _declared(head) if markup else None):
        name = _codec(label)
        if name and _fault(stream, name) is None:
            return Encoding(name=name)
    if _fault(stream, _FALLBACK) is None:
        return Encoding(name=_FALLBACK, guessed=True)
    raise InputError("the text is neither in UTF-8 nor in Windows-1252", hint="name its encoding")


def _checked(stream: BinaryIO, name: str) -> Encoding:
    fault = _fault(stream, name)
    if fault:
        raise InputError(
            f"the text is not in {name}: {fault}", hint="name another encoding, or none to have it guessed"
        )
    return Encoding(name=name)


def _mark(head: bytes) -> str | None:
    return next((name for mark, name in _MARKS if head.startswith(mark)), None)


def _declared(head: bytes) -> str | None:
    match = _XML_DECLARATION.match(head) or _META_CHARSET.search(head)
    return match[1].decode("ascii") if match else None


def _codec(label: str | None) -> str | None:
    """Python's name of an encoding of texts; None for what is none, or is one of bytes such as base64."""
    try:
        codec = codecs.lookup(label) if label else None
    except (LookupError, ValueError):
        return None
    return codec.name if codec and getattr(codec, "_is_text_encoding", True) else None


def _fault(stream: BinaryIO, name: str) -> str | None:
    """Why ``stream`` cannot be decoded, None if it can. Read in pieces, since files of records may be large."""
    decoder = codecs.getincrementaldecoder(name)("strict")
    stream.seek(0)
    done = 0
    try:
        while chunk := stream.read(_CHUNK):
            decoder.decode(chunk)
            done += len(chunk)
        decoder.decode(b"", final=True)
    except UnicodeError as error:
        return f"{error.reason} near byte {done}" if isinstance(error, UnicodeDecodeError) else str(error)
    finally:
        stream.seek(0)
    return None


def looks_like_text(head: bytes) -> bool:
    """Whether a file that begins with ``head`` is text beyond doubt: marked as such, or in UTF-8."""
    if not head or binary_kind(head):
        return False
    if _mark(head):
        return True
    try:
        codecs.getincrementaldecoder("utf-8")("strict").decode(head)
    except UnicodeDecodeError:
        return False
    return True
