"""RDF terms: the namespaces of the model, and IRIs and literals that are safe whatever a name contains."""

from __future__ import annotations

import math
from datetime import date
from decimal import Decimal
from functools import lru_cache
from re import compile as compile_pattern
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode

from geograph.vocabulary import load_vocabulary

__all__ = [
    "NAMESPACES",
    "OWN_RELATIONS",
    "anchor",
    "article_iri",
    "article_namespace",
    "boolean",
    "day",
    "decimal",
    "entity_iri",
    "geonames_iri",
    "integer",
    "number",
    "relation_iri",
    "term",
    "text",
    "well_formed",
]

NAMESPACES = {
    "": "https://w3id.org/geograph/id/",
    "gg": "https://w3id.org/geograph/ontology#",
    "plv": "https://w3id.org/geograph/plover/",
    "cameo": "https://w3id.org/geograph/cameo/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "gaf": "http://groundedannotationframework.org/gaf#",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "schema": "https://schema.org/",
    "org": "http://www.w3.org/ns/org#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "wgs": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "dct": "http://purl.org/dc/terms/",
    "wd": "http://www.wikidata.org/entity/",
    "gn": "https://sws.geonames.org/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

OWN_RELATIONS = "https://w3id.org/geograph/own#"
"""The namespace of relations that a user's frames give."""
_LANGUAGE = compile_pattern(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_LARGEST = 1e18  # the integers and decimals of stores end soon after


@lru_cache(maxsize=65536)
def term(prefix: str, local: str) -> NamedNode:
    """The IRI of ``local`` in the namespace of ``prefix``, percent-encoded where it is not plain ASCII."""
    return NamedNode(NAMESPACES[prefix] + _encoded(local))


@lru_cache(maxsize=4096)
def relation_iri(name: str) -> NamedNode:
    """The IRI of a predicate: of the ontology, or in a namespace apart for a user's own."""
    known = load_vocabulary().relation(name) is not None
    return term("gg", name) if known else NamedNode(OWN_RELATIONS + _encoded(name))


def entity_iri(key: str) -> NamedNode:
    """The IRI of an entity, an event or a relation."""
    return term("", key)


def article_namespace(article: str) -> str:
    """The namespace of what belongs to one article: its document node, spans and claims."""
    return f"urn:sha256:{_encoded(article)}#"


def geonames_iri(key: str) -> NamedNode:
    """The IRI of a GeoNames feature, which ends with a slash."""
    return NamedNode(f"{NAMESPACES['gn']}{_encoded(key)}/")


@lru_cache(maxsize=65536)
def article_iri(article: str, local: str) -> NamedNode:
    """The IRI of ``local`` in the namespace of an article."""
    return NamedNode(article_namespace(article) + _encoded(local))


def text(value: str, language: str | None = None) -> Literal:
    """A plain literal, or one with a language tag if the tag is well-formed."""
    value = well_formed(value)
    if language and _LANGUAGE.fullmatch(language):
        return Literal(value, language=language)
    return Literal(value)


def well_formed(value: str) -> str:
    """Replace lone surrogates, which JSON input can bring in and which no encoding can write."""
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return value


def decimal(value: float) -> Literal:
    """An xsd:decimal in canonical form: stores rewrite any other, and bytes would differ."""
    plain = format(Decimal(repr(float(value))), "f")
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return Literal("0" if plain in ("-0", "") else plain, datatype=term("xsd", "decimal"))


def integer(value: int) -> Literal:
    """An xsd:integer."""
    return Literal(str(value), datatype=term("xsd", "integer"))


def number(value: float) -> Literal:
    """An integer where the value is one, else a decimal; what neither can hold is an xsd:double."""
    if not math.isfinite(value) or abs(value) >= _LARGEST:
        special = {math.inf: "INF", -math.inf: "-INF"}
        lexical = special.get(value, "NaN" if math.isnan(value) else format(value, "E").replace("E+", "E"))
        return Literal(lexical, datatype=term("xsd", "double"))
    return integer(int(value)) if value == int(value) else decimal(value)


def anchor(value: str) -> Literal:
    """An xsd:anyURI: a literal, since an address found in a text need not be a legal IRI."""
    return Literal(well_formed(value), datatype=term("xsd", "anyURI"))


def boolean(value: bool) -> Literal:
    """An xsd:boolean."""
    return Literal("true" if value else "false", datatype=term("xsd", "boolean"))


def day(value: date | str) -> Literal:
    """An xsd:date of a date or an ISO day."""
    iso = value.isoformat() if isinstance(value, date) else value
    return Literal(iso, datatype=term("xsd", "date"))


def _encoded(local: str) -> str:
    # Resolving an IRI takes "." and ".." for folders, and rdflib cannot read a name that ends with a full stop.
    plain = quote(local, safe="", errors="surrogatepass")
    stem = plain.rstrip(".")
    return stem + "%2E" * (len(plain) - len(stem))
