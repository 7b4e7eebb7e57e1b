"""The words that a page's layout and a text's language are read by: their schemas and loaders."""

from __future__ import annotations

from functools import cache

from pydantic import BaseModel, ConfigDict, ValidationError

from geograph.errors import LexiconError
from geograph.lexicons.tables import read_records, read_toml

__all__ = ["LanguageWords", "LayoutWords", "load_languages", "load_layout"]


class LayoutWords(BaseModel):
    """The table ``layout.toml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    small: frozenset[str]
    short: frozenset[str]


class LanguageWords(BaseModel):
    """One entry of ``languages.toml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    tag: str
    name: str
    script: str
    words: frozenset[str]


@cache
def load_layout() -> LayoutWords:
    """The table of layout words that ships with the package.

    Raises:
        LexiconError: if it breaks the schema.
    """
    try:
        return LayoutWords.model_validate(read_toml("layout.toml"))
    except ValidationError as error:
        raise LexiconError(str(error.errors()[0]["msg"]), where="layout.toml") from error


@cache
def load_languages() -> tuple[LanguageWords, ...]:
    """The languages that a text is told apart by, English first.

    Raises:
        LexiconError: if an entry breaks the schema.
    """
    return read_records("languages.toml", "language", LanguageWords)
