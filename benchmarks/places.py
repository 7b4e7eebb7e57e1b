"""Places on sentences: the country right, and the place within 161 km of where it is.

    python -m benchmarks.places SENTENCES.toml [--errors]

Each ``[[sentence]]`` has ``text``, ``place`` (its name as written), ``country``, ``lat`` and ``lon``. A name resolved
to a state (a capital that acts) counts by the state's country and by the place it was read from.
"""

from __future__ import annotations

import argparse
import math
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.coref import Reading, read
from geograph.types import Coordinates, Entity, MentionForm

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["NEAR_KM", "PlaceResult", "distance", "main", "run"]

NEAR_KM = 161.0
_DIAMETER_KM = 12742.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceResult:
    """How one sentence was read: ``found`` is the id of the entity, ``km`` its distance, None without coordinates."""

    text: str
    place: str
    country: str
    found: str | None
    found_country: str | None
    km: float | None

    @property
    def country_right(self) -> bool:
        """Whether the place was put in its country."""
        return self.found_country == self.country

    @property
    def near(self) -> bool:
        """Whether it was put within 161 km (100 miles)."""
        return self.km is not None and self.km <= NEAR_KM


def distance(one: Coordinates, other: Coordinates) -> float:
    """Kilometres between two points along the great circle.

    >>> round(distance(Coordinates(lat=48.86, lon=2.35), Coordinates(lat=51.51, lon=-0.13)))
    344
    """
    lat, lon, lat2, lon2 = (math.radians(x) for x in (one.lat, one.lon, other.lat, other.lon))
    half = math.sin((lat2 - lat) / 2) ** 2 + math.cos(lat) * math.cos(lat2) * math.sin((lon2 - lon) / 2) ** 2
    return _DIAMETER_KM * math.asin(math.sqrt(half))


def run(nlp: Language, path: Path) -> tuple[PlaceResult, ...]:
    """Read all sentences of a file."""
    from geograph.reading import make_article

    records = tomllib.loads(path.read_text("utf-8"))["sentence"]
    return tuple(_result(record, read(nlp, make_article(record["text"]))) for record in records)


def _result(record: dict[str, str | float], reading: Reading) -> PlaceResult:
    name, text = str(record["place"]), str(record["text"])
    entity = _entity(reading, text.index(name), name)
    point = Coordinates(lat=float(record["lat"]), lon=float(record["lon"]))
    return PlaceResult(
        text=text,
        place=name,
        country=str(record["country"]),
        found=entity.id if entity else None,
        found_country=entity.country if entity else None,
        km=distance(point, entity.coordinates) if entity and entity.coordinates else None,
    )


def _entity(reading: Reading, start: int, name: str) -> Entity | None:
    """The entity of the shortest named mention that holds the name."""
    entities = {entity.id: entity for entity in reading.entities}
    around = [
        m
        for m in reading.mentions
        if m.form is MentionForm.NAMED and m.entity in entities and m.start <= start and start + len(name) <= m.end
    ]
    best = min(around, key=lambda m: m.end - m.start, default=None)
    return entities[best.entity] if best is not None and best.entity is not None else None


def main() -> None:
    """Run as a command."""
    from geograph.pipeline import load_pipeline

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sentences", type=Path)
    parser.add_argument("--errors", action="store_true", help="print each mistake")
    arguments = parser.parse_args()
    results = run(load_pipeline(), arguments.sentences)
    for result in results:
        if arguments.errors and not (result.country_right and result.near):
            print(f"{result.place} {result.country}: {result.found} {result.found_country} {result.km}  {result.text}")
    print(f"sentences {len(results)}")
    print(f"country right  {sum(r.country_right for r in results) / len(results):.3f}")
    print(f"within 161 km  {sum(r.near for r in results) / len(results):.3f}")


if __name__ == "__main__":
    main()
