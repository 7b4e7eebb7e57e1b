"""Documents -> Documents under merged names, and a plan of what in them is one."""

from geograph.merging.actors import ActorGroup
from geograph.merging.cards import Card, card_of
from geograph.merging.corrections import Correction, read_corrections
from geograph.merging.events import EventGroup
from geograph.merging.incidents import Incident
from geograph.merging.plan import Merged, MergePlan, apply_plan, merge_documents, plan_merges

__all__ = [
    "ActorGroup",
    "Card",
    "Correction",
    "EventGroup",
    "Incident",
    "MergePlan",
    "Merged",
    "apply_plan",
    "card_of",
    "merge_documents",
    "plan_merges",
    "read_corrections",
]
