"""Data to stdout; errors, problems and progress to stderr, a line each."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import typer

from geograph.cli.options import FailOn
from geograph.problems import place_of
from geograph.terminal import style_for, visible

if TYPE_CHECKING:
    from geograph.api import KnowledgeGraph
    from geograph.errors import GeographError
    from geograph.store import Status
    from geograph.types import Problem

__all__ = [
    "all_problems",
    "count",
    "fails",
    "note",
    "show_error",
    "show_problems",
    "store_summary",
    "summary",
    "write_data",
]

_COLOURS = {"error": "red", "warning": "yellow", "note": "dim"}
_RANK = {"note": 0, "warning": 1, "error": 2}
_LEVEL = {FailOn.ERROR: 2, FailOn.WARNING: 1, FailOn.NEVER: 3}


def write_data(text: str) -> None:
    """Write ``text`` to stdout in UTF-8 as it is, whatever the terminal's encoding and line ends are."""
    typer.echo(text.encode("utf-8", errors="backslashreplace"), nl=False)


def note(text: str) -> None:
    """A line of progress."""
    typer.echo(visible(text), err=True)


def show_error(error: GeographError) -> None:
    """The error in one line."""
    _line("error", error.where, error.message, error.hint)


def show_problems(found: Iterable[tuple[str | None, Problem]], *, level: FailOn | None = None) -> None:
    """The problems, a line each; with a level only errors and those that make the command fail."""
    for where, problem in found:
        if level is None or _RANK[problem.severity] >= min(_LEVEL[level], _RANK["error"]):
            _line(problem.severity, where, problem.message, problem.hint)


def all_problems(kg: KnowledgeGraph) -> Iterator[tuple[str | None, Problem]]:
    """Every problem with the place it is at: file and line, or file and words."""
    for problem in kg.problems:
        yield problem.where, problem
    documents = sorted(kg.documents, key=lambda document: document.article.source)
    for document in documents:
        for problem in document.problems:
            yield place_of(document.article, problem), problem


def fails(problems: Iterable[tuple[str | None, Problem]], level: FailOn) -> bool:
    """Whether one of the problems is as bad as ``level``."""
    return any(_RANK[problem.severity] >= _LEVEL[level] for _, problem in problems)


def summary(kg: KnowledgeGraph) -> str:
    """How much there is of everything."""
    return count({"article": len(kg.documents), "actor": len(kg.graph), "relation": kg.graph.number_of_edges()})


def store_summary(status: Status) -> str:
    """How much there is in a store."""
    return count(
        {"article": status.articles, "entity": status.entities, "relation": status.edges, "triple": status.triples}
    )


def count(counts: Mapping[str, int]) -> str:
    """Numbers with their nouns: 1 article, 3 actors."""
    return ", ".join(f"{count} {noun if count == 1 else _plural(noun)}" for noun, count in counts.items())


def _plural(noun: str) -> str:
    return f"{noun.removesuffix('y')}ies" if noun.endswith("y") else f"{noun}s"


def _line(severity: str, where: str | None, message: str, hint: str | None) -> None:
    style = style_for(sys.stderr)
    parts = [style.paint(f"{severity}:", _COLOURS[severity])]
    parts += [visible(f"{where}:")] if where else []
    parts += [visible(message)]
    parts += [visible(f"({hint})")] if hint else []
    typer.echo(" ".join(parts), err=True, color=style.colour)
