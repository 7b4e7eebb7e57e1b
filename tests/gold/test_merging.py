"""Stories told by three articles each: what is merged is one, and most of what is one is merged."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.merging import read_stories, score

_FOLDER = Path(__file__).parent / "merging"
STORIES = read_stories(_FOLDER / "stories.txt")


def test_the_stories_are_what_they_should_be():
    assert len(STORIES) == 30
    assert sum(story.held for story in STORIES) == 10
    assert all(len(story.articles) == 3 for story in STORIES)


@pytest.mark.usefixtures("nlp")
def test_merging_reaches_its_floors():
    events, actors = score(STORIES)
    assert events.precision >= 0.95, events.errors
    assert events.recall >= 0.80, events.errors
    assert actors.precision >= 0.98, actors.errors
    assert actors.recall >= 0.95, actors.errors
    assert events.right >= 30
    assert actors.right >= 4


@pytest.mark.usefixtures("nlp")
@pytest.mark.parametrize(
    ("file", "precision", "recall", "pairs"),
    [("actors_held.txt", 0.98, 0.95, 26), ("actors.txt", 0.94, 0.85, 34)],
)
def test_actors_whom_no_atlas_knows_are_one_across_articles(file: str, precision: float, recall: float, pairs: int):
    # The second file was written to mislead: kin with one surname, firms with one first word, namesakes.
    _, actors = score(read_stories(_FOLDER / file))
    assert actors.precision >= precision, actors.errors
    assert actors.recall >= recall, actors.errors
    assert actors.right >= pairs
