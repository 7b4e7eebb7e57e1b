"""Other readers of events behind the same types: Document -> Document, with the events of an ``Extractor`` in it."""

from __future__ import annotations

from geograph.extracting.protocol import Extracted, Extractor, ExtractorOptions
from geograph.extracting.registry import GROUP, extractor_names, load_extractor
from geograph.extracting.running import extract_with

__all__ = [
    "GROUP",
    "Extracted",
    "Extractor",
    "ExtractorOptions",
    "extract_with",
    "extractor_names",
    "load_extractor",
]
