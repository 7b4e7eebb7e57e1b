"""``geograph validate``: does a file keep the promises of the model?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geograph.cli.options import Store
from geograph.cli.output import write_data

if TYPE_CHECKING:
    from geograph.validate import ValidationReport

__all__ = ["validate"]


def validate(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An RDF file.")] = Path("output/graph.ttl"),
    store: Store = None,
    shapes: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="SHACL shapes to use in place of geograph's own.", show_default=False),
    ] = None,
    sample: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, help="Check only N nodes, always the same of a graph.", show_default=False),
    ] = None,
) -> None:
    """Check RDF against the SHACL shapes of the model; exit with 1 if it does not conform."""
    from geograph.query import load_store
    from geograph.validate import format_report
    from geograph.validate import validate as check
    from geograph.validate_store import validate_store

    if sample is not None and shapes is not None:
        raise typer.BadParameter("a sample is checked against geograph's own shapes only", param_hint="--sample")
    if store is not None:
        report = _of_store(store, shapes, sample)
    else:
        report = check(file, shapes=shapes) if sample is None else validate_store(load_store(file), sample=sample)
    write_data(format_report(report) + "\n")
    raise typer.Exit(0 if report.conforms else 1)


def _of_store(folder: Path, shapes: Path | None, sample: int | None) -> ValidationReport:
    from geograph.store import open_reader
    from geograph.validate import validate as check
    from geograph.validate_store import validate_store

    with open_reader(folder) as reader:
        return validate_store(reader.rdf, sample=sample) if shapes is None else check(reader.to_rdf(), shapes=shapes)
