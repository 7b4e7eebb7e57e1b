"""All commands together, and the one place where an error becomes a line and an exit code."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from geograph.cli import (
    actors,
    analyse,
    build,
    explain,
    export,
    lexicon,
    merge,
    query,
    serve,
    show,
    store,
    validate,
    view,
)
from geograph.cli.output import show_error
from geograph.errors import GeographError

__all__ = ["app", "main"]

_HELP = "News in, a knowledge graph of geopolitical actors out: who did what to whom, and who says so."


class _Commands(TyperGroup):
    """Commands whose errors are one line on stderr and exit code 1."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except GeographError as error:
            show_error(error)
            raise typer.Exit(1) from error


app = typer.Typer(
    name="geograph",
    cls=_Commands,
    help=_HELP,
    no_args_is_help=True,
    rich_markup_mode=None,  # rich takes as long to import as all the rest
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("build", short_help="Read articles and write their graph.")(build.build)
app.command("merge", short_help="Say that actors or events are one.")(merge.merge)
app.command("split", short_help="Say that actors or events are not one.")(merge.split)
app.command("query", short_help="Answer a SPARQL query.")(query.query)
app.command("export", short_help="Write the graph in another format.")(export.export)
app.command("serve", short_help="Serve the graph to SPARQL clients and browsers.")(serve.serve)
app.command("view", short_help="Open the interactive page.")(view.view)
app.command("show", short_help="Print actors, relations and their sentences.")(show.show)
app.command("validate", short_help="Check RDF against the SHACL shapes.")(validate.validate)
app.command("explain", short_help="Print what was found in each sentence, and why.")(explain.explain)
app.command("status", short_help="Print what is in a store.")(store.status)
app.command("remove", short_help="Remove articles from a store.")(store.remove)
app.command("rebuild", short_help="Make the graph of a store again.")(store.rebuild)
app.add_typer(analyse.app, name="analyse", short_help="Ask who is central, close to whom, and since when.")
app.add_typer(actors.app, name="actors", short_help="Check the tables of actors.")
app.add_typer(lexicon.app, name="lexicon", short_help="Check the tables of words.")


def _print_version(wanted: bool) -> None:
    if wanted:
        import geograph

        typer.echo(f"geograph {geograph.__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    pass


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        # A name that a terminal's encoding lacks is shown as an escape; it must not end the program.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    app(prog_name="geograph")
