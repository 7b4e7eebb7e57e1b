"""Who prints what another one wrote is no witness of its own; his own articles are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from wires import copies, retold, stories

from geograph.graph import build_graph
from geograph.reading import make_article
from geograph.types import Document

STORY = "syria"


def test_a_copy_has_the_source_of_the_article_that_came_first():
    wire = make_article(stories()[STORY], publisher="Wire", published=date(2015, 10, 1))
    paper = replace(next(iter(copies(wire.text))), published=date(2015, 10, 2))
    own = make_article(retold()[STORY], publisher=paper.publisher, published=date(2015, 10, 2))
    nameless = make_article(stories()["sahel"])
    graph = build_graph(Document(article=article) for article in (paper, nameless, own, wire))
    found = {key: (known["copy_of"], known["source"]) for key, known in graph.graph["articles"].items()}
    assert found == {
        wire.id: (None, "Wire"),
        paper.id: (wire.id, "Wire"),
        own.id: (None, "The Morning Post"),
        nameless.id: (None, nameless.id),
    }
