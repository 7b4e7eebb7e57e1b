"""What exporters read: the graph, the coded events and the RDF, of documents or of the files of a build."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import networkx as nx
from pyoxigraph import Quad, RdfFormat, parse

from geograph.errors import InputError
from geograph.export.jsonl import iter_event_records
from geograph.export.nodelink import read_nodelink
from geograph.export.rdf import iter_quads
from geograph.graph import build_graph, distinct_documents
from geograph.types import Document

__all__ = ["ExportSource", "read_source", "source_of"]

_HINT = "is it a folder that geograph build wrote?"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportSource:
    """A graph in the three forms that formats are made from, each given only when it is asked for.

    ``graph`` gives the ``MultiDiGraph`` of docs/graph.md, ``events`` the records of ``events.jsonl`` in their order,
    ``quads`` the statements of ``graph.trig``.
    """

    graph: Callable[[], nx.MultiDiGraph[Any]]
    events: Callable[[], Iterator[dict[str, Any]]]
    quads: Callable[[], Iterator[Quad]]


def source_of(documents: Iterable[Document], graph: nx.MultiDiGraph[Any] | None = None) -> ExportSource:
    """The source that ``documents`` are.

    Args:
        documents: what was read.
        graph: what ``build_graph`` makes of the same documents, if it is at hand.
    """
    distinct = distinct_documents(documents)
    built = build_graph(distinct) if graph is None else graph
    return ExportSource(
        graph=lambda: built,
        events=lambda: iter_event_records(distinct, built),
        quads=lambda: iter_quads(distinct, built),
    )


def read_source(folder: Path) -> ExportSource:
    """The source that the files of ``geograph build`` in ``folder`` are.

    Raises:
        InputError: if ``folder`` is none. That a file in it is missing or damaged is raised when it is asked for.
    """
    if not folder.is_dir():
        raise InputError("there is no such folder", where=str(folder), hint=_HINT)
    return ExportSource(
        graph=lambda: read_nodelink(folder / "graph.json"),
        events=lambda: _iter_events(folder / "events.jsonl"),
        quads=lambda: _iter_quads(folder / "graph.trig"),
    )


def _iter_events(path: Path) -> Iterator[dict[str, Any]]:
    try:
        with path.open(encoding="utf-8") as stream:
            for number, line in enumerate(stream, start=1):
                yield _record(line, f"{path}:{number}")
    except OSError as error:
        raise InputError(f"cannot read: {error.strerror}", where=str(path), hint=_HINT) from error
    except UnicodeDecodeError as error:
        raise InputError("not in UTF-8", where=str(path), hint=_HINT) from error


def _record(line: str, where: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except ValueError as error:
        raise InputError(f"the line is not JSON: {error}", where=where, hint=_HINT) from error
    if not isinstance(record, dict) or not {"id", "type", "actors", "article"} <= record.keys():
        raise InputError("the line is no event of geograph", where=where, hint=_HINT)
    return record


def _iter_quads(path: Path) -> Iterator[Quad]:
    try:
        with path.open("rb") as stream:
            yield from parse(stream, RdfFormat.TRIG)
    except OSError as error:
        raise InputError(f"cannot read: {error.strerror}", where=str(path), hint=_HINT) from error
    except (SyntaxError, ValueError) as error:
        raise InputError(f"not TriG: {error}", where=str(path), hint=_HINT) from error
