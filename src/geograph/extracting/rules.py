"""The extractor that is geograph's rules: their events are in the document already."""

from __future__ import annotations

from dataclasses import dataclass

from geograph.extracting.protocol import Extracted
from geograph.types import Document

__all__ = ["RulesExtractor"]


@dataclass(frozen=True, slots=True)
class RulesExtractor:
    """Gives what the rules read."""

    name: str = "rules"

    def extract(self, document: Document) -> Extracted:
        """Give back the events, claims and what was not coded."""
        return Extracted(events=document.events, claims=document.claims, uncoded=document.uncoded)
