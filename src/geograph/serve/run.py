"""Run the server until it is told to stop."""

from __future__ import annotations

import socket

from geograph.errors import InputError
from geograph.serve.settings import Settings
from geograph.serve.sources import open_source

__all__ = ["serve"]


def serve(settings: Settings) -> None:
    """Serve until interrupted; answers that are under way are finished.

    Raises:
        InputError: if starlette or uvicorn is missing, if the source cannot be read, or if the host is not loopback
            and ``public`` is not set, or if the address is taken.
        StoreError: if the source is a folder and no store.
    """
    try:
        import uvicorn

        from geograph.serve.app import make_app
    except ImportError as error:
        hint = "install geograph-kg[serve]"
        raise InputError(f"serving needs {error.name}, which is not installed", hint=hint) from error
    if not settings.loopback and not settings.public:
        hint = "--public allows it: everybody who reaches the address can then read the graph"
        raise InputError(f"{settings.host} is not an address of this machine alone", hint=hint)
    with _listen(settings) as listening, open_source(settings.source) as source:
        config = uvicorn.Config(
            make_app(settings, source),
            host=settings.host,
            port=settings.port,
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=5,
        )
        uvicorn.Server(config).run(sockets=[listening])


def _listen(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        listening = socket.create_server((settings.host, settings.port), family=family)
        # asyncio does so for its own sockets; else an answer waits 40 ms for the client to acknowledge its head.
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listening
    except OSError as error:
        hint = "choose another --port or --host"
        message = f"cannot listen at {settings.address}: {error.strerror or error}"
        raise InputError(message, hint=hint) from error
