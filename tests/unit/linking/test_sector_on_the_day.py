"""What an office, or the rule over a country, says of an actor's sector on a day."""

from __future__ import annotations

from datetime import date

import pytest

from geograph.lexicons.atlas import load_atlas
from geograph.linking.scene import in_power, sector_on


@pytest.mark.parametrize(
    ("actor", "day", "sector"),
    [
        ("TheresaMay", date(2018, 1, 1), "GOV"),
        ("TheresaMay", date(2021, 1, 1), "LEG"),
        ("TheresaMay", date(2025, 1, 1), "ELI"),
        ("AlexeiNavalny", date(2018, 1, 1), "OPP"),
        ("GretaThunberg", date(2020, 1, 1), "CVL"),
    ],
)
def test_an_office_tells_the_sector(actor: str, day: date, sector: str) -> None:
    atlas = load_atlas()
    entry = atlas.get(actor)
    assert entry is not None
    assert sector_on(entry, day, atlas) == sector


@pytest.mark.parametrize(("day", "sector"), [(date(2020, 1, 1), "REB"), (date(2022, 1, 1), "GOV"), (None, "REB")])
def test_a_group_in_power_is_a_government(day: date | None, sector: str) -> None:
    entry = load_atlas().get("Taliban")
    assert entry is not None
    assert in_power(entry.entity, day).sector == sector
