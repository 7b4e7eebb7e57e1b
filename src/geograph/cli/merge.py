"""``geograph merge`` and ``geograph split``: a person's word on what is one, for every later build."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from geograph.cli.options import parse_day
from geograph.cli.output import note

__all__ = ["merge", "split"]

Ids = Annotated[
    list[str],
    typer.Argument(
        metavar="ID...",
        help="Ids of actors or of events; ID@ARTICLE is an actor as one article has it.",
        show_default=False,
    ),
]
File = Annotated[
    Path, typer.Option("--corrections", "-c", metavar="FILE", help="The file that the correction is written to.")
]
Reason = Annotated[str, typer.Option(metavar="TEXT", help="Why, for whoever reads the file.", show_default=False)]
By = Annotated[str, typer.Option(metavar="NAME", help="Who says so.", show_default=False)]
Day = Annotated[
    date | None, typer.Option(parser=parse_day, metavar="YYYY-MM-DD", help="When it was said.", show_default=False)
]
_DEFAULT = Path("corrections.csv")


def merge(ids: Ids, corrections: File = _DEFAULT, reason: Reason = "", by: By = "", day: Day = None) -> None:
    """Say that actors, or events, of several articles are one; geograph build --corrections obeys it."""
    _write("merge", ids, corrections, reason, by, day)


def split(ids: Ids, corrections: File = _DEFAULT, reason: Reason = "", by: By = "", day: Day = None) -> None:
    """Say that actors, or events, are not one; it undoes a merge of the same ids."""
    _write("split", ids, corrections, reason, by, day)


def _write(
    action: Literal["merge", "split"], ids: list[str], path: Path, reason: str, by: str, day: date | None
) -> None:
    from geograph.correct import append_correction
    from geograph.merging import Correction

    if len(set(ids)) < 2:
        raise typer.BadParameter("name at least two different ids", param_hint="ID")
    append_correction(path, Correction(action=action, ids=tuple(ids), reason=reason, by=by, date=day))
    note(f"{action} of {' and '.join(ids)} written to {path}")
