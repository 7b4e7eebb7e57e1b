"""``geograph build``: articles -> the files of a graph."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from geograph.cli.options import MODEL, Articles, Columns, Encoding, FailOn, Model, Published, parse_columns
from geograph.cli.output import all_problems, fails, note, show_problems, summary

__all__ = ["build"]


def build(
    articles: Articles,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="Where the files go.")] = Path("output"),
    published: Published = None,
    model: Model = MODEL,
    encoding: Encoding = None,
    column: Columns = None,
    corrections: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="What is one, or is not, as geograph merge and split wrote it."),
    ] = None,
    fail_on: Annotated[FailOn, typer.Option(help="Exit with 1 if there is a problem this bad.")] = FailOn.ERROR,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")] = False,
) -> None:
    """Read articles and write their graph as Turtle, TriG, HTML, JSON, GraphML and JSON Lines."""
    columns = parse_columns(column or [])

    import geograph

    kg = geograph.build(
        articles,
        published=published,
        model=model,
        encoding=encoding,
        columns=columns,
        stdin=sys.stdin.buffer,
        corrections=corrections,
    )
    problems = list(all_problems(kg))
    show_problems(problems, level=fail_on if quiet else None)
    if not kg.documents:
        raise geograph.InputError("no article could be read, so nothing was written")
    files = kg.write(output)
    if not quiet:
        note(f"{summary(kg)}: {', '.join(file.name for file in files)} in {output}")
    raise typer.Exit(1 if fails(problems, fail_on) else 0)
