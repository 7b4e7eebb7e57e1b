"""How well events and actors of several articles are merged, on marked-up stories: pairwise precision and recall.

    python -m benchmarks.merging tests/gold/merging/stories.txt [--held] [--errors]

A pair is two mentions in different articles of one story. Events that the extractor did not find cannot be merged:
pairs of them are counted apart, as "not found".
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from pathlib import Path

from geograph import build_documents
from geograph.merging import Merged, merge_documents
from geograph.reading import make_article
from geograph.types import Article, Document

_MARK = re.compile(r"[\[{](?P<label>[ea]\d+) (?P<words>[^\]}]+)[\]}]")


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A labelled span of an article of a story."""

    label: str
    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Story:
    """Articles with their marks; ``held`` is whether it was kept apart while the weights were chosen."""

    name: str
    held: bool
    articles: tuple[tuple[Article, tuple[Mark, ...]], ...]


@dataclass(kw_only=True)
class Count:
    """Pairs that were merged rightly, wrongly, or not; and those of which one side was not found."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    not_found: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Right pairs among those that were merged; 1 where none was."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Right pairs among those that should have been; 1 where none should."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def read_stories(path: Path) -> tuple[Story, ...]:
    stories = []
    for block in re.split(r"^== ", path.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        title, _, body = block.partition("\n")
        articles = [_article(part) for part in re.split(r"^-- ", body, flags=re.MULTILINE)[1:]]
        held = title.startswith("held ")
        stories.append(Story(name=title.removeprefix("held ").strip(), held=held, articles=tuple(articles)))
    return tuple(stories)


def _article(part: str) -> tuple[Article, tuple[Mark, ...]]:
    head, _, body = part.partition("\n")
    day, _, publisher = head.partition(" ")
    text, marks, position = "", [], 0
    for match in _MARK.finditer(body):
        text += body[position : match.start()]
        marks.append(Mark(label=match["label"], start=len(text), end=len(text) + len(match["words"])))
        text += match["words"]
        position = match.end()
    text = (text + body[position:]).rstrip()
    return make_article(text, published=date.fromisoformat(day), publisher=publisher), tuple(marks)


def score(stories: tuple[Story, ...]) -> tuple[Count, Count]:
    """Counts of event pairs and of actor pairs over all stories, which are merged together as one corpus."""
    documents = build_documents(article for story in stories for article, _ in story.articles)
    merged = merge_documents(documents)
    by_id = {document.article.id: document for document in merged.documents}
    group_of = {event: number for number, group in enumerate(merged.plan.events) for event in group.events}
    events, actors = Count(), Count()
    for story in stories:
        _score_events(story, by_id, group_of, events)
        _score_actors(story, by_id, actors)
    _score_across(stories, merged, events)
    return events, actors


def _score_events(story: Story, by_id: dict[str, Document], group_of: dict[str, int], count: Count) -> None:
    found = list(_marked(story, by_id, "e"))
    for (one, mark, event), (other, other_mark, other_event) in combinations(found, 2):
        if one == other:
            continue
        same = mark.label == other_mark.label
        if event is None or other_event is None:
            count.not_found += same
            continue
        together = event in group_of and group_of[event] == group_of.get(other_event, -1)
        _add(count, same, together, f"{story.name}: {_words(by_id[one], mark)} / {_words(by_id[other], other_mark)}")


def _score_across(stories: tuple[Story, ...], merged: Merged, count: Count) -> None:
    """Whatever is merged over the border of a story is wrong, and so is what no mark stands for."""
    home = {article.id: story.name for story in stories for article, _ in story.articles}
    told = {event.id: document.article.id for document in merged.documents for event in document.events}
    for group in merged.plan.events:
        homes = {home[told[event]] for event in group.events}
        if len(homes) > 1:
            count.wrong += 1
            count.errors.append(f"WRONG across stories: {', '.join(sorted(homes))}: {group.reason}")


def _score_actors(story: Story, by_id: dict[str, Document], count: Count) -> None:
    found = [
        (article.id, mark, _entity(by_id[article.id], mark))
        for article, marks in story.articles
        for mark in marks
        if mark.label[0] == "a"
    ]
    for (one, mark, entity), (other, other_mark, other_entity) in combinations(found, 2):
        if one == other:
            continue
        same = mark.label == other_mark.label
        if entity is None or other_entity is None:
            count.not_found += same
            continue
        _add(count, same, entity == other_entity, f"{story.name}: {entity} / {other_entity}")


def _add(count: Count, same: bool, together: bool, words: str) -> None:
    count.right += same and together
    count.wrong += together and not same
    count.missed += same and not together
    if same is not together:
        count.errors.append(f"{'MISSED' if same else 'WRONG'} {words}")


def _marked(story: Story, by_id: dict[str, Document], kind: str) -> Iterator[tuple[str, Mark, str | None]]:
    for article, marks in story.articles:
        for mark in marks:
            if mark.label[0] == kind:
                yield article.id, mark, _event(by_id[article.id], mark)


def _event(document: Document, mark: Mark) -> str | None:
    """The event whose trigger meets the mark, the shortest trigger first."""
    met = [event for event in document.events if event.start < mark.end and mark.start < event.end]
    return min(met, key=lambda event: (event.end - event.start, event.id)).id if met else None


def _entity(document: Document, mark: Mark) -> str | None:
    met = [m for m in document.mentions if m.entity and m.start < mark.end and mark.start < m.end]
    return min(met, key=lambda m: (abs(m.start - mark.start) + abs(m.end - mark.end), m.start)).entity if met else None


def _words(document: Document, mark: Mark) -> str:
    return document.article.text[max(0, mark.start - 40) : mark.end + 30].replace("\n", " ")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stories", type=Path)
    parser.add_argument("--held", action="store_true", help="only the stories that are held out; else only the others")
    parser.add_argument("--all", action="store_true", help="all stories")
    parser.add_argument("--errors", action="store_true")
    arguments = parser.parse_args()
    stories = tuple(s for s in read_stories(arguments.stories) if arguments.all or s.held == arguments.held)
    for name, count in zip(("events", "actors"), score(stories), strict=True):
        print(
            f"{name}: precision {count.precision:.3f}, recall {count.recall:.3f} "
            f"(right {count.right}, wrong {count.wrong}, missed {count.missed}, not found {count.not_found})"
        )
        for line in count.errors if arguments.errors else ():
            print(f"  {line}")


if __name__ == "__main__":
    main()
