"""A server of geograph on a free port of this machine, for tests: in a thread, with real workers."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import uvicorn

from geograph.serve import Settings
from geograph.serve.app import make_app
from geograph.serve.sources import open_source


@contextmanager
def serving(path: Path, **options: object) -> Iterator[httpx.Client]:
    """Serve a file or store, and give a client of the server."""
    settings = Settings(source=path, port=1, **{"workers": 2, "timeout": 5.0, **options})  # type: ignore[arg-type]
    with open_source(path) as source:
        config = uvicorn.Config(make_app(settings, source), host="127.0.0.1", port=0, log_level="error")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        deadline = time.monotonic() + 60
        while not server.started and time.monotonic() < deadline and thread.is_alive():
            time.sleep(0.02)
        assert server.started, "the server does not start"
        port = server.servers[0].sockets[0].getsockname()[1]
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
            yield client
        server.should_exit = True
        thread.join(timeout=30)
        assert not thread.is_alive()
