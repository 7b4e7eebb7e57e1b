"""The atlas that ships: who a written name may mean."""

from __future__ import annotations

from datetime import date

import pytest

from geograph.lexicons.atlas import Atlas, NameKind, load_atlas
from geograph.types import EntityKind


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return load_atlas()


def ids(atlas: Atlas, name: str) -> list[str]:
    return [candidate.entry.entity.id for candidate in atlas.candidates(name)]


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Georgia", "Georgia"),
        ("Jordan", "Jordan"),
        ("Chad", "Chad"),
        ("Niger", "Niger"),
        ("Nigeria", "Nigeria"),
        ("Guinea", "Guinea"),
        ("Guinea-Bissau", "GuineaBissau"),
        ("Equatorial Guinea", "EquatorialGuinea"),
        ("Papua New Guinea", "PapuaNewGuinea"),
        ("Congo", "DRCongo"),
        ("Congo-Brazzaville", "RepublicOfCongo"),
        ("Democratic Republic of Congo", "DRCongo"),
        ("Zaire", "DRCongo"),
        ("Dominica", "Dominica"),
        ("Dominican Republic", "DominicanRepublic"),
        ("North Korea", "NorthKorea"),
        ("DPRK", "NorthKorea"),
        ("Korea", "SouthKorea"),
        ("Ireland", "Ireland"),
        ("Northern Ireland", "NorthernIreland"),
        ("Samoa", "Samoa"),
        ("American Samoa", "AmericanSamoa"),
        ("Sudan", "Sudan"),
        ("South Sudan", "SouthSudan"),
        ("Macedonia", "NorthMacedonia"),
        ("Burma", "Myanmar"),
        ("Swaziland", "Eswatini"),
        ("Côte d’Ivoire", "IvoryCoast"),
        ("Upper Volta", "BurkinaFaso"),
        ("Rhodesia", "Zimbabwe"),
        ("the Soviet Union", "SovietUnion"),
        ("USSR", "SovietUnion"),
        ("Yugoslavia", "Yugoslavia"),
        ("East Germany", "EastGermany"),
        ("West Germany", "Germany"),
        ("Holland", "Netherlands"),
        ("Holy See", "VaticanCity"),
        ("Nagorno-Karabakh", "NagornoKarabakh"),
        ("South Ossetia", "SouthOssetia"),
        ("Macao", "Macau"),
    ],
)
def test_states_by_their_names(atlas: Atlas, name: str, first: str) -> None:
    assert ids(atlas, name)[0] == first


@pytest.mark.parametrize(
    ("name", "first", "country"),
    [
        ("Paris", "Paris", "FRA"),
        ("Kiev", "Kyiv", "UKR"),
        ("Kyiv", "Kyiv", "UKR"),
        ("Rangoon", "Yangon", "MMR"),
        ("Peking", "Beijing", "CHN"),
        ("Raqqa", "Raqqa", "SYR"),
        ("Al-Raqqah", "Raqqa", "SYR"),
        ("Ar Raqqah", "Raqqa", "SYR"),
        ("Deir Ezzor", "DeirEzZor", "SYR"),
        ("Kobane", "Kobani", "SYR"),
        ("Sharm el-Sheikh", "SharmElSheikh", "EGY"),
        ("Sharm El Sheikh", "SharmElSheikh", "EGY"),
        ("Sharm al-Sheikh", "SharmElSheikh", "EGY"),
        ("Bombay", "Mumbai", "IND"),
        ("Saigon", "HoChiMinhCity", "VNM"),
        ("Mecca", "Mecca", "SAU"),
        ("Strait of Hormuz", "StraitOfHormuz", None),
        ("the Gaza Strip", "GazaStrip", "PSE"),
        ("Donbass", "Donbas", "UKR"),
        ("Srebrenica", "Srebrenica", "BIH"),
        ("Nice", "Nice", "FRA"),
        ("Geneva", "Geneva", "CHE"),
    ],
)
def test_places_by_the_names_of_the_news(atlas: Atlas, name: str, first: str, country: str | None) -> None:
    best = atlas.candidates(name)[0].entry
    assert (best.entity.id, best.entity.country) == (first, country)
    assert best.entity.coordinates is not None


def test_washington_is_the_capital_before_the_state_and_may_mean_the_government(atlas: Atlas) -> None:
    found = ids(atlas, "Washington")
    assert found[0] == "WashingtonDC"
    assert {"WashingtonState", "UnitedStatesGovernment"} <= set(found)


def test_namesakes_are_all_candidates(atlas: Atlas) -> None:
    assert ids(atlas, "Tripoli")[0] == "Tripoli"
    assert {c.entry.entity.country for c in atlas.candidates("Tripoli")} >= {"LBY", "LBN"}
    assert {c.entry.entity.country for c in atlas.candidates("Hyderabad")} >= {"IND", "PAK"}
    assert ids(atlas, "Georgia")[:2] == ["Georgia", "GeorgiaState"]


@pytest.mark.parametrize(
    "written", ["us", "Us", "is", "Is", "it", "nice", "reading", "turkey", "mobile", "who", "march"]
)
def test_common_words_are_no_names(atlas: Atlas, written: str) -> None:
    assert atlas.candidates(written) == ()


@pytest.mark.parametrize("written", ["US", "U.S.", "USA", "U.S.A.", "United States", "the united states", "AMERICA"])
def test_the_united_states_in_all_its_spellings(atlas: Atlas, written: str) -> None:
    assert ids(atlas, written)[0] == "UnitedStates"


@pytest.mark.parametrize("town", ["Most", "Police", "Date", "Same", "Best", "Along", "Of", "March", "Orange"])
def test_towns_named_like_words_are_left_out(atlas: Atlas, town: str) -> None:
    assert [c for c in atlas.candidates(town) if c.entry.entity.kind is EntityKind.PLACE] == []


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("Russian", "Russia"),
        ("Russians", "Russia"),
        ("Frenchman", "France"),
        ("Frenchwomen", "France"),
        ("the French", "France"),
        ("Briton", "UnitedKingdom"),
        ("Danes", "Denmark"),
        ("Serbs", "Serbia"),
        ("Nigeriens", "Niger"),
        ("Nigerians", "Nigeria"),
        ("Congolese", "DRCongo"),
        ("Dominicans", "DominicanRepublic"),
        ("Palestinians", "Palestine"),
        ("Kurds", "Kurds"),
        ("Bosnian Serbs", "BosnianSerbs"),
        ("Chechens", "Chechens"),
        ("Abkhaz", "Abkhazia"),
        ("South Sudanese", "SouthSudan"),
        ("Iraqis", "Iraq"),
        ("Saudis", "SaudiArabia"),
    ],
)
def test_demonyms(atlas: Atlas, word: str, state: str) -> None:
    found = atlas.demonym(word)
    assert found is not None
    assert found.entity.id == state


def test_no_demonym_for_what_is_none(atlas: Atlas) -> None:
    assert atlas.demonym("Russia") is None
    assert atlas.demonym("table") is None


def test_peoples_are_coded_by_their_country(atlas: Atlas) -> None:
    chechens, kurds = atlas.demonym("Chechen"), atlas.demonym("Kurdish")
    assert chechens is not None
    assert kurds is not None
    assert (chechens.entity.kind, chechens.entity.country) == (EntityKind.POPULATION, "RUS")
    assert kurds.entity.country is None
    assert ("locatedIn", "Chechnya") in chechens.ties


@pytest.mark.parametrize(
    ("name", "country", "sector"),
    [
        ("Kremlin", "RUS", "GOV"),
        ("White House", "USA", "GOV"),
        ("Pentagon", "USA", "MIL"),
        ("Foggy Bottom", "USA", "GOV"),
        ("Downing Street", "GBR", "GOV"),
        ("Whitehall", "GBR", "GOV"),
        ("Elysee", "FRA", "GOV"),
        ("Zhongnanhai", "CHN", "GOV"),
        ("Blue House", "KOR", "GOV"),
        ("Knesset", "ISR", "LEG"),
    ],
)
def test_seats_of_power_represent_their_state(atlas: Atlas, name: str, country: str, sector: str) -> None:
    entity = atlas.candidates(name)[0].entry.entity
    state = atlas.state_of_code(country)
    assert state is not None
    assert (entity.country, entity.sector, entity.represents) == (country, sector, state.entity.id)


def test_a_capital_is_a_place_first_and_its_government_second(atlas: Atlas) -> None:
    place, *others = atlas.candidates("Moscow")
    assert place.entry.entity.kind is EntityKind.PLACE
    government = next(c for c in others if c.name_kind is NameKind.METONYM)
    assert government.entry.entity.id == "RussiaGovernment"
    assert government.entry.entity.represents == "Russia"


def test_states_have_identifiers_and_no_sector(atlas: Atlas) -> None:
    france = atlas.get("France")
    assert france is not None
    assert (france.entity.wikidata, france.entity.geonames) == ("Q142", "3017382")
    assert (france.entity.country, france.entity.sector, france.entity.kind) == ("FRA", None, EntityKind.STATE)
    assert france.entity.known
    assert "French Republic" in france.entity.aliases
    assert "Frenchman" not in france.entity.aliases
    assert "Frenchman" in france.demonyms


@pytest.mark.parametrize(
    ("code", "entity_id"),
    [("RUS", "Russia"), ("KOS", "Kosovo"), ("XKX", "Kosovo"), ("usa", "UnitedStates"), ("PSE", "Palestine")],
)
def test_states_by_code(atlas: Atlas, code: str, entity_id: str) -> None:
    found = atlas.state_of_code(code)
    assert found is not None
    assert found.entity.id == entity_id
    assert atlas.state_of_code("XXX") is None


def test_partially_recognised_states_are_coded_with_the_state_that_claims_them(atlas: Atlas) -> None:
    for entity_id, country in (("Abkhazia", "GEO"), ("Transnistria", "MDA"), ("Somaliland", "SOM")):
        entry = atlas.get(entity_id)
        assert entry is not None
        assert (entry.entity.country, entry.entity.sector) == (country, "PRE")


def test_dependencies_count_under_their_state(atlas: Atlas) -> None:
    for entity_id, country in (("PuertoRico", "USA"), ("Greenland", "DNK"), ("Gibraltar", "GBR"), ("Macau", "CHN")):
        entry = atlas.get(entity_id)
        assert entry is not None
        assert entry.entity.country == country


def test_former_states_have_their_years(atlas: Atlas) -> None:
    union = atlas.get("SovietUnion")
    assert union is not None
    assert (union.since, union.until) == (date(1922, 1, 1), date(1991, 12, 31))
    assert union.entity.country == "RUS"


def test_towns_lie_in_provinces_and_provinces_in_states(atlas: Atlas) -> None:
    raqqa = atlas.get("Raqqa")
    assert raqqa is not None
    province = dict(raqqa.ties)["locatedIn"]
    within = atlas.get(province)
    assert within is not None
    assert dict(within.ties)["locatedIn"] == "Syria"


def test_capitals_are_tied_to_their_state(atlas: Atlas) -> None:
    for town, state in (("Damascus", "Syria"), ("Kyiv", "Ukraine"), ("WashingtonDC", "UnitedStates")):
        entry = atlas.get(town)
        assert entry is not None
        assert ("capitalOf", state) in entry.ties


def test_every_tie_and_tenure_leads_to_an_entry(atlas: Atlas) -> None:
    for entity_id in atlas.ids():
        entry = atlas.get(entity_id)
        assert entry is not None
        targets = [target for _, target in entry.ties] + [tenure.state for tenure in entry.tenures if tenure.state]
        assert [target for target in targets if atlas.get(target) is None] == [], entity_id


def test_every_place_has_coordinates(atlas: Atlas) -> None:
    places = [entry for entry in map(atlas.get, atlas.ids()) if entry and entry.entity.kind is EntityKind.PLACE]
    without = [entry.entity.id for entry in places if entry.entity.coordinates is None]
    assert len(places) > 30_000
    assert without == []


@pytest.mark.parametrize(
    ("text", "start", "length"),
    [
        ("the United States of America said", 0, 5),
        ("in the United States of America", 2, 4),
        ("Russia struck targets", 0, 1),
        ("Guinea - Bissau has", 0, 3),
        ("said Sharm el - Sheikh airport", 1, 5),
        ("South Sudan and Sudan", 0, 2),
        ("Sudan and", 0, 1),
        ("he told us that", 2, 0),
        ("struck targets", 0, 0),
        ("the", 0, 0),
    ],
)
def test_the_longest_match(atlas: Atlas, text: str, start: int, length: int) -> None:
    assert atlas.longest_match(text.split(), start) == length


def test_the_longest_match_keeps_its_limit(atlas: Atlas) -> None:
    words = ["Democratic", "Republic", "of", "the", "Congo"]
    assert atlas.longest_match(words, 0) == 5
    assert atlas.longest_match(words, 0, limit=4) < 5


def test_look_ups_outside_the_atlas(atlas: Atlas) -> None:
    assert atlas.get("NoSuchActor") is None
    assert atlas.candidates("") == ()
    assert atlas.candidates("Qwertzuiop") == ()
    assert atlas.offices_of("NoSuchActor") == ()
    assert atlas.office_holder("NoSuchState", "head-of-state", date(2015, 1, 1)) is None
    assert atlas.longest_match([], 0) == 0
