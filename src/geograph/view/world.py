"""Country outlines -> a block for pages whose actors have places.

``assets/world.json`` was made from npm ``world-atlas`` 2.0.2 (ISC; the outlines are Natural Earth's, public domain):
lines simplified to 0.12 degrees, counted in tenths of a degree, each point as the step from the one before. ``arcs``
are the lines, ``lands`` the rings of the countries as numbers of lines, ``~n`` being line n backwards.
"""

from __future__ import annotations

import math
from functools import cache
from importlib import resources
from typing import Any

__all__ = ["has_places", "world_text"]


def has_places(nodes: list[dict[str, Any]]) -> bool:
    """Whether any node has coordinates that a map can show."""
    return any(_is_degree(node.get("lat"), 90) and _is_degree(node.get("lon"), 180) for node in nodes)


def _is_degree(value: Any, most: float) -> bool:
    return isinstance(value, int | float) and math.isfinite(value) and abs(value) <= most


@cache
def world_text() -> str:
    """The outlines as JSON, with the licence that goes where they go."""
    return resources.files(__package__).joinpath("assets", "world.json").read_text(encoding="utf-8").strip()
