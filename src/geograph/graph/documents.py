"""Documents in an order of their own: by article id, each once, whatever order they come in."""

from __future__ import annotations

from collections.abc import Iterable

from geograph.types import Document

__all__ = ["distinct_documents"]


def distinct_documents(documents: Iterable[Document]) -> tuple[Document, ...]:
    """Sort ``documents`` by article id and keep one for each id.

    Of several with the same text, the one that knows most of its article wins, then the one with most events.
    """
    by_id: dict[str, list[Document]] = {}
    for document in documents:
        by_id.setdefault(document.article.id, []).append(document)
    return tuple(group[0] if len(group) == 1 else min(group, key=_rank) for _, group in sorted(by_id.items()))


def _rank(document: Document) -> tuple[int, int, str, str]:
    article = document.article
    described = sum(
        value is not None
        for value in (article.published, article.title, article.publisher, article.author, article.url)
    )
    # The source comes last: it never shows in an output, so it may only decide between equals.
    return (-described, -len(document.events), repr((document.events, document.entities)), repr(document))
