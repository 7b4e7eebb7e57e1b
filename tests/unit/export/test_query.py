import json
import socket
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import airliner_document, campaign_document
from geograph.errors import InputError, QueryError
from geograph.export import serialize_turtle, to_dataset, to_rdflib_graph, write_trig, write_turtle
from geograph.export.results import shorten
from geograph.export.sparql_text import _iter_tokens
from geograph.export.terms import NAMESPACES
from geograph.query import format_result, load_store, run_query

DOCUMENTS = [campaign_document(), airliner_document()]
TURTLE = serialize_turtle(DOCUMENTS)
STRIKES = "SELECT ?who ?whom WHERE { ?who gg:strikes ?whom } ORDER BY ?who"
ID = "https://w3id.org/geograph/id/"


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sources")
    return {
        "bytes": TURTLE,
        "turtle": write_turtle(DOCUMENTS, folder / "graph.ttl"),
        "trig": write_trig(DOCUMENTS, folder / "graph.trig"),
        "graph": to_rdflib_graph(DOCUMENTS),
        "dataset": to_dataset(DOCUMENTS),
        "store": load_store(TURTLE),
    }


@pytest.mark.parametrize("source", ["bytes", "turtle", "trig", "graph", "dataset", "store"])
def test_every_source_gives_the_same_rows(sources, source):
    result = run_query(sources[source], STRIKES)
    assert result.variables == ("who", "whom")
    assert result.rows == ((f"{ID}Russia", f"{ID}IslamicState"), (f"{ID}RussianNavy", f"{ID}IslamicState"))
    everything = run_query(sources[source], "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")
    assert everything.rows == run_query(TURTLE, "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }").rows


@pytest.mark.parametrize("source", ["trig", "dataset"])
def test_graphs_of_articles_can_be_picked(sources, source):
    query = "SELECT ?g (COUNT(?e) AS ?n) WHERE { GRAPH ?g { ?e a gg:Event } } GROUP BY ?g ORDER BY ?n"
    expected = [(f"urn:sha256:{document.article.id}#graph", len(document.events)) for document in reversed(DOCUMENTS)]
    assert list(run_query(sources[source], query).rows) == expected
    graph = expected[0][0]
    query = f"SELECT (COUNT(?e) AS ?n) FROM <{graph}> WHERE {{ ?e a gg:Event }}"
    assert run_query(sources[source], query).rows == ((3,),)


def test_values_are_plain():
    pattern = ":Syria wgs:lat ?lat ; gg:known ?known ; gg:mentionCount ?n ; skos:prefLabel ?name"
    query = f"SELECT ?lat ?known ?n ?name ?none WHERE {{ {pattern} }}"
    assert run_query(TURTLE, query).rows == ((35.0, True, 1, "Syria", None),)
    assert run_query(TURTLE, "ASK { :Russia gg:strikes :IslamicState }").boolean is True
    assert run_query(TURTLE, "ASK { :Russia gg:alliesWith :France }").boolean is False


def test_construct_gives_triples_once_and_sorted():
    result = run_query(TURTLE, "CONSTRUCT { ?s gg:strikes ?o } WHERE { ?s gg:strikes ?o . ?any a gg:Event }")
    assert [tuple(term.value for term in triple) for triple in result.triples] == [
        (f"{ID}{who}", "https://w3id.org/geograph/ontology#strikes", f"{ID}IslamicState")
        for who in ("Russia", "RussianNavy")
    ]
    assert format_result(result, "csv").splitlines()[0].startswith(f"<{ID}Russia> <https://")
    assert format_result(result).splitlines()[2] == ":Russia       gg:strikes  :IslamicState"


# ---------------------------------------------------------------- what is refused
@pytest.mark.parametrize(
    ("query", "place", "said"),
    [
        ("SELECT ?s {\n ?s ?p ; }}", "line 2, column 10", "'}}'"),
        ("SELECT ?s WHERE { ?s gg:strikes ?o ", "line 1, column 36", "ends too early"),
        ("SELECT ?s WHERE {\n?s <http://e/a#b> <http://e/a#c> ?? }", "line 2, column 38", "ends too early"),
        ("", "line 1, column 1", "ends too early"),
    ],
)
def test_a_slip_is_shown_where_it_is(query, place, said):
    with pytest.raises(QueryError) as caught:
        run_query(TURTLE, query)
    assert caught.value.where == place
    assert said in caught.value.message
    assert caught.value.hint


def test_an_unknown_prefix_gets_a_hint():
    with pytest.raises(QueryError) as caught:
        run_query(TURTLE, "SELECT * WHERE { ?s geo:lat ?o }")
    assert "prefix" in caught.value.hint
    assert "gg:" in caught.value.hint


@pytest.mark.parametrize(
    "update",
    [
        "DELETE WHERE { ?s ?p ?o }",
        "# x\nINSERT DATA { :a gg:b :c }",
        "LOAD <http://e/>",
        "clear all",
        "PREFIX a: <b#> DROP ALL",
    ],
)
def test_updates_are_refused(update):
    store = load_store(TURTLE)
    size = len(store)
    with pytest.raises(QueryError, match="change the graph"):
        run_query(store, update)
    assert len(store) == size


def test_words_of_updates_may_stand_in_queries():
    assert run_query(TURTLE, 'SELECT ?delete WHERE { ?delete gg:trigger "INSERT" } # DROP').rows == ()


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * WHERE { ?service gg:trigger "SERVICE <http://e/>" } # SERVICE',
        "SELECT * WHERE { ?s <http://e/service> ?o }",
        "PREFIX service: <http://e/> SELECT * WHERE { service:a service:b ?o . GRAPH service:g { ?s ?p ?o } }",
        "SELECT * WHERE { ?s ?p :SERVICE , gg:service }",
        """SELECT * WHERE { ?s ?p '''SERVICE "x" ''' }""",
    ],
)
def test_the_word_service_is_no_service(query):
    assert run_query(TURTLE, query).rows == ()


# Oxigraph reads keywords without borders, and "<" now as the begin of an IRI and now as "less than".
_BEFORE = [
    "",
    "?s ?p true",
    "?s ?p 5",
    "?s ?p 1e5.",
    "?s ?p 'x'@en.",
    "?s a gg:State.",
    "?s ?p _:b.",
    "?s ?p ex:a.",
    "?s ex:a\\_b ?o .",
    "?s ex:a\\#b ?o .",
    '?s ?p "\\"".',
    "?s ?p '''a''b'''.",
    "?s <http://e/a#b> ?o#>\n.",
    "?s <http://e/\\U00000061#b> ?o .",
    "?s <http://e/#\\u0041'> ?o .",
    "BIND(1 AS ?x)",
    "FILTER(1<2#>\n)",
    'FILTER(1<2#>"""\n)',
    "FILTER(1<xsd:integer(2)#>'\n)",
    "BIND(1 AS ?a)BIND(2 AS ?b)FILTER(?a<?b)",
    'BIND(1 AS ?a)BIND(2 AS ?b)FILTER(?a<?b#>"""\n)',
    "#'\n",
]
_CALLS = ["SERVICE{}{{?x ?y ?z}}", "service silent{}{{?x ?y ?z}}", "SERVICE #c\n{}#'\n{{?x ?y ?z}}", "SeRvIcE\t{} {{}}"]
_AFTER = ["", '#"""\n', "#'\n", " #>\n"]
_FACTS = b"""@prefix ex: <urn:ex:> . <urn:s> <urn:p> true , 5 , 1e5 , 'x'@en , "\\"" , "a''b" , _:b ;
    <http://e/a#b> 1 ; <http://e/#A'> 1 ; a <https://w3id.org/geograph/ontology#State> ."""


def test_no_query_calls_another_server():
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))  # bound and not listening: whoever calls is turned away at once
        url = f"http://127.0.0.1:{closed.getsockname()[1]}/sparql/"
        own = f"<urn:s> <{url}a_b> 1 ; <{url}a#b> 1 ; <urn:p> <{url}a> .\n<urn:s>"
        store, calls = load_store(_FACTS.replace(b"<urn:s>", own.encode())), 0
        prefixes = f"PREFIX ex: <{url}> PREFIX gg: <{NAMESPACES['gg']}> PREFIX xsd: <{NAMESPACES['xsd']}>"
        for before, call, name, after in product(_BEFORE, _CALLS, (f"<{url}>", "ex:"), _AFTER):
            query = f"{prefixes} SELECT * {{ {before}{call.format(name)} {after}}}"
            called, outcome = _calls_out(store, query), _outcome(store, query)
            assert outcome in (("refused", "syntax") if called else ("refused", "syntax", "ran")), query
            calls += called
        assert calls > 200


def _outcome(store, query):
    try:
        run_query(store, query)
    except QueryError as error:
        kinds = {"another server": "refused", "failed": "failed"}
        return next((kind for words, kind in kinds.items() if words in error.message), "syntax")
    return "ran"


def _calls_out(store, query):
    """Whether Oxigraph would call; a silent call shows itself only when the word is taken away."""
    try:
        list(store.query(query.replace("silent", "")))
    except OSError:
        return True
    except SyntaxError:
        return False
    return False


@given(st.text() | st.text("<>#'\"\\?a:{}. \n", max_size=40))
def test_no_character_is_lost_between_tokens(text):
    assert "".join(token for _, token in _iter_tokens(text)) == text


def test_a_listening_server_hears_nothing():
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        url = f"http://127.0.0.1:{server.getsockname()[1]}/sparql"
        for query in (f"SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}", f"SELECT * {{ SERVICE SILENT <{url}> {{ }} }}"):
            with pytest.raises(QueryError, match="another server"):
                run_query(TURTLE, query)
        with pytest.raises(TimeoutError):
            server.accept()


def test_a_dataset_clause_fetches_nothing():
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        url = f"http://127.0.0.1:{server.getsockname()[1]}/data.ttl"
        assert run_query(TURTLE, f"SELECT * FROM <{url}> FROM NAMED <{url}> WHERE {{ ?s ?p ?o }}").rows == ()
        with pytest.raises(TimeoutError):
            server.accept()


def test_sources_that_cannot_be_read_are_named(tmp_path):
    (tmp_path / "bad.ttl").write_text(":a :b")
    (tmp_path / "graph.html").write_text("")
    for name, said in (("none.ttl", "cannot read"), ("bad.ttl", "not Turtle"), ("graph.html", "suffix")):
        with pytest.raises(InputError, match=said) as caught:
            run_query(tmp_path / name, STRIKES)
        assert caught.value.where == str(tmp_path / name)


def test_a_declared_prefix_stays_the_users():
    query = "PREFIX gg: <http://e/> SELECT * WHERE { ?s gg:strikes ?o }"
    assert run_query(TURTLE, query).rows == ()


# ---------------------------------------------------------------- formats
ODD = b"""@prefix : <https://w3id.org/geograph/id/> .
:a :b "x,\\"y\\"\\n\\tz"@en , "\\u202Etfel\\u001B[31m" , 7 , <urn:x> ."""


def odd(kind: str) -> str:
    return format_result(run_query(ODD, "SELECT ?o ?none WHERE { :a :b ?o } ORDER BY DATATYPE(?o) STR(?o)"), kind)


def test_a_table_is_aligned_and_moves_no_cursor():
    lines = odd("table").splitlines()
    assert len(lines) == 6
    assert {line.index("none") for line in lines[:1]} == {len(lines[1].split()[0]) + 2}
    assert not any(ord(character) < 32 or character == "\u202e" for line in lines for character in line)
    assert "\\u202Etfel\\u001B[31m" in odd("table")
    assert "<urn:x>" in odd("table")


def test_wide_letters_take_two_columns():
    result = run_query(
        b'<urn:a> <urn:b> "\xe4\xb8\xad\xe5\x9b\xbd" , "ab" .', "SELECT ?o (1 AS ?n) WHERE { ?s ?p ?o } ORDER BY ?o"
    )
    assert format_result(result).splitlines() == ["o     n", "----  -", "ab    1", "中国  1"]


def test_csv_and_tsv_and_json_follow_the_standard():
    import csv
    import io

    from pyoxigraph import QueryResultsFormat, parse_query_results

    rows = list(csv.reader(io.StringIO(odd("csv"), newline="")))
    assert rows[0] == ["o", "none"]
    assert sorted(row[0] for row in rows[1:]) == sorted(["urn:x", "7", 'x,"y"\n\tz', "\u202etfel\x1b[31m"])
    expected = run_query(ODD, "SELECT ?o ?none WHERE { :a :b ?o }").terms
    for kind, format_ in (("tsv", QueryResultsFormat.TSV), ("json", QueryResultsFormat.JSON)):
        read = [tuple(row) for row in parse_query_results(odd(kind).encode(), format_)]
        assert sorted(map(str, read)) == sorted(map(str, expected))


def test_answers_to_ask_have_formats_too():
    yes = run_query(TURTLE, "ASK { ?s ?p ?o }")
    assert json.loads(format_result(yes, "json")) == {"head": {}, "boolean": True}
    assert format_result(yes, "csv") == "true\n"


def test_an_unknown_format_is_refused():
    with pytest.raises(QueryError, match="yaml"):
        format_result(run_query(TURTLE, STRIKES), "yaml")


def test_iris_are_shortened_only_where_that_is_unambiguous():
    assert shorten(f"{ID}Russia") == ":Russia"
    assert shorten(f"{ID}a/b") == f"<{ID}a/b>"
    assert shorten(ID) == f"<{ID}>"
