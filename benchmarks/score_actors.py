"""Score answers about actors: exact match of country, sector and article title, by kind.

    python -m benchmarks.score_actors GOLD.jsonl PRED.jsonl [--errors]

GOLD lines hold ``kind``, ``flags`` and ``expect``; PRED lines ``country``, ``sector``, ``wiki``, ``none``, ``actors``.
Records with flags (known to be doubtful) are counted apart. An empty country or sector is expected to be empty.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

__all__ = ["main", "score"]

_FIELDS = ("country", "sector", "wiki", "none", "actors")


def score(gold: Path, predicted: Path) -> tuple[Counter[tuple[str, str, str, bool]], list[str]]:
    """Counts of (part, kind, field, right) and a line for each wrong answer; part is "unflagged" or "flagged"."""
    answers = {row["id"]: row for row in _lines(predicted)}
    counts: Counter[tuple[str, str, str, bool]] = Counter()
    wrong: list[str] = []
    for row in _lines(gold):
        part = "flagged" if row["flags"] else "unflagged"
        answer = answers.get(row["id"], {})
        for field in _FIELDS:
            if field not in row["expect"]:
                continue
            right = _fits(row["expect"][field], answer.get(field))
            for kind in (row["kind"], "all"):
                counts[(part, kind, field, right)] += 1
            if not right:
                text = f"{row['text'][:70]!r} {row.get('date') or ''}"
                wrong.append(
                    f"{part}\t{row['kind']}\t{field}\t{text}\tgold {row['expect'][field]}\tgot {answer.get(field)}"
                )
    return counts, wrong


def _fits(expected: Any, given: Any) -> bool:
    if isinstance(expected, list):
        return isinstance(given, list) and sorted(map(_plain, expected)) == sorted(map(_plain, given))
    return bool((expected or "") == (given or ""))


def _plain(text: str) -> str:
    return text.lower().removeprefix("the ").strip()


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def main() -> None:
    """Run as a command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("predicted", type=Path)
    parser.add_argument("--errors", action="store_true", help="list the wrong answers")
    arguments = parser.parse_args()
    counts, wrong = score(arguments.gold, arguments.predicted)
    for part, kind, field in sorted({key[:3] for key in counts}):
        right, missed = counts[(part, kind, field, True)], counts[(part, kind, field, False)]
        sys.stdout.write(f"{part:10} {kind:28} {field:8} {right / (right + missed):.3f}  {right}/{right + missed}\n")
    if arguments.errors:
        sys.stdout.write("\n".join(wrong) + "\n")


if __name__ == "__main__":
    main()
