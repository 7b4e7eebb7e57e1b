"""Whatever a document says, the graph and its exports hold together."""

import json
from dataclasses import replace
from datetime import date

import networkx as nx
import pyoxigraph
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from factories import make_article
from geograph.export import iter_event_records, iter_quads, serialize_trig, serialize_turtle, to_rdflib_graph
from geograph.export.graphml import clean_for_xml, serialize_graphml
from geograph.export.nodelink import serialize_nodelink
from geograph.graph import build_graph, relation_statements
from geograph.types import (
    Claim,
    Coordinates,
    Document,
    Entity,
    EntityKind,
    Event,
    Mention,
    MentionForm,
    MentionKind,
    Polarity,
    Provenance,
    Quantity,
    Relation,
    Role,
    RoleName,
    SpeechAct,
    Status,
    TimeValue,
)

NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
IDS = st.one_of(st.sampled_from(["A", "B", "C", "x-1"]), NAMES)
DAYS = st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1))
UNIT = st.floats(0, 1).map(lambda value: round(value, 3))
RELATIONS = st.sampled_from(["strikes", "alliesWith", "signsWith", "denies", "orders"])


@st.composite
def entities(draw):
    point = st.builds(Coordinates, lat=st.floats(-90, 90), lon=st.floats(-180, 180))
    return Entity(
        id=draw(IDS),
        name=draw(NAMES),
        kind=draw(st.sampled_from(EntityKind) | st.sampled_from([EntityKind.MILITARY, EntityKind.PERSON])),
        aliases=tuple(draw(st.lists(NAMES, max_size=2))),
        sector=draw(st.sampled_from([None, "MIL", "GOV", "REB"])),
        coordinates=draw(st.none() | point),
        office=draw(st.none() | NAMES),
        represents=draw(st.sampled_from([None, "A", "B"]) | IDS),
        known=draw(st.booleans()),
    )


@st.composite
def documents(draw):
    article = make_article(
        draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=2, max_size=60)), title=draw(NAMES)
    )
    length = len(article.text)

    def span():
        start = draw(st.integers(0, length - 1))
        return {"start": start, "end": draw(st.integers(start + 1, length))}

    def prov():
        return Provenance(article=article.id, sentence=0, rule=draw(NAMES), **span())

    cast = draw(st.lists(entities(), max_size=4))
    ids = st.sampled_from([entity.id for entity in cast]) | IDS if cast else IDS

    def event(number):
        actor, others = RoleName.ACTOR, st.lists(st.sampled_from(RoleName), max_size=3)
        names = draw(st.sampled_from([[], [actor], [actor, RoleName.RECIPIENT], [actor, RoleName.CO_ACTOR]]))
        names = names + draw(others | st.just([]))
        first = draw(DAYS)
        return Event(
            id=f"ev-{article.id[:8]}-{number}",
            type=draw(st.sampled_from(["ASSAULT", "CONSULT", "INCIDENT"])),
            trigger=draw(NAMES),
            status=draw(st.sampled_from(Status)),
            provenance=prov(),
            relation=draw(st.none() | RELATIONS),
            roles=tuple(Role(name=name, entity=draw(ids), **span()) for name in names),
            time=draw(st.none() | st.just(TimeValue(text="then", first=first, last=first, **span()))),
            quantities=tuple(
                Quantity(text="n", value=value, kind=draw(st.sampled_from(["killed", "other"])), **span())
                for value in draw(st.lists(st.floats(-1e6, 1e6) | st.integers(0, 500).map(float), max_size=2))
            ),
            reciprocal=draw(st.booleans()),
            content=draw(st.none() | st.integers(0, 1).map(lambda other: f"ev-{article.id[:8]}-{other}")),
            confidence=draw(UNIT),
            **span(),
        )

    def claim(number):
        about = draw(st.lists(st.integers(0, 2), min_size=1, max_size=2, unique=True))
        return Claim(
            id=f"claim-{number}",
            claimer=draw(ids),
            about=tuple(f"ev-{article.id[:8]}-{other}" for other in about),
            speech_act=draw(st.sampled_from(SpeechAct)),
            polarity=draw(st.sampled_from(Polarity)),
            provenance=prov(),
            via=tuple(draw(st.lists(ids, max_size=1))),
        )

    def mention():
        form = draw(st.sampled_from(MentionForm))
        return Mention(head=0, kind=MentionKind.PERSON, form=form, sentence=0, entity=draw(st.none() | ids), **span())

    ties = draw(st.lists(st.tuples(ids, st.sampled_from(["partOf", "memberOf"]), ids), max_size=2))
    return Document(
        article=article,
        mentions=tuple(mention() for _ in range(draw(st.integers(0, 3)))),
        entities=tuple(cast),
        relations=tuple(
            Relation(subject=s, predicate=p, object=o, provenance=prov(), since=draw(DAYS)) for s, p, o in ties
        ),
        events=tuple(event(number) for number in range(draw(st.integers(0, 3)))),
        claims=tuple(claim(number) for number in range(draw(st.integers(0, 2)))),
    )


CORPORA = st.lists(documents(), max_size=3)


@settings(max_examples=40, deadline=None)
@given(CORPORA, st.randoms(use_true_random=False))
def test_order_and_doubles_change_nothing(corpus, random):
    shuffled = corpus + [replace(document, article=replace(document.article, source="b")) for document in corpus[:1]]
    random.shuffle(shuffled)
    one, two = build_graph(corpus), build_graph(shuffled)
    assert serialize_nodelink(one) == serialize_nodelink(two)
    assert serialize_graphml(one) == serialize_graphml(two)
    assert serialize_turtle(corpus) == serialize_turtle(shuffled)
    assert serialize_trig(corpus) == serialize_trig(shuffled)
    assert list(iter_event_records(corpus)) == list(iter_event_records(shuffled))


@settings(max_examples=40, deadline=None)
@given(CORPORA)
def test_turtle_and_trig_come_back_equal_in_both_libraries(corpus):
    quads = set(iter_quads(corpus))
    assert set(pyoxigraph.parse(serialize_trig(corpus), format=pyoxigraph.RdfFormat.TRIG)) == quads
    data = serialize_turtle(corpus)
    triples = {quad.triple for quad in pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.TURTLE)}
    assert triples == {quad.triple for quad in quads}
    by_rdflib = rdflib.Graph().parse(data=data, format="turtle")
    assert set(by_rdflib) == set(to_rdflib_graph(corpus))
    assert len(by_rdflib) == len(triples)


@settings(max_examples=40, deadline=None)
@given(CORPORA)
def test_the_graph_comes_back_equal_and_is_plain_json(corpus):
    graph = build_graph(corpus)
    again = nx.node_link_graph(json.loads(serialize_nodelink(graph)), edges="edges", multigraph=True, directed=True)
    assert nx.utils.graphs_equal(graph, again)
    clean = clean_for_xml(graph)
    assert (len(clean), clean.number_of_edges()) == (len(graph), graph.number_of_edges())
    parsed = nx.parse_graphml(serialize_graphml(graph).decode(), force_multigraph=True)
    assert dict(parsed.nodes(data=True)) == dict(clean.nodes(data=True))


@settings(max_examples=60, deadline=None)
@given(CORPORA)
def test_nothing_is_promoted_to_a_fact_and_nothing_lacks_evidence(corpus):
    graph = build_graph(corpus)
    texts = {document.article.id: document.article.text for document in corpus}
    for _, _, edge in graph.edges(data=True):
        assert edge["flat"] is (edge["status"] in ("Reported", "Declared"))
        assert 0 <= edge["start"] < edge["end"] <= len(texts[edge["article"]])
    for statement in relation_statements(graph):
        assert statement.flat is statement.status.factual
        assert statement.evidence
        assert statement.subject in graph
        assert statement.object in graph
    stated = {(s.subject, s.predicate, s.object) for s in relation_statements(graph) if s.flat}
    drawn = {(s, e["relation"], o) for s, o, e in graph.edges(data=True) if e["flat"]}
    assert stated == drawn


@settings(max_examples=40, deadline=None)
@given(CORPORA)
def test_every_reference_in_the_graph_has_a_node(corpus):
    graph = build_graph(corpus)
    for _, node in graph.nodes(data=True):
        assert node["represents"] is None or node["represents"] in graph
    for _, _, edge in graph.edges(data=True):
        assert edge["place"] is None or edge["place"] in graph
        assert all(speaker["entity"] in graph for speaker in edge["speakers"])
    events = {event.id for document in corpus for event in document.events}
    assert {record["id"] for record in iter_event_records(corpus)} == events
