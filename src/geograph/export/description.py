"""Quads -> what the data set is, in VoID and DCAT: how much it holds of what, and from which days."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple

from geograph.export.files import write_atomically
from geograph.export.rdf import serialize_quads
from geograph.export.terms import NAMESPACES, entity_iri, integer, term, text

__all__ = ["MEDIA_TYPES", "iter_description", "write_description"]

_VOID = "http://rdfs.org/ns/void#"
_DCAT = "http://www.w3.org/ns/dcat#"
_OWN = {"void": _VOID, "dcat": _DCAT}
_IANA = "https://www.iana.org/assignments/media-types/"
_VOCABULARIES = ("gg", "plv", "cameo", "sem", "gaf", "nif", "prov", "skos", "schema", "org", "foaf", "wgs")
_TYPE = term("rdf", "type")
_PUBLISHED = term("schema", "datePublished")
MEDIA_TYPES = {
    "graph.ttl": "text/turtle",
    "graph.trig": "application/trig",
    "graph.nq": "application/n-quads",
    "graph.jsonld": "application/ld+json",
    "graph.json": "application/json",
    "graph.html": "text/html",
    "events.geojson": "application/geo+json",
}
"""Of the files of a graph that have a registered media type, which."""


@dataclass(slots=True)
class _Counts:
    """What is counted on one way through the quads; their texts are hashed for the data set's name."""

    triples: int = 0
    subjects: set[str] = field(default_factory=set)
    classes: Counter[str] = field(default_factory=Counter)
    properties: Counter[str] = field(default_factory=Counter)
    graphs: Counter[str] = field(default_factory=Counter)
    days: set[str] = field(default_factory=set)
    digest: int = 0

    def add(self, quad: Quad) -> None:
        self.triples += 1
        self.subjects.add(str(quad.subject))
        self.properties[quad.predicate.value] += 1
        if quad.predicate == _TYPE and isinstance(quad.object, NamedNode):
            self.classes[quad.object.value] += 1
        if not isinstance(quad.graph_name, DefaultGraph):
            self.graphs[str(getattr(quad.graph_name, "value", quad.graph_name))] += 1
        if quad.predicate == _PUBLISHED and isinstance(quad.object, Literal):
            self.days.add(quad.object.value)
        # A sum does not depend on the order that quads come in.
        self.digest += int.from_bytes(hashlib.sha256(str(quad).encode("utf-8", "replace")).digest()[:16], "big")


def iter_description(quads: Iterable[Quad], *, files: Iterable[str] = ()) -> Iterator[Triple]:
    """Describe the data set that ``quads`` are.

    Args:
        quads: its statements, in any order.
        files: names of the files that hold it, for ``dcat:distribution``.
    """
    counts = _Counts()
    for quad in quads:
        counts.add(quad)
    local = f"dataset-{counts.digest % 2**80:020x}"
    dataset = entity_iri(local)
    yield Triple(dataset, _TYPE, _own("void", "Dataset"))
    yield Triple(dataset, _TYPE, _own("dcat", "Dataset"))
    yield Triple(dataset, term("dct", "title"), text("Actors and events read by geograph", "en"))
    yield from _iter_numbers(dataset, counts)
    yield from _iter_parts(dataset, local, "class", counts.classes)
    yield from _iter_parts(dataset, local, "property", counts.properties)
    for name, number in sorted(counts.graphs.items()):
        yield Triple(dataset, _own("void", "subset"), NamedNode(name))
        yield Triple(NamedNode(name), _TYPE, _own("void", "Dataset"))
        yield Triple(NamedNode(name), _own("void", "triples"), integer(number))
    for name in sorted(set(files)):
        yield from _iter_file(dataset, local, name)


def write_description(quads: Iterable[Quad], path: Path | str, *, files: Iterable[str] = ()) -> Path:
    """Write the description of the data set that ``quads`` are as Turtle.

    Raises:
        ExportError: if ``path`` cannot be written.
    """
    triples = sorted(set(iter_description(quads, files=files)), key=str)
    return write_atomically(path, serialize_quads(triples, RdfFormat.TURTLE, NAMESPACES | _OWN))


def _iter_numbers(dataset: NamedNode, counts: _Counts) -> Iterator[Triple]:
    yield Triple(dataset, _own("void", "triples"), integer(counts.triples))
    yield Triple(dataset, _own("void", "distinctSubjects"), integer(len(counts.subjects)))
    yield Triple(dataset, _own("void", "classes"), integer(len(counts.classes)))
    yield Triple(dataset, _own("void", "properties"), integer(len(counts.properties)))
    yield Triple(dataset, _own("void", "uriSpace"), Literal(NAMESPACES[""]))
    for prefix in _VOCABULARIES:
        yield Triple(dataset, _own("void", "vocabulary"), NamedNode(NAMESPACES[prefix]))
    if counts.days:
        period = NamedNode(f"{dataset.value}-period")
        yield Triple(dataset, term("dct", "temporal"), period)
        yield Triple(period, _TYPE, term("dct", "PeriodOfTime"))
        for local, day in (("startDate", min(counts.days)), ("endDate", max(counts.days))):
            yield Triple(period, _own("dcat", local), Literal(day, datatype=term("xsd", "date")))


def _iter_parts(dataset: NamedNode, local: str, kind: str, numbers: Counter[str]) -> Iterator[Triple]:
    counted = "entities" if kind == "class" else "triples"
    for iri, number in sorted(numbers.items()):
        part = entity_iri(f"{local}-{kind}-{hashlib.sha256(iri.encode()).hexdigest()[:12]}")
        yield Triple(dataset, _own("void", f"{kind}Partition"), part)
        yield Triple(part, _own("void", kind), NamedNode(iri))
        yield Triple(part, _own("void", counted), integer(number))


def _iter_file(dataset: NamedNode, local: str, name: str) -> Iterator[Triple]:
    distribution = entity_iri(f"{local}-{name}")
    yield Triple(dataset, _own("dcat", "distribution"), distribution)
    yield Triple(distribution, _TYPE, _own("dcat", "Distribution"))
    yield Triple(distribution, term("dct", "title"), text(name))
    if name in MEDIA_TYPES:
        yield Triple(distribution, _own("dcat", "mediaType"), NamedNode(_IANA + MEDIA_TYPES[name]))


def _own(prefix: str, local: str) -> NamedNode:
    return NamedNode(_OWN[prefix] + local)
