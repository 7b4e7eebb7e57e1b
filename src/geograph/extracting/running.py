"""Run an extractor on a document; what it cannot read keeps the events of the rules."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from geograph.errors import ExtractionError
from geograph.extracting.checking import checked
from geograph.extracting.protocol import Extracted, Extractor
from geograph.types import Claim, Document, Event, Problem, Severity

__all__ = ["extract_with"]

_LOGGER = logging.getLogger(__name__)
_UNNAMED = "unnamed"
T = TypeVar("T", Event, Claim)


def extract_with(extractor: Extractor, document: Document) -> Document:
    """Give ``document`` with the events and claims of ``extractor`` in place of the rules'.

    An extractor that fails costs nothing but its own reading: the document is then as the rules read it, with a
    problem that says so.
    """
    try:
        found = _stamped(extractor.name, extractor.extract(document), document)
        kept = checked(found, document)
    except ExtractionError as error:
        return _as_the_rules_read_it(document, extractor.name, str(error))
    except Exception as error:  # of somebody else's code, which may raise anything
        _LOGGER.exception("the extractor %s failed on %s", extractor.name, document.article.source)
        return _as_the_rules_read_it(document, extractor.name, f"a fault of its own: {type(error).__name__}: {error}")
    return replace(
        document,
        entities=document.entities + kept.entities,
        events=kept.events,
        claims=kept.claims,
        uncoded=kept.uncoded,
        problems=document.problems + kept.problems,
    )


def _as_the_rules_read_it(document: Document, name: str, reason: str) -> Document:
    problem = Problem(
        severity=Severity.WARNING,
        stage="extractor",
        message=f"read by the rules instead, for the extractor {name!r} failed: {reason}",
        where=document.article.source,
    )
    return replace(document, problems=(*document.problems, problem))


def _stamped(name: str, found: Extracted, document: Document) -> Extracted:
    """Say in the provenance who made each event and claim; what the rules made stays theirs."""
    return replace(
        found,
        events=tuple(_each(name, found.events, frozenset(document.events))),
        claims=tuple(_each(name, found.claims, frozenset(document.claims))),
    )


def _each(name: str, items: Iterable[T], of_rules: frozenset[T]) -> Iterable[T]:
    for item in items:
        if item in of_rules:
            yield item
        else:
            rule = f"{name}:{item.provenance.rule or _UNNAMED}"
            yield replace(item, provenance=replace(item.provenance, rule=rule))
