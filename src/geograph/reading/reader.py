"""Paths and standard input -> articles: the front door of the stage."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from geograph.errors import InputError
from geograph.reading.files import SIZE_LIMIT, Options, input_problem
from geograph.reading.packed import read_packed
from geograph.reading.records import check_columns
from geograph.reading.sources import Found, list_files
from geograph.reading.streams import open_source
from geograph.types import Article, Problem, Severity

__all__ = ["ReadResult", "iter_articles", "known_of", "read_articles", "twin_problem"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadResult:
    """The articles that were read, and what could not be."""

    articles: tuple[Article, ...]
    problems: tuple[Problem, ...]


def read_articles(
    sources: Sequence[str | Path],
    *,
    published: date | None = None,
    encoding: str | None = None,
    columns: Mapping[str, str] | None = None,
    stdin: BinaryIO | None = None,
    limit: int = SIZE_LIMIT,
) -> ReadResult:
    """Read all articles of ``sources``; what cannot be read leaves one problem each and stops nothing.

    The order is that of the sources' names, whatever the caller's. Of articles with the same text, the one with the
    most metadata is kept, then the first.

    Args:
        sources: files (.txt .md .html .htm .json .jsonl .ndjson .csv .tsv .xml .rss .atom, others by what is in
            them; packed as .gz, in .zip and .warc), directories, and ``-`` for standard input.
        published: the day of publication of articles that give none.
        encoding: the encoding of all files; without it, byte order marks, then UTF-8, then what a page declares, then
            Windows-1252 with a warning.
        columns: which key or column holds a field, where the name does not say so: ``{"text": "body_col"}``.
        stdin: the stream that ``-`` stands for.
        limit: the bytes of a file of one article, or the characters of a record, that are refused as too many.

    Raises:
        InputError: if ``encoding`` or ``columns`` names what there is not.
    """
    options = _options(published, encoding, columns, limit)
    best: dict[str, tuple[int, int, Article]] = {}
    problems: list[Problem] = []
    for number, item in enumerate(_iter_all(sources, options, stdin)):
        if isinstance(item, Problem):
            problems.append(item)
            continue
        entry = (-known_of(item), number, item)
        rival = best.get(item.id)
        if rival:
            kept, dropped = (entry, rival) if entry[:2] < rival[:2] else (rival, entry)
            problems.append(twin_problem(dropped[2], kept[2].source))
            entry = kept
        best[item.id] = entry
    articles = sorted(best.values(), key=lambda entry: entry[1])
    return ReadResult(articles=tuple(entry[2] for entry in articles), problems=tuple(problems))


def iter_articles(
    sources: Sequence[str | Path],
    *,
    published: date | None = None,
    encoding: str | None = None,
    columns: Mapping[str, str] | None = None,
    stdin: BinaryIO | None = None,
    limit: int = SIZE_LIMIT,
    twins: bool = False,
) -> Iterator[Article | Problem]:
    """Read ``sources`` one article at a time; arguments and order are those of ``read_articles``.

    Since nothing is held back, of articles with the same text the first is kept, be there a later one with more
    metadata. With ``twins`` all are given, for a caller who chooses among them by ``known_of``.

    Raises:
        InputError: if ``encoding`` or ``columns`` names what there is not.
    """
    options = _options(published, encoding, columns, limit)
    found = _iter_all(sources, options, stdin)
    return found if twins else _distinct(found)


def _options(published: date | None, encoding: str | None, columns: Mapping[str, str] | None, limit: int) -> Options:
    check_columns(columns)
    if encoding is not None:
        try:
            encoding = codecs.lookup(encoding).name
        except LookupError as error:
            raise InputError(
                f"there is no encoding {encoding!r}", where="encoding", hint="utf-8, cp1252 ..."
            ) from error
    return Options(published=published, encoding=encoding, columns=columns, limit=limit)


def _iter_all(sources: Sequence[str | Path], options: Options, stdin: BinaryIO | None) -> Iterator[Article | Problem]:
    for item in list_files([sources] if isinstance(sources, (str, Path)) else sources):
        if isinstance(item, Problem):
            yield item
        else:
            yield from _read_one(item, options, stdin)


def _read_one(found: Found, options: Options, stdin: BinaryIO | None) -> Iterator[Article | Problem]:
    try:
        with open_source(found, stdin) as stream:
            yield from read_packed(stream, name=found.name, options=options)
    except InputError as error:
        yield input_problem(error, found.name)
    except OSError as error:
        yield input_problem(InputError(f"the file cannot be read: {error.strerror or error}"), found.name)


def _distinct(items: Iterator[Article | Problem]) -> Iterator[Article | Problem]:
    seen: dict[str, str] = {}
    for item in items:
        if isinstance(item, Article):
            if item.id in seen:
                yield twin_problem(item, seen[item.id])
                continue
            seen[item.id] = item.source
        yield item


def known_of(article: Article) -> int:
    """How much is known of an article beside its text; the date counts for most, since times hang on it."""
    fields = (article.title, article.publisher, article.author, article.url)
    return sum(field is not None for field in fields) + 10 * (article.published is not None)


def twin_problem(dropped: Article, kept: str) -> Problem:
    """The note that an article was passed over for another with the same text, which was read from ``kept``."""
    return Problem(
        severity=Severity.NOTE,
        stage="reading",
        message=f"the same text as {kept}, read once",
        where=dropped.source or None,
    )
