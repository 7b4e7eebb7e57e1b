"""What assaults are done with and what they hit: each sentence gives these things, and its triples say so."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from geograph.export import to_rdflib_graph
from geograph.export.jsonl import iter_event_records
from geograph.types import Document, RoleName

CASES = tomllib.loads(Path(__file__).with_name("things.toml").read_text("utf-8"))["case"]
Read = Callable[..., Document]
_PUBLISHED = date(2017, 1, 10)


def _actors(document: Document) -> set[str]:
    names = {entity.id: entity.name for entity in document.entities}
    assaults = [event for event in document.events if event.type == "ASSAULT"]
    return {names[actor] for event in assaults for actor in event.entities(RoleName.ACTOR)} or {"-"}


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:40] for case in CASES])
def test_sentence_gives_these_things(case: dict[str, Any], read: Read) -> None:
    document = read(case["text"], published=_PUBLISHED)
    found = [thing for event in document.events for thing in event.things]
    assert [f"{thing.part.value}: {thing.text}" for thing in found] == case["things"]
    assert _actors(document) == {case["actor"]}
    for thing in found:
        assert document.article.text[thing.start : thing.end] == thing.text


def test_things_are_in_the_graph_with_the_span_that_names_them(read: Read) -> None:
    document = read("Houthi drones struck an oil plant in Jeddah.", published=_PUBLISHED)
    rows = to_rdflib_graph([document]).query(
        """
        PREFIX gg: <https://w3id.org/geograph/ontology#>
        PREFIX gaf: <http://groundedannotationframework.org/gaf#>
        PREFIX nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#>
        SELECT ?part ?words { ?event a gg:Event ; ?part ?thing . ?thing a gg:Thing ; gaf:denotedBy/nif:anchorOf ?words }
        """
    )
    found = {(str(part).rpartition("#")[2], str(words)) for part, words in rows}  # type: ignore[misc]
    assert found == {("instrument", "Houthi drones"), ("target", "an oil plant")}
    (record,) = iter_event_records([document])
    assert [thing["text"] for thing in record["instruments"]] == ["Houthi drones"]
    assert [thing["text"] for thing in record["targets"]] == ["an oil plant"]
