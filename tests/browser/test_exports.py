"""Every export, read back by another program."""

from __future__ import annotations

import csv
import io
import re
import struct
import zlib
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest
import view_sample

from factories import airliner_document, campaign_document
from geograph.export import serialize_trig
from geograph.graph import build_graph
from geograph.query import run_query

pytestmark = pytest.mark.browser

GRAPH = view_sample.wide_graph()
SVG = "{http://www.w3.org/2000/svg}"


def download(page: Any, label: str, folder: Path) -> Path:
    page.locator("#export").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name=label).click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    page.keyboard.press("Escape")
    return path


def png_size(data: bytes) -> tuple[int, int]:
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def test_the_picture_is_the_stage_with_title_and_legend(open_graph: Any, tmp_path: Path) -> None:
    page = open_graph(GRAPH)
    data = download(page, "Picture (PNG)", tmp_path).read_bytes()
    stage = page.locator("#stage").bounding_box()
    width, height = png_size(data)
    assert abs(width - 2 * stage["width"]) <= 2
    assert height > 2 * stage["height"] + 2 * 62
    at, packed = 8, b""
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        packed += data[at + 8 : at + 8 + length] if kind == b"IDAT" else b""
        at += 12 + length
    rows = zlib.decompress(packed)
    stride = len(rows) // height
    head, foot = rows[: stride * 100], rows[-stride * 40 :]
    assert len(set(head)) > 20, "no title"
    assert len(set(foot)) > 20, "no legend"


def test_the_drawing_holds_every_name_and_is_sound_xml(open_graph: Any, tmp_path: Path) -> None:
    page = open_graph(GRAPH)
    page.locator("#look-layout").select_option("map")
    root = ElementTree.parse(download(page, "Drawing (SVG)", tmp_path)).getroot()
    texts = [element.text or "" for element in root.iter(f"{SVG}text")]
    assert "Mali and Algeria Trade Charges After Strike Near Border" in texts
    assert {"states", "armed groups", "conflict", "denied", view_sample.ARABIC} <= set(texts)
    assert len(list(root.iter(f"{SVG}path"))) > 250, "countries and lines"


def test_hostile_names_stay_text_in_every_file(open_graph: Any, tmp_path: Path) -> None:
    page = open_graph(view_sample.hostile_graph())
    root = ElementTree.parse(download(page, "Drawing (SVG)", tmp_path)).getroot()
    assert {element.tag for element in root.iter()} <= {
        SVG + tag for tag in ("svg", "g", "path", "rect", "text", "title")
    }
    gexf = nx.read_gexf(download(page, "Graph (GEXF)", tmp_path), version="1.3")
    assert len(gexf) == len(view_sample.HOSTILE)
    rows = list(csv.reader(io.StringIO(download(page, "Table (CSV)", tmp_path).read_text("utf-8-sig"), newline="")))
    assert len(rows) == 1 + len(view_sample.HOSTILE)
    for row in rows[1:]:
        assert not any(cell.lstrip()[:1] in ("=", "+", "-", "@") for cell in row)


CELLS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    " =1",
    "＝1+1",
    'a"b',
    "a,b",
    "line\nbreak",
    "plain",
    "'quoted",
    "ends ",
]


def test_no_cell_is_a_formula(open_graph: Any, tmp_path: Path) -> None:
    graph = nx.MultiDiGraph()
    for number, cell in enumerate(CELLS):
        graph.add_edge("a", f"b{number:02}", key="k", relation="meets", place_name=cell)
    page = open_graph(graph)
    text = download(page, "Table (CSV)", tmp_path).read_text("utf-8-sig")
    rows = sorted(csv.DictReader(io.StringIO(text, newline="")), key=lambda row: row["target_id"] + row["source_id"])
    found = {max(row["source_id"], row["target_id"]): row["place"] for row in rows}
    assert len(found) == len(CELLS)
    for number, cell in enumerate(CELLS):
        assert found[f"b{number:02}"] in (cell, f"'{cell}")
        assert found[f"b{number:02}"].lstrip()[:1] not in ("=", "+", "-", "@", "＝")


def test_the_table_has_what_is_on_screen(open_graph: Any, tmp_path: Path) -> None:
    page = open_graph(GRAPH)
    page.locator("input[data-facet=families][data-value=conflict]").uncheck()
    page.evaluate("geograph.store.setRange([geograph.store.dates.first, geograph.store.dates.first])")
    rows = list(csv.DictReader(io.StringIO(download(page, "Table (CSV)", tmp_path).read_text("utf-8-sig"), newline="")))
    conflict = set(page.evaluate("geograph.model.links.filter((l) => l.family === 'conflict').map((l) => l.relation)"))
    wanted = sorted(
        (source, edge["relation"], target, edge["sentence"] or "")
        for source, target, edge in GRAPH.edges(data=True)
        if edge["relation"] not in conflict and edge["date"] in (None, "2025-04-01")
    )
    assert sorted((row["source_id"], row["relation"], row["target_id"], row["sentence"]) for row in rows) == wanted


def test_the_graph_file_has_positions_and_days(open_graph: Any, tmp_path: Path) -> None:
    page = open_graph(GRAPH)
    path = download(page, "Graph (GEXF)", tmp_path)
    gexf = nx.read_gexf(path, version="1.3")
    assert set(gexf) == set(GRAPH)
    assert gexf.number_of_edges() == GRAPH.number_of_edges()
    positions = {(node["viz"]["position"]["x"], node["viz"]["position"]["y"]) for _, node in gexf.nodes(data=True)}
    assert len(positions) == len(GRAPH)
    days = {edge["start"] for *_, edge in gexf.edges(data=True) if edge.get("start")}
    assert days == {edge["date"] for *_, edge in GRAPH.edges(data=True) if edge["date"]}


def test_the_query_gives_what_is_on_screen(open_graph: Any) -> None:
    documents = [campaign_document(), airliner_document()]
    graph = build_graph(documents)
    page = open_graph(graph)
    page.locator("input[data-facet=statuses][data-value=Reported]").uncheck()
    page.locator("#export").click()
    page.get_by_role("button", name="Query (SPARQL)").click()
    query = page.locator("#shown").input_value()
    result = run_query(serialize_trig(documents), query)
    found = {tuple(re.split("[/#]", str(row[column]))[-1] for column in (0, 2, 3, 5)) for row in result.rows}
    wanted = {
        (source, edge["relation"], target, edge["status"])
        for source, target, edge in graph.edges(data=True)
        if edge["status"] != "Reported"
    }
    assert found == wanted
    assert wanted


def test_the_link_leads_back(open_graph: Any) -> None:
    page = open_graph(GRAPH)
    page.evaluate("geograph.store.select({ kind: 'actor', index: 3 })")
    page.locator("#export").click()
    page.get_by_role("button", name="Link").click()
    fragment = page.locator("#shown").input_value().partition("#")[2]
    other = open_graph(GRAPH, fragment=f"#{fragment}")
    assert other.evaluate("geograph.store.selection") == {"kind": "actor", "index": 3}
