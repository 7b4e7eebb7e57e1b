import json
from dataclasses import replace
from datetime import date

import pytest

from factories import (
    EGYPT,
    FRANCE,
    MILITANTS,
    NAVY,
    PUTIN,
    RUSSIA,
    SYRIA,
    DocumentMaker,
    airliner_document,
    campaign_document,
    make_entity,
)
from geograph.graph import build_graph, merge_entities
from geograph.types import Document, EntityKind, MentionForm, Role, RoleName, Status

NODE = {
    "label", "kind", "country", "sector", "aliases", "wikidata", "geonames", "lat", "lon", "office", "represents",
    "known", "mentions", "spans",
}  # fmt: skip
EDGE = {
    "merged",
    "relation", "event", "type", "mode", "cameo", "contexts", "status", "flat", "rolled_up", "confidence", "date",
    "date_end", "date_precision", "place", "place_name", "quantities", "things", "speakers", "article", "sentence",
    "sentence_start", "sentence_end", "start", "end", "trigger", "actor_span", "recipient_span", "rule", "evidence",
}  # fmt: skip


def edge(graph, source, target, relation):
    found = [e for _, t, e in graph.out_edges(source, data=True) if t == target and e["relation"] == relation]
    assert len(found) == 1
    return found[0]


def talks(roles, *, reciprocal=False, type_="CONSULT", relation="meets") -> Document:
    make = DocumentMaker("France, Russia, Egypt and Syria in Egypt.")
    for entity in (FRANCE, RUSSIA, EGYPT, SYRIA):
        make.entity(entity)
    players = {}
    for name, entity in roles:
        players.setdefault(name, []).append((entity, entity))
    make.event(make.article.text, "in", type_, relation, fields={"reciprocal": reciprocal}, **players)
    return make.make()


def pairs(document):
    return sorted((s, t) for s, t, e in build_graph([document]).edges(data=True) if not e["rolled_up"])


def test_every_attribute_of_the_reference_is_there_and_plain():
    graph = build_graph([campaign_document(), airliner_document()])
    assert all(set(attributes) == NODE for _, attributes in graph.nodes(data=True))
    assert all(set(attributes) == EDGE for _, _, attributes in graph.edges(data=True))
    plain = [dict(graph.nodes(data=True)), list(graph.edges(keys=True, data=True)), graph.graph]
    again = json.loads(json.dumps(plain))
    assert again[0] == plain[0]
    assert again[1] == [list(item) for item in plain[1]]
    assert again[2] == plain[2]


def test_a_strike_carries_its_circumstances_and_its_sentence():
    document = campaign_document()
    strike = edge(build_graph([document]), "RussianNavy", "IslamicState", "strikes")
    text = document.article.text
    assert (strike["type"], strike["mode"], strike["cameo"], strike["contexts"]) == (
        "ASSAULT",
        "aerial",
        "195",
        ["military"],
    )
    assert (strike["date"], strike["date_end"], strike["date_precision"]) == ("2015-11-16", "2015-11-16", "day")
    assert (strike["place"], strike["place_name"]) == ("Syria", "Syria")
    assert strike["quantities"][1] == {
        "kind": "killed", "value": 12, "bound": "at-least", "unit": None, "text": "at least 12 fighters",
    }  # fmt: skip
    assert strike["sentence"].startswith("The Russian Navy struck")
    assert strike["sentence"].endswith("fighters.")
    assert text[strike["sentence_start"] : strike["sentence_end"]] == strike["sentence"]
    assert text[slice(*strike["trigger"])] == "struck"
    assert text[slice(*strike["actor_span"])] == "Russian Navy"
    assert text[slice(*strike["recipient_span"])] == "Islamic State"
    assert strike["evidence"] == [[document.article.id, strike["start"], strike["end"]]]


def test_what_is_ordered_is_not_flat_and_has_its_speaker():
    ally = edge(build_graph([campaign_document()]), "RussianNavy", "France", "alliesWith")
    assert (ally["status"], ally["flat"]) == ("Ordered", False)
    assert ally["speakers"] == [
        {
            "entity": "VladimirPutin", "name": "Vladimir Putin", "via": [], "act": "Order", "polarity": "Positive",
            "date": "2015-11-17",
        }
    ]  # fmt: skip


def test_a_denial_reaches_the_edge_with_the_one_who_passed_it_on():
    speakers = edge(build_graph([airliner_document()]), "x-sinai-branch", "x-airliner", "attacks")["speakers"]
    assert [(s["name"], s["via"], s["polarity"]) for s in speakers] == [
        ("Sinai branch", [], "Positive"),
        ("aviation minister", ["Nile Wire"], "Negative"),
    ]


def test_a_claim_of_responsibility_points_at_an_event_node():
    document = airliner_document()
    graph = build_graph([document])
    downed = document.events[0]
    assert edge(graph, "x-sinai-branch", downed.id, "claimsResponsibilityFor")["flat"] is True
    node = graph.nodes[downed.id]
    assert (node["kind"], node["label"]) == ("Event", "Sinai branch brought down airliner")
    assert node["spans"] == [[document.article.id, downed.provenance.start, downed.provenance.end]]


def test_events_that_are_no_object_are_no_nodes():
    kinds = [kind for _, kind in build_graph([campaign_document()]).nodes(data="kind")]
    assert "Event" not in kinds


def test_content_that_is_no_event_of_the_document_gives_no_edge():
    document = airliner_document()
    lost = replace(document, events=document.events[1:])
    assert not [e for *_, e in build_graph([lost]).edges(data=True) if e["relation"] == "claimsResponsibilityFor"]


def test_without_a_relation_there_is_no_edge():
    assert pairs(talks([("actor", "France"), ("recipient", "Russia")], relation=None)) == []


def test_neither_recipient_nor_content_gives_no_edge():
    assert pairs(talks([("actor", "France"), ("actor", "Russia")])) == []


def test_each_actor_with_each_recipient():
    roles = [("actor", "France"), ("actor", "Russia"), ("recipient", "Egypt"), ("recipient", "Syria")]
    assert pairs(talks(roles)) == [("France", "Egypt"), ("France", "Syria"), ("Russia", "Egypt"), ("Russia", "Syria")]


@pytest.mark.parametrize(
    ("type_", "expected"),
    [("ASSAULT", [("France", "Egypt"), ("Russia", "Egypt")]), ("CONSULT", [("France", "Egypt")])],
)
def test_co_actors_act_on_the_recipient_in_conflicts_only(type_, expected):
    roles = [("actor", "France"), ("co_actor", "Russia"), ("recipient", "Egypt")]
    assert pairs(talks(roles, type_=type_)) == expected


@pytest.mark.parametrize("reciprocal", [True, False])
def test_partners_without_a_recipient_are_paired_from_the_first_in_the_text(reciprocal):
    second = "actor" if reciprocal else "co_actor"
    roles = [("actor", "Egypt"), (second, "Russia"), (second, "France")]
    found = pairs(talks(roles, reciprocal=reciprocal))
    assert found == [("France", "Egypt"), ("France", "Russia"), ("Russia", "Egypt")]


def test_accomplices_without_a_known_victim_do_not_fight_each_other():
    roles = [("actor", "France"), ("co_actor", "Russia")]
    assert pairs(talks(roles, type_="ASSAULT", relation="strikes")) == []
    assert pairs(talks(roles, type_="ASSAULT", relation="fights", reciprocal=True)) == [("France", "Russia")]


def test_a_reciprocal_event_gives_one_edge_a_pair():
    roles = [("actor", "France"), ("actor", "Russia"), ("recipient", "France"), ("recipient", "Russia")]
    assert pairs(talks(roles, reciprocal=True)) == [("France", "Russia")]
    assert pairs(talks(roles)) == [("France", "Russia"), ("Russia", "France")]


def test_the_order_of_documents_and_doubles_do_not_matter():
    one, two = campaign_document(), airliner_document()
    other = replace(two, article=replace(two.article, title=None), events=())
    forward, backward = build_graph([one, two, other]), build_graph(iter([other, two, one, one]))
    assert list(forward.nodes(data=True)) == list(backward.nodes(data=True))
    assert list(forward.edges(keys=True, data=True)) == list(backward.edges(keys=True, data=True))
    assert forward.graph == backward.graph
    assert forward.graph["articles"][two.article.id]["title"] == "Who downed it?"


def test_the_source_of_an_article_never_shows():
    document = campaign_document()
    moved = replace(document, article=replace(document.article, source="/elsewhere/a.txt"))
    assert str(build_graph([moved]).graph) == str(build_graph([document]).graph)


def test_names_of_the_text_become_aliases_and_spans_are_counted():
    make = DocumentMaker("Moscow spoke. The country spoke, and Moscow\nagain.")
    make.entity(RUSSIA, "Moscow", "Moscow#2")
    make.entity(RUSSIA, "The country", form=MentionForm.NOMINAL)
    node = build_graph([make.make()]).nodes["Russia"]
    assert node["aliases"] == ["Moscow", "Russian Federation"]
    assert node["mentions"] == 3
    assert [span[1:] for span in node["spans"]] == [[0, 6], [14, 25], [37, 43]]


def test_entities_that_are_only_referred_to_get_a_node():
    make = DocumentMaker("The Russian Navy struck rebels.")
    make.entity(NAVY)
    make.event(
        "struck", "struck", "ASSAULT", "strikes", actor=("RussianNavy", "Russian Navy"), recipient=("x-1", "rebels")
    )
    graph = build_graph([make.make()])
    assert (graph.nodes["Russia"]["kind"], graph.nodes["Russia"]["known"]) == ("State", False)
    assert (graph.nodes["x-1"]["label"], graph.nodes["x-1"]["kind"]) == ("rebels", "Organisation")


def test_a_standing_relation_gathers_its_evidence():
    documents = []
    for text, since in (("A unit of B.", date(2014, 1, 1)), ("A is still a unit of B.", None)):
        make = DocumentMaker(text)
        for key in "AB":
            make.entity(make_entity(key, kind=EntityKind.ORGANISATION))
        make.relation(text, "A", "partOf", "B", since=since)
        documents.append(make.make())
    graph = build_graph(documents)
    assert list(graph.edges(keys=True)) == [("A", "B", "partOf")]
    relation = graph.edges["A", "B", "partOf"]
    assert (relation["date"], relation["status"], relation["event"]) == ("2014-01-01", "Reported", None)
    assert relation["evidence"] == sorted([d.article.id, 0, len(d.article.text)] for d in documents)


def test_merging_prefers_the_known_and_fills_gaps():
    known = replace(PUTIN, office=None)
    unknown = replace(PUTIN, name="Vladimir Vladimirovich Putin", known=False, wikidata="Q7747")
    merged = merge_entities([unknown, known])
    assert merged == merge_entities([known, unknown])
    assert (merged.name, merged.office, merged.wikidata, merged.known) == ("Vladimir Putin", "President", "Q7747", True)
    assert merged.aliases == ("Putin", "Vladimir Vladimirovich Putin")


def test_among_the_unknown_the_longest_name_wins_then_the_alphabet():
    variants = [make_entity("x", name) for name in ("bbb", "aaa", "c")]
    assert merge_entities(variants).name == "aaa"
    assert merge_entities(reversed(variants)).aliases == ("bbb", "c")


def test_two_roles_of_one_entity_give_one_edge():
    document = talks([("actor", "France"), ("recipient", "Russia")])
    event = document.events[0]
    twice = replace(event, roles=(*event.roles, Role(name=RoleName.ACTOR, entity="France", start=30, end=33)))
    assert pairs(replace(document, events=(twice,))) == [("France", "Russia")]


def test_nobody_acts_on_himself():
    assert pairs(talks([("actor", "France"), ("recipient", "France"), ("recipient", "Russia")])) == [
        ("France", "Russia")
    ]


def test_every_status_says_whether_it_is_flat():
    document = talks([("actor", "France"), ("recipient", "Russia")])
    for status in Status:
        changed = replace(document, events=(replace(document.events[0], status=status),))
        (attributes,) = (e for *_, e in build_graph([changed]).edges(data=True))
        assert attributes["flat"] is (status in (Status.REPORTED, Status.DECLARED))


def test_a_militant_group_is_not_its_country():
    assert MILITANTS.represents is None
