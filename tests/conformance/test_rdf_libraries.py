"""What is written is read back by rdflib and by pyoxigraph as the same graph, and answers alike in both."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from rdflib.compare import isomorphic

from factories import airliner_document, campaign_document
from geograph.export import iter_quads, serialize_trig, serialize_turtle, to_dataset, to_rdflib_graph
from geograph.export.rdflib_terms import to_rdflib
from geograph.export.terms import NAMESPACES
from geograph.query import run_query

DOCUMENTS = [campaign_document(), airliner_document()]
PREFIXES = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in NAMESPACES.items())

QUERIES = {
    "who strikes whom": "SELECT ?who ?whom WHERE { ?who gg:strikes ?whom }",
    "relations with status and sentence": """SELECT ?s ?p ?o ?status ?sentence WHERE {
        ?r a gg:Relation ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; gg:status ?status ;
           gg:derivedFromEvent/gg:sentence/nif:anchorOf ?sentence }""",
    "claims and denials of an event": """SELECT ?who ?via ?polarity ?text WHERE {
        ?c gg:about ?e ; gg:claimer/skos:prefLabel ?who ; gg:polarity ?polarity .
        ?c prov:wasDerivedFrom/nif:anchorOf ?text . ?e gg:status gg:Disputed .
        OPTIONAL { ?c gg:viaSource/skos:prefLabel ?via } }""",
    "timeline": """SELECT ?e ?from ?to WHERE { ?e a gg:Event .
        OPTIONAL { ?e sem:hasTimeStamp ?d }
        OPTIONAL { ?e sem:hasEarliestBeginTimeStamp ?b ; sem:hasLatestEndTimeStamp ?to }
        BIND(COALESCE(?d, ?b) AS ?from) FILTER(?from >= "2015-11-01"^^xsd:date) }""",
    "events on a map": """SELECT ?e ?lat ?long WHERE { ?e sem:hasPlace ?p . ?p wgs:lat ?lat ; wgs:long ?long
        FILTER(?lat > 30 && ?long < 40) }""",
    "the dead": """SELECT ?e (SUM(?n) AS ?dead) WHERE {
        ?e gg:quantity ?q . ?q gg:quantityKind gg:Killed ; schema:value ?n } GROUP BY ?e""",
    "the most active": """SELECT ?name (COUNT(DISTINCT ?e) AS ?n) WHERE {
        ?e gg:actor/gg:represents? ?a . ?a skos:prefLabel ?name } GROUP BY ?name""",
    "not flat": """SELECT ?s ?p ?o WHERE { ?r rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o .
        FILTER NOT EXISTS { ?s ?p ?o } }""",
}


# rdflib's own readers and writers of named graphs call what rdflib 7.6 deprecates.
rdflib_calls_itself = pytest.mark.filterwarnings(
    "ignore:(Dataset|Conjunctive).* is deprecated:DeprecationWarning:rdflib"
)


def written() -> rdflib.Graph:
    return rdflib.Graph().parse(data=serialize_turtle(DOCUMENTS), format="turtle")


def test_turtle_is_the_same_graph_in_both():
    by_pyoxigraph = rdflib.Graph()
    for quad in pyoxigraph.parse(serialize_turtle(DOCUMENTS), format=pyoxigraph.RdfFormat.TURTLE):
        by_pyoxigraph.add(tuple(map(to_rdflib, quad.triple)))
    assert isomorphic(written(), by_pyoxigraph)
    assert set(written()) == set(to_rdflib_graph(DOCUMENTS)) == set(by_pyoxigraph)
    assert len(written()) > 500


@rdflib_calls_itself
def test_trig_is_the_same_dataset_in_both():
    by_rdflib = rdflib.Dataset()
    by_rdflib.parse(data=serialize_trig(DOCUMENTS), format="trig")
    assert set(by_rdflib.quads()) == set(to_dataset(DOCUMENTS).quads())
    by_pyoxigraph = set(pyoxigraph.parse(serialize_trig(DOCUMENTS), format=pyoxigraph.RdfFormat.TRIG))
    assert by_pyoxigraph == set(iter_quads(DOCUMENTS))
    assert len(by_pyoxigraph) == len(list(by_rdflib.quads()))


def test_there_are_no_blank_nodes():
    assert not [term for triple in written() for term in triple if isinstance(term, rdflib.BNode)]


def test_a_store_keeps_every_literal_as_it_was_written():
    store = pyoxigraph.Store()
    store.bulk_load(input=serialize_trig(DOCUMENTS), format=pyoxigraph.RdfFormat.TRIG)
    assert set(store) == set(iter_quads(DOCUMENTS))


@pytest.mark.parametrize("name", QUERIES)
def test_queries_give_equal_rows_in_both(name):
    query = QUERIES[name]
    expected = [
        tuple(None if value is None else value.toPython() if hasattr(value, "toPython") else value for value in row)
        for row in written().query(PREFIXES + query)
    ]
    found = run_query(serialize_turtle(DOCUMENTS), query).rows
    assert sorted(map(_comparable, found)) == sorted(map(_comparable, expected))
    assert found


def _comparable(row):
    return tuple(
        str(float(value)) if isinstance(value, int) or hasattr(value, "as_tuple") else str(value) for value in row
    )


@rdflib_calls_itself
def test_rdflib_writes_what_pyoxigraph_reads():
    data = to_dataset(DOCUMENTS).serialize(format="nquads").encode()
    assert set(pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.N_QUADS)) == set(iter_quads(DOCUMENTS))


def test_every_term_of_ours_is_in_the_ontology():
    folder = Path(__file__).parents[2] / "ontology"
    ontology = rdflib.Graph()
    for name in ("geograph.ttl", "plover.ttl", "cameo.ttl"):
        ontology.parse(folder / name, format="turtle")
    ours = tuple(NAMESPACES[prefix] for prefix in ("gg", "plv", "cameo"))
    # str: rdflib's own startswith takes no tuple, and says no instead of saying so.
    used = {str(term) for triple in written() for term in triple if str(term).startswith(ours)}
    unknown = used - set(map(str, ontology.subjects()))
    assert unknown <= {f"{NAMESPACES['gg']}articleCount"}  # asked for, and not yet there
    assert len(used) > 60


SCRIPT = """
import hashlib, sys
from factories import airliner_document, campaign_document
from geograph.export import *
from geograph.export.graphml import serialize_graphml
from geograph.export.nodelink import serialize_nodelink
from geograph.graph import build_graph
documents = [airliner_document(), campaign_document()]
graph = build_graph(documents)
parts = [serialize_turtle(documents), serialize_trig(documents)]
parts += [serialize_nodelink(graph).encode(), serialize_graphml(graph)]
print(*(hashlib.sha256(part).hexdigest() for part in parts))
"""


def test_bytes_are_the_same_in_every_process():
    digests = set()
    for seed in ("0", "1", "2"):
        paths = os.pathsep.join([str(Path(__file__).parents[1]), *sys.path])
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": paths}
        run = subprocess.run(
            [sys.executable, "-c", SCRIPT], env=environment, capture_output=True, text=True, check=True
        )
        digests.add(run.stdout.split()[0] + run.stdout)
    assert len(digests) == 1
    assert hashlib.sha256(serialize_turtle(DOCUMENTS)).hexdigest() in digests.pop()
