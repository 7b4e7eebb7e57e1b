from dataclasses import replace
from datetime import date

import pytest

from factories import FRANCE, RUSSIA, DocumentMaker, campaign_document
from geograph.graph import build_graph, relation_statements
from geograph.types import Document, Status


def visit(status: Status, day: date | None, last: date | None = None, confidence: float = 1.0) -> Document:
    make = DocumentMaker(f"France met Russia, {status.value} {day}.")
    make.entity(FRANCE)
    make.entity(RUSSIA)
    make.event(
        make.article.text,
        "met",
        "CONSULT",
        "meets",
        status=status,
        day=day,
        last=last,
        actor=("France", "France"),
        recipient=("Russia", "Russia"),
        fields={"confidence": confidence},
    )
    return make.make()


def test_edges_are_summed_up():
    documents = [
        visit(Status.PLANNED, date(2015, 1, 5), date(2015, 1, 9), 0.5),
        visit(Status.REPORTED, date(2015, 1, 2), None, 0.7),
        visit(Status.DENIED, None),
    ]
    (statement,) = relation_statements(build_graph(documents))
    assert (statement.subject, statement.predicate, statement.object) == ("France", "meets", "Russia")
    assert (statement.status, statement.flat, statement.confidence) == (Status.REPORTED, True, 1.0)
    assert (statement.first_date, statement.last_date) == ("2015-01-02", "2015-01-09")
    assert (statement.mentions, statement.articles) == (3, 3)
    assert set(statement.events) == {document.events[0].id for document in documents}
    assert len(statement.evidence) == 3


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (Status.REPORTED, Status.DECLARED),
        (Status.DECLARED, Status.DISPUTED),
        (Status.DISPUTED, Status.CLAIMED),
        (Status.CLAIMED, Status.ALLEGED),
        (Status.ALLEGED, Status.ORDERED),
        (Status.ORDERED, Status.PLANNED),
        (Status.PLANNED, Status.THREATENED),
        (Status.THREATENED, Status.HYPOTHETICAL),
        (Status.HYPOTHETICAL, Status.DENIED),
    ],
)
def test_the_best_status_wins_and_never_makes_a_fact(better, worse):
    (statement,) = relation_statements(build_graph([visit(worse, None), visit(better, None)]))
    assert statement.status is better
    assert statement.flat is (better in (Status.REPORTED, Status.DECLARED))


def test_an_id_is_made_of_the_triple_alone():
    (one,) = relation_statements(build_graph([visit(Status.PLANNED, None)]))
    (two,) = relation_statements(build_graph([visit(Status.REPORTED, date(2020, 1, 1))]))
    assert one.id == two.id
    ids = [statement.id for statement in relation_statements(build_graph([campaign_document()]))]
    assert len(set(ids)) == len(ids) > 3


def test_rolled_up_only_where_every_edge_is():
    document = campaign_document()
    by_ends = {
        (s.subject, s.object): s for s in relation_statements(build_graph([document])) if s.predicate == "strikes"
    }
    assert by_ends["Russia", "IslamicState"].rolled_up
    assert not by_ends["RussianNavy", "IslamicState"].rolled_up
    assert by_ends["Russia", "IslamicState"].id != by_ends["RussianNavy", "IslamicState"].id
    strike = next(event for event in document.events if event.relation == "strikes")
    direct = replace(strike, id="ev-direct", roles=tuple(
        replace(role, entity="Russia") if role.entity == "RussianNavy" else role for role in strike.roles
    ))  # fmt: skip
    graph = build_graph([replace(document, events=(*document.events, direct))])
    (both,) = (s for s in relation_statements(graph) if (s.subject, s.predicate) == ("Russia", "strikes"))
    assert (both.rolled_up, both.mentions) == (False, 2)


def test_an_empty_graph_states_nothing():
    assert relation_statements(build_graph([])) == ()
