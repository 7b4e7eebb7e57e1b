"""Accuracy floors: fail when a measure falls under what was reached before.

    python -m benchmarks.gate EVAL_FOLDER [--record]

EVAL_FOLDER holds the gold suites and their scorers. Floors lie in ``benchmarks/floors.json`` with a hash of each gold
file, so that a floor is never compared with other data. ``--record`` raises floors to what is reached now, and never
lowers one; to lower a floor, edit the file and say why in the commit.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.predict import predict

__all__ = ["main"]

_FLOORS = Path(__file__).with_name("floors.json")
_SCORERS = {"plover_gsr": "score_events.py", "plv": "score_events.py", "re3d": "score_re3d.py"}
# One sentence of the smallest suite is .006; the model's numbers differ in the last bits from one processor to another.
_SLACK = 0.01


def _scores(suite: str, folder: Path) -> dict[str, float]:
    gold = folder / suite / "dev.jsonl"
    with tempfile.TemporaryDirectory() as scratch:
        predictions = Path(scratch) / "pred.jsonl"
        with predictions.open("w", encoding="utf-8") as out:
            for row in predict(suite, gold):
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
        scorer = folder / _SCORERS[suite]
        report = Path(scratch) / "report.json"
        if suite == "re3d":
            done = subprocess.run(
                [sys.executable, scorer, gold, predictions, "--json", "--expected-only"],
                capture_output=True,
                text=True,
                check=False,
            )
            return _re3d(json.loads(done.stdout))
        subprocess.run(
            [sys.executable, scorer, gold, predictions, "--json", report], capture_output=True, text=True, check=True
        )
        return _events(json.loads(report.read_text(encoding="utf-8")))


def _events(report: dict[str, Any]) -> dict[str, float]:
    names = ("type", "triple", "quad", "source", "target")
    return {name: float(report[name]["micro"][2]) for name in names if name in report}


def _re3d(report: dict[str, Any]) -> dict[str, float]:
    found = {}
    for name in ("entities exact", "entities overlap", "relations lenient"):
        rows = report["scores"][name]
        found[name] = float(rows["micro"]["F1"])
    return found


def main() -> int:
    """Run as a command; 0 when all floors hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("eval", type=Path)
    parser.add_argument("--record", action="store_true")
    arguments = parser.parse_args()
    floors: dict[str, Any] = json.loads(_FLOORS.read_text(encoding="utf-8")) if _FLOORS.exists() else {}
    held = True
    for suite in sorted(_SCORERS):
        gold = arguments.eval / suite / "dev.jsonl"
        digest = hashlib.sha256(gold.read_bytes()).hexdigest()
        known = floors.get(suite, {"sha256": digest, "floors": {}})
        if known["sha256"] != digest:
            print(f"{suite}: the gold file is not the one the floors were measured on")
            held = False
            continue
        for name, value in sorted(_scores(suite, arguments.eval).items()):
            floor = known["floors"].get(name, 0.0)
            ok = value >= floor - _SLACK
            held &= ok
            print(f"{'ok  ' if ok else 'FAIL'} {suite:<12} {name:<22} {value:.3f} (floor {floor:.3f})")
            known["floors"][name] = round(max(floor, value), 3) if arguments.record else floor
        floors[suite] = known
    if arguments.record:
        _FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
