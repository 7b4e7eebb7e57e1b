"""Records with named fields (of JSON, CSV, a page's head) -> ``Article``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date

from geograph.errors import InputError
from geograph.lexicons.records import load_record_names
from geograph.reading.articles import make_article
from geograph.reading.dates import parse_date
from geograph.reading.fragments import fragment_text, has_markup
from geograph.types import Article, Problem, Severity

__all__ = ["Fields", "check_columns", "find_column", "make_fields", "named_values", "record_article", "record_fields"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """What a record says of an article; ``published`` as it stands there."""

    text: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    language: str | None = None
    published: str | int | float | None = None


_NAMES = tuple(field.name for field in fields(Fields))


def check_columns(columns: Mapping[str, str] | None) -> None:
    """Refuse a mapping of columns that names a field which no article has.

    Raises:
        InputError: naming the field.
    """
    for name in columns or ():
        if name not in _NAMES:
            raise InputError(f"an article has no field {name!r}", where="columns", hint=f"fields: {', '.join(_NAMES)}")


def find_column(names: Sequence[str], field: str, columns: Mapping[str, str] | None) -> list[str]:
    """Which of ``names`` hold ``field``, the preferred first: the one given in ``columns``, or the known ones."""
    if columns and field in columns:
        return [name for name in names if name == columns[field]]
    known: tuple[str, ...] = getattr(load_record_names().fields, field)
    taken = set((columns or {}).values())
    folded = {_fold(name): name for name in reversed(names) if name not in taken}
    return [folded[alias] for alias in known if alias in folded]


def record_fields(record: Mapping[str, object], columns: Mapping[str, str] | None = None) -> Fields:
    """The fields of one record.

    Raises:
        InputError: if it has no text.
    """
    values = named_values(record, columns)
    text = values["text"]
    if not isinstance(text, str) or not text.strip():
        hint = f"its keys: {', '.join(list(record)[:12])}" if record else None
        raise InputError("the record has no text", hint=hint)
    return make_fields(fragment_text(text) if has_markup(text) else text, values)


def named_values(
    record: Mapping[str, object], columns: Mapping[str, str] | None = None
) -> dict[str, str | int | float | None]:
    """The value of each field of an article that ``record`` has under any of its names, None where it has none."""
    return {field: _value(record, find_column(list(record), field, columns), field) for field in _NAMES}


def make_fields(text: str, values: Mapping[str, str | int | float | None]) -> Fields:
    """``Fields`` of a text and of values that may have any plain type."""
    line = {
        name: str(value) for name, value in values.items() if name not in ("published", "text") and value is not None
    }
    return Fields(
        text=text,
        title=line.get("title"),
        publisher=line.get("publisher"),
        author=line.get("author"),
        url=line.get("url"),
        language=line.get("language"),
        published=values.get("published"),
    )


def record_article(found: Fields, *, source: str, published: date | None = None) -> Article:
    """The article that ``found`` describes; ``published`` counts where it gives no date of its own."""
    day = parse_date(found.published)
    problems: tuple[Problem, ...] = ()
    if day is None and found.published not in (None, ""):
        problems = (_undated(str(found.published), source),)
    return make_article(
        found.text,
        title=found.title,
        publisher=found.publisher,
        author=found.author,
        url=found.url,
        language=found.language,
        published=day or published,
        source=source,
        problems=problems,
    )


def _undated(value: str, source: str) -> Problem:
    return Problem(
        severity=Severity.WARNING,
        stage="reading",
        message=f"the date {value[:40]!r} is none, or could be read in two ways",
        where=source or None,
        hint="write it as YYYY-MM-DD",
    )


def _value(record: Mapping[str, object], names: Sequence[str], field: str) -> str | int | float | None:
    separator = "\n\n" if field == "text" else ", "
    plain = (_plain(record[name], separator) for name in names)
    return next((value for value in plain if value not in (None, "")), None)


def _plain(value: object, separator: str) -> str | int | float | None:
    """A value as a string or number: lists are joined, of an object (a publisher, a person) the name is taken."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, (int, float)):
        return value
    if isinstance(value, Mapping):
        return _plain(value.get("name"), separator)
    if isinstance(value, Sequence):
        parts = [str(part) for part in (_plain(item, separator) for item in value) if part is not None]
        return separator.join(parts) or None
    return None


def _fold(name: str) -> str:
    return "".join(character for character in name.casefold() if character.isalnum())
