"""Kept document -> the document that the graph takes up: the one place where it may be made another."""

from __future__ import annotations

from geograph.graph.documents import without_bystanders
from geograph.types import Document

__all__ = ["effective"]


def effective(document: Document) -> Document:
    """The document with mentions of those alone who are nodes, as ``KnowledgeGraph`` takes it up."""
    return without_bystanders(document)
