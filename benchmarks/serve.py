"""The endpoint at a million triples: each named query, and requests per second beside Oxigraph's own server.

    python -m benchmarks.serve [--articles N] [--oxigraph PATH] [--seconds S]

The store is made of variations of the project's examples (see ``benchmarks.store``). PATH is the program of the package
``oxigraph``; without it only our own server is measured. Both serve the same RDF, one after the other and again,
to four clients that ask for what is one hop away; requests are counted for S seconds each time.
"""

from __future__ import annotations

import argparse
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import httpx
from pyoxigraph import RdfFormat

from benchmarks.store import iter_variations, read_examples
from geograph.queries import load_queries
from geograph.query import run_named, run_query
from geograph.store import open_reader, open_writer

__all__ = ["main"]

_CLIENTS = 4
_ROUNDS = 3
_PREFIXES = (
    "PREFIX gg: <https://w3id.org/geograph/ontology#> PREFIX : <https://w3id.org/geograph/id/> "
    "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
)
_ONE_HOP = _PREFIXES + "SELECT ?whom ?name { :France gg:strikes ?whom . ?whom skos:prefLabel ?name }"
_ANY_EVENT = "SELECT ?event { ?claim gg:about ?event } ORDER BY ?event LIMIT 1"
_VALUES = {
    "timeline": {"one": "Russia", "other": "IslamicState"},
    "evidence": {"one": "Russia", "other": "IslamicState"},
}


def measure_queries(folder: Path) -> None:
    """Each named query, the median of three, in seconds."""
    with open_reader(folder) as reader:
        print(f"{reader.status().triples:,} triples in {len(reader)} articles")
        (((event,),),) = (run_query(reader.rdf, _ANY_EVENT).rows,)
        values = _VALUES | {"claims-of-event": {"event": event.rpartition("/")[2]}}
        for name in load_queries():
            taken = []
            for _ in range(_ROUNDS):
                start = time.perf_counter()
                rows = len(run_named(reader.rdf, name, values.get(name)).rows)
                taken.append(time.perf_counter() - start)
            print(f"{name:<24}{median(taken):8.3f} s{rows:>10,} rows")


@contextmanager
def running(command: list[str], port: int, path: str) -> Iterator[str]:
    """A server until it answers, and then until the block ends."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}{path}"
    try:
        for _ in range(300):
            try:
                if httpx.post(address, data={"query": "ASK {}"}, timeout=5).status_code == 200:
                    break
            except httpx.HTTPError:
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait()


def requests_per_second(address: str, seconds: float) -> float:
    """How many one-hop queries four clients get answered, each one after the other."""
    counts = [0] * _CLIENTS
    end = time.perf_counter() + seconds

    def ask(number: int) -> None:
        with httpx.Client(headers={"Accept": "application/sparql-results+json"}) as client:
            while time.perf_counter() < end:
                response = client.post(address, data={"query": _ONE_HOP})
                assert response.json()["results"]["bindings"], "the query has an answer"
                counts[number] += 1

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(_CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / seconds


def measure_requests(folder: Path, scratch: Path, oxigraph: str | None, seconds: float) -> None:
    """Ours and Oxigraph's in turns."""
    ours, theirs = [], []
    copy = scratch / "oxigraph"
    if oxigraph:
        lines = scratch / "all.nq"
        with open_reader(folder) as reader:
            reader.rdf.dump(str(lines), RdfFormat.N_QUADS)
        subprocess.run(
            [oxigraph, "load", "--location", str(copy), "--file", str(lines)], check=True, capture_output=True
        )
    for _ in range(_ROUNDS):
        port = _free_port()
        command = [sys.executable, "-m", "geograph", "serve", str(folder), "--port", str(port), "--workers", "2"]
        with running(command, port, "/sparql") as address:
            ours.append(requests_per_second(address, seconds))
        if oxigraph:
            port = _free_port()
            command = [oxigraph, "serve-read-only", "--location", str(copy), "--bind", f"127.0.0.1:{port}"]
            with running(command, port, "/query") as address:
                theirs.append(requests_per_second(address, seconds))
    print(f"geograph serve: {median(ours):.0f} requests/s ({', '.join(f'{n:.0f}' for n in ours)})")
    if theirs:
        print(f"oxigraph serve: {median(theirs):.0f} requests/s ({', '.join(f'{n:.0f}' for n in theirs)})")
        print(f"ratio {median(ours) / median(theirs):.2f}")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=350)
    parser.add_argument("--oxigraph", metavar="PATH")
    parser.add_argument("--seconds", type=float, default=5.0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "store"
        with open_writer(str(folder)) as writer:
            for document in iter_variations(read_examples(), options.articles):
                writer.keep(document)
            writer.publish()
        measure_queries(folder)
        measure_requests(folder, Path(scratch), options.oxigraph, options.seconds)


if __name__ == "__main__":
    main()
