from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
import view_sample
from hypothesis import given, settings
from hypothesis import strategies as st

from geograph import view
from geograph.errors import ExportError
from geograph.view import page as page_module
from geograph.view.columns import to_columns

PAGE = view.render_html(view_sample.sample_graph())


class Parsed(HTMLParser):
    """The page as a browser's tokenizer sees it."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self.inside = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.inside = tag
        self.texts.setdefault(tag, [])
        if tag in ("script", "style", "title"):
            self.texts[tag].append("")

    def handle_data(self, data: str) -> None:
        if self.inside in ("script", "style", "title"):
            self.texts[self.inside][-1] += data

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""


def data_of(page: str) -> dict[str, Any]:
    block = Parsed(page).texts["script"][0]
    data = json.loads(block if block.startswith("{") else gzip.decompress(base64.b64decode(block)))
    return {**data, "nodes": from_columns(data["nodes"]), "edges": from_columns(data["edges"])}


def script_of(parsed: Parsed) -> str:
    """The engine, as the loader unpacks it."""
    return gzip.decompress(base64.b64decode(parsed.texts["script"][1])).decode()


def from_columns(table: dict[str, Any]) -> list[dict[str, Any]]:
    """Records out of columns, as the page reads them."""
    records: list[dict[str, Any]] = [{} for _ in range(table["count"])]
    for field, column in table["columns"].items():
        if isinstance(column, list):
            cells = enumerate(column)
        elif "at" in column:
            cells = zip(column["at"], column["is"], strict=True)
        else:
            cells = ((number, column["of"][at] if at >= 0 else None) for number, at in enumerate(column["is"]))
        for number, value in cells:
            if value is not None:
                records[number][field] = value
    return records


@pytest.mark.parametrize("page", [PAGE, view.render_html(view_sample.hostile_graph())], ids=["sample", "hostile"])
def test_nothing_is_loaded_from_elsewhere(page: str) -> None:
    parsed = Parsed(page)
    for tag, attributes in parsed.tags:
        for name in ("src", "srcset", "data", "action", "poster", "background", "formaction", "xlink:href"):
            assert name not in attributes, (tag, attributes)
        assert attributes.get("href") in (None, "data:,", "#lists")
        assert not [name for name in attributes if name.startswith("on")]
        assert "style" not in attributes
    assert [tag for tag, _ in parsed.tags].count("script") == 3
    assert {tag for tag, _ in parsed.tags}.isdisjoint({"iframe", "object", "embed", "base", "form", "img"})
    for style in parsed.texts["style"]:
        assert "url(" not in style
        assert "@import" not in style


def test_the_policy_allows_the_pages_own_script_and_style_only() -> None:
    parsed = Parsed(PAGE)
    policy = next(
        attributes["content"] for tag, attributes in parsed.tags if tag == "meta" and attributes.get("http-equiv")
    )
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))

    def digest(text: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    assert (
        directives["default-src"]
        == directives["connect-src"]
        == directives["base-uri"]
        == directives["form-action"]
        == "'none'"
    )
    loader = parsed.texts["script"][2]
    assert directives["script-src"] == f"{digest(loader)} {digest(script_of(parsed))}"
    assert directives["trusted-types"] == "geograph"
    assert directives["style-src"] == digest(parsed.texts["style"][0])
    assert "unsafe" not in policy


def test_the_script_never_writes_markup() -> None:
    script = script_of(Parsed(PAGE)) + Parsed(PAGE).texts["script"][2]
    for forbidden in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "new Function",
        "fetch(",
        "XMLHttpRequest",
        "import(",
    ):
        assert forbidden not in script


def test_hostile_strings_come_through_as_data() -> None:
    graph = view_sample.hostile_graph()
    data = data_of(view.render_html(graph))
    labels = [node["label"] for node in data["nodes"]]
    assert labels == [re.sub("[\ud800-\udfff]", "\ufffd", graph.nodes[name]["label"]) for name in sorted(graph.nodes)]


def test_hostile_strings_cannot_end_the_data_block(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_module, "_PACK_ABOVE", 10**9)
    block = view.render_html(view_sample.hostile_graph()).split('id="data">')[1].split("</script>")[0]
    assert "\\u003cscript" in block
    assert not set("<>&\u2028\u2029") & set(block)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60))
def test_any_name_leaves_the_page_whole(name: str) -> None:
    graph = nx.MultiDiGraph()
    graph.add_node("a", label=name or "-", kind=name)
    graph.add_edge("a", "b", key=name, relation=name or "r", status=name, place_name=name)
    page = view.render_html(graph, title=name)
    parsed = Parsed(page)
    assert [tag for tag, _ in parsed.tags] == [tag for tag, _ in Parsed(PAGE).tags]
    assert data_of(page)["nodes"][0]["label"] == (name or "-")
    page.encode("utf-8")


def test_a_long_data_block_is_packed_and_the_same_every_time() -> None:
    graph = view_sample.sample_graph()
    graph.add_node("long", label="x" * 120_000)
    page = view.render_html(graph)
    block = Parsed(page).texts["script"][0]
    assert len(block) < 20_000
    assert "x" * 120_000 in from_columns(json.loads(gzip.decompress(base64.b64decode(block)))["nodes"])[-1]["label"]
    assert view.render_html(graph) == page


_values = st.none() | st.sampled_from(["", "a", "b", "c"]) | st.integers(0, 3) | st.lists(st.integers(0, 2), max_size=2)


@given(st.lists(st.dictionaries(st.sampled_from(["p", "q", "r"]), _values), max_size=12))
def test_columns_hold_what_the_records_hold(records: list[dict[str, Any]]) -> None:
    held = [{field: value for field, value in record.items() if value is not None} for record in records]
    assert from_columns(json.loads(json.dumps(to_columns(records)))) == held


def test_a_title_is_one_line_of_text() -> None:
    page = view.render_html(nx.MultiDiGraph(), title="<b>a</b>\n\x00\u202eb")
    assert Parsed(page).texts["title"] == ["<b>a</b> b"]


def test_the_same_graph_gives_the_same_bytes_however_it_was_built() -> None:
    graph = view_sample.sample_graph()
    other = nx.MultiDiGraph()
    other.graph["articles"] = dict(reversed(graph.graph["articles"].items()))
    other.add_nodes_from(reversed(list(graph.nodes(data=True))))
    other.add_edges_from(reversed(list(graph.edges(keys=True, data=True))))
    assert view.render_html(graph) == PAGE
    assert view.render_html(other) == PAGE


def test_numbers_that_json_lacks_are_left_out() -> None:
    graph = nx.MultiDiGraph()
    graph.add_node("a", label="a", lat=float("nan"), lon=float("-inf"))
    assert data_of(view.render_html(graph))["nodes"][0].get("lat") is None


def test_a_sentence_is_in_the_page_once() -> None:
    text = next(iter(view_sample.sample_graph().graph["articles"].values()))["text"]
    edges = data_of(PAGE)["edges"]
    assert not [edge for edge in edges if "sentence" in edge]
    told = [edge for edge in edges if "event" in edge]
    assert len(told) == len(view_sample.EVENTS)
    assert all(text[edge["sentence_start"] : edge["sentence_end"]].endswith(".") for edge in told)
    without = data_of(view.render_html(view_sample.sample_graph(with_text=False)))["edges"]
    assert len([edge for edge in without if edge.get("sentence")]) == len(view_sample.EVENTS)


def test_a_sentence_that_the_text_does_not_have_is_kept() -> None:
    graph = view_sample.sample_graph()
    graph.edges["Algeria", "Mali", "ev08"]["sentence"] = "Not what stands there."
    edges = data_of(view.render_html(graph))["edges"]
    assert [edge["sentence"] for edge in edges if "sentence" in edge] == ["Not what stands there."]


def test_the_page_is_light() -> None:
    text = next(iter(view_sample.sample_graph().graph["articles"].values()))["text"]
    assert len(PAGE.encode()) - len(text.encode()) <= 120_000


def test_write_html_writes_utf_8_whole_or_not_at_all(tmp_path: Path) -> None:
    graph = view_sample.sample_graph()
    target = tmp_path / "graph.html"
    target.write_text("old", encoding="utf-8")
    view.write_html(graph, target)
    assert target.read_bytes() == PAGE.encode("utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["graph.html"]
    assert target.stat().st_mode & 0o444 == 0o444 & ~_umask()
    with pytest.raises(ExportError, match="missing"):
        view.write_html(graph, tmp_path / "missing" / "graph.html")
    folder = tmp_path / "folder.html"
    folder.mkdir()
    with pytest.raises(ExportError):
        view.write_html(graph, folder)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder.html", "graph.html"]


def _umask() -> int:
    import os

    mask = os.umask(0o022)
    os.umask(mask)
    return mask
