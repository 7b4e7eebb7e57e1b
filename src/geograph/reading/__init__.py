"""path | stdin -> Article."""

from geograph.reading.articles import make_article
from geograph.reading.blocks import segment_blocks
from geograph.reading.reader import ReadResult, iter_articles, read_articles

__all__ = ["ReadResult", "iter_articles", "make_article", "read_articles", "segment_blocks"]
