"""spaCy components: sentence borders that respect the layout (before the parser), and quotations."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

from geograph.annotating.extensions import QUOTES, article_of, register_extensions
from geograph.annotating.quotes import find_quotes
from geograph.annotating.statements import find_statements
from geograph.types import BlockKind

__all__ = ["make_blocks", "make_quotes"]


_ENDINGS = frozenset(".?!:;…\"”’'»)]")


class _Blocks:
    """Mark the first token of every block as the start of a sentence; the parser keeps what is marked."""

    def __call__(self, doc: Doc) -> Doc:
        starts = sorted(block.start for block in article_of(doc).blocks)
        cursor, ends = 0, True
        for token in doc:
            if token.is_space:
                continue
            fresh = False
            while cursor < len(starts) and starts[cursor] <= token.idx:
                cursor += 1
                fresh = True
            if fresh:
                token.is_sent_start = True
            elif not ends:
                token.is_sent_start = False  # the parser likes to begin anew after the first word under a headline
            ends = token.text[-1] in _ENDINGS
        return doc


class _Quotes:
    """Put quotations into ``doc.spans["geograph_quotes"]``."""

    def __call__(self, doc: Doc) -> Doc:
        blocks = article_of(doc).blocks
        borders = [(b.start, b.end) for b in blocks if b.kind is not BlockKind.BOILERPLATE] or [(0, len(doc.text))]
        spans = [doc.char_span(start, end, alignment_mode="contract") for start, end in find_quotes(doc.text, borders)]
        marked = [span for span in spans if isinstance(span, Span) and len(span)]
        doc.spans[QUOTES] = sorted((*marked, *find_statements(doc, blocks)), key=lambda span: span.start)
        return doc


@Language.factory("geograph_blocks", assigns=["token.is_sent_start", "doc._.geograph_article"])
def make_blocks(nlp: Language, name: str) -> _Blocks:  # noqa: ARG001 (spaCy's factory signature)
    """Component that keeps sentences inside their blocks; goes before the parser."""
    register_extensions()
    return _Blocks()


@Language.factory("geograph_quotes", assigns=["doc.spans"])
def make_quotes(nlp: Language, name: str) -> _Quotes:  # noqa: ARG001
    """Component that finds quotations."""
    register_extensions()
    return _Quotes()
