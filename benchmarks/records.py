"""Read the records of a suite: only what a user would have, never the answers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

__all__ = ["Record", "iter_records"]

_FIELDS = ("id", "doc_id", "text", "title", "date", "source", "call", "context", "kind")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record of a suite, with the answers left out."""

    id: str
    text: str
    title: str | None = None
    day: date | None = None
    publisher: str | None = None
    call: str | None = None
    context: str | None = None
    kind: str | None = None


def iter_records(path: Path) -> Iterator[Record]:
    """Read the records of a JSON Lines file, keeping nothing but the fields that a user would have."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                whole: dict[str, Any] = json.loads(line)
                seen = {name: whole.get(name) for name in _FIELDS}
                yield Record(
                    id=seen["id"] or seen["doc_id"],
                    text=seen["text"],
                    title=seen["title"],
                    day=_day(seen["date"]),
                    # In suites of events "source" is a list: the answer. In re3d it is who published the document.
                    publisher=seen["source"] if isinstance(seen["source"], str) else None,
                    call=seen["call"],
                    context=seen["context"],
                    kind=seen["kind"],
                )


_FORMS = ("%Y%m%d", "%Y-%m-%d", "%d %B %Y", "%B %d, %Y")


def _day(value: object) -> date | None:
    for form in _FORMS:
        try:
            return datetime.strptime(str(value or ""), form).date()
        except ValueError:
            continue
    return None
