"""SPARQL over what geograph wrote: files, bytes or rdflib graphs, run by pyoxigraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, QueryBoolean, QueryTriples, RdfFormat, Store

from geograph.errors import InputError, QueryError
from geograph.export.results import QueryResult, format_result
from geograph.export.sparql_text import ESCAPED_HASH, prepare_query
from geograph.export.terms import NAMESPACES
from geograph.queries import bind, load_queries

if TYPE_CHECKING:
    import rdflib

__all__ = ["QueryResult", "format_result", "load_store", "run_named", "run_query", "syntax_error"]

_FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".rdf": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
}
_POSITION = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_UNKNOWN_PREFIX = "Prefix not found"


def run_query(source: Path | rdflib.Graph | bytes | Store, sparql: str) -> QueryResult:
    """Answer a SPARQL query.

    All prefixes of the model are known without a declaration. Where the source has named graphs, a plain pattern
    finds their triples too, and ``GRAPH`` picks one graph.

    Args:
        source: an RDF file, Turtle or TriG as bytes, an rdflib graph or dataset, or what ``load_store`` gave.
        sparql: a SELECT, ASK, CONSTRUCT or DESCRIBE query.

    Raises:
        QueryError: if it does not parse (with line and column), if it is an update, or if it uses SERVICE.
        InputError: if the source cannot be read.
    """
    text, shift = prepare_query(sparql)
    store = source if isinstance(source, Store) else load_store(source)
    try:
        answer: Any = store.query(text)
        return _result(answer)
    except SyntaxError as error:
        raise syntax_error(error, sparql, text, shift) from error
    except (ValueError, RuntimeError, OSError) as error:
        raise QueryError(f"the query failed: {error}") from error


def run_named(
    source: Path | rdflib.Graph | bytes | Store, name: str, values: Mapping[str, str] | None = None
) -> QueryResult:
    """Answer one of the queries that ship with geograph.

    Args:
        source: as for ``run_query``.
        name: a key of ``geograph.queries.load_queries()``.
        values: its parameters as text; actors by name or id, days as YYYY-MM-DD.

    Raises:
        QueryError: if there is no such query, or a parameter is unknown, missing or malformed.
        InputError: if the source cannot be read.
    """
    queries = load_queries()
    if name not in queries:
        raise QueryError(f"there is no query {name!r}", hint=f"known are {', '.join(queries)}")
    store = source if isinstance(source, Store) else load_store(source)
    return run_query(store, bind(queries[name], values or {}, store))


def load_store(source: Path | rdflib.Graph | bytes) -> Store:
    """Load a source once, for many queries.

    Raises:
        InputError: if it cannot be read, or if it is not RDF.
    """
    store = Store()
    if isinstance(source, Path):
        _load_file(store, source)
    elif isinstance(source, bytes):
        _load(store, source, RdfFormat.TRIG, "the bytes given")  # every Turtle document is a TriG document
    else:
        store.bulk_extend(_iter_rdflib(source))
    named = (quad for quad in store if not isinstance(quad.graph_name, DefaultGraph))
    store.bulk_extend(Quad(quad.subject, quad.predicate, quad.object) for quad in list(named))
    return store


def _load_file(store: Store, path: Path) -> None:
    format_ = _FORMATS.get(path.suffix.lower())
    if format_ is None:
        hint = f"known are {', '.join(_FORMATS)}"
        raise InputError(f"no RDF format has the suffix {path.suffix!r}", where=str(path), hint=hint)
    try:
        data = path.read_bytes()
    except OSError as error:
        hint = "has geograph build been run, and in this folder?"
        raise InputError(f"cannot read: {error.strerror}", where=str(path), hint=hint) from error
    _load(store, data, format_, str(path))


def _load(store: Store, data: bytes, format_: RdfFormat, where: str) -> None:
    try:
        store.bulk_load(input=data, format=format_)
    except (SyntaxError, ValueError) as error:
        raise InputError(f"not {format_.name}: {error}", where=where) from error


def _iter_rdflib(graph: rdflib.Graph) -> Iterator[Quad]:
    import rdflib

    from geograph.export.rdflib_terms import from_rdflib

    if not isinstance(graph, rdflib.Dataset):
        for subject, predicate, target in graph:
            yield Quad(from_rdflib(subject), from_rdflib(predicate), from_rdflib(target))
        return
    for subject, predicate, target, name in graph.quads():
        # rdflib gives the default graph as None, or by an IRI of its own.
        in_default = name is None or name == rdflib.graph.DATASET_DEFAULT_GRAPH_ID
        home = DefaultGraph() if name is None or in_default else from_rdflib(name)
        yield Quad(from_rdflib(subject), from_rdflib(predicate), from_rdflib(target), home)


def _result(answer: Any) -> QueryResult:
    if isinstance(answer, QueryBoolean):
        return QueryResult(boolean=bool(answer))
    if isinstance(answer, QueryTriples):
        # A template may give a triple many times.
        triples = sorted({(t.subject, t.predicate, t.object) for t in answer}, key=lambda t: tuple(map(str, t)))
        return QueryResult(triples=tuple(triples))
    variables = tuple(variable.value for variable in answer.variables)
    terms = tuple(tuple(solution) for solution in answer)
    return QueryResult(variables=variables, terms=terms, rows=tuple(tuple(map(_plain, row)) for row in terms))


def _plain(value: Any) -> Any:
    """A Python value: numbers and truth values as such, everything else as a string."""
    if not isinstance(value, Literal):
        return value.value if isinstance(value, NamedNode) else None if value is None else str(value)
    kind = value.datatype.value.rpartition("#")[2]
    try:
        if kind in ("integer", "int", "long", "nonNegativeInteger"):
            return int(value.value)
        if kind in ("decimal", "double", "float"):
            return float(value.value)
    except ValueError:
        return value.value  # an ill-typed literal is what it looks like
    return value.value == "true" if kind == "boolean" else value.value


def syntax_error(error: SyntaxError, sparql: str, text: str, shift: int) -> QueryError:
    """What Oxigraph says of a query, with line, column and words of the query as it was written.

    Args:
        error: what Oxigraph raised.
        sparql: the query as it was written.
        text: the query as it was run, and
        shift: how many characters were put before its first line, as ``prepare_query`` gave them.
    """
    match = _POSITION.match(str(error))
    if match is None:
        return QueryError(f"the query does not parse: {error}")
    number, column = int(match[1]), int(match[2])
    run, line = _line(text, number), _line(sparql, number)
    if number == 1:
        run, column = run[shift:], max(column - shift, 1)
    column -= (len(ESCAPED_HASH) - 1) * run[: column - 1].count(ESCAPED_HASH)
    place = line[column - 1 : column + 39].strip()
    where = f"line {number}, column {column}"
    # What the parser expected is the list of all that may stand there, which helps nobody; but for this one.
    if _UNKNOWN_PREFIX in match[3]:
        hint = f"a prefix is not declared; known without declaration are {', '.join(f'{p}:' for p in NAMESPACES)}"
    else:
        hint = "is a brace, a dot or a keyword missing just before?"
    return QueryError(
        f"the query does not parse at {place!r}" if place else "the query ends too early", where=where, hint=hint
    )


def _line(text: str, number: int) -> str:
    lines = text.split("\n")
    return lines[number - 1] if number <= len(lines) else ""
