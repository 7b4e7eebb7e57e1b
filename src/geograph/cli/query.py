"""``geograph query``: SPARQL over a file -> a table, CSV, TSV or JSON."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from geograph.cli.options import Graph, Store
from geograph.cli.output import write_data

__all__ = ["query"]


class Format(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"


def query(
    sparql: Annotated[
        str, typer.Argument(metavar="SPARQL", help="The query, @FILE to read it from a file, or - for standard input.")
    ],
    graph: Graph = Path("output/graph.ttl"),
    store: Store = None,
    format_: Annotated[Format, typer.Option("--format", "-f", help="How the answer is written.")] = Format.TABLE,
) -> None:
    """Answer a SPARQL query; all prefixes of the model are known."""
    from geograph.query import format_result, run_query

    if store is None:
        write_data(format_result(run_query(graph, _text(sparql)), format_))
        return
    from geograph.store import open_reader

    with open_reader(store) as reader:
        write_data(format_result(reader.query(_text(sparql)), format_))


def _text(argument: str) -> str:
    from geograph.errors import InputError

    if argument == "-":
        return sys.stdin.buffer.read().decode("utf-8", errors="replace")
    if not argument.startswith("@"):
        return argument
    try:
        return Path(argument[1:]).read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(f"the query cannot be read: {error.strerror}", where=argument[1:]) from error
    except UnicodeDecodeError as error:
        raise InputError("the query is not in UTF-8", where=argument[1:]) from error
