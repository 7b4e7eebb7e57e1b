"""The index of a generation: what each article gives to the graph, and the nodes and edges that come of it.

It is made of the documents alone, so it can always be made again; a generation's never changes once it is published.
"""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path

__all__ = ["SCHEMA_VERSION", "create_index", "open_draft", "open_published"]

_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- The documents that the generation is made of. digest: of the kept file; size, mtime: to see in a moment that it is
-- the same; key: of what was read and by what; problems: counts by severity; copy_of: the article whose text it prints;
-- told_by: who stands behind that; triples: in its named graph.
CREATE TABLE articles (
  id TEXT PRIMARY KEY, digest TEXT NOT NULL, size INTEGER NOT NULL, mtime INTEGER NOT NULL, key TEXT NOT NULL,
  source TEXT NOT NULL, url TEXT, publisher TEXT, language TEXT NOT NULL, attributes TEXT NOT NULL,
  problems TEXT NOT NULL, copy_of TEXT, told_by TEXT NOT NULL, triples INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX articles_by_publisher ON articles (publisher);

-- What an article is compared by with others, and of which it is a copy, each pair both ways.
CREATE TABLE grams (article TEXT PRIMARY KEY, grams BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE bands (
  band INTEGER NOT NULL, key BLOB NOT NULL, article TEXT NOT NULL, PRIMARY KEY (band, key, article)
) WITHOUT ROWID;
CREATE INDEX bands_by_article ON bands (article);
CREATE TABLE copies (one TEXT NOT NULL, other TEXT NOT NULL, PRIMARY KEY (one, other)) WITHOUT ROWID;
CREATE INDEX copies_by_other ON copies (other);

-- What merging compares of an article, and what it decided about it: '' where that has not been taken up yet.
CREATE TABLE cards (article TEXT PRIMARY KEY, card TEXT NOT NULL, decided TEXT NOT NULL) WITHOUT ROWID;

-- Events that are one ("merged") and accounts that are rivals ("incidents"): what was decided, and the attributes.
CREATE TABLE groups (
  kind TEXT NOT NULL, id TEXT NOT NULL, ordinal INTEGER NOT NULL, decided TEXT NOT NULL, node TEXT NOT NULL,
  PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE TABLE accounts (
  event TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (event, kind, id)
) WITHOUT ROWID;
CREATE INDEX accounts_by_group ON accounts (kind, id);

-- Kept files that cannot be read: they are no articles, until they change.
CREATE TABLE broken (
  name TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime INTEGER NOT NULL, message TEXT NOT NULL
) WITHOUT ROWID;

-- What an article says of an entity: its descriptions, stand-ins where it is only referred to, mentions, names.
CREATE TABLE facts (
  entity TEXT NOT NULL, article TEXT NOT NULL, variants TEXT NOT NULL, stubs TEXT NOT NULL, mentions INTEGER NOT NULL,
  spans TEXT NOT NULL, names TEXT NOT NULL, PRIMARY KEY (entity, article)
) WITHOUT ROWID;
CREATE INDEX facts_by_article ON facts (article);

-- Entities as all articles together give them; node: attributes without spans; look: what graphs of articles show.
CREATE TABLE nodes (
  id TEXT PRIMARY KEY, label TEXT NOT NULL, kind TEXT NOT NULL, language TEXT NOT NULL, look TEXT NOT NULL,
  entity TEXT NOT NULL, node TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE names (
  entity TEXT NOT NULL, name TEXT NOT NULL, folded TEXT NOT NULL, known INTEGER NOT NULL, kind TEXT NOT NULL,
  PRIMARY KEY (entity, name)
) WITHOUT ROWID;
CREATE INDEX names_by_name ON names (name, kind);
CREATE INDEX names_by_folded ON names (folded);

-- Edges as docs/graph.md describes them, in the order of the text; standing ones come after those of events.
CREATE TABLE edges (
  article TEXT NOT NULL, standing INTEGER NOT NULL, ordinal INTEGER NOT NULL, source TEXT NOT NULL,
  relation TEXT NOT NULL, target TEXT NOT NULL, key TEXT NOT NULL, event TEXT, merged TEXT, attributes TEXT NOT NULL,
  PRIMARY KEY (article, standing, ordinal)
) WITHOUT ROWID;
CREATE INDEX edges_by_event ON edges (event);
CREATE INDEX edges_by_source ON edges (source, target, relation);
CREATE INDEX edges_by_target ON edges (target, source);
-- The relations that the RDF has.
CREATE TABLE statements (
  source TEXT NOT NULL, relation TEXT NOT NULL, target TEXT NOT NULL, PRIMARY KEY (source, target, relation)
) WITHOUT ROWID;
CREATE TABLE event_nodes (
  article TEXT NOT NULL, ordinal INTEGER NOT NULL, id TEXT NOT NULL, node TEXT NOT NULL, PRIMARY KEY (article, ordinal)
) WITHOUT ROWID;
CREATE INDEX event_nodes_by_id ON event_nodes (id);

-- What an article has (events, claims), and what it points at in other articles.
CREATE TABLE items (
  kind TEXT NOT NULL, id TEXT NOT NULL, article TEXT NOT NULL, PRIMARY KEY (kind, id, article)
) WITHOUT ROWID;
CREATE INDEX items_by_article ON items (article);
CREATE TABLE pointers (
  kind TEXT NOT NULL, id TEXT NOT NULL, article TEXT NOT NULL, PRIMARY KEY (kind, id, article)
) WITHOUT ROWID;
CREATE INDEX pointers_by_article ON pointers (article);
"""

SCHEMA_VERSION = hashlib.sha256(_SCHEMA.encode()).hexdigest()[:16]
"""An index of another schema is not read: it is made again."""


def create_index(path: Path) -> None:
    """Make an index of nothing."""
    connection = sqlite3.connect(path)
    try:
        connection.executescript(_SCHEMA)
        connection.commit()
    finally:
        connection.close()


def open_draft(path: Path) -> sqlite3.Connection:
    """Open the index of a generation that is being made.

    A draft that is not finished is thrown away, so it needs neither a journal nor waits for the disk.
    """
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode = OFF", "synchronous = OFF", "temp_store = FILE", "cache_size = -16000"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def open_published(path: Path) -> sqlite3.Connection:
    """Open the index of a published generation, which nobody changes: no lock is taken, no file is made beside it.

    The connection may be used in several threads, one at a time.
    """
    uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    return sqlite3.connect(uri, uri=True, check_same_thread=False)
