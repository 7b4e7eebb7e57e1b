"""``geograph view``: open the page in a browser, as build wrote it or made anew with another viewer."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from geograph.cli.around import graph_of
from geograph.cli.options import Around, Limit, Store
from geograph.cli.output import note, write_data

__all__ = ["view"]

_PAGE = "graph.html"
_GRAPH = "graph.json"
_LIVE_PAGE = "graph.live.html"


class Viewer(StrEnum):
    """What shows the graph."""

    CANVAS = "canvas"
    PYVIS = "pyvis"


def view(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The page, or the folder it lies in.", show_default=False)
    ] = Path("output") / _PAGE,
    viewer: Annotated[
        Viewer,
        typer.Option(help="canvas is the page that build wrote; pyvis writes one with live physics, for small graphs."),
    ] = Viewer.CANVAS,
    store: Store = None,
    around: Around = None,
    limit: Limit = 100,
    no_open: Annotated[bool, typer.Option("--no-open", help="Only print the address of the page.")] = False,
) -> None:
    """Open the interactive page that geograph build wrote, and print its address; that of a store is written first."""
    if store is not None:
        page = _of_store(store, around, limit, _page(file), viewer)
    else:
        page = _written(file) if viewer is Viewer.CANVAS else _live(file)
    address = page.resolve().as_uri()
    write_data(f"{address}\n")
    if not no_open:
        import webbrowser

        if not webbrowser.open(address):
            note("no browser could be started: open the address above in one")


def _page(file: Path) -> Path:
    return file / _PAGE if file.is_dir() else file


def _of_store(store: Path, around: list[str] | None, limit: int, page: Path, viewer: Viewer) -> Path:
    from geograph.view import write_html

    write_html(graph_of(store, around, limit), page, viewer=viewer.value)
    return page


def _written(file: Path) -> Path:
    from geograph.errors import InputError

    page = _page(file)
    if not page.is_file():
        raise InputError(
            "there is no such page", where=str(page), hint="has geograph build been run, and in this folder?"
        )
    return page


def _live(file: Path) -> Path:
    """Write the page with live physics beside the graph that it shows."""
    from geograph.export import read_nodelink
    from geograph.view import write_html

    folder = file if file.is_dir() else file.parent
    page = folder / _LIVE_PAGE
    write_html(read_nodelink(folder / _GRAPH), page, viewer="pyvis")
    return page
