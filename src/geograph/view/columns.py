"""Records -> columns, which say each field's name once: a third of the weight of a small page, far less of a large one.

A column is one of

- ``[v, v, ...]``: the values in order, None where a record lacks the field;
- ``{"at": [i, ...], "is": [v, ...]}``: the values of the few records that have it;
- ``{"of": [v, ...], "is": [n, ...]}``: the different values, and for each record the number of its own, -1 for none.
"""

from __future__ import annotations

from typing import Any

__all__ = ["to_columns"]

Record = dict[str, Any]


def to_columns(records: list[Record]) -> Record:
    """The records as ``{"count": n, "columns": {field: column}}``, fields sorted.

    >>> to_columns([{"a": 1}, {"a": 2, "b": 3}])
    {'count': 2, 'columns': {'a': [1, 2], 'b': {'at': [1], 'is': [3]}}}
    """
    fields = sorted({field for record in records for field in record})
    return {"count": len(records), "columns": {field: _column(field, records) for field in fields}}


def _column(field: str, records: list[Record]) -> Any:
    values = [record.get(field) for record in records]
    present = [number for number, value in enumerate(values) if value is not None]
    if 3 * len(present) <= len(values) + 1:
        return {"at": present, "is": [values[number] for number in present]}
    texts = sorted({value for value in values if isinstance(value, str)})
    if len(texts) * 2 <= len(values) and all(value is None or isinstance(value, str) for value in values):
        number_of = {text: number for number, text in enumerate(texts)}
        return {"of": texts, "is": [-1 if value is None else number_of[value] for value in values]}
    return values
