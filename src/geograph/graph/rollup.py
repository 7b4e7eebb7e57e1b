"""Which edges of organs and office-holders also stand between their states: the table ``rollup.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from pydantic import BaseModel, ConfigDict, ValidationError

from geograph.errors import LexiconError
from geograph.types import Entity, EntityKind

__all__ = ["RollupRule", "RollupTable", "load_rollup", "state_of"]

_TABLE = "rollup.toml"
_ANY = "*"
_NO_SECTOR = "-"


class RollupRule(BaseModel):
    """For which ends of an edge, and for which relations, the state stands in."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    kinds: tuple[EntityKind, ...]
    relations: tuple[str, ...]
    sectors: tuple[str, ...] = ()
    needs_office: bool = False

    def covers(self, entity: Entity, relation: str) -> bool:
        """Whether ``entity`` stands for its state as an end of a ``relation`` edge."""
        return (
            entity.kind in self.kinds
            and (not self.sectors or (entity.sector or _NO_SECTOR) in self.sectors)
            and (not self.needs_office or entity.office is not None)
            and (_ANY in self.relations or relation in self.relations)
        )


class RollupTable(BaseModel):
    """The whole table: the rules, and the event types whose co-actors act on the recipient."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    co_actor_types: frozenset[str]
    rule: tuple[RollupRule, ...]

    def home(self, entity: Entity) -> str:
        """The id of the state that ``entity`` belongs to as one of its organs or office-holders, or its own id."""
        acts_for = any(entity.kind in rule.kinds for rule in self.rule)
        return (entity.represents if acts_for else None) or entity.id


@cache
def load_rollup() -> RollupTable:
    """Read the table that ships with the package.

    Raises:
        LexiconError: if it is not TOML or breaks its schema.
    """
    text = resources.files(__package__).joinpath(_TABLE).read_text(encoding="utf-8")
    try:
        return RollupTable.model_validate(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise LexiconError(f"not a roll-up table: {error}", where=_TABLE) from error


def state_of(entity: Entity, relation: str, table: RollupTable) -> str | None:
    """The id of the state that ``entity`` stands for as an end of a ``relation`` edge, None if for none."""
    if entity.represents is None or entity.represents == entity.id:
        return None
    return entity.represents if any(rule.covers(entity, relation) for rule in table.rule) else None
