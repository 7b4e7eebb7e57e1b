"""``geograph show``: the graph's actors and relations on a terminal."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from geograph.cli.output import write_data

__all__ = ["show"]


def show(
    graph: Annotated[
        Path, typer.Option("-g", "--graph", metavar="FILE", help="The graph.json that geograph build wrote.")
    ] = Path("output/graph.json"),
) -> None:
    """Print actors and relations with the sentences behind them; what is no fact is marked with its status."""
    from geograph.export import read_nodelink
    from geograph.show import format_graph
    from geograph.terminal import style_for

    write_data(format_graph(read_nodelink(graph), style=style_for(sys.stdout)))
