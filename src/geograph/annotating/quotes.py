"""Find quotations by their marks, unbalanced ones included."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["find_quotes"]

_PAIRS = {"“": "”", '"': '"', "„": "“", "«": "»"}


def find_quotes(text: str, borders: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Find quotations within each of ``borders``.

    A quotation that is opened and never closed ends with its block, as newspapers write quotations over several
    paragraphs; a closing mark without an opening one is passed over.

    Args:
        text: the text.
        borders: ``[start, end)`` of the blocks to look in.

    Returns:
        Half-open offsets of the quotations without their marks, in the text's order.
    """
    quotes: list[tuple[int, int]] = []
    for start, end in borders:
        quotes.extend(_quotes_of_block(text, start, end))
    return tuple(quotes)


def _quotes_of_block(text: str, start: int, end: int) -> list[tuple[int, int]]:
    quotes: list[tuple[int, int]] = []
    opened: int | None = None
    closing = ""
    for position in range(start, end):
        character = text[position]
        if opened is None:
            if character in _PAIRS:
                opened, closing = position + 1, _PAIRS[character]
        elif character == closing:
            quotes.append((opened, position))
            opened = None
    if opened is not None and opened < end:
        quotes.append((opened, end))
    return [(first, last) for first, last in quotes if first < last]
