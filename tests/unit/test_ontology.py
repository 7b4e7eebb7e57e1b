"""The ontology's files: that they parse, say something of every term, agree with the code, and are complete."""

from __future__ import annotations

import importlib.util
import json
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from types import ModuleType

import owlrl  # type: ignore[import-untyped]
import pyoxigraph
import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS

from geograph.types import EntityKind, Polarity, RoleName, SpeechAct, Status
from geograph.vocabulary import RelationTerm, load_vocabulary

ROOT = Path(__file__).resolve().parents[2]
GG = Namespace("https://w3id.org/geograph/ontology#")
PLV = Namespace("https://w3id.org/geograph/plover/")
CAMEO = Namespace("https://w3id.org/geograph/cameo/")
SEM = Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")
SCHEMA = Namespace("https://schema.org/")

TURTLE = ("geograph.ttl", "plover.ttl", "cameo.ttl", "shapes.ttl")
RELATIONS = load_vocabulary().relations


def text_of(name: str) -> str:
    return files("geograph.ontology").joinpath(name).read_text("utf-8")


def load(name: str) -> Graph:
    return Graph().parse(data=text_of(name), format="turtle")


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return load("geograph.ttl")


@pytest.fixture(scope="module")
def plover() -> Graph:
    return load("plover.ttl")


@pytest.fixture(scope="module")
def cameo() -> Graph:
    return load("cameo.ttl")


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def own_terms(graph: Graph) -> Iterator[URIRef]:
    return iter(sorted({term for term in graph.subjects() if isinstance(term, URIRef) and term.startswith(GG)}))


# ---------------------------------------------------------------- files
@pytest.mark.parametrize("name", TURTLE)
def test_two_readers_see_the_same(name: str) -> None:
    graph = load(name)
    quads = list(pyoxigraph.parse(text_of(name), pyoxigraph.RdfFormat.TURTLE))
    assert len(graph) == len({quad.triple for quad in quads}) > 500
    named = {quad.subject.value for quad in quads if isinstance(quad.subject, pyoxigraph.NamedNode)}
    assert named == {str(subject) for subject in graph.subjects() if isinstance(subject, URIRef)}


def test_made_files_are_current(capsys: pytest.CaptureFixture[str]) -> None:
    assert script("build_ontology").main(["--check"]) == 0, capsys.readouterr().out


def test_the_documentation_is_current(capsys: pytest.CaptureFixture[str]) -> None:
    assert script("build_vocabulary_docs").main(["--check"]) == 0, capsys.readouterr().out


def test_the_header_says_who_what_and_under_which_licence(ontology: Graph) -> None:
    (header,) = ontology.subjects(RDF.type, OWL.Ontology)
    assert ontology.value(header, OWL.versionInfo) == Literal("0.1.0")
    assert ontology.value(header, DCTERMS.license) == URIRef("https://creativecommons.org/licenses/by/4.0/")
    assert ontology.value(header, DCTERMS.title)
    assert ontology.value(header, DCTERMS.creator)


# ---------------------------------------------------------------- geograph.ttl
def test_every_term_has_a_label_and_one_comment_with_an_example(ontology: Graph) -> None:
    for term in own_terms(ontology):
        assert len(set(ontology.objects(term, RDFS.label))) == 1, term
        (comment,) = ontology.objects(term, RDFS.comment)
        inverse = str(comment).startswith("The inverse of gg:")
        container = ontology.value(term, RDFS.subPropertyOf) == GG.inverseRelation
        assert "Example: " in str(comment) or (inverse and container), term
        assert str(comment).rstrip('"').endswith((".", "?")), term


def test_no_term_is_named_without_being_defined(ontology: Graph) -> None:
    defined = set(own_terms(ontology))
    used = {node for triple in ontology for node in triple if isinstance(node, URIRef) and node.startswith(GG)}
    assert used - defined == set()


def test_the_shapes_name_only_terms_that_exist(ontology: Graph, plover: Graph) -> None:
    shapes = load("shapes.ttl")
    declared = {subject for subject in shapes.subjects() if isinstance(subject, URIRef)}
    used = {node for triple in shapes for node in triple if isinstance(node, URIRef)} - declared
    for constraint in shapes.objects(None, URIRef("http://www.w3.org/ns/shacl#select")):
        used |= {GG[name] for name in re.findall(r"\bgg:(\w+)", str(constraint))}
    assert {term for term in used if term.startswith(GG)} <= set(own_terms(ontology))
    assert {term for term in used if term.startswith(PLV)} <= set(plover.subjects())


@pytest.mark.parametrize("kind", EntityKind)
def test_every_kind_of_entity_is_a_class(ontology: Graph, kind: EntityKind) -> None:
    assert (GG[kind.value], RDF.type, OWL.Class) in ontology


@pytest.mark.parametrize(
    ("list_", "values"),
    [
        ("Status", {status.value for status in Status}),
        ("SpeechAct", {act.value for act in SpeechAct}),
        ("Polarity", {polarity.value for polarity in Polarity}),
        ("Certainty", {"Certain", "Probable", "Possible", "Underspecified"}),
        ("Bound", {"Exactly", "AtLeast", "AtMost", "About"}),
        ("TimePrecision", {"Day", "PartOfDay", "Week", "Month", "Season", "Year", "Decade", "Range"}),
        ("TimeDirection", {"Past", "Present", "Future"}),
        (
            "QuantityKind",
            {"Killed", "Injured", "Detained", "Troops", "Sorties", "Targets", "Strikes", "Money", "People", "Other"},
        ),
    ],
)
def test_closed_lists_are_those_of_the_code(ontology: Graph, list_: str, values: set[str]) -> None:
    assert {str(value).removeprefix(GG) for value in ontology.subjects(RDF.type, GG[list_])} == values
    assert (GG[list_], RDFS.subClassOf, GG.Term) in ontology


@pytest.mark.parametrize("status", Status)
def test_the_ontology_and_the_code_agree_on_what_is_a_fact(ontology: Graph, status: Status) -> None:
    assert ontology.value(GG[status.value], GG.factual) == Literal(status.factual)


def test_every_role_is_a_property(ontology: Graph) -> None:
    properties = {"co_actor": GG.coActor, "place": None}
    for role in RoleName:
        prop = properties.get(role.value, GG[role.value])
        assert prop is None or (prop, RDF.type, OWL.ObjectProperty) in ontology, role


# ---------------------------------------------------------------- relations
@pytest.mark.parametrize("term", RELATIONS, ids=[term.name for term in RELATIONS])
def test_a_relation_is_whole(ontology: Graph, term: RelationTerm) -> None:
    vocabulary = load_vocabulary()
    prop = GG[term.name]
    assert term.family in {"cooperation", "conflict", "statement", "standing"}
    assert term.inverse, "neither an inverse nor symmetric"
    if not term.symmetric:
        assert (GG[term.inverse], OWL.inverseOf, prop) in ontology
        assert (prop, OWL.inverseOf, GG[term.inverse]) in ontology
    assert term.plover is None or term.plover in vocabulary.types
    assert term.mode is None or term.mode in vocabulary.modes(str(term.plover))
    assert term.cameo is None or vocabulary.cameo(term.cameo) is not None
    assert (term.plover is None and term.cameo is None) == (term.family == "standing")
    root = GG.standsTo if term.family == "standing" else GG.actsOn
    assert root in set(ontology.transitive_objects(prop, RDFS.subPropertyOf))


def test_relations_and_cameo_codes_disagree_only_where_plover_does() -> None:
    # PLOVER's crosswalk of the CAMEO codes is older than its manual 2.0, which the relations follow.
    vocabulary = load_vocabulary()
    codes = {term.name: vocabulary.cameo(term.cameo) for term in RELATIONS if term.cameo and term.plover}
    differing = {term.name for term in RELATIONS if (code := codes.get(term.name)) and code.type != term.plover}
    assert differing == {"apologizesTo", "convicts", "sanctions", "embargoes"}


def test_no_relation_is_its_own_ancestor(ontology: Graph) -> None:
    for term in RELATIONS:
        parents = (GG[parent] for parent in term.parents)
        ancestors = {found for parent in parents for found in ontology.transitive_objects(parent, RDFS.subPropertyOf)}
        assert GG[term.name] not in ancestors


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [
        ("strikes", "attacks"),
        ("kills", "attacks"),
        ("invades", "attacks"),
        ("arms", "aids"),
        ("funds", "aids"),
        ("trains", "aids"),
        ("meets", "consults"),
        ("visits", "consults"),
        ("calls", "consults"),
        ("blames", "accuses"),
        ("alliesWith", "cooperatesWith"),
        ("embargoes", "sanctions"),
        ("headOfStateOf", "officeHolderOf"),
    ],
)
def test_narrow_relations_stand_under_wide_ones(ontology: Graph, narrow: str, wide: str) -> None:
    assert GG[wide] in set(ontology.transitive_objects(GG[narrow], RDFS.subPropertyOf))


def test_relations_cover_every_plover_type() -> None:
    assert {term.plover for term in RELATIONS if term.plover} == set(load_vocabulary().types)


# ---------------------------------------------------------------- inference
@pytest.fixture(scope="module")
def inferred() -> Graph:
    graph = load("geograph.ttl")
    ex = Namespace("urn:example:")
    graph.add((ex.shelling, GG.recipient, ex.camp))
    graph.add((ex.shelling, SEM.hasPlace, ex.faya))
    graph.add((ex.shelling, GG.instrument, ex.gun))
    graph.add((ex.army, GG.strikes, ex.camp))
    graph.add((ex.faya, GG.locatedIn, ex.chad))
    graph.add((ex.army, GG.partOf, ex.forces))
    graph.add((ex.forces, GG.partOf, ex.chad))
    graph.add((ex.mayor, GG.meets, ex.army))
    graph.add((ex.group, GG.claimsResponsibilityFor, ex.shelling))
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph


def test_inference_finds_inverses_and_wider_relations(inferred: Graph) -> None:
    ex = Namespace("urn:example:")
    assert (ex.camp, GG.struckBy, ex.army) in inferred
    assert (ex.army, GG.attacks, ex.camp) in inferred
    assert (ex.army, GG.meets, ex.mayor) in inferred
    assert (ex.army, GG.consults, ex.mayor) in inferred
    assert (ex.army, GG.partOf, ex.chad) in inferred
    assert (ex.army, RDF.type, GG.Actor) in inferred


def test_inference_makes_no_actor_of_a_place_a_thing_or_an_event(inferred: Graph) -> None:
    ex = Namespace("urn:example:")
    for node in (ex.camp, ex.faya, ex.gun, ex.chad, ex.shelling):
        assert (node, RDF.type, GG.Actor) not in inferred, node
    assert (ex.camp, RDF.type, GG.Place) not in inferred
    assert (ex.shelling, RDF.type, GG.Event) in inferred


# ---------------------------------------------------------------- plover.ttl and cameo.ttl
@pytest.mark.parametrize(
    ("collection", "count"),
    [("types", 16), ("modes", 67), ("contexts", 37), ("sectors", 25), ("quads", 4), ("actors", 7)],
)
def test_plover_is_complete(plover: Graph, collection: str, count: int) -> None:
    members = set(plover.objects(PLV[collection], SKOS.member))
    assert len(members) == count
    for member in members:
        assert plover.value(member, SKOS.prefLabel), member
        assert plover.value(member, SKOS.definition), member
        assert (member, SKOS.inScheme, PLV[""]) in plover


def test_modes_stand_under_types_and_types_under_quad_classes(plover: Graph) -> None:
    for inner, outer in (("modes", "types"), ("types", "quads")):
        parents = set(plover.objects(PLV[outer], SKOS.member))
        for member in plover.objects(PLV[inner], SKOS.member):
            assert set(plover.objects(member, SKOS.broader)) <= parents
            assert len(set(plover.objects(member, SKOS.broader))) == 1, member


def test_incident_is_not_a_type_of_plover(ontology: Graph, plover: Graph) -> None:
    assert not [term for term in plover.subjects() if "incident" in str(term).lower()]
    assert (GG.Incident, RDFS.subClassOf, GG.Event) in ontology


@pytest.mark.parametrize(("collection", "count"), [("mapped", 256), ("roots", 20), ("unmapped", 37)])
def test_cameo_is_complete(cameo: Graph, collection: str, count: int) -> None:
    assert len(set(cameo.objects(CAMEO[collection], SKOS.member))) == count


def test_cameo_codes_stand_under_the_codes_they_begin_with(cameo: Graph) -> None:
    roots = set(cameo.objects(CAMEO.roots, SKOS.member))
    for concept in set(cameo.subjects(RDF.type, SKOS.Concept)) - roots:
        (broader,) = cameo.objects(concept, SKOS.broader)
        assert str(concept).startswith(str(broader)), concept
        assert roots & set(cameo.transitive_objects(concept, SKOS.broader)), concept


def test_every_mapped_code_has_one_plover_type_or_mode(cameo: Graph, plover: Graph) -> None:
    targets = {*plover.objects(PLV.types, SKOS.member), *plover.objects(PLV.modes, SKOS.member)}
    contexts = set(plover.objects(PLV.contexts, SKOS.member))
    for concept in cameo.objects(CAMEO.mapped, SKOS.member):
        matches = [m for kind in ("exact", "close", "broad") for m in cameo.objects(concept, SKOS[f"{kind}Match"])]
        assert len(matches) == 1, concept
        assert matches[0] in targets, concept
        assert set(cameo.objects(concept, SKOS.relatedMatch)) <= contexts, concept


def test_no_two_codes_match_one_concept_exactly(cameo: Graph) -> None:
    exact = [target for _, target in cameo.subject_objects(SKOS.exactMatch)]
    assert len(exact) == len(set(exact)) > 20


# ---------------------------------------------------------------- context.jsonld
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib's own reader uses it
def test_the_context_lets_a_plain_object_be_read() -> None:
    event = {
        "id": "kg:ev-1",
        "type": "Event",
        "label": "army shells camp",
        "eventType": "plv:ASSAULT",
        "status": "Reported",
        "actor": "kg:Army",
        "date": "2024-05-03",
        "confidence": "0.9",
        "quantity": {"id": "kg:q-1", "type": "Quantity", "quantityKind": "Killed", "value": "9", "bound": "AtLeast"},
    }
    document = json.dumps({**json.loads(text_of("context.jsonld")), **event})
    turtle = """
        @prefix : <https://w3id.org/geograph/id/> . @prefix gg: <https://w3id.org/geograph/ontology#> .
        @prefix sem: <http://semanticweb.cs.vu.nl/2009/11/sem/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        :ev-1 a gg:Event ; rdfs:label "army shells camp"@en ; gg:eventType <https://w3id.org/geograph/plover/ASSAULT> ;
            gg:status gg:Reported ; gg:actor :Army ; sem:hasTimeStamp "2024-05-03"^^xsd:date ;
            gg:confidence "0.9"^^xsd:decimal ; gg:quantity :q-1 .
        :q-1 a gg:Quantity ; gg:quantityKind gg:Killed ; gg:bound gg:AtLeast ;
            <https://schema.org/value> "9"^^xsd:decimal .
    """
    wanted = set(pyoxigraph.parse(turtle, pyoxigraph.RdfFormat.TURTLE))
    assert set(pyoxigraph.parse(document, pyoxigraph.RdfFormat.JSON_LD)) == wanted
    assert set(Graph().parse(data=document, format="json-ld")) == set(Graph().parse(data=turtle, format="turtle"))


def test_the_context_names_every_property(ontology: Graph) -> None:
    context = json.loads(text_of("context.jsonld"))["@context"]
    for prop in ontology.subjects(RDF.type, OWL.ObjectProperty):
        name = str(prop).removeprefix(GG)
        assert context[name]["@id"] == f"gg:{name}"
        assert context[name]["@type"] in {"@id", "@vocab"}
