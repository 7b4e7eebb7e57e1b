"""Words per second of each stage and of the whole, as ratios to the bare spaCy pipeline in the same run; peak memory.

    python -m benchmarks.speed INPUT.jsonl [--rounds N]

INPUT holds one record with ``text`` a line. Bare and whole pipeline take turns, document by document, so that a machine
that slows down slows both. Times are CPU seconds of the process; the ratio printed is the median over the rounds.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.records import iter_records
from geograph.annotating.extensions import set_article
from geograph.annotating.model import load_model
from geograph.pipeline import document_text, load_pipeline, to_document
from geograph.reading import make_article
from geograph.types import Article

__all__ = ["main", "measure"]

_WARM_UP = 3


def measure(path: Path, rounds: int) -> dict[str, Any]:
    """CPU seconds of the bare pipeline, of the whole, and of each of our components, with the ratio of the two."""
    articles = [make_article(record.text, title=record.title, language="en") for record in iter_records(path)]
    bare, whole = load_model(), load_pipeline()
    stages = {name: pipe for name, pipe in whole.pipeline if name.startswith("geograph_")}
    spent = dict.fromkeys(("bare", "whole", "reading", "gathering", *stages), 0.0)
    ratios: list[float] = []
    for article in articles[:_WARM_UP]:
        bare(article.text)
        _run(whole, article, dict.fromkeys(spent, 0.0))
    for _ in range(rounds):
        before = (spent["bare"], spent["whole"])
        for article in articles:
            spent["bare"] += _clock(lambda text=article.text: bare(text))[0]
            spent["whole"] += _clock(lambda item=article: _run(whole, item, spent))[0]
        ratios.append((spent["bare"] - before[0]) / (spent["whole"] - before[1]))
    words = sum(len(article.text.split()) for article in articles) * rounds
    return {"words": words, "spent": spent, "ratios": ratios, "peak_mb": _peak_mb()}


def _run(nlp: Any, article: Article, spent: dict[str, float]) -> None:
    seconds, text = _clock(lambda: document_text(nlp, article))
    spent["reading"] += seconds
    doc = nlp.make_doc(text)
    set_article(doc, article)
    for name, pipe in nlp.pipeline:
        seconds, doc = _clock(lambda pipe=pipe, doc=doc: pipe(doc))
        if name in spent:
            spent[name] += seconds
    spent["gathering"] += _clock(lambda: to_document(doc))[0]


def _clock(work: Callable[[], Any]) -> tuple[float, Any]:
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def _peak_mb() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def main() -> None:
    """Run as a command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("input", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    result = measure(arguments.input, arguments.rounds)
    words, spent = result["words"], result["spent"]
    print(f"{'stage':<22} {'words/CPU s':>12} {'share of bare':>14}")
    for name, seconds in spent.items():
        rate = words / seconds if seconds else float("inf")
        print(f"{name:<22} {rate:>12,.0f} {seconds / spent['bare']:>14.3f}")
    median = statistics.median(result["ratios"])
    print(f"whole / bare, words per second: {median:.3f} (rounds: {', '.join(f'{r:.3f}' for r in result['ratios'])})")
    print(f"peak memory (two pipelines loaded): {result['peak_mb']:.0f} MB")


if __name__ == "__main__":
    main()
