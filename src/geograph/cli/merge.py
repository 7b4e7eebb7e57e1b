"""``geograph merge`` and ``geograph split``: a person's word on what is one, for every later build."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Literal, TypedDict

import typer

from geograph.cli.options import Store, parse_day
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


def merge(
    ids: Ids, corrections: File = _DEFAULT, store: Store = None, reason: Reason = "", by: By = "", day: Day = None
) -> None:
    """Say that actors, or events, of several articles are one; geograph build --corrections, or a store, obeys it."""
    _write("merge", ids, corrections, store, _Row(reason=reason, by=by, date=day))


def split(
    ids: Ids, corrections: File = _DEFAULT, store: Store = None, reason: Reason = "", by: By = "", day: Day = None
) -> None:
    """Say that actors, or events, are not one; it undoes a merge of the same ids."""
    _write("split", ids, corrections, store, _Row(reason=reason, by=by, date=day))


class _Row(TypedDict):
    reason: str
    by: str
    date: date | None


def _write(action: Literal["merge", "split"], ids: list[str], path: Path, store: Path | None, row: _Row) -> None:
    from geograph.correct import append_correction
    from geograph.merging import Correction

    if len(set(ids)) < 2:
        raise typer.BadParameter("name at least two different ids", param_hint="ID")
    correction = Correction(action=action, ids=tuple(ids), **row)
    if store is not None:
        from geograph.store import open_store

        path = open_store(store).correct(correction)
    else:
        append_correction(path, correction)
    note(f"{action} of {' and '.join(ids)} written to {path}")
