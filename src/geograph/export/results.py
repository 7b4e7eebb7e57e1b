"""Answers of queries, and how they look: a table, CSV, TSV, or SPARQL results in JSON or XML."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from geograph.errors import QueryError
from geograph.export.terms import NAMESPACES
from geograph.terminal import table

__all__ = ["FORMATS", "QueryResult", "format_result", "shorten"]

Term = NamedNode | BlankNode | Literal | None

_XSD = NAMESPACES["xsd"]
_XML_HEAD = '<?xml version="1.0"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n'
# Whatever XML 1.0 cannot hold, not even escaped.
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryResult:
    """What a query gave.

    SELECT gives ``variables`` and ``rows`` of plain values (None where unbound), with the same rows as RDF ``terms``;
    ASK gives ``boolean``; CONSTRUCT and DESCRIBE give ``triples``.
    """

    variables: tuple[str, ...] = ()
    rows: tuple[tuple[Any, ...], ...] = ()
    terms: tuple[tuple[Any, ...], ...] = ()
    boolean: bool | None = None
    triples: tuple[tuple[Any, Any, Any], ...] | None = None


def format_result(result: QueryResult, kind: str = "table") -> str:
    """Write a result as ``table``, ``csv``, ``tsv``, ``json`` or ``xml``; triples are N-Triples, unless it is a table.

    Raises:
        QueryError: if there is no such format.
    """
    if kind not in FORMATS:
        raise QueryError(f"no such format: {kind!r}", hint=f"known are {', '.join(FORMATS)}")
    if result.boolean is not None:
        return _boolean(result.boolean, kind)
    if result.triples is not None:
        if kind == "table":
            return _table(("subject", "predicate", "object"), result.triples)
        triples = (Triple(*triple) for triple in result.triples)
        return (serialize(triples, format=RdfFormat.N_TRIPLES) or b"").decode()
    return FORMATS[kind](result.variables, result.terms)


def shorten(iri: str) -> str:
    """An IRI as a prefixed name of the model, in angle brackets if it has none."""
    for prefix, namespace in NAMESPACES.items():
        local = iri.removeprefix(namespace)
        if local != iri and local and not set(local) & set("/#<>"):
            return f"{prefix}:{local}"
    return f"<{iri}>"


# ---------------------------------------------------------------- table
def _table(variables: Sequence[str], rows: Iterable[Sequence[Term]]) -> str:
    return table(variables, ([_cell(value) for value in row] for row in rows))


def _cell(value: Term) -> str:
    if value is None:
        return ""
    if isinstance(value, NamedNode):
        return shorten(value.value)
    return value.value if isinstance(value, Literal) else str(value)


# ---------------------------------------------------------------- SPARQL 1.1 results formats
def _csv(variables: Sequence[str], rows: Iterable[Sequence[Term]]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(variables)
    for row in rows:
        writer.writerow(["" if value is None else _csv_value(value) for value in row])
    return stream.getvalue()


def _csv_value(value: Any) -> str:
    return str(value) if isinstance(value, BlankNode) else str(value.value)


def _tsv(variables: Sequence[str], rows: Iterable[Sequence[Term]]) -> str:
    lines = ["\t".join(f"?{name}" for name in variables)]
    lines += ["\t".join("" if value is None else str(value).replace("\t", "\\t") for value in row) for row in rows]
    return "\n".join(lines) + "\n"


def _results_json(variables: Sequence[str], rows: Iterable[Sequence[Term]]) -> str:
    bindings = [
        {name: _binding(value) for name, value in zip(variables, row, strict=True) if value is not None} for row in rows
    ]
    return _json({"head": {"vars": list(variables)}, "results": {"bindings": bindings}})


def _binding(value: NamedNode | BlankNode | Literal) -> dict[str, str]:
    if isinstance(value, NamedNode):
        return {"type": "uri", "value": value.value}
    if isinstance(value, BlankNode):
        return {"type": "bnode", "value": value.value}
    if value.language:
        return {"type": "literal", "value": value.value, "xml:lang": value.language}
    plain = value.datatype.value == f"{_XSD}string"
    return {"type": "literal", "value": value.value} | ({} if plain else {"datatype": value.datatype.value})


def _results_xml(variables: Sequence[str], rows: Iterable[Sequence[Term]]) -> str:
    head = "".join(f"<variable name={quoteattr(name)}/>" for name in variables)
    lines = [f"{_XML_HEAD}<head>{head}</head>", "<results>"]
    for row in rows:
        bound = ((name, value) for name, value in zip(variables, row, strict=True) if value is not None)
        cells = "".join(f"<binding name={quoteattr(name)}>{_element(value)}</binding>" for name, value in bound)
        lines.append(f"<result>{cells}</result>")
    return "\n".join([*lines, "</results>", "</sparql>"]) + "\n"


def _element(value: NamedNode | BlankNode | Literal) -> str:
    text = escape(_NOT_IN_XML.sub("\ufffd", value.value))
    if isinstance(value, NamedNode):
        return f"<uri>{text}</uri>"
    if isinstance(value, BlankNode):
        return f"<bnode>{text}</bnode>"
    if value.language:
        return f"<literal xml:lang={quoteattr(value.language)}>{text}</literal>"
    plain = value.datatype.value == f"{_XSD}string"
    return (
        f"<literal>{text}</literal>"
        if plain
        else f"<literal datatype={quoteattr(value.datatype.value)}>{text}</literal>"
    )


def _boolean(value: bool, kind: str) -> str:
    plain = "true" if value else "false"
    if kind == "xml":
        return f"{_XML_HEAD}<head/>\n<boolean>{plain}</boolean>\n</sparql>\n"
    return _json({"head": {}, "boolean": value}) if kind == "json" else f"{plain}\n"


def _json(value: object) -> str:
    # Without an indent, which would take Python's own encoder: several times as long.
    return json.dumps(value, ensure_ascii=False) + "\n"


FORMATS: dict[str, Callable[[Sequence[str], Iterable[Sequence[Term]]], str]] = {
    "table": _table,
    "csv": _csv,
    "tsv": _tsv,
    "json": _results_json,
    "xml": _results_xml,
}
