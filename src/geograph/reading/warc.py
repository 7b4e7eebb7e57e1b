"""WARC, the format of web archives (ISO 28500) -> the articles of its pages, by warcio."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stderr
from dataclasses import replace
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from geograph.errors import InputError
from geograph.reading.budget import DAMAGED, Budget, Metered, damaged
from geograph.reading.dates import parse_date
from geograph.reading.decoding import find_encoding
from geograph.reading.files import Options, input_problem
from geograph.reading.pages import read_html
from geograph.reading.records import Fields, record_article
from geograph.reading.tables import too_long
from geograph.types import Article, Problem, Severity

__all__ = ["is_warc", "read_warc"]

_BEGINNING = b"WARC/"
_WHAT = "WARC file"
_CHUNK = 1 << 16
# What a server sent, what was stored without one, and the text that a crawler made of a page.
_KINDS = frozenset({"response", "resource", "conversion"})
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_TEXTS = frozenset({"text/plain"})
_NAMED_KINDS = 8
# What warcio raises for headers that are damaged, beside its own error: a record without an address has no attribute.
_FAULTS = (*DAMAGED, AttributeError, TypeError, LookupError)


def is_warc(head: bytes) -> bool:
    """Whether a file that begins with ``head`` is a WARC file."""
    return head.startswith(_BEGINNING)


def read_warc(stream: BinaryIO, *, name: str, options: Options, budget: Budget) -> Iterator[Article | Problem]:
    """The articles of a WARC file, called ``name#3`` for its third record.

    Read are records of HTML and plain text that a server gave with status 200; one note counts the others. The
    address is the page's own, else the record's. So is the day, but an option ``published`` goes before the day of
    the crawl, which is only the last day that the page can be of.

    Raises:
        InputError: if there is no such record.
    """
    skipped: Counter[str] = Counter()
    articles = problems = 0
    for item in _iter_items(stream, name, options, budget, skipped):
        articles += isinstance(item, Article)
        problems += isinstance(item, Problem) and item.severity is Severity.ERROR
        yield item
    if skipped:
        yield _passed_over(skipped, name)
    if not articles and not problems:
        raise InputError("there is no page of HTML or text in the WARC file")


def _iter_items(
    stream: BinaryIO, name: str, options: Options, budget: Budget, skipped: Counter[str]
) -> Iterator[Article | Problem]:
    source = Metered(stream, budget, _WHAT)
    number, read = 0, True
    try:
        for number, record in enumerate(_iter_records(source), 1):
            reason = _reason_to_skip(record)
            read = reason is None
            if reason is None:
                yield from _read_record(record, f"{name}#{number}", options, budget)
            else:
                skipped[reason] += 1
            if source.failed or budget.spent:
                return
        if not read and _breaks_off(record):
            yield input_problem(_broken_off(), f"{name}#{number}")
    except InputError as error:
        yield input_problem(error, f"{name}#{number + 1}")


def _iter_records(source: Metered) -> Iterator[Any]:
    """The records; the library's remarks on stderr are kept off it.

    Raises:
        InputError: where the file is damaged, for what follows cannot be found.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    try:
        with redirect_stderr(io.StringIO()):
            records = iter(ArchiveIterator(source))
        while True:
            with redirect_stderr(io.StringIO()):
                record = next(records, None)
            if record is None:
                return
            yield record
    except (ArchiveLoadFailed, *_FAULTS) as error:
        raise damaged(_WHAT, error) from error


# ---------------------------------------------------------------- one record
def _reason_to_skip(record: Any) -> str | None:
    """What a record is, if it holds no page or text."""
    if record.rec_type not in _KINDS:
        return str(record.rec_type)
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    if status != "200":
        return f"status {status}"
    kind, _ = _content_type(record)
    return None if kind in _PAGES | _TEXTS else kind or "no content type"


def _content_type(record: Any) -> tuple[str, str | None]:
    """The type of a record's content, and the encoding that comes with it."""
    headers = record.http_headers or record.rec_headers
    kind, *parameters = (headers.get_header("Content-Type") or "").split(";")
    named = (parameter.strip().partition("=") for parameter in parameters)
    charset = next((value.strip("\"' ") for key, _, value in named if key.strip().lower() == "charset"), None)
    return kind.strip().lower(), charset


def _read_record(record: Any, place: str, options: Options, budget: Budget) -> Iterator[Article | Problem]:
    try:
        found = _fields(record, options, budget)
    except InputError as error:
        yield input_problem(error, place)
        return
    crawled = parse_date(record.rec_headers.get_header("WARC-Date"))
    if crawled and not found.published and not options.published:
        yield _day_of_crawl(place)
    yield record_article(found, source=place, published=options.published or crawled)


def _fields(record: Any, options: Options, budget: Budget) -> Fields:
    kind, charset = _content_type(record)
    data = _content(record, options.limit, budget)
    if not data.strip():
        raise InputError("the record is empty")
    page = kind in _PAGES
    encoding = find_encoding(io.BytesIO(data), given=options.encoding, markup=page, declared=charset)
    text = data.decode(encoding.name)
    found = read_html(text) if page else Fields(text=text)
    url = found.url or record.rec_headers.get_header("WARC-Target-URI")
    return replace(found, url=url, publisher=found.publisher or _host(url))


def _content(record: Any, limit: int, budget: Budget) -> bytes:
    """The content, freed of the server's own packing.

    Raises:
        InputError: if it is longer than ``limit`` bytes, or damaged.
    """
    data = bytearray()
    try:
        stream = record.content_stream()
        while piece := stream.read(_CHUNK):
            data += piece
            budget.take(len(piece))
            if len(data) > limit:
                raise too_long(f"the record is larger than {limit:,} bytes")
        while record.raw_stream.read(_CHUNK):
            pass  # what may stand after a packed content
    except _FAULTS as error:
        raise damaged(_WHAT, error) from error
    if _breaks_off(record):
        raise _broken_off()
    return bytes(data)


def _breaks_off(record: Any) -> bool:
    """Whether less of a record could be read than it says that it has."""
    return bool(getattr(record.raw_stream, "limit", 0) > 0)


def _broken_off() -> InputError:
    return InputError("the record breaks off", hint="is the download complete?")


def _host(url: str | None) -> str | None:
    try:
        return urlsplit(url or "").hostname
    except ValueError:
        return None


# ---------------------------------------------------------------- notes
def _passed_over(skipped: Counter[str], name: str) -> Problem:
    ranked = sorted(skipped.items(), key=lambda item: (-item[1], item[0]))
    kinds = [f"{count} {kind}" for kind, count in ranked[:_NAMED_KINDS]]
    kinds += ["..."] if len(ranked) > _NAMED_KINDS else []
    count = sum(skipped.values())
    message = f"passed over {count} record{'' if count == 1 else 's'} without a page or text: {', '.join(kinds)}"
    return Problem(severity=Severity.NOTE, stage="reading", message=message, where=name)


def _day_of_crawl(place: str) -> Problem:
    message = "the page gives no date, so days count from the day that it was stored on"
    hint = "--published names another day"
    return Problem(severity=Severity.NOTE, stage="reading", message=message, where=place, hint=hint)
