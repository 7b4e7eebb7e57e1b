"""``geograph lexicon``: the tables of words."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from geograph.cli.output import write_data

__all__ = ["app", "check"]

app = typer.Typer(help="The tables of words: frames of events, times, quantities, layout.", no_args_is_help=True)


@app.callback()
def _lexicon() -> None:
    """Keep the group a group while it has one command."""


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
