"""The chat extractor against a server on loopback that answers well, badly, late or never."""

from __future__ import annotations

import json
import logging
import socket
import threading
import time
from dataclasses import replace
from datetime import date

import pytest
from chat_server import SENTENCES, ChatServer, Reaction, Request, chat_server, completion, event, says, second

import geograph
from geograph.errors import InputError
from geograph.extracting import ExtractorOptions, load_extractor
from geograph.extracting.chat.client import KEY
from geograph.pipeline import read_documents
from geograph.reading import make_article
from geograph.types import Document, Status

DAY = date(2020, 5, 4)


@pytest.fixture(autouse=True)
def no_key(monkeypatch):
    monkeypatch.delenv(KEY, raising=False)


@pytest.fixture
def ask(nlp):
    """Read a text through an extractor."""

    def asking(server: ChatServer, text: str = SENTENCES, **settings) -> Document:
        article = make_article(text, published=DAY, language="en")
        return next(iter(read_documents(nlp, (article,), extractor=server.extractor(**settings))))

    return asking


def by_rules(document: Document) -> bool:
    return bool(document.events) and all(":" not in event.provenance.rule for event in document.events)


def by_chat(document: Document) -> bool:
    return bool(document.events) and all(event.provenance.rule == "chat:tiny" for event in document.events)


# ---------------------------------------------------------------- good answers
def test_a_good_answer_gives_the_events_that_the_rules_give(ask, read):
    rules = read(SENTENCES, published=DAY)
    with chat_server(says({"events": [event(), second()]})) as server:
        document = ask(server)
    assert by_rules(rules)
    assert by_chat(document)
    assert document.problems == ()

    def told(found: Document) -> list[tuple]:
        return [
            (
                e.type,
                e.relation,
                e.trigger,
                e.start,
                e.status,
                {(r.name, r.entity) for r in e.roles if r.name != "place"},
            )
            for e in found.events
        ]

    assert told(document) == told(rules)
    assert document.events[0].time == rules.events[0].time
    assert document.events[0].entities("place") == ("Iraq",)
    assert {entity.id for entity in document.entities} == {entity.id for entity in rules.entities}


def test_the_question_holds_the_sentences_the_names_and_a_schema(ask):
    with chat_server(says({"events": []})) as server:
        document = ask(server)
    body = server.requests[0].body
    assert server.requests[0].handler.path == "/v1/chat/completions"
    assert (body["model"], body["temperature"], body["seed"], body["stream"]) == ("tiny", 0, 0, False)
    assert (
        "[1] Turkey bombed Islamic State in Iraq on Sunday.\n    names: Turkey | Islamic State | Iraq"
        in body["messages"][1]["content"]
    )
    assert "- strikes: " in body["messages"][0]["content"]
    assert body["response_format"]["type"] == "json_schema"
    assert document.events == ()  # that there are none is an answer
    assert document.problems == ()


def test_somebody_who_says_so_makes_a_claim(ask):
    text = "Turkey bombed Islamic State in Iraq, Russia said."
    answer = event(date=None, speaker="Russia", status="Alleged")
    with chat_server(says({"events": [answer]})) as server:
        document = ask(server, text)
    (claim,) = document.claims
    assert (claim.claimer, claim.about, claim.speech_act) == ("Russia", (document.events[0].id,), "Accusation")
    assert document.events[0].status is Status.ALLEGED


def test_a_fence_of_markdown_is_no_harm(ask):
    fenced = f"```json\n{json.dumps({'events': [event()]})}\n```"
    with chat_server(says(fenced)) as server:
        document = ask(server)
    assert by_chat(document)


def test_the_same_answers_give_the_same_bytes(nlp, tmp_path):
    source = tmp_path / "a.txt"
    source.write_text(SENTENCES, encoding="utf-8")
    written = []
    for number, order in enumerate(([event(), second()], [second(), event(), event()])):
        with chat_server(says({"events": order})) as server:
            kg = geograph.build([source], published=DAY, extractor=server.extractor())
        written.append([path.read_bytes() for path in kg.write(tmp_path / str(number))])
    assert written[0] == written[1]
    assert b'gg:rule "chat:tiny"' in written[0][0]
