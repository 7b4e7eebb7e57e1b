"""The page with live physics, and what a notebook shows."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import view_sample

from geograph import view
from geograph.errors import ExportError

pytestmark = pytest.mark.browser

GRAPH = view_sample.wide_graph()


def open_page(browser: Any, path: Path) -> tuple[Any, list[str], Any]:
    context = browser.new_context(viewport={"width": 1200, "height": 800}, offline=True)
    page = context.new_page()
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.on("console", lambda message: message.type in ("error", "warning") and said.append(message.text))
    page.on("request", lambda request: request.url.startswith("http") and said.append(request.url))
    page.goto(path.as_uri())
    return page, said, context


@pytest.mark.parametrize("hostile", [False, True], ids=["sample", "hostile"])
def test_the_live_page_draws_moves_and_shows_sentences(browser: Any, tmp_path: Path, hostile: bool) -> None:
    graph = view_sample.hostile_graph() if hostile else GRAPH
    path = tmp_path / "live.html"
    view.write_html(graph, path, viewer="pyvis")
    page, said, context = open_page(browser, path)
    page.wait_for_selector("html[data-ready]")
    assert len(page.evaluate("Object.keys(geographLive.getPositions())")) == len(graph)
    row = page.locator("#list button").nth(3)
    row.click()
    assert page.locator("#chosen h2").text_content() == row.text_content()
    assert page.locator("#chosen blockquote").text_content() != ""
    # An actor that is pulled away pulls the others after it.
    middle = "Object.values(geographLive.getPositions()).reduce((sum, { x }) => sum + x, 0)"
    before = page.evaluate(f"geographLive.moveNode(Object.keys(geographLive.getPositions())[0], 2500, 0); {middle}")
    page.evaluate("geographLive.startSimulation()")
    page.wait_for_function(f"(before) => Math.abs({middle} - before) > 50", arg=before)
    assert page.locator("aside img, aside script, aside svg").count() == 0
    assert said == []
    context.close()


def test_live_physics_is_for_small_graphs_and_the_viewer_must_be_one() -> None:
    graph = GRAPH.copy()
    graph.add_nodes_from(f"n{number}" for number in range(200))
    with pytest.raises(ExportError, match=r"up to 200 actors, this graph has 229"):
        view.render_html(graph, viewer="pyvis")
    with pytest.raises(ExportError, match=r"no viewer 'webgl'"):
        view.render_html(GRAPH, viewer="webgl")
    assert view.render_html(GRAPH, viewer="pyvis") == view.render_html(GRAPH, viewer="pyvis")


def test_a_notebook_shows_the_page_in_a_frame_of_its_own(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "cell.html"
    path.write_text(f"<!doctype html><meta charset=utf-8>{view.notebook_html(GRAPH)}", encoding="utf-8")
    page, said, context = open_page(browser, path)
    frame = page.frame_locator("iframe")
    frame.locator("html[data-ready]").wait_for()
    frame.locator("#tab-actors").click()
    frame.locator("#actors .row").first.click()
    assert frame.locator("#details h2").text_content() == "Mali"
    page.locator("summary").first.click()
    assert page.locator("tbody tr").count() == GRAPH.number_of_edges()
    assert page.evaluate("document.querySelector('iframe').contentDocument") is None
    assert said == []
    context.close()


def test_the_notebooks_table_holds_hostile_names_as_text() -> None:
    cell = view.notebook_html(view_sample.hostile_graph())
    tags = set(re.findall(r"<(\w+)", cell.partition("</iframe>")[2]))
    assert tags == {"details", "summary", "table", "thead", "tbody", "tr", "th", "td", "bdi"}
    assert cell.count("<iframe") == cell.count("</iframe>") == 1
