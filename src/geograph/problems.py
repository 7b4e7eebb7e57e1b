"""Where a problem is, for whoever tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geograph.types import Article, Problem

__all__ = ["place_of"]


def place_of(article: Article, problem: Problem) -> str:
    """File and line of a problem of an article, or file and words."""
    if problem.where is not None:
        return problem.where
    if problem.start is None or problem.end is None:
        return article.source
    return f"{article.source}: {article.text[problem.start : problem.end]!r}"
