"""path | stdin -> Article."""

from geograph.reading.articles import make_article
from geograph.reading.blocks import segment_blocks

__all__ = ["make_article", "segment_blocks"]
