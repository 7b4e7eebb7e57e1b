"""Domain types as plain JSON values and back: what may lie in ``Doc._`` and cross a process border."""

from __future__ import annotations

from collections.abc import Hashable
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter

__all__ = ["from_plain", "to_plain"]

T = TypeVar("T")


@cache
def _adapter(kind: Hashable) -> TypeAdapter[Any]:
    return TypeAdapter(cast(Any, kind))


def to_plain(value: object) -> Any:
    """Turn a domain value, or a tuple of one kind of them, into JSON-plain dicts and lists."""
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    return _adapter(cast(Hashable, type(value))).dump_python(value, mode="json")


def from_plain(kind: type[T], data: Any) -> T:
    """Build the domain type ``kind`` from what ``to_plain`` gave.

    Raises:
        pydantic.ValidationError: if ``data`` is not such a value.
    """
    value: T = _adapter(cast(Hashable, kind)).validate_python(data)
    return value
