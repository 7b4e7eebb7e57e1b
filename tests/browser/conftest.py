"""A Chromium for the tests, and pages that must stay silent: no request, no error, no dialog."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "unit" / "view"))
sys.path.insert(0, str(Path(__file__).parent))

from geograph import view

CANDIDATES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@dataclass
class Watched:
    """A page with what it did that it should not have done."""

    page: Any
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def watch(self) -> None:
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on(
            "console", lambda message: message.type in ("error", "warning") and self.errors.append(message.text)
        )
        self.page.on("dialog", lambda dialog: (self.dialogs.append(dialog.message), dialog.dismiss()))

    def assert_silent(self) -> None:
        assert [url for url in self.requests[1:] if not url.startswith(("data:", "blob:", "file:///"))] == []
        assert self.errors == []
        assert self.dialogs == []


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CANDIDATES)), None)
    if not path or not Path(path).exists():
        pytest.skip("no Chromium found: install one or name its path in CHROMIUM")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield launched
        launched.close()


Opener = Callable[..., Any]


@pytest.fixture
def open_graph(browser: Any, tmp_path: Path) -> Iterator[Opener]:
    """Open a graph's page, offline; when the test ends, check that the page was silent."""
    watched: list[Watched] = []
    contexts = []

    def opener(
        graph: nx.MultiDiGraph,
        *,
        width: int = 1440,
        height: int = 900,
        dark: bool = False,
        allow_errors: bool = False,
        fragment: str = "",
    ) -> Any:
        path = tmp_path / f"graph{len(contexts)}.html"
        view.write_html(graph, path)
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            offline=True,
            accept_downloads=True,
        )
        contexts.append(context)
        page = context.new_page()
        if not allow_errors:
            watched.append(Watched(page))
            watched[-1].watch()
        page.goto(path.as_uri() + fragment)
        page.wait_for_selector("html[data-ready]")
        return page

    yield opener
    for one in watched:
        one.assert_silent()
    for context in contexts:
        context.close()
