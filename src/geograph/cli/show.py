"""``geograph show``: the graph's actors and relations on a terminal."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from geograph.cli.around import graph_of
from geograph.cli.options import Around, Limit, Store
from geograph.cli.output import write_data

__all__ = ["show"]


def show(
    graph: Annotated[
        Path, typer.Option("-g", "--graph", metavar="FILE", help="The graph.json that geograph build wrote.")
    ] = Path("output/graph.json"),
    store: Store = None,
    around: Around = None,
    limit: Limit = 100,
) -> None:
    """Print actors and relations with the sentences behind them; what is no fact is marked with its status."""
    from geograph.export import read_nodelink
    from geograph.show import format_graph
    from geograph.terminal import style_for

    found = read_nodelink(graph) if store is None else graph_of(store, around, limit)
    write_data(format_graph(found, style=style_for(sys.stdout)))
