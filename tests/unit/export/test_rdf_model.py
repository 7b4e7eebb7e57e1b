from dataclasses import replace
from datetime import date

import pytest
from pyoxigraph import RdfFormat, parse

from factories import AGENCY, DocumentMaker, airliner_document, campaign_document, make_entity
from geograph.errors import ExportError
from geograph.export import iter_quads, serialize_trig, serialize_turtle, write_trig, write_turtle
from geograph.export.results import shorten
from geograph.graph import build_graph
from geograph.types import EntityKind, Event, TimeValue

DOCUMENTS = [campaign_document(), airliner_document()]


def triples(documents=DOCUMENTS) -> set[tuple[str, str, str]]:
    """All triples, with the model's prefixes and without datatypes."""

    def name(term):
        return shorten(term.value) if str(term).startswith("<") else term.value

    return {(name(q.subject), name(q.predicate), name(q.object)) for q in iter_quads(documents)}


def of(subject: str, predicate: str, found=None) -> set[str]:
    return {o for s, p, o in (triples() if found is None else found) if (s, p) == (subject, predicate)}


def with_event(**changes: object) -> tuple[Event, set[tuple[str, str, str]]]:
    document = campaign_document()
    event = replace(document.events[2], **changes)
    return event, triples([replace(document, events=(event,))])


def test_an_entity_has_classes_names_codes_and_identity():
    found = triples()
    assert of(":Russia", "rdf:type", found) == {"gg:State", "gg:Actor", "schema:Place"}
    assert of(":RussianNavy", "rdf:type", found) == {"gg:MilitaryForce", "gg:Actor", "org:Organization"}
    assert of(":VladimirPutin", "rdf:type", found) == {"gg:Person", "gg:Actor", "foaf:Person"}
    assert of(":x-airliner", "rdf:type", found) == {"gg:Vehicle"}
    assert of(":VladimirPutin", "skos:prefLabel", found) == {"Vladimir Putin"}
    assert of(":VladimirPutin", "skos:altLabel", found) == {"Putin"}
    assert of(":VladimirPutin", "gg:office", found) == {"President"}
    assert of(":VladimirPutin", "gg:represents", found) == {":Russia"}
    assert of(":RussianNavy", "gg:sector", found) == {"plv:MIL"}
    assert of(":RussianNavy", "gg:country", found) == {"RUS"}
    assert of(":France", "owl:sameAs", found) == {"wd:Q142", "<https://sws.geonames.org/3017382/>"}
    assert of(":Syria", "wgs:lat", found) | of(":Syria", "wgs:long", found) == {"35", "38.5"}


def test_only_facts_are_flat():
    found = triples()
    assert of(":Russia", "gg:strikes", found) == {":IslamicState"}
    assert of(":RussianNavy", "gg:alliesWith", found) == set()
    assert of(":x-sinai-branch", "gg:attacks", found) == set()
    assert of(":x-sinai-branch", "gg:affiliatedWith", found) == {":IslamicState"}
    downed = DOCUMENTS[1].events[0].id
    assert of(":x-sinai-branch", "gg:claimsResponsibilityFor", found) == {f":{downed}"}


def test_every_edge_has_its_relation_node():
    found = triples()
    (node,) = {s for s, p, o in found if (p, o) == ("rdf:predicate", "gg:attacks")} & {
        s for s, p, o in found if (p, o) == ("rdf:object", ":x-airliner")
    }
    assert of(node, "rdf:type", found) == {"gg:Relation", "rdf:Statement"}
    assert of(node, "gg:status", found) == {"gg:Disputed"}
    assert of(node, "gg:derivedFromEvent", found) == {f":{DOCUMENTS[1].events[0].id}"}
    assert of(node, "gg:firstDate", found) == of(node, "gg:lastDate", found) == {"2015-10-31"}
    assert of(node, "gg:mentionCount", found) == of(node, "gg:articleCount", found) == {"1"}
    (span,) = of(node, "prov:wasDerivedFrom", found)
    assert of(span, "nif:anchorOf", found) == {"it had brought down the airliner over Egypt on 31 October"}


def test_an_event_has_its_code_roles_time_place_and_numbers():
    event, found = with_event()
    subject = f":{event.id}"
    assert of(subject, "rdf:type", found) == {"gg:Event", "sem:Event"}
    assert of(subject, "gg:eventType", found) == {"plv:ASSAULT"}
    assert of(subject, "gg:mode", found) == {"plv:ASSAULT-aerial"}
    assert of(subject, "gg:context", found) == {"plv:military"}
    assert of(subject, "gg:cameoCode", found) == {"cameo:195"}
    assert of(subject, "gg:actor", found) == {":RussianNavy"}
    assert of(subject, "gg:recipient", found) == {":IslamicState"}
    assert of(subject, "sem:hasPlace", found) == {":Syria"}
    assert of(subject, "sem:hasTimeStamp", found) == {"2015-11-16"}
    assert of(subject, "gg:timePrecision", found) == {"gg:Day"}
    assert of(subject, "gg:status", found) == {"gg:Reported"}
    assert of(subject, "rdfs:label", found) == {"Russian Navy struck Islamic State"}
    numbers = {
        (*of(q, "gg:quantityKind", found), *of(q, "schema:value", found), *of(q, "gg:bound", found))
        for q in of(subject, "gg:quantity", found)
    }
    assert numbers == {("gg:Strikes", "34", "gg:Exactly"), ("gg:Killed", "12", "gg:AtLeast")}


@pytest.mark.parametrize(
    ("first", "last", "stamps"),
    [
        (date(2015, 1, 2), date(2015, 1, 2), {"sem:hasTimeStamp": "2015-01-02"}),
        (date(2015, 1, 2), None, {"sem:hasTimeStamp": "2015-01-02"}),
        (
            date(2015, 1, 2),
            date(2015, 1, 9),
            {"sem:hasEarliestBeginTimeStamp": "2015-01-02", "sem:hasLatestEndTimeStamp": "2015-01-09"},
        ),
        (None, None, {}),
    ],
)
def test_times_are_days_ranges_or_mere_words(first, last, stamps):
    time = TimeValue(start=0, end=1, text="then", first=first, last=last, precision="part-of-day")
    event, found = with_event(time=time)
    assert {
        p: o for s, p, o in found if s == f":{event.id}" and p.startswith("sem:has") and p != "sem:hasPlace"
    } == stamps
    assert of(f":{event.id}", "gg:timeText", found) == {"then"}
    assert of(f":{event.id}", "gg:timePrecision", found) == ({"gg:PartOfDay"} if stamps else set())


@pytest.mark.parametrize("kind", ["Incident", "Speech"])
def test_what_plover_has_no_type_for_is_a_class_of_its_own(kind):
    event, found = with_event(type=kind.upper(), mode="odd")
    assert of(f":{event.id}", "rdf:type", found) == {"gg:Event", "sem:Event", f"gg:{kind}"}
    assert of(f":{event.id}", "gg:eventType", found) == {f"gg:{kind}"}
    assert of(f":{event.id}", "gg:mode", found) == {f"gg:{kind}-odd"}


def test_one_span_with_two_readings_gives_two_quantities():
    event, _ = with_event()
    first = event.quantities[0]
    changed, found = with_event(quantities=(first, replace(first, value=35.0)))
    assert len(of(f":{changed.id}", "gg:quantity", found)) == 2


def test_claims_say_who_through_whom_and_against_what():
    document = DOCUMENTS[1]
    art = f"<urn:sha256:{document.article.id}#"
    denial = f"{art}claim-2>"
    found = triples()
    assert of(denial, "gg:claimer", found) == {":x-minister"}
    assert of(denial, "gg:viaSource", found) == {":NileWire"}
    assert of(denial, "gg:speechAct", found) == {"gg:Denial"}
    assert of(denial, "gg:polarity", found) == {"gg:Negative"}
    assert of(denial, "gg:certainty", found) == {"gg:Probable"}
    assert of(denial, "gg:contradicts", found) == {f"{art}claim-1>"}
    assert of(denial, "gg:about", found) == {f":{document.events[0].id}"}
    assert of(denial, "gg:reportedIn", found) == {f"{art}doc>"}
    assert of(denial, "gg:confidence", found) == {"0.85"}


def test_content_and_cause_link_events():
    found = triples()
    downed, claimed, threat = (f":{event.id}" for event in DOCUMENTS[1].events)
    assert of(claimed, "gg:content", found) == {downed}
    assert of(threat, "gg:cause", found) == {downed}


def test_references_to_nothing_are_left_out():
    event, found = with_event(content="ev-nowhere", cause="ev-nowhere")
    assert of(f":{event.id}", "gg:content", found) == of(f":{event.id}", "gg:cause", found) == set()


def test_everything_leads_to_a_span_of_a_document():
    found = triples()
    spans = {s for s, p, o in found if (p, o) == ("rdf:type", "nif:OffsetBasedString")}
    texts = {f"<urn:sha256:{document.article.id}#": document.article.text for document in DOCUMENTS}
    for span in spans:
        article, _, offsets = span.rstrip(">").partition("char_")
        start, end = map(int, offsets.split("_"))
        assert of(span, "nif:anchorOf", found) == {texts[article][start:end]}
    evidence = {"gaf:denotedBy", "prov:wasDerivedFrom"}
    for kind in ("gg:Actor", "gg:Event", "gg:Claim", "gg:Relation", "gg:Quantity", "gg:Vehicle"):
        for subject in {s for s, p, o in found if (p, o) == ("rdf:type", kind)}:
            leads = {o for s, p, o in found if s == subject and p in evidence}
            assert leads, f"{subject} has no evidence"
            assert leads <= spans


def test_a_publisher_that_the_text_names_is_that_actor():
    found = triples()
    (document,) = {s for s, p, o in found if (p, o) == ("schema:datePublished", "2015-11-17")}
    assert of(document, "schema:publisher", found) == {":NileWire"}
    alone = triples([campaign_document()])
    (publisher,) = of(document, "schema:publisher", alone)
    assert publisher == ":publisher-Nile%20Wire"
    assert of(publisher, "schema:name", alone) == {"Nile Wire"}


def test_labels_speak_the_language_of_their_article():
    make = DocumentMaker("Nile Wire parle.", language="fr", title="Rien")
    make.entity(AGENCY)
    make.entity(make_entity("France", known=True, kind=EntityKind.STATE))
    data = serialize_turtle([make.make()]).decode()
    assert '"Nile Wire"@fr' in data
    assert '"France"@en' in data
    assert '"Rien"@fr' in data


def test_the_default_graph_holds_no_event_and_each_article_its_own_graph():
    quads = list(parse(serialize_trig(DOCUMENTS), format=RdfFormat.TRIG))
    graphs = {str(quad.graph_name) for quad in quads}
    assert graphs == {"DEFAULT", *(f"<urn:sha256:{document.article.id}#graph>" for document in DOCUMENTS)}
    default = [quad for quad in quads if str(quad.graph_name) == "DEFAULT"]
    types = {shorten(quad.object.value) for quad in default if quad.predicate.value.endswith("#type")}
    assert "gg:Relation" in types
    assert "gg:Event" not in types
    assert "gg:Claim" not in types


def test_turtle_is_the_union_of_the_graphs():
    merged = {quad.triple for quad in parse(serialize_turtle(DOCUMENTS), format=RdfFormat.TURTLE)}
    assert merged == {quad.triple for quad in parse(serialize_trig(DOCUMENTS), format=RdfFormat.TRIG)}
    assert merged == {quad.triple for quad in iter_quads(DOCUMENTS)}


@pytest.mark.parametrize("write", [write_turtle, write_trig])
def test_the_same_bytes_in_whatever_order(tmp_path, write):
    one, two = DOCUMENTS
    first = write([one, two], tmp_path / "a").read_bytes()
    assert first == write(iter([two, one, one]), tmp_path / "b").read_bytes()
    assert first == write([one, two], tmp_path / "c", graph=build_graph([two, one])).read_bytes()


def test_prefixes_are_declared_in_a_fixed_order():
    lines = serialize_turtle(DOCUMENTS).decode().split("\n")
    assert [line.split()[1] for line in lines[:3]] == [":", "gg:", "plv:"]
    assert f"@prefix art: <urn:sha256:{DOCUMENTS[0].article.id}#> ." in serialize_turtle(DOCUMENTS[:1]).decode()
    assert not lines[23].startswith("@prefix")


def test_no_clock_but_the_one_that_the_environment_fixes(monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert not [p for _, p, _ in triples() if p == "prov:endedAtTime"]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1447750800")
    assert {o for _, p, o in triples() if p == "prov:endedAtTime"} == {"2015-11-17T09:00:00Z"}
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(ExportError, match="SOURCE_DATE_EPOCH"):
        triples()


def test_no_documents_give_an_empty_graph():
    assert list(iter_quads([])) == []
    assert b"@prefix gg:" in serialize_turtle([])
