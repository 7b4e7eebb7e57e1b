"""Every format by name: what it is, which files it makes, and how they are made of a source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import RdfFormat, serialize

from geograph.errors import ExportError
from geograph.export.description import MEDIA_TYPES, write_description
from geograph.export.event_rows import STATUS_COLUMN
from geograph.export.files import write_atomically
from geograph.export.geojson import write_geojson
from geograph.export.gexf import write_gexf
from geograph.export.graphml import write_graphml
from geograph.export.icews import ICEWS_COLUMNS, iter_icews
from geograph.export.inference import write_inferred
from geograph.export.jsonld import write_jsonld
from geograph.export.neo4j import write_neo4j
from geograph.export.nodelink import write_nodelink
from geograph.export.polecat import POLECAT_COLUMNS, iter_polecat
from geograph.export.rdf12 import write_rdf12
from geograph.export.source import ExportSource
from geograph.export.stix import write_stix
from geograph.export.tables import write_csv, write_parquet

__all__ = ["FORMATS", "Format", "export"]

Writer = Callable[[ExportSource, Path, bool], tuple[Path, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format: its name on the command line, what reads it, and its writer.

    ``write`` takes the source, the folder, and whether tables hold what is no fact too; it gives the files it made.
    """

    name: str
    purpose: str
    write: Writer


def export(source: ExportSource, name: str, folder: Path | str, *, all_statuses: bool = False) -> tuple[Path, ...]:
    """Write ``source`` in a format into ``folder``.

    Args:
        source: what ``source_of`` or ``read_source`` gave.
        name: a key of ``FORMATS``.
        folder: where the files go.
        all_statuses: whether tables of events also hold what is claimed, planned, ordered or denied, with a column
            for its standing.

    Returns:
        The files that were written.

    Raises:
        ExportError: if there is no such format, if a file cannot be written, or if the format's library is missing.
        InputError: if a file that the format is made of cannot be read.
    """
    if name not in FORMATS:
        raise ExportError(f"there is no format {name!r}", hint=f"known are {', '.join(FORMATS)}")
    return FORMATS[name].write(source, Path(folder), all_statuses)


def _nquads(source: ExportSource, folder: Path, _: bool) -> tuple[Path, ...]:
    data = serialize(sorted(set(source.quads()), key=str), format=RdfFormat.N_QUADS) or b""
    return (write_atomically(folder / "graph.nq", data),)


def _jsonld(source: ExportSource, folder: Path, _: bool) -> tuple[Path, ...]:
    return (write_jsonld(source.quads(), folder / "graph.jsonld"),)


def _rdf12(source: ExportSource, folder: Path, _: bool) -> tuple[Path, ...]:
    return (write_rdf12(source.quads(), folder / "graph.rdf12.ttl"),)


def _inferred(source: ExportSource, folder: Path, _: bool) -> tuple[Path, ...]:
    return (write_inferred(source.quads(), folder / "inferred.ttl"),)


def _void(source: ExportSource, folder: Path, _: bool) -> tuple[Path, ...]:
    present = [name for name in MEDIA_TYPES if (folder / name).is_file()]
    return (write_description(source.quads(), folder / "void.ttl", files=present),)


def _graphml(source: ExportSource, folder: Path, _: bool) -> tuple[Path, ...]:
    return (write_graphml(source.graph(), folder / "graph.graphml"),)


def _gexf(source: ExportSource, folder: Path, _: bool) -> tuple[Path, ...]:
    return (write_gexf(source.graph(), folder / "graph.gexf"),)


def _nodelink(source: ExportSource, folder: Path, _: bool) -> tuple[Path, ...]:
    return (write_nodelink(source.graph(), folder / "graph.json"),)


def _geojson(source: ExportSource, folder: Path, _: bool) -> tuple[Path, ...]:
    return (write_geojson(source.events(), folder / "events.geojson"),)


def _polecat(source: ExportSource, folder: Path, all_statuses: bool) -> tuple[Path, ...]:
    rows = iter_polecat(source.events(), source.graph(), all_statuses=all_statuses)
    return (write_csv(rows, _columns(POLECAT_COLUMNS, all_statuses), folder / "polecat.tsv", separator="\t"),)


def _icews(source: ExportSource, folder: Path, all_statuses: bool) -> tuple[Path, ...]:
    rows = iter_icews(source.events(), source.graph(), all_statuses=all_statuses)
    return (write_csv(rows, _columns(ICEWS_COLUMNS, all_statuses), folder / "icews.tab", separator="\t"),)


def _csv(source: ExportSource, folder: Path, all_statuses: bool) -> tuple[Path, ...]:
    rows = iter_polecat(source.events(), source.graph(), all_statuses=all_statuses)
    return (write_csv(rows, _columns(POLECAT_COLUMNS, all_statuses), folder / "events.csv"),)


def _parquet(source: ExportSource, folder: Path, all_statuses: bool) -> tuple[Path, ...]:
    rows = iter_polecat(source.events(), source.graph(), all_statuses=all_statuses)
    return (write_parquet(rows, _columns(POLECAT_COLUMNS, all_statuses), folder / "events.parquet"),)


def _neo4j(source: ExportSource, folder: Path, _: bool) -> tuple[Path, ...]:
    return write_neo4j(source.graph(), folder)


def _stix(source: ExportSource, folder: Path, _: bool) -> tuple[Path, ...]:
    return (write_stix(source.graph(), folder / "graph.stix.json"),)


def _columns(columns: tuple[str, ...], all_statuses: bool) -> tuple[str, ...]:
    return (*columns, STATUS_COLUMN) if all_statuses else columns


FORMATS = {
    format_.name: format_
    for format_ in (
        Format(name="nquads", purpose="N-Quads, a named graph for each article", write=_nquads),
        Format(name="jsonld", purpose="JSON-LD 1.1 with the context of the ontology", write=_jsonld),
        Format(name="rdf12", purpose="Turtle of RDF 1.2, relations as rdf:reifies", write=_rdf12),
        Format(name="inferred", purpose="what follows by the ontology, apart from what was asserted", write=_inferred),
        Format(name="void", purpose="description of the data set in VoID and DCAT", write=_void),
        Format(name="graphml", purpose="GraphML for yEd, Cytoscape, igraph", write=_graphml),
        Format(name="gexf", purpose="GEXF for Gephi, dates as intervals", write=_gexf),
        Format(name="nodelink", purpose="node-link JSON for networkx and D3", write=_nodelink),
        Format(name="geojson", purpose="GeoJSON of located events for QGIS and web maps", write=_geojson),
        Format(name="polecat", purpose="tab-separated events in the columns of POLECAT", write=_polecat),
        Format(name="icews", purpose="tab-separated events in the columns of ICEWS", write=_icews),
        Format(name="csv", purpose="events as CSV in the columns of POLECAT", write=_csv),
        Format(name="parquet", purpose="events as Parquet in the columns of POLECAT", write=_parquet),
        Format(name="neo4j", purpose="nodes.csv and relationships.csv for neo4j-admin database import", write=_neo4j),
        Format(name="stix", purpose="a STIX 2.1 bundle", write=_stix),
    )
}
"""All formats by their names, beside what ``geograph build`` writes."""
