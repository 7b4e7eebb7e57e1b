"""What holds for every request: which host it may be meant for, who may read the answer, how long it may be."""

from __future__ import annotations

from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geograph.serve.settings import Settings

__all__ = ["Guard"]

_LOCAL = frozenset({"localhost", "127.0.0.1", "[::1]"})
_MOST_ADDRESS = 16_000


class Guard:
    """ASGI middleware.

    A page of another site can send a browser here under a name of its own that leads to this machine (DNS rebinding);
    so, unless the server is public, only requests for a local name are answered.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer or refuse a request, or pass it on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, send)
            return

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._add_headers(MutableHeaders(scope=message))
            await send(message)

        await self._app(scope, receive, told)

    def _refusal(self, scope: Scope) -> Response | None:
        if len(scope["query_string"]) > _MOST_ADDRESS:
            text = "the address is too long: send the query by POST"
            return PlainTextResponse(f"{text}\n", status_code=414)
        if self._settings.public or self._is_local(Headers(scope=scope).get("host", "")):
            return None
        text = "this server answers only requests for a local name, such as localhost"
        return PlainTextResponse(f"{text}\n", status_code=421)

    def _is_local(self, host: str) -> bool:
        name = host if host.endswith("]") else host.rpartition(":")[0] or host
        return name.lower() in _LOCAL | {self._settings.host}

    def _add_headers(self, headers: Any) -> None:
        headers.setdefault("X-Content-Type-Options", "nosniff")
        headers.setdefault("Referrer-Policy", "no-referrer")
        headers.setdefault("X-Frame-Options", "DENY")
        headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if self._settings.origin is not None:
            headers["Access-Control-Allow-Origin"] = self._settings.origin
            headers["Access-Control-Expose-Headers"] = "Geograph-Row-Limit"
            headers["Cross-Origin-Resource-Policy"] = "cross-origin"
            headers.add_vary_header("Origin")
