"""Rows as tables, CSV, JSON and pictures: the same bytes each time, and what was counted is said."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys

import pytest
from test_analysis import ROADS, YEAR

from geograph import AnalysisError, ExportError, analysis
from geograph.analysis.plots import plot
from geograph.analysis.tables import format_rows

ROWS = analysis.timeline(YEAR, "A", "B")


def test_a_table_leaves_out_ids_and_lines_up():
    lines = format_rows(analysis.CentralityRow, analysis.centrality(YEAR)).splitlines()
    assert lines[0].split()[:3] == ["name", "kind", "partners"]
    assert set(lines[1]) == {"-", " "}
    assert len(lines) == 2 + 3


def test_csv_and_json_have_all_columns():
    rows = list(csv.DictReader(io.StringIO(format_rows(analysis.TimelineRow, ROWS, "csv"))))
    assert [row["period"] for row in rows] == [row.period for row in ROWS]
    assert rows[-1]["start"] == ""
    found = json.loads(format_rows(analysis.TimelineRow, ROWS, "json"))
    assert found["basis"] == "facts"
    assert found["rows"][0]["score"] == -18.5
    triads = format_rows(analysis.TriadRow, (), "csv").splitlines()
    assert triads == [
        "first,first_name,second,second_name,third,third_name,signs,balanced,first_second,first_third,second_third"
    ]


def test_claims_are_said_in_every_format():
    rows = analysis.centrality(ROADS, with_claims=True)
    table, text = (format_rows(analysis.CentralityRow, rows, kind, with_claims=True) for kind in ("table", "csv"))
    for line in (table.splitlines()[2:], text.splitlines()[1:]):
        assert line
        assert all(row.endswith("facts and claims") for row in line)
    assert (
        json.loads(format_rows(analysis.CentralityRow, rows, "json", with_claims=True))["basis"] == "facts and claims"
    )
    assert "facts" not in format_rows(analysis.CentralityRow, rows, "csv")


def test_names_cannot_break_a_table():
    graph = ROADS.copy()
    graph.nodes["A"]["label"] = "A\n\x1b[31mB\u202e"
    text = format_rows(analysis.TieRow, analysis.egonet(graph, "B"))
    assert "A\\n\\u001B[31mB\\u202E" in text


def test_an_unknown_format():
    with pytest.raises(AnalysisError, match="no such format"):
        format_rows(analysis.TimelineRow, ROWS, "xml")


# ---------------------------------------------------------------- pictures
DRAWN = {"timeline": ROWS, "centrality": analysis.centrality(YEAR), "communities": analysis.communities(YEAR)}


@pytest.mark.parametrize("name", DRAWN)
def test_a_picture_is_the_same_each_time(tmp_path, name):
    for suffix, begins in ((".svg", b"<?xml"), (".png", b"\x89PNG")):
        one, two = (plot(DRAWN[name], tmp_path / f"{n}{suffix}", title="A & B <$x$>").read_bytes() for n in "12")
        assert one == two
        assert one.startswith(begins)
    text = (tmp_path / "1.svg").read_text("utf-8")
    assert "A &amp; B &lt;$x$&gt;" in text
    assert "<dc:date>" not in text


def test_a_picture_does_not_depend_on_the_hash_seed_or_the_settings(tmp_path):
    (tmp_path / "matplotlibrc").write_text("axes.facecolor: red\nsvg.hashsalt: other\n")
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\nfrom test_analysis import YEAR\nfrom geograph import analysis\n"
        "from geograph.analysis.plots import plot\nplot(analysis.timeline(YEAR, 'A', 'B'), sys.argv[2], title='T')\n"
        "print(analysis.centrality(YEAR), analysis.communities(YEAR))"
    )
    given = []
    for seed, settings in (("1", {}), ("2", {"MATPLOTLIBRC": str(tmp_path)})):
        target = tmp_path / f"{seed}.svg"
        here = str(os.path.dirname(__file__))  # noqa: PTH120
        command = [sys.executable, "-c", code, here, str(target)]
        done = subprocess.run(
            command, env={**os.environ, "PYTHONHASHSEED": seed, **settings}, capture_output=True, text=True, check=True
        )
        given.append((done.stdout, target.read_bytes()))
    assert given[0] == given[1]


@pytest.mark.parametrize(
    ("rows", "name", "said"),
    [
        (ROWS, "a.pdf", "a picture is .svg or .png"),
        ((), "a.svg", "nothing to draw"),
        (ROWS[-1:], "a.svg", "nothing to draw"),
        (analysis.egonet(ROADS, "A"), "a.svg", "no picture of this analysis"),
    ],
)
def test_pictures_that_cannot_be(tmp_path, rows, name, said):
    with pytest.raises(ExportError, match=said):
        plot(rows, tmp_path / name, title="")


def test_without_matplotlib(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(ExportError) as caught:
        plot(ROWS, tmp_path / "a.svg", title="")
    assert caught.value.hint == "install geograph-kg[plot]"
