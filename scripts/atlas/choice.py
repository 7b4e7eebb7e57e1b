"""choice.toml -> what the scripts know of languages."""

from __future__ import annotations

import tomllib
from pathlib import Path

__all__ = ["read_choice"]


def read_choice(key: str) -> tuple[str, ...]:
    """One list of choice.toml."""
    with Path(__file__).with_name("choice.toml").open("rb") as file:
        return tuple(tomllib.load(file)[key])
