"""Score spans of sources, targets and reciprocal actors: exact and overlapping, precision, recall and F1 by role.

    python -m benchmarks.score_spans GOLD.jsonl PRED.jsonl

Both files hold ``id``, ``source_spans``, ``target_spans`` and ``r_spans`` (lists of [start, end)). Overlap matches one
span to one span, from left to right.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

__all__ = ["ROLES", "main", "score"]

ROLES = ("source_spans", "target_spans", "r_spans")
Span = tuple[int, int]


def score(gold: Path, predicted: Path) -> dict[tuple[str, str], tuple[int, int, int]]:
    """(role, "exact" or "overlap") to (right, predicted, gold)."""
    answers = _read(predicted)
    totals: dict[tuple[str, str], tuple[int, int, int]] = {}
    for key, truth in _read(gold).items():
        given = answers.get(key, {})
        for role in ROLES:
            a, b = truth.get(role, []), given.get(role, [])
            for way, right in (("exact", len(set(a) & set(b))), ("overlap", _overlapping(a, b))):
                tp, p, g = totals.get((role, way), (0, 0, 0))
                totals[(role, way)] = (tp + right, p + len(b), g + len(a))
    return totals


def _overlapping(gold: list[Span], given: list[Span]) -> int:
    free = list(given)
    right = 0
    for start, end in gold:
        match = next((span for span in free if span[0] < end and start < span[1]), None)
        if match is not None:
            free.remove(match)
            right += 1
    return right


def _read(path: Path) -> dict[str, dict[str, list[Span]]]:
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return {row["id"]: {role: sorted((s, e) for s, e in row.get(role) or []) for role in ROLES} for row in rows}


def main() -> None:
    """Run as a command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("predicted", type=Path)
    arguments = parser.parse_args()
    for (role, way), (right, given, truth) in sorted(score(arguments.gold, arguments.predicted).items()):
        precision, recall = right / given if given else 0.0, right / truth if truth else 0.0
        f1 = 2 * precision * recall / (precision + recall) if right else 0.0
        sys.stdout.write(f"{role:13} {way:8} P {precision:.3f} R {recall:.3f} F1 {f1:.3f}  {right}/{given}/{truth}\n")


if __name__ == "__main__":
    main()
