"""Wire copy is told from other reports of the same event, whatever the order, and counts once."""

import random
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from benchmarks.merging import read_stories
from hypothesis import given, settings
from hypothesis import strategies as st
from wires import copies, retold, stories

from geograph.reading import independent_sources, make_article, near_duplicates
from geograph.reading.copies import THRESHOLD

Pairs = set[frozenset[str]]


def corpus() -> tuple[list, Pairs]:
    """Stories with their copies and other reports, and the pairs that are copies of each other."""
    articles, wanted = [], set()
    for text in stories().values():
        group = [make_article(text), *copies(text)]
        articles += group
        wanted |= {frozenset((a.id, b.id)) for a, b in combinations(group, 2)}
    articles += [make_article(text) for text in retold().values()]
    return articles, wanted


def figures(threshold: float) -> tuple[float, float]:
    """Precision and recall of pairs."""
    articles, wanted = corpus()
    found = {frozenset(pair) for group in near_duplicates(articles, threshold) for pair in combinations(group, 2)}
    return len(found & wanted) / max(1, len(found)), len(found & wanted) / len(wanted)


def test_the_corpus_is_what_it_says() -> None:
    told = stories()
    assert set(retold()) <= set(told)
    assert len(told) >= 16
    assert len(retold()) >= 8
    articles, wanted = corpus()
    assert len({article.id for article in articles}) == len(articles)
    assert len(wanted) == len(told) * 15


def test_copies_are_found_and_other_reports_are_not() -> None:
    precision, recall = figures(THRESHOLD)
    assert precision == 1.0
    assert recall >= 0.99


@pytest.mark.parametrize("threshold", [0.4, 0.6])
def test_the_threshold_has_room_on_both_sides(threshold: float) -> None:
    precision, recall = figures(threshold)
    assert precision == 1.0
    assert recall >= 0.95


def test_short_reports_of_the_same_events_are_no_copies() -> None:
    """Texts that the threshold was not chosen on: ninety short reports, many of one event and in one form."""
    path = Path(__file__).parents[2] / "gold" / "merging" / "stories.txt"
    articles = [article for story in read_stories(path) for article, _ in story.articles]
    assert len(articles) == 90
    assert near_duplicates(articles) == ()


def test_the_order_does_not_matter() -> None:
    articles, _ = corpus()
    groups, sources = near_duplicates(articles), independent_sources(articles)
    for seed in range(3):
        shuffled = [*articles, *articles[:5]]
        random.Random(seed).shuffle(shuffled)
        assert near_duplicates(shuffled) == groups
        assert independent_sources(shuffled) == sources
        assert list(independent_sources(shuffled)) == sorted(sources)


def test_a_source_is_who_published_first() -> None:
    text = next(iter(stories().values()))
    wire = make_article(text, published=date(2020, 1, 2))
    later, undated, *_ = copies(text)
    paper = make_article(later.text, published=date(2020, 1, 3))
    other = make_article(next(iter(retold().values())))
    sources = independent_sources([undated, other, paper, wire])
    assert sources == {wire.id: wire.id, paper.id: wire.id, undated.id: wire.id, other.id: other.id}
    assert len(set(sources.values())) == 2


def test_short_texts_are_copies_only_if_they_are_the_same() -> None:
    one, two, three = (
        make_article(text) for text in ("Two ships left Bergen.", "Two ships left Bergen", "Two ships left Oslo.")
    )
    assert near_duplicates([one, two, three]) == (tuple(sorted((one.id, two.id))),)


def test_what_says_nothing_is_no_copy() -> None:
    assert near_duplicates([make_article(text) for text in ("", " ", "…")]) == ()
    assert independent_sources([]) == {}


@pytest.mark.parametrize("threshold", [0, -1, 1.01])
def test_a_threshold_is_a_share(threshold: float) -> None:
    with pytest.raises(ValueError, match="threshold"):
        near_duplicates([], threshold)


@settings(deadline=None)
@given(st.lists(st.text(max_size=60) | st.lists(st.sampled_from("abcdefgh"), max_size=40).map(" ".join), max_size=8))
def test_any_texts_have_a_source_among_themselves(texts: list[str]) -> None:
    articles = [make_article(text) for text in texts]
    sources = independent_sources(articles)
    assert set(sources) == {article.id for article in articles}
    assert all(sources[source] == source for source in sources.values())
    groups = near_duplicates(articles)
    assert len({key for group in groups for key in group}) == sum(map(len, groups))
    assert all(len({sources[key] for key in group}) == 1 for group in groups)
