"""What a person says is one, or is not: a small reviewed file of CSV that every build obeys.

A row has ``action`` (merge or split), ``ids`` (two or more, joined by ``|``), and for the reader ``reason``, ``by`` and
``date``. An id names an actor or an event as the graph does; ``ID@ARTICLE``, with the first characters of an article's
id, names the actor as that article tells of him. The last row that speaks of a pair holds, so a merge can be undone.
"""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from geograph.errors import InputError

__all__ = ["COLUMNS", "Correction", "held_pairs", "make_correction", "read_corrections"]

COLUMNS = ("action", "ids", "reason", "by", "date")


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One row: ``where`` names its file and line for messages."""

    action: Literal["merge", "split"]
    ids: tuple[str, ...]
    reason: str = ""
    by: str = ""
    date: datetime.date | None = None
    where: str = ""


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    action: Literal["merge", "split"]
    ids: str
    reason: str = ""
    by: str = ""
    date: datetime.date | None = None

    @field_validator("ids")
    @classmethod
    def _enough(cls, ids: str) -> str:
        if len({part.strip() for part in ids.split("|")} - {""}) < 2:
            raise ValueError("name at least two different ids, joined by |")
        return ids


def read_corrections(path: Path) -> tuple[Correction, ...]:
    """Read a file of corrections, in its order.

    Raises:
        InputError: if it cannot be read, or naming the line of the first row that is none.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"the corrections cannot be read: {error.strerror}", where=str(path)) from error
    except UnicodeDecodeError as error:
        raise InputError("the corrections are not in UTF-8", where=str(path)) from error
    lines = [(number, line) for number, line in enumerate(text.splitlines(), start=1) if line and line[0] != "#"]
    reader = csv.DictReader(io.StringIO("\n".join(line for _, line in lines)))
    if lines and tuple(reader.fieldnames or ()) != COLUMNS:
        raise InputError(f"the columns must be {','.join(COLUMNS)}", where=f"{path}:{lines[0][0]}")
    return tuple(make_correction(row, f"{path}:{lines[reader.line_num - 1][0]}") for row in reader)


def make_correction(row: dict[str, str], where: str) -> Correction:
    """The correction of a row.

    Raises:
        InputError: if it is none.
    """
    try:
        valid = _Row.model_validate({name: value for name, value in row.items() if value})
    except ValidationError as error:
        first = error.errors()[0]
        column = ".".join(map(str, first["loc"]))
        raise InputError(f"not a correction: {column}: {first['msg']}", where=where) from error
    ids = tuple(dict.fromkeys(part.strip() for part in valid.ids.split("|") if part.strip()))
    return Correction(action=valid.action, ids=ids, reason=valid.reason, by=valid.by, date=valid.date, where=where)


def held_pairs(corrections: Iterable[Correction]) -> dict[frozenset[str], Correction]:
    """The correction that holds for each pair of ids."""
    held: dict[frozenset[str], Correction] = {}
    for correction in corrections:
        for number, one in enumerate(correction.ids):
            for other in correction.ids[number + 1 :]:
                held[frozenset((one, other))] = correction
    return held
