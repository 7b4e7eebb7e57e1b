"""News in, a knowledge graph of geopolitical actors out: who did what to whom, who says so, and the sentence behind it.

>>> import geograph
>>> kg = geograph.build(["examples/"])  # doctest: +SKIP
>>> kg.graph.edges(data="relation")  # doctest: +SKIP
"""

from __future__ import annotations

import logging
from importlib import import_module
from typing import TYPE_CHECKING, Any

from geograph.errors import (
    AnalysisError,
    ExportError,
    ExtractionError,
    GeographError,
    InputError,
    LexiconError,
    ModelNotFoundError,
    OntologyError,
    QueryError,
    StoreError,
)
from geograph.types import Article, Claim, Document, Entity, Event, Mention, Problem

if TYPE_CHECKING:
    from geograph.api import KnowledgeGraph, build, build_documents
    from geograph.store import Store, open_store

    __version__: str

logging.getLogger(__name__).addHandler(logging.NullHandler())

__all__ = [
    "AnalysisError",
    "Article",
    "Claim",
    "Document",
    "Entity",
    "Event",
    "ExportError",
    "ExtractionError",
    "GeographError",
    "InputError",
    "KnowledgeGraph",
    "LexiconError",
    "Mention",
    "ModelNotFoundError",
    "OntologyError",
    "Problem",
    "QueryError",
    "Store",
    "StoreError",
    "build",
    "build_documents",
    "open_store",
]

# Asked for late: the command line's help needs none of them, and reading the version takes as long as all the rest.
_LATE = {
    "KnowledgeGraph": "geograph.api",
    "build": "geograph.api",
    "build_documents": "geograph.api",
    "Store": "geograph.store",
    "open_store": "geograph.store",
}


def __getattr__(name: str) -> Any:
    if name in _LATE:
        return getattr(import_module(_LATE[name]), name)
    if name == "__version__":
        from importlib.metadata import PackageNotFoundError, version

        try:
            return version("geograph-kg")
        except PackageNotFoundError:  # run from a source tree that was never installed
            return "0+unknown"
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *_LATE, "__version__"])
