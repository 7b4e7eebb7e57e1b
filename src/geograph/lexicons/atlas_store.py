"""The compiled file: columns of text in gzipped JSON, split only when first asked for.

A column is one string with a line per record, so loading is a few ``str.split`` calls and no object is built for an
actor that no text names. The bytes depend on the records alone: no clock, no machine.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from geograph.errors import LexiconError
from geograph.lexicons.atlas_fold import fold
from geograph.lexicons.atlas_record import NAME_LETTERS, Name, Record, Tenure
from geograph.types import Coordinates, EntityKind

__all__ = ["FORMAT", "Store", "pack", "unpack"]

FORMAT = 1
_LETTER_OF = {kind: letter for letter, kind in NAME_LETTERS.items()}
_KINDS = tuple(EntityKind)
_NOTHING = {"keys": "", "rows": ""}
_FORBIDDEN = ("\n", "\t", "|")


def pack(records: Sequence[Record], *, sources: Sequence[Mapping[str, str]] = ()) -> bytes:
    """The compiled file of ``records``, which are sorted by id."""
    ordered = sorted(records, key=lambda record: record.id)
    body = {
        "columns": {name: "\n".join(map(write, ordered)) for name, write in _COLUMNS.items()},
        "index": _index(ordered),
    }
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    version = hashlib.sha256(text.encode()).hexdigest()[:16]
    whole = {"format": FORMAT, "version": version, "sources": [dict(source) for source in sources], **body}
    raw = json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()
    return gzip.compress(raw, compresslevel=9, mtime=0)


def unpack(data: bytes, *, where: str = "atlas") -> Store:
    """The store that ``pack`` wrote.

    Raises:
        LexiconError: if ``data`` is no compiled atlas, or one of another format.
    """
    try:
        content = json.loads(gzip.decompress(data))
        found = content["format"]
    except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
        raise LexiconError(f"no compiled atlas: {error}", where=where, hint="compile it again") from error
    if found != FORMAT:
        raise LexiconError(f"atlas format {found}, expected {FORMAT}", where=where, hint="compile it again")
    return Store(content["version"], tuple(content["sources"]), content["columns"], content["index"])


@dataclass(slots=True)
class _Lines:
    """A column, split when first read."""

    text: str
    lines: list[str] | None = None

    def __getitem__(self, row: int) -> str:
        return self.all()[row]

    def all(self) -> list[str]:
        if self.lines is None:
            self.lines, self.text = self.text.split("\n"), ""
        return self.lines


class Store:
    """Records by row, rows by id and by folded name."""

    def __init__(
        self,
        version: str,
        sources: tuple[Mapping[str, str], ...],
        columns: Mapping[str, str],
        index: Mapping[str, str],
    ) -> None:
        self.version = version
        self.sources = sources
        self._columns = {name: _Lines(text) for name, text in columns.items()}
        keys, rows = index["keys"], index["rows"]
        self._rows = dict(zip(keys.split("\n"), rows.split("\n"), strict=True)) if keys else {}

    def extended(self, records: Sequence[Record]) -> Store:
        """A store with more records; one that has the id of a row takes its place."""
        lines = {name: list(column.all()) if len(self) else [] for name, column in self._columns.items()}
        row_of, index = dict(self.row_of), dict(self._rows)
        for record in records:
            row = row_of.setdefault(record.id, len(lines["id"]))
            for name, write in _COLUMNS.items():
                lines[name][row : row + 1] = [write(record)]
            for key in filter(None, dict.fromkeys(fold(name.text) for name in record.names)):
                bearers = index.get(key, "").split()
                index[key] = " ".join([*bearers, *({str(row)} - set(bearers))])
        told = "\n".join(f"{write(record)}" for record in records for write in _COLUMNS.values())
        whole = Store(hashlib.sha256(f"{self.version}\n{told}".encode()).hexdigest()[:16], self.sources, {}, _NOTHING)
        whole._columns = {name: _Lines("", cells) for name, cells in lines.items()}
        whole._rows = index
        return whole

    def __len__(self) -> int:
        return len(self.row_of)

    @cached_property
    def row_of(self) -> dict[str, int]:
        """The row of each id."""
        ids = self._columns["id"].all()
        return {name: row for row, name in enumerate(ids)} if ids != [""] else {}

    @property
    def keys(self) -> Iterable[str]:
        """All folded names."""
        return self._rows.keys()

    def rows(self, key: str) -> tuple[int, ...]:
        """The rows that bear a folded name."""
        found = self._rows.get(key)
        return tuple(map(int, found.split(" "))) if found else ()

    def column(self, name: str) -> list[str]:
        """A column as it is written, a string for each row."""
        return self._columns[name].all()

    def names(self, row: int) -> tuple[Name, ...]:
        """The names of a row, its chief name first."""
        return tuple(map(_read_name, _parts(self._columns["names"][row])))

    def tenures(self, row: int) -> tuple[Tenure, ...]:
        """The offices held by a row."""
        return tuple(map(_read_tenure, _parts(self._columns["tenures"][row])))

    def record(self, row: int) -> Record:
        """The record of a row."""
        cell = {name: column[row] for name, column in self._columns.items()}
        return Record(
            id=cell["id"],
            name=cell["name"],
            kind=_KINDS[int(cell["kind"])],
            names=self.names(row),
            country=cell["country"] or None,
            sector=cell["sector"] or None,
            wikidata=cell["wikidata"] or None,
            geonames=cell["geonames"] or None,
            coordinates=_read_point(cell["coordinates"]),
            represents=cell["represents"] or None,
            tenures=self.tenures(row),
            ties=tuple((tie.split("|")[0], tie.split("|")[1]) for tie in _parts(cell["ties"])),
            since=_read_day(cell["since"]),
            until=_read_day(cell["until"]),
            prominence=float(cell["prominence"]),
            codes=tuple(_parts(cell["codes"])),
        )


# ---------------------------------------------------------------- cells
def _parts(cell: str) -> list[str]:
    return cell.split("\t") if cell else []


def _safe(text: str, record: Record) -> str:
    if any(mark in text for mark in _FORBIDDEN):
        raise LexiconError(f"tab, line break or '|' in {text!r}", where=record.id)
    return text


def _write_names(record: Record) -> str:
    return "\t".join(_mark(name) + _safe(name.text, record) for name in record.names)


def _mark(name: Name) -> str:
    """The letter of a name's kind, small if the name is also a common word."""
    letter = _LETTER_OF[name.kind]
    return letter.lower() if name.common else letter


def _read_name(cell: str) -> Name:
    letter, text = cell[0], cell[1:]
    return Name(kind=NAME_LETTERS[letter.upper()], text=text, common=letter.islower())


def _write_tenures(record: Record) -> str:
    rows = ((t.office, t.title, t.state, _write_day(t.since), _write_day(t.until)) for t in record.tenures)
    return "\t".join("|".join(_safe(part, record) for part in row) for row in rows)


def _read_tenure(cell: str) -> Tenure:
    office, title, state, since, until = cell.split("|")
    return Tenure(office=office, title=title, state=state, since=_read_day(since), until=_read_day(until))


def _write_day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _read_day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


def _write_point(record: Record) -> str:
    point = record.coordinates
    return f"{point.lat:.4f} {point.lon:.4f}" if point else ""


def _read_point(cell: str) -> Coordinates | None:
    if not cell:
        return None
    lat, lon = cell.split(" ")
    return Coordinates(lat=float(lat), lon=float(lon))


_COLUMNS: Mapping[str, Callable[[Record], str]] = {
    "id": lambda record: _safe(record.id, record),
    "name": lambda record: _safe(record.name, record),
    "kind": lambda record: str(_KINDS.index(record.kind)),
    "names": _write_names,
    "country": lambda record: record.country or "",
    "sector": lambda record: record.sector or "",
    "wikidata": lambda record: record.wikidata or "",
    "geonames": lambda record: record.geonames or "",
    "coordinates": _write_point,
    "represents": lambda record: record.represents or "",
    "tenures": _write_tenures,
    "ties": lambda record: "\t".join("|".join(_safe(part, record) for part in tie) for tie in record.ties),
    "since": lambda record: _write_day(record.since),
    "until": lambda record: _write_day(record.until),
    "prominence": lambda record: f"{record.prominence:.0f}",
    "codes": lambda record: "\t".join(record.codes),
}


def _index(records: Sequence[Record]) -> dict[str, str]:
    rows: dict[str, list[int]] = {}
    for row, record in enumerate(records):
        for key in dict.fromkeys(fold(name.text) for name in record.names):
            if key:
                rows.setdefault(key, []).append(row)
    keys = sorted(rows)
    return {"keys": "\n".join(keys), "rows": "\n".join(" ".join(map(str, rows[key])) for key in keys)}
