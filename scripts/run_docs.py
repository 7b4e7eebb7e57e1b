"""Run every code block of README.md and docs/*.md, and compare what it gives with the block that follows it.

    python scripts/run_docs.py [--write] [FILE...]

A block in ``sh`` is run by bash, one in ``python`` in one namespace per page (which knows ``geograph`` and ``kg``,
the graph of the Syria example), one in ``sparql`` over the ``output/graph.ttl`` that the page's first ``geograph
build`` wrote; ``toml``, ``json`` and ``turtle`` must parse. A block in ``text`` that follows is what came out; a line
of it that is only ``...`` stands for any lines. ``--write`` writes what came out into the blocks that do not fit.
Installation is not repeated: of a line that makes an environment only the last command is run, and pytest is not.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
EXAMPLE = "examples/syria_2015.txt"
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_ENVIRONMENT = ".venv/bin/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A fenced block of a page: its language, its text, and where the text stands."""

    language: str
    text: str
    line: int
    start: int
    end: int


@dataclass(slots=True)
class Page:
    """A page that is being run, in a folder of its own."""

    path: Path
    folder: Path
    space: dict[str, Any] = field(default_factory=dict)


def pages() -> list[Path]:
    """The pages that are run."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def blocks(text: str) -> list[Block]:
    """The fenced blocks of a page."""
    return [
        Block(
            language=match[1],
            text=match[2],
            line=text.count("\n", 0, match.start()) + 1,
            start=match.start(2),
            end=match.end(2),
        )
        for match in _BLOCK.finditer(text)
    ]


def run_page(path: Path, folder: Path, kg: Any) -> Iterator[tuple[Block, Block | None, str | RuntimeError]]:
    """Run the blocks of a page: each with the block of its output, if it has one, and what came out or went wrong."""
    for name in ("examples", "ontology", "pyproject.toml", "requirements", "scripts"):
        (folder / name).symlink_to(ROOT / name)
    page = Page(path=path, folder=folder)
    page.space = {"__name__": "docs", "geograph": sys.modules["geograph"], "kg": kg}
    found = blocks(path.read_text("utf-8"))
    for number, block in enumerate(found):
        if block.language in ("text", ""):
            continue
        after = found[number + 1] if number + 1 < len(found) else None
        yield block, after if after is not None and after.language == "text" else None, _run(block, page)


def fits(expected: str, actual: str) -> bool:
    """Whether what came out is what the page says."""
    parts = [re.escape(part) for part in re.split(r"^\.\.\.\n", expected, flags=re.MULTILINE)]
    return re.fullmatch("(?:.*\n)*?".join(parts), actual) is not None


def _run(block: Block, page: Page) -> str | RuntimeError:
    try:
        return _RUNNERS[block.language](block, page)
    except Exception as error:
        return RuntimeError(f"{page.path.name}:{block.line}: {type(error).__name__}: {error}")


def _shell(block: Block, page: Page) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    script = "\n".join(["set -e", *map(_without_installation, block.text.splitlines())])
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=page.folder,
        env={**os.environ, "PATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"exit code {done.returncode}\n{script}\n{done.stdout}")
    return done.stdout


def _without_installation(line: str) -> str:
    if "-m venv" in line:
        line = line.rpartition("&& ")[2]
    line = line.replace(_ENVIRONMENT, "")
    return "" if line.startswith((". activate", "pip ", "python -m pytest", "uv ")) else line


def _python(block: Block, page: Page) -> str:
    stream = io.StringIO()
    with contextlib.redirect_stdout(stream), contextlib.chdir(page.folder):
        exec(compile(block.text, f"{page.path.name}:{block.line}", "exec"), page.space)
    return stream.getvalue()


def _sparql(block: Block, page: Page) -> str:
    from geograph.query import format_result, run_query

    return format_result(run_query(page.folder / "output" / "graph.ttl", block.text))


def _parsed(block: Block, _: Page) -> str:
    if block.language == "toml":
        tomllib.loads(block.text)
    elif block.language == "json":
        json.loads(block.text)
    else:
        import pyoxigraph

        from geograph.export.terms import NAMESPACES

        prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in NAMESPACES.items())
        list(pyoxigraph.parse((prefixes + block.text).encode(), pyoxigraph.RdfFormat.TURTLE))
    return ""


_RUNNERS = {"sh": _shell, "python": _python, "sparql": _sparql, "toml": _parsed, "json": _parsed, "turtle": _parsed}


def wrong(path: Path, kg: Any) -> list[tuple[Block, Block | None, str | RuntimeError]]:
    """The blocks of a page that fail, or that do not give what the page says."""
    with tempfile.TemporaryDirectory() as folder:
        results = list(run_page(path, Path(folder), kg))
    return [
        (block, expected, actual)
        for block, expected, actual in results
        if isinstance(actual, RuntimeError) or (expected is not None and not fits(expected.text, actual))
    ]


def _rewrite(path: Path, found: list[tuple[Block, Block | None, str | RuntimeError]]) -> None:
    """Write what came out into the blocks that do not fit."""
    text = path.read_text("utf-8")
    for _, expected, actual in reversed(found):
        if expected is not None and isinstance(actual, str):
            text = text[: expected.start] + actual + text[expected.end :]
    path.write_text(text, "utf-8")


def main() -> int:
    """Compare, or rewrite; 1 if a page does not say what comes out."""
    parser = argparse.ArgumentParser(description="Run the code blocks of the documentation.")
    parser.add_argument("--write", action="store_true", help="write what came out into the pages")
    parser.add_argument("files", nargs="*", type=Path, help="pages; by default README.md and docs/*.md")
    options = parser.parse_args()
    import geograph

    kg = geograph.build([ROOT / EXAMPLE], published=date(2015, 10, 1))
    failures = 0
    for path in [file.resolve() for file in options.files] or pages():
        found = wrong(path, kg)
        for block, _, actual in found:
            failures += isinstance(actual, RuntimeError) or not options.write
            print(f"{path.relative_to(ROOT)}:{block.line}: gives\n{actual}")
        if options.write:
            _rewrite(path, found)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
