"""Documents -> MultiDiGraph."""

from geograph.graph.build import build_graph
from geograph.graph.documents import distinct_documents, without_bystanders
from geograph.graph.nodes import Cast, collect_cast, event_label, merge_entities
from geograph.graph.statements import RelationStatement, relation_statements

__all__ = [
    "Cast",
    "RelationStatement",
    "build_graph",
    "collect_cast",
    "distinct_documents",
    "event_label",
    "merge_entities",
    "relation_statements",
    "without_bystanders",
]
