"""Write down what a person says is one, or is not: ``geograph merge`` and ``geograph split``."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from geograph.export.files import write_atomically
from geograph.merging.corrections import COLUMNS, Correction, make_correction, read_corrections

__all__ = ["append_correction"]

_HEAD = "# What a person said is one, or is not: geograph merge and geograph split write it, every build obeys it.\n"


def append_correction(path: Path, correction: Correction) -> None:
    """Add a row to a file of corrections, which is made if there is none; the file is changed whole or not at all.

    Raises:
        InputError: if what is there is no file of corrections, or the row is none.
        ExportError: if it cannot be written.
    """
    known = read_corrections(path) if path.exists() else ()
    make_correction(_cells(correction), str(path))
    lines = io.StringIO()
    writer = csv.DictWriter(lines, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(_cells(one) for one in (*known, correction))
    write_atomically(path, _HEAD + lines.getvalue())


def _cells(correction: Correction) -> dict[str, str]:
    return {
        "action": correction.action,
        "ids": "|".join(correction.ids),
        "reason": " ".join(correction.reason.split()),
        "by": " ".join(correction.by.split()),
        "date": correction.date.isoformat() if correction.date else "",
    }
