"""``--extractor`` and what goes with it on the command line."""

from __future__ import annotations

import json

import pytest
from chat_server import SENTENCES, chat_server, event, says
from typer.testing import CliRunner

from geograph.cli import app


def run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(SENTENCES, encoding="utf-8")
    return path


def asked(server, command, *more):
    named = ("--extractor", "chat", "--endpoint", server.address, "--endpoint-model", "tiny", "--endpoint-timeout", "9")
    return run(command, *more, "--published", "2020-05-04", *named)


def test_build_asks_the_endpoint(source, tmp_path):
    with chat_server(says({"events": [event()]})) as server:
        result = asked(server, "build", source, "-o", tmp_path / "out")
        assert len(server.requests) == 1
    assert (result.exit_code, result.stdout) == (0, "")
    lines = (tmp_path / "out" / "events.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["rule"] for line in lines] == ["chat:tiny"]
    assert run("validate", tmp_path / "out" / "graph.ttl").exit_code == 0


def test_explain_says_which_extractor_and_model_read_an_event(source):
    with chat_server(says({"events": [event(speaker="Turkey")]})) as server:
        result = asked(server, "explain", source)
    assert result.exit_code == 0
    assert "relation strikes, score 0.70, extractor chat:tiny\n" in result.stdout
    assert "rule chat:tiny\n" in result.stdout


def test_what_fell_back_to_the_rules_is_a_warning_that_can_fail(source, tmp_path):
    with chat_server(says("no JSON")) as server:
        result = asked(server, "build", source, "-o", tmp_path / "out")
        strict = asked(server, "build", source, "-o", tmp_path / "out", "--fail-on", "warning")
    assert "warning: " in result.stderr
    assert "read by the rules instead, for the extractor 'chat' failed: the model wrote no whole JSON" in result.stderr
    assert (result.exit_code, strict.exit_code) == (0, 1)
    assert '"rule": "assault.bomb.verb"' in (tmp_path / "out" / "events.jsonl").read_text("utf-8")


@pytest.mark.parametrize("command", ["build", "explain"])
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--extractor", "chat"), "--endpoint http"),
        (("--extractor", "chat", "--endpoint", "http://127.0.0.1:9/v1"), "--endpoint-model NAME"),
        (("--extractor", "chat", "--endpoint", "gopher://x/v1", "--endpoint-model", "m"), "no http or https address"),
        (("--extractor", "nobody"), "there is no extractor 'nobody'"),
        (("--endpoint", "http://127.0.0.1:9/v1"), "the rules ask no endpoint"),
        (("--endpoint-timeout", "3"), "the rules ask no endpoint"),
    ],
)
def test_options_that_cannot_work_are_wrong_usage(command, arguments, message, source):
    result = run(command, source, *arguments)
    assert result.exit_code == 2
    assert message in result.stderr


def test_a_store_takes_no_other_extractor(source, tmp_path):
    with chat_server(says({"events": []})) as server:
        result = asked(server, "build", source, "--store", tmp_path / "store")
        assert server.requests == []
    assert result.exit_code == 2
    assert "all of its articles are read alike" in result.stderr
    assert not (tmp_path / "store").exists()


def test_without_an_extractor_the_network_is_not_touched(source, tmp_path, monkeypatch):
    import socket

    def refuse(*arguments):
        raise AssertionError("something connects")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert run("build", source, "-o", tmp_path / "out").exit_code == 0
