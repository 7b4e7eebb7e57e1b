"""Edges between n nodes -> deterministic positions: stress for small graphs, a force field for large ones.

Positions are in pixels of a nominal stage; the page refines small graphs for the stage and the fonts it really has.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from geograph.view.components import connected_parts, pack_parts
from geograph.view.force import force_layout
from geograph.view.stress import stress_layout

__all__ = ["ONE_STAGE_LIMIT", "STRESS_LIMIT", "lay_out", "push_labels_apart"]

Points = NDArray[np.float64]
Ints = NDArray[np.int64]

STRESS_LIMIT = 400
"""Above so many nodes the quadratic matrices of stress majorisation cost more than they give."""

ONE_STAGE_LIMIT = 150
"""Up to so many nodes are laid out together; the parts of larger graphs are laid out one by one and packed."""

_SPREAD = 70.0


def lay_out(count: int, edges: list[tuple[int, int]], *, widths: list[float]) -> Points:
    """Positions, one row (x, y) a node, rounded to a tenth of a pixel.

    Args:
        count: how many nodes.
        edges: pairs of node numbers; direction, parallels and loops do not matter.
        widths: how wide each node's label is, in pixels.
    """
    if count == 0:
        return np.zeros((0, 2))
    pairs = _simple_pairs(edges)
    if count <= ONE_STAGE_LIMIT:
        points = push_labels_apart(stress_layout(count, pairs), np.asarray(widths))
    else:
        parts = connected_parts(count, pairs)
        points = pack_parts(count, [(members, _lay_out_part(len(members), inner)) for members, inner in parts])
    return np.asarray(np.round(points, 1) + 0.0)


def _simple_pairs(edges: list[tuple[int, int]]) -> Ints:
    simple = sorted({(min(pair), max(pair)) for pair in edges if pair[0] != pair[1]})
    return np.asarray(simple, dtype=np.int64).reshape(-1, 2)


def _lay_out_part(count: int, pairs: Ints) -> Points:
    points = stress_layout(count, pairs) if count <= STRESS_LIMIT else force_layout(count, pairs)
    # Whatever the method's scale, a node has the same room everywhere.
    return np.asarray(points * (_SPREAD * np.sqrt(count) / max(2 * points.std(), 1e-9)) if count > 1 else points)


def push_labels_apart(points: Points, widths: NDArray[np.float64], *, rounds: int = 400) -> Points:
    """Move nodes until the boxes of node and label (drawn below the node) overlap no more.

    Each pair that overlaps moves along the shorter way out. Rounds are bounded: a crowd that does not come free keeps
    the best it got, and the page hides the labels that still collide.
    """
    half = np.maximum(widths / 2 + 8, 22.0)
    above, below = 16.0, 36.0
    points = points.copy()
    for _ in range(rounds):
        dx = points[:, None, 0] - points[None, :, 0]
        dy = points[:, None, 1] - points[None, :, 1]
        over_x = half[:, None] + half[None, :] - np.abs(dx)
        over_y = above + below - np.abs(dy)
        hit = (over_x > 0) & (over_y > 0)
        np.fill_diagonal(hit, False)
        if not hit.any():
            break
        sideways = hit & (over_x < over_y)
        move_x = np.where(sideways, _signs(dx) * over_x / 2, 0.0)
        move_y = np.where(hit & ~sideways, _signs(dy) * over_y / 2, 0.0)
        share = np.maximum(hit.sum(axis=1), 1)
        points[:, 0] += 0.6 * move_x.sum(axis=1) / share
        points[:, 1] += 0.6 * move_y.sum(axis=1) / share
    return points


def _signs(delta: Points) -> Points:
    # Two nodes on one spot have no direction to part in: their numbers give one, antisymmetric as it must be.
    count = len(delta)
    order = np.sign(np.arange(count)[:, None] - np.arange(count)[None, :]).astype(np.float64)
    return np.where(np.abs(delta) > 1e-6, np.sign(delta), order)
