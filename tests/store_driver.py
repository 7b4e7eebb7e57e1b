"""A build that tests kill: articles are read by a stage that takes no model, and everything else is real.

    python store_driver.py STORE COUNT SEED

Each article's document is made by ``store_sample``; reading one takes a few milliseconds.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from geograph.store import ingest, open_writer
from geograph.types import Article, Document

sys.path.insert(0, str(Path(__file__).parent))

from store_sample import make_documents


def main(folder: str, count: int, seed: int) -> None:
    """Build a store of generated documents."""
    documents = {document.article.id: document for document in make_documents(count, seed)}

    def read(articles: tuple[Article, ...]) -> tuple[Document, ...]:
        time.sleep(0.005)
        return tuple(documents[article.id] for article in articles)

    with open_writer(folder) as writer:
        articles = [document.article for document in documents.values()]
        ingest.ingest(writer, articles, read, model="none", publish_every=5)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
