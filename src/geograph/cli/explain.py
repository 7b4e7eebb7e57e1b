"""``geograph explain``: sentence by sentence, what was found and why, and what was not."""

from __future__ import annotations

import sys

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
    Model,
    Published,
    make_extractor,
    parse_columns,
)
from geograph.cli.output import all_problems, fails, show_problems, write_data

__all__ = ["explain"]


def explain(
    articles: Articles,
    published: Published = None,
    model: Model = MODEL,
    encoding: Encoding = None,
    column: Columns = None,
    frames: Frames = None,
    actors: Actors = None,
    extractor: ExtractorName = RULES,
    endpoint: Endpoint = None,
    endpoint_model: EndpointModel = None,
    endpoint_timeout: EndpointTimeout = None,
) -> None:
    """Print sentence by sentence what was found and by which rule, and what was seen but not coded and why."""
    columns = parse_columns(column or [])
    reader = make_extractor(extractor, endpoint, endpoint_model, endpoint_timeout)

    import geograph
    from geograph.explain import explain_document
    from geograph.terminal import style_for

    kg = geograph.build(
        articles,
        published=published,
        model=model,
        encoding=encoding,
        columns=columns,
        stdin=sys.stdin.buffer,
        frames=frames or (),
        actors=actors or (),
        extractor=reader,
    )
    problems = list(all_problems(kg))
    show_problems(problems)
    style = style_for(sys.stdout)
    for document in sorted(kg.documents, key=lambda document: document.article.source):
        write_data(explain_document(document, style=style) + "\n")
    raise typer.Exit(1 if fails(problems, FailOn.ERROR) else 0)
