"""The weights and thresholds of merging, and which relation ends which: the table ``rules.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from pydantic import BaseModel, ConfigDict, ValidationError

from geograph.errors import LexiconError

__all__ = ["ActorRules", "Contrary", "EventRules", "IncidentRules", "MergeRules", "load_rules"]

_TABLE = "rules.toml"


class _Rules(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class EventRules(_Rules):
    """Weights of what two accounts of an event have in common; days and ratios where they must differ."""

    needed: float
    days_apart: int
    report_lag: int
    reported_apart: int
    actor: float
    actor_state: float
    recipient: float
    recipient_state: float
    described: float
    place: float
    country: float
    day: float
    next_day: float
    number: float
    small_number: float
    names: float
    same_mode: float
    trigger: float
    story: float
    reported_day: float
    number_ratio: float
    number_near: float
    alike_sectors: tuple[frozenset[str], ...]


class ActorRules(_Rules):
    """Weights of what two unknown actors of different articles have in common."""

    needed: float
    same_name: float
    person_name: float
    weak_name: float
    common_name: float
    part_name: float
    longer_name: float
    initials: float
    same_country: float
    same_sector: float
    same_office: float
    same_deed: float
    story: float
    most_story: float


class IncidentRules(_Rules):
    """From which sum on rival accounts are of one happening, and which event types may be."""

    needed: float
    families: tuple[frozenset[str], ...]


class Contrary(_Rules):
    """Relations of which a later one ends an earlier one between the same two."""

    later: frozenset[str]
    ends: frozenset[str]


class MergeRules(_Rules):
    """The whole table."""

    event: EventRules
    actor: ActorRules
    incident: IncidentRules
    contrary: tuple[Contrary, ...]


@cache
def load_rules() -> MergeRules:
    """Read the table that ships with the package.

    Raises:
        LexiconError: if it is not TOML or breaks its schema.
    """
    text = resources.files(__package__).joinpath(_TABLE).read_text(encoding="utf-8")
    try:
        return MergeRules.model_validate(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise LexiconError(f"not a table of merging: {error}", where=_TABLE) from error
