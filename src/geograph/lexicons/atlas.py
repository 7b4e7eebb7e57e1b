"""folded name -> actors: the atlas of states, places, people and organisations that geograph knows.

The tables beside this module are compiled into one file (see ``docs/atlas.md``); this is its reader. Nothing is built
before it is asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from importlib import resources

from geograph.lexicons.atlas_fold import Case, case_fits, fold, needed_case
from geograph.lexicons.atlas_record import Name, NameKind, Record, Tenure
from geograph.lexicons.atlas_store import Store, unpack
from geograph.types import Entity, EntityKind

__all__ = ["Atlas", "AtlasEntry", "Candidate", "NameKind", "Tenure", "load_atlas"]

_NOT_ALIASES = (NameKind.DEMONYM, NameKind.SURNAME, NameKind.METONYM)
_STATE_WEIGHT = 10.0  # Georgia has fewer people than the State of Georgia, yet is meant more often
_NAME_WEIGHT = {NameKind.SURNAME: 0.1}
_CACHE = 65536


@dataclass(frozen=True, slots=True, kw_only=True)
class AtlasEntry:
    """An actor or place of the atlas with what is known of it.

    ``ties`` are (predicate, entity id) pairs: partOf, affiliatedWith, memberOf, basedIn, locatedIn, capitalOf.
    ``prominence`` is the population for states and places and an editor's weight of the same order for all else.
    """

    entity: Entity
    demonyms: tuple[str, ...] = ()
    tenures: tuple[Tenure, ...] = ()
    ties: tuple[tuple[str, str], ...] = ()
    since: date | None = None
    until: date | None = None
    prominence: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An entry that a written name may mean, and by which of its names."""

    entry: AtlasEntry
    name_kind: NameKind
    name: str


class Atlas:
    """Look-ups over a compiled atlas. All ids are entity ids; all results are in a fixed order."""

    def __init__(self, store: Store) -> None:
        self.version = store.version
        self._store = store
        self._entries: dict[int, AtlasEntry] = {}
        self._fold = lru_cache(maxsize=_CACHE)(fold)
        self._cached_candidates = lru_cache(maxsize=_CACHE)(self._find_candidates)

    def __len__(self) -> int:
        return len(self._store)

    def extended(self, records: Sequence[Record]) -> Atlas:
        """An atlas with more records; one whose id is known takes the place of the one that has it."""
        return Atlas(self._store.extended(records)) if records else self

    def record(self, entity_id: str) -> Record | None:
        """The record of an id, as tables give it."""
        row = self._store.row_of.get(entity_id)
        return None if row is None else self._store.record(row)

    @property
    def sources(self) -> tuple[dict[str, str], ...]:
        """What the atlas was made of: name, licence and address of each source."""
        return tuple(dict(source) for source in self._store.sources)

    def ids(self) -> tuple[str, ...]:
        """All ids, sorted."""
        return tuple(self._store.row_of)

    def get(self, entity_id: str) -> AtlasEntry | None:
        """The entry of an id."""
        row = self._store.row_of.get(entity_id)
        return None if row is None else self._entry(row)

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        """All that a written name may mean, best prominence first."""
        return self._cached_candidates(name)

    def demonym(self, word: str) -> AtlasEntry | None:
        """The state, place or population that an adjective or a people's name belongs to."""
        return next((c.entry for c in self.candidates(word) if c.name_kind is NameKind.DEMONYM), None)

    def longest_match(self, words: Sequence[str], start: int, *, limit: int = 8) -> int:
        """How many words the longest known name beginning at ``start`` has; 0 if there is none.

        A leading "the" counts as one of them, and so do hyphens that stand alone.
        """
        skipped = 1 if start < len(words) and words[start].lower() == "the" else 0
        first = start + skipped
        if first >= len(words):
            return 0
        head = self._fold(words[first]).split(" ")[0]
        reach = min(self._reach.get(head, 0), limit - skipped, len(words) - first)
        for size in range(reach, 0, -1):
            ends_in_word = self._fold(words[first + size - 1])
            if ends_in_word and self.candidates(" ".join(words[first : first + size])):
                return skipped + size
        return 0

    def office_holder(self, state: str, office: str, day: date) -> AtlasEntry | None:
        """Who held ``office`` of a state or organisation on ``day``; on a day of handover, who took it."""
        held = [(t.since or date.min, row) for row, t in self._tenures.get((state, office), ()) if t.holds_on(day)]
        return self._entry(max(held)[1]) if held else None

    def office_holders_on(self, state: str, office: str, day: date) -> tuple[tuple[AtlasEntry, Tenure], ...]:
        """All who held ``office`` of a state or organisation on ``day``, each with the term of office."""
        held = sorted((t.title, row, t) for row, t in self._tenures.get((state, office), ()) if t.holds_on(day))
        return tuple((self._entry(row), tenure) for _, row, tenure in held)

    def office_holders(self) -> tuple[AtlasEntry, ...]:
        """All who ever held an office, in the order of their ids."""
        return tuple(self._entry(row) for row in sorted({row for held in self._tenures.values() for row, _ in held}))

    def offices_of(self, entity_id: str, day: date | None = None) -> tuple[Tenure, ...]:
        """The offices that a person holds on ``day``, or ever held if ``day`` is None, in order of time."""
        entry = self.get(entity_id)
        tenures = entry.tenures if entry else ()
        return tuple(tenure for tenure in tenures if day is None or tenure.holds_on(day))

    def state_of_code(self, code: str) -> AtlasEntry | None:
        """The state of a PLOVER or ISO 3166-1 alpha-3 code."""
        row = self._codes.get(code.upper())
        return None if row is None else self._entry(row)

    @property
    def codes(self) -> tuple[str, ...]:
        """All codes of states, sorted."""
        return tuple(sorted(self._codes))

    # ------------------------------------------------------------ tables built when first needed
    @cached_property
    def _reach(self) -> dict[str, int]:
        """The most tokens that a name beginning with a word may take, hyphens standing alone included."""
        reach: dict[str, int] = {}
        for key in self._store.keys:
            head, _, _ = key.partition(" ")
            size = 2 * key.count(" ") + 1
            if size > reach.get(head, 0):
                reach[head] = size
        return reach

    @cached_property
    def _codes(self) -> dict[str, int]:
        column = self._store.column("codes")
        return {code: row for row, cell in enumerate(column) if cell for code in cell.split("\t")}

    @cached_property
    def _tenures(self) -> dict[tuple[str, str], list[tuple[int, Tenure]]]:
        holders: dict[tuple[str, str], list[tuple[int, Tenure]]] = {}
        for row, cell in enumerate(self._store.column("tenures")):
            for tenure in self._store.tenures(row) if cell else ():
                holders.setdefault((tenure.state, tenure.office), []).append((row, tenure))
        return holders

    # ------------------------------------------------------------ rows to entries
    def _entry(self, row: int) -> AtlasEntry:
        if row not in self._entries:
            self._entries[row] = _to_entry(self._store.record(row))
        return self._entries[row]

    def _find_candidates(self, written: str) -> tuple[Candidate, ...]:
        key = self._fold(written)
        ranked = []
        for row in self._store.rows(key):
            name = self._best_name(row, key, written)
            if name:
                entry = self._entry(row)
                ranked.append((-_rank(entry, name), row, Candidate(entry=entry, name_kind=name.kind, name=name.text)))
        return tuple(candidate for _, _, candidate in sorted(ranked, key=lambda item: item[:2]))

    def _best_name(self, row: int, key: str, written: str) -> Name | None:
        written = written[4:] if written[:4].lower() == "the " else written
        for name in self._store.names(row):
            if self._fold(name.text) == key and case_fits(written, _case_of(name)):
                return name
        return None


def _case_of(name: Name) -> Case:
    return needed_case(name.text, abbreviation=name.kind is NameKind.ABBREVIATION, common_word=name.common)


def _rank(entry: AtlasEntry, name: Name) -> float:
    weight = _STATE_WEIGHT if entry.entity.kind is EntityKind.STATE else 1.0
    return entry.prominence * weight * _NAME_WEIGHT.get(name.kind, 1.0)


def _to_entry(record: Record) -> AtlasEntry:
    aliases = [n.text for n in record.names if n.kind not in _NOT_ALIASES and n.text != record.name]
    demonyms = [n.text for n in record.names if n.kind is NameKind.DEMONYM]
    entity = Entity(
        id=record.id,
        name=record.name,
        kind=record.kind,
        aliases=tuple(dict.fromkeys(aliases)),
        country=record.country,
        sector=record.sector,
        wikidata=record.wikidata,
        geonames=record.geonames,
        coordinates=record.coordinates,
        represents=record.represents,
        known=True,
    )
    return AtlasEntry(
        entity=entity,
        demonyms=tuple(demonyms),
        tenures=record.tenures,
        ties=record.ties,
        since=record.since,
        until=record.until,
        prominence=record.prominence,
    )


@lru_cache(maxsize=1)
def load_atlas() -> Atlas:
    """The atlas that ships with geograph, read once."""
    file = resources.files("geograph.lexicons.data").joinpath("atlas.json.gz")
    return Atlas(unpack(file.read_bytes(), where="atlas.json.gz"))
