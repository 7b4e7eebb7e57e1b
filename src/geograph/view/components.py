"""A graph's connected parts, each laid out for itself -> all of them side by side, the largest on top."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["connected_parts", "pack_parts"]

Points = NDArray[np.float64]
Ints = NDArray[np.int64]

_GAP = 60.0


def connected_parts(count: int, pairs: Ints) -> list[tuple[Ints, Ints]]:
    """The parts that do not meet: the numbers of each part's nodes, and its pairs renumbered within it.

    Larger parts come first, equal ones in the order of their first node.
    """
    root = _roots(count, pairs)
    order = np.argsort(root, kind="stable")
    borders = np.flatnonzero(np.diff(root[order])) + 1
    groups = sorted(np.split(order, borders), key=lambda members: (-len(members), int(members[0])))
    place = np.zeros(count, dtype=np.int64)
    owner = np.zeros(count, dtype=np.int64)
    for number, members in enumerate(groups):
        place[members] = np.arange(len(members))
        owner[members] = number
    by_owner = pairs[np.argsort(owner[pairs[:, 0]], kind="stable")] if len(pairs) else pairs
    starts = np.searchsorted(owner[by_owner[:, 0]], np.arange(len(groups) + 1))
    return [(members, place[by_owner[starts[n] : starts[n + 1]]]) for n, members in enumerate(groups)]


def _roots(count: int, pairs: Ints) -> Ints:
    """For each node the smallest number in its part: labels spread along edges and jump until none changes."""
    root = np.arange(count)
    while len(pairs):
        least = np.minimum(root[pairs[:, 0]], root[pairs[:, 1]])
        spread = root.copy()
        np.minimum.at(spread, root[pairs[:, 0]], least)
        np.minimum.at(spread, root[pairs[:, 1]], least)
        spread = np.minimum(spread, spread[root])
        spread = spread[spread]
        if np.array_equal(spread, root):
            break
        root = spread
    return root


def pack_parts(count: int, parts: list[tuple[Ints, Points]]) -> Points:
    """Set the parts in rows, in the order given, on an area somewhat wider than high."""
    points = np.zeros((count, 2))
    sizes = [np.ptp(inner, axis=0) + _GAP for _, inner in parts]
    wide = max(float(sizes[0][0]), float(np.sqrt(1.4 * sum(float(size[0] * size[1]) for size in sizes))))
    x = y = tall = 0.0
    for (members, inner), size in zip(parts, sizes, strict=True):
        if x and x + size[0] > wide:
            x, y, tall = 0.0, y + tall, 0.0
        points[members] = inner - inner.min(axis=0) + (x, y)
        x, tall = x + float(size[0]), max(tall, float(size[1]))
    return points
