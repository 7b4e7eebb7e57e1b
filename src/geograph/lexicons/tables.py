"""Read the project's tables (CSV and TOML) through their schemas, with errors that name file, line and entry."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Iterable
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from geograph.errors import LexiconError

__all__ = ["read_records", "read_rows", "read_toml", "stamps", "table_text"]

Row = TypeVar("Row", bound=BaseModel)


def stamps(paths: Iterable[Path | str]) -> tuple[int, ...]:
    """What changes when a user edits his files, in nanoseconds and bytes: a key beside their paths where they are kept.

    Of a folder all files count; what is not there counts as nothing.
    """
    files = (file for path in map(Path, paths) for file in (path, *(sorted(path.iterdir()) if path.is_dir() else ())))
    told = (file.stat() for file in files if file.exists())
    return tuple(number for stat in told for number in (stat.st_mtime_ns, stat.st_size))


def table_text(name: str) -> str:
    """The text of the table ``name`` that ships with the package.

    Raises:
        LexiconError: if there is no such table.
    """
    try:
        return resources.files("geograph.lexicons.data").joinpath(name).read_text(encoding="utf-8")
    except (FileNotFoundError, UnicodeDecodeError) as error:
        raise LexiconError(f"cannot read the table: {error}", where=name, hint="is the installation whole?") from error


def read_rows(source: str | Path, schema: type[Row]) -> tuple[Row, ...]:
    """Read a CSV table with a header; lines that begin with ``#`` are comments.

    Args:
        source: the name of a table of the package, or a path to a user's.
        schema: the pydantic model of a row; empty cells are left out, so that its defaults hold.

    Raises:
        LexiconError: naming file, line and column of the first row that breaks the schema.
    """
    text = source.read_text(encoding="utf-8") if isinstance(source, Path) else table_text(source)
    numbered = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip() and not line.startswith("#")]
    reader = csv.DictReader(io.StringIO("\n".join(line for _, line in numbered)))
    rows: list[Row] = []
    for record in reader:
        line = numbered[reader.line_num - 1][0]
        rows.append(_validated(schema, {k: v for k, v in record.items() if k and v}, f"{source}:{line}"))
    return tuple(rows)


def read_toml(source: str | Path) -> dict[str, Any]:
    """Read a TOML table of the package or of a user.

    Raises:
        LexiconError: if it is not TOML.
    """
    text = source.read_text(encoding="utf-8") if isinstance(source, Path) else table_text(source)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"not valid TOML: {error}", where=str(source)) from error


def read_records(source: str | Path, key: str, schema: type[Row]) -> tuple[Row, ...]:
    """Read the array of tables ``[[key]]`` of a TOML file.

    Raises:
        LexiconError: naming file and entry id of the first record that breaks the schema.
    """
    records = read_toml(source).get(key, [])
    return tuple(
        _validated(schema, record, f"{source}: entry {record.get('id', number)}")
        for number, record in enumerate(records, 1)
    )


def _validated(schema: type[Row], record: dict[str, Any], where: str) -> Row:
    try:
        return schema.model_validate(record)
    except ValidationError as error:
        first = error.errors()[0]
        column = ".".join(str(part) for part in first["loc"])
        raise LexiconError(f"{column}: {first['msg']}", where=where) from error
