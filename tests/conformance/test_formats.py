"""What each format holds, read back by a program that did not write it."""

from __future__ import annotations

import csv
import json
import xml.etree.ElementTree as ET
from datetime import date

import duckdb
import geojson
import networkx as nx
import pytest
import rdflib
import stix2
from pyoxigraph import RdfFormat, parse

from factories import HOSTILE, airliner_document, campaign_document, hostile_document
from geograph.errors import ExportError, InputError
from geograph.export import write_events, write_nodelink, write_trig
from geograph.export.formats import FORMATS, export
from geograph.export.icews import ICEWS_COLUMNS
from geograph.export.inference import add_inferred, infer_triples
from geograph.export.polecat import POLECAT_COLUMNS
from geograph.export.source import read_source, source_of
from geograph.graph import build_graph
from geograph.query import load_store, run_query

GEXF = "{http://www.gexf.net/1.2draft}"


@pytest.fixture(scope="module")
def documents():
    return [campaign_document(), airliner_document()]


@pytest.fixture(scope="module")
def source(documents):
    return source_of(documents)


def rows(path, separator="\t"):
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=separator))


# ---------------------------------------------------------------- every format
@pytest.mark.parametrize("name", FORMATS)
def test_same_input_same_bytes_in_any_order(name, documents, tmp_path):
    first = export(source_of(documents), name, tmp_path / "a")
    again = export(source_of(documents[::-1]), name, tmp_path / "b")
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in again]
    assert all(path.stat().st_size for path in first)


@pytest.mark.parametrize("name", FORMATS)
def test_the_files_of_a_build_give_what_the_documents_give(name, documents, source, tmp_path):
    graph = build_graph(documents)
    write_nodelink(graph, tmp_path / "graph.json")
    write_events(documents, tmp_path / "events.jsonl", graph=graph)
    write_trig(documents, tmp_path / "graph.trig", graph=graph)
    from_files = export(read_source(tmp_path), name, tmp_path / "a")
    from_documents = export(source, name, tmp_path / "b")
    assert [path.read_bytes() for path in from_files] == [path.read_bytes() for path in from_documents]


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_and_hostile_names_are_written(name, tmp_path):
    assert all(path.is_file() for path in export(source_of([]), name, tmp_path / "empty"))
    assert all(path.is_file() for path in export(source_of(map(hostile_document, HOSTILE)), name, tmp_path / "hostile"))


def test_an_unknown_format_is_named(source, tmp_path):
    with pytest.raises(ExportError, match=r"no format 'shapefile' \(known are nquads"):
        export(source, "shapefile", tmp_path)


def test_a_folder_without_a_graph_is_named(tmp_path):
    with pytest.raises(InputError, match="no such folder"):
        read_source(tmp_path / "missing")
    with pytest.raises(InputError, match=r"graph\.trig: cannot read"):
        export(read_source(tmp_path), "nquads", tmp_path)
    (tmp_path / "events.jsonl").write_text('{"id": 1}\n')
    with pytest.raises(InputError, match=r"events\.jsonl:1: the line is no event"):
        export(read_source(tmp_path), "geojson", tmp_path)


# ---------------------------------------------------------------- RDF
@pytest.mark.filterwarnings("ignore:Dataset.* is deprecated:DeprecationWarning")  # rdflib's own reader uses it
def test_rdflib_reads_the_quads(source, tmp_path):
    (path,) = export(source, "nquads", tmp_path)
    dataset = rdflib.Dataset()
    dataset.parse(path, format="nquads")
    assert len(list(dataset.quads())) == len(set(source.quads()))


def test_oxigraph_reads_what_rdflib_wrote_as_json_ld(source, tmp_path):
    (path,) = export(source, "jsonld", tmp_path)
    read = {str(quad.triple) for quad in parse(path.read_bytes(), RdfFormat.JSON_LD)}
    assert read == {str(quad.triple) for quad in source.quads()}
    nodes = {node["id"]: node for node in json.loads(path.read_text("utf-8"))["@graph"]}
    assert nodes["kg:Russia"]["name"] == "Russia"
    assert "kg:IslamicState" in str(nodes["kg:Russia"]["strikes"])


def test_each_relation_reifies_its_triple_in_rdf_1_2(source, tmp_path):
    (path,) = export(source, "rdf12", tmp_path)
    store = load_store(path.read_bytes())
    told = """SELECT ?s ?p ?o { ?relation a gg:Relation ; rdf:reifies <<( ?s ?p ?o )>> } ORDER BY ?s ?p ?o"""
    asked = """SELECT ?s ?p ?o { ?r rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o } ORDER BY ?s ?p ?o"""
    (plain,) = export(source, "nquads", tmp_path)
    assert run_query(store, told).rows == run_query(plain, asked).rows != ()


def test_conclusions_stand_apart_from_what_was_asserted(source, tmp_path):
    asserted = {quad.triple for quad in source.quads()}
    concluded = set(infer_triples(source.quads()))
    assert concluded
    assert not concluded & asserted
    ask = "ASK {{ :Russia gg:{} :IslamicState }}".format
    (path,) = export(source, "nquads", tmp_path)
    store = load_store(path)
    assert run_query(store, ask("strikes")).boolean
    assert not run_query(store, ask("attacks")).boolean
    assert add_inferred(store) == len(concluded)
    assert run_query(store, ask("attacks")).boolean
    assert run_query(store, "ASK { :IslamicState gg:attackedBy :Russia }").boolean
    assert add_inferred(store) == 0


def test_nothing_follows_that_the_ontology_does_not_say(source):
    """No conclusion makes a fact of what was only claimed, planned, ordered or denied."""
    facts = {(str(t.subject), str(t.object)) for t in (q.triple for q in source.quads())}
    for triple in infer_triples(source.quads()):
        ends = (str(triple.subject), str(triple.object))
        if triple.predicate.value.endswith("#type"):
            continue
        assert ends in facts or ends[::-1] in facts


def test_the_description_counts_what_is_there(source, tmp_path):
    export(source, "nquads", tmp_path)
    (path,) = export(source, "void", tmp_path)
    graph = rdflib.Graph().parse(path)
    void, dcat = rdflib.Namespace("http://rdfs.org/ns/void#"), rdflib.Namespace("http://www.w3.org/ns/dcat#")
    quads = list(source.quads())
    (dataset,) = graph.subjects(rdflib.RDF.type, dcat.Dataset)
    assert int(graph.value(dataset, void.triples)) == len(quads)
    parts = {
        str(graph.value(part, void["class"])): int(graph.value(part, void.entities))
        for part in graph.objects(dataset, void.classPartition)
    }
    events = {str(q.subject) for q in quads if str(q.object).endswith("ontology#Event>")}
    assert parts["https://w3id.org/geograph/ontology#Event"] == len(events)
    assert len(list(graph.objects(dataset, void.subset))) == 2
    (distribution,) = graph.objects(dataset, dcat.distribution)
    assert str(graph.value(distribution, dcat.mediaType)).endswith("application/n-quads")


# ---------------------------------------------------------------- graphs
def test_gexf_has_days_as_intervals(documents, source, tmp_path):
    (path,) = export(source, "gexf", tmp_path)
    graph = build_graph(documents)
    root = ET.parse(path).getroot()
    drawn = root.find(f"{GEXF}graph")
    assert drawn.get("mode") == "dynamic"
    assert drawn.get("timeformat") == "date"
    edges = root.findall(f".//{GEXF}edge")
    assert len(edges) == graph.number_of_edges()
    dated = [edge for edge in edges if edge.get("start")]
    assert len(dated) == sum(edge["date"] is not None for *_, edge in graph.edges(data=True)) > 0
    assert all(date.fromisoformat(edge.get("start")) <= date.fromisoformat(edge.get("end")) for edge in dated)
    assert {edge.get("source") for edge in edges} <= {node.get("id") for node in root.findall(f".//{GEXF}node")}
    assert nx.read_gexf(path).number_of_nodes() == graph.number_of_nodes()


def test_neo4j_files_fit_together(documents, source, tmp_path):
    nodes, relationships = export(source, "neo4j", tmp_path)
    graph = build_graph(documents)
    found = duckdb.sql(f'SELECT "id:ID", ":LABEL" FROM read_csv(\'{nodes}\', all_varchar=true)').fetchall()
    assert dict(found) == {key: node["kind"] for key, node in graph.nodes(data=True)}
    kinds = duckdb.sql(
        f"""SELECT r.":TYPE", count(*) FROM read_csv('{relationships}', all_varchar=true) r
        JOIN read_csv('{nodes}', all_varchar=true) a ON r.":START_ID" = a."id:ID"
        JOIN read_csv('{nodes}', all_varchar=true) b ON r.":END_ID" = b."id:ID" GROUP BY 1"""
    ).fetchall()
    assert sum(number for _, number in kinds) == graph.number_of_edges()
    assert "CLAIMS_RESPONSIBILITY_FOR" in dict(kinds)


def test_stix_says_no_more_than_the_graph(documents, source, tmp_path):
    (path,) = export(source, "stix", tmp_path)
    bundle = stix2.parse(path.read_text("utf-8"), allow_custom=False)
    graph = build_graph(documents)
    facts = [edge for *ends, edge in graph.edges(data=True) if edge["flat"] and graph.nodes[ends[1]]["kind"] != "Event"]
    made = [thing for thing in bundle.objects if thing.type == "relationship"]
    assert sorted(thing.description for thing in made) == sorted(edge["sentence"] for edge in facts)
    notes = [thing for thing in bundle.objects if thing.type == "note"]
    assert len(made) + len(notes) == graph.number_of_edges()
    names = {thing.id for thing in bundle.objects}
    assert all({thing.source_ref, thing.target_ref} <= names for thing in made)
    assert all(thing.abstract.partition(":")[0] for thing in notes)


# ---------------------------------------------------------------- tables of events
@pytest.mark.parametrize(("name", "columns"), [("polecat", POLECAT_COLUMNS), ("icews", ICEWS_COLUMNS)])
def test_tables_have_the_columns_of_the_field_and_only_facts(name, columns, source, tmp_path):
    (path,) = export(source, name, tmp_path)
    found = rows(path)
    assert tuple(found[0]) == columns
    facts = {event["id"] for event in source.events() if event["status"] in ("Reported", "Declared")}
    assert {row["Event ID"] for row in found} <= facts
    (path,) = export(source, name, tmp_path, all_statuses=True)
    everything = rows(path)
    assert tuple(everything[0]) == (*columns, "Status")
    assert [{k: v for k, v in row.items() if k != "Status"} for row in everything if row["Event ID"] in facts] == found
    if name == "polecat":  # of these events without a standing as fact, none has a CAMEO code
        assert {row["Status"] for row in everything} >= {"Ordered", "Disputed", "Threatened"}


def test_polecat_rows_say_who_did_what_where(source, tmp_path):
    (path,) = export(source, "polecat", tmp_path)
    strike = next(row for row in rows(path) if row["Event Type"] == "ASSAULT")
    assert strike["Quad Code"] == "MATERIAL CONFLICT"
    assert (strike["Actor Name"], strike["Actor Country"], strike["Actor COW"]) == ("Russian Navy", "RUS", "365")
    assert strike["Primary Actor Sector"] == "MIL"
    assert strike["Recipient Name"] == "Islamic State"
    assert strike["Country"] == "SYR"
    assert float(strike["Latitude"]) == 35.0


def test_icews_rows_are_dyads_in_full_names(source, tmp_path):
    (path,) = export(source, "icews", tmp_path)
    found = rows(path)
    assert all(row["Source Name"] and row["Target Name"] and row["CAMEO Code"].isdigit() for row in found)
    assert {row["Source Country"] for row in found} >= {"Russia"}
    assert all(row["Event Text"] for row in found)


def test_duckdb_reads_the_parquet_file_like_the_table(source, tmp_path):
    (path,) = export(source, "parquet", tmp_path)
    (table,) = export(source, "csv", tmp_path)
    columns = duckdb.sql(f"DESCRIBE SELECT * FROM '{path}'").fetchall()
    assert {name: kind for name, kind, *_ in columns if name == "Latitude"} == {"Latitude": "DOUBLE"}
    read = duckdb.sql(f"SELECT * FROM '{path}'").fetchall()
    wanted = rows(table, ",")
    assert [["" if cell is None else str(cell) for cell in row] for row in read] == [list(r.values()) for r in wanted]


def test_geojson_points_lie_where_the_places_do(source, tmp_path):
    (path,) = export(source, "geojson", tmp_path)
    collection = geojson.loads(path.read_text("utf-8"))
    assert collection.is_valid
    located = [event for event in source.events() if event["place"] and event["place"]["lat"] is not None]
    assert len(collection.features) == len(located) > 0
    first = collection.features[0]
    assert tuple(first.geometry.coordinates) == (38.5, 35.0)  # longitude first
    assert first.properties["sentence"] == located[0]["sentence"]["text"]
