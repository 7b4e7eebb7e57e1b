"""Whole articles of our own: their actors are one node each, their facts are edges, and nothing forbidden is."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from geograph.api import KnowledgeGraph
from geograph.types import Document

_FOLDER = Path(__file__).with_name("articles")
_CARDS = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted(_FOLDER.glob("*.toml"))}
Edge = tuple[str, str, str]


@pytest.fixture(scope="module")
def documents(read: Callable[..., Document]) -> Callable[[str], Document]:
    """An article by its name, read once."""

    @cache
    def document(name: str) -> Document:
        card = _CARDS[name]
        text = (_FOLDER / f"{name}.txt").read_text("utf-8")
        return read(text, title=card["title"], published=card["published"])

    return document


Documents = Callable[[str], Document]


def _facts(document: Document) -> set[Edge]:
    """Flat edges of what happened; standing ties are none."""
    graph = KnowledgeGraph([document]).graph
    return {
        (source, data["relation"], target)
        for source, target, data in graph.edges(data=True)
        if data["flat"] and data["event"] is not None
    }


def _fits(pattern: list[str], edge: Edge) -> bool:
    return all(fnmatchcase(part, wanted) for part, wanted in zip(edge, pattern, strict=True))


def _each(key: str) -> list[Any]:
    """Every entry of ``key`` of every card; those that ``gaps`` names are known to fail."""
    return [
        pytest.param(name, item, id=f"{name}: {_title(item)}", marks=_marks(card, key, item))
        for name, card in _CARDS.items()
        for item in card[key]
    ]


def _title(item: Any) -> str:
    return item["id"] if isinstance(item, dict) else item if isinstance(item, str) else " ".join(item)


def _marks(card: dict[str, Any], key: str, item: Any) -> list[pytest.MarkDecorator]:
    reason = card.get("gaps", {}).get(key, {}).get(_title(item))
    return [pytest.mark.xfail(reason=reason)] if reason else []


@pytest.mark.parametrize(("name", "actor"), _each("actors"))
def test_an_actor_is_one_node(name: str, actor: dict[str, Any], documents: Documents) -> None:
    document = documents(name)
    text = document.article.text
    found = {
        words: {m.entity for m in document.mentions if text[m.start : m.end] == words and m.entity is not None}
        for words in actor["names"]
    }
    assert found == {words: {actor["id"]} for words in actor["names"]}
    assert actor["id"] in KnowledgeGraph([document]).graph


@pytest.mark.parametrize(("name", "edge"), _each("edges"))
def test_a_fact_is_a_flat_edge(name: str, edge: list[str], documents: Documents) -> None:
    facts = _facts(documents(name))
    assert any(_fits(edge, fact) for fact in facts), sorted(facts)


@pytest.mark.parametrize(("name", "edge"), _each("forbidden"))
def test_what_is_forbidden_is_no_flat_edge(name: str, edge: list[str], documents: Documents) -> None:
    assert [fact for fact in sorted(_facts(documents(name))) if _fits(edge, fact)] == []


@pytest.mark.parametrize(("name", "word"), _each("no_words"))
def test_no_actor_is_called(name: str, word: str, documents: Documents) -> None:
    graph = KnowledgeGraph([documents(name)]).graph
    assert word in documents(name).article.text
    assert [node for node, label in graph.nodes(data="label") if word.casefold() in str(label).casefold()] == []


@pytest.mark.parametrize("name", _CARDS)
def test_every_gap_names_an_entry(name: str) -> None:
    card = _CARDS[name]
    for key, reasons in card.get("gaps", {}).items():
        assert set(reasons) <= {_title(item) for item in card[key]}
