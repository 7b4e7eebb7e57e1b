"""A good graph conforms; for each shape, a twin that breaks just that one promise fails with its message."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pyoxigraph
import pytest
from rdflib import RDF, Dataset, Graph, URIRef
from rdflib.namespace import SH

from geograph import validate_store as validate_store_module
from geograph.errors import InputError
from geograph.query import load_store
from geograph.validate import ValidationReport, ValidationResult, format_report, validate
from geograph.validate_store import validate_store

TEXT = (
    "Kenya's navy freed the tanker Thalia near Lamu on Friday, wounding three pirates. "
    "The Lamu Brigade said it had fired on the tanker; Governor Asha Said denied that, Radio Pwani reported."
)
SHA = "0123456789abcdef" * 4

PREFIXES = f"""
PREFIX :       <https://w3id.org/geograph/id/>
PREFIX art:    <urn:sha256:{SHA}#>
PREFIX gg:     <https://w3id.org/geograph/ontology#>
PREFIX plv:    <https://w3id.org/geograph/plover/>
PREFIX cameo:  <https://w3id.org/geograph/cameo/>
PREFIX gaf:    <http://groundedannotationframework.org/gaf#>
PREFIX nif:    <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#>
PREFIX owl:    <http://www.w3.org/2002/07/owl#>
PREFIX prov:   <http://www.w3.org/ns/prov#>
PREFIX rdf:    <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX schema: <https://schema.org/>
PREFIX sem:    <http://semanticweb.cs.vu.nl/2009/11/sem/>
PREFIX skos:   <http://www.w3.org/2004/02/skos/core#>
PREFIX wgs:    <http://www.w3.org/2003/01/geo/wgs84_pos#>
PREFIX xsd:    <http://www.w3.org/2001/XMLSchema#>
"""

NODES = """
:Kenya a gg:State ; skos:prefLabel "Kenya"@en ; gg:country "KEN" .
:KenyanNavy a gg:MilitaryForce ; skos:prefLabel "Kenyan navy"@en ; gg:represents :Kenya ; gg:country "KEN" ;
    gg:sector plv:MIL ;
    gaf:denotedBy <Kenya's navy> .
:LamuBrigade a gg:ArmedGroup ; skos:prefLabel "Lamu Brigade"@en ; gg:sector plv:REB ; gaf:denotedBy <The Lamu Brigade> .
:AshaSaid a gg:Person ; skos:prefLabel "Asha Said"@en ; gg:office "Governor"@en ; gaf:denotedBy <Governor Asha Said> .
:RadioPwani a gg:MediaOrganisation ; skos:prefLabel "Radio Pwani"@en ; gaf:denotedBy <Radio Pwani> .
:Pirates a gg:Population ; skos:prefLabel "pirates"@en ; gaf:denotedBy <three pirates> .
:Thalia a gg:Vehicle ; skos:prefLabel "Thalia"@en ; gaf:denotedBy <the tanker Thalia> .
:Lamu a gg:Place ; skos:prefLabel "Lamu"@en ; wgs:lat -2.27 ; wgs:long 40.9 ; gaf:denotedBy <near Lamu> ;
    owl:sameAs <https://sws.geonames.org/191600/> .

:KenyanNavy gg:releases :Thalia .
:KenyanNavy gg:injures :Pirates .
:AshaSaid gg:denies :ev-fired .
"""

EVENTS = """
:ev-freed a gg:Event ; gg:eventType plv:RETREAT ; gg:mode plv:RETREAT-release ; gg:context plv:military ;
    gg:cameoCode cameo:0841 ;
    gg:trigger "freed" ; gg:actor :KenyanNavy ; gg:recipient :Thalia ; sem:hasPlace :Lamu ;
    sem:hasTimeStamp "2024-05-03"^^xsd:date ;
    gg:timePrecision gg:Day ; gg:timeDirection gg:Past ; gg:reciprocal false ; gg:cause :ev-fired ;
    gg:status gg:Reported ;
    gg:confidence 0.9 ; gaf:denotedBy <Kenya's navy freed the tanker Thalia near Lamu on Friday> .
:ev-wounded a gg:Event ; gg:eventType plv:ASSAULT ; gg:trigger "wounding" ; gg:actor :KenyanNavy ;
    gg:recipient :Pirates ;
    gg:quantity :q-wounded ; sem:hasEarliestBeginTimeStamp "2024-05-03"^^xsd:date ;
    sem:hasLatestEndTimeStamp "2024-05-04"^^xsd:date ;
    gg:status gg:Reported ; gg:confidence 0.8 ; gaf:denotedBy <wounding three pirates> .
:ev-fired a gg:Event ; gg:eventType plv:ASSAULT ; gg:trigger "fired" ; gg:actor :LamuBrigade ; gg:recipient :Thalia ;
    gg:target :t-tanker ; gg:status gg:Disputed ; gg:confidence 0.7 ; gaf:denotedBy <it had fired on the tanker> .
:ev-denied a gg:Event ; gg:eventType plv:REJECT ; gg:trigger "denied" ; gg:actor :AshaSaid ; gg:content :ev-fired ;
    gg:status gg:Reported ; gg:confidence 0.8 ; gaf:denotedBy <Governor Asha Said denied that> .
:q-wounded a gg:Quantity ; gg:quantityKind gg:Injured ; schema:value 3 ; gg:bound gg:Exactly ;
    gaf:denotedBy <three pirates> .
:t-tanker a gg:Thing ; gaf:denotedBy <the tanker> .

art:claim-1 a gg:Claim ; gg:claimer :LamuBrigade ; gg:speechAct gg:ClaimOfResponsibility ; gg:about :ev-fired ;
    gg:polarity gg:Positive ;
    gg:certainty gg:Certain ; gg:reportedIn art:doc ;
    prov:wasDerivedFrom <The Lamu Brigade said it had fired on the tanker> ;
    gg:confidence 0.9 .
art:claim-2 a gg:Claim ; gg:claimer :AshaSaid ; gg:viaSource :RadioPwani ; gg:speechAct gg:Denial ; gg:about :ev-fired ;
    gg:polarity gg:Negative ; gg:claimDate "2024-05-04"^^xsd:date ; gg:contradicts art:claim-1 ; gg:reportedIn art:doc ;
    prov:wasDerivedFrom <Governor Asha Said denied that, Radio Pwani reported> ; gg:confidence 0.85 .
"""

RELATIONS = """
:rel-freed a gg:Relation ; rdf:subject :KenyanNavy ; rdf:predicate gg:releases ; rdf:object :Thalia ;
    gg:status gg:Reported ;
    gg:derivedFromEvent :ev-freed ; gg:mentionCount 1 ; gg:confidence 0.9 ; gg:firstDate "2024-05-03"^^xsd:date ;
    gg:lastDate "2024-05-03"^^xsd:date .
:rel-wounded a gg:Relation ; rdf:subject :KenyanNavy ; rdf:predicate gg:injures ; rdf:object :Pirates ;
    gg:status gg:Reported ;
    gg:derivedFromEvent :ev-wounded .
:rel-denied a gg:Relation ; rdf:subject :AshaSaid ; rdf:predicate gg:denies ; rdf:object :ev-fired ;
    gg:status gg:Reported ;
    gg:derivedFromEvent :ev-denied .
:rel-fired a gg:Relation ; rdf:subject :LamuBrigade ; rdf:predicate gg:attacks ; rdf:object :Thalia ;
    gg:status gg:Disputed ;
    gg:derivedFromEvent :ev-fired .
:rel-acts a gg:Relation ; rdf:subject :KenyanNavy ; rdf:predicate gg:represents ; rdf:object :Kenya ;
    gg:status gg:Reported ;
    gaf:denotedBy <Kenya's navy> ; gg:since "2020-01-01"^^xsd:date ; gg:until "2030-01-01"^^xsd:date .
"""

NAMESPACES = dict(re.findall(r"PREFIX (\w*): *<(.+)>", PREFIXES))


def span_name(phrase: str) -> str:
    start = TEXT.index(phrase)
    return f"art:char_{start}_{start + len(phrase)}"


def span(phrase: str) -> str:
    start = TEXT.index(phrase)
    return (
        f"{span_name(phrase)} a nif:OffsetBasedString ; nif:referenceContext art:doc ; nif:beginIndex {start} ; "
        f'nif:endIndex {start + len(phrase)} ; nif:anchorOf "{phrase}" .'
    )


def good_turtle() -> str:
    """The good graph: ``<a phrase of the text>`` stands for the IRI of its span."""
    body = NODES + EVENTS + RELATIONS
    phrases = sorted(set(re.findall(r"<([^>:]+)>", body)))
    for phrase in phrases:
        body = body.replace(f"<{phrase}>", span_name(phrase))
    article = (
        "art:doc a schema:NewsArticle , nif:Context ; schema:datePublished '2024-05-04'^^xsd:date ; "
        f'schema:inLanguage "en" ; gg:charCount {len(TEXT)} ; nif:isString "{TEXT}" ; schema:publisher :RadioPwani .'
    )
    return "\n".join([PREFIXES, body, article, *(span(phrase) for phrase in phrases)])


@pytest.fixture(scope="module")
def good() -> str:
    return Graph().parse(data=good_turtle(), format="turtle").serialize(format="nt")


THEN = "\n;\n"


def broken_graph(good: str, update: str) -> Graph:
    graph = Graph().parse(data=good, format="nt")
    before = set(graph)
    # One by one, and without a prologue: rdflib forgets it after the first of several updates, and is slow to parse it.
    for step in update.split(THEN):
        graph.update(step, initNs=NAMESPACES)
    assert set(graph) != before, "the update changed nothing"
    return graph


def broken(good: str, update: str) -> ValidationReport:
    return validate(broken_graph(good, update))


def drop(subject: str, predicate: str) -> str:
    return f"DELETE WHERE {{ {subject} {predicate} ?any }}"


def add(triples: str) -> str:
    return f"INSERT DATA {{ {triples} }}"


def put(subject: str, predicate: str, value: str) -> str:
    return drop(subject, predicate) + THEN + add(f"{subject} {predicate} {value}")


NAVY = span_name("Kenya's navy")
FIRED = "it had fired on the tanker"
BLANK_SPAN = "nif:referenceContext art:doc ; nif:beginIndex 0 ; nif:endIndex 5 ; nif:anchorOf 'Kenya'"

# The shape that must catch it, the change that breaks it, and a part of the message that says so.
BROKEN = [
    ("NamedShape", add(f"[] a gg:Person ; skos:prefLabel 'X'@en ; gaf:denotedBy {NAVY}"), "a blank node"),
    ("Node-name", drop(":Thalia", "skos:prefLabel"), "one preferred name"),
    ("Node-evidence", drop(":Lamu", "gaf:denotedBy"), "a node without evidence"),
    ("Node-span", add(":Lamu gaf:denotedBy art:char_900_905"), "evidence of a node is a span"),
    ("Node-country", put(":Kenya", "gg:country", "'Kenya'"), "three capitals"),
    ("Node-sector", put(":KenyanNavy", "gg:sector", "plv:ASSAULT"), "one of PLOVER's sectors"),
    ("Node-lat", put(":Lamu", "wgs:lat", "99.5"), "from -90 to 90"),
    ("Node-long", put(":Lamu", "wgs:long", "'40.9'"), "from -180 to 180"),
    ("Node-point", drop(":Lamu", "wgs:long"), "both a latitude and a longitude"),
    ("Node-sameAs", put(":Lamu", "owl:sameAs", "'191600'"), "leads to an IRI"),
    (
        "NamedShape",
        add(
            "[] a gg:Incident ; gg:eventType gg:Incident ; gg:trigger 'x' ; gg:status gg:Reported ; "
            f"gaf:denotedBy {NAVY}"
        ),
        "a blank node",
    ),
    (
        "EventParticipantShape",
        "DELETE { :ev-wounded ?p ?o } WHERE { :ev-wounded ?p ?o FILTER (?p IN (gg:actor, gg:recipient, gg:quantity)) }",
        "has an actor, a recipient",
    ),
    ("Event-type", put(":ev-fired", "gg:eventType", "plv:FIGHT"), "one of PLOVER's sixteen"),
    ("Event-mode", put(":ev-freed", "gg:mode", "'release'"), "at most one mode"),
    ("Event-modeOfType", put(":ev-freed", "gg:mode", "plv:ASSAULT-aerial"), "belongs to another type"),
    ("Event-context", put(":ev-freed", "gg:context", "'military'"), "one of PLOVER's contexts"),
    ("Event-cameo", put(":ev-freed", "gg:cameoCode", "cameo:release"), "at most one CAMEO code"),
    ("Event-status", put(":ev-fired", "gg:status", "gg:Rumoured"), "event has exactly one status"),
    ("Event-trigger", drop(":ev-fired", "gg:trigger"), "the words that evoke it"),
    ("Event-evidence", drop(":ev-fired", "gaf:denotedBy"), "an event without evidence"),
    ("Event-actor", put(":ev-fired", "gg:actor", ":Nobody"), "actor of an event is a node"),
    ("Event-roles", put(":ev-fired", "gg:recipient", ":Nobody"), "plays a role in an event is a node"),
    ("Event-place", put(":ev-freed", "sem:hasPlace", ":AshaSaid"), "place of an event is a place"),
    ("Event-date", put(":ev-freed", "sem:hasTimeStamp", "'2024-05'^^xsd:gYearMonth"), "one xsd:date"),
    (
        "Event-earliest",
        put(":ev-wounded", "sem:hasEarliestBeginTimeStamp", "'2024-06-01'^^xsd:date"),
        "not after the last day",
    ),
    ("Event-latest", put(":ev-wounded", "sem:hasLatestEndTimeStamp", "'soon'"), "the last day of an event"),
    ("Event-precision", put(":ev-freed", "gg:timePrecision", "gg:Minute"), "one of the eight"),
    ("Event-direction", put(":ev-freed", "gg:timeDirection", "gg:Day"), "past, present or future"),
    ("Event-quantity", put(":ev-wounded", "gg:quantity", "3"), "is a gg:Quantity"),
    ("Event-target", put(":ev-fired", "gg:target", "'tanker'"), "is a gg:Thing"),
    ("Event-content", put(":ev-denied", "gg:content", ":LamuBrigade"), "what an event is about"),
    ("Event-cause", put(":ev-freed", "gg:cause", ":LamuBrigade"), "the cause of an event"),
    ("Event-reciprocal", put(":ev-freed", "gg:reciprocal", "'no'"), "true or false"),
    ("Event-confidence", put(":ev-freed", "gg:confidence", "1.5"), "confidence of an event"),
    (
        "NamedShape",
        add(
            f"[] a gg:Quantity ; gg:quantityKind gg:Killed ; schema:value 1 ; gg:bound gg:About ; gaf:denotedBy {NAVY}"
        ),
        "a blank node",
    ),
    ("Quantity-kind", drop(":q-wounded", "gg:quantityKind"), "exactly one kind"),
    ("Quantity-value", put(":q-wounded", "schema:value", "'three'"), "exactly one value"),
    ("Quantity-bound", put(":q-wounded", "gg:bound", "gg:Many"), "exactly one bound"),
    ("Thing-evidence", drop(":t-tanker", "gaf:denotedBy"), "a thing without evidence"),
    ("Quantity-evidence", drop(":q-wounded", "gaf:denotedBy"), "a quantity without evidence"),
    (
        "NamedShape",
        add(
            "[] a gg:Claim ; gg:claimer :AshaSaid ; gg:about :ev-fired ; gg:speechAct gg:Doubt ; "
            f"gg:polarity gg:Negative ; gg:reportedIn art:doc ; prov:wasDerivedFrom {NAVY}"
        ),
        "a blank node",
    ),
    ("Claim-claimer", add("art:claim-1 gg:claimer :RadioPwani"), "exactly one claimer"),
    ("Claim-claimerNode", put("art:claim-2", "gg:viaSource", ":Nobody"), "passes it on is a node"),
    ("Claim-about", put("art:claim-1", "gg:about", ":Thalia"), "about at least one event"),
    ("Claim-speechAct", put("art:claim-1", "gg:speechAct", "gg:Rumour"), "exactly one speech act"),
    ("Claim-polarity", add("art:claim-1 gg:polarity gg:Negative"), "exactly one polarity"),
    ("Claim-certainty", put("art:claim-1", "gg:certainty", "gg:Sure"), "at most one certainty"),
    ("Claim-evidence", drop("art:claim-1", "prov:wasDerivedFrom"), "a claim without evidence"),
    ("Claim-article", drop("art:claim-1", "gg:reportedIn"), "reported in an article"),
    ("Claim-date", put("art:claim-2", "gg:claimDate", "'2024-05-04T10:00:00'^^xsd:dateTime"), "the day of a claim"),
    ("Claim-contradicts", put("art:claim-2", "gg:contradicts", ":ev-fired"), "what a claim contradicts"),
    ("Claim-notItself", add("art:claim-1 gg:contradicts art:claim-1"), "contradicts itself"),
    ("Claim-confidence", put("art:claim-1", "gg:confidence", "'-0.1'^^xsd:decimal"), "confidence of a claim"),
    (
        "NamedShape",
        add(
            "[] a gg:Relation ; rdf:subject :LamuBrigade ; rdf:predicate gg:strikes ; rdf:object :Thalia ; "
            "gg:status gg:Claimed ; gg:derivedFromEvent :ev-fired"
        ),
        "a blank node",
    ),
    ("Relation-subject", drop(":rel-fired", "rdf:subject"), "exactly one subject"),
    ("Relation-predicate", drop(":rel-fired", "rdf:predicate"), "exactly one predicate"),
    ("Relation-object", add(":rel-fired rdf:object :Lamu"), "exactly one object"),
    ("Relation-status", drop(":rel-fired", "gg:status"), "relation has exactly one status"),
    ("Relation-evidence", drop(":rel-fired", "gg:derivedFromEvent"), "a relation without evidence"),
    ("Relation-event", put(":rel-fired", "gg:derivedFromEvent", ":ev-gone"), "derived from events"),
    ("Relation-span", put(":rel-acts", "gaf:denotedBy", "art:char_900_905"), "evidence of a relation is a span"),
    ("Relation-mentions", put(":rel-freed", "gg:mentionCount", "0"), "at least 1"),
    ("Relation-firstDate", put(":rel-freed", "gg:firstDate", "'2024-05-09'^^xsd:date"), "not after the last date"),
    ("Relation-lastDate", put(":rel-freed", "gg:lastDate", "2024"), "the last date of a relation"),
    ("Relation-since", put(":rel-acts", "gg:since", "'2031-01-01'^^xsd:date"), "not after the day until"),
    ("Relation-until", put(":rel-acts", "gg:until", "'later'"), "holds until one"),
    ("Relation-confidence", put(":rel-freed", "gg:confidence", "'high'"), "confidence of a relation"),
    ("Relation-flat", add(":LamuBrigade gg:attacks :Thalia"), "neither reported nor declared stands as a flat edge"),
    ("FlatEdge-relation", add(":Kenya gg:strikes :Pirates"), "a flat edge without a gg:Relation"),
    ("NamedShape", add(f"[] a nif:OffsetBasedString ; {BLANK_SPAN}"), "a blank node"),
    ("Span-article", put(NAVY, "nif:referenceContext", "art:other"), "exactly one article"),
    ("Span-begin", drop(NAVY, "nif:beginIndex"), "begins at one offset"),
    ("Span-end", drop(NAVY, "nif:endIndex"), "ends at one offset"),
    ("Span-text", drop(NAVY, "nif:anchorOf"), "has its text, once"),
    ("Span-length", put(NAVY, "nif:anchorOf", "'Kenya'"), "not as long as its offsets say"),
    ("Span-inside", put("art:doc", "gg:charCount", "20"), "after the end of its article"),
    ("Span-quoted", put(NAVY, "nif:anchorOf", "'Kenya’s navy'"), "not what stands there"),
    (
        "NamedShape",
        add("[] a schema:NewsArticle , nif:Context ; gg:charCount 5"),
        "a blank node",
    ),
    ("Article-context", "DELETE DATA { art:doc a nif:Context }", "is a nif:Context"),
    ("Article-length", drop("art:doc", "gg:charCount"), "length as one integer"),
    ("Article-date", put("art:doc", "schema:datePublished", "'4 May 2024'"), "published on one xsd:date"),
    ("Article-language", put("art:doc", "schema:inLanguage", "'plain English'"), "one BCP 47 tag"),
]
# Odd, but no violation.
ODD = [
    ("Event-actorKind", put(":ev-wounded", "gg:actor", ":Lamu"), "is said to act"),
    ("Relation-missing", "DELETE DATA { :KenyanNavy gg:releases :Thalia }", "has no flat edge"),
]


def test_the_good_graph_conforms(good: str) -> None:
    report = validate(Graph().parse(data=good, format="nt"))
    assert report == ValidationReport(conforms=True, results=())


@pytest.mark.parametrize(("shape", "update", "message"), BROKEN, ids=[shape for shape, _, _ in BROKEN])
def test_a_broken_twin_fails(good: str, shape: str, update: str, message: str) -> None:
    report = broken(good, update)
    assert not report.conforms
    assert any(message in result.message for result in report.results if result.severity == "violation")


@pytest.mark.parametrize(("shape", "update", "message"), ODD, ids=[shape for shape, _, _ in ODD])
def test_an_odd_twin_is_warned_of(good: str, shape: str, update: str, message: str) -> None:
    report = broken(good, update)
    assert report.conforms
    assert [result.severity for result in report.results] == ["warning"]
    assert message in report.results[0].message


@pytest.mark.parametrize(("shape", "update", "message"), BROKEN + ODD, ids=[shape for shape, _, _ in BROKEN + ODD])
def test_a_store_in_batches_fails_just_as_the_whole_does(monkeypatch, good, shape, update, message) -> None:
    monkeypatch.setattr(validate_store_module, "_BATCH", 2)
    graph = broken_graph(good, update)
    assert validate_store(load_store(graph)) == validate(graph)


def test_a_sample_is_the_same_each_time_and_finds_only_what_the_whole_does(good: str) -> None:
    graph = broken_graph(good, put(":Lamu", "wgs:lat", "99.5"))
    store, whole = load_store(graph), validate(graph)
    samples = [validate_store(store, sample=number) for number in (0, 5, 5, 1000)]
    assert samples[0].results == ()
    assert samples[1] == samples[2]
    assert set(samples[1].results) <= set(whole.results)
    assert samples[3] == whole


def test_every_shape_has_a_broken_twin() -> None:
    shapes = Graph().parse(data=files("geograph.ontology").joinpath("shapes.ttl").read_text("utf-8"), format="turtle")
    kinds = (SH.NodeShape, SH.PropertyShape, SH.SPARQLConstraint)
    names = {
        str(name).rpartition("#")[2]
        for kind in kinds
        for name in shapes.subjects(RDF.type, kind)
        if isinstance(name, URIRef)
    }
    # These only carry others, and have no promise of their own.
    carriers = {name for name in names if name.endswith("Shape")} - {"NamedShape", "EventParticipantShape"}
    assert names - carriers - {"Event-participant"} == {shape for shape, _, _ in BROKEN + ODD}


def test_every_promise_has_a_message() -> None:
    shapes = Graph().parse(data=files("geograph.ontology").joinpath("shapes.ttl").read_text("utf-8"), format="turtle")
    for shape in shapes.subjects(RDF.type, SH.PropertyShape):
        assert shapes.value(shape, SH.message) or str(shape).endswith("Event-participant"), shape


def test_an_incident_needs_no_participants(good: str) -> None:
    report = broken(
        good,
        add(
            f":ev-storm a gg:Incident ; gg:eventType gg:Incident ; gg:trigger 'storm' ; gg:status gg:Reported ; "
            f"gaf:denotedBy {NAVY}"
        ),
    )
    assert report == ValidationReport(conforms=True, results=())


def test_a_claim_of_responsibility_is_a_speech(good: str) -> None:
    assert broken(good, put(":ev-denied", "gg:eventType", "gg:Speech")).conforms


def test_an_unknown_perpetrator_needs_a_recipient_or_place(good: str) -> None:
    assert broken(good, drop(":ev-fired", "gg:actor")).conforms


def test_a_result_names_node_path_and_value(good: str) -> None:
    report = broken(good, put(":ev-fired", "gg:status", "gg:Rumoured"))
    assert report.results == (
        ValidationResult(
            severity="violation",
            focus=":ev-fired",
            path="gg:status",
            message="an event has exactly one status, one of the ten",
            value="gg:Rumoured",
        ),
    )


def test_format_report_tells_and_counts(good: str) -> None:
    report = broken(good, put(":Lamu", "wgs:lat", "99.5") + THEN + "DELETE DATA { :KenyanNavy gg:releases :Thalia }")
    assert format_report(report) == (
        'violation: :Lamu wgs:lat: a latitude is a decimal from -90 to 90: "99.5"\n'
        "warning: :rel-freed: a reported or declared relation has no flat edge: gg:Reported\n"
        "does not conform (1 violation, 1 warning)"
    )
    assert format_report(report, limit=1).splitlines()[1] == "... and 1 more"
    assert format_report(ValidationReport(conforms=True, results=())) == "conforms (nothing found)"


def test_spans_are_named_by_the_start_of_their_article(good: str) -> None:
    report = broken(good, put(NAVY, "nif:anchorOf", "'Kenya'"))
    assert {result.focus for result in report.results} == {"01234567#char_0_12"}


def test_the_graph_given_is_left_alone(good: str) -> None:
    graph = Graph().parse(data=good, format="nt")
    before = set(graph)
    validate(graph)
    assert set(graph) == before


def test_a_dataset_is_checked_as_one_graph(good: str) -> None:
    dataset = Dataset()
    for triple in Graph().parse(data=good, format="nt"):
        article = str(triple[0]).startswith("urn:sha256:")
        (dataset.graph(URIRef("urn:example:article")) if article else dataset.default_graph).add(triple)
    assert validate(dataset).conforms


@pytest.mark.parametrize("suffix", ["ttl", "nt", "trig", "nq", "rdf", "jsonld"])
def test_files_of_each_format(tmp_path: Path, good: str, suffix: str) -> None:
    path = tmp_path / f"graph.{suffix}"
    quads = pyoxigraph.parse(good, pyoxigraph.RdfFormat.N_TRIPLES)
    syntax = pyoxigraph.RdfFormat.from_extension(suffix)
    assert syntax is not None
    pyoxigraph.serialize(quads, path, syntax)
    assert validate(path) == ValidationReport(conforms=True, results=())
    path.write_text(path.read_text("utf-8").replace("Disputed", "Rumoured"), encoding="utf-8")
    assert not validate(path).conforms


def test_other_shapes_can_be_given(tmp_path: Path, good: str) -> None:
    shapes = tmp_path / "mine.ttl"
    shapes.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix gg: <https://w3id.org/geograph/ontology#> .\n"
        "gg:Mine a sh:NodeShape ; sh:targetClass gg:State ; sh:property [ sh:path gg:capital ; sh:minCount 1 ; "
        'sh:message "a state has a capital" ] .',
        encoding="utf-8",
    )
    report = validate(Graph().parse(data=good, format="nt"), shapes=shapes)
    assert [(result.focus, result.path, result.message) for result in report.results] == [
        (":Kenya", "gg:capital", "a state has a capital")
    ]


def test_a_missing_file_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"gone\.ttl: No such file"):
        validate(tmp_path / "gone.ttl")


def test_a_broken_file_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "bad.ttl"
    path.write_text("@prefix a: <urn:a:> .\na:b a:c .\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"bad\.ttl: not Turtle: .*line 2"):
        validate(path)


def test_a_file_of_unknown_format_is_an_input_error(tmp_path: Path) -> None:
    path = tmp_path / "graph.docx"
    path.write_bytes(b"")
    with pytest.raises(InputError, match=r"cannot tell the RDF format of a \.docx file"):
        validate(path)
