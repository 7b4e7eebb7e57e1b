"""A graph as docs/graph.md describes it, built by hand from marked-up sentences of our own, and a hostile one.

``[a|...]`` marks the actor, ``[t|...]`` the trigger, ``[r|...]`` the recipient; the markup is taken out of the text.
"""

from __future__ import annotations

import csv
import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import networkx as nx

MARK = re.compile(r"\[([atr])\|([^\]]*)\]")

KINDS = {
    "Mali": "State", "Algeria": "State", "France": "State", "Niger": "State", "Russia": "State", "Chad": "State",
    "Assimi Goita": "Person", "Abdelmadjid Tebboune": "Person", "Choguel Maiga": "Person", "Mahamat Deby": "Person",
    "Malian army": "MilitaryForce", "Africa Corps": "MilitaryForce", "Nigerien air force": "MilitaryForce",
    "Azawad Liberation Front": "ArmedGroup", "JNIM": "ArmedGroup", "Islamic State in the Greater Sahara": "ArmedGroup",
    "United Nations": "InternationalOrganisation", "ECOWAS": "InternationalOrganisation",
    "African Union": "InternationalOrganisation", "Malian foreign ministry": "GovernmentBody",
    "Algerian foreign ministry": "GovernmentBody", "Radio Kidal": "MediaOrganisation",
    "Sahel Wire": "MediaOrganisation",
    "Residents of Tinzaouaten": "Population", "Tinzaouaten drone strike": "Event", "Barkhane Mining": "Company",
    "Kidal": "Place", "Tinzaouaten": "Place", "Bamako": "Place",
}  # fmt: skip

EVENTS = [
    (row["actor"], row["relation"], row["recipient"], row["type"], row["status"], row["speaker"], row["sentence"])
    for row in csv.DictReader(
        Path(__file__).with_name("sample_events.tsv").read_text(encoding="utf-8").splitlines(), delimiter="\t"
    )
]

STANDING = [
    ("Malian army", "partOf", "Mali"), ("Africa Corps", "partOf", "Russia"), ("Assimi Goita", "presidentOf", "Mali"),
    ("Abdelmadjid Tebboune", "presidentOf", "Algeria"), ("Algerian foreign ministry", "partOf", "Algeria"),
    ("Malian foreign ministry", "partOf", "Mali"), ("Nigerien air force", "partOf", "Niger"),
    ("Mahamat Deby", "presidentOf", "Chad"), ("Tinzaouaten", "locatedIn", "Mali"),
]  # fmt: skip


@dataclass
class Draft:
    """The text of an article while sentences are added to it."""

    text: str = ""
    seen: dict[str, int] = field(default_factory=dict)

    def add(self, marked: str) -> dict[str, Any]:
        """Append a sentence unless it is there; say where it and its parts stand."""
        plain = MARK.sub(r"\2", marked)
        if plain not in self.seen:
            self.text += ("\n\n" if len(self.seen) % 4 == 3 else " ") if self.text else ""
            self.seen[plain] = len(self.text)
            self.text += plain
        start = self.seen[plain]
        spans: dict[str, list[int]] = {}
        shift = 0
        for match in MARK.finditer(marked):
            begin = start + match.start() - shift
            spans[match.group(1)] = [begin, begin + len(match.group(2))]
            shift += 4
        found = list(spans.values())
        return {
            "sentence": plain, "sentence_start": start, "sentence_end": start + len(plain),
            "start": min(place[0] for place in found), "end": max(place[1] for place in found),
            "actor_span": spans.get("a"), "trigger": spans.get("t"), "recipient_span": spans.get("r"),
        }  # fmt: skip


def identifier(name: str) -> str:
    return re.sub(r"\W", "", name.title())


def sample_graph(*, with_text: bool = True) -> nx.MultiDiGraph:
    """Twenty-nine actors and thirty-seven edges out of one article."""
    draft = Draft("Mali and Algeria Trade Charges After Strike Near Border 🇲🇱\n\n")
    places = [draft.add(event[6]) for event in EVENTS]
    article = hashlib.sha256(draft.text.encode()).hexdigest()
    graph = nx.MultiDiGraph()
    graph.graph["articles"] = {
        article: {
            "title": "Mali and Algeria Trade Charges After Strike Near Border", "publisher": "Sahel Wire",
            "author": None,
            "url": "https://example.org/mali", "language": "en", "published": "2025-04-03",
            "text": draft.text if with_text else None,
        }
    }  # fmt: skip
    for name, kind in KINDS.items():
        graph.add_node(identifier(name), **node_attributes(name, kind, draft.text, article))
    for number, (event, place) in enumerate(zip(EVENTS, places, strict=True)):
        add_event(graph, number, event, place, article)
    for source, relation, target in STANDING:
        graph.add_edge(identifier(source), identifier(target), key=relation, **standing_attributes(relation))
    return graph


def node_attributes(name: str, kind: str, text: str, article: str) -> dict[str, Any]:
    spans = [[article, match.start(), match.end()] for match in re.finditer(re.escape(name), text)]
    return {
        "label": name, "kind": kind, "country": "MLI" if name.startswith("Mali") else None, "sector": None,
        "aliases": [name.upper()] if kind == "State" else [], "wikidata": "Q912" if name == "Mali" else None,
        "geonames": None, "lat": None, "lon": None, "office": "President" if kind == "Person" else None,
        "represents": "Mali" if name == "Malian army" else None, "known": kind == "State", "mentions": len(spans),
        "spans": spans,
    }  # fmt: skip


def add_event(graph: nx.MultiDiGraph, number: int, event: tuple[Any, ...], place: dict[str, Any], article: str) -> None:
    actor, relation, recipient, kind, status, speaker, _ = event
    speakers = []
    if speaker:
        act, polarity = ("Denial", "Negative") if status == "Denied" else ("Statement", "Positive")
        said = {"entity": identifier(speaker), "name": speaker, "via": [], "act": act, "polarity": polarity}
        speakers = [said | {"date": "2025-04-02"}]
    dead = {"kind": "killed", "value": 11.0, "bound": "exactly", "unit": "person", "text": "eleven people"}
    graph.add_edge(
        identifier(actor), identifier(recipient), key=f"ev{number:02}",
        relation=relation, event=f"ev{number:02}", type=kind, mode=None, cameo=None,
        contexts=["military"], status=status,
        flat=status in ("Reported", "Declared"), rolled_up=number == 1, confidence=0.8, date="2025-04-01",
        date_end="2025-04-01", date_precision="day", place="Kidal", place_name="Kidal",
        quantities=[dead] if number == 4 else [],
        things=[{"part": "instrument", "text": "two mortars"}, {"part": "target", "text": "a depot"}] * (number == 4),
        speakers=speakers, article=article, rule=f"frame.{relation}", **place,
    )  # fmt: skip


def standing_attributes(relation: str) -> dict[str, Any]:
    return {
        "relation": relation, "event": None, "type": None, "mode": None, "cameo": None, "contexts": [],
        "status": "Reported", "flat": True, "rolled_up": False, "confidence": 1.0, "date": None, "date_end": None,
        "date_precision": None, "place": None, "place_name": None, "quantities": [], "things": [],
        "speakers": [], "article": None,
        "sentence": None, "sentence_start": None, "sentence_end": None, "start": None, "end": None, "trigger": None,
        "actor_span": None, "recipient_span": None, "rule": "atlas",
    }  # fmt: skip


HOSTILE = [
    "<script>alert(1)</script>", "</script><script>alert(2)</script>", "<img src=x onerror=alert(3)>",
    "\"'><svg onload=alert(4)>", "javascript:alert(5)", "<!--", "]]>", "{{ 7*7 }}", "${alert(6)}", "a\nb\r\tc\x00\x07",
    "\u202egnp.exe\u202c", "\u2067right\u2066left", "line\u2028break\u2029here", "\ud83d",
    "href=\"x\" onmouseover=alert(7)",
    "</style><style>*{display:none}", "&lt;b&gt;&amp;#60;", "__proto__", "constructor", "' OR 1=1 --", "محمد السيسي",
    "😀" * 40, "x" * 500,
]  # fmt: skip


def hostile_graph() -> nx.MultiDiGraph:
    """Every field that can hold a string holds a hostile one."""
    graph = nx.MultiDiGraph()
    articles = {}
    for number, bad in enumerate(HOSTILE):
        text = f"{bad} met {bad} there."
        articles[f"{bad}{number}"] = {
            "title": bad, "publisher": bad, "author": bad, "url": "javascript:alert(8)" if number % 2 else bad,
            "language": bad, "published": bad, "text": text,
        }  # fmt: skip
    graph.graph["articles"] = articles
    keys = list(articles)
    names = [f"{bad}#{number}" for number, bad in enumerate(HOSTILE)]
    for name, bad, key in zip(names, HOSTILE, keys, strict=True):
        graph.add_node(
            name, label=bad, kind=bad if len(bad) % 2 else "Person", country=bad, sector=bad,
            aliases=[bad, bad], wikidata=bad, geonames=bad,
            lat=None, lon=float("nan"), office=bad, represents=bad, known=True, mentions=1, spans=[[key, 0, len(bad)]],
        )  # fmt: skip
    for number, (bad, key) in enumerate(zip(HOSTILE, keys, strict=True)):
        text = articles[key]["text"]
        attributes = standing_attributes(bad) | {
            "event": bad, "type": bad, "mode": bad, "cameo": bad, "contexts": [bad],
            "status": bad if number % 2 else "Claimed",
            "date": bad, "date_end": bad, "date_precision": bad, "place": bad, "place_name": bad, "rule": bad,
            "article": key,
            "quantities": [{"kind": bad, "value": 1.0, "bound": bad, "unit": bad, "text": bad}],
            "things": [{"part": "target", "text": bad}, {"part": bad, "text": bad}],
            "speakers": [{"entity": bad, "name": bad, "via": [bad], "act": bad, "polarity": bad, "date": bad}],
            "sentence": text, "sentence_start": 0, "sentence_end": len(text), "start": 0, "end": len(text),
            "actor_span": [0, len(bad)], "trigger": [len(bad) + 1, len(bad) + 4],
            "recipient_span": [len(bad) + 5, 2 * len(bad) + 5],
            "confidence": float("inf"),
        }  # fmt: skip
        graph.add_edge(names[number], names[(number + 1) % len(names)], key=bad, **attributes)
    return graph


PLACES = {
    "Mali": (17.5, -4.0), "Algeria": (28.0, 3.0), "France": (46.0, 2.0), "Niger": (16.0, 8.0), "Russia": (60.0, 90.0),
    "Chad": (15.0, 19.0), "Kidal": (18.44, 1.41), "Tinzaouaten": (19.96, 2.97), "Bamako": (12.65, -8.0),
    "BarkhaneMining": (12.65, -8.0), "MalianForeignMinistry": (12.65, -8.0),
}  # fmt: skip
COUNTRIES = {"Mali": "MLI", "Algeria": "DZA", "France": "FRA", "Niger": "NER", "Russia": "RUS", "Chad": "TCD"}
ARABIC = "جبهة تحرير أزواد"


def wide_graph() -> nx.MultiDiGraph:
    """The sample with days (one of them dominant), places, countries and a name that runs from right to left."""
    graph = sample_graph()
    for name, (lat, lon) in PLACES.items():
        graph.nodes[name].update(lat=lat, lon=lon)
    for name, code in COUNTRIES.items():
        graph.nodes[name]["country"] = code
    graph.nodes["AfricaCorps"]["represents"] = "Russia"
    graph.nodes["AssimiGoita"]["represents"] = "Mali"
    graph.nodes["AzawadLiberationFront"]["label"] = ARABIC
    events = sorted(key for _, _, key, event in graph.edges(keys=True, data="event") if event)
    for source, target, key in graph.edges(keys=True):
        if key in events:
            number = events.index(key)
            day = f"2025-04-{1 if number % 2 else 1 + number:02}"
            graph.edges[source, target, key].update(date=day, date_end=day)
    return graph
