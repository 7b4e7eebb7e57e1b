"""Source -> the server: the endpoint, the editor of queries, the viewer of neighbourhoods."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from geograph.serve.description import describe_service
from geograph.serve.evaluate import Question
from geograph.serve.guard import Guard
from geograph.serve.pages import EDITOR_POLICY, PAGE_POLICY, editor_page, neighbourhood_page, search_page
from geograph.serve.protocol import Refusal, read_question
from geograph.serve.settings import Settings
from geograph.serve.sources import Source
from geograph.serve.workers import QueryTimeoutError, Workers

__all__ = ["make_app"]

_ASSETS = {"yasgui.min.js": "text/javascript", "yasgui.min.css": "text/css", "editor.js": "text/javascript"}
_COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
_MOST_DEPTH = 3
_MOST_NODES = 400
_NODES = 60


def make_app(settings: Settings, source: Source) -> Starlette:
    """The application of ASGI that serves ``source``; its workers live as long as it does."""
    server = _Server(settings, source)
    routes = [
        Route("/", server.editor, methods=["GET"]),
        Route("/sparql", server.endpoint, methods=["GET", "POST"]),
        Route("/explore", server.explore, methods=["GET"]),
        Route("/assets/{name}", server.asset, methods=["GET"]),
    ]
    app = Starlette(routes=routes, lifespan=server.lifespan)
    app.add_middleware(Guard, settings=settings)
    return app


class _Server:
    def __init__(self, settings: Settings, source: Source) -> None:
        self._settings = settings
        self._source = source
        self._workers = Workers(source, count=settings.workers, timeout=settings.timeout)

    @asynccontextmanager
    async def lifespan(self, _: Starlette) -> AsyncIterator[None]:
        await self._workers.start()
        try:
            yield
        finally:
            await self._workers.stop()

    # ------------------------------------------------------------ the endpoint
    async def endpoint(self, request: Request) -> Response:
        body = await _body(request, self._settings.max_bytes)
        if body is None:
            return _plain(413, f"a request may have {self._settings.max_bytes:,} bytes")
        query_string = request.scope["query_string"].decode("latin-1")
        accept = request.headers.get("accept")
        if request.method == "GET" and not query_string:
            return await self._description(request, accept)
        question = read_question(
            request.method,
            query_string,
            request.headers.get("content-type"),
            body,
            accept=accept,
            max_rows=self._settings.max_rows,
        )
        if isinstance(question, Refusal):
            return _plain(question.status, question.message)
        return await self._answer(question)

    async def _answer(self, question: Question) -> Response:
        try:
            answer = await self._workers.ask(question)
        except QueryTimeoutError as error:
            return _plain(503, str(error))
        except (EOFError, OSError):
            return _plain(503, "the query broke its worker, which has been replaced: it needs too much memory")
        headers = {"Vary": "Accept"}
        if answer.cut:
            headers["Geograph-Row-Limit"] = f"{question.max_rows}; cut"
        return Response(answer.body, status_code=answer.status, media_type=answer.kind, headers=headers)

    async def _description(self, request: Request, accept: str | None) -> Response:
        counted = await self._workers.ask(Question(sparql=_COUNT, accept="text/csv"))
        number = int(counted.body.split()[-1]) if counted.status == 200 else 0
        made = describe_service(str(request.url.replace(query="")), number, accept)
        if made is None:
            return _plain(406, "the service description is RDF: accept text/turtle, or another type of RDF")
        return Response(made[1], media_type=made[0], headers={"Vary": "Accept"})

    # ------------------------------------------------------------ pages
    async def editor(self, _: Request) -> Response:
        return HTMLResponse(editor_page(), headers={"Content-Security-Policy": EDITOR_POLICY})

    async def asset(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in _ASSETS:
            return _plain(404, "there is no such file")
        data = files("geograph.serve").joinpath("assets", name).read_bytes()
        return Response(data, media_type=_ASSETS[name], headers={"Cache-Control": "max-age=3600"})

    async def explore(self, request: Request) -> Response:
        actor, name = request.query_params.get("actor"), request.query_params.get("name", "").strip()
        if actor is None:
            found = await run_in_threadpool(self._source.find, name) if name else []
            return HTMLResponse(search_page(name, found), headers={"Content-Security-Policy": PAGE_POLICY})
        depth = _number(request.query_params.get("depth"), 1, _MOST_DEPTH)
        limit = _number(request.query_params.get("limit"), _NODES, _MOST_NODES)
        page = await run_in_threadpool(self._neighbourhood, actor, depth, limit, str(request.base_url))
        if page is None:
            return _plain(404, f"there is no actor {actor!r} in the graph")
        return HTMLResponse(page)  # the viewer's page brings a content policy of its own, with its hashes

    def _neighbourhood(self, actor: str, depth: int, limit: int, base: str) -> str | None:
        graph = self._source.neighbourhood(actor, depth=depth, limit=limit)
        return None if graph is None else neighbourhood_page(graph, actor, base)


async def _body(request: Request, most: int) -> bytes | None:
    """The body of a request; None if it is longer than it may be, of which no more is read."""
    pieces: list[bytes] = []
    size = 0
    async for piece in request.stream():
        size += len(piece)
        if size > most:
            return None
        pieces.append(piece)
    return b"".join(pieces)


def _plain(status: int, message: str) -> Response:
    return PlainTextResponse(f"{message}\n", status_code=status)


def _number(text: Any, default: int, most: int) -> int:
    return min(int(text), most) if isinstance(text, str) and text.isdecimal() and int(text) > 0 else default
