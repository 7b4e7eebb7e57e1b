"""Each named query gives the same rows in rdflib and in Oxigraph, with and without parameters; nothing is injected."""

from __future__ import annotations

import pytest
import rdflib
from pyoxigraph import Literal

from geograph.errors import QueryError
from geograph.export.terms import NAMESPACES
from geograph.queries import bind, find_actor, load_queries
from geograph.query import load_store, run_named

QUERIES = load_queries()
VALUES = {
    "casualties": {"place": "Syria"},
    "claims-of-event": {"event": "event-0"},
    "events-on-map": {"from": "2015-01-01", "to": "2016-01-01", "type": "ASSAULT"},
    "evidence": {"one": "Russia", "other": "Islamic State"},
    "most-active-by-month": {"country": "RUS"},
    "not-facts": {"actor": "Russia"},
    "timeline": {"one": "Russia", "other": "Islamic State"},
    "who-allies-with-whom": {"actor": "russia"},
    "who-strikes-whom": {"actor": "France", "target": "IslamicState"},
}
# Queries that the sample says nothing of, so that an empty answer is right; and those with these parameters.
SILENT = {"contradicting-sources", "merged-events"}
SILENT_BOUND = {"casualties", "claims-of-event"}


@pytest.fixture(scope="module")
def kg(nlp):
    from datetime import date

    import geograph

    return geograph.build(["examples"], published=date(2015, 10, 1))


@pytest.fixture(scope="module")
def stores(kg):
    from geograph.export import serialize_trig

    return load_store(serialize_trig(kg.documents, kg.graph)), kg.to_rdf()


def rows_of_rdflib(graph, sparql):
    prefixes = {prefix: rdflib.Namespace(namespace) for prefix, namespace in NAMESPACES.items()}
    answer = graph.query(sparql, initNs=prefixes)
    return sorted(tuple("" if value is None else str(value) for value in row) for row in answer)


def rows_of_oxigraph(result):
    return sorted(tuple("" if value is None else value.value for value in row) for row in result.terms)


CASES = [(name, {}) for name, query in QUERIES.items() if not any(p.required for p in query.parameters)]
CASES += list(VALUES.items())


@pytest.mark.parametrize(("name", "values"), CASES, ids=[f"{name}-{len(values)}" for name, values in CASES])
def test_equal_rows_in_two_engines(stores, name, values):
    store, graph = stores
    result = run_named(store, name, values)
    assert rows_of_oxigraph(result) == rows_of_rdflib(graph, bind(QUERIES[name], values, store))
    if name not in SILENT and not (values and name in SILENT_BOUND):
        assert result.rows, "the sample answers this query"


def test_every_parameter_is_tried():
    assert {name for name, query in QUERIES.items() if query.parameters} == set(VALUES)
    assert all(
        set(VALUES[name]) == {p.name for p in QUERIES[name].parameters}
        for name in set(VALUES) - {"who-allies-with-whom"}
    )


def test_a_parameter_narrows_the_answer(stores):
    store, _ = stores
    everyone = run_named(store, "who-strikes-whom").rows
    france = run_named(store, "who-strikes-whom", {"actor": "France"}).rows
    assert set(france) < set(everyone)
    assert {row[0] for row in france} == {"France"}


@pytest.mark.parametrize("value", ['x" } DROP ALL #', "> . ?s ?p ?o", "Russia } UNION { ?a ?b ?c", "\\u0022"])
def test_nothing_is_injected(stores, value):
    store, _ = stores
    with pytest.raises(QueryError, match="nobody in the graph goes by the name"):
        run_named(store, "not-facts", {"actor": value})
    assert run_named(store, "most-active-by-month", {"country": value}).rows == ()
    assert run_named(store, "claims-of-event", {"event": value}).rows == ()
    with pytest.raises(QueryError, match="is no term"):
        run_named(store, "events-on-map", {"type": value})
    with pytest.raises(QueryError, match="not a day"):
        run_named(store, "events-on-map", {"from": value})


def test_wrong_calls_are_named(stores):
    store, _ = stores
    with pytest.raises(QueryError, match=r"no query 'who' \(known are casualties"):
        run_named(store, "who")
    with pytest.raises(QueryError, match=r"has no parameter 'actr' \(it takes actor, target\)"):
        run_named(store, "who-strikes-whom", {"actr": "France"})
    with pytest.raises(QueryError, match="needs one and other"):
        run_named(store, "timeline")


def test_actors_are_found_by_id_name_and_alias_in_any_case(stores):
    store, _ = stores
    iri = "https://w3id.org/geograph/id/IslamicState"
    assert {find_actor(store, name).value for name in ("IslamicState", "Islamic State", "islamic state")} == {iri}
    alias = next(q.object for q in store if q.subject.value == iri and q.predicate.value.endswith("altLabel"))
    assert isinstance(alias, Literal)
    assert find_actor(store, alias.value).value == iri
