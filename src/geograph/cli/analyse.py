"""``geograph analyse``: questions to the graph that build wrote -> tables and pictures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from geograph.cli.around import graph_of
from geograph.cli.options import Store
from geograph.cli.output import note, write_data

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["app"]

app = typer.Typer(
    help="Ask the graph who is central, who is close to whom, how, and since when. Only facts count, as reported.",
    no_args_is_help=True,
)


class Format(StrEnum):
    """How rows are written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


class Side(StrEnum):
    """Which ties count."""

    ALL = "all"
    COOPERATION = "cooperation"
    CONFLICT = "conflict"


class Unit(StrEnum):
    """How long a period of a timeline is."""

    WEEK = "week"
    MONTH = "month"


def _period(text: str, option: str) -> tuple[date, date]:
    first, _, last = text.partition("..")
    try:
        return date.fromisoformat(first), date.fromisoformat(last)
    except ValueError as error:
        message = f"{text!r} is not a period written as YYYY-MM-DD..YYYY-MM-DD"
        raise typer.BadParameter(message, param_hint=option) from error


GraphFile = Annotated[
    Path, typer.Option("-g", "--graph", metavar="FILE", help="The graph.json that geograph build wrote.")
]
As = Annotated[Format, typer.Option("--format", "-f", help="How the rows are written.")]
WithClaims = Annotated[
    bool,
    typer.Option("--with-claims", help="Count also what is claimed, planned, threatened or denied, and say so."),
]
Sides = Annotated[Side, typer.Option("--side", help="Ties of cooperation, of conflict, or all.")]
Plot = Annotated[
    Path | None,
    typer.Option("--plot", metavar="FILE", help="Draw the rows too, as .svg or .png; needs geograph-kg[plot]."),
]
Actor = Annotated[str, typer.Argument(metavar="ACTOR", help="Label, alias or id.")]
Other = Annotated[str, typer.Argument(metavar="OTHER", help="Label, alias or id.")]
Most = Annotated[int, typer.Option(min=1, metavar="N", help="How many paths at most.")]
Period = Annotated[str, typer.Option(metavar="FROM..TO", help="Its first and last day: 2015-01-01..2015-06-30.")]

_GRAPH = Path("output/graph.json")


@app.command("centrality")
def centrality(
    graph: GraphFile = _GRAPH,
    store: Store = None,
    side: Sides = Side.ALL,
    with_claims: WithClaims = False,
    format_: As = Format.TABLE,
    plot: Plot = None,
) -> None:
    """Actors by PageRank, with betweenness and degree, weighted by independent sources."""
    from geograph import analysis

    rows = analysis.centrality(_read(graph, store), side=side.value, with_claims=with_claims)
    _write(analysis.CentralityRow, rows, format_, with_claims=with_claims, plot=plot, title="Central actors")


@app.command("communities")
def communities(
    graph: GraphFile = _GRAPH,
    store: Store = None,
    side: Sides = Side.ALL,
    with_claims: WithClaims = False,
    format_: As = Format.TABLE,
    plot: Plot = None,
) -> None:
    """Communities of actors, the largest first."""
    from geograph import analysis

    rows = analysis.communities(_read(graph, store), side=side.value, with_claims=with_claims)
    _write(analysis.CommunityRow, rows, format_, with_claims=with_claims, plot=plot, title="Communities")


@app.command("path")
def path(
    actor: Actor,
    other: Other,
    graph: GraphFile = _GRAPH,
    store: Store = None,
    most: Most = 10,
    with_claims: WithClaims = False,
    format_: As = Format.TABLE,
) -> None:
    """The shortest paths between two actors, with the sentence behind each step."""
    from geograph import analysis

    rows = analysis.shortest_paths(_read(graph, store), actor, other, most=most, with_claims=with_claims)
    _write(analysis.PathRow, rows, format_, with_claims=with_claims)


@app.command("paths")
def paths(
    actor: Actor,
    other: Other,
    graph: GraphFile = _GRAPH,
    store: Store = None,
    longest: Annotated[int, typer.Option(min=1, metavar="N", help="How many steps at most.")] = 4,
    most: Most = 50,
    with_claims: WithClaims = False,
    format_: As = Format.TABLE,
) -> None:
    """All paths between two actors that pass nobody twice, the shorter first."""
    from geograph import analysis

    rows = analysis.simple_paths(_read(graph, store), actor, other, longest=longest, most=most, with_claims=with_claims)
    _write(analysis.PathRow, rows, format_, with_claims=with_claims)


@app.command("egonet")
def egonet(
    actor: Actor,
    graph: GraphFile = _GRAPH,
    store: Store = None,
    radius: Annotated[int, typer.Option(min=1, metavar="N", help="How many steps away from the actor.")] = 1,
    with_claims: WithClaims = False,
    format_: As = Format.TABLE,
) -> None:
    """The relations among an actor and those around it."""
    from geograph import analysis

    rows = analysis.egonet(_read(graph, store), actor, radius=radius, with_claims=with_claims)
    _write(analysis.TieRow, rows, format_, with_claims=with_claims)


@app.command("timeline")
def timeline(
    actor: Actor,
    other: Other,
    graph: GraphFile = _GRAPH,
    store: Store = None,
    by: Annotated[Unit, typer.Option(help="How long a period is.")] = Unit.MONTH,
    with_claims: WithClaims = False,
    format_: As = Format.TABLE,
    plot: Plot = None,
) -> None:
    """Conflict and cooperation of two actors, week by week or month by month."""
    from geograph import analysis

    found = _read(graph, store)
    rows = analysis.timeline(found, actor, other, by=by.value, with_claims=with_claims)
    names = [str(found.nodes[analysis.find_actor(found, name)]["label"]) for name in (actor, other)]
    _write(analysis.TimelineRow, rows, format_, with_claims=with_claims, plot=plot, title=" and ".join(names))


@app.command("balance")
def balance(
    graph: GraphFile = _GRAPH,
    store: Store = None,
    with_claims: WithClaims = False,
    format_: As = Format.TABLE,
) -> None:
    """Triads of friends and foes, the frustrated ones first."""
    from geograph import analysis

    rows = analysis.balance(_read(graph, store), with_claims=with_claims)
    _write(analysis.TriadRow, rows, format_, with_claims=with_claims)


@app.command("changes")
def changes(
    before: Period,
    after: Period,
    graph: GraphFile = _GRAPH,
    store: Store = None,
    with_claims: WithClaims = False,
    format_: As = Format.TABLE,
) -> None:
    """Which pairs of actors have new ties, lost ties, or ties of another sign, in the later of two periods."""
    then, now = _period(before, "--before"), _period(after, "--after")

    from geograph import analysis

    rows = analysis.changes(_read(graph, store), then, now, with_claims=with_claims)
    _write(analysis.ChangeRow, rows, format_, with_claims=with_claims)


# ---------------------------------------------------------------- reading and writing
def _read(graph: Path, store: Path | None) -> nx.MultiDiGraph[Any]:
    from geograph.export import read_nodelink

    return read_nodelink(graph) if store is None else graph_of(store, None, 0)


def _write(
    row_type: type[Any],
    rows: Sequence[Any],
    format_: Format,
    *,
    with_claims: bool,
    plot: Path | None = None,
    title: str = "",
) -> None:
    from geograph.analysis.tables import format_rows

    write_data(format_rows(row_type, rows, format_, with_claims=with_claims))
    if not rows:
        note("nothing was found" if with_claims else "nothing was found among the facts (--with-claims counts more)")
    if plot is not None:
        from geograph.analysis.plots import plot as draw

        note(f"drawn: {draw(rows, plot, title=title)}")
