"""The patterns of boilerplate: their schema, and the one question asked of them, what a line is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from geograph.lexicons.tables import read_records

__all__ = ["BoilerplatePattern", "BoilerplateTable", "load_boilerplate"]

_TABLE = "boilerplate.toml"
# No line of a page's furniture is longer; it also bounds the work that the expressions can do.
_LONGEST_LINE = 800
_LONGEST_EDGE = 240


class BoilerplatePattern(BaseModel):
    """One entry of the table; see the head of ``boilerplate.toml`` for the meaning of the fields."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    regex: str
    scope: Literal["line", "head", "tail"] = "line"
    case: bool = False
    words: int = Field(default=40, gt=0)
    list: bool = False
    byline: bool = False
    first: bool = False
    yes: tuple[str, ...] = Field(min_length=1)
    no: tuple[str, ...] = Field(min_length=1)

    @field_validator("regex")
    @classmethod
    def _compiles(cls, regex: str) -> str:
        try:
            re.compile(regex)
        except re.error as error:
            raise ValueError(f"not a regular expression: {error}") from error
        return regex

    def compiled(self) -> re.Pattern[str]:
        """The expression as its scope wants it: a tail stands after the end of a sentence and ends the text."""
        flags = 0 if self.case else re.IGNORECASE
        if self.scope == "tail":
            return re.compile(rf"""(?<=[.!?…"')\]»]) +(?:{self.regex})$""", flags)
        return re.compile(self.regex, flags)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    pattern: BoilerplatePattern
    expression: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoilerplateTable:
    """The patterns by scope, in the table's order."""

    lines: tuple[_Rule, ...]
    heads: tuple[_Rule, ...]
    tails: tuple[_Rule, ...]

    def line(self, text: str) -> BoilerplatePattern | None:
        """The first pattern that a whole line or paragraph matches.

        ``text`` has straight quotes and single spaces.
        """
        if len(text) > _LONGEST_LINE:
            return None
        words = text.count(" ") + 1
        for rule in self.lines:
            if words <= rule.pattern.words and rule.expression.fullmatch(text):
                return rule.pattern
        return None

    def head(self, text: str, *, first: bool) -> int:
        """How many characters at the beginning are boilerplate, such as a dateline; 0 if none.

        ``first`` says whether the text is an article's first paragraph.
        """
        for rule in self.heads:
            if first or not rule.pattern.first:
                match = rule.expression.match(text, 0, _LONGEST_EDGE)
                if match and match.end() < len(text):
                    return match.end()
        return 0

    def tail(self, text: str) -> int:
        """Where boilerplate at the end begins, such as "Read more"; the text's length if there is none."""
        window = max(0, len(text) - _LONGEST_EDGE)
        starts = (rule.expression.search(text, window) for rule in self.tails)
        return min((match.start() for match in starts if match), default=len(text))


@cache
def load_boilerplate() -> BoilerplateTable:
    """The table that ships with the package.

    Raises:
        LexiconError: if an entry breaks the schema.
    """
    patterns = read_records(_TABLE, "pattern", BoilerplatePattern)
    rules = tuple(_Rule(pattern=p, expression=p.compiled()) for p in patterns)
    return BoilerplateTable(
        lines=tuple(rule for rule in rules if rule.pattern.scope == "line"),
        heads=tuple(rule for rule in rules if rule.pattern.scope == "head"),
        tails=tuple(rule for rule in rules if rule.pattern.scope == "tail"),
    )
