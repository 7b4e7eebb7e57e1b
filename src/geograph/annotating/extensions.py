"""The attributes that geograph's components put on a ``Doc``: plain JSON values, read through the getters here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from geograph.plain import from_plain, to_plain
from geograph.types import (
    Article,
    Claim,
    Entity,
    Event,
    Mention,
    Problem,
    Quantity,
    Relation,
    TimeValue,
    Uncoded,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["QUOTES", "article_of", "read_values", "register_extensions", "set_article", "write_values"]

QUOTES = "geograph_quotes"
_ARTICLE = "geograph_article"
_LISTS: dict[str, type[Any]] = {
    "geograph_mentions": Mention,
    "geograph_entities": Entity,
    "geograph_relations": Relation,
    "geograph_times": TimeValue,
    "geograph_quantities": Quantity,
    "geograph_events": Event,
    "geograph_claims": Claim,
    "geograph_uncoded": Uncoded,
    "geograph_problems": Problem,
}
T = TypeVar("T")


def register_extensions() -> None:
    """Declare the attributes on ``Doc``; safe to call more than once."""
    from spacy.tokens import Doc

    for name in (_ARTICLE, *_LISTS):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)


def set_article(doc: Doc, article: Article) -> None:
    """Say which article ``doc`` was made from."""
    doc._.set(_ARTICLE, to_plain(article))


def article_of(doc: Doc) -> Article:
    """The article that ``doc`` was made from; for a bare ``Doc`` one made from its text.

    Articles are read back once per document and kept beside it, not on it: what lies on a ``Doc`` must be plain.
    """
    plain = doc._.get(_ARTICLE)
    if plain is None:
        from geograph.reading import make_article

        article = make_article(doc.text)
        # make_article may clean characters away; offsets must be the doc's, so layout is read and the text is kept.
        if article.text != doc.text:
            article = make_article("".join(c if c.isprintable() or c == "\n" else " " for c in doc.text))
        set_article(doc, article)
        return article
    return from_plain(Article, plain)


def write_values(doc: Doc, name: str, values: tuple[Any, ...]) -> None:
    """Put a tuple of domain values on ``doc`` under ``name``."""
    doc._.set(name, to_plain(values))


def read_values(doc: Doc, kind: type[T], name: str) -> tuple[T, ...]:
    """Read back what ``write_values`` put there; empty when nothing was."""
    return tuple(from_plain(kind, item) for item in doc._.get(name) or ())
