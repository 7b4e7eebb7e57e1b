"""Feeds -> their entries: RSS and Atom by feedparser, JSON Feed. Nothing that a feed names is fetched."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

from geograph.errors import InputError
from geograph.reading.cleaning import clean_text
from geograph.reading.fragments import fragment_text, has_markup
from geograph.reading.records import Fields, make_fields, named_values
from geograph.types import Problem, Severity

__all__ = ["feed_entries", "is_json_feed", "json_feed_entries"]

_DOCTYPE = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->)*<!DOCTYPE\b", re.IGNORECASE | re.DOTALL)
_ENTITY = re.compile(r"<!ENTITY\b", re.IGNORECASE)
_QUOTED_OR_SIGN = re.compile(r"\"[^\"]*\"|'[^']*'|<!--.*?-->|[\[\]>]", re.DOTALL)
_LONGEST_DOCTYPE = 20_000
# What feedparser says of texts that are not markup.
_PLAIN = "text/plain"
_JSON_FEED = "jsonfeed.org/version/"
_DECODED = {"content-type": "application/xml; charset=utf-8"}


def feed_entries(text: str) -> Iterator[tuple[str, Fields | InputError | Problem]]:
    """The entries of a feed in XML (RSS 0.9x, 1.0, 2.0, Atom), each with its place, ``#3`` for the third.

    The fullest text of an entry counts, its content or summary, else its title. Entities that the feed declares itself
    are not expanded: nine lines of them can stand for gigabytes.

    Raises:
        InputError: if it is no feed.
    """
    import feedparser  # late: it takes a tenth of a second

    bare, declared = _without_doctype(clean_text(text)[0])
    if declared:
        hint = "write out what they stand for, if an article lacks it"
        yield "", _warning("the feed declares entities of its own, which are not expanded", hint)
    # A stream, since feedparser opens strings that look like an address or a path.
    stream = io.BytesIO(bare.encode())
    found = feedparser.parse(stream, response_headers=_DECODED, resolve_relative_uris=False, sanitize_html=False)
    if not found.version and not found.entries:
        raise InputError("this is XML, but no feed", hint="save its articles as HTML, JSON or text")
    if not found.entries:
        raise InputError("the feed has no entries")
    if found.bozo and not declared:
        message = f"the feed is not well-formed XML: {_one_line(found.bozo_exception)}"
        yield "", _warning(message, "what could be made out of it was read")
    for number, entry in enumerate(found.entries, 1):
        yield f"#{number}", _entry_fields(entry, found.feed)


def is_json_feed(value: object) -> bool:
    """Whether a JSON document is a JSON Feed (https://www.jsonfeed.org), which says so in its ``version``."""
    return isinstance(value, dict) and _JSON_FEED in str(value.get("version")) and isinstance(value.get("items"), list)


def json_feed_entries(feed: Mapping[str, Any]) -> Iterator[tuple[str, Fields | InputError]]:
    """The items of a JSON Feed of version 1 or 1.1, each with its place."""
    shared = {"publisher": feed.get("title"), "language": feed.get("language")}
    for number, item in enumerate(feed["items"], 1):
        if not isinstance(item, dict):
            yield f"#{number}", InputError("the item is no object with named fields")
            continue
        own = dict(item)
        own["author"] = own.get("authors") or own.get("author") or feed.get("authors") or feed.get("author")
        own["published"] = own.get("date_published") or own.get("date_modified")
        values = named_values({**shared, **own})
        yield f"#{number}", _fields(_json_text(own), values)


# ---------------------------------------------------------------- entries
def _entry_fields(entry: Any, feed: Any) -> Fields | InputError:
    details = [*entry.get("content", ()), *([entry.summary_detail] if "summary_detail" in entry else [])]
    # The longest: the caption of a picture or a second description stands among them, first or last.
    texts = [(_detail_text(detail), detail.get("language")) for detail in details]
    text, language = max(texts, key=lambda found: len(found[0].strip()), default=("", None))
    authors = [name for author in entry.get("authors", ()) if (name := author.get("name"))]
    values = {
        "title": _title(entry),
        "publisher": _title(entry.get("source")) or entry.get("publisher") or _title(feed),
        "author": ", ".join(authors) or entry.get("author") or None,
        "url": entry.get("link"),
        "language": language or feed.get("language"),
        # In this order: asked for "updated" where there is none, feedparser warns that it takes "published".
        "published": entry.published if "published" in entry else entry.get("updated"),
    }
    return _fields(text, values)


def _title(holder: Any) -> str | None:
    """The title of a feed, entry or source, free of markup."""
    if not isinstance(holder, Mapping):
        return None
    detail = holder.get("title_detail")
    return _detail_text(detail) if detail else holder.get("title")


def _fields(text: str, values: Mapping[str, Any]) -> Fields | InputError:
    text = text if text.strip() else str(values.get("title") or "")
    if not text.strip():
        return InputError("the entry has no text", hint="it has neither content, nor summary, nor title")
    return make_fields(text, values)


def _detail_text(detail: Any) -> str:
    value = str(detail.get("value") or "")
    # "Plain" is often feedparser's guess: the specification of RSS leaves it open.
    return value if detail.get("type") == _PLAIN and not has_markup(value) else fragment_text(value)


def _json_text(item: Mapping[str, Any]) -> str:
    markup, plain, summary = (item.get(key) for key in ("content_html", "content_text", "summary"))
    if isinstance(markup, str) and (text := fragment_text(markup)).strip():
        return text
    return next((text for text in (plain, summary) if isinstance(text, str) and text.strip()), "")


# ---------------------------------------------------------------- XML
def _without_doctype(text: str) -> tuple[str, bool]:
    """The text without its document type declaration, and whether that declared entities."""
    start = _DOCTYPE.match(text)
    if not start:
        return text, False
    depth = 0
    for match in _QUOTED_OR_SIGN.finditer(text, start.end(), start.end() + _LONGEST_DOCTYPE):
        depth += {"[": 1, "]": -1}.get(match[0], 0)
        if match[0] == ">" and depth <= 0:
            declared = _ENTITY.search(text, start.end(), match.end()) is not None
            return text[: start.end() - len("<!DOCTYPE")] + text[match.end() :], declared
    raise InputError("the document type declaration of the feed does not end, or is far too long")


def _warning(message: str, hint: str) -> Problem:
    return Problem(severity=Severity.WARNING, stage="reading", message=message, hint=hint)


def _one_line(error: object) -> str:
    return " ".join(str(error).split()) or type(error).__name__
