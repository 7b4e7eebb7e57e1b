"""``geograph lexicon``: the tables of words."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geograph.cli.options import MODEL, Model, Published
from geograph.cli.output import count, note, show_problems, write_data

if TYPE_CHECKING:
    from geograph.lexicon_test import Change

__all__ = ["app", "check", "try_frames"]


class Format(StrEnum):
    """How changes are written."""

    TEXT = "text"
    JSON = "json"


app = typer.Typer(help="The tables of words: frames of events, times, quantities, layout.", no_args_is_help=True)


@app.command("check")
def check(
    frames: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FRAMES", help="Your own files of frames, beside geograph's.", show_default=False),
    ] = None,
) -> None:
    """Load every table of words; the first entry that breaks its schema is an error, with its file and place."""
    from geograph.lexicon_check import check_frames, iter_tables

    for name in iter_tables():
        write_data(f"{name}: well formed\n")
    write_data(f"frames: {check_frames(*(frames or []))} well formed\n")


@app.command("test")
def try_frames(
    frames: Annotated[Path, typer.Argument(metavar="FILE", help="Your file of frames.")],
    articles: Annotated[
        list[str] | None,
        typer.Argument(metavar="ARTICLE", help="What to read without and with the frames.", show_default=False),
    ] = None,
    published: Published = None,
    model: Model = MODEL,
    format_: Annotated[Format, typer.Option("--format", "-f", help="How changes are written.")] = Format.TEXT,
) -> None:
    """Read the examples of your frames, and show what events your frames gain and lose in articles."""
    from geograph.lexicon_test import compare_frames, read_examples
    from geograph.reading import read_articles

    own, faults = read_examples([frames], model=model)
    for fault in faults:
        note(f"example of {fault.frame}: {'; '.join(fault.faults)}: {fault.example}")
    note(f"examples: {len(own) - len(faults)} of {count({'frame': len(own)})} read as they say")
    if articles:
        read = read_articles(articles, published=published)
        show_problems((problem.where, problem) for problem in read.problems)
        changes = compare_frames(read.articles, [frames], model=model)
        write_data(_as_json(changes) if format_ is Format.JSON else _as_text(changes))
        gained = sum(change.change == "gained" for change in changes)
        note(f"events: {gained} gained, {len(changes) - gained} lost")
    raise typer.Exit(1 if faults else 0)


def _as_text(changes: tuple[Change, ...]) -> str:
    lines = []
    for change in changes:
        sign = "+" if change.change == "gained" else "-"
        who, whom = " and ".join(change.actors) or "?", " and ".join(change.recipients) or "?"
        lines.append(f"{sign} {change.type} {who} {change.relation or '-'} {whom} [{change.status}] by {change.frame}")
        lines.append(f"    {change.sentence}")
    return "".join(f"{line}\n" for line in lines)


def _as_json(changes: tuple[Change, ...]) -> str:
    import json
    from dataclasses import asdict

    return json.dumps([asdict(change) for change in changes], ensure_ascii=False, indent=2) + "\n"
