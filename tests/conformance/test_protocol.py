"""The query part of the SPARQL 1.1 Protocol (W3C Recommendation of 21 March 2013), section by section.

The cases are those that its text asks for: which requests are queries, which are refused, how the data set of a request
is told, and in which formats answers come.
"""

from __future__ import annotations

import csv
import io
import json
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote, urlencode
from xml.etree import ElementTree

import httpx
import pyoxigraph
import pytest

from factories import airliner_document, campaign_document
from geograph.export import write_trig
from served import serving

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
ASK = "ASK { :Russia gg:strikes :IslamicState }"
ROWS = "SELECT ?name { :Russia skos:prefLabel ?name }"
HEAVY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
TRIPLES = "CONSTRUCT { :Russia skos:prefLabel ?name } { :Russia skos:prefLabel ?name }"
RESULTS = "{http://www.w3.org/2005/sparql-results#}"


@pytest.fixture(scope="module")
def documents():
    return [campaign_document(), airliner_document()]


@pytest.fixture(scope="module")
def client(documents, tmp_path_factory):
    path = write_trig(documents, tmp_path_factory.mktemp("served") / "graph.trig")
    with serving(path, timeout=1.5, max_rows=50, max_bytes=20_000) as client:
        yield client


def graph_of(document) -> str:
    return f"urn:sha256:{document.article.id}#graph"


# ---------------------------------------------------------------- 2.1 query operation
def test_query_by_get(client):
    assert client.get("/sparql", params={"query": ASK}).json()["boolean"] is True


def test_query_by_post_of_a_form(client):
    assert client.post("/sparql", data={"query": ASK}).json()["boolean"] is True


def test_query_by_post_directly(client):
    response = client.post("/sparql", content=ASK, headers={"Content-Type": QUERY})
    assert response.json()["boolean"] is True


def test_a_form_may_name_its_charset(client):
    response = client.post(
        "/sparql", content=urlencode({"query": ASK}), headers={"Content-Type": f"{FORM}; charset=utf-8"}
    )
    assert response.json()["boolean"] is True


def test_a_direct_query_may_name_utf_8_and_no_other_charset(client):
    text = 'ASK { BIND("Ünïcode" AS ?x) FILTER(STRLEN(?x) = 7) }'
    good = client.post("/sparql", content=text.encode(), headers={"Content-Type": f"{QUERY}; charset=UTF-8"})
    assert good.json()["boolean"] is True
    bad = client.post("/sparql", content=text.encode("utf-16"), headers={"Content-Type": f"{QUERY}; charset=utf-16"})
    assert bad.status_code == 415


# ---------------------------------------------------------------- requests that are none
def test_no_query_is_a_bad_request(client):
    assert client.post("/sparql", data={"other": "x"}).status_code == 400
    assert client.get("/sparql", params={"other": "x"}).status_code == 400


def test_two_queries_are_a_bad_request(client):
    assert client.get(f"/sparql?query={quote(ASK)}&query={quote(ASK)}").status_code == 400
    assert client.post("/sparql", data={"query": [ASK, ASK]}).status_code == 400


def test_a_query_that_does_not_parse_is_a_bad_request_with_its_place(client):
    response = client.get("/sparql", params={"query": "ASK {\n ?s ?p }"})
    assert response.status_code == 400
    assert "line 2" in response.text


def test_another_method_is_not_allowed(client):
    for method in ("PUT", "DELETE", "PATCH"):
        response = client.request(method, "/sparql", params={"query": ASK})
        assert response.status_code == 405
        assert {"GET", "POST"} <= set(response.headers["allow"].split(", "))


def test_a_body_of_another_type_is_refused(client):
    response = client.post("/sparql", content=ASK, headers={"Content-Type": "text/plain"})
    assert response.status_code == 415
    assert client.post("/sparql", content=ASK.encode()).status_code == 415


def test_a_direct_query_in_the_wrong_encoding_is_refused(client):
    response = client.post("/sparql", content=b"ASK { ?s ?p '\xff' }", headers={"Content-Type": QUERY})
    assert response.status_code == 400
    bad = client.post("/sparql", content=b"query=%FF%FE", headers={"Content-Type": FORM})
    assert bad.status_code == 400


def test_an_update_is_refused_in_every_form(client):
    update = "INSERT DATA { <urn:a> <urn:b> <urn:c> }"
    assert client.post("/sparql", data={"update": update}).status_code == 400
    direct = client.post("/sparql", content=update, headers={"Content-Type": "application/sparql-update"})
    assert direct.status_code == 400
    assert client.post("/sparql", data={"query": update}).status_code == 400
    assert client.get("/sparql", params={"update": update}).status_code == 400
    assert client.get("/sparql", params={"query": "ASK { <urn:a> ?p ?o }"}).json()["boolean"] is False


# ---------------------------------------------------------------- 2.1.4 the data set
def test_without_a_data_set_the_whole_graph_answers(client, documents):
    found = client.get("/sparql", params={"query": "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"}).json()
    named = {row["g"]["value"] for row in found["results"]["bindings"]}
    assert named == {graph_of(document) for document in documents}
    assert client.get("/sparql", params={"query": "ASK { ?s a gg:Event }"}).json()["boolean"] is True


@pytest.mark.parametrize("method", ["GET", "FORM", "DIRECT"])
def test_one_default_graph(client, documents, method):
    query = "SELECT (COUNT(DISTINCT ?a) AS ?n) { ?a a schema:NewsArticle }"
    graph = graph_of(documents[0])
    if method == "GET":
        response = client.get("/sparql", params={"query": query, "default-graph-uri": graph})
    elif method == "FORM":
        response = client.post("/sparql", data={"query": query, "default-graph-uri": graph})
    else:
        headers = {"Content-Type": QUERY}
        response = client.post("/sparql", params={"default-graph-uri": graph}, content=query, headers=headers)
    assert response.json()["results"]["bindings"][0]["n"]["value"] == "1"


def test_several_default_graphs_are_joined(client, documents):
    query = "SELECT (COUNT(DISTINCT ?a) AS ?n) { ?a a schema:NewsArticle }"
    both = [graph_of(document) for document in documents]
    response = client.get("/sparql", params={"query": query, "default-graph-uri": both})
    assert response.json()["results"]["bindings"][0]["n"]["value"] == "2"


def test_named_graphs_leave_the_default_graph_empty(client, documents):
    graph = graph_of(documents[0])
    named = client.get(
        "/sparql", params={"query": "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", "named-graph-uri": graph}
    )
    assert [row["g"]["value"] for row in named.json()["results"]["bindings"]] == [graph]
    plain = client.get("/sparql", params={"query": "ASK { ?s ?p ?o }", "named-graph-uri": graph})
    assert plain.json()["boolean"] is False


def test_the_request_overrides_the_query_s_own_data_set(client, documents):
    query = f"SELECT (COUNT(DISTINCT ?a) AS ?n) FROM <{graph_of(documents[0])}> {{ ?a a schema:NewsArticle }}"
    own = client.get("/sparql", params={"query": query})
    assert own.json()["results"]["bindings"][0]["n"]["value"] == "1"
    both = [graph_of(document) for document in documents]
    told = client.get("/sparql", params={"query": query, "default-graph-uri": both})
    assert told.json()["results"]["bindings"][0]["n"]["value"] == "2"


def test_a_graph_that_is_not_there_is_empty_and_no_iri_is_refused(client):
    absent = client.get("/sparql", params={"query": "ASK { ?s ?p ?o }", "default-graph-uri": "http://example.org/none"})
    assert absent.json()["boolean"] is False
    assert client.get("/sparql", params={"query": ASK, "default-graph-uri": "no iri"}).status_code == 400


# ---------------------------------------------------------------- 2.1.6 answers and their formats
@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        (None, "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("application/json", "application/json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("application/xml", "application/xml"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("text/*", "text/csv"),
        ("text/csv;q=0.2, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
        ("image/png, */*;q=0.1", "application/sparql-results+json"),
        ("*/*, application/sparql-results+json;q=0", "application/sparql-results+xml"),
    ],
)
def test_rows_come_in_the_type_that_is_liked_best(client, accept, kind):
    headers = {} if accept is None else {"Accept": accept}
    response = client.get("/sparql", params={"query": ROWS}, headers=headers)
    assert response.headers["content-type"].partition(";")[0] == kind
    assert rows_of(response, kind) == ["Russia"]


def rows_of(response: httpx.Response, kind: str) -> list[str]:
    """The names of an answer, read by a program that did not write it."""
    if kind.endswith("json"):
        return [row["name"]["value"] for row in json.loads(response.text)["results"]["bindings"]]
    if kind.endswith("xml"):
        return [node.text for node in ElementTree.fromstring(response.text).iter(f"{RESULTS}literal")]
    if kind == "text/csv":
        return [row["name"] for row in csv.DictReader(io.StringIO(response.text))]
    solutions = pyoxigraph.parse_query_results(response.content, format=pyoxigraph.QueryResultsFormat.TSV)
    return [solution["name"].value for solution in solutions]


@pytest.mark.parametrize("kind", ["application/sparql-results+json", "application/sparql-results+xml"])
def test_the_truth_comes_in_json_and_xml(client, kind):
    response = client.get("/sparql", params={"query": ASK}, headers={"Accept": kind})
    truth = (
        response.json()["boolean"]
        if kind.endswith("json")
        else ElementTree.fromstring(response.text).find(f"{RESULTS}boolean").text
    )
    assert truth in (True, "true")
    assert client.get("/sparql", params={"query": ASK}, headers={"Accept": "text/csv"}).status_code == 406


@pytest.mark.parametrize(
    ("kind", "format_"),
    [
        ("text/turtle", pyoxigraph.RdfFormat.TURTLE),
        ("application/n-triples", pyoxigraph.RdfFormat.N_TRIPLES),
        ("application/ld+json", pyoxigraph.RdfFormat.JSON_LD),
        ("application/rdf+xml", pyoxigraph.RdfFormat.RDF_XML),
        ("application/trig", pyoxigraph.RdfFormat.TRIG),
        ("application/n-quads", pyoxigraph.RdfFormat.N_QUADS),
        ("text/n3", pyoxigraph.RdfFormat.N3),
    ],
)
@pytest.mark.parametrize("query", [TRIPLES, "DESCRIBE :Russia"])
def test_triples_come_in_every_format(client, kind, format_, query):
    response = client.get("/sparql", params={"query": query}, headers={"Accept": kind})
    assert response.headers["content-type"].partition(";")[0] == kind
    names = {str(quad.object) for quad in pyoxigraph.parse(response.content, format=format_)}
    assert '"Russia"@en' in names


def test_no_liked_type_is_not_acceptable(client):
    for query in (ROWS, TRIPLES):
        response = client.get("/sparql", params={"query": query}, headers={"Accept": "image/png"})
        assert response.status_code == 406
        assert "there are" in response.text


def test_the_service_describes_itself(client):
    response = client.get("/sparql", headers={"Accept": "text/turtle"})
    assert response.headers["content-type"].startswith("text/turtle")
    store = pyoxigraph.Store()
    store.load(response.content, format=pyoxigraph.RdfFormat.TURTLE)
    sd = "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> "
    assert bool(
        store.query(
            sd
            + f"ASK {{ ?s a sd:Service ; sd:endpoint <{client.base_url}/sparql> ; sd:resultFormat ?f }}".replace(
                "//sparql", "/sparql"
            )
        )
    )
    assert client.get("/sparql", headers={"Accept": "image/png"}).status_code == 406


# ---------------------------------------------------------------- limits
def test_too_many_rows_are_cut_and_it_is_said(client):
    response = client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o }"})
    assert len(response.json()["results"]["bindings"]) == 50
    assert response.headers["geograph-row-limit"] == "50; cut"
    few = client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o } LIMIT 50"})
    assert len(few.json()["results"]["bindings"]) == 50
    assert "geograph-row-limit" not in few.headers
    triples = client.get(
        "/sparql", params={"query": "CONSTRUCT WHERE { ?s ?p ?o }"}, headers={"Accept": "application/n-triples"}
    )
    assert len(triples.text.splitlines()) == 50
    assert triples.headers["geograph-row-limit"] == "50; cut"


def test_a_long_request_is_refused(client):
    assert client.post("/sparql", data={"query": ASK + " " * 20_000}).status_code == 413
    assert client.get("/sparql", params={"query": ASK + " " * 20_000}).status_code in (400, 414, 431)


def test_heavy_queries_are_stopped_and_the_server_lives(client):
    def ask() -> tuple[int, float]:
        begun = time.monotonic()
        return client.post("/sparql", data={"query": HEAVY}).status_code, time.monotonic() - begun

    with ThreadPoolExecutor(4) as pool:
        answers = [future.result() for future in [pool.submit(ask) for _ in range(4)]]
    assert [status for status, _ in answers] == [503] * 4
    assert client.get("/sparql", params={"query": ASK}).json()["boolean"] is True


def test_many_ask_at_once(client):
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: client.get("/sparql", params={"query": ROWS}).text, range(60)))
    assert len(set(answers)) == 1


# ---------------------------------------------------------------- nothing is called
@pytest.fixture
def listener():
    """A socket that counts who calls."""
    calls = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        stopped = threading.Event()

        def listen() -> None:
            while not stopped.is_set():
                try:
                    connection, _ = server.accept()
                except TimeoutError:
                    continue
                calls.append(connection)
                connection.close()

        thread = threading.Thread(target=listen)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/", calls
        stopped.set()
        thread.join()


def test_no_query_calls_anybody(client, listener):
    address, calls = listener
    refused = [
        f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ SERVICE SILENT <{address}> {{ ?s ?p ?o }} }}",
        f"ASK {{ {{ SELECT * {{ OPTIONAL {{ service <{address}> {{ ?s ?p ?o }} }} }} }} }}",
        f"SELECT * {{ VALUES ?x {{ <{address}> }} SERVICE ?x {{ ?s ?p ?o }} }}",
        f"LOAD <{address}>",
        f"LOAD SILENT <{address}> INTO GRAPH <urn:g>",
        "DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ]
    for query in refused:
        assert client.post("/sparql", data={"query": query}).status_code == 400, query
    read = [
        f"SELECT * FROM <{address}> {{ ?s ?p ?o }}",
        f"SELECT * FROM NAMED <{address}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
    ]
    for query in read:
        assert client.post("/sparql", data={"query": query}).json()["results"]["bindings"] == []
    graphs = client.get("/sparql", params={"query": "ASK { ?s ?p ?o }", "default-graph-uri": address})
    assert graphs.json()["boolean"] is False
    time.sleep(0.2)
    assert calls == []


# ---------------------------------------------------------------- who may ask
def test_a_name_that_is_not_local_is_refused(client):
    assert client.get("/sparql", params={"query": ASK}, headers={"Host": "evil.example"}).status_code == 421
    assert client.get("/", headers={"Host": "evil.example:8765"}).status_code == 421
    assert client.get("/sparql", params={"query": ASK}, headers={"Host": "localhost"}).status_code == 200


def test_no_other_origin_may_read_unless_it_is_named(client, documents, tmp_path):
    headers = {"Origin": "https://example.org"}
    assert "access-control-allow-origin" not in client.get("/sparql", params={"query": ASK}, headers=headers).headers
    path = write_trig(documents, tmp_path / "graph.trig")
    with serving(path, origin="https://example.org", workers=1) as open_client:
        told = open_client.get("/sparql", params={"query": ASK}, headers=headers).headers
        assert told["access-control-allow-origin"] == "https://example.org"


def test_a_dead_worker_is_replaced(client):
    import multiprocessing

    for process in multiprocessing.active_children():
        process.kill()
        process.join()
    statuses = [client.get("/sparql", params={"query": ASK}).status_code for _ in range(4)]
    assert statuses[-1] == 200
    assert set(statuses) <= {200, 503}
