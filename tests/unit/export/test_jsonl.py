import json
from dataclasses import replace

import pytest

from factories import airliner_document, campaign_document
from geograph.export import iter_event_records, write_events
from geograph.graph import build_graph
from geograph.types import Quantity


@pytest.fixture
def records(tmp_path):
    path = write_events([airliner_document(), campaign_document()], tmp_path / "events.jsonl")
    lines = path.read_bytes().split(b"\n")
    assert lines.pop() == b""
    return {(record["relation"], record["status"]): record for record in map(json.loads, lines)}


def test_every_event_is_one_line(records):
    assert set(records) == {
        ("alliesWith", "Ordered"),
        ("orders", "Reported"),
        ("strikes", "Reported"),
        ("cooperatesWith", "Reported"),
        ("attacks", "Disputed"),
        ("claimsResponsibilityFor", "Reported"),
        ("attacks", "Threatened"),
    }


def test_a_strike_is_coded_in_full(records):
    strike = records["strikes", "Reported"]
    text = campaign_document().article.text
    assert (strike["type"], strike["mode"], strike["contexts"], strike["cameo"]) == (
        "ASSAULT",
        "aerial",
        ["military"],
        "195",
    )
    (actor,) = strike["actors"]
    assert (actor["id"], actor["name"], actor["country"], actor["sector"]) == (
        "RussianNavy",
        "Russian Navy",
        "RUS",
        "MIL",
    )
    assert text[actor["start"] : actor["end"]] == actor["text"] == "Russian Navy"
    assert [player["name"] for player in strike["recipients"]] == ["Islamic State"]
    assert (strike["date"], strike["date_end"], strike["date_precision"]) == ("2015-11-16", "2015-11-16", "day")
    place = strike["place"]
    assert (place["name"], place["country"], place["lat"], place["lon"]) == ("Syria", "SYR", 35.0, 38.5)
    assert [(q["kind"], q["value"], q["bound"], q["unit"]) for q in strike["quantities"]] == [
        ("strikes", 34, "exactly", "missile"),
        ("killed", 12, "at-least", None),
    ]
    assert strike["sentence"]["text"] == text[strike["sentence"]["start"] : strike["sentence"]["end"]]
    assert text[strike["start"] : strike["end"]].startswith("The Russian Navy struck")
    assert strike["trigger"]["text"] == text[strike["trigger"]["start"] : strike["trigger"]["end"]] == "struck"
    assert (strike["confidence"], strike["rule"]) == (0.9, "frame-1")
    assert strike["article"] == {
        "id": campaign_document().article.id,
        "title": "Fleet <b>strikes</b>",
        "url": "https://example.org/a?b=1&c=2",
        "publisher": "Nile Wire",
        "published": "2015-11-17",
    }


def test_who_says_so_stands_beside_it(records):
    claims = records["attacks", "Disputed"]["attribution"]
    assert [(c["claimer"]["name"], [v["name"] for v in c["via"]], c["act"], c["polarity"]) for c in claims] == [
        ("Sinai branch", [], "ClaimOfResponsibility", "Positive"),
        ("aviation minister", ["Nile Wire"], "Denial", "Negative"),
    ]
    assert records["alliesWith", "Ordered"]["attribution"][0]["date"] == "2015-11-17"


def test_events_point_at_what_they_are_about_and_at_their_cause(records):
    downed = records["attacks", "Disputed"]["id"]
    assert records["claimsResponsibilityFor", "Reported"]["content"] == downed
    assert records["attacks", "Threatened"]["cause"] == downed
    assert records["orders", "Reported"]["content"] == records["alliesWith", "Ordered"]["id"]


def test_events_without_a_relation_are_kept():
    document = campaign_document()
    plain = replace(document, events=tuple(replace(event, relation=None) for event in document.events))
    assert build_graph([plain]).number_of_edges() == 1  # the standing relation
    assert len(list(iter_event_records([plain]))) == len(document.events)


def test_the_order_of_documents_does_not_matter(tmp_path):
    one, two = campaign_document(), airliner_document()
    forward = write_events([one, two], tmp_path / "a").read_bytes()
    assert forward == write_events([two, one, two], tmp_path / "b").read_bytes()
    assert forward == write_events([one, two], tmp_path / "c", graph=build_graph([one, two])).read_bytes()


def test_what_json_cannot_hold_is_null():
    document = campaign_document()
    endless = Quantity(start=0, end=1, text="∞", value=float("inf"))
    odd = replace(document, events=(replace(document.events[2], quantities=(endless,)),))
    (record,) = iter_event_records([odd])
    assert record["quantities"][0]["value"] is None
    (edge,) = (e for *_, e in build_graph([odd]).edges(data=True) if e["relation"] == "strikes" and not e["rolled_up"])
    assert edge["quantities"][0]["value"] is None
