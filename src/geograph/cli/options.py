"""Options that several commands share, and how their values are read."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from geograph.annotating.model import DEFAULT_MODEL

__all__ = [
    "Around",
    "Articles",
    "Columns",
    "Encoding",
    "FailOn",
    "Frames",
    "Jobs",
    "Limit",
    "Model",
    "Published",
    "Store",
    "StoreFolder",
    "parse_columns",
    "parse_day",
]


class FailOn(StrEnum):
    """From which severity on a problem makes the command fail."""

    ERROR = "error"
    WARNING = "warning"
    NEVER = "never"


def parse_day(text: str) -> date:
    """A day written as YYYY-MM-DD.

    Raises:
        typer.BadParameter: if it is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is not a day written as YYYY-MM-DD") from error


def parse_columns(pairs: list[str]) -> dict[str, str]:
    """``text=body`` pairs as a mapping.

    Raises:
        typer.BadParameter: if one is no pair, or names a field that no article has.
    """
    from geograph.errors import InputError
    from geograph.reading.records import check_columns

    columns = {}
    for pair in pairs:
        field, equals, column = pair.partition("=")
        if not (field and equals and column):
            raise typer.BadParameter(f"{pair!r} is not FIELD=COLUMN, such as text=body", param_hint="--column")
        columns[field] = column
    try:
        check_columns(columns)
    except InputError as error:
        raise typer.BadParameter(f"{error.message} ({error.hint})", param_hint="--column") from error
    return columns


Articles = Annotated[
    list[str],
    typer.Argument(
        metavar="ARTICLE",
        help="Files (text, Markdown, HTML, JSON, JSON Lines, CSV, TSV, RSS, Atom; .gz .zip .warc), directories, or -.",
        show_default=False,
    ),
]
Published = Annotated[
    date | None,
    typer.Option(
        parser=parse_day,
        metavar="YYYY-MM-DD",
        help="Publication day of articles that do not say it themselves; relative days count from it.",
    ),
]
Model = Annotated[str, typer.Option(metavar="NAME", help="An installed spaCy pipeline, or the path of one.")]
Encoding = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Encoding of the files; found out when not given.", show_default=False),
]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        metavar="FIELD=COLUMN",
        help="Which column or key holds a field of an article, such as text=body. May be repeated.",
        show_default=False,
    ),
]
Graph = Annotated[Path, typer.Option("-g", "--graph", metavar="FILE", help="An RDF file that geograph build wrote.")]
Store = Annotated[
    Path | None,
    typer.Option("-s", "--store", metavar="DIR", help="A store that geograph build made.", show_default=False),
]
StoreFolder = Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the store.", show_default=False)]
Around = Annotated[
    list[str] | None,
    typer.Option(
        metavar="ACTOR",
        help="Only what lies around an actor of the store, by name or id. May be repeated.",
        show_default=False,
    ),
]
Limit = Annotated[int, typer.Option(min=1, metavar="N", help="How many actors --around gives.")]
Jobs = Annotated[int, typer.Option(min=1, metavar="N", help="How many processes read articles.")]
Frames = Annotated[
    list[Path] | None,
    typer.Option(
        "--frames", metavar="FILE", help="A file of event frames of your own. May be repeated.", show_default=False
    ),
]
MODEL: str = DEFAULT_MODEL
