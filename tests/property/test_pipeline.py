"""Whatever the text, the pipeline raises nothing and what it gives holds together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from geograph.api import KnowledgeGraph
from geograph.export import serialize_turtle
from geograph.pipeline import read_documents
from geograph.reading import make_article
from geograph.types import Document, Provenance, Status

Read = Callable[..., Document]
PUBLISHED = date(2018, 3, 5)
_FEW = settings(max_examples=25, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
_WORDS = re.findall(
    r"\S+",
    """Turkey Iraq Putin Hamas NATO rebels troops it they who the a not will may bombed struck said denied that to of by
    with and or if 12 Monday in on killed blamed accused ordered talks attack were been is no , . ; : ? ! " “ ” ( ) - '
    's * #""",
)
_PROSE = st.lists(st.sampled_from([*_WORDS, "\n", "\n\n"]), max_size=40).map(" ".join)

HOSTILE = {
    "right to left": "قال \u202eبوتين\u202c إن روسيا قصفت \u200fTurkey bombed Iraq\u200e.",
    "emoji": "Russia 🇷🇺 bombed 💣 Syria 🇸🇾 👨‍👩‍👧‍👦 on Monday 🎉.",
    "combining": "Ru\u0301ssi\u0308a bo\u0300mbed S\u0327yria Z̷̢͝a̵͖͝l̶̓g̴̛o̷͂.",
    "control": "Russia\x00 bombed\x07\x1b[31m Syria\x7f\u0085 on\x0b Monday\ufeff.\ufffe",
    "commas": "Russia bombed" + " ," * 5000 + " Syria.",
    "commas without a space": "Russia bombed " + "," * 1000 + " Syria.",
    "commas and words": "Russia, " * 400 + "bombed Syria.",
    "nested quotes": '"' * 50 + "Russia bombed Syria" + "”" * 50 + "“„«»" * 20,
    "quotes that never close": "“Russia said “Turkey said “Iraq said “Iran bombed Syria.",
    "a very long word": "Russia bombed " + "ab" * 20_000 + " in Syria.",
    "a very long sentence": "Russia said that " * 120 + "Turkey bombed Iraq.",
    "only punctuation": "?!.,;:-–—…()[]{}<>/\\|@#$%^&*_+=~`'\"" * 20,
    "only spaces": " \t\n\u00a0\u2003\u3000 \n\n",
    "only digits": "1 2 3 4 5,000,000 1e400 999999999999999999999999 0.0 -7",
    "markup": "<script>alert('Russia bombed Syria')</script> & &amp; <geo:a> \"^^xsd:date> {{x}} ${y} %s %n",
    "surrogates": "Russia \ud800 bombed \udfff Syria.",
    "numbers of the dead": "Rebels killed " + "9" * 400 + " soldiers on 99/99/9999 and 31 February 0000.",
    "line breaks": "Russia\nbombed\r\nSyria\rand\u2028Iraq\u2029on\x0cMonday.",
    "shouting": "RUSSIA BOMBED SYRIA AND PUTIN SAID NATO WILL ATTACK!!!",
    "brackets": "(" * 300 + "Russia bombed Syria" + ")" * 300,
    "conjuncts": "Russia" + " and Iran" * 60 + " bombed Syria" + " and Iraq" * 60 + ".",
}  # fmt: skip


def _provenances(document: Document) -> Iterator[Provenance]:
    for items in (document.events, document.claims, document.relations):
        yield from (item.provenance for item in items)


def _check(document: Document) -> None:
    """All that must hold of every document."""
    text, length = document.article.text, len(document.article.text)
    values = (*document.times, *document.quantities)
    roles = [role for event in document.events for role in event.roles]
    for item in (
        *document.sentences,
        *document.mentions,
        *values,
        *document.uncoded,
        *document.events,
        *roles,
        *_provenances(document),
    ):
        assert 0 <= item.start <= item.end <= length, item
    assert all(text[value.start : value.end] == value.text for value in values)
    assert all(mention.start < mention.end for mention in document.mentions)
    assert all(mention.start <= mention.head < mention.end for mention in document.mentions)
    assert all(text[event.start : event.end] == event.trigger for event in document.events)
    assert all(before.end <= after.start for before, after in pairwise(document.sentences))
    for prov in _provenances(document):
        assert prov.article == document.article.id
        assert 0 <= prov.sentence < len(document.sentences)
        assert prov.start < prov.end
        assert prov.rule
    _check_ids(document)


def _check_ids(document: Document) -> None:
    entities = [entity.id for entity in document.entities]
    events = [event.id for event in document.events]
    claims = [claim.id for claim in document.claims]
    for ids in (entities, events, claims):
        assert len(set(ids)) == len(ids)
        assert all(ids)
    assert {role.entity for event in document.events for role in event.roles} <= set(entities)
    assert {event.content for event in document.events} <= {*events, None}
    assert all(event.status in Status and 0 <= event.confidence <= 1 for event in document.events)
    for claim in document.claims:
        assert {claim.claimer, *claim.via} <= set(entities)
        assert set(claim.about) <= set(events)
        assert claim.about
        assert set(claim.contradicts) <= set(claims)


def test_what_was_not_coded_is_quoted_as_it_was_written(read: Read) -> None:
    document = read(HOSTILE["shouting"])
    assert document.uncoded
    assert all(document.article.text[item.start : item.end] == item.text for item in document.uncoded)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text(name: str, read: Read) -> None:
    document = read(HOSTILE[name], published=PUBLISHED)
    _check(document)
    serialize_turtle((document,), KnowledgeGraph([document]).graph)


@given(text=st.text(max_size=200))
@example(text="\r\n\x00")
@_FEW
def test_any_text(text: str, read: Read) -> None:
    _check(read(text, published=PUBLISHED))


@given(text=_PROSE)
@_FEW
def test_any_words_of_news(text: str, read: Read) -> None:
    _check(read(text, published=PUBLISHED))


@given(text=_PROSE)
@settings(_FEW, max_examples=10)
def test_the_same_text_gives_the_same_document(text: str, read: Read) -> None:
    assert read(text, published=PUBLISHED) == read(text, published=PUBLISHED)


_ARTICLES = (
    "Turkish jets bombed Kurdish rebels in northern Iraq on Sunday. Iraq condemned the raid.",
    "Iraq accused Turkey of bombing Kurdish villagers. Turkey denied it.",
    "Merkel met Macron in Berlin on Monday. The chancellor praised France.",
    "Turkish jets bombed Kurdish rebels.",
)


@given(order=st.permutations(_ARTICLES))
@settings(_FEW, max_examples=6)
def test_the_order_of_articles_never_matters(order: list[str], nlp: Language) -> None:
    made = [_turtle(nlp, texts) for texts in (_ARTICLES, order)]
    assert made[0] == made[1]


def _turtle(nlp: Language, texts: tuple[str, ...] | list[str]) -> bytes:
    documents = tuple(read_documents(nlp, [make_article(text, published=PUBLISHED) for text in texts]))
    graph = KnowledgeGraph(documents)
    return serialize_turtle(graph.documents, graph.graph)
