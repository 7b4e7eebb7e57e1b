"""A query and what it may cost -> an answer in bytes: what runs in a worker process."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from pyoxigraph import NamedNode, QueryBoolean, QueryTriples, RdfFormat, Store, serialize

from geograph.errors import GeographError, QueryError
from geograph.export.results import QueryResult, format_result
from geograph.export.sparql_text import prepare_query
from geograph.export.terms import NAMESPACES
from geograph.query import syntax_error
from geograph.serve.formats import GRAPH_TYPES, ROW_TYPES, negotiate

__all__ = ["Answer", "Question", "evaluate"]

_NO_ASK = frozenset({"text/csv", "text/tab-separated-values"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A query with the graphs that it is asked over, the answer's wanted types, and the most rows it may have."""

    sparql: str
    accept: str | None = None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    max_rows: int = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A status of HTTP with a body; ``cut`` is whether there were more rows than may be."""

    status: int
    kind: str
    body: bytes
    cut: bool = False


def evaluate(store: Store, question: Question) -> Answer:
    """Answer a question; what is wrong with it becomes an answer too, with a status that says so."""
    try:
        text, shift = prepare_query(question.sparql)
    except QueryError as error:
        return _refusal(400, error)
    try:
        return _answer(store, text, question)
    except SyntaxError as error:
        return _refusal(400, syntax_error(error, question.sparql, text, shift))
    except (ValueError, RuntimeError, OSError) as error:
        return _refusal(400, QueryError(f"the query failed: {error}"))


def _answer(store: Store, text: str, question: Question) -> Answer:
    graphs: dict[str, Any] = {}
    if question.default_graphs:
        graphs["default_graph"] = [NamedNode(iri) for iri in question.default_graphs]
    elif question.named_graphs:
        graphs["default_graph"] = []  # SPARQL 1.1, 13.2: naming graphs leaves the default graph empty
    if question.named_graphs:
        graphs["named_graphs"] = [NamedNode(iri) for iri in question.named_graphs]
    answer: Any = store.query(text, **graphs)
    if isinstance(answer, QueryTriples):
        return _triples(answer, question)
    offered = tuple(kind for kind in ROW_TYPES if kind not in _NO_ASK or not isinstance(answer, QueryBoolean))
    kind = negotiate(question.accept, offered)
    if kind is None:
        return _not_acceptable(offered)
    if isinstance(answer, QueryBoolean):
        return _made(kind, format_result(QueryResult(boolean=bool(answer)), ROW_TYPES[kind]).encode())
    names = tuple(variable.value for variable in answer.variables)
    rows = [tuple(solution) for solution in islice(answer, question.max_rows + 1)]
    shown = QueryResult(variables=names, terms=tuple(rows[: question.max_rows]))
    body = format_result(shown, ROW_TYPES[kind]).encode("utf-8", "replace")
    return _made(kind, body, cut=len(rows) > question.max_rows)


def _triples(answer: QueryTriples, question: Question) -> Answer:
    kind = negotiate(question.accept, tuple(GRAPH_TYPES))
    if kind is None:
        return _not_acceptable(tuple(GRAPH_TYPES))
    found = list(islice(_distinct(answer), question.max_rows + 1))
    cut = len(found) > question.max_rows
    format_ = GRAPH_TYPES[kind]
    # JSON-LD and N-Quads have no use for the prefixes, and N-Triples may not have them.
    prefixes = (
        dict(NAMESPACES) if format_ in (RdfFormat.TURTLE, RdfFormat.TRIG, RdfFormat.N3, RdfFormat.RDF_XML) else None
    )
    triples = sorted(found[: question.max_rows], key=str)
    return _made(kind, serialize(triples, format=format_, prefixes=prefixes), cut=cut)


def _distinct(answer: QueryTriples) -> Iterator[Any]:
    seen = set()
    for triple in answer:
        if triple not in seen:
            seen.add(triple)
            yield triple


def _made(kind: str, body: bytes | None, *, cut: bool = False) -> Answer:
    return Answer(status=200, kind=kind, body=body or b"", cut=cut)


def _not_acceptable(offered: tuple[str, ...]) -> Answer:
    text = f"no answer can be given in a type that is accepted; there are {', '.join(offered)}\n"
    return Answer(status=406, kind="text/plain; charset=utf-8", body=text.encode())


def _refusal(status: int, error: GeographError) -> Answer:
    return Answer(status=status, kind="text/plain; charset=utf-8", body=f"{error}\n".encode("utf-8", "replace"))
