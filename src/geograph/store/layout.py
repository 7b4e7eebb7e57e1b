"""Where everything lies in the folder of a store.

::

    STORE/
      store.json            what this folder is, and the version of its layout
      documents/3f/3f9a...  what was read of each article: the truth, one gzipped JSON file each
      graphs/12/            a generation, made of the documents and never changed again
        oxigraph/           its RDF
        index.sqlite        its nodes, edges and what each article gives to them
        lease               locked by everyone who reads the generation
      CURRENT               the number of the generation that readers open
      writer.lock           locked by the one who writes; says who that is
      corrections.csv       a person's merges and splits, if there are any
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from geograph.errors import StoreError

__all__ = ["FORMAT", "Layout", "check_marker"]

FORMAT = 1
_MARK = "geograph store"


@dataclass(frozen=True, slots=True)
class Layout:
    """The paths of the store in the folder ``root``."""

    root: Path

    @property
    def marker(self) -> Path:
        """The file that makes a folder a store."""
        return self.root / "store.json"

    @property
    def documents(self) -> Path:
        """The folder of what was read."""
        return self.root / "documents"

    @property
    def graphs(self) -> Path:
        """The folder of the generations."""
        return self.root / "graphs"

    @property
    def current(self) -> Path:
        """The file that names the generation to read."""
        return self.root / "CURRENT"

    @property
    def lock(self) -> Path:
        """The file that the writer locks."""
        return self.root / "writer.lock"

    @property
    def corrections(self) -> Path:
        """The file of a person's merges and splits."""
        return self.root / "corrections.csv"

    def generation(self, number: int) -> Path:
        """The folder of a generation."""
        return self.graphs / str(number)

    def current_generation(self) -> int:
        """The number in ``CURRENT``, 0 if there is none yet.

        Raises:
            StoreError: if the file holds anything else.
        """
        try:
            text = self.current.read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return 0
        except (OSError, UnicodeDecodeError) as error:
            raise StoreError(f"cannot be read: {error}", where=str(self.current)) from error
        if not text.isdigit():
            raise StoreError("is no number of a generation", where=str(self.current), hint="run geograph rebuild")
        return int(text)


def marker_text() -> str:
    """The content of ``store.json``."""
    return json.dumps({"what": _MARK, "format": FORMAT}) + "\n"


def check_marker(layout: Layout) -> None:
    """Make sure that a folder is a store that this version can read.

    Raises:
        StoreError: if it is not.
    """
    where = str(layout.root)
    try:
        content = json.loads(layout.marker.read_text(encoding="utf-8"))
    except FileNotFoundError:
        hint = "geograph build ARTICLE... --store DIR makes one"
        raise StoreError("there is no store in this folder", where=where, hint=hint) from None
    except OSError as error:
        raise StoreError(f"cannot be read: {error.strerror}", where=where) from error
    except ValueError as error:
        raise StoreError(f"is not a store's: {error}", where=str(layout.marker)) from error
    known = isinstance(content, dict) and content.get("what") == _MARK
    if not known or content.get("format") != FORMAT:
        hint = f"this geograph reads stores of format {FORMAT}; build the store anew from the articles"
        raise StoreError("is not a store that this version can read", where=str(layout.marker), hint=hint)
