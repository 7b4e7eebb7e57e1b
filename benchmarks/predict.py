"""Predictions for a suite, in the form that its scorer reads.

    python -m benchmarks.predict SUITE INPUT.jsonl > PRED.jsonl

SUITE is plover_gsr, plv, petrarch, cameo_ner, ngec_actors or re3d.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.actors import actor_row, span_row
from benchmarks.coding import coded_events
from benchmarks.records import Record, iter_records
from benchmarks.spans import entity_rows, relation_rows
from geograph.pipeline import load_pipeline, read_documents
from geograph.reading import make_article
from geograph.types import Document

__all__ = ["SUITES", "main"]

Write = Callable[[Record, Document], dict[str, Any]]


def _events(record: Record, document: Document) -> dict[str, Any]:
    return {"id": record.id, "events": coded_events(document)}


def _spans(record: Record, document: Document) -> dict[str, Any]:
    return {"doc_id": record.id, "entities": entity_rows(document), "relations": relation_rows(document)}


SUITES: dict[str, Write] = {
    "plover_gsr": _events,
    "plv": _events,
    "petrarch": _events,
    "re3d": _spans,
    "cameo_ner": span_row,
}
PHRASES = "ngec_actors"
"""The suite whose records are phrases and not texts."""


def predict(suite: str, path: Path) -> Iterator[dict[str, Any]]:
    """One prediction for each record of ``path``."""
    nlp = load_pipeline()
    for record in iter_records(path):
        if suite == PHRASES:
            yield actor_row(nlp, record)
            continue
        article = make_article(
            record.text, title=record.title, published=record.day, publisher=record.publisher, language="en"
        )
        yield SUITES[suite](record, next(read_documents(nlp, [article])))


def main() -> None:
    """Run as a command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("suite", choices=sorted((*SUITES, PHRASES)))
    parser.add_argument("input", type=Path)
    arguments = parser.parse_args()
    for row in predict(arguments.suite, arguments.input):
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
