"""``geograph serve``: a graph as a SPARQL endpoint on this machine, with an editor and a viewer."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from geograph.cli.output import note, write_data

__all__ = ["serve"]


def serve(
    source: Annotated[
        Path, typer.Argument(metavar="SOURCE", help="An RDF file, or the folder of a store.", show_default=True)
    ] = Path("output/graph.trig"),
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Where to listen.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="N", min=1, max=65535, help="On which port.")] = 8765,
    timeout: Annotated[float, typer.Option(metavar="SECONDS", min=0.1, help="How long a query may take.")] = 30.0,
    max_rows: Annotated[int, typer.Option(metavar="N", min=1, help="How many rows an answer may have.")] = 10_000,
    workers: Annotated[int, typer.Option(metavar="N", min=1, help="How many queries run at once.")] = 2,
    cors: Annotated[
        str | None,
        typer.Option(metavar="ORIGIN", help="A web origin whose pages may read answers.", show_default=False),
    ] = None,
    public: Annotated[bool, typer.Option("--public", help="Allow an address that other machines reach.")] = False,
) -> None:
    """Serve a graph read-only: a SPARQL endpoint, an editor of queries, a viewer of neighbourhoods."""
    from geograph.serve import Settings
    from geograph.serve.run import serve as run

    settings = Settings(
        source=source,
        host=host,
        port=port,
        timeout=timeout,
        max_rows=max_rows,
        workers=workers,
        origin=cors,
        public=public,
    )
    write_data(f"{settings.address}\n")
    note("endpoint at sparql, viewer at explore; Ctrl-C stops it")
    run(settings)
