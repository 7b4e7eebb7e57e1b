"""How a store is: what is in it, and what an interrupted writer left to do."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass

from geograph.store.layout import Layout
from geograph.store.locks import writer_of
from geograph.store.pending import find_pending
from geograph.store.reader import Reader
from geograph.terminal import visible

_DIGITS = 12

__all__ = ["Status", "format_articles", "format_status", "status_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """Numbers of a store.

    ``triples`` are those of the merged graph. ``corrected`` is whether a person's corrections have changed since the
    generation was published; ``unpublished`` are articles that were read whole, and ``withdrawn``
    those that were removed, since the generation was published; ``problems`` are counts by severity; ``broken`` are
    kept files that cannot be read; ``writer`` is who writes at the moment.
    """

    generation: int
    articles: int
    entities: int
    edges: int
    triples: int
    unpublished: int
    withdrawn: int
    corrected: bool
    problems: dict[str, int]
    broken: tuple[str, ...]
    writer: str | None


def status_of(reader: Reader) -> Status:
    """Look at the generation of ``reader`` and at what lies beside it."""
    layout, index = Layout(reader.path), reader.index

    def count(what: str) -> int:
        return int(index.execute(f"SELECT {what}").fetchone()[0] or 0)

    problems: Counter[str] = Counter()
    for (text,) in index.execute("SELECT problems FROM articles"):
        problems.update(json.loads(text))
    pending = find_pending(layout, index)
    return Status(
        generation=reader.generation,
        articles=len(reader),
        entities=count("count(*) FROM nodes"),
        edges=count("count(*) FROM edges"),
        triples=len(reader.rdf) - count("sum(triples) FROM articles"),
        unpublished=len(pending.changed),
        withdrawn=len(pending.removed),
        corrected=pending.corrected,
        problems={severity: number for severity, number in problems.items() if number},
        broken=tuple(message for (message,) in index.execute("SELECT message FROM broken ORDER BY name")),
        writer=writer_of(layout.lock),
    )


def format_status(status: Status) -> str:
    """The numbers for a terminal, a line each; what is nothing but usual has none."""
    facts: dict[str, object] = {
        "generation": status.generation,
        "articles": status.articles,
        "entities": status.entities,
        "relations": status.edges,
        "triples": status.triples,
        "problems": ", ".join(f"{number} of severity {name}" for name, number in status.problems.items()) or "none",
        "interrupted": _interrupted(status) or "nothing",
    }
    if status.writer:
        facts["written by"] = status.writer
    lines = [f"{name:<12} {value}" for name, value in facts.items()]
    return "\n".join([*lines, *(f"{'broken':<12} {visible(message)}" for message in status.broken)]) + "\n"


def _interrupted(status: Status) -> str:
    parts = {"read and not in the graph yet": status.unpublished, "removed and still in the graph": status.withdrawn}
    told = [f"{number} {what}" for what, number in parts.items() if number]
    told += ["corrections that the graph does not obey yet"] if status.corrected else []
    return f"{', '.join(told)} (the next build or rebuild finishes it)" if told else ""


def format_articles(reader: Reader) -> str:
    """A line for each article: the beginning of its id, its day, its title and where it was read, apart by tabs."""
    rows = reader.index.execute("SELECT id, attributes, source FROM articles ORDER BY id")
    lines = []
    for article, text, source in rows:
        told = json.loads(text)
        cells = (article[:_DIGITS], told["published"] or "", told["title"] or "", source)
        lines.append("\t".join(visible(cell) for cell in cells) + "\n")
    return "".join(lines)
