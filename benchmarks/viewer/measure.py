"""Size, time to be ready, frames a second, heap and answer times of the page, and of stock pyvis in the same run.

    python -m benchmarks.viewer.measure [--graph NODE_LINK.json] [--sizes 400 2000 20000] [--chromium PATH] [--no-stock]

A browser is started for each page; its CPU seconds are those of all its processes, less what an empty page costs.
Frames are counted by the page while a real mouse pans and turns the wheel. The heap is measured after a collection.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import networkx as nx

from benchmarks.viewer.graphs import generated_graph
from geograph import view

__all__ = ["main", "measure_page"]

_TICKS = os.sysconf("SC_CLK_TCK")
_SECONDS = 2.0
_OVERVIEW_ABOVE = 2000
_FRAMES = """() => {
  const times = [];
  globalThis.frameTimes = times;
  const step = (now) => { times.push(now); if (globalThis.frameTimes === times) requestAnimationFrame(step); };
  requestAnimationFrame(step);
}"""
_ANSWER = """(change) => {
  const { store, scene } = globalThis.geograph;
  const start = performance.now();
  if (change === 'filter') store.toggle('families', 'conflict', false);
  else store.setRange([store.dates.first, Math.round((store.dates.first + store.dates.last) / 2)]);
  scene.frame();
  const took = performance.now() - start;
  store.clearFilters();
  return took;
}"""


def _cpu_of_browser() -> float:
    """CPU seconds of every Chromium process below this one, the ended ones with their parents."""
    parents: dict[int, int] = {}
    spent: dict[int, tuple[str, float]] = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            name, _, rest = (entry / "stat").read_text().partition("(")[2].rpartition(")")
        except OSError:
            continue
        fields = rest.split()
        parents[int(entry.name)] = int(fields[1])
        spent[int(entry.name)] = (name, sum(int(field) for field in fields[11:15]) / _TICKS)
    mine = set()
    for process in parents:
        above = process
        while above in parents and above != os.getpid():
            above = parents[above]
        if above == os.getpid():
            mine.add(process)
    return sum(cpu for process, (name, cpu) in spent.items() if process in mine and "chrom" in name)


@contextmanager
def _browser(path: str) -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


def _frames(page: Any, move: Any) -> dict[str, float]:
    page.evaluate(_FRAMES)
    start = time.monotonic()
    before = _cpu_of_browser()
    step = 0
    while time.monotonic() - start < _SECONDS:
        move(step)
        step += 1
    cpu = _cpu_of_browser() - before
    times = page.evaluate("() => { const times = globalThis.frameTimes; globalThis.frameTimes = null; return times; }")
    gaps = sorted(later - earlier for earlier, later in itertools.pairwise(times))
    if not gaps:
        return {"fps": 0.0, "worst": 1000 * _SECONDS, "p95": 1000 * _SECONDS, "cpu_per_frame": 1000 * cpu}
    return {
        "fps": len(gaps) / (sum(gaps) / 1000),
        "worst": gaps[-1],
        "p95": gaps[int(0.95 * (len(gaps) - 1))],
        "cpu_per_frame": 1000 * cpu / len(gaps),
    }


def measure_page(address: str, chromium: str, *, ready: str, stage: str, answers: bool) -> dict[str, Any]:
    """Open the page in a browser of its own and measure it."""
    with _browser(chromium) as browser:
        context = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True)
        page = context.new_page()
        page.goto("about:blank")
        page.wait_for_timeout(800)
        before, start = _cpu_of_browser(), time.monotonic()
        page.goto(address, wait_until="commit")
        page.wait_for_function(ready, timeout=120_000)
        result: dict[str, Any] = {"ready_cpu": _cpu_of_browser() - before, "ready_wall": time.monotonic() - start}
        page.wait_for_timeout(600)
        session = context.new_cdp_session(page)
        session.send("HeapProfiler.collectGarbage")
        result["heap"] = session.send("Runtime.getHeapUsage")["usedSize"] / 1e6
        box = page.locator(stage).bounding_box()
        x, y = box["x"] + 8, box["y"] + 8
        page.mouse.move(x, y)
        page.mouse.down()
        looked = page.screenshot()
        result["pan"] = _frames(page, lambda step: page.mouse.move(x + step % 160, y + (step * 3) % 90))
        page.mouse.up()
        if page.screenshot() == looked:
            raise RuntimeError("the mouse moved nothing")
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        result["wheel"] = _frames(page, lambda step: page.mouse.wheel(0, -40 if step // 20 % 2 == 0 else 40))
        if answers:
            page.wait_for_timeout(300)
            for change in ("filter", "brush"):
                result[change] = statistics.median(page.evaluate(_ANSWER, change) for _ in range(5))
    return result


def _ours(graph: nx.MultiDiGraph[Any], folder: Path, chromium: str, fragment: str = "") -> dict[str, Any]:
    path = folder / "ours.html"
    start = time.process_time()
    text = view.render_html(graph)
    built = time.process_time() - start
    path.write_text(text, encoding="utf-8")
    ready = "() => document.documentElement.dataset.ready === 'true'"
    found = measure_page(path.as_uri() + fragment, chromium, ready=ready, stage="#stage", answers=True)
    return {"build_cpu": built, "kB": len(text.encode()) / 1000, **found}


def _stock(graph: nx.MultiDiGraph[Any], folder: Path, chromium: str) -> dict[str, Any]:
    """Stock pyvis with the same positions, filled in bulk: its own way of adding edges is quadratic."""
    from pyvis.network import Network

    model = view.to_pyvis(graph)
    network = Network(height="900px", directed=True, cdn_resources="in_line")
    start = time.process_time()
    network.nodes = [{key: node[key] for key in ("id", "label", "x", "y", "color")} for node in model.nodes]
    network.node_ids = [node["id"] for node in model.nodes]
    network.edges = [{key: edge[key] for key in ("from", "to", "label", "arrows", "color")} for edge in model.edges]
    network.toggle_physics(False)
    text = network.generate_html()
    built = time.process_time() - start
    path = folder / "stock.html"
    path.write_text(text, encoding="utf-8")
    ready = "() => typeof network === 'object' && network.body && Object.keys(network.body.nodes).length > 0"
    found = measure_page(path.as_uri(), chromium, ready=ready, stage="#mynetwork", answers=False)
    return {"build_cpu": built, "kB": len(text.encode()) / 1000, **found}


_ROWS = (
    ("build, CPU s", lambda r: f"{r['build_cpu']:.1f}"),
    ("page, kB", lambda r: f"{r['kB']:.0f}"),
    ("ready, CPU s", lambda r: f"{r['ready_cpu']:.1f}"),
    ("heap, MB", lambda r: f"{r['heap']:.1f}"),
    ("pan, fps (p95, worst ms)", lambda r: f"{r['pan']['fps']:.0f} ({r['pan']['p95']:.0f}, {r['pan']['worst']:.0f})"),
    ("pan, CPU ms a frame", lambda r: f"{r['pan']['cpu_per_frame']:.0f}"),
    ("wheel, fps (p95, worst ms)",
     lambda r: f"{r['wheel']['fps']:.0f} ({r['wheel']['p95']:.0f}, {r['wheel']['worst']:.0f})"),
    ("filter, ms", lambda r: f"{r['filter']:.0f}" if "filter" in r else "-"),
    ("brush, ms", lambda r: f"{r['brush']:.0f}" if "brush" in r else "-"),
)  # fmt: skip


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--graph", type=Path, help="a graph as node-link JSON, measured first")
    parser.add_argument("--sizes", type=int, nargs="*", default=[400, 2000, 20000])
    parser.add_argument("--chromium", default=os.environ.get("CHROMIUM") or shutil.which("chromium"))
    parser.add_argument("--no-stock", action="store_true")
    parser.add_argument("--no-sentences", action="store_true", help="generated graphs without sentences")
    options = parser.parse_args(arguments)
    graphs: dict[str, nx.MultiDiGraph[Any]] = {}
    if options.graph:
        data = json.loads(options.graph.read_text(encoding="utf-8"))
        graph = nx.node_link_graph(data, edges="edges")
        graphs[str(len(graph))] = graph
    for size in options.sizes:
        graphs[f"{size:,}"] = generated_graph(size, sentences=not options.no_sentences)
    columns: dict[str, dict[str, Any]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for label, graph in graphs.items():
            columns[label] = _ours(graph, folder, options.chromium)
            if len(graph) > _OVERVIEW_ABOVE:
                columns[f"{label}, all unfolded"] = _ours(graph, folder, options.chromium, "#overview=off")
            if not options.no_stock:
                columns[f"{label}, stock pyvis"] = _stock(graph, folder, options.chromium)
    print("| actors |", " | ".join(columns), "|")
    print("|---|" + "---|" * len(columns))
    for row, cell in _ROWS:
        print(f"| {row} |", " | ".join(cell(result) for result in columns.values()), "|")
    return 0


if __name__ == "__main__":
    sys.exit(main())
