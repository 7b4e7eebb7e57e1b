"""Articles -> kept documents: those that are new or have changed are read, the others are not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from geograph.problems import place_of
from geograph.reading.reader import known_of, twin_problem
from geograph.store.batch import LOST, Read, read_all
from geograph.store.keys import reading_key
from geograph.store.writer import Writer
from geograph.types import Article, Document, Problem

__all__ = ["Added", "ingest"]

_PUBLISH_EVERY = 250  # readers see a batch grow


@dataclass(slots=True, kw_only=True)
class Added:
    """What became of articles: how many were read, how many had been before, and what was odd."""

    read: int = 0
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)

    @property
    def articles(self) -> int:
        """How many articles there were."""
        return self.read + self.unchanged


def ingest(
    writer: Writer,
    articles: Iterable[Article | Problem],
    read: Read,
    *,
    model: str,
    jobs: int = 1,
    again: bool = False,
    publish_every: int = _PUBLISH_EVERY,
) -> Added:
    """Read what is new among ``articles``, keep it, and publish the graph now and then and at the end.

    Of articles with the same text the one with the most metadata is kept, then the first.

    Args:
        writer: of the store.
        articles: one after another, as they are read from their files, with the problems of reading.
        read: gives the documents of articles.
        model: the name of the pipeline that ``read`` uses.
        jobs: how many processes read.
        again: read also what has not changed.
        publish_every: how many articles at least are kept before the graph is published again.
    """
    batch, waiting = _Batch(writer, model, again), 0
    for document in read_all(batch.iter_new(articles), read, jobs=jobs):
        batch.keep(document)
        waiting += 1
        # Merging decides over all articles each time: the more there are, the rarer.
        if waiting >= max(publish_every, writer.count() // 2):
            batch.added.problems += writer.publish()
            waiting = 0
    batch.added.problems += writer.publish()
    return batch.added


class _Batch:
    """What is known of the articles of one call."""

    def __init__(self, writer: Writer, model: str, again: bool) -> None:
        self._writer = writer
        self._model = model
        self._again = again
        self._best: dict[str, tuple[int, str, str]] = {}
        self._written: set[str] = set()
        self.added = Added()

    def iter_new(self, articles: Iterable[Article | Problem]) -> Iterator[Article]:
        """Give the articles that must be read."""
        for item in articles:
            if isinstance(item, Problem):
                self.added.problems.append(item)
            elif self._is_best(item) and not self._is_kept(item):
                yield item

    def _is_best(self, article: Article) -> bool:
        key = reading_key(article, self._model)
        known = known_of(article)
        rival = self._best.get(article.id)
        if rival is not None and rival[0] >= known:
            self.added.problems.append(twin_problem(article, rival[1]))
            return False
        if rival is not None:
            self.added.problems.append(twin_problem(replace(article, source=rival[1]), article.source))
        self._best[article.id] = (known, article.source, key)
        return True

    def _is_kept(self, article: Article) -> bool:
        """Whether the article was read before; if it lay elsewhere then, the new place is noted."""
        key, source = self._writer.published(article.id)
        if self._again or article.id in self._written or key != self._best[article.id][2]:
            return False
        self.added.unchanged += 1
        if source != article.source:
            document = self._writer.load(article.id).document
            moved = replace(document, article=replace(document.article, source=article.source))
            self._writer.keep(moved, key=key)
        return True

    def keep(self, document: Document) -> None:
        """Keep a document, unless its article has a better twin since."""
        article = document.article
        key = self._best[article.id][2]
        if reading_key(article, self._model) != key:
            return
        self.added.read += 1
        self._written.add(article.id)
        self.added.problems += (replace(problem, where=place_of(article, problem)) for problem in document.problems)
        lost = any(problem.message == LOST for problem in document.problems)
        self._writer.keep(document, key="" if lost else key)
