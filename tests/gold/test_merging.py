"""Thirty stories told by three articles each: what is merged is one, and most of what is one is merged."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.merging import read_stories, score

STORIES = read_stories(Path(__file__).parent / "merging" / "stories.txt")


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
