"""``geograph actors``: the tables of actors."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from geograph.cli.output import count, note, show_problems

__all__ = ["app", "check"]

app = typer.Typer(help="The tables of actors: states, people, groups, organisations, places.", no_args_is_help=True)


@app.callback()
def _actors() -> None:
    """Keep the group a group while it has one command."""


@app.command("check")
def check(
    directory: Annotated[
        Path | None,
        typer.Argument(metavar="DIR", help="A folder of tables; by default geograph's own.", show_default=False),
    ] = None,
) -> None:
    """Check tables: rows, codes, references, names that two actors share, tenures that overlap."""
    from importlib.resources import as_file, files

    from geograph.lexicons.atlas_check import check_tables

    with as_file(files("geograph.lexicons.data") / "atlas") as own:
        problems = check_tables(directory or own)
    show_problems((problem.where, problem) for problem in problems)
    errors = sum(problem.severity == "error" for problem in problems)
    counts = count({"error": errors, "warning": len(problems) - errors})
    note(f"{directory or 'tables of geograph'}: {counts}")
    raise typer.Exit(1 if errors else 0)
