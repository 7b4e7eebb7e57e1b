"""A generation -> the files of ``geograph build``, byte by byte those of one build of its articles.

RDF and events are streamed; JSON, GraphML and the page hold the graph in memory, as their writers do.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx
import pyoxigraph
from pyoxigraph import DefaultGraph, Quad, RdfFormat, Triple

from geograph.export import make_folder, open_atomically, write_atomically, write_graphml, write_nodelink
from geograph.export.jsonl import event_line, iter_event_records
from geograph.export.rdf import prefixes_of, serialize_to
from geograph.export.source import ExportSource
from geograph.store.effective import effective
from geograph.store.quads import graph_name
from geograph.store.shared import iter_shared
from geograph.store.sorting import iter_sorted

if TYPE_CHECKING:
    from geograph.store.reader import Reader

__all__ = ["source_of_reader", "write_outputs"]


def write_outputs(reader: Reader, directory: Path | str) -> tuple[Path, ...]:
    """Write all files that ``geograph build`` writes into ``directory``, each whole or not at all.

    Raises:
        ExportError: if a file or the directory cannot be written.
        StoreError: if a writer has changed an article since the generation was published.
    """
    from geograph.view import write_html

    folder = make_folder(directory)
    graph = reader.graph()
    _write_rdf(reader, folder / "graph.ttl", RdfFormat.TURTLE, _iter_merged(reader))
    _write_rdf(reader, folder / "graph.trig", RdfFormat.TRIG, _iter_by_graph(reader))
    write_html(graph, folder / "graph.html")
    write_nodelink(graph, folder / "graph.json")
    write_graphml(graph, folder / "graph.graphml")
    write_atomically(folder / "events.jsonl", map(event_line, _iter_events(reader)))
    names = ("graph.ttl", "graph.trig", "graph.html", "graph.json", "graph.graphml", "events.jsonl")
    return tuple(folder / name for name in names)


def source_of_reader(reader: Reader) -> ExportSource:
    """The source that other formats are made from."""
    return ExportSource(graph=reader.graph, events=lambda: _iter_events(reader), quads=lambda: _iter_by_graph(reader))


def _write_rdf(reader: Reader, path: Path, format_: RdfFormat, statements: Iterator[Triple] | Iterator[Quad]) -> None:
    with open_atomically(path) as stream:
        serialize_to(stream, statements, format_, prefixes_of(reader.ids()))


def _iter_merged(reader: Reader) -> Iterator[Triple]:
    quads = reader.rdf.quads_for_pattern(None, None, None, DefaultGraph())
    yield from _iter_sorted(quad.triple for quad in quads)


def _iter_by_graph(reader: Reader) -> Iterator[Quad]:
    for triple in _iter_sorted(iter_shared(reader.index)):
        yield Quad(triple.subject, triple.predicate, triple.object)
    for article in reader.ids():
        quads = reader.rdf.quads_for_pattern(None, None, None, graph_name(article))
        yield from sorted(quads, key=lambda quad: str(quad.triple))


def _iter_sorted(triples: Iterable[Triple]) -> Iterator[Triple]:
    """The triples in the order of their N-Triples, by way of a file of these."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sorted.nt"
        with path.open("wb") as stream:
            stream.writelines(f"{line} .\n".encode() for line in iter_sorted(map(str, triples)))
        for quad in pyoxigraph.parse(path=path, format=RdfFormat.N_TRIPLES, lenient=True):
            yield quad.triple


def _iter_events(reader: Reader) -> Iterator[dict[str, Any]]:
    for document in reader.documents():
        graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
        article = document.article.id
        nodes = reader.index.execute(
            "SELECT id, node FROM nodes WHERE id IN (SELECT entity FROM facts WHERE article = ?)", (article,)
        )
        graph.add_nodes_from((key, json.loads(node)) for key, node in nodes)
        (decided,) = reader.index.execute("SELECT decided FROM cards WHERE article = ?", (article,)).fetchone()
        yield from iter_event_records((effective(document, decided),), graph)
