"""MultiDiGraph and Documents -> RDF, JSON, GraphML, JSON Lines."""

from geograph.export.files import make_folder, open_atomically, write_atomically
from geograph.export.graphml import write_graphml
from geograph.export.jsonl import iter_event_records, write_events
from geograph.export.nodelink import read_nodelink, write_nodelink
from geograph.export.rdf import (
    iter_quads,
    serialize_trig,
    serialize_turtle,
    to_dataset,
    to_rdflib_graph,
    write_trig,
    write_turtle,
)

__all__ = [
    "iter_event_records",
    "iter_quads",
    "make_folder",
    "open_atomically",
    "read_nodelink",
    "serialize_trig",
    "serialize_turtle",
    "to_dataset",
    "to_rdflib_graph",
    "write_atomically",
    "write_events",
    "write_graphml",
    "write_nodelink",
    "write_trig",
    "write_turtle",
]
