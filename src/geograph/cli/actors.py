"""``geograph actors``: the tables of actors."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from geograph.cli.output import count, note, show_problems

__all__ = ["add", "app", "check", "import_"]

app = typer.Typer(help="The tables of actors: states, people, groups, organisations, places.", no_args_is_help=True)


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


Folder = Annotated[Path, typer.Option("--to", metavar="DIR", help="A folder of tables of your own; made if need be.")]


@app.command("add")
def add(
    tables: Annotated[list[Path], typer.Argument(metavar="TABLE", help="CSV files with the columns of docs/atlas.md.")],
    to: Folder = Path("actors"),
) -> None:
    """Check rows of your own and add them to your tables; build reads them with --actors DIR."""
    from geograph.lexicons.actor_tables import append_rows, has_tables
    from geograph.lexicons.atlas_check import check_rows
    from geograph.lexicons.atlas_user import read_user_tables

    rows = [located.row for located in read_user_tables(tables)]
    kept = [to] if has_tables(to) and to not in tables else []
    problems = check_rows(read_user_tables([*kept, *tables]))
    twice = "is used before"  # a row that is there already is not written again
    errors = [problem for problem in problems if problem.severity == "error" and twice not in problem.message]
    show_problems((problem.where, problem) for problem in errors)
    if errors:
        note(f"nothing was written: {count({'error': len(errors)})}")
        raise typer.Exit(1)
    note(f"{count({'row': append_rows(to, rows)})} new in {to}: build with --actors {to}")


@app.command("import")
def import_(
    dictionaries: Annotated[
        list[Path],
        typer.Argument(metavar="DICTIONARY", help="Actor dictionaries as TABARI, PETRARCH and Phoenix have them."),
    ],
    to: Folder = Path("actors"),
) -> None:
    """Make tables of your own out of actor dictionaries; what cannot be read is told line by line."""
    from geograph.errors import InputError
    from geograph.lexicons.actor_dictionary import read_dictionary
    from geograph.lexicons.actor_tables import append_rows, rows_of_entry
    from geograph.types import Problem

    rows, problems = [], list[Problem]()
    for path in dictionaries:
        try:
            text = path.read_text(encoding="utf-8-sig", errors="replace")
        except OSError as error:
            raise InputError(f"cannot read the dictionary: {error.strerror}", where=str(path)) from error
        entries, found = read_dictionary(text, where=path.name)
        rows += [row for entry in entries for row in rows_of_entry(entry, source=f"imported from {path.name}")]
        problems += found
    show_problems((problem.where, problem) for problem in problems)
    if not rows:
        raise InputError("there is no entry in the dictionaries, so nothing was written")
    note(f"{count({'row': append_rows(to, rows)})} new in {to}: build with --actors {to}")
