"""Office holders: tables of one's own, and those that ship."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from geograph.lexicons.atlas import Atlas, NameKind, load_atlas
from geograph.lexicons.atlas_build import build_records
from geograph.lexicons.atlas_names import surnames
from geograph.lexicons.atlas_store import pack, unpack
from geograph.lexicons.atlas_tables import read_tables
from geograph.lexicons.atlas_ties import resolve_ties

STATES = """\
id,name,iso2,iso3,code,sector,aliases,abbreviations,former,demonyms,capital,since,until
Freedonia,Freedonia,,,FRD,,,,,Freedonian,Fredville,,
Sylvania,Sylvania,,SYX,SYL,,,,,Sylvanian,,,
"""
LEADERS = """\
# a comment, and a name with a comma
id,name,aliases,country,gender,office,title,org,since,until,wikidata,source
RufusFirefly,Rufus T. Firefly,,FRD,m,head-of-state,President,,1933,1940-06,,own
GloriaTeasdale,Gloria Teasdale,"Teasdale, Gloria",FRD,f,head-of-state,President,,1940-06-15,,,own
RufusFirefly,Rufus T. Firefly,,FRD,m,foreign-minister,Foreign Minister,,1930,1932,,own
KarlTrentino,Karl von Trentino,,SYX,m,envoy,Ambassador,,1933,,,own
ChicoliniGuild,Chico Lini,,FRD,m,leader,Leader,PeanutSellers,1933,,,own
"""
GROUPS = """\
id,name,aliases,abbreviations,kind,country,sector,based_in,member_of,part_of,since,until,wikidata,source,affiliated_with,area
PeanutSellers,Peanut Sellers' Guild,,PSG,ArmedGroup,FRD,REB,FRD,,,1920,,,own,HarpoFront,Sylvania
HarpoFront,Harpo Front,,HF,ArmedGroup,SYL,REB,,,,1921,,,own,,
"""


@pytest.fixture
def atlas(tmp_path: Path) -> Atlas:
    for name, text in (("states.csv", STATES), ("leaders.csv", LEADERS), ("armed_groups.csv", GROUPS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return Atlas(unpack(pack(resolve_ties(build_records(read_tables(tmp_path))))))


def test_office_holders_by_day(atlas: Atlas) -> None:
    def president(day: date) -> str | None:
        held = atlas.office_holder("Freedonia", "head-of-state", day)
        return held.entity.id if held else None

    assert president(date(1932, 12, 31)) is None
    assert president(date(1933, 1, 1)) == "RufusFirefly"
    assert president(date(1940, 6, 14)) == "RufusFirefly"
    assert president(date(1940, 6, 20)) == "GloriaTeasdale"
    assert president(date(2000, 1, 1)) == "GloriaTeasdale"


def test_offices_of_a_person_in_order(atlas: Atlas) -> None:
    assert [t.office for t in atlas.offices_of("RufusFirefly")] == ["foreign-minister", "head-of-state"]
    assert [t.title for t in atlas.offices_of("RufusFirefly", date(1931, 5, 1))] == ["Foreign Minister"]


def test_a_year_alone_lasts_from_its_first_to_its_last_day(atlas: Atlas) -> None:
    first, second = atlas.offices_of("RufusFirefly")
    assert (first.since, first.until) == (date(1930, 1, 1), date(1932, 12, 31))
    assert second.until == date(1940, 6, 30)


def test_people_act_for_what_they_lead(atlas: Atlas) -> None:
    rebel, envoy = atlas.get("ChicoliniGuild"), atlas.get("KarlTrentino")
    assert rebel is not None
    assert envoy is not None
    assert (rebel.entity.sector, rebel.entity.represents) == ("REB", "PeanutSellers")
    assert (envoy.entity.country, envoy.entity.represents) == ("SYL", "Sylvania")


def test_people_are_found_by_surname_and_capital(atlas: Atlas) -> None:
    found = atlas.candidates("Firefly")
    assert [(c.entry.entity.id, c.name_kind) for c in found] == [("RufusFirefly", NameKind.SURNAME)]
    assert atlas.candidates("firefly") == ()
    assert atlas.candidates("von Trentino")[0].entry.entity.id == "KarlTrentino"


def test_groups_keep_their_ties(atlas: Atlas) -> None:
    guild = atlas.get("PeanutSellers")
    assert guild is not None
    assert guild.ties == (("affiliatedWith", "HarpoFront"), ("basedIn", "Freedonia"), ("activeIn", "Sylvania"))
    assert atlas.candidates("PSG")[0].name_kind is NameKind.ABBREVIATION
    assert atlas.candidates("psg") == ()


def test_each_state_has_a_government(atlas: Atlas) -> None:
    government = atlas.candidates("the Freedonian government")[0].entry.entity
    assert (government.id, government.sector, government.represents) == ("FreedoniaGovernment", "GOV", "Freedonia")
    assert atlas.candidates("Fredville")[0].entry.entity.id == "FreedoniaGovernment"


@pytest.mark.parametrize(
    ("name", "country", "expected"),
    [
        ("Vladimir Putin", "RUS", ("Putin",)),
        ("Bashar al-Assad", "SYR", ("al-Assad", "el-Assad", "Assad")),
        ("Abdel Fattah el-Sisi", "EGY", ("el-Sisi", "al-Sisi", "Sisi")),
        ("Mohammed bin Salman", "SAU", ("bin Salman",)),
        ("Charles de Gaulle", "FRA", ("de Gaulle",)),
        ("Alexander van der Bellen", "AUT", ("van der Bellen",)),
        ("Xi Jinping", "CHN", ("Xi",)),
        ("Kim Jong-un", "PRK", ("Kim",)),
        ("Nguyen Tan Dung", "VNM", ("Nguyen",)),
        ("Felipe Calderón Hinojosa", "MEX", ("Hinojosa", "Calderón Hinojosa")),
        ("Martin Luther King Jr.", "USA", ("King",)),
        ("Abdullah II of Jordan", "JOR", ("Abdullah",)),
        ("Suharto", "IDN", ()),
    ],
)
def test_surnames(name: str, country: str, expected: tuple[str, ...]) -> None:
    assert surnames(name, country) == expected


@pytest.mark.parametrize(
    ("state", "office", "day", "holder"),
    [
        ("UnitedStates", "head-of-state", date(2015, 11, 17), "BarackObama"),
        ("Russia", "head-of-state", date(2015, 11, 17), "VladimirPutin"),
        ("Russia", "head-of-state", date(2010, 3, 1), "DmitryMedvedev"),
        ("France", "head-of-state", date(2015, 11, 17), "FrancoisHollande"),
        ("UnitedKingdom", "head-of-government", date(1985, 5, 1), "MargaretThatcher"),
        ("Germany", "head-of-government", date(2015, 11, 17), "AngelaMerkel"),
    ],
)
def test_the_office_holders_that_ship(state: str, office: str, day: date, holder: str) -> None:
    found = load_atlas().office_holder(state, office, day)
    assert found is not None
    assert found.entity.id == holder
