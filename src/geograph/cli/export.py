"""``geograph export``: what build wrote -> another format."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer

from geograph.cli.options import Store
from geograph.cli.output import note, write_data

__all__ = ["export"]


def export(
    formats: Annotated[
        list[str] | None, typer.Argument(metavar="FORMAT", help="One or more of --list.", show_default=False)
    ] = None,
    graph: Annotated[
        Path, typer.Option("-g", "--graph", metavar="DIR", help="A folder that geograph build wrote.")
    ] = Path("output"),
    store: Store = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="DIR", help="Where the files go; by default beside the graph."),
    ] = None,
    all_statuses: Annotated[
        bool,
        typer.Option(
            "--all-statuses", help="In tables of events also what is claimed, planned, ordered or denied, so marked."
        ),
    ] = False,
    list_: Annotated[bool, typer.Option("--list", help="Print the formats and exit.")] = False,
) -> None:
    """Write the graph that geograph build wrote, or a store, in other formats."""
    from geograph.export.formats import FORMATS
    from geograph.export.formats import export as write
    from geograph.export.source import read_source
    from geograph.store import open_reader
    from geograph.store.outputs import source_of_reader

    if list_:
        write_data("".join(f"{name:<10}{format_.purpose}\n" for name, format_ in FORMATS.items()))
        return
    if not formats:
        raise typer.BadParameter("name at least one format; --list prints them", param_hint="FORMAT")
    unknown = [name for name in formats if name not in FORMATS]
    if unknown:
        raise typer.BadParameter(f"{unknown[0]!r} is none of {', '.join(FORMATS)}", param_hint="FORMAT")
    with ExitStack() as stack:
        source = read_source(graph) if store is None else source_of_reader(stack.enter_context(open_reader(store)))
        for name in formats:
            files = write(source, name, output or graph, all_statuses=all_statuses)
            note(f"{name}: {', '.join(map(str, files))}")
