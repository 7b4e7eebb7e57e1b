"""``geograph view``: open the page in a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from geograph.cli.around import graph_of
from geograph.cli.options import Around, Limit, Store
from geograph.cli.output import note, write_data

__all__ = ["view"]

_PAGE = "graph.html"


def view(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The page, or the folder it lies in.", show_default=False)
    ] = Path("output") / _PAGE,
    store: Store = None,
    around: Around = None,
    limit: Limit = 100,
    no_open: Annotated[bool, typer.Option("--no-open", help="Only print the address of the page.")] = False,
) -> None:
    """Open the interactive page that geograph build wrote, and print its address; that of a store is written first."""
    from geograph.errors import InputError

    page = file / _PAGE if file.is_dir() else file
    if store is not None:
        from geograph.view import write_html

        write_html(graph_of(store, around, limit), page)
    if not page.is_file():
        raise InputError(
            "there is no such page", where=str(page), hint="has geograph build been run, and in this folder?"
        )
    address = page.resolve().as_uri()
    write_data(f"{address}\n")
    if not no_open:
        import webbrowser

        if not webbrowser.open(address):
            note("no browser could be started: open the address above in one")
