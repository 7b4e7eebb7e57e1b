"""News in, a knowledge graph of geopolitical actors out: who did what to whom, who says so, and the sentence behind it.

>>> import geograph
>>> kg = geograph.build(["examples/"])  # doctest: +SKIP
>>> kg.graph.edges(data="relation")  # doctest: +SKIP
"""

from __future__ import annotations

import logging
from importlib.metadata import PackageNotFoundError, version

from geograph.api import KnowledgeGraph, build, build_documents
from geograph.errors import (
    ExportError,
    GeographError,
    InputError,
    LexiconError,
    ModelNotFoundError,
    OntologyError,
    QueryError,
)
from geograph.types import Article, Claim, Document, Entity, Event, Mention, Problem

try:
    __version__ = version("geograph-kg")
except PackageNotFoundError:  # run from a source tree that was never installed
    __version__ = "0+unknown"

logging.getLogger(__name__).addHandler(logging.NullHandler())

__all__ = [
    "Article",
    "Claim",
    "Document",
    "Entity",
    "Event",
    "ExportError",
    "GeographError",
    "InputError",
    "KnowledgeGraph",
    "LexiconError",
    "Mention",
    "ModelNotFoundError",
    "OntologyError",
    "Problem",
    "QueryError",
    "build",
    "build_documents",
]
