"""What the caller got wrong, as exceptions. Odd text is never one: it becomes a ``Problem`` on the document.

::

    GeographError
    ├── InputError           a file or stream that cannot be read as an article
    ├── LexiconError         a table or rule that breaks its schema
    ├── OntologyError        a vocabulary term that is unknown or malformed
    ├── ModelNotFoundError   no such spaCy pipeline is installed
    ├── ExtractionError      a document that an extractor cannot read
    ├── QueryError           SPARQL that does not parse or is not a query
    ├── StoreError           a store that is not there, is broken, or is being written by another
    ├── AnalysisError        a question about actors or periods that the graph cannot answer
    └── ExportError          an output that cannot be written
"""

from __future__ import annotations

__all__ = [
    "AnalysisError",
    "ExportError",
    "ExtractionError",
    "GeographError",
    "InputError",
    "LexiconError",
    "ModelNotFoundError",
    "OntologyError",
    "QueryError",
    "StoreError",
]


class GeographError(Exception):
    """Base of all errors that geograph raises on purpose.

    Args:
        message: what is wrong.
        where: the file, line or entry it is wrong in.
        hint: what the user can do about it.
    """

    def __init__(self, message: str, *, where: str | None = None, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        located = f"{self.where}: {self.message}" if self.where else self.message
        return f"{located} ({self.hint})" if self.hint else located


class InputError(GeographError):
    """A file or stream that cannot be read as an article."""


class LexiconError(GeographError):
    """A table or rule that breaks its schema."""


class OntologyError(GeographError):
    """A vocabulary term that is unknown or malformed."""


class ModelNotFoundError(GeographError):
    """No such spaCy pipeline is installed."""


class ExtractionError(GeographError):
    """A document that an extractor cannot read: it keeps the events of the rules."""


class QueryError(GeographError):
    """SPARQL that does not parse, or that is not a query."""


class StoreError(GeographError):
    """A store that is not there, cannot be used, or is being written by another process."""


class AnalysisError(GeographError):
    """A question about actors or periods that the graph cannot answer."""


class ExportError(GeographError):
    """An output that cannot be written."""
