"""Split plain text by its layout into headlines, bullets, paragraphs and boilerplate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from geograph.lexicons.boilerplate import load_boilerplate
from geograph.reading.cleaning import plain_quotes
from geograph.reading.kinds import Labelled, label_stretches
from geograph.reading.lines import iter_lines
from geograph.reading.stretches import join_lines
from geograph.types import Block, BlockKind

__all__ = ["segment_blocks"]


@dataclass(frozen=True, slots=True)
class _Edges:
    """Where news begins and ends within a stretch."""

    head: int
    tail: int


def segment_blocks(text: str, *, title: str | None = None) -> tuple[Block, ...]:
    r"""Split ``text`` into blocks by its layout.

    Blocks are trimmed, in order, do not overlap, and cover all that is not white space but for the signs that set
    bullets, Markdown headings and quotes apart.

    Args:
        text: plain text or Markdown.
        title: the article's title, if known: a line that repeats it is a headline whatever its form.

    >>> [block.kind.value for block in segment_blocks("Ship Leaves Port\n\nA ship left Bergen on Tuesday.")]
    ['headline', 'paragraph']
    """
    blocks: list[Block] = []
    read = False
    for labelled in label_stretches(join_lines(tuple(iter_lines(text))), text, title=title):
        blocks.extend(_cut(labelled, text, first=not read))
        read = read or labelled.kind is BlockKind.PARAGRAPH
    return tuple(blocks)


def _cut(labelled: Labelled, text: str, *, first: bool) -> Iterator[Block]:
    """The blocks of one stretch: boilerplate at its beginning and end is cut off."""
    start, end, kind = labelled.start, labelled.end, labelled.kind
    if kind is BlockKind.BOILERPLATE:
        yield Block(start=start, end=end, kind=kind)
        return
    edges = _edges(text[start:end], paragraph=kind is BlockKind.PARAGRAPH, first=first)
    pieces = (
        (start, start + edges.head, BlockKind.BOILERPLATE),
        (start + edges.head, start + edges.tail, kind),
        (start + edges.tail, end, BlockKind.BOILERPLATE),
    )
    for begin, stop, piece in pieces:
        content = text[begin:stop]
        begin, stop = begin + len(content) - len(content.lstrip()), stop - len(content) + len(content.rstrip())
        if begin < stop:
            yield Block(start=begin, end=stop, kind=piece)


def _edges(content: str, *, paragraph: bool, first: bool) -> _Edges:
    table = load_boilerplate()
    # Same length as the content, so that offsets hold.
    plain = plain_quotes("".join(" " if character.isspace() else character for character in content))
    head = table.head(plain, first=first) if paragraph else 0
    tail = len(plain)
    while (cut := table.tail(plain[:tail].rstrip())) < len(plain[:tail].rstrip()) and cut > head:
        tail = cut
    return _Edges(head, tail)
