from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geograph.view.components import connected_parts
from geograph.view.layout import STRESS_LIMIT, lay_out, push_labels_apart
from geograph.view.stress import stress_layout


def ring(count: int) -> list[tuple[int, int]]:
    return [(number, (number + 1) % count) for number in range(count)]


def test_the_same_edges_in_any_order_give_the_same_places() -> None:
    edges = [*ring(20), (0, 10), (3, 3), (5, 4)]
    first = lay_out(20, edges, widths=[70.0] * 20)
    again = lay_out(20, [(b, a) for a, b in reversed(edges)] + edges, widths=[70.0] * 20)
    assert np.array_equal(first, again)


def test_labels_do_not_overlap_in_a_small_graph() -> None:
    widths = np.full(30, 90.0)
    points = lay_out(30, [*ring(20), *((0, leaf) for leaf in range(20, 28))], widths=widths.tolist())
    for one in range(30):
        for other in range(one):
            across, down = np.abs(points[one] - points[other])
            assert across >= 100 or down >= 50


def test_neighbours_are_nearer_than_strangers_on_a_path() -> None:
    points = stress_layout(8, np.array([(number, number + 1) for number in range(7)]))
    ends = np.linalg.norm(points[0] - points[7])
    steps = [np.linalg.norm(points[number] - points[number + 1]) for number in range(7)]
    assert ends > 3 * max(steps)


def test_nodes_on_one_spot_come_apart() -> None:
    points = push_labels_apart(np.zeros((3, 2)), np.array([50.0, 50.0, 50.0]))
    assert len({tuple(point) for point in points.tolist()}) == 3


@pytest.mark.parametrize("count", [0, 1, 2])
def test_the_smallest_graphs(count: int) -> None:
    assert lay_out(count, [], widths=[10.0] * count).shape == (count, 2)


def test_large_graphs_are_laid_out_by_force_and_repeat() -> None:
    count = STRESS_LIMIT + 100
    edges = [*ring(count), *((number, (number * 7) % count) for number in range(count))]
    points = lay_out(count, edges, widths=[70.0] * count)
    assert np.array_equal(points, lay_out(count, edges, widths=[70.0] * count))
    joined = np.linalg.norm(points - np.roll(points, -1, axis=0), axis=1).mean()
    assert joined < 0.6 * np.linalg.norm(points - np.roll(points, count // 2, axis=0), axis=1).mean()


@settings(max_examples=25, deadline=None)
@given(
    st.integers(1, 12).flatmap(
        lambda n: st.tuples(st.just(n), st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)), max_size=30))
    )
)
def test_any_graph_gets_finite_places(case: tuple[int, list[tuple[int, int]]]) -> None:
    count, edges = case
    points = lay_out(count, edges, widths=[60.0] * count)
    assert np.isfinite(points).all()
    assert np.abs(points).max() < 1e5


def test_parts_are_told_apart_and_renumbered() -> None:
    parts = connected_parts(7, np.array([(1, 5), (2, 3), (3, 4)]))
    assert [(members.tolist(), inner.tolist()) for members, inner in parts] == [
        ([2, 3, 4], [[0, 1], [1, 2]]),
        ([1, 5], [[0, 1]]),
        ([0], []),
        ([6], []),
    ]


def test_the_parts_of_a_large_graph_lie_beside_each_other() -> None:
    edges = [*ring(120), *((120 + number, 121 + number) for number in range(60))]
    points = lay_out(200, edges, widths=[70.0] * 200)
    large, small = points[:120], points[120:181]
    apart = (large.max(axis=0) < small.min(axis=0)) | (small.max(axis=0) < large.min(axis=0))
    assert apart.any()
    assert len({tuple(point) for point in points.tolist()}) == 200


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 19), st.integers(0, 19)), max_size=30))
def test_parts_are_those_that_networkx_finds(edges: list[tuple[int, int]]) -> None:
    graph = nx.Graph(edges)
    graph.add_nodes_from(range(20))
    pairs = np.array([pair for pair in edges if pair[0] != pair[1]], dtype=np.int64).reshape(-1, 2)
    found = {frozenset(members.tolist()) for members, _ in connected_parts(20, pairs)}
    assert found == {frozenset(part) for part in nx.connected_components(graph)}
