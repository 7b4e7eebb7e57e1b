"""styles.toml -> the checked tables of colours, shapes and words that the page draws with."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError, model_validator

from geograph.errors import LexiconError
from geograph.types import EntityKind, SpeechAct, Status

__all__ = ["ActStyle", "FamilyStyle", "KindStyle", "StatusStyle", "Styles", "load_styles"]

Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-f]{6}$")]
Shape = Literal["circle", "square", "diamond", "pentagon", "triangle", "triangle-down", "hexagon", "ring", "star"]
Line = Literal["solid", "dash", "dots", "crossed"]


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Page(_Table):
    """The two backgrounds, which contrast is measured against."""

    light: Colour
    dark: Colour


class KindStyle(_Table):
    """How actors of a kind are drawn and named."""

    words: str
    plural: str
    shape: Shape
    light: Colour
    dark: Colour


class Pair(_Table):
    """One colour of the palette for groups that have no colours of their own."""

    light: Colour
    dark: Colour


class FamilyStyle(_Table):
    """How relations of a family are drawn and named."""

    words: str
    light: Colour
    dark: Colour
    width: float


class StatusStyle(_Table):
    """How the standing of a relation is drawn, named and explained."""

    words: str
    line: Line
    note: str


class ActStyle(_Table):
    """The words for a speech act that affirms, and for one that denies."""

    positive: str
    negative: str


class Styles(_Table):
    """Everything in styles.toml; complete over the types of the domain."""

    page: Page
    kinds: dict[str, KindStyle]
    families: dict[str, FamilyStyle]
    statuses: dict[str, StatusStyle]
    acts: dict[str, ActStyle]
    types: dict[str, str]
    palette: tuple[Pair, ...]

    @model_validator(mode="after")
    def _cover_the_types(self) -> Styles:
        wanted = {
            "kinds": {kind.value for kind in EntityKind} | {"Event", "Other"},
            "statuses": {status.value for status in Status},
            "acts": {act.value for act in SpeechAct},
            "families": {"conflict", "cooperation", "statement", "standing", "other"},
        }
        for table, names in wanted.items():
            if missing := sorted(names - set(getattr(self, table))):
                raise ValueError(f"{table} lacks {', '.join(missing)}")
        if unknown := sorted(set(self.types.values()) - set(self.families)):
            raise ValueError(f"types name unknown families {', '.join(unknown)}")
        return self


@cache
def load_styles() -> Styles:
    """Read and check the table that ships with the package.

    Raises:
        LexiconError: the table breaks its schema.
    """
    text = resources.files(__package__).joinpath("styles.toml").read_text(encoding="utf-8")
    try:
        return Styles.model_validate(tomllib.loads(text))
    except (ValidationError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(str(error), where="view/styles.toml") from error
