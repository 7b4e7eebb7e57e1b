"""Options that several commands share, and how their values are read."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geograph.annotating.model import DEFAULT_MODEL

if TYPE_CHECKING:
    from geograph.extracting import Extractor

__all__ = [
    "RULES",
    "Actors",
    "Around",
    "Articles",
    "Columns",
    "Encoding",
    "Endpoint",
    "EndpointModel",
    "EndpointTimeout",
    "ExtractorName",
    "FailOn",
    "Frames",
    "Jobs",
    "Limit",
    "Model",
    "Published",
    "Store",
    "StoreFolder",
    "make_extractor",
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


def make_extractor(name: str, endpoint: str | None, model: str | None, timeout: float | None) -> Extractor | None:
    """The extractor that the options name; None for the rules, which need none.

    Raises:
        typer.BadParameter: if there is no such extractor, or the options do not go together.
    """
    if name == RULES and endpoint is None and model is None and timeout is None:
        return None
    from geograph.errors import InputError
    from geograph.extracting import ExtractorOptions, load_extractor

    given = {} if timeout is None else {"timeout": timeout}
    try:
        made = load_extractor(name, ExtractorOptions(endpoint=endpoint, model=model, **given))
    except InputError as error:
        raise typer.BadParameter(str(error), param_hint="--extractor") from error
    if name == RULES:
        raise typer.BadParameter("the rules ask no endpoint: give --extractor", param_hint="--endpoint-timeout")
    return made


RULES = "rules"
"""The name of the extractor that is used unless another is named."""

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
Actors = Annotated[
    list[Path] | None,
    typer.Option(
        "--actors",
        metavar="PATH",
        help="A table of actors of your own, or a folder of such tables. May be repeated.",
        show_default=False,
    ),
]
ExtractorName = Annotated[
    str,
    typer.Option(
        "--extractor", metavar="NAME", help="What reads events: rules, chat, or that of an installed package."
    ),
]
Endpoint = Annotated[
    str | None,
    typer.Option(metavar="URL", help="The chat endpoint that articles are sent to, such as http://127.0.0.1:11434/v1."),
]
EndpointModel = Annotated[str | None, typer.Option(metavar="NAME", help="The model that the endpoint shall use.")]
EndpointTimeout = Annotated[
    float | None,
    typer.Option(metavar="SECONDS", help="How long one answer of the endpoint may take; 60 when not given."),
]
MODEL: str = DEFAULT_MODEL
