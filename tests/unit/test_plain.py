"""Every domain type goes to plain JSON and comes back the same."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from geograph import types
from geograph.plain import from_plain, to_plain

# Lone surrogates are no text: no article holds one.
st.register_type_strategy(str, st.text(st.characters(exclude_categories=["Cs"]), max_size=12))
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
VALUES = tuple(kind for name in types.__all__ if is_dataclass(kind := getattr(types, name)) and isinstance(kind, type))


@pytest.mark.parametrize("kind", VALUES, ids=lambda kind: kind.__name__)
def test_every_type_comes_back_the_same(kind: type[Any]) -> None:
    @settings(max_examples=15, deadline=None)
    @given(st.from_type(kind))
    def comes_back(value: Any) -> None:
        plain = to_plain(value)
        assert from_plain(kind, json.loads(json.dumps(plain))) == value
        assert set(plain) == {field.name for field in fields(value)}

    comes_back()


def test_a_tuple_becomes_a_list_in_its_order() -> None:
    values = tuple(types.Block(start=n, end=n + 1, kind=types.BlockKind.PARAGRAPH) for n in range(3))
    assert [plain["start"] for plain in to_plain(values)] == [0, 1, 2]
    assert to_plain(()) == []


@pytest.mark.parametrize(
    "data", [{}, {"start": "x", "end": 2, "kind": "paragraph"}, {"start": 0, "end": 2, "kind": "poem"}, None, []]
)
def test_what_is_no_such_value_is_refused(data: Any) -> None:
    with pytest.raises(ValidationError):
        from_plain(types.Block, data)
