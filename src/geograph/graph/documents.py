"""Documents in an order of their own, by article id and each once, and what is looked up in one of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from geograph.types import Claim, Document, Provenance

__all__ = ["claims_by_event", "distinct_documents", "sentence_bounds"]


def distinct_documents(documents: Iterable[Document]) -> tuple[Document, ...]:
    """Sort ``documents`` by article id and keep one for each id.

    Of several with the same text, the one that knows most of its article wins, then the one with most events.
    """
    by_id: dict[str, list[Document]] = {}
    for document in documents:
        by_id.setdefault(document.article.id, []).append(document)
    return tuple(group[0] if len(group) == 1 else min(group, key=_rank) for _, group in sorted(by_id.items()))


def without_bystanders(document: Document) -> Document:
    """The document with mentions linked only to entities that it lists.

    A ``Document`` lists who acts, is acted on or is named; descriptions of others ("villagers") are linked in its
    mentions, and are no nodes of a graph.
    """
    listed = {entity.id for entity in document.entities}
    mentions = tuple(
        m if m.entity is None or m.entity in listed else replace(m, entity=None) for m in document.mentions
    )
    return replace(document, mentions=mentions)


def claims_by_event(document: Document) -> dict[str, list[Claim]]:
    """Claims by the event that they are about, in the text's order."""
    about: dict[str, list[Claim]] = {}
    for claim in sorted(document.claims, key=lambda claim: (claim.provenance.start, claim.id)):
        for event in dict.fromkeys(claim.about):
            about.setdefault(event, []).append(claim)
    return about


def sentence_bounds(prov: Provenance, document: Document) -> tuple[int, int]:
    """Start and end of the sentence that something was read in; its own if the document has no such sentence."""
    in_text = 0 <= prov.sentence < len(document.sentences)
    span = document.sentences[prov.sentence] if in_text else prov
    return span.start, span.end


def _rank(document: Document) -> tuple[int, int, str, str]:
    article = document.article
    described = sum(
        value is not None
        for value in (article.published, article.title, article.publisher, article.author, article.url)
    )
    # The source comes last: it never shows in an output, so it may only decide between equals.
    return (-described, -len(document.events), repr((document.events, document.entities)), repr(document))
