"""The page in a real Chromium, with real mouse and keyboard."""

from __future__ import annotations

from typing import Any

import pytest
import view_sample
from viewer_spots import ACTOR_SPOT, BOXES, LINK_INDEX, click_link, settle

pytestmark = pytest.mark.browser

GRAPH = view_sample.sample_graph()
ARTICLE = next(iter(GRAPH.graph["articles"].values()))
TEXT = ARTICLE["text"]


@pytest.mark.parametrize("with_text", [True, False], ids=["with article text", "sentences only"])
def test_clicking_an_edge_shows_exactly_its_evidence(open_graph: Any, with_text: bool) -> None:
    page = open_graph(view_sample.sample_graph(with_text=with_text))
    for source, target, key, edge in GRAPH.edges(keys=True, data=True):
        if edge["event"] is None or (not with_text and int(key[2:]) % 4):
            continue
        link = page.evaluate(LINK_INDEX, [source, edge["relation"], target, edge["status"]])
        click_link(page, link)
        card = page.locator("#details .event").filter(has=page.locator("blockquote", has_text=edge["sentence"]))
        assert card.count() == 1, key
        assert card.locator("blockquote").text_content() == edge["sentence"]
        assert card.locator("[data-evidence]").text_content() == TEXT[edge["start"] : edge["end"]]
        for role, span in (("actor", "actor_span"), ("trigger", "trigger"), ("recipient", "recipient_span")):
            start, end = edge[span]
            assert card.locator(f"mark[data-role={role}]").text_content() == TEXT[start:end]
        assert page.locator("#details .badge").first.text_content() == edge["status"].lower()


def test_the_place_in_the_article_is_the_sentence_in_its_whole_text(open_graph: Any) -> None:
    page = open_graph(GRAPH)
    edge = GRAPH.edges["Niger", "Mali", "ev16"]
    click_link(page, page.evaluate(LINK_INDEX, ["Niger", "alliesWith", "Mali", "Declared"]))
    page.locator("details.place summary").click()
    page.locator("details.place mark.here").wait_for()
    assert page.locator("details.place .text").text_content() == TEXT
    assert page.locator("details.place mark.here").text_content() == edge["sentence"]
    assert page.locator("details.place mark.here").is_visible()


def test_who_says_so_and_what_is_not_a_fact_stand_in_words(open_graph: Any) -> None:
    page = open_graph(GRAPH)
    click_link(page, page.evaluate(LINK_INDEX, ["MalianArmy", "strikes", "ResidentsOfTinzaouaten", "Denied"]))
    details = page.locator("#details").inner_text()
    assert "Malian foreign ministry denies it" in details
    assert "Not a fact: somebody says that it is not so." in details


def test_what_it_was_done_with_and_what_it_hit_stand_beside_the_numbers(open_graph: Any) -> None:
    page = open_graph(GRAPH)
    ((source, target, edge),) = [item for item in GRAPH.edges(data=True) if item[2]["things"]]
    click_link(page, page.evaluate(LINK_INDEX, [source, edge["relation"], target, edge["status"]]))
    rows = page.locator("#details .event dl").first
    names, values = rows.locator("dt").all_inner_texts(), rows.locator("dd").all_inner_texts()
    facts = {name.lower(): value for name, value in zip(names, values, strict=True)}
    assert (facts["with"], facts["what it hits"], facts["how many"]) == ("two mortars", "a depot", "eleven people")


def test_other_accounts_of_the_same_stand_beside_it(open_graph: Any) -> None:
    graph = view_sample.sample_graph()
    denied = dict(graph.edges["MalianArmy", "ResidentsOfTinzaouaten", "ev03"])
    graph.add_edge(
        "MalianArmy", "ResidentsOfTinzaouaten", key="ev90", **{**denied, "event": "ev90", "status": "Reported"}
    )
    page = open_graph(graph)
    link = page.evaluate(LINK_INDEX, ["MalianArmy", "strikes", "ResidentsOfTinzaouaten", "Reported"])
    page.evaluate("(index) => geograph.store.select({ kind: 'link', index })", link)
    account = page.locator("#details .account")
    assert account.inner_text() == "The same, denied in 1 sentence in 1 article"
    assert "Malian foreign ministry denies it" in page.locator("#details .event").nth(1).inner_text()


def test_search_finds_actors_relations_and_sentences(open_graph: Any) -> None:
    page = open_graph(GRAPH)
    page.keyboard.press("/")
    page.keyboard.type("helicop")
    assert page.locator("#hits [data-hit]").evaluate_all("(rows) => rows.map((row) => row.dataset.hit)") == [
        "sentence",
        "sentence",
    ]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert "four helicopters" in page.locator("#details blockquote").first.text_content()
    page.keyboard.press("/")
    page.keyboard.type("MALI")
    assert page.locator("#hits [data-hit=actor] bdi").first.text_content() == "Mali"
    assert page.locator("#hits [data-hit=link]").count() > 0
    page.keyboard.press("Enter")
    assert page.locator("#details h2").text_content() == "Mali"
    page.keyboard.press("/")
    page.keyboard.type("no such thing")
    assert page.locator("#hits").inner_text() == "Nothing found"
    page.keyboard.press("Escape")
    assert page.locator("#hits").is_hidden()


def test_the_legend_filters_and_counts(open_graph: Any) -> None:
    page = open_graph(GRAPH)
    box = page.locator("input[data-facet=families][data-value=conflict]")
    before = page.evaluate("geograph.store.linkOn.reduce((a, b) => a + b)")
    conflict = page.evaluate("geograph.model.links.filter((link) => link.family === 'conflict').length")
    assert box.locator("xpath=..").locator(".n").text_content() == str(conflict)
    box.uncheck()
    assert page.evaluate("geograph.store.linkOn.reduce((a, b) => a + b)") == before - conflict
    assert f"{before - conflict} of {before} relations" in page.locator("#count").text_content()
    page.get_by_role("button", name="Show everything").click()
    assert page.evaluate("geograph.store.linkOn.reduce((a, b) => a + b)") == before
    page.locator("input[data-facet=statuses][data-value=Denied]").uncheck()
    page.locator("#tab-relations").click()
    assert page.locator("#relations .badge[data-status=Denied]").count() == 0
    assert page.locator("#relations .badge[data-status=Claimed]").count() == 1


def test_only_one_kind_of_actor_can_be_kept_and_an_empty_graph_says_so(open_graph: Any) -> None:
    page = open_graph(GRAPH)
    page.get_by_role("button", name="only media").click(force=True)
    kinds = page.evaluate(
        "[...new Set(geograph.model.actors.filter((a) => geograph.store.actorOn[a.index]).map((a) => a.kind))]"
    )
    assert kinds == ["MediaOrganisation"]
    page.locator("input[data-facet=kinds][data-value=MediaOrganisation]").uncheck()
    assert "Nothing matches the filters." in page.locator("#empty").inner_text()
    page.locator("#clear").click()
    assert page.locator("#empty").is_hidden()


def test_everything_can_be_reached_by_keyboard(open_graph: Any) -> None:
    page = open_graph(GRAPH)
    page.locator("#tab-legend").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator("#actors").is_visible()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    chosen = page.evaluate("geograph.store.selection")
    assert chosen["kind"] == "link"
    assert page.locator("#said").text_content() != ""
    page.locator("#stage").focus()
    before = page.evaluate("({...geograph.scene.camera})")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("+")
    after = page.evaluate("({...geograph.scene.camera})")
    assert after["k"] > before["k"]
    assert after["x"] != before["x"]
    page.keyboard.press("n")
    assert page.evaluate("geograph.store.selection.kind") == "actor"
    page.keyboard.press("b")
    assert page.evaluate("geograph.store.selection") == chosen
    page.keyboard.press("Escape")
    assert page.evaluate("geograph.store.selection") is None
    page.keyboard.press("?")
    assert page.locator("dialog").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("d")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_the_lists_hold_the_whole_graph(open_graph: Any) -> None:
    page = open_graph(GRAPH)
    page.locator("#tab-actors").click()
    names = page.locator("#actors .row bdi").all_text_contents()
    assert sorted(names) == sorted(label for _, label in GRAPH.nodes(data="label"))
    page.locator("#tab-relations").click()
    listed = [" ".join(text.split()) for text in page.locator("#relations .row").all_text_contents()]
    assert "Malian army strikes Residents of Tinzaouaten denied" in listed
    assert "Malian army strikes Azawad Liberation Front ×2" in listed
    assert len(listed) == page.evaluate("geograph.model.links.length")


def test_an_actor_shows_what_it_does_and_its_neighbours_can_be_isolated(open_graph: Any) -> None:
    page = open_graph(GRAPH)
    spot = page.evaluate(ACTOR_SPOT, "AzawadLiberationFront")
    page.mouse.click(spot["x"], spot["y"])
    details = page.locator("#details").inner_text()
    assert "claims responsibility for Tinzaouaten drone strike" in details
    assert "is struck by Malian army" in details
    page.get_by_role("button", name="Show only these").click()
    shown = page.evaluate("geograph.model.actors.filter((a) => geograph.store.actorOn[a.index]).map((a) => a.id)")
    near = (
        {"AzawadLiberationFront"}
        | set(GRAPH.successors("AzawadLiberationFront"))
        | set(GRAPH.predecessors("AzawadLiberationFront"))
    )
    assert set(shown) == near
    page.get_by_role("button", name="Show all again").click()
    assert page.evaluate("geograph.store.isFiltered()") is False


def test_links_out_are_safe(open_graph: Any) -> None:
    page = open_graph(GRAPH)
    page.evaluate("geograph.store.select({ kind: 'actor', index: geograph.model.byId.get('Mali') })")
    link = page.get_by_role("link", name="Q912")
    assert link.get_attribute("href") == "https://www.wikidata.org/wiki/Q912"
    assert "noopener" in link.get_attribute("rel")


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1100, 760), (1920, 1080)])
def test_a_small_graph_is_drawn_without_a_label_on_another(open_graph: Any, width: int, height: int) -> None:
    page = open_graph(GRAPH, width=width, height=height)
    settle(page)
    found = page.evaluate(BOXES)
    stage = page.locator("#stage").bounding_box()
    assert len(found["actors"]) == GRAPH.number_of_nodes()
    boxes = found["actors"] + found["links"]
    for number, one in enumerate(boxes):
        assert one[0] >= 0
        assert one[1] >= 0
        assert one[2] <= stage["width"]
        assert one[3] <= stage["height"]
        for other in boxes[:number]:
            assert one[0] >= other[2] or one[2] <= other[0] or one[1] >= other[3] or one[3] <= other[1]
    # Most relations can be read at first sight.
    assert len(found["links"]) >= 0.85 * page.evaluate("geograph.model.links.length")


def test_the_canvas_is_not_blank_in_either_theme(open_graph: Any) -> None:
    for dark in (False, True):
        page = open_graph(GRAPH, dark=dark)
        settle(page)
        colours = page.evaluate(
            """() => {
              const { view } = geograph.scene;
              const pixels = view.getContext('2d').getImageData(0, 0, view.width, view.height).data;
              const seen = new Set();
              for (let at = 0; at < pixels.length; at += 4) seen.add(pixels.slice(at, at + 3).join());
              return [...seen];
            }"""
        )
        assert ("16,22,29" if dark else "255,255,255") in colours
        assert len(colours) > 50


def test_drag_wheel_and_pinch_move_the_view(open_graph: Any) -> None:
    page = open_graph(GRAPH)
    box = page.locator("#stage").bounding_box()
    before = page.evaluate("({...geograph.scene.camera})")
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    page.mouse.down()
    page.mouse.move(box["x"] + 65, box["y"] + 45, steps=4)
    page.mouse.up()
    after = page.evaluate("({...geograph.scene.camera})")
    assert (round(after["x"] - before["x"]), round(after["y"] - before["y"])) == (60, 40)
    page.mouse.wheel(0, -200)
    page.wait_for_function("(k) => geograph.scene.camera.k > k", arg=after["k"])
    spot = page.evaluate(ACTOR_SPOT, "Mali")
    page.mouse.move(spot["x"], spot["y"])
    page.mouse.down()
    page.mouse.move(spot["x"] + 30, spot["y"] + 20, steps=3)
    page.mouse.up()
    moved = page.evaluate(ACTOR_SPOT, "Mali")
    assert (round(moved["x"] - spot["x"]), round(moved["y"] - spot["y"])) == (30, 20)
    assert page.evaluate("geograph.store.selection") is None
    page.get_by_role("button", name="Fit").click()
    assert page.evaluate("Math.abs(geograph.scene.camera.k - geograph.scene.fitZoom) < 1e-9")


def test_the_phone_layout_has_its_legend_in_a_sheet(open_graph: Any) -> None:
    page = open_graph(GRAPH, width=390, height=800)
    assert page.locator("#side").is_hidden()
    page.get_by_role("button", name="Legend and lists").click()
    assert page.locator("#side").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator("#tab-relations").click()
    page.locator("#relations .row").first.click()
    assert page.locator("#side").is_hidden()
    assert page.locator("#details blockquote, #details .event").first.is_visible()


def test_hostile_strings_run_nothing_and_stay_what_they_are(open_graph: Any) -> None:
    graph = view_sample.hostile_graph()
    page = open_graph(graph)
    assert page.evaluate("geograph.model.actors.length") == graph.number_of_nodes()
    for index in range(graph.number_of_nodes()):
        for kind in ("actor", "link"):
            page.evaluate("([kind, index]) => geograph.store.select({ kind, index })", [kind, index])
            for summary in page.locator("#details summary").all():
                summary.click()
            assert page.locator("#details script, #details img, #details svg, #details iframe").count() == 0
            hrefs = page.locator("#details a").evaluate_all("(links) => links.map((link) => link.protocol)")
            assert set(hrefs) <= {"https:", "http:"}
        label = page.evaluate("(index) => geograph.model.actors[index].label", index)
        page.evaluate("(index) => geograph.store.select({ kind: 'actor', index })", index)
        assert page.locator("#details h2").text_content() == label
    for bad in view_sample.HOSTILE:
        page.locator("#query").fill(bad.encode(errors="replace").decode())
        assert page.locator("#hits script, #hits img, #hits svg").count() == 0
    for tab in ("actors", "relations", "legend"):
        page.locator(f"#tab-{tab}").click()
    for choice, value in (("colour", "country"), ("colour", "community"), ("layout", "ring"), ("size", "pagerank")):
        page.locator(f"#look-{choice}").select_option(value)
    page.evaluate("geograph.store.select({ kind: 'path', from: 0, to: 3 })")
    page.evaluate("geograph.store.select({ kind: 'actors', indices: [0, 1, 2, 3] })")
    page.locator("#export").click()
    page.get_by_role("button", name="Query (SPARQL)").click()
    assert page.locator("#shown").input_value().count("<script") == 0
    page.keyboard.press("Escape")
    assert page.evaluate("document.querySelectorAll('script').length") == 3


def test_the_policy_refuses_what_is_injected(open_graph: Any) -> None:
    page = open_graph(GRAPH, allow_errors=True)
    ran = page.evaluate(
        """async () => {
          globalThis.ran = [];
          const image = document.createElement('img');
          document.body.append(image);
          try { image.setAttribute('onerror', "ran.push('handler')"); } catch (error) { }
          image.setAttribute('src', 'data:,');
          const script = document.createElement('script');
          try { script.append("ran.push('script')"); document.body.append(script); } catch (error) { }
          try { document.body.insertAdjacentHTML('beforeend', '<b>x</b>'); ran.push('markup'); } catch (error) { }
          const rules = { createScript: (text) => text };
          try { trustedTypes.createPolicy('geograph', rules); ran.push('policy'); } catch (error) { }
          try { await fetch('https://example.org/'); ran.push('fetch'); } catch (error) { }
          await new Promise((done) => setTimeout(done, 100));
          return ran;
        }"""
    )
    assert ran == []


@pytest.mark.parametrize("nodes", [0, 1, 2])
def test_tiny_graphs_open(open_graph: Any, nodes: int) -> None:
    graph = GRAPH.subgraph(["Mali", "Algeria"][:nodes]).copy()
    page = open_graph(graph)
    assert page.evaluate("geograph.model.actors.length") == nodes


def test_a_packed_page_opens_offline(open_graph: Any) -> None:
    graph = view_sample.sample_graph()
    for number in range(9000):
        graph.add_edge(
            f"n{number}", f"n{number * 7 % 400}", key="k", relation="meets", type="CONSULT", status="Reported"
        )
    page = open_graph(graph)
    assert page.locator("#data").evaluate("(block) => block.textContent.startsWith('H4sI')")
    assert page.evaluate("geograph.model.actors.length") == graph.number_of_nodes()
    page.keyboard.press("/")
    page.keyboard.type("helicopters")
    page.keyboard.press("Enter")
    assert "helicopters" in page.locator("#details blockquote").first.text_content()
