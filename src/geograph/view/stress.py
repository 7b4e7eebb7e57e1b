"""Stress majorisation (SMACOF): positions whose distances follow the graph's, for up to a few hundred nodes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["stress_layout"]

Points = NDArray[np.float64]
Ints = NDArray[np.int64]

_UNIT = 150.0
_STAGE = (900.0, 700.0)
_SMALL = 60


def stress_layout(count: int, pairs: Ints) -> Points:
    """Positions for ``count`` nodes joined by the distinct ``pairs``, filling a nominal stage.

    The first start is classical scaling, which needs no luck; small graphs try a few more from a fixed seed, since
    stress has many local minima and another start costs them nothing.
    """
    if count == 1:
        return np.zeros((1, 2))
    distances = _lengthen_hubs(_hops(count, pairs), pairs)
    weights: Points = np.asarray(1.0 / np.maximum(distances, 1e-9) ** 2, dtype=np.float64)
    np.fill_diagonal(weights, 0.0)
    laplacian = np.diag(weights.sum(axis=1)) - weights
    inverse = np.asarray(np.linalg.inv(laplacian + 1.0 / count), dtype=np.float64)
    generator = np.random.default_rng(3)
    starts = [_classical_scaling(distances)]
    if count <= _SMALL:
        starts += [generator.standard_normal((count, 2)) for _ in range(5)]
    runs = [_majorise(start, distances, weights, inverse) for start in starts]
    best = min(runs, key=lambda points: round(_stress(points, distances, weights), 6))
    return _fill_stage(_upright(best) * _UNIT)


def _hops(count: int, pairs: Ints) -> Points:
    """Path lengths by breadth-first rounds; parts that do not meet stand a little over the longest path apart."""
    near = np.zeros((count, count), dtype=np.float32)
    near[pairs[:, 0], pairs[:, 1]] = near[pairs[:, 1], pairs[:, 0]] = 1.0
    distances = np.full((count, count), np.inf)
    np.fill_diagonal(distances, 0.0)
    front, steps = np.eye(count, dtype=np.float32), 0
    while front.any():
        steps += 1
        reached = (front @ near > 0) & np.isinf(distances)
        distances[reached] = steps
        front = reached.astype(np.float32)
    finite = np.isfinite(distances)
    distances[~finite] = distances[finite].max() + 1.5
    return distances


def _lengthen_hubs(distances: Points, pairs: Ints) -> Points:
    degree = np.bincount(pairs.ravel(), minlength=len(distances))
    shorter = np.minimum(degree[pairs[:, 0]], degree[pairs[:, 1]])
    length = 1 + 0.28 * np.maximum(shorter - 1, 0) ** 0.7
    distances = distances.copy()
    distances[pairs[:, 0], pairs[:, 1]] = distances[pairs[:, 1], pairs[:, 0]] = length
    return distances


def _classical_scaling(distances: Points) -> Points:
    centred = distances**2
    centred = centred - centred.mean(axis=0) - centred.mean(axis=1)[:, None] + centred.mean()
    values, vectors = np.linalg.eigh(-centred / 2)
    points: Points = vectors[:, -2:] * np.sqrt(np.maximum(values[-2:], 1e-6))
    # An eigenvector's sign is the library's whim: the first entry that is not nothing is made positive.
    first = np.argmax(np.abs(points) > 1e-9, axis=0)
    jitter = np.arange(len(points))[:, None] * np.array([[1e-4, -7e-5]])
    return np.asarray(points * np.where(points[first, [0, 1]] < 0, -1.0, 1.0) + jitter)


def _majorise(points: Points, distances: Points, weights: Points, inverse: Points) -> Points:
    pull = weights * distances
    last = np.inf
    for _ in range(200):
        spread = _spread(points)
        bend = np.where(spread > 1e-9, -pull / np.maximum(spread, 1e-9), 0.0)
        np.fill_diagonal(bend, 0.0)
        np.fill_diagonal(bend, -bend.sum(axis=1))
        points = inverse @ (bend @ points)
        now = _stress(points, distances, weights)
        if last - now < 1e-5 * now:
            break
        last = now
    return points


def _spread(points: Points) -> Points:
    squares = (points**2).sum(axis=1)
    return np.asarray(np.sqrt(np.maximum(squares[:, None] + squares[None, :] - 2 * points @ points.T, 0.0)))


def _stress(points: Points, distances: Points, weights: Points) -> float:
    return float((weights * (_spread(points) - distances) ** 2).sum())


def _upright(points: Points) -> Points:
    """Turn the longest axis to lie flat, with the heavier half to the left and below."""
    points = points - points.mean(axis=0)
    axes = np.linalg.svd(points, full_matrices=False)[2]
    turned: Points = points @ axes.T
    lean = (turned**3).sum(axis=0)
    return np.asarray(turned * np.where(lean < 0, -1.0, 1.0))


def _fill_stage(points: Points) -> Points:
    """Stretch to the nominal stage, one axis at most 1.9 times as much as the other."""
    factors = np.array(_STAGE) / np.maximum(np.ptp(points, axis=0), 1e-6)
    least = factors.min()
    factors = np.minimum(factors, 1.9 * least)
    return np.asarray(points * np.minimum(factors, 400.0))
