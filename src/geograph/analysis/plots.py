"""Rows of an analysis -> a picture, SVG or PNG, by matplotlib. The same rows give the same bytes."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geograph.analysis.rows import CentralityRow, CommunityRow, TimelineRow
from geograph.errors import ExportError
from geograph.export.files import write_atomically

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot"]

# Ids in SVG are hashed with a salt that is random by default, and a date is written.
_SETTINGS: Any = {
    "svg.hashsalt": "geograph",
    "svg.fonttype": "none",
    "font.family": "DejaVu Sans",
    "text.parse_math": False,
}
_NOTHING_ELSE: dict[str, dict[str, None]] = {".svg": {"Date": None, "Creator": None}, ".png": {"Software": None}}
_COOPERATION, _CONFLICT, _NET = "#4477aa", "#cc6677", "#222222"
_HUES = ("#4477aa", "#ee6677", "#228833", "#ccbb44", "#66ccee", "#aa3377", "#bbbbbb")  # Paul Tol, for the colour-blind
_MOST_BARS = 20
_MOST_LABELS = 24
_LONGEST_NAME = 40


def plot(rows: Sequence[Any], path: Path | str, *, title: str) -> Path:
    """Draw a timeline, centralities or communities.

    Args:
        rows: what ``timeline``, ``centrality`` or ``communities`` gave.
        path: of the file, with the suffix .svg or .png.
        title: the picture's heading.

    Raises:
        ExportError: if matplotlib is not installed, if there is nothing to draw, or if the file cannot be written.
    """
    where, suffix = str(path), Path(path).suffix.lower()
    if suffix not in _NOTHING_ELSE:
        raise ExportError("a picture is .svg or .png", where=where)
    if not any(getattr(row, "start", True) for row in rows):  # what is undated has no place on a timeline
        raise ExportError("there is nothing to draw", where=where)
    draw = _DRAWN.get(type(rows[0]))
    if draw is None:
        raise ExportError("there is no picture of this analysis", where=where, hint="timeline, centrality, communities")
    try:
        import matplotlib
        from matplotlib.figure import Figure
    except ImportError as error:
        raise ExportError("pictures need matplotlib", where=where, hint="install geograph-kg[plot]") from error
    stream = io.BytesIO()
    with matplotlib.rc_context():
        matplotlib.rcdefaults()  # whatever the user's own settings are
        matplotlib.rcParams.update(_SETTINGS)
        figure = Figure(figsize=(9, 5), layout="constrained")
        axes = figure.add_subplot()
        axes.set_title(title)
        draw(axes, rows)
        figure.savefig(stream, format=suffix[1:], dpi=120, metadata=_NOTHING_ELSE[suffix])
    return write_atomically(path, stream.getvalue())


def _timeline(axes: Axes, rows: Sequence[TimelineRow]) -> None:
    """Bars of events, conflict below the line and cooperation above, and the net score as a line."""
    dated = [row for row in rows if row.start]
    places = range(len(dated))
    friendly = [row.verbal_cooperation + row.material_cooperation for row in dated]
    hostile = [-(row.verbal_conflict + row.material_conflict) for row in dated]
    axes.bar(places, friendly, color=_COOPERATION, label="events of cooperation")
    axes.bar(places, hostile, color=_CONFLICT, label="events of conflict")
    axes.axhline(0, color=_NET, linewidth=0.8)
    axes.set_ylabel("events")
    score = axes.twinx()
    score.plot(places, [row.score for row in dated], color=_NET, marker="o", markersize=3, label="net score")
    score.set_ylabel("net score")
    for side in (axes, score):  # both scales have their zero in the middle
        most = max(map(abs, side.get_ylim()))
        side.set_ylim(-most, most)
    step = max(1, -(-len(dated) // _MOST_LABELS))
    axes.set_xticks(places[::step], [row.period for row in dated][::step], rotation=60, ha="right")
    lines = [*axes.get_legend_handles_labels()[0], *score.get_legend_handles_labels()[0]]
    axes.legend(handles=lines, loc="best", fontsize="small")


def _centrality(axes: Axes, rows: Sequence[CentralityRow]) -> None:
    shown = rows[:_MOST_BARS]
    axes.barh(range(len(shown)), [row.pagerank for row in shown], color=_COOPERATION)
    axes.set_yticks(range(len(shown)), [_short(row.name) for row in shown])
    axes.invert_yaxis()
    axes.set_xlabel("PageRank")


def _communities(axes: Axes, rows: Sequence[CommunityRow]) -> None:
    """A bar for each community, with the names of those that have most ties in it."""
    groups: dict[int, list[CommunityRow]] = {}
    for row in rows:
        groups.setdefault(row.community, []).append(row)
    shown = [*groups.values()][:_MOST_BARS]
    colours = [_HUES[number % len(_HUES)] for number in range(len(shown))]
    axes.barh(range(len(shown)), [len(group) for group in shown], color=colours)
    axes.set_yticks(range(len(shown)), [_short(", ".join(row.name for row in group[:3])) for group in shown])
    axes.invert_yaxis()
    axes.set_xlabel("actors")


def _short(name: str) -> str:
    line = " ".join(name.split())
    return line if len(line) <= _LONGEST_NAME else line[: _LONGEST_NAME - 1] + "…"


_DRAWN: dict[type[Any], Callable[[Axes, Any], None]] = {
    TimelineRow: _timeline,
    CentralityRow: _centrality,
    CommunityRow: _communities,
}
