"""RDF -> report: does a graph keep the promises of the model (``ontology/shapes.ttl``)?

The shapes are SHACL, checked by pyshacl together with the ontology, so that a ``gg:State`` counts as a ``gg:Actor``.
Named graphs (TriG, N-Quads) are checked as one graph: an event of an article may lean on a node of the default graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pyoxigraph
from rdflib import RDF, RDFS, BNode, Graph, Literal, URIRef
from rdflib.namespace import SH
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result
from rdflib.term import Node

from geograph.errors import InputError, OntologyError

__all__ = [
    "NAMELESS",
    "ValidationReport",
    "ValidationResult",
    "check_graph",
    "format_report",
    "make_report",
    "rdf_graph",
    "shapes_graph",
    "short_name",
    "validate",
]

_SEVERITIES = {SH.Violation: "violation", SH.Warning: "warning", SH.Info: "info"}
_PREFIXES = {
    "https://w3id.org/geograph/ontology#": "gg:",
    "https://w3id.org/geograph/plover/": "plv:",
    "https://w3id.org/geograph/cameo/": "cameo:",
    "https://w3id.org/geograph/id/": ":",
    "https://schema.org/": "schema:",
    "http://semanticweb.cs.vu.nl/2009/11/sem/": "sem:",
    "http://groundedannotationframework.org/gaf#": "gaf:",
    "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#": "nif:",
    "http://www.w3.org/ns/prov#": "prov:",
    "http://www.w3.org/2004/02/skos/core#": "skos:",
    "http://www.w3.org/2003/01/geo/wgs84_pos#": "wgs:",
    "http://www.w3.org/2002/07/owl#": "owl:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
}
_SHA_LENGTH = 64
NAMELESS = "a blank node"
"""What a result names a node that has no IRI."""
_TURTLE = pyoxigraph.RdfFormat.TURTLE
_LEANED_ON = frozenset({RDFS.subClassOf, URIRef("https://w3id.org/geograph/ontology#family")})
_STRING = pyoxigraph.NamedNode("http://www.w3.org/2001/XMLSchema#string")


@dataclass(frozen=True, slots=True, kw_only=True)
class ValidationResult:
    """One thing that is wrong: ``focus`` is the node, ``path`` its property, ``value`` the value, where there is one.

    ``severity`` is violation, warning or info. Names are shortened by the prefixes of the model.
    """

    severity: str
    focus: str
    path: str | None
    message: str
    value: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ValidationReport:
    """What a validation found; a graph conforms when it has no violation, whatever its warnings."""

    conforms: bool
    results: tuple[ValidationResult, ...]


def validate(source: Path | Graph, *, shapes: Path | None = None) -> ValidationReport:
    """Check a graph, or a file of one, against the shapes of the model or against others.

    Args:
        source: an rdflib graph or dataset, which is left as it is, or a file of Turtle, TriG, N-Triples, N-Quads,
            RDF/XML or JSON-LD, told apart by its suffix.
        shapes: a file of SHACL shapes to use in place of the package's.

    Raises:
        InputError: the file, or the file of shapes, is missing or cannot be read.
    """
    # The graph is a copy of ours, so what the shapes must know of the ontology can be put into it.
    data = _copy(source) if isinstance(source, Graph) else _read(source)
    return make_report(check_graph(data, shapes))


def check_graph(data: Graph, shapes: Path | None = None) -> Iterator[ValidationResult]:
    """Check a graph of the caller's, which gets a few triples of the ontology, and give the results as they come.

    Args:
        data: what is checked.
        shapes: a file of SHACL shapes to use in place of the package's.

    Raises:
        InputError: the file of shapes is missing or cannot be read.
        OntologyError: it holds no shapes that can be used.
    """
    # pyshacl takes half a second to import, and only this function needs it.
    import pyshacl

    rules = shapes_graph() if shapes is None else _read(shapes)
    for triple in _schema():
        data.add(triple)
    _, found, _ = pyshacl.validate(data, shacl_graph=rules, inplace=True)
    if not isinstance(found, Graph):
        raise OntologyError(f"the shapes cannot be used: {found}", where=str(shapes or "shapes.ttl"))
    return _iter_results(found)


def make_report(results: Iterable[ValidationResult]) -> ValidationReport:
    """A report of the results, each once, worst first."""
    ordered = tuple(sorted(set(results), key=_order))
    return ValidationReport(conforms=all(result.severity != "violation" for result in ordered), results=ordered)


def format_report(report: ValidationReport, *, limit: int | None = None) -> str:
    """Write a report for a terminal: a line for each result, worst first, then the count.

    Args:
        report: what ``validate`` returned.
        limit: how many results to show; all when None.
    """
    shown = report.results if limit is None else report.results[:limit]
    lines = [_line(result) for result in shown]
    if len(shown) < len(report.results):
        lines.append(f"... and {len(report.results) - len(shown)} more")
    return "\n".join([*lines, _summary(report)])


def _line(result: ValidationResult) -> str:
    path = f" {result.path}" if result.path else ""
    value = f": {result.value}" if result.value is not None else ""
    return f"{result.severity}: {result.focus}{path}: {result.message}{value}"


def _summary(report: ValidationReport) -> str:
    counts = {name: sum(result.severity == name for result in report.results) for name in _SEVERITIES.values()}
    told = [f"{count} {name}{'' if count == 1 else 's'}" for name, count in counts.items() if count]
    verdict = "conforms" if report.conforms else "does not conform"
    return f"{verdict} ({', '.join(told) or 'nothing found'})"


def _iter_results(found: Graph) -> Iterator[ValidationResult]:
    for result in found.subjects(RDF.type, SH.ValidationResult):
        messages = sorted(str(message) for message in found.objects(result, SH.resultMessage))
        path, value = found.value(result, SH.resultPath), found.value(result, SH.value)
        yield ValidationResult(
            severity=_SEVERITIES.get(found.value(result, SH.resultSeverity), "violation"),  # type: ignore[call-overload]
            focus=short_name(found.value(result, SH.focusNode)),
            path=short_name(path) if isinstance(path, URIRef) else None,
            message="; ".join(messages),
            value=None if value is None or value == found.value(result, SH.focusNode) else short_name(value),
        )


def _order(result: ValidationResult) -> tuple[int, str, str, str, str]:
    rank = list(_SEVERITIES.values()).index(result.severity)
    return rank, result.focus, result.path or "", result.message, result.value or ""


def short_name(term: Node | None) -> str:
    """Shorten an IRI by its prefix; that of something in an article, by the first digits of the article's hash."""
    text = str(term)
    if isinstance(term, BNode):
        return NAMELESS
    if not isinstance(term, URIRef):
        return f'"{text}"'
    if text.startswith("urn:sha256:") and "#" in text:
        article, _, local = text.removeprefix("urn:sha256:").partition("#")
        return f"{article[:8]}#{local}" if len(article) == _SHA_LENGTH else text
    for namespace, prefix in _PREFIXES.items():
        if text.startswith(namespace):
            return prefix + text.removeprefix(namespace)
    return f"<{text}>"


# ---------------------------------------------------------------- reading
class _DataGraph(Graph):
    """A graph that parses each SPARQL constraint once, where pyshacl alone would do it for each node anew (30 ms)."""

    def query(self, query_object: str | Query, *args: Any, **options: Any) -> Result:
        prepared = _prepare(query_object) if isinstance(query_object, str) else query_object
        return super().query(prepared, *args, **options)


@lru_cache(maxsize=256)
def _prepare(text: str) -> Query:
    return prepareQuery(text, initNs=dict(Graph().namespaces()))


@cache
def shapes_graph() -> Graph:
    """The shapes that ship with the package."""
    return Graph().parse(data=files("geograph.ontology").joinpath("shapes.ttl").read_text("utf-8"), format="turtle")


@cache
def _schema() -> tuple[tuple[Node, Node, Node], ...]:
    """Of the ontology, what the shapes lean on: which class is under which, and which predicates are relations."""
    ontology = rdf_graph(pyoxigraph.parse(files("geograph.ontology").joinpath("geograph.ttl").read_bytes(), _TURTLE))
    return tuple(sorted(triple for triple in ontology if triple[1] in _LEANED_ON))


def _copy(source: Graph) -> Graph:
    copy = _DataGraph()
    # A dataset gives quads: its named graphs are joined.
    for entry in source:
        subject, predicate, object_ = tuple(entry)[:3]
        copy.add((subject, predicate, object_))
    return copy


def _read(path: Path) -> Graph:
    """Read a file by Oxigraph, which is much quicker than rdflib and names the line of an error."""
    syntax = pyoxigraph.RdfFormat.from_extension(path.suffix.removeprefix(".").lower())
    if syntax is None:
        known = ".ttl, .trig, .nt, .nq, .rdf or .jsonld"
        raise InputError(
            f"cannot tell the RDF format of a {path.suffix or 'suffixless'} file", where=str(path), hint=known
        )
    try:
        return rdf_graph(pyoxigraph.parse(path.read_bytes(), syntax))
    except OSError as error:
        raise InputError(error.strerror or "cannot be read", where=str(path)) from error
    except (SyntaxError, ValueError) as error:
        raise InputError(f"not {syntax.name}: {error}", where=str(path)) from error


def rdf_graph(quads: Iterable[pyoxigraph.Quad]) -> Graph:
    """The quads as one rdflib graph that is quick to validate."""
    graph = _DataGraph()
    for quad in quads:
        graph.add((_term(quad.subject), URIRef(quad.predicate.value), _term(quad.object)))
    return graph


def _term(term: object) -> Node:
    if isinstance(term, pyoxigraph.NamedNode):
        return URIRef(term.value)
    if isinstance(term, pyoxigraph.Literal):
        if term.language or term.datatype == _STRING:
            return Literal(term.value, lang=term.language)
        return Literal(term.value, datatype=URIRef(term.datatype.value), normalize=False)
    if isinstance(term, pyoxigraph.BlankNode):
        return BNode(term.value)
    raise ValueError("a triple stands in the place of a term, which RDF 1.1 does not allow")
