"""Media types of answers, and which of them a client wants (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from pyoxigraph import RdfFormat

__all__ = ["GRAPH_TYPES", "ROW_TYPES", "negotiate"]

ROW_TYPES: Mapping[str, str] = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/xml": "xml",
}
"""Formats of SELECT and ASK by the names of ``format_result``, the preferred one first.

CSV and TSV have no form for the truth value of an ASK.
"""

GRAPH_TYPES: Mapping[str, RdfFormat] = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/trig": RdfFormat.TRIG,
    "application/n-quads": RdfFormat.N_QUADS,
    "text/n3": RdfFormat.N3,
}
"""Formats of CONSTRUCT and DESCRIBE, the preferred one first."""


@lru_cache(maxsize=64)
def negotiate(accept: str | None, offered: tuple[str, ...]) -> str | None:
    """The offered media type that an Accept header likes best; None if it likes none.

    Of equal ones the first that is offered wins. Without a header, everything is liked.
    """
    if not accept or not accept.strip():
        return offered[0]
    ranges = [_parse(part) for part in accept.split(",") if part.strip()]
    best = max(offered, key=lambda kind: _quality(kind, ranges))
    return best if _quality(best, ranges) > 0 else None


def _quality(kind: str, ranges: list[tuple[str, float]]) -> float:
    """The weight of the most specific range that a type falls into."""
    matched = [(_specificity(wanted), weight) for wanted, weight in ranges if _falls_into(kind, wanted)]
    return max(matched)[1] if matched else 0.0


def _falls_into(kind: str, wanted: str) -> bool:
    return wanted in ("*/*", "*", kind) or (wanted.endswith("/*") and kind.startswith(wanted[:-1]))


def _specificity(wanted: str) -> int:
    return 0 if wanted in ("*/*", "*") else 1 if wanted.endswith("/*") else 2


def _parse(part: str) -> tuple[str, float]:
    kind, *parameters = (piece.strip() for piece in part.split(";"))
    weight = 1.0
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            try:
                weight = min(max(float(value), 0.0), 1.0)
            except ValueError:
                weight = 0.0  # what cannot be read is not wanted
    return kind.lower(), weight
