"""A user's own tables on top of the atlas."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from geograph.errors import LexiconError
from geograph.lexicons.atlas import load_atlas
from geograph.lexicons.atlas_user import kind_of_table, load_atlas_with
from geograph.types import EntityKind

GROUPS = """\
# of our own; the first exists nowhere
name,aliases,abbreviations,kind,country,sector,affiliated_with,since
Dry River Front,Front of the Dry River,DRF,ArmedGroup,MLI,REB,Hezbollah,2019
Hezbollah,Party of the Cedars,,ArmedGroup,LBN,REB,,
"""
PEOPLE = """\
name,country,office,title,org,since,until
Moussa Ag Tessalit,MLI,leader,Commander,DryRiverFront,2019,2022-05
Idrissa Ag Tessalit,MLI,leader,Commander,DryRiverFront,2022-06,
"""


@pytest.fixture
def tables(tmp_path: Path) -> tuple[Path, Path]:
    groups, people = tmp_path / "groups.csv", tmp_path / "people.csv"
    groups.write_text(GROUPS, encoding="utf-8")
    people.write_text(PEOPLE, encoding="utf-8")
    return groups, people


def test_new_actors_are_found_by_all_their_names(tables):
    atlas = load_atlas_with(tables)
    for name in ("Dry River Front", "the Front of the Dry River", "DRF"):
        entity = atlas.candidates(name)[0].entry.entity
        assert (entity.id, entity.kind, entity.country, entity.sector) == (
            "DryRiverFront", EntityKind.ARMED_GROUP, "MLI", "REB",
        )  # fmt: skip
    assert ("affiliatedWith", "Hezbollah") in atlas.get("DryRiverFront").ties
    assert atlas.longest_match(["fighters", "of", "the", "Dry", "River", "Front"], 2) == 4


def test_a_known_actor_keeps_what_it_has_and_gains_a_name(tables):
    before, after = load_atlas().get("Hezbollah"), load_atlas_with(tables).get("Hezbollah")
    assert set(after.entity.aliases) == {*before.entity.aliases, "Party of the Cedars"}
    assert (after.entity.wikidata, after.ties) == (before.entity.wikidata, before.ties)


def test_offices_hold_on_their_days(tables):
    atlas = load_atlas_with(tables)
    held = {day: atlas.office_holder("DryRiverFront", "leader", day) for day in (date(2020, 1, 1), date(2024, 1, 1))}
    assert [entry.entity.id for entry in held.values()] == ["MoussaAgTessalit", "IdrissaAgTessalit"]
    assert held[date(2020, 1, 1)].entity.sector == "REB"


def test_a_name_in_a_users_table_means_his_actor(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("id,name,kind,country,sector\nParisBand,Paris,Organisation,USA,SOC\n", encoding="utf-8")
    assert load_atlas_with([path]).candidates("Paris")[0].entry.entity.id == "ParisBand"
    assert load_atlas().candidates("Paris")[0].entry.entity.id == "Paris"


def test_the_version_tells_the_tables(tables):
    one, both, none = load_atlas_with(tables[:1]), load_atlas_with(tables), load_atlas_with()
    assert len({one.version, both.version, none.version}) == 3
    assert none is load_atlas()
    assert len(both) == len(none) + 3


def test_an_edited_table_is_read_anew(tables):
    assert load_atlas_with(tables).get("DustFront") is None
    tables[0].write_text(GROUPS + "Dust Front,,,ArmedGroup,MLI,REB,,\n", encoding="utf-8")
    assert load_atlas_with(tables).get("DustFront") is not None
    assert load_atlas_with(tables) is load_atlas_with(tables)


def test_a_folder_is_read_by_the_names_of_geographs_tables(tmp_path):
    (tmp_path / "armed_groups.csv").write_text(GROUPS, encoding="utf-8")
    (tmp_path / "leaders.csv").write_text(PEOPLE, encoding="utf-8")
    assert load_atlas_with([tmp_path]).get("MoussaAgTessalit") is not None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name,kind,country\nFoo Front,ArmedGrup,MLI\n", "mine.csv:2: FooFront: kind"),
        ("name,kind,country\nFoo Front,ArmedGroup\n", "mine.csv:2"),
        ("word\nfoo\n", "these columns are of no table of actors"),
        ("name,kind,since\nFoo Front,ArmedGroup,yesterday\n", "since"),
    ],
)
def test_what_is_wrong_is_said(tmp_path, text, message):
    path = tmp_path / "mine.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError) as caught:
        load_atlas_with([path])
    assert message in str(caught.value)


def test_what_is_not_there_is_said(tmp_path):
    with pytest.raises(LexiconError, match="there is no such table"):
        load_atlas_with([tmp_path / "none.csv"])
    with pytest.raises(LexiconError, match="cannot read the table"):
        kind_of_table(tmp_path / "none.csv")
