"""Ways through the graph: permalinks, paths, neighbourhoods, days, hiding, pinning, choosing several, undo."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pytest
import view_sample
from viewer_spots import ACTOR_SPOT, actor, click_actor, click_link, settle, shown_actors

pytestmark = pytest.mark.browser

GRAPH = view_sample.wide_graph()
STATE = """() => {
  const { store, scene, model } = geograph;
  const sorted = (set) => set && [...set].sort();
  return {
    selection: store.selection, depth: store.depth, only: sorted(store.only), hidden: sorted(store.hidden),
    pinned: sorted(store.pinned), range: store.range, undated: store.undated, look: store.look,
    off: Object.fromEntries(Object.entries(store.off).map(([facet, values]) => [facet, sorted(values)])),
    shown: [...store.actorOn].join(""), links: [...store.linkOn].join(""),
  };
}"""


def fragment_of(page: Any) -> str:
    page.wait_for_timeout(400)
    return page.evaluate("location.hash")


def test_a_permalink_brings_everything_back(open_graph: Any) -> None:
    page = open_graph(GRAPH)
    page.locator("input[data-facet=families][data-value=statement]").uncheck()
    page.evaluate("geograph.store.hide([geograph.model.byId.get('Chad')])")
    page.evaluate("geograph.store.setRange([20179, 20195])")
    page.locator("#look-colour").select_option("community")
    page.locator("#look-size").select_option("pagerank")
    page.evaluate("geograph.store.pin([geograph.model.byId.get('Russia')], true)")
    page.evaluate("geograph.store.setDepth(2)")
    page.evaluate("geograph.scene.zoomBy(1.5); geograph.scene.panBy(40, -30)")
    click = page.evaluate("geograph.model.links.findIndex((l) => l.relation === 'strikes' && l.events.length > 1)")
    page.evaluate("(index) => geograph.store.select({ kind: 'link', index, event: 1 })", click)
    fragment = fragment_of(page)
    other = open_graph(GRAPH, fragment=fragment)
    assert other.evaluate(STATE) == page.evaluate(STATE)
    assert other.locator("#details h2").text_content() == page.locator("#details h2").text_content()
    assert other.locator("#look-colour").input_value() == "community"
    one, two = (p.evaluate("geograph.scene.viewAsFractions()") for p in (page, other))
    assert one == pytest.approx(two, abs=0.01)
    assert fragment_of(other) == fragment


def test_an_untouched_page_has_no_permalink_and_a_foreign_one_does_no_harm(open_graph: Any) -> None:
    page = open_graph(GRAPH)
    assert fragment_of(page) in ("", "#")
    bad = '#see=["link","__proto__",1]&no-kinds={"a":1}&only=["<script>"]&days=x/y&view=NaN/1/0'
    bad += "&layout=evil&pin=[[1]]&depth=99"
    page = open_graph(GRAPH, fragment=bad)
    assert page.evaluate("geograph.store.selection") is None
    assert page.evaluate("geograph.store.look.layout") == "network"
    assert page.evaluate("geograph.store.only.size") == 0
    page.locator("#clear").click()
    assert len(shown_actors(page)) == GRAPH.number_of_nodes()
    page.evaluate("location.hash = '#see=%5B%22actor%22%2C%22Mali%22%5D'")
    page.wait_for_function("() => geograph.store.selection !== null")
    assert page.locator("#details h2").text_content() == "Mali"


def test_the_shortest_path_shows_the_evidence_of_each_step(open_graph: Any) -> None:
    page = open_graph(GRAPH)
    click_actor(page, "Chad")
    page.locator("#path-from").click()
    assert page.locator("#picking").is_visible()
    page.keyboard.type("africa corps")
    page.keyboard.press("Enter")
    assert page.locator("#picking").is_hidden()
    undirected = nx.Graph(GRAPH)
    ways = [tuple(way) for way in nx.all_shortest_paths(undirected, "Chad", "AfricaCorps")]
    found = page.evaluate("[...geograph.store.focus().actors].map((index) => geograph.model.actors[index].id)")
    assert tuple(found) in ways
    steps = page.locator("#details .steps > li")
    assert steps.count() == len(ways[0]) - 1
    assert (
        steps.nth(1).locator("blockquote").text_content()
        == GRAPH.edges["MahamatDeby", "AssimiGoita", next(iter(GRAPH["MahamatDeby"]["AssimiGoita"]))]["sentence"]
    )
    assert f"{len(ways[0]) - 1} steps" in page.locator("#said").text_content()
    page.get_by_role("button", name="The other way round").click()
    assert page.locator("#details h2").inner_text() == "From Africa Corps to Chad"
    page.locator("input[data-facet=families][data-value=standing]").uncheck()
    assert "No path between the two" in page.locator("#details").inner_text()


def test_equally_short_paths_can_be_gone_through(open_graph: Any) -> None:
    graph = nx.MultiDiGraph()
    for middle in ("b", "c", "d"):
        graph.add_edge("a", middle, key="r", relation="meets")
        graph.add_edge("z", middle, key="r", relation="meets")
    page = open_graph(graph)
    page.evaluate("geograph.store.select({ kind: 'path', from: 0, to: geograph.model.byId.get('z') })")
    seen = set()
    for _ in range(3):
        seen.add(page.evaluate("geograph.model.actors[[...geograph.store.focus().actors][1]].id"))
        page.locator("#next-path").click()
    assert seen == {"b", "c", "d"}


@pytest.mark.parametrize("depth", [1, 2, 3])
def test_the_neighbourhood_reaches_as_far_as_chosen(open_graph: Any, depth: int) -> None:
    page = open_graph(GRAPH)
    click_actor(page, "Chad")
    page.locator(f"#depth-{depth}").click()
    near = set(nx.single_source_shortest_path_length(nx.Graph(GRAPH), "Chad", cutoff=depth))
    found = page.evaluate("[...geograph.store.focus().actors].map((index) => geograph.model.actors[index].id)")
    assert set(found) == near


# ---------------------------------------------------------------- days
def test_the_timeline_filters_by_day_and_a_dominant_day_leaves_the_others_visible(open_graph: Any) -> None:
    graph = view_sample.wide_graph()
    for number in range(900):
        graph.add_edge(
            "Mali",
            "Algeria",
            key=f"more{number}",
            relation="meets",
            type="CONSULT",
            date="2025-04-01",
            event=f"m{number}",
            status="Reported",
        )
    page = open_graph(graph)
    bars = page.evaluate(
        """() => {
          const canvas = document.querySelector('#timeline canvas');
          const { width, height } = canvas;
          const pixels = canvas.getContext('2d').getImageData(0, 0, width, height).data;
          const rows = [0, Math.round(width * 2.5 / 27)].map((x) => {
            let tall = 0;
            for (let y = 0; y < height; y += 1) if (pixels[4 * (y * width + x + 3) + 3] > 200) tall += 1;
            return tall;
          });
          return rows;
        }"""
    )
    assert bars[0] > bars[1] >= 2
    box = page.locator("#timeline .track").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 10.5 / 27, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 20.5 / 27, box["y"] + 20, steps=4)
    page.mouse.up()
    days = page.evaluate("geograph.store.range.map((day) => new Date(day * 864e5).toISOString().slice(0, 10))")
    assert days == ["2025-04-11", "2025-04-21"]
    page.locator("#undated").uncheck()
    wanted = {(s, t) for s, t, day in graph.edges(data="date") if day and "2025-04-11" <= day <= "2025-04-21"}
    found = page.evaluate(
        """geograph.model.links.filter((l) => geograph.store.linkOn[l.index])
          .map((l) => [geograph.model.actors[l.source].id, geograph.model.actors[l.target].id])"""
    )
    assert {tuple(pair) for pair in found} == wanted
    assert "11 April 2025 – 21 April 2025" in page.locator("#timeline output").inner_text()
    page.locator("#all-days").click()
    assert page.evaluate("geograph.store.range") is None


def test_the_timeline_by_keyboard_and_play(open_graph: Any) -> None:
    page = open_graph(GRAPH)
    last = page.get_by_label("Last day")
    last.focus()
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("geograph.store.range.length") == 2
    assert last.get_attribute("aria-valuetext") == "26 April 2025"
    page.locator("#all-days").click()
    page.locator("#play").click()
    page.wait_for_function("() => geograph.store.range !== null")
    first = page.evaluate("geograph.store.range[1]")
    page.wait_for_function("(day) => geograph.store.range[1] > day", arg=first)
    page.locator("#play").click()
    assert page.locator("#play").get_attribute("aria-pressed") == "false"
    assert page.evaluate("geograph.store.linkOn.reduce((a, b) => a + b)") < page.evaluate("geograph.model.links.length")


def test_no_timeline_where_there_is_one_day(open_graph: Any) -> None:
    assert open_graph(view_sample.sample_graph()).locator("#timeline").is_hidden()


# ---------------------------------------------------------------- hide, pin, several, undo
def test_what_is_hidden_comes_back_by_undo(open_graph: Any) -> None:
    page = open_graph(GRAPH)
    click_actor(page, "Mali")
    page.keyboard.press("h")
    assert "Mali" not in shown_actors(page)
    assert page.evaluate("geograph.store.selection") is None
    page.locator("input[data-facet=families][data-value=conflict]").uncheck()
    page.locator("#stage").focus()
    page.keyboard.press("Control+z")
    assert page.locator("input[data-facet=families][data-value=conflict]").is_checked()
    assert "Mali" not in shown_actors(page)
    page.locator("#undo").click()
    assert "Mali" in shown_actors(page)
    assert page.locator("#undo").is_disabled()


def test_several_actors_are_chosen_by_shift(open_graph: Any) -> None:
    page = open_graph(GRAPH)
    click_actor(page, "Mali")
    click_actor(page, "Algeria", shift=True)
    click_actor(page, "Niger", shift=True)
    assert page.locator("#details h2").text_content() == "3 actors"
    click_actor(page, "Niger", shift=True)
    names = page.evaluate("geograph.store.selection.indices.map((index) => geograph.model.actors[index].id)")
    assert names == ["Mali", "Algeria"]
    page.locator("#path-between").click()
    assert page.locator("#details .steps > li").count() == 1
    page.keyboard.press("Escape")
    box = page.locator("#stage").bounding_box()
    page.keyboard.down("Shift")
    page.mouse.move(box["x"] + 3, box["y"] + 3)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 3, box["y"] + box["height"] - 3, steps=3)
    page.mouse.up()
    page.keyboard.up("Shift")
    assert page.evaluate("geograph.store.selection.indices.length") == GRAPH.number_of_nodes()


def test_a_moved_actor_is_pinned_and_undo_puts_it_back(open_graph: Any) -> None:
    page = open_graph(GRAPH)
    settle(page)
    before = page.evaluate(ACTOR_SPOT, "Mali")
    page.mouse.move(before["x"], before["y"])
    page.mouse.down()
    page.mouse.move(before["x"] + 60, before["y"] + 40, steps=3)
    page.mouse.up()
    assert page.evaluate("geograph.store.pinned.size") == 1
    page.keyboard.press("u")
    after = page.evaluate(ACTOR_SPOT, "Mali")
    assert (round(after["x"]), round(after["y"])) == (round(before["x"]), round(before["y"]))
    assert page.evaluate("geograph.store.pinned.size") == 0
    page.evaluate("(index) => geograph.store.select({ kind: 'actor', index })", actor(page, "Mali"))
    page.keyboard.press("l")
    assert page.locator("#pin").get_attribute("aria-pressed") == "true"


def test_sentences_outside_the_days_are_named_not_shown(open_graph: Any) -> None:
    page = open_graph(GRAPH)
    link = page.evaluate("geograph.model.links.findIndex((l) => l.relation === 'strikes' && l.events.length > 1)")
    click_link(page, link)
    assert page.locator("#details .event").count() == 2
    page.evaluate("geograph.store.setRange([geograph.store.dates.first, geograph.store.dates.first])")
    assert page.locator("#details .event").count() == 1
    assert "1 more sentence outside the chosen days" in page.locator("#details").inner_text()
    page.keyboard.press("u")
    assert page.locator("#details .event").count() == 2
