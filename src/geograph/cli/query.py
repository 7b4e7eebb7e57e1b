"""``geograph query``: SPARQL over a file -> a table, CSV, TSV, JSON or XML."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geograph.cli.options import Graph, Store
from geograph.cli.output import write_data

if TYPE_CHECKING:
    import pyoxigraph

__all__ = ["query"]


class Format(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    XML = "xml"


def query(
    sparql: Annotated[
        str | None,
        typer.Argument(
            metavar="QUERY",
            help="The name of a query of --list, SPARQL, @FILE to read it from a file, or - for standard input.",
            show_default=False,
        ),
    ] = None,
    graph: Graph = Path("output/graph.ttl"),
    store: Store = None,
    format_: Annotated[Format, typer.Option("--format", "-f", help="How the answer is written.")] = Format.TABLE,
    param: Annotated[
        list[str] | None,
        typer.Option("--param", "-p", metavar="NAME=VALUE", help="A parameter of a named query; may be repeated."),
    ] = None,
    infer: Annotated[
        bool, typer.Option("--infer", help="Also answer from what follows by the ontology, such as inverses.")
    ] = False,
    list_: Annotated[bool, typer.Option("--list", help="Print the named queries and exit.")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Print what a named query asks, its parameters and its SPARQL.")
    ] = False,
) -> None:
    """Answer a query that ships with geograph, or SPARQL of your own; all prefixes of the model are known."""
    from geograph.queries import load_queries
    from geograph.query import format_result, run_named, run_query

    queries = load_queries()
    if list_:
        write_data("".join(f"{name:<24}{named.title}\n" for name, named in queries.items()))
        return
    if sparql is None:
        raise typer.BadParameter("give a query, or the name of one of --list", param_hint="QUERY")
    if explain:
        write_data(_explained(sparql))
        return
    values = _values(param or [])
    if values and sparql not in queries:
        raise typer.BadParameter("only named queries have parameters; --list prints them", param_hint="--param")
    with _opened(graph, store, infer) as rdf:
        result = run_named(rdf, sparql, values) if sparql in queries else run_query(rdf, _text(sparql))
        write_data(format_result(result, format_))


@contextmanager
def _opened(graph: Path, store: Path | None, infer: bool) -> Iterator[pyoxigraph.Store]:
    """The RDF of a file or of a store; what follows by the ontology is added in memory only."""
    import pyoxigraph

    from geograph.export.inference import add_inferred
    from geograph.query import load_store
    from geograph.store import open_reader

    with nullcontext() if store is None else open_reader(store) as reader:
        rdf = load_store(graph) if reader is None else reader.rdf
        if infer and reader is not None:
            rdf = pyoxigraph.Store()
            rdf.bulk_extend(reader.rdf)
        if infer:
            add_inferred(rdf)
        yield rdf


def _values(pairs: list[str]) -> dict[str, str]:
    values = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not (name and equals):
            raise typer.BadParameter(f"{pair!r} is not NAME=VALUE, such as actor=Russia", param_hint="--param")
        values[name] = value
    return values


def _explained(name: str) -> str:
    from geograph.errors import QueryError
    from geograph.queries import load_queries

    queries = load_queries()
    if name not in queries:
        raise QueryError(f"there is no query {name!r}", hint=f"known are {', '.join(queries)}")
    return queries[name].sparql


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
