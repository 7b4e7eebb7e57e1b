"""The server's pages in a real Chromium: the editor answers, the viewer leads on, and nobody else is asked."""

from __future__ import annotations

import pytest

from factories import airliner_document, campaign_document
from geograph.export import write_nodelink, write_trig
from geograph.graph import build_graph
from served import serving

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("served")
    documents = [campaign_document(), airliner_document()]
    write_nodelink(build_graph(documents), folder / "graph.json")
    with serving(write_trig(documents, folder / "graph.trig"), workers=1) as client:
        yield str(client.base_url)


@pytest.fixture
def page(browser, address):
    """A page that must ask nobody but the server, and must have nothing to complain of."""
    asked, errors = [], []
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: message.type in ("error", "warning") and errors.append(message.text))
    yield page
    assert [url for url in asked if not url.startswith((f"{address}/", "data:"))] == []
    assert errors == []
    context.close()


def test_the_editor_answers_a_named_query(page, address):
    page.goto(f"{address}/")
    page.wait_for_selector("html[data-ready]")
    titles = page.locator("#questions option").all_inner_texts()
    assert "Who strikes whom" in titles
    page.select_option("#questions", "not-facts")
    page.click(".yasqe_queryButton")
    page.wait_for_selector(".yasr table tbody tr")
    rows = page.locator(".yasr table tbody tr").all_inner_texts()
    assert any("Ordered" in row for row in rows)


def test_from_search_to_neighbour_to_neighbour(page, address):
    page.goto(f"{address}/explore")
    page.fill("#name", "islam")
    page.click("button")
    page.click("text=Islamic State")
    page.wait_for_selector("html[data-ready]")
    assert "Around Islamic State" in page.title()
    page.keyboard.press("/")
    page.keyboard.type("Russian Navy")
    page.wait_for_timeout(200)
    page.keyboard.press("Enter")
    link = page.locator("a", has_text="Go on from here").first
    assert link.get_attribute("href") == f"{address}/explore?actor=RussianNavy"
