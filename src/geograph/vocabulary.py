"""The terms of the ontology for those who code with them: relations, PLOVER types and modes, CAMEO codes.

The Turtle files of ``geograph.ontology`` are the source; this module only makes them quick to ask::

    >>> vocabulary = load_vocabulary()
    >>> vocabulary.relation("strikes").parents
    ('attacks',)
    >>> vocabulary.cameo("194").mode
    'heavy-weapons'
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import pyoxigraph

from geograph.errors import OntologyError

__all__ = ["CameoTerm", "PloverTerm", "RelationTerm", "Vocabulary", "load_vocabulary"]

GG = "https://w3id.org/geograph/ontology#"
PLV = "https://w3id.org/geograph/plover/"
CAMEO = "https://w3id.org/geograph/cameo/"

_OWL = "http://www.w3.org/2002/07/owl#"
_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_MATCHES = tuple(f"{_SKOS}{kind}Match" for kind in ("exact", "close", "broad", "related"))
_ROOTS = frozenset({"relation", "actsOn", "standsTo"})
_FILES = ("geograph.ttl", "plover.ttl", "cameo.ttl")
_KINDS = ("type", "mode", "context", "sector", "quad", "actor")

_Triples = Mapping[str, Mapping[str, Sequence[str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationTerm:
    """A predicate between two nodes.

    ``family`` is cooperation, conflict, statement or standing. ``plover``, ``mode`` and ``cameo`` are the codes that
    an event of this relation has when nothing closer is known, None for standing ties. ``inverse`` is the name of the
    predicate read from the other end and ``inverse_label`` its label; a symmetric relation is its own inverse.
    ``parents`` are the relations that it narrows.
    """

    name: str
    label: str
    comment: str
    family: str
    plover: str | None
    mode: str | None
    cameo: str | None
    symmetric: bool
    inverse: str | None
    inverse_label: str | None
    parents: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PloverTerm:
    """A PLOVER concept of one ``kind``: type, mode, context, sector, quad, actor. A mode has its type as parent."""

    code: str
    kind: str
    label: str
    definition: str
    parent: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CameoTerm:
    """A CAMEO code with what PLOVER makes of it; ``type`` is None for plain statements, which PLOVER does not code."""

    code: str
    label: str
    type: str | None
    mode: str | None
    contexts: tuple[str, ...]
    parent: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """All terms, in the order of their files.

    ``own_types`` maps the event types that are not PLOVER's to their names in the ontology: INCIDENT to Incident.
    """

    relations: tuple[RelationTerm, ...]
    plover: tuple[PloverTerm, ...]
    cameo_terms: tuple[CameoTerm, ...]
    own_types: Mapping[str, str]
    _relation: Mapping[str, RelationTerm]
    _plover: Mapping[tuple[str, str], PloverTerm]
    _modes: Mapping[str, tuple[str, ...]]
    _cameo: Mapping[str, CameoTerm]

    def relation(self, name: str) -> RelationTerm | None:
        """Look up a relation by its local name."""
        return self._relation.get(name)

    def cameo(self, code: str) -> CameoTerm | None:
        """Look up a CAMEO code, "18" as well as "1831"."""
        return self._cameo.get(code)

    @property
    def types(self) -> tuple[str, ...]:
        """PLOVER's 16 event types."""
        return self._codes("type")

    @property
    def contexts(self) -> tuple[str, ...]:
        """PLOVER's 37 contexts."""
        return self._codes("context")

    @property
    def sectors(self) -> tuple[str, ...]:
        """PLOVER's 25 sectors of actors."""
        return self._codes("sector")

    @property
    def quads(self) -> tuple[str, ...]:
        """The quad classes; the place in the tuple, from 1, is PLOVER's quad code."""
        return self._codes("quad")

    def modes(self, type_: str) -> tuple[str, ...]:
        """List the modes of a type: none for some types, and for what is no type."""
        return self._modes.get(type_, ())

    def quad(self, type_: str) -> str | None:
        """Name the quad class of a type, such as ``verbal-conflict``."""
        term = self._plover.get(("type", type_))
        return term.parent if term else None

    def term(self, kind: str, code: str) -> PloverTerm | None:
        """Look up a concept of PLOVER; a mode's code is here its type and name: ``ASSAULT-aerial``."""
        return self._plover.get((kind, code))

    def _codes(self, kind: str) -> tuple[str, ...]:
        return tuple(term.code for term in self.plover if term.kind == kind)


@cache
def load_vocabulary() -> Vocabulary:
    """Load the vocabulary that ships with the package, once.

    Raises:
        OntologyError: a file is not Turtle, or a term lacks what it must have.
    """
    triples = _read_triples()
    relations = _relations(triples)
    plover = _plover_terms(triples)
    named = {(term.kind, _key(term)): term for term in plover}
    cameo = _cameo_terms(triples, named)
    modes: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for term in plover:
        if term.kind == "mode" and term.parent:
            modes[term.parent] += (term.code,)
    return Vocabulary(
        relations=relations,
        plover=plover,
        cameo_terms=cameo,
        own_types=MappingProxyType({name.upper(): name for name in _own_types(triples)}),
        _relation=MappingProxyType({term.name: term for term in relations}),
        _plover=MappingProxyType(named),
        _modes=MappingProxyType(dict(modes)),
        _cameo=MappingProxyType({term.code: term for term in cameo}),
    )


def _read_triples() -> _Triples:
    triples: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for name in _FILES:
        data = files("geograph.ontology").joinpath(name).read_bytes()
        try:
            for quad in pyoxigraph.parse(data, pyoxigraph.RdfFormat.TURTLE):
                triples[quad.subject.value][quad.predicate.value].append(quad.object.value)
        except SyntaxError as error:
            raise OntologyError(str(error), where=name, hint="the package's data is damaged: reinstall it") from error
    return triples


def _own_types(triples: _Triples) -> list[str]:
    """List the classes of events that stand in for a PLOVER type."""
    return [
        iri.removeprefix(GG) for iri, facts in triples.items() if f"{GG}Event" in facts.get(f"{_RDFS}subClassOf", ())
    ]


def _relations(triples: _Triples) -> tuple[RelationTerm, ...]:
    return tuple(_relation(iri, triples) for iri, facts in triples.items() if f"{GG}family" in facts)


def _relation(iri: str, triples: _Triples) -> RelationTerm:
    facts = triples[iri]
    inverse = _local(_first(facts, f"{_OWL}inverseOf"), GG)
    symmetric = f"{_OWL}SymmetricProperty" in facts[_RDF_TYPE]
    label = _must(iri, facts, f"{_RDFS}label")
    parents = (_local(parent, GG) for parent in facts.get(f"{_RDFS}subPropertyOf", ()))
    mode = _local(_first(facts, f"{GG}ploverMode"), PLV)
    return RelationTerm(
        name=iri.removeprefix(GG),
        label=label,
        comment=_must(iri, facts, f"{_RDFS}comment"),
        family=facts[f"{GG}family"][0],
        plover=_local(_first(facts, f"{GG}ploverType"), PLV),
        mode=mode.partition("-")[2] if mode else None,
        cameo=_local(_first(facts, f"{GG}cameoCode"), CAMEO),
        symmetric=symmetric,
        inverse=iri.removeprefix(GG) if symmetric else inverse,
        inverse_label=label if symmetric else _first(triples.get(f"{GG}{inverse}", {}), f"{_RDFS}label"),
        parents=tuple(parent for parent in parents if parent and parent not in _ROOTS),
    )


def _plover_terms(triples: _Triples) -> tuple[PloverTerm, ...]:
    return tuple(
        _plover_term(kind, iri, triples) for kind in _KINDS for iri in triples[f"{PLV}{kind}s"][f"{_SKOS}member"]
    )


def _plover_term(kind: str, iri: str, triples: _Triples) -> PloverTerm:
    facts = triples[iri]
    return PloverTerm(
        code=_must(iri, facts, f"{_SKOS}notation"),
        kind=kind,
        label=_must(iri, facts, f"{_SKOS}prefLabel"),
        definition=_must(iri, facts, f"{_SKOS}definition"),
        parent=_local(_first(facts, f"{_SKOS}broader"), PLV),
    )


def _cameo_terms(triples: _Triples, plover: Mapping[tuple[str, str], PloverTerm]) -> tuple[CameoTerm, ...]:
    codes = (iri for iri in triples if iri.startswith(CAMEO) and f"{_SKOS}notation" in triples[iri])
    return tuple(_cameo_term(iri, triples[iri], plover) for iri in codes)


def _cameo_term(
    iri: str, facts: Mapping[str, Sequence[str]], plover: Mapping[tuple[str, str], PloverTerm]
) -> CameoTerm:
    matched = [target.removeprefix(PLV) for match in _MATCHES for target in facts.get(match, ())]
    mode = next((plover["mode", name] for name in matched if ("mode", name) in plover), None)
    plain = next((name for name in matched if ("type", name) in plover), None)
    return CameoTerm(
        code=_must(iri, facts, f"{_SKOS}notation"),
        label=_must(iri, facts, f"{_SKOS}prefLabel"),
        type=mode.parent if mode else plain,
        mode=mode.code if mode else None,
        contexts=tuple(name for name in matched if ("context", name) in plover),
        parent=_local(_first(facts, f"{_SKOS}broader"), CAMEO),
    )


def _key(term: PloverTerm) -> str:
    return f"{term.parent}-{term.code}" if term.kind == "mode" else term.code


def _must(iri: str, facts: Mapping[str, Sequence[str]], predicate: str) -> str:
    value = _first(facts, predicate)
    if value is None:
        raise OntologyError(f"no {predicate.rpartition('#')[2]}", where=iri, hint="give the term one")
    return value


def _first(facts: Mapping[str, Sequence[str]], predicate: str) -> str | None:
    return next(iter(facts.get(predicate, ())), None)


def _local(iri: str | None, namespace: str) -> str | None:
    return iri.removeprefix(namespace) if iri is not None else None
