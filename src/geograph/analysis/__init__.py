"""MultiDiGraph -> rows that answer what is asked first: who is central, who is close to whom, how, and since when.

Facts only are counted, unless ``with_claims`` is given: what is claimed, denied, planned or threatened adds nothing.
Actors are named by label, alias or id.
"""

from geograph.analysis.actors import find_actor
from geograph.analysis.balance import balance
from geograph.analysis.centrality import centrality
from geograph.analysis.changes import changes
from geograph.analysis.communities import communities
from geograph.analysis.egonet import egonet
from geograph.analysis.paths import shortest_paths, simple_paths
from geograph.analysis.rows import (
    CentralityRow,
    ChangeRow,
    CommunityRow,
    PathRow,
    TieRow,
    TimelineRow,
    TriadRow,
)
from geograph.analysis.timeline import timeline

__all__ = [
    "CentralityRow",
    "ChangeRow",
    "CommunityRow",
    "PathRow",
    "TieRow",
    "TimelineRow",
    "TriadRow",
    "balance",
    "centrality",
    "changes",
    "communities",
    "egonet",
    "find_actor",
    "shortest_paths",
    "simple_paths",
    "timeline",
]
