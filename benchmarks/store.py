"""A store at size: load against Oxigraph's own loader in the same run, memory, look-ups, and equality with one build.

    python -m benchmarks.store [--articles N] [--read INPUT.jsonl]

Articles are the examples of the project under new ids and days, so that actors come together and events do not. Times
are CPU seconds of the process, and wall seconds for look-ups. With ``--read``, the records of INPUT (one with ``text``
a line) are read by the pipeline into a store too, and every triple of it is compared with those of one build.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import multiprocessing
import re
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import pyoxigraph
from pyoxigraph import DefaultGraph, RdfFormat

import geograph
from benchmarks.records import iter_records
from geograph.api import KnowledgeGraph
from geograph.export import iter_quads
from geograph.plain import from_plain, to_plain
from geograph.reading import make_article
from geograph.store import Reader, open_reader, open_writer
from geograph.types import Document

__all__ = ["main"]

_EXAMPLES = Path(__file__).parents[1] / "examples"
_DAY = re.compile(r'"(\d{4}-\d\d-\d\d)"')
_ITEM = re.compile(r"\b(event|claim)-([0-9a-f]{16})\b")  # their ids are made of their article's


def iter_variations(documents: list[dict[str, Any]], count: int) -> Iterator[Document]:
    """The documents again and again, each time under new ids and a month later, so that no two tell of the same."""
    texts = [(plain["article"]["id"], json.dumps(plain)) for plain in documents]
    for number in range(count):
        old, text = texts[number % len(texts)]
        new = hashlib.sha256(f"{old}{number}".encode()).hexdigest()
        renamed = _ITEM.sub(lambda found, salt=new: f"{found[1]}-{_renamed(found[2], salt)}", text.replace(old, new))
        later = timedelta(days=31 * (number // len(texts)))
        moved = _DAY.sub(lambda day, later=later: f'"{date.fromisoformat(day[1]) + later}"', renamed)
        yield from_plain(Document, json.loads(moved))


def _renamed(item: str, salt: str) -> str:
    return hashlib.sha256(f"{item}{salt}".encode()).hexdigest()[:16]


# ---------------------------------------------------------------- each in a process of its own: peaks do not come down
def fill(folder: str, documents: list[dict[str, Any]], count: int) -> dict[str, float]:
    """Keep and publish so many documents."""
    base = _peak()
    with open_writer(folder) as writer:
        kept, _ = _cpu(lambda: [writer.keep(document) for document in iter_variations(documents, count)])
        published, _ = _cpu(writer.publish)
    return {"keep": kept, "publish": published, "base": base, "peak": _peak()}


def load_lines(folder: str, lines: str, at_once: int | None) -> dict[str, float]:
    """Load N-Quads as Oxigraph does, or as the store does: so many lines at a time."""
    base = _peak()
    rdf = pyoxigraph.Store(folder)

    def whole() -> None:
        rdf.bulk_load(path=lines, format=RdfFormat.N_QUADS)

    def parts() -> None:
        with Path(lines).open("rb") as stream:
            while part := b"".join(islice(stream, at_once)):
                rdf.bulk_load(input=part, format=RdfFormat.N_QUADS, lenient=True)

    seconds, _ = _cpu(whole if at_once is None else parts)
    rdf.flush()
    return {"seconds": seconds, "base": base, "peak": _peak()}


def read_examples() -> list[dict[str, Any]]:
    """The documents of the examples; the process that measures has no model in its memory."""
    return [to_plain(document) for document in geograph.build([_EXAMPLES], published=date(2015, 10, 1)).documents]


def _apart(work: Callable[..., Any], *arguments: Any) -> Any:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(work, arguments)


def _cpu(work: Callable[[], Any]) -> tuple[float, Any]:
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def _wall(work: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def _peak() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


# ---------------------------------------------------------------- the measurements
def measure_load(folder: Path, documents: list[dict[str, Any]], count: int) -> None:
    """Documents into a store; the same quads into Oxigraph by its own loader."""
    for number in (count // 4, count):
        filled = _apart(fill, str(folder / str(number)), documents, number)
        print(f"{number} articles: keep {filled['keep']:.1f} s, publish {filled['publish']:.1f} s, ", end="")
        print(f"peak {filled['peak']:.0f} MB ({filled['base']:.0f} before)")
    lines = folder / "all.nq"
    with open_reader(folder / str(count)) as reader:
        print(f"store: {reader.status().triples:,} triples, {len(reader.rdf):,} quads")
        reader.rdf.dump(str(lines), RdfFormat.N_QUADS)
    own = _apart(load_lines, str(folder / "own"), str(lines), None)
    ours = _apart(load_lines, str(folder / "ours"), str(lines), 100_000)
    print(f"Oxigraph's bulk_load of these quads: {own['seconds']:.1f} s, peak {own['peak']:.0f} MB")
    print(f"the store's load of these quads: {ours['seconds']:.1f} s, peak {ours['peak']:.0f} MB")
    print(f"ratio of the loads {own['seconds'] / ours['seconds']:.2f}; ", end="")
    print(f"of bulk_load to documents made into RDF, index and store {own['seconds'] / filled['publish']:.2f}")


def measure_look_ups(reader: Reader) -> None:
    """The subgraph around the actors that most is said of."""
    for key in ("Russia", "UnitedStates"):
        for options in ({}, {"depth": 2, "limit": 300}):
            seconds, graph = _wall(lambda key=key, options=options: reader.neighbourhood(key, **options))
            print(f"neighbourhood of {key} {options}: {seconds:.3f} s, {len(graph)} nodes, {graph.size()} edges")
    seconds, found = _wall(lambda: reader.find("rus"))
    print(f"find 'rus': {seconds:.4f} s, {len(found)} found")


def measure_changes(folder: Path, document: Document) -> None:
    """One article more and one less."""
    with open_writer(folder) as writer:
        for name, change in (("add", writer.keep), ("remove", lambda d: writer.forget(d.article.id))):
            change(document)
            print(f"{name} one article: {_wall(writer.publish)[0]:.2f} s")


def compare_read(path: Path, folder: Path) -> None:
    """Records through the pipeline into a store, against one build of the same documents."""
    articles = [make_article(r.text, title=r.title, published=r.day, language="en") for r in iter_records(path)]
    store = geograph.open_store(folder)
    seconds, _ = _cpu(lambda: store.add_articles(articles))
    built = KnowledgeGraph(store.documents())
    with store.reader() as reader:
        named, merged = _texts(reader.rdf)
    quads = list(iter_quads(built.documents, built.graph))
    same = named == _texts(quads)[0] and merged == {str(quad.triple) for quad in quads}
    print(f"{len(built.documents)} articles read in {seconds:.1f} s: {len(merged):,} triples, ", end="")
    print("equal to those of one build" if same else "NOT equal to those of one build")
    removed = store.remove(*(document.article.id for document in built.documents))
    print(f"{len(removed)} removed: {store.status().triples} triples left")


def _texts(quads: Iterable[Any]) -> tuple[set[str], set[str]]:
    """The quads of named graphs, and the triples of the default graph."""
    named: set[str] = set()
    merged: set[str] = set()
    for quad in quads:
        if isinstance(quad.graph_name, DefaultGraph):
            merged.add(str(quad.triple))
        else:
            named.add(str(quad))
    return named, merged


def main() -> None:
    """Run as a command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1200, help="how many articles (1200 are a million triples)")
    parser.add_argument("--read", type=Path, help="records to read by the pipeline, and to compare")
    arguments = parser.parse_args()
    documents = _apart(read_examples)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        measure_load(folder, documents, arguments.articles)
        with open_reader(folder / str(arguments.articles)) as reader:
            measure_look_ups(reader)
        measure_changes(folder / str(arguments.articles), list(iter_variations(documents, arguments.articles + 1))[-1])
        if arguments.read:
            compare_read(arguments.read, folder / "read")


if __name__ == "__main__":
    main()
