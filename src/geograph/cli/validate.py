"""``geograph validate``: does a file keep the promises of the model?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geograph.cli.options import Store
from geograph.cli.output import write_data

if TYPE_CHECKING:
    import rdflib

__all__ = ["validate"]


def validate(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An RDF file.")] = Path("output/graph.ttl"),
    store: Store = None,
    shapes: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="SHACL shapes to use in place of geograph's own.", show_default=False),
    ] = None,
) -> None:
    """Check RDF against the SHACL shapes of the model; exit with 1 if it does not conform."""
    from geograph.validate import format_report
    from geograph.validate import validate as check

    report = check(file if store is None else _merged(store), shapes=shapes)
    write_data(format_report(report) + "\n")
    raise typer.Exit(0 if report.conforms else 1)


def _merged(folder: Path) -> rdflib.Graph:
    from geograph.store import open_reader

    with open_reader(folder) as reader:
        return reader.to_rdf()
