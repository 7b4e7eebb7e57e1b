"""What of several articles is one: events, actors, incidents; and that a person has the last word."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest

from factories import FRANCE, MILITANTS, RUSSIA, SYRIA, DocumentMaker, make_entity
from geograph.api import KnowledgeGraph
from geograph.graph import build_graph, relation_statements
from geograph.merging import Correction, card_of, merge_documents, plan_merges
from geograph.types import Coordinates, Document, EntityKind, SpeechAct, Status

MONDAY, TUESDAY = date(2020, 3, 2), date(2020, 3, 3)
RAQQA = make_entity(
    "Raqqa", kind=EntityKind.PLACE, country="SYR", coordinates=Coordinates(lat=35.95, lon=39.0), known=True
)


def strike(
    words: str = "bombed",
    *,
    actor=FRANCE,
    recipient=MILITANTS,
    place=RAQQA,
    day: date | None = MONDAY,
    status: Status = Status.REPORTED,
    killed: float | None = None,
    publisher: str | None = None,
    published: date = TUESDAY,
    type_: str = "ASSAULT",
    relation: str = "strikes",
) -> Document:
    """An article of one sentence: who bombed whom, where, on which day."""
    make = DocumentMaker(
        f"{actor.name} {words} {recipient.name} in {place.name}, {publisher} says, {killed or 'no'} dead.",
        published=published,
        publisher=publisher,
    )
    for entity in (actor, recipient, place):
        make.entity(entity)
    numbers = () if killed is None else (make.quantity(str(killed), killed, "killed"),)
    make.event(
        make.article.text,
        words,
        type_,
        relation,
        day=day,
        status=status,
        quantities=numbers,
        actor=(actor.id, actor.name),
        recipient=(recipient.id, recipient.name),
        place=(place.id, place.name),
    )
    return make.make()


def events_of(*documents: Document) -> list[str]:
    return [event.id for document in documents for event in document.events]


# ---------------------------------------------------------------- events
def test_two_accounts_of_one_strike_are_one_event():
    one, other = strike(publisher="A"), strike("struck", publisher="B")
    (group,) = merge_documents([one, other]).plan.events
    assert sorted(group.events) == sorted(events_of(one, other))
    assert 0 < group.score <= 1
    assert {"actor", "recipient", "place", "same day"} <= set(group.reason.split(", "))


@pytest.mark.parametrize(
    "other",
    [
        strike("struck", publisher="B", day=TUESDAY),
        strike("struck", publisher="B", place=replace(RAQQA, id="Homs", name="Homs")),
        strike("struck", publisher="B", actor=RUSSIA),
        strike("struck", publisher="B", recipient=make_entity("Turkey", country="TUR", known=True)),
        strike("met", publisher="B", type_="CONSULT", relation="meets"),
    ],
    ids=["day", "place", "actor", "recipient", "type"],
)
def test_what_differs_is_another_event(other):
    assert merge_documents([strike(publisher="A"), other]).plan.events == ()


def test_numbers_that_differ_a_little_stay_with_their_sources():
    one, other = strike(publisher="A", killed=129.0), strike("struck", publisher="B", killed=130.0)
    merged = merge_documents([one, other])
    assert len(merged.plan.events) == 1
    assert [e.quantities[0].value for d in merged.documents for e in d.events] == [129.0, 130.0]
    far = strike("struck", publisher="B", killed=900.0)
    assert merge_documents([one, far]).plan.events == ()


def test_without_a_day_the_days_of_publication_must_be_near():
    one = strike(publisher="A", day=None)
    near = strike("struck", publisher="B", day=None, published=date(2020, 3, 4))
    late = strike("struck", publisher="B", day=None, published=date(2020, 3, 9))
    assert len(merge_documents([one, near]).plan.events) == 1
    assert merge_documents([one, late]).plan.events == ()


def test_aims_without_a_day_recur_and_are_not_one():
    one = strike(publisher="A", day=None, status=Status.PLANNED)
    assert merge_documents([one, strike("struck", publisher="B", day=None)]).plan.events == ()


def test_order_is_no_matter():
    documents = [strike(publisher="A"), strike("struck", publisher="B"), strike("hit", publisher="C", actor=RUSSIA)]
    plans = {repr(plan_merges(map(card_of, order))) for order in permutations(documents)}
    assert len(plans) == 1


# ---------------------------------------------------------------- the graph
def test_the_merged_event_keeps_its_accounts_and_the_edge_counts_one_happening():
    documents = [strike(publisher="A"), strike("struck", publisher="B"), strike("hit", publisher="A", day=TUESDAY)]
    kg = KnowledgeGraph(documents)
    ((key, merged),) = kg.graph.graph["merged"].items()
    assert merged["status"] == "Reported"
    assert len(merged["accounts"]) == len(merged["articles"]) == 2
    drawn = {edge["event"]: edge["merged"] for *_, edge in kg.graph.edges(data=True)}
    assert [drawn[event] for event in merged["accounts"]] == [key, key]
    assert list(drawn.values()).count(None) == 1
    (statement,) = relation_statements(kg.graph)
    assert (statement.mentions, statement.articles, statement.sources, statement.happenings) == (3, 3, 2, 2)


def test_a_report_and_a_denial_are_a_disputed_event():
    kg = KnowledgeGraph([strike(publisher="A"), strike("struck", publisher="B", status=Status.DENIED)])
    ((_, merged),) = kg.graph.graph["merged"].items()
    assert merged["status"] == "Disputed"


def test_rdf_of_merged_events_conforms_and_counts_no_event_twice():
    from geograph.validate import validate

    kg = KnowledgeGraph([strike(publisher="A"), strike("struck", publisher="B"), strike(publisher="C", actor=RUSSIA)])
    assert validate(kg.to_dataset()).conforms
    assert kg.query("SELECT ?e { ?e a gg:MergedEvent ; gg:account ?a }").rows != ()
    assert len(kg.query("SELECT DISTINCT ?e { ?e gg:actor ?who }").rows) == 3
    assert kg.query("SELECT ?n { ?r a gg:Relation ; rdf:subject :France ; gg:eventCount ?n }").rows == ((1,),)


def test_a_contrary_relation_ends_an_earlier_one():
    make = DocumentMaker("France allied with Russia.", published=TUESDAY)
    make.entity(FRANCE)
    make.entity(RUSSIA)
    ends = {"actor": ("France", "France"), "recipient": ("Russia", "Russia")}
    make.event("France allied with Russia", "allied", "COOPERATE", "alliesWith", day=MONDAY, **ends)
    attack = strike(actor=RUSSIA, recipient=FRANCE, day=date(2021, 1, 4), relation="attacks")
    statements = {s.predicate: s for s in relation_statements(build_graph([make.make(), attack]))}
    assert statements["alliesWith"].ended == "2021-01-04"
    assert statements["alliesWith"].ended_by == statements["attacks"].id
    assert statements["attacks"].ended is None
    before = strike(actor=RUSSIA, recipient=FRANCE, day=date(2019, 1, 4), relation="attacks")
    assert all(s.ended is None for s in relation_statements(build_graph([make.make(), before])))


# ---------------------------------------------------------------- incidents and contradictions
def test_rival_accounts_stand_under_one_incident():
    one, other = strike(publisher="A"), strike("struck", publisher="B", actor=RUSSIA)
    plan = merge_documents([one, other]).plan
    (incident,) = plan.incidents
    assert sorted(incident.events) == sorted(events_of(one, other))
    kg = KnowledgeGraph([one, other])
    rows = kg.query("SELECT ?event { ?event gg:partOfIncident ?i . ?i a gg:ContestedIncident }").rows
    assert len(rows) == 2
    elsewhere = strike("struck", publisher="B", actor=RUSSIA, place=SYRIA, day=TUESDAY)
    assert merge_documents([one, elsewhere]).plan.incidents == ()


def test_claims_of_two_articles_contradict_each_other():
    def said(publisher: str, claimer, act: SpeechAct) -> Document:
        make = DocumentMaker(f"{claimer.name} spoke: France bombed Islamic State. {publisher}", published=TUESDAY)
        for entity in (FRANCE, MILITANTS, claimer):
            make.entity(entity)
        ends = {"actor": ("France", "France"), "recipient": ("IslamicState", "Islamic State")}
        status = Status.DENIED if act is SpeechAct.DENIAL else Status.CLAIMED
        event = make.event(
            "France bombed Islamic State", "bombed", "ASSAULT", "strikes", day=MONDAY, **ends, status=status
        )
        make.claim("spoke", claimer.id, event, act=act)
        return make.make()

    documents = [said("A", RUSSIA, SpeechAct.STATEMENT), said("B", SYRIA, SpeechAct.DENIAL)]
    kg = KnowledgeGraph(documents)
    rows = kg.query("SELECT ?a ?b { ?a gg:contradicts ?b . ?a gg:claimer :Russia . ?b gg:claimer :Syria }").rows
    assert len(rows) == 1
    assert kg.query("ASK { ?b gg:contradicts ?a . ?b gg:claimer :Syria }").boolean


# ---------------------------------------------------------------- actors
def spoke(name: str, key: str, publisher: str, *others, country: str | None = None, text: str = "spoke") -> Document:
    make = DocumentMaker(f"{name} {text} about {' and '.join(e.name for e in others)}, {publisher} wrote.")
    make.entity(make_entity(key, name, EntityKind.PERSON, country=country))
    for entity in others:
        make.entity(entity)
    return make.make()


def persons(*documents: Document) -> set[str]:
    kg = KnowledgeGraph(documents)
    return {key for key, node in kg.graph.nodes(data=True) if node["kind"] == "Person"}


def test_a_full_name_is_one_person_and_a_title_no_other():
    plain = spoke("Musa Diallo", "MusaDiallo", "A", FRANCE)
    titled = spoke("General Musa Diallo", "GeneralMusaDiallo", "B", FRANCE)
    assert persons(plain, titled) == {"GeneralMusaDiallo"}


def test_a_surname_alone_needs_the_same_company():
    full = spoke("Musa Diallo", "MusaDiallo", "A", FRANCE, RUSSIA, country="MLI")
    near = spoke("Diallo", "Diallo", "B", FRANCE, RUSSIA, country="MLI")
    far = spoke("Diallo", "Diallo", "C", SYRIA)
    assert persons(full, near) == {"MusaDiallo"}
    assert len(persons(full, far)) == 2
    assert len(persons(near, far)) == 2, "a short name that two articles share is not one person for that"


def test_another_country_is_another_person():
    one = spoke("Musa Diallo", "MusaDiallo", "A", FRANCE, country="MLI")
    assert len(persons(one, spoke("Musa Diallo", "MusaDiallo", "B", FRANCE, country="GIN"))) == 2


# ---------------------------------------------------------------- corrections
def test_a_person_can_merge_and_split_events_and_undo_both():
    one, other = strike(publisher="A"), strike("struck", publisher="B", day=TUESDAY)
    ids = tuple(events_of(one, other))
    merge, split = Correction(action="merge", ids=ids), Correction(action="split", ids=ids)
    assert merge_documents([one, other]).plan.events == ()
    (group,) = merge_documents([one, other], [merge]).plan.events
    assert (group.score, group.reason) == (1.0, "merged by hand")
    assert merge_documents([one, other], [merge, split]).plan.events == ()
    same = strike("struck", publisher="B")
    ids = tuple(events_of(one, same))
    assert merge_documents([one, same], [Correction(action="split", ids=ids)]).plan.events == ()
    undone = [Correction(action="split", ids=ids), Correction(action="merge", ids=ids)]
    assert len(merge_documents([one, same], undone).plan.events) == 1


def test_a_person_can_merge_and_split_actors():
    one, other = spoke("Musa Diallo", "MusaDiallo", "A", FRANCE), spoke("Abu Bakr", "AbuBakr", "B", FRANCE)
    merge = Correction(action="merge", ids=("MusaDiallo", "AbuBakr"))
    kg = KnowledgeGraph([one, other], corrections=[merge])
    (person,) = (node for _, node in kg.graph.nodes(data=True) if node["kind"] == "Person")
    assert {"Abu Bakr", "Musa Diallo"} <= {person["label"], *person["aliases"]}
    twins = [spoke("Musa Diallo", "MusaDiallo", publisher, FRANCE) for publisher in "AB"]
    apart = Correction(action="split", ids=tuple(f"MusaDiallo@{twin.article.id[:10]}" for twin in twins))
    assert len(persons(*twins)) == 1
    split = KnowledgeGraph(twins, corrections=[apart])
    assert sum(node["kind"] == "Person" for _, node in split.graph.nodes(data=True)) == 2


def test_a_correction_that_names_nothing_is_a_warning():
    correction = Correction(action="merge", ids=("event-1", "event-2"), where="corrections.csv:3")
    (problem,) = KnowledgeGraph([strike()], corrections=[correction]).problems
    assert (problem.severity, problem.where) == ("warning", "corrections.csv:3")
    assert "event-1, event-2" in problem.message
