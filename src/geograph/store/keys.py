"""Article, model, rules -> a key: while it is the same, reading the article again would give the same document."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib import resources
from importlib.abc import Traversable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import geograph
from geograph.plain import to_plain
from geograph.types import Article

__all__ = ["reading_key"]

_TABLES = (".toml", ".csv", ".gz")
_SOURCES = "atlas"  # the tables of which atlas.json.gz is compiled; nothing reads them but the compiler


def reading_key(article: Article, model: str) -> str:
    """The key of what ``model`` and the rules read in ``article``.

    Everything counts that is known of the article but its source: a file that was moved is not read again.
    """
    plain = to_plain(replace(article, source="", problems=()))
    text = json.dumps([plain, _model_version(model), _rules_version()], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def _model_version(model: str) -> str:
    """Name and version of a pipeline, or the digest of the description in its folder."""
    meta = Path(model) / "meta.json"
    if meta.is_file():
        return hashlib.sha256(meta.read_bytes()).hexdigest()
    try:
        return f"{model} {version(model)}"
    except (PackageNotFoundError, ValueError):
        return model


@cache
def _rules_version() -> str:
    """The version of geograph and spaCy, and a digest of every table of words."""
    digest = hashlib.sha256(f"{geograph.__version__} {version('spacy')}".encode())
    for file in _iter_tables(resources.files("geograph.lexicons.data")):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def _iter_tables(folder: Traversable) -> Iterator[Traversable]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir() and entry.name != _SOURCES:
            yield from _iter_tables(entry)
        elif entry.is_file() and entry.name.endswith(_TABLES):
            yield entry
