"""What an extractor is: it takes a document that was read, and gives events and claims in geograph's own types."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from geograph.types import Claim, Document, Entity, Event, Problem, Uncoded

__all__ = ["Extracted", "Extractor", "ExtractorOptions"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """What an extractor read in one document.

    ``entities`` are those that only its events bring in; all others stand in the document. ``problems`` are parts of
    its reading that it had to leave out, each with the reason.
    """

    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    entities: tuple[Entity, ...] = ()
    uncoded: tuple[Uncoded, ...] = ()
    problems: tuple[Problem, ...] = ()


@runtime_checkable
class Extractor(Protocol):
    """Reads the events and claims of documents.

    ``name`` is what it is called on the command line; it goes before the rule in the provenance of all that it makes.
    """

    @property
    def name(self) -> str:
        """A word without colons or spaces."""
        ...

    def extract(self, document: Document) -> Extracted:
        """Read one document.

        Args:
            document: with its article, sentences, mentions, entities, times and quantities. ``events`` and ``claims``
                are what the rules read in it: an extractor may give them back, some of them, or none.

        Returns:
            Events and claims whose spans lie in ``document.article.text`` and whose roles name entities of the
            document, or of ``Extracted.entities``. What breaks that is left out, with a problem.

        Raises:
            ExtractionError: if this document cannot be read; it keeps the events of the rules.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractorOptions:
    """What a user says of an extractor; each takes what it needs and refuses what it lacks.

    Attributes:
        endpoint: the address of a server, such as ``http://127.0.0.1:11434/v1``.
        model: the name of the server's model.
        timeout: how long one answer may take, in seconds.
    """

    endpoint: str | None = None
    model: str | None = None
    timeout: float = 60.0
