"""A force layout for large graphs: repulsion by FFT on a grid, so that 20,000 nodes cost seconds, not hours.

After ForceAtlas2 (Jacomy and others, 2014): repulsion by degree, linear attraction, gravity, a speed for each node.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["force_layout"]

Points = NDArray[np.float64]
Ints = NDArray[np.int64]

_GRAVITY = 0.02
_SEED = 7


def force_layout(count: int, pairs: Ints, *, rounds: int = 160) -> Points:
    """Positions for ``count`` nodes joined by the distinct ``pairs``; the same for the same input."""
    points = np.random.default_rng(_SEED).standard_normal((count, 2)) * np.sqrt(count)
    mass: Points = np.asarray(np.bincount(pairs.ravel(), minlength=count) + 1.0, dtype=np.float64)
    grid = 256 if count > 5000 else 128
    before, speed = np.zeros_like(points), 0.1
    for turn in range(rounds):
        force = _repel(points, mass, grid) + _attract(points, pairs)
        away = np.sqrt((points**2).sum(axis=1, keepdims=True)) + 1e-9
        force -= _GRAVITY * np.sqrt(count) * mass[:, None] * points / away
        step, speed = _step(force, before, mass, speed, first=turn == 0)
        points = points + _capped(step, np.ptp(points), turn / rounds)
        before = force
    return np.asarray(points - points.mean(axis=0))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cells:
    """Which grid cell each node lies in, and its weights on the cell's four corners."""

    base: Ints
    corners: tuple[Points, Points, Points, Points]
    pitch: float


def _cells(points: Points, grid: int) -> _Cells:
    low, high = points.min(axis=0), points.max(axis=0)
    span = float((high - low).max()) * 1.02 + 1e-9
    pitch = span / (grid - 1)
    place = (points - ((low + high) / 2 - span / 2)) / pitch
    whole = np.clip(np.floor(place).astype(np.int64), 0, grid - 2)
    part = place - whole
    x, y = part[:, 0], part[:, 1]
    corners = ((1 - x) * (1 - y), x * (1 - y), (1 - x) * y, x * y)
    return _Cells(base=whole[:, 0] * 2 * grid + whole[:, 1], corners=corners, pitch=pitch)


def _repel(points: Points, mass: Points, grid: int) -> Points:
    """Mass on the grid's corners, convolved with 1/distance (the grid is doubled, or the field would wrap around)."""
    side = 2 * grid
    cells = _cells(points, grid)
    offsets = (0, side, 1, side + 1)
    places = np.concatenate([cells.base + offset for offset in offsets])
    loads = np.concatenate([mass * corner for corner in cells.corners])
    density = np.fft.rfft2(np.bincount(places, weights=loads, minlength=side * side).reshape(side, side))
    steps = np.fft.fftfreq(side) * side * cells.pitch
    across, down = np.meshgrid(steps, steps, indexing="ij")
    squares = across**2 + down**2 + (0.5 * cells.pitch) ** 2
    force = np.empty_like(points)
    for axis, kernel in enumerate((across / squares, down / squares)):
        field = np.fft.irfft2(density * np.fft.rfft2(kernel), s=(side, side)).ravel()
        parts = [field[cells.base + offset] * corner for offset, corner in zip(offsets, cells.corners, strict=True)]
        force[:, axis] = sum(parts) * mass
    return force


def _attract(points: Points, pairs: Ints) -> Points:
    pull = points[pairs[:, 1]] - points[pairs[:, 0]]
    force = np.empty_like(points)
    for axis in (0, 1):
        force[:, axis] = np.bincount(pairs[:, 0], pull[:, axis], len(points))
        force[:, axis] -= np.bincount(pairs[:, 1], pull[:, axis], len(points))
    return force


def _step(force: Points, before: Points, mass: Points, speed: float, *, first: bool) -> tuple[Points, float]:
    swing = np.sqrt(((force - before) ** 2).sum(axis=1))
    traction = 0.5 * np.sqrt(((force + before) ** 2).sum(axis=1))
    target = float((mass * traction).sum() / max((mass * swing).sum(), 1e-9))
    speed = 0.1 if first else min(target, speed * 1.5)
    return np.asarray(force * (speed / (1 + np.sqrt(speed * mass * swing)))[:, None]), speed


def _capped(step: Points, span: float, done: float) -> Points:
    length = np.sqrt((step**2).sum(axis=1))
    cap = float(span) * (0.05 * (1 - done) + 0.002)
    return np.asarray(step * np.minimum(1.0, cap / np.maximum(length, 1e-9))[:, None])
