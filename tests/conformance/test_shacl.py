"""The RDF keeps the promises of ontology/shapes.ttl."""

from dataclasses import replace
from pathlib import Path

import pyshacl
import pytest
import rdflib

from factories import NAVY, RUSSIA, DocumentMaker, airliner_document, campaign_document, make_entity
from geograph.export import to_rdflib_graph
from geograph.types import EntityKind

ONTOLOGY = Path(__file__).parents[2] / "ontology"


@pytest.fixture(scope="module")
def vocabulary():
    graph = rdflib.Graph().parse(ONTOLOGY / "geograph.ttl", format="turtle")
    return graph, rdflib.Graph().parse(ONTOLOGY / "shapes.ttl", format="turtle")


def report(graph, vocabulary) -> tuple[bool, str]:
    ontology, shapes = vocabulary
    conforms, _, text = pyshacl.validate(graph, shacl_graph=shapes, ont_graph=ontology, advanced=True)
    return conforms, text


def test_documents_conform(vocabulary):
    conforms, text = report(to_rdflib_graph([campaign_document(), airliner_document()]), vocabulary)
    assert conforms, text


def test_a_state_that_no_text_names_conforms(vocabulary):
    make = DocumentMaker("The Russian Navy struck x.")
    make.entity(NAVY)
    make.entity(make_entity("x", kind=EntityKind.COMPANY))
    make.event("struck x", "struck", "ASSAULT", "strikes", actor=("RussianNavy", "Russian Navy"), recipient=("x", "x"))
    graph = to_rdflib_graph([make.make()])
    assert (None, None, rdflib.URIRef("https://w3id.org/geograph/id/Russia")) in graph
    conforms, text = report(graph, vocabulary)
    assert conforms, text
    assert RUSSIA.id == "Russia"


def test_the_shapes_see_a_claim_that_became_a_fact(vocabulary):
    document = campaign_document()
    graph = to_rdflib_graph([document])
    base = "https://w3id.org/geograph/"
    graph.add(tuple(map(rdflib.URIRef, (f"{base}id/RussianNavy", f"{base}ontology#alliesWith", f"{base}id/France"))))
    conforms, text = report(graph, vocabulary)
    assert not conforms
    assert "neither reported nor declared" in text
    bad = replace(document, events=(replace(document.events[2], confidence=1.5),))
    assert "confidence" in report(to_rdflib_graph([bad]), vocabulary)[1]
