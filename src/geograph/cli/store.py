"""``geograph status``, ``remove`` and ``rebuild``: what concerns a store as a whole."""

from __future__ import annotations

from typing import Annotated

import typer

from geograph.cli.options import MODEL, FailOn, Jobs, Model, StoreFolder
from geograph.cli.output import count, fails, note, show_problems, store_summary, write_data

__all__ = ["rebuild", "remove", "status"]


def status(
    directory: StoreFolder,
    articles: Annotated[bool, typer.Option("--articles", help="List the articles: id, day, title, source.")] = False,
) -> None:
    """Print what is in a store, what an interrupted build left to do, and how many problems its articles have."""
    import geograph
    from geograph.store.status import format_articles, format_status

    with geograph.open_store(directory).reader() as reader:
        write_data(format_articles(reader) if articles else format_status(reader.status()))


def remove(
    directory: StoreFolder,
    articles: Annotated[
        list[str],
        typer.Argument(
            metavar="ARTICLE",
            help="An id, eight or more digits of its beginning, an address, or a file or folder that was read.",
            show_default=False,
        ),
    ],
) -> None:
    """Remove articles from a store; the others are not read again."""
    import geograph

    with geograph.open_store(directory) as store:
        removed = store.remove(*articles)
        note(f"{count({'article': len(removed)})} removed: {store_summary(store.status())} in {directory}")


def rebuild(
    directory: StoreFolder,
    reread: Annotated[bool, typer.Option("--reread", help="Read the kept texts again, too.")] = False,
    model: Model = MODEL,
    jobs: Jobs = 1,
) -> None:
    """Make the graph of a store again from the documents that were kept."""
    import geograph

    with geograph.open_store(directory) as store:
        added = store.rebuild(reread=reread, model=model, jobs=jobs)
        problems = [(problem.where, problem) for problem in added.problems]
        show_problems(problems)
        note(f"{store_summary(store.status())} in {directory}")
    raise typer.Exit(1 if fails(problems, FailOn.ERROR) else 0)
