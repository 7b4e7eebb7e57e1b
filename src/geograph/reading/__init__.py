"""path | stdin -> Article."""

from geograph.reading.articles import make_article
from geograph.reading.blocks import segment_blocks
from geograph.reading.copies import independent_sources, near_duplicates
from geograph.reading.reader import ReadResult, iter_articles, read_articles

__all__ = [
    "ReadResult",
    "independent_sources",
    "iter_articles",
    "make_article",
    "near_duplicates",
    "read_articles",
    "segment_blocks",
]
