"""Layouts, colours, sizes, the overview of communities; and that every view of it is accessible."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pytest
import view_sample
from viewer_spots import settle, shown_actors

pytestmark = pytest.mark.browser

GRAPH = view_sample.wide_graph()
PLACES = """() => {
  const { place, camera } = geograph.scene;
  return Object.fromEntries(geograph.model.actors.map((a) => [a.id, [place.x[a.index] * camera.k + camera.x, place.y[a.index] * camera.k + camera.y]]));
}"""  # noqa: E501
COLOURS = """(box) => {
  const { view } = geograph.scene;
  const pixels = view.getContext('2d').getImageData(...box).data;
  const seen = new Set();
  for (let at = 0; at < pixels.length; at += 4) seen.add(pixels.slice(at, at + 3).join());
  return [...seen];
}"""


def clusters(groups: int, size: int) -> nx.MultiDiGraph:
    """Communities of actors that meet each other, and one bridge from each to the next."""
    graph = nx.MultiDiGraph()
    for group in range(groups):
        for number in range(size):
            for step in (1, 2, 5):
                graph.add_edge(
                    f"g{group:02}n{number:03}", f"g{group:02}n{(number + step) % size:03}", key="k", relation="meets"
                )
        graph.add_edge(f"g{group:02}n000", f"g{(group + 1) % groups:02}n000", key="bridge", relation="supports")
    return graph


def test_the_map_puts_actors_where_they_are_and_fans_those_in_one_place(open_graph: Any) -> None:
    page = open_graph(GRAPH)
    page.locator("#look-layout").select_option("map")
    page.wait_for_function("() => geograph.scene.world !== null")
    settle(page)
    spots = page.evaluate(PLACES)
    assert spots["Russia"][0] > spots["Chad"][0] > spots["Mali"][0]
    assert spots["France"][1] < spots["Algeria"][1] < spots["Mali"][1]
    # Three actors in Bamako, and a general who acts for a state, all of them apart.
    for one in ("Bamako", "BarkhaneMining", "MalianForeignMinistry"):
        for other in ("BarkhaneMining", "MalianForeignMinistry", "Bamako"):
            apart = abs(spots[one][0] - spots[other][0]) + abs(spots[one][1] - spots[other][1])
            assert one == other or apart > 15
    assert "15 actors without a known place" in page.locator("#stage-note").inner_text()
    assert "238,241,238" in page.evaluate(COLOURS, [0, 0, 760, 500])
    page.locator("#look-layout").select_option("network")
    assert page.locator("#stage-note").is_hidden()


def test_no_map_is_offered_or_carried_without_coordinates(open_graph: Any) -> None:
    page = open_graph(view_sample.sample_graph())
    assert page.locator("#world").count() == 0
    assert page.locator("#look-layout option").all_text_contents() == ["network", "ring"]


def test_the_ring_has_every_actor_around_the_middle(open_graph: Any) -> None:
    page = open_graph(GRAPH)
    page.locator("#look-layout").select_option("ring")
    spots = list(page.evaluate(PLACES).values())
    middle = [sum(spot[axis] for spot in spots) / len(spots) for axis in (0, 1)]
    reach = [max(abs(spot[axis] - middle[axis]) for spot in spots) for axis in (0, 1)]
    around = [((x - middle[0]) / reach[0]) ** 2 + ((y - middle[1]) / reach[1]) ** 2 for x, y in spots]
    assert all(0.85 < part < 1.15 for part in around)


def test_colours_and_sizes_go_by_what_is_chosen(open_graph: Any) -> None:
    page = open_graph(GRAPH)
    page.locator("#look-colour").select_option("country")
    rows = page.locator("#look .colour .what").all_text_contents()
    assert rows == ["MLI", "DZA", "FRA", "NER", "RUS", "TCD", "other or none"]
    page.locator("#look-colour").select_option("community")
    assert "around Mali" in page.locator("#look .colour .what").all_text_contents()
    radius = "(id) => geograph.scene.place.radius[geograph.model.byId.get(id)]"
    assert page.evaluate(radius, "Mali") > page.evaluate(radius, "Kidal")
    page.locator("#look-size").select_option("mentions")
    most = max(GRAPH.nodes, key=lambda name: GRAPH.nodes[name]["mentions"])
    assert page.evaluate(radius, most) == max(page.evaluate("geograph.scene.place.radius"))
    page.locator("#undo").click()
    assert page.locator("#look-size").input_value() == "relations"


def test_pagerank_is_pagerank(open_graph: Any) -> None:
    graph = nx.MultiDiGraph()
    for source, target in (("a", "b"), ("c", "b"), ("b", "d"), ("d", "a"), ("e", "d")):
        graph.add_edge(source, target, key="k", relation="strikes")
    page = open_graph(graph)
    page.locator("#look-size").select_option("pagerank")
    found = page.evaluate("Object.values(geograph.model.pageRank)")
    wanted = nx.pagerank(nx.DiGraph(graph))
    assert found == pytest.approx([wanted[name] for name in sorted(wanted)], abs=2e-3)


def test_a_large_graph_opens_as_communities_that_unfold(open_graph: Any) -> None:
    page = open_graph(clusters(21, 100))
    settle(page)
    found = page.evaluate(
        """geograph.scene.overview.groups
          .map((g) => [...new Set(g.members.map((m) => geograph.model.actors[m].id.slice(0, 3)))])"""
    )
    assert sorted(group for groups in found for group in groups) == [f"g{number:02}" for number in range(21)]
    discs = page.evaluate("geograph.scene.overview.groups.map(({ x, y, radius }) => [x, y, radius])")
    for number, one in enumerate(discs):
        for other in discs[:number]:
            assert ((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5 > one[2] + other[2]
    spot = page.evaluate(
        """() => {
          const { overview, camera, element } = geograph.scene;
          const group = overview.groups[3];
          const box = element.getBoundingClientRect();
          return { x: box.left + group.x * camera.k + camera.x, y: box.top + group.y * camera.k + camera.y };
        }"""
    )
    shown = "geograph.model.actors.filter((a) => geograph.scene.shows(a.index)).length"
    assert page.evaluate(shown) == 0
    page.mouse.click(spot["x"], spot["y"])
    assert page.evaluate(shown) == 100
    # The stage goes to what was unfolded.
    inside = "geograph.scene.overview.groups[3].members.every((index) => geograph.scene.inSight(index, 0))"
    page.wait_for_function(f"() => {inside}")
    page.locator("#fold-all").click()
    assert page.evaluate(shown) == 0
    page.keyboard.press("u")
    assert page.evaluate(shown) == 100
    page.keyboard.press("u")
    assert page.evaluate(shown) == 0
    page.locator("#fold").uncheck()
    assert page.evaluate(shown) == 2100 == len(shown_actors(page))


AXE_STATES = {
    "as it opens": "",
    "path": "geograph.store.select({ kind: 'path', from: 0, to: geograph.model.byId.get('Chad') })",
    "several": "geograph.store.select({ kind: 'actors', indices: [1, 2, 5] })",
    "actor and days": "geograph.store.setRange([20179, 20190]); geograph.store.select({ kind: 'actor', index: 20 })",
    "map by country": "geograph.store.setLook({ layout: 'map', colour: 'country' })",
    "export": "document.getElementById('export').click()",
}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_view_is_accessible(open_graph: Any, dark: bool) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    for width in (1440, 390):
        page = open_graph(GRAPH, dark=dark, width=width, height=850)
        for name, script in AXE_STATES.items():
            page.evaluate(script or "null")
            violations = axe.run(page).response["violations"]
            told = [
                (violation["id"], [node["html"][:120] for node in violation["nodes"][:3]]) for violation in violations
            ]
            assert told == [], (name, width)


def test_print_is_light_and_keeps_the_graph_and_its_evidence(open_graph: Any) -> None:
    page = open_graph(GRAPH, dark=True)
    page.evaluate("geograph.store.select({ kind: 'link', index: 3 })")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.dataset.theme") == "light"
    for hidden in ("#side", "#zoom", "header .tools", "header .search"):
        assert page.locator(hidden).is_hidden()
    for visible in ("h1", "#stage canvas", "#details .event"):
        assert page.locator(visible).first.is_visible()
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_names_from_right_to_left_stay_in_one_piece(open_graph: Any) -> None:
    page = open_graph(GRAPH)
    page.evaluate("geograph.store.select({ kind: 'actor', index: geograph.model.byId.get('AzawadLiberationFront') })")
    heading = page.locator("#details h2 bdi")
    assert heading.text_content() == view_sample.ARABIC
    row = page.locator("#details .row bdi", has_text="Mali").first
    assert row.evaluate("(element) => getComputedStyle(element).unicodeBidi") == "isolate"
    assert heading.evaluate("(element) => getComputedStyle(element).unicodeBidi") == "isolate"
    assert page.evaluate("geograph.scene.placed.actors.some(({ label }) => label.lines.join(' ').includes('أزواد'))")
