"""What the keys and columns of records of news are called: schema and loader."""

from __future__ import annotations

from functools import cache

from pydantic import BaseModel, ConfigDict, ValidationError

from geograph.errors import LexiconError
from geograph.lexicons.tables import read_toml

__all__ = ["FieldNames", "RecordNames", "load_record_names"]


class FieldNames(BaseModel):
    """The names of each field, the preferred first, in lower case and without punctuation."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: tuple[str, ...]
    title: tuple[str, ...]
    published: tuple[str, ...]
    url: tuple[str, ...]
    publisher: tuple[str, ...]
    author: tuple[str, ...]
    language: tuple[str, ...]
    lists: tuple[str, ...]


class RecordNames(BaseModel):
    """The table ``records.toml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    fields: FieldNames
    months: dict[str, int]


@cache
def load_record_names() -> RecordNames:
    """The table that ships with the package.

    Raises:
        LexiconError: if it breaks the schema.
    """
    try:
        return RecordNames.model_validate(read_toml("records.toml"))
    except ValidationError as error:
        raise LexiconError(str(error.errors()[0]["msg"]), where="records.toml") from error
