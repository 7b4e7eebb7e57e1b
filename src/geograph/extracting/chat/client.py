"""One question to a chat endpoint: bounded in time, size and attempts, and never led to another address."""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from geograph.errors import ExtractionError, InputError

if TYPE_CHECKING:
    import httpx

__all__ = ["KEY", "Endpoint", "RefusedError", "checked_address", "key_of_environment"]

KEY = "GEOGRAPH_CHAT_KEY"
"""The environment variable that holds the endpoint's key; it is read when a question is sent, and kept nowhere."""

_EXCERPT = 200
_LONGEST_WAIT = 30.0


class RefusedError(ExtractionError):
    """The endpoint calls the question itself malformed (400, 422), or its ``response_format``."""


class _BusyError(ExtractionError):
    """The endpoint cannot answer now (429, 5xx); ``wait`` is what it asks to wait, in seconds."""

    def __init__(self, message: str, wait: float | None) -> None:
        super().__init__(message)
        self.wait = wait


def checked_address(endpoint: str) -> str:
    """The address that questions go to.

    Raises:
        InputError: if ``endpoint`` is no plain http or https address.
    """
    hint = "it is like http://127.0.0.1:11434/v1"
    try:
        parts = urlsplit(endpoint)
        _ = parts.port
    except ValueError as error:
        raise InputError(f"the endpoint is no address: {error}", hint=hint) from error
    if parts.scheme not in {"http", "https"} or not parts.hostname or not endpoint.isprintable() or " " in endpoint:
        raise InputError(f"the endpoint {endpoint!r} is no http or https address", hint=hint)
    if parts.username is not None or parts.password is not None:
        raise InputError("the endpoint has a name or password in it", hint=f"put the key into {KEY}")
    if parts.query or parts.fragment:
        raise InputError("the endpoint has a query or fragment in it", hint=hint)
    return f"{endpoint.rstrip('/')}/chat/completions"


def key_of_environment() -> str | None:
    """The key, None where there is none.

    Raises:
        InputError: if it cannot stand in a header. The message does not hold it.
    """
    key = os.environ.get(KEY, "").strip()
    if not all("!" <= character <= "~" for character in key):
        raise InputError("the key is not of printable ASCII characters without spaces", where=KEY)
    return key or None


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Where to ask, and how patiently.

    Attributes:
        address: from ``checked_address``.
        timeout: seconds that one answer may take, from connecting to its last byte.
        attempts: how often a question is asked where the endpoint is busy or broken (429, 5xx).
        backoff: seconds before the second attempt; each next one waits twice as long.
        limit: bytes that an answer may have.
    """

    address: str
    timeout: float = 60.0
    attempts: int = 3
    backoff: float = 1.0
    limit: int = 2_000_000

    def ask(self, question: Mapping[str, Any]) -> Any:
        """The JSON that the endpoint answers ``question`` with.

        Raises:
            RefusedError: if it refuses the form of the question.
            ExtractionError: if it gives no usable answer.
        """
        for attempt in range(1, self.attempts + 1):
            try:
                return self._ask_once(question)
            except _BusyError as error:
                if attempt == self.attempts:
                    raise ExtractionError(f"{error.message}, {self.attempts} times") from error
                wait = self.backoff * 2 ** (attempt - 1) if error.wait is None else error.wait
                time.sleep(min(wait, _LONGEST_WAIT))
        raise ExtractionError("it was never asked")

    def _ask_once(self, question: Mapping[str, Any]) -> Any:
        import httpx

        # Neither proxies nor .netrc of the environment: the text goes to the named address, or nowhere.
        quiet = {"timeout": self.timeout, "trust_env": False, "follow_redirects": False}
        late = ExtractionError(f"no answer within {self.timeout:g} seconds")
        deadline = _Deadline()
        try:
            with deadline.running(self.timeout), httpx.Client(**quiet) as client:  # type: ignore[arg-type]
                sent = {"headers": _headers(), "json": question, "extensions": {"trace": deadline.watch}}
                with client.stream("POST", self.address, **sent) as response:  # type: ignore[arg-type]
                    body = self._body(response)
        except httpx.TimeoutException as error:
            raise late from error
        except httpx.HTTPError as error:
            if deadline.passed:
                raise late from error
            raise ExtractionError(f"the connection failed: {_reason(error)}") from error
        if deadline.passed:
            raise late
        try:
            return json.loads(body)
        except (ValueError, RecursionError) as error:
            raise ExtractionError("its answer is no JSON") from error

    def _body(self, response: httpx.Response) -> bytes:
        status = response.status_code
        if status != 200:
            self._raise_for(status, response)
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != "application/json":
            raise ExtractionError(f"its answer is {_plain(kind) or 'of no named type'}, not application/json")
        if response.headers.get("content-encoding", "identity") != "identity":
            raise ExtractionError("its answer is compressed, which was not asked for")
        return self._bounded(response)

    def _bounded(self, response: httpx.Response) -> bytes:
        body = bytearray()
        for chunk in response.iter_raw():
            body += chunk
            if len(body) > self.limit:
                raise ExtractionError(f"its answer is longer than {self.limit:,} bytes")
        return bytes(body)

    def _raise_for(self, status: int, response: httpx.Response) -> None:
        if 300 <= status < 400:
            raise ExtractionError(f"it answers with a redirect ({status}), which is not followed")
        said = self._said(response)
        message = f"it answers with {status}" + (f" ({said})" if said else "")
        # Older servers of llama.cpp answer a form that they do not know with 500.
        if status in (400, 422) or "response_format" in said:
            raise RefusedError(message)
        if status == 429 or status >= 500:
            raise _BusyError(message, _seconds(response.headers.get("retry-after")))
        raise ExtractionError(message)

    def _said(self, response: httpx.Response) -> str:
        """What an error's body says in the usual form, without the key, should the endpoint repeat it."""
        try:
            said = json.loads(self._bounded(response))["error"]["message"]
        except (ValueError, RecursionError, LookupError, TypeError):
            return ""
        key = key_of_environment()
        text = said.replace(key, "***") if key and isinstance(said, str) else said
        return _plain(text)[:_EXCERPT] if isinstance(text, str) else ""


class _Deadline:
    """Ends a connection when its time is up: a timeout of each read alone never ends one that drips."""

    def __init__(self) -> None:
        self.passed = False
        self._socket: Any = None
        self._lock = threading.Lock()

    def watch(self, event: str, info: Mapping[str, Any]) -> None:
        """Take note of the connection's socket (a trace of httpx)."""
        if event in {"connection.connect_tcp.complete", "connection.start_tls.complete"}:
            with self._lock:
                self._socket = info["return_value"].get_extra_info("socket")
                if self.passed:
                    self._end()

    @contextmanager
    def running(self, seconds: float) -> Iterator[None]:
        """Count from here."""
        timer = threading.Timer(seconds, self._pass)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _pass(self) -> None:
        with self._lock:
            self.passed = True
            self._end()

    def _end(self) -> None:
        import socket

        if self._socket is not None:
            with suppress(OSError):  # it may have ended by itself
                self._socket.shutdown(socket.SHUT_RDWR)


def _headers() -> dict[str, str]:
    headers = {"Accept": "application/json", "Accept-Encoding": "identity"}
    key = key_of_environment()
    return headers if key is None else headers | {"Authorization": f"Bearer {key}"}


def _seconds(value: str | None) -> float | None:
    return float(value) if value is not None and value.isascii() and value.isdigit() and len(value) < 9 else None


def _reason(error: Exception) -> str:
    """What an error says, without the number that a system has for it."""
    return _plain(str(error).rpartition("] ")[2]) or type(error).__name__


def _plain(text: str) -> str:
    """The text on one line, without signs that a terminal would obey."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
