"""``geograph build``: articles -> the files of a graph."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from geograph.cli.options import (
    MODEL,
    RULES,
    Actors,
    Articles,
    Columns,
    Encoding,
    Endpoint,
    EndpointModel,
    EndpointTimeout,
    ExtractorName,
    FailOn,
    Frames,
    Jobs,
    Model,
    Published,
    Store,
    make_extractor,
    parse_columns,
)
from geograph.cli.output import all_problems, count, fails, note, show_problems, store_summary, summary

__all__ = ["build"]


def build(
    articles: Articles,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="DIR",
            help="Where the files go; output without --store.",
            show_default=False,
        ),
    ] = None,
    store: Store = None,
    jobs: Jobs = 1,
    published: Published = None,
    model: Model = MODEL,
    encoding: Encoding = None,
    column: Columns = None,
    corrections: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="What is one, or is not, as geograph merge and split wrote it."),
    ] = None,
    frames: Frames = None,
    actors: Actors = None,
    extractor: ExtractorName = RULES,
    endpoint: Endpoint = None,
    endpoint_model: EndpointModel = None,
    endpoint_timeout: EndpointTimeout = None,
    fail_on: Annotated[FailOn, typer.Option(help="Exit with 1 if there is a problem this bad.")] = FailOn.ERROR,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")] = False,
) -> None:
    """Read articles and write their graph as Turtle, TriG, HTML, JSON, GraphML and JSON Lines."""
    columns = parse_columns(column or [])
    reader = make_extractor(extractor, endpoint, endpoint_model, endpoint_timeout)
    if store is not None:
        if corrections is not None:
            hint = "a store has corrections of its own: geograph merge and split --store write them"
            raise typer.BadParameter(hint, param_hint="--corrections")
        if frames:
            hint = "a store is read with geograph's own frames, so that all of its articles are read alike"
            raise typer.BadParameter(hint, param_hint="--frames")
        if actors:
            hint = "a store is read with geograph's own actors, so that all of its articles are read alike"
            raise typer.BadParameter(hint, param_hint="--actors")
        if reader is not None:
            hint = "a store is read by geograph's own rules, so that all of its articles are read alike"
            raise typer.BadParameter(hint, param_hint="--extractor")
        reading = {"published": published, "model": model, "encoding": encoding, "columns": columns, "jobs": jobs}
        raise typer.Exit(_into_store(store, articles, output, reading, fail_on, quiet))
    if jobs != 1:
        raise typer.BadParameter("several processes read into a store only: give --store", param_hint="--jobs")

    import geograph

    kg = geograph.build(
        articles,
        published=published,
        model=model,
        encoding=encoding,
        columns=columns,
        stdin=sys.stdin.buffer,
        corrections=corrections,
        frames=frames or (),
        actors=actors or (),
        extractor=reader,
    )
    problems = list(all_problems(kg))
    show_problems(problems, level=fail_on if quiet else None)
    if not kg.documents:
        raise geograph.InputError("no article could be read, so nothing was written")
    folder = output or Path("output")
    files = kg.write(folder)
    if not quiet:
        note(f"{summary(kg)}: {', '.join(file.name for file in files)} in {folder}")
    raise typer.Exit(1 if fails(problems, fail_on) else 0)


def _into_store(
    folder: Path, articles: list[str], output: Path | None, reading: dict[str, Any], fail_on: FailOn, quiet: bool
) -> int:
    """Read articles into a store, and write its files if they are wanted; gives the exit code."""
    import geograph

    with geograph.open_store(folder) as store:
        added = store.add(articles, stdin=sys.stdin.buffer, **reading)
        problems = [(problem.where, problem) for problem in added.problems]
        show_problems(problems, level=fail_on if quiet else None)
        if not added.articles:
            raise geograph.InputError("no article could be read, so the store is as it was")
        if output is not None:
            store.write(output)
        if not quiet:
            done = f"{count({'article': added.read})} read, {added.unchanged} unchanged"
            note(f"{done}; {store_summary(store.status())} in {folder}")
    return 1 if fails(problems, fail_on) else 0
