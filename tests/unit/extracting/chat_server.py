"""A chat endpoint on loopback that answers as its script says, well or badly."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from geograph.extracting.chat import ChatExtractor
from geograph.extracting.chat.client import Endpoint, checked_address

Reaction = Callable[["Request"], None]


@dataclass
class Request:
    """One request with ways to answer it."""

    handler: BaseHTTPRequestHandler
    body: dict[str, Any]
    over: threading.Event

    @property
    def headers(self) -> Any:
        return self.handler.headers

    @property
    def article(self) -> str:
        return self.body["messages"][1]["content"]

    def send(self, body: bytes | str, status: int = 200, **headers: str) -> None:
        data = body.encode() if isinstance(body, str) else body
        self.handler.send_response(status)
        for name, value in ({"content_type": "application/json", "content_length": str(len(data))} | headers).items():
            self.handler.send_header(name.replace("_", "-"), value)
        self.handler.end_headers()
        self.handler.wfile.write(data)
        self.handler.wfile.flush()


@dataclass
class ChatServer:
    """Reacts to request number n by ``script[n]``, and by the last one to all that follow."""

    address: str
    script: list[Reaction]
    requests: list[Request] = field(default_factory=list)

    def extractor(self, *, timeout: float = 10.0, **settings: Any) -> ChatExtractor:
        endpoint = Endpoint(address=checked_address(self.address), timeout=timeout, backoff=0.01, **settings)
        return ChatExtractor(endpoint, "tiny")


@contextmanager
def chat_server(*script: Reaction) -> Iterator[ChatServer]:
    over = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            request = Request(self, body, over)
            server.requests.append(request)
            self.close_connection = True
            with suppress(OSError):  # who asked has gone, as some of these tests want
                server.script[min(len(server.requests), len(server.script)) - 1](request)

        def log_message(self, *args: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as httpd:
        httpd.daemon_threads = True
        thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        server = ChatServer(f"http://127.0.0.1:{httpd.server_port}/v1", list(script))
        try:
            yield server
        finally:
            over.set()
            httpd.shutdown()
            thread.join()


def completion(content: Any, **choice: Any) -> str:
    """A reply in the form of chat completions; what is no string is written as JSON."""
    text = content if isinstance(content, str) else json.dumps(content)
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": text}, **choice}]})


def says(content: Any, **choice: Any) -> Reaction:
    return lambda request: request.send(completion(content, **choice))


def event(**changes: Any) -> dict[str, Any]:
    """An event that is right of the first sentence of ``SENTENCES``."""
    right = {
        "sentence": 1,
        "trigger": "bombed",
        "type": "ASSAULT",
        "relation": "strikes",
        "actors": ["Turkey"],
        "recipients": ["Hezbollah"],
        "status": "Reported",
        "speaker": None,
        "date": "on Sunday",
        "place": "Lebanon",
    }
    return right | changes


def second(**changes: Any) -> dict[str, Any]:
    """An event that is right of the second sentence."""
    right = event(sentence=2, trigger="met", type="CONSULT", relation="meets", date=None, place=None)
    return right | {"actors": ["Angela Merkel"], "recipients": ["Emmanuel Macron"]} | changes


SENTENCES = "Turkey bombed Hezbollah in Lebanon on Sunday. Angela Merkel met Emmanuel Macron in Berlin."
