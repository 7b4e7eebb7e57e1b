"""The chat extractor against a server on loopback that answers well, badly, late or never."""

from __future__ import annotations

import gzip
import json
import logging
import socket
import time
from dataclasses import replace
from datetime import date

import pytest
from chat_server import SENTENCES, ChatServer, Reaction, Request, chat_server, completion, event, says, second

import geograph
from geograph.errors import InputError
from geograph.extracting import ExtractorOptions, load_extractor
from geograph.extracting.chat.answer import AnsweredEvent, answer_schema
from geograph.extracting.chat.client import KEY
from geograph.extracting.chat.prompt import prompt_digest
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
    assert document.events[0].entities("place") == ("Lebanon",)
    assert {entity.id for entity in document.entities} == {entity.id for entity in rules.entities}


def test_the_question_holds_the_sentences_the_names_and_a_schema(ask):
    with chat_server(says({"events": []})) as server:
        document = ask(server)
    body = server.requests[0].body
    assert server.requests[0].handler.path == "/v1/chat/completions"
    assert (body["model"], body["temperature"], body["seed"], body["stream"]) == ("tiny", 0, 0, False)
    assert (
        "[1] Turkey bombed Hezbollah in Lebanon on Sunday.\n    names: Turkey | Hezbollah | Lebanon"
        in body["messages"][1]["content"]
    )
    assert "- strikes: " in body["messages"][0]["content"]
    assert body["response_format"]["type"] == "json_schema"
    assert document.events == ()  # that there are none is an answer
    assert document.problems == ()


def test_somebody_who_says_so_makes_a_claim(ask):
    text = "Turkey bombed Hezbollah in Lebanon, Russia said."
    answer = event(date=None, speaker="Russia", status="Alleged")
    with chat_server(says({"events": [answer]})) as server:
        document = ask(server, text)
    (claim,) = document.claims
    assert (claim.claimer, claim.about, claim.speech_act) == ("Russia", (document.events[0].id,), "Accusation")
    assert document.events[0].status is Status.ALLEGED


def test_who_says_it_and_who_denies_it_contradict_each_other(ask):
    text = "Russia said Turkey bombed Hezbollah, and Israel denied it."
    said = event(date=None, place=None, speaker="Russia", status="Alleged")
    denied = said | {"speaker": "Israel", "status": "Denied"}
    with chat_server(says({"events": [said, denied]})) as server:
        document = ask(server, text)
    assert [e.status for e in document.events] == [Status.DISPUTED]
    claims = {claim.claimer: claim for claim in document.claims}
    assert claims["Russia"].contradicts == (claims["Israel"].id,)
    assert claims["Israel"].contradicts == (claims["Russia"].id,)
    assert (claims["Russia"].polarity, claims["Israel"].polarity) == ("Positive", "Negative")


@pytest.mark.parametrize(
    "order", [("Reported", "Planned"), ("Planned", "Reported"), ("Declared", "Planned", "Reported")]
)
def test_what_is_told_in_two_ways_is_no_fact(order, ask):
    with chat_server(says({"events": [event(status=status) for status in order]})) as server:
        document = ask(server)
    assert [e.status for e in document.events] == [Status.PLANNED]


def test_provenance_names_the_prompt(ask):
    with chat_server(says({"events": [event()]})) as server:
        (found,) = ask(server).events
    assert found.provenance.lexicon.endswith(f"+prompt-{prompt_digest()}")


def test_a_fence_of_markdown_is_no_harm(ask):
    fenced = f"```json\n{json.dumps({'events': [event()]})}\n```"
    with chat_server(says(fenced)) as server:
        document = ask(server)
    assert by_chat(document)


def test_thoughts_before_the_answer_are_passed_over(ask):
    with chat_server(says(f"<think>\nOne event {{}}?\n</think>\n\n{json.dumps({'events': [event()]})}")) as server:
        assert by_chat(ask(server))


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


# ---------------------------------------------------------------- servers that misbehave
def _slow(request: Request) -> None:
    request.over.wait(20)


def _drip(request: Request, byte: bytes) -> None:
    for _ in range(300):
        if not request.over.wait(0.05):
            request.handler.wfile.write(byte)
            request.handler.wfile.flush()


def _drips(request: Request) -> None:
    """A byte now and then: no single read ever waits for long."""
    request.handler.send_response(200)
    request.handler.send_header("content-type", "application/json")
    request.handler.end_headers()
    _drip(request, b" ")


def _drips_headers(request: Request) -> None:
    request.handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
    _drip(request, b"a")


def _closes_in_the_middle(request: Request) -> None:
    request.send(completion({"events": [event()]})[:40], content_length="4000")


def _closes_at_once(request: Request) -> None:
    request.handler.connection.shutdown(socket.SHUT_RDWR)


def _no_http(request: Request) -> None:
    request.handler.wfile.write(b"220 mail.example.org ESMTP\r\n")


def _huge(request: Request) -> None:
    request.handler.send_response(200)
    request.handler.send_header("content-type", "application/json")
    request.handler.end_headers()
    while not request.over.is_set():
        request.handler.wfile.write(b'"' + b"a" * 65_536)


def _compressed(request: Request) -> None:
    request.send(gzip.compress(completion({"events": [event()]}).encode()), content_encoding="gzip")


def _status(status: int, body: str = "{}") -> Reaction:
    return lambda request: request.send(body, status)


MISBEHAVIOUR: dict[str, tuple[Reaction, str]] = {
    "slow": (_slow, "no answer within 0.5 seconds"),
    "drips": (_drips, "no answer within 0.5 seconds"),
    "drips headers": (_drips_headers, "no answer within 0.5 seconds"),
    "closes in the middle": (_closes_in_the_middle, "the connection failed"),
    "closes at once": (_closes_at_once, "the connection failed"),
    "no HTTP": (_no_http, "the connection failed"),
    "huge": (_huge, "its answer is longer than 50,000 bytes"),
    "compressed": (_compressed, "its answer is compressed"),
    "truncated reply": (lambda r: r.send(completion({"events": [event()]})[:60]), "its answer is no JSON"),
    "nested reply": (lambda r: r.send("[" * 20_000), "its answer is no JSON"),
    "not UTF-8": (lambda r: r.send(b'{"choices": "\xff\xfe"}'), "its answer is no JSON"),
    "HTML": (lambda r: r.send("<p>Hello</p>", content_type="text/html"), "its answer is text/html"),
    "no type": (lambda r: r.send("{}", content_type=""), "its answer is of no named type"),
    "no completion": (lambda r: r.send('{"choices": []}'), "has not the form of a chat completion"),
    "a list": (lambda r: r.send("[1]"), "has not the form of a chat completion"),
    "choices of text": (lambda r: r.send('{"choices": ["a"]}'), "has not the form of a chat completion"),
    "no text": (says({}), "without a list of events"),
    "null": (lambda r: r.send('{"choices": [{"message": {"content": null}}]}'), "its answer holds no text"),
    "truncated JSON": (says(json.dumps({"events": [event()]})[:80]), "the model wrote no whole JSON"),
    "cut off": (says({"events": [event()]}, finish_reason="length"), "the model was cut off"),
    "prose": (says("There is one event: Turkey bombed Hezbollah."), "the model wrote no whole JSON"),
    "nested JSON": (says("[" * 20_000), "the model wrote no whole JSON"),
    "another form": (says({"events": {"1": event()}}), "without a list of events"),
    "nothing usable": (says({"events": ["bombed", {"sentence": "1"}]}), "none of the 2 events of its answer is usable"),
    "unauthorised": (_status(401), "it answers with 401"),
    "no such model": (
        _status(404, '{"error": {"message": "model\\u001b[31m tiny not found"}}'),
        "it answers with 404 (model [31m tiny not found)",
    ),
    "empty": (_status(204, ""), "it answers with 204"),
    "always 500": (_status(500), "it answers with 500, 3 times"),
    "always 400": (_status(400), "it answers with 400"),
}


@pytest.mark.parametrize("name", MISBEHAVIOUR)
def test_an_unusable_answer_leaves_the_article_to_the_rules(name, ask, read):
    reaction, reason = MISBEHAVIOUR[name]
    with chat_server(reaction) as server:
        began = time.monotonic()
        document = ask(server, timeout=0.5, limit=50_000)
        assert time.monotonic() - began < 10
    assert by_rules(document)
    (problem,) = document.problems
    assert problem.message.startswith("read by the rules instead, for the extractor 'chat' failed: ")
    assert reason in problem.message
    assert replace(document, problems=()) == read(SENTENCES, published=DAY)


@pytest.mark.parametrize("name", ["slow", "drips", "huge", "unauthorised"])
def test_what_is_not_busy_is_asked_once(name, ask):
    with chat_server(MISBEHAVIOUR[name][0]) as server:
        ask(server, timeout=0.5, limit=50_000)
        assert len(server.requests) == 1


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_server_is_asked_again(status, ask):
    with chat_server(_status(status), _status(status), says({"events": [event()]})) as server:
        document = ask(server)
        assert len(server.requests) == 3
    assert by_chat(document)
    assert document.problems == ()


def test_a_busy_server_may_say_how_long_to_wait(ask):
    with chat_server(lambda r: r.send("{}", 429, retry_after="1"), says({"events": [event()]})) as server:
        began = time.monotonic()
        assert by_chat(ask(server))
    assert 1 <= time.monotonic() - began < 8


@pytest.mark.parametrize("status", [400, 422, 500])
def test_a_server_that_knows_no_schema_is_asked_for_any_json_from_then_on(status, nlp):
    def knows_no_schema(request: Request) -> None:
        if request.body["response_format"]["type"] == "json_schema":
            request.send('{"error": {"message": "response_format"}}', status)
        else:
            request.send(completion({"events": [event()]}))

    articles = [make_article(f"{SENTENCES} Number {n}.", published=DAY, language="en") for n in range(2)]
    with chat_server(knows_no_schema) as server:
        documents = list(read_documents(nlp, articles, extractor=server.extractor()))
        forms = [request.body["response_format"]["type"] for request in server.requests]
    assert forms == ["json_schema", "json_object", "json_object"]
    assert all(map(by_chat, documents))


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(status, ask):
    with chat_server(says({"events": [event()]})) as elsewhere:
        target = f"{elsewhere.address}/chat/completions"
        with chat_server(lambda r: r.send("", status, location=target)) as server:
            document = ask(server)
        assert elsewhere.requests == []
    assert by_rules(document)
    assert f"a redirect ({status}), which is not followed" in document.problems[0].message


def test_one_bad_article_does_not_spoil_the_others(tmp_path):
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(f"{SENTENCES} Number {number}.", encoding="utf-8")

    def bad_for_number_one(request: Request) -> None:
        request.send("{" if "Number 1" in request.article else completion({"events": [event()]}))

    with chat_server(bad_for_number_one) as server:
        kg = geograph.build([tmp_path], published=DAY, extractor=server.extractor())
        assert len(server.requests) == 3
    found = {document.article.text[-2]: document for document in kg.documents}
    assert by_chat(found["0"])
    assert by_rules(found["1"])
    assert by_chat(found["2"])
    assert [len(found[key].problems) for key in "012"] == [0, 1, 0]


# ---------------------------------------------------------------- events that are wrong
WRONG = {
    "there is no type 'WAR'": {"type": "WAR"},
    "there is no type 'SPEECH'": {"type": "SPEECH"},
    "ASSAULT has no relation 'meets'": {"relation": "meets"},
    "ASSAULT has no relation 'nukes'": {"relation": "nukes"},
    "there is no status 'True'": {"status": "True"},
    "there is no sentence 0": {"sentence": 0},
    "there is no sentence -1": {"sentence": -1},
    "there is no sentence 99": {"sentence": 99},
    "sentence: Input should be a valid integer": {"sentence": "1"},
    "its trigger does not stand in the sentence": {"trigger": "shelled"},
    "trigger: String should have at least 1 character": {"trigger": ""},
    "its actor 'Israel' does not stand in the sentence": {"actors": ["Israel"]},
    "its actor 'Angela Merkel' does not stand in the sentence": {"actors": ["Angela Merkel"]},
    "its recipient 'Sunday' is nobody who was found there": {"recipients": ["Sunday"]},
    "its recipient 'Hezbollah in Lebanon' is nobody who was found there": {"recipients": ["Hezbollah in Lebanon"]},
    "its speaker 'CNN' does not stand in the sentence": {"speaker": "CNN"},
    "'in May' does not stand in the sentence": {"date": "in May"},
    "'Beirut' does not stand in the sentence": {"place": "Beirut"},
    "its actor and its recipient are one, Turkey": {"recipients": ["Turkey"]},
    "it has neither actor nor recipient": {"actors": [], "recipients": []},
    "actors: Input should be a valid list": {"actors": "Turkey"},
}


@pytest.mark.parametrize("reason", WRONG)
def test_a_wrong_event_is_left_out_alone(reason, ask):
    with chat_server(says({"events": [event(**WRONG[reason]), second()]})) as server:
        document = ask(server)
    assert [e.trigger for e in document.events] == ["met"]
    assert by_chat(document)
    (problem,) = document.problems
    assert problem.message.startswith(f"chat: left out event 1 of the answer: {reason}")


def test_part_of_a_word_is_no_trigger(ask):
    with chat_server(says({"events": [event(trigger="bomb"), second()]})) as server:
        document = ask(server)
    assert [e.trigger for e in document.events] == ["met"]


def test_offsets_of_the_model_are_not_looked_at(ask):
    offsets = {"start": 900, "end": 3, "offsets": [[-1, 2]], "trigger_start": 0}
    with chat_server(says({"events": [event() | offsets]})) as server:
        document = ask(server)
    text = document.article.text
    (found,) = document.events
    assert (found.start, text[found.start : found.end]) == (7, "bombed")
    assert [text[role.start : role.end] for role in found.roles] == ["Turkey", "Hezbollah", "Lebanon"]


def test_words_that_stand_twice_are_those_nearest_to_each_other(ask):
    text = "Turkey bombed Hezbollah on Sunday, and Israel bombed Hamas."
    answer = event(actors=["Israel"], recipients=["Hamas"], date=None, place=None)
    with chat_server(says({"events": [answer]})) as server:
        document = ask(server, text)
    assert [e.start for e in document.events] == [text.rindex("bombed")]


def test_what_is_there_and_means_no_time_or_place_is_left_out_of_its_event(ask):
    with chat_server(says({"events": [event(date="Turkey", place="Hezbollah")]})) as server:
        document = ask(server)
    (found,) = document.events
    assert found.time is None
    assert found.entities("place") == ()
    assert [problem.message.partition("left out ")[2] for problem in document.problems] == [
        "its date 'Turkey', which is no time that was found there",
        "its place 'Hezbollah', which is no place that was found there",
    ]


def test_an_article_before_a_name_is_no_matter(ask):
    text = "The United States bombed Hezbollah."
    for words in ("The United States", "United States"):
        answer = event(actors=[words], date=None, place=None)
        with chat_server(says({"events": [answer]})) as server:
            assert by_chat(ask(server, text))


def test_half_a_name_is_nobody(ask):
    answers = [event(actors=[words], date=None, place=None) for words in ("United", "The United", "The")]
    with chat_server(says({"events": answers})) as server:
        document = ask(server, "The United States bombed Hezbollah.")
    assert by_rules(document)
    assert "its actor 'The' is nobody who was found there" in document.problems[0].message


# ---------------------------------------------------------------- what goes out, and what does not
def test_nobody_is_asked_unless_somebody_says_so(tmp_path):
    source = tmp_path / "a.txt"
    source.write_text(SENTENCES, encoding="utf-8")
    with chat_server(says({"events": []})) as server:
        geograph.build([source], published=DAY)
        geograph.build([source], published=DAY, extractor=load_extractor("rules"))
        server.extractor()
        load_extractor("chat", ExtractorOptions(endpoint=server.address, model="tiny"))
        assert server.requests == []


def test_the_rules_as_an_extractor_are_the_rules(nlp, read):
    article = make_article(SENTENCES, published=DAY, language="en")
    (document,) = read_documents(nlp, (article,), extractor=load_extractor("rules"))
    assert document == read(SENTENCES, published=DAY)


def test_a_text_in_which_nobody_is_named_is_not_sent(ask):
    with chat_server(says({"events": []})) as server:
        ask(server, "It rained all day.")
        assert server.requests == []


def test_proxies_of_the_environment_are_not_used(ask, monkeypatch):
    with chat_server(says({"events": []})) as proxy, chat_server(says({"events": [event()]})) as server:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.address.removesuffix("/v1"))
        assert by_chat(ask(server))
        assert proxy.requests == []


def test_the_key_goes_into_the_header_and_nowhere_else(monkeypatch, tmp_path, caplog):
    caplog.set_level(logging.DEBUG)
    key = "sk-very-secret-7"
    monkeypatch.setenv(KEY, key)
    source = tmp_path / "a.txt"
    source.write_text(SENTENCES, encoding="utf-8")
    repeats = json.dumps({"error": {"message": f"the key {key} is wrong"}})
    with chat_server(_status(401, repeats), says({"events": [event()]})) as server:
        extractor = server.extractor()
        refused = geograph.build([source], published=DAY, extractor=extractor)
        kg = geograph.build([source], published=DAY, extractor=extractor)
        assert [request.headers["authorization"] for request in server.requests] == [f"Bearer {key}"] * 2
        assert key not in json.dumps([request.body for request in server.requests])
    assert "(the key *** is wrong)" in refused.documents[0].problems[0].message
    assert key not in repr(extractor) + repr(kg.documents) + repr(refused.documents)
    assert all(key.encode() not in path.read_bytes() for path in kg.write(tmp_path / "out"))
    assert key not in caplog.text


def test_without_a_key_there_is_no_header(ask):
    with chat_server(says({"events": []})) as server:
        ask(server)
        assert "authorization" not in server.requests[0].headers


def test_long_articles_are_asked_for_part_by_part(ask):
    text = " ".join(f"Turkey bombed Hezbollah in Lebanon on Sunday for reason {n}." for n in range(200))

    def first_of_part(request: Request) -> None:
        number = int(request.article.partition("[")[2].partition("]")[0])
        request.send(completion({"events": [event(sentence=number), event(sentence=1 if number > 1 else 200)]}))

    with chat_server(first_of_part) as server:
        document = ask(server, text)
        assert len(server.requests) == 2
        assert all(len(request.article) < 30_000 for request in server.requests)
    assert len(document.events) == 2
    assert [p.message.rpartition(": ")[2] for p in document.problems] == [
        "there is no sentence 200",
        "there is no sentence 1",
    ]


# ---------------------------------------------------------------- what the caller gets wrong
@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({}, "needs the address of an endpoint"),
        ({"endpoint": "http://127.0.0.1:9/v1"}, "needs the name of the endpoint's model"),
        ({"endpoint": "ftp://127.0.0.1/v1", "model": "m"}, "is no http or https address"),
        ({"endpoint": "file:///etc/passwd", "model": "m"}, "is no http or https address"),
        ({"endpoint": "127.0.0.1:11434", "model": "m"}, "is no http or https address"),
        ({"endpoint": "http://:80/v1", "model": "m"}, "is no http or https address"),
        ({"endpoint": "http://127.0.0.1:99999/v1", "model": "m"}, "is no address"),
        ({"endpoint": "http://me:secret@127.0.0.1/v1", "model": "m"}, "has a name or password in it"),
        ({"endpoint": "http://127.0.0.1/v1?key=secret", "model": "m"}, "has a query or fragment in it"),
        ({"endpoint": "http://127.0.0.1:9/v1", "model": "m\n"}, "is no plain name"),
        ({"endpoint": "http://127.0.0.1:9/v1", "model": "m", "timeout": 0}, "is not between 0 and 3600"),
        ({"endpoint": "http://127.0.0.1:9/v1", "model": "m", "timeout": float("nan")}, "is not between 0 and 3600"),
    ],
)
def test_options_that_cannot_work_are_refused(options, message):
    with pytest.raises(InputError, match=message) as caught:
        load_extractor("chat", ExtractorOptions(**options))
    assert "secret" not in str(caught.value)


def test_a_key_that_is_none_is_refused_without_showing_it(monkeypatch):
    monkeypatch.setenv(KEY, "sk secret\nkey")
    with pytest.raises(InputError, match="printable ASCII") as caught:
        load_extractor("chat", ExtractorOptions(endpoint="http://127.0.0.1:9/v1", model="m"))
    assert "secret" not in str(caught.value)


def test_the_schema_names_what_an_answer_is_read_for():
    (items,) = [answer_schema()["properties"]["events"]["items"]]
    assert list(items["properties"]) == items["required"] == list(AnsweredEvent.model_fields)
