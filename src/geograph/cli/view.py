"""``geograph view``: open the page in a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from geograph.cli.output import note, write_data

__all__ = ["view"]

_PAGE = "graph.html"


def view(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The page, or the folder it lies in.", show_default=False)
    ] = Path("output") / _PAGE,
    no_open: Annotated[bool, typer.Option("--no-open", help="Only print the address of the page.")] = False,
) -> None:
    """Open the interactive page that geograph build wrote, and print its address."""
    from geograph.errors import InputError

    page = file / _PAGE if file.is_dir() else file
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
