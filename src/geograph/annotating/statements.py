"""Find what is quoted without marks: the paragraphs of a statement, after "The minister said:"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from spacy.tokens import Doc, Span

from geograph.lexicons.linking import link_tables
from geograph.types import Block, BlockKind

__all__ = ["find_statements"]

_MARKS = frozenset('"“„«')
_SAID = frozenset({BlockKind.PARAGRAPH, BlockKind.BULLET})


def find_statements(doc: Doc, blocks: Sequence[Block]) -> Iterator[Span]:
    """Give the statements, each a span of the paragraphs that somebody is said to have said.

    The first paragraph is the one after a paragraph that ends in a verb of speech and a colon; those that follow are
    his too as long as they speak of "I" or "we". Paragraphs with marks of quotation are left to them.
    """
    text = doc.text  # which spaCy puts together each time it is asked for
    said: Span | None = None
    for before, block in pairwise(blocks):
        paragraph = _plain(doc, text, block)
        if said is not None and paragraph is not None and _is_first_person(paragraph):
            said = doc[said.start : paragraph.end]
            continue
        if said is not None:
            yield said
        said = paragraph if paragraph is not None and _announces(doc, text, before) else None
    if said is not None:
        yield said


def _plain(doc: Doc, text: str, block: Block) -> Span | None:
    """A paragraph without marks of quotation."""
    if block.kind not in _SAID or _MARKS & set(text[block.start : block.end]):
        return None
    span = doc.char_span(block.start, block.end, alignment_mode="contract")
    return span if span is not None and len(span) else None


def _announces(doc: Doc, text: str, block: Block) -> bool:
    """Whether the last sentence of a block is like "The minister, in Paris, said:"."""
    if not text[block.start : block.end].rstrip().endswith(":"):
        return False
    span = doc.char_span(block.start, block.end, alignment_mode="contract")
    if span is None or not len(span):
        return False
    last = [token for token in span[-1].sent if token.pos_ == "VERB" and token.i < span.end]
    return bool(last) and last[-1].lemma_ in link_tables().classes["speech"]


def _is_first_person(span: Span) -> bool:
    pronouns = link_tables().pronouns
    found = (pronouns.get(token.lower_) for token in span)
    return any(pronoun is not None and pronoun.person == 1 for pronoun in found)
