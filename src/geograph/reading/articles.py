"""Text in memory -> ``Article``."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date

from geograph.reading.blocks import segment_blocks
from geograph.reading.cleaning import clean_text
from geograph.reading.languages import guess_language, language_name, normal_tag
from geograph.reading.lines import normal_text
from geograph.types import Article, Block, BlockKind, Problem, Severity

__all__ = ["make_article"]


def make_article(
    text: str,
    *,
    title: str | None = None,
    publisher: str | None = None,
    author: str | None = None,
    url: str | None = None,
    language: str | None = None,
    published: date | None = None,
    source: str = "",
    problems: Sequence[Problem] = (),
) -> Article:
    r"""Make an article of ``text``; odd text never raises, it leaves a problem on the article.

    Args:
        text: the text as it was read; see ``clean_text`` for the little that is changed.
        title: its title; without one, a headline that opens the text.
        publisher: who published it.
        author: who wrote it.
        url: where it was published.
        language: a BCP 47 tag; guessed when it is None or none.
        published: the day that relative times count from.
        source: where it was read: a path, ``path:line`` or ``-``.
        problems: what went wrong before.

    >>> make_article("Ship Leaves Port\n\nA ship left Bergen on Tuesday.").title
    'Ship Leaves Port'
    """
    text, repairs = clean_text(text)
    blocks = segment_blocks(text, title=title)
    tag, doubts = _language(text, language)
    return Article(
        id=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        text=text,
        source=source,
        title=_line(title) or _opening(text, blocks),
        publisher=_line(publisher),
        author=_line(author),
        url=_line(url),
        language=tag,
        published=published,
        blocks=blocks,
        problems=(*problems, *repairs, *doubts),
    )


def _language(text: str, given: str | None) -> tuple[str, tuple[Problem, ...]]:
    """The language's tag, with a warning unless both the metadata and the text say English."""
    guessed = guess_language(text)
    tag = normal_tag(given) or guessed
    foreign = guessed if guessed != "en" else tag
    if foreign.split("-")[0] == "en":
        return tag, ()
    named = "an unknown language" if foreign == "und" else language_name(foreign)
    message = f"the text seems to be in {named}, not in English"
    hint = "little or nothing will be found in it: the rules read English"
    # A text known to be foreign is refused, with an error, by a pipeline that does not read its language.
    severity = Severity.WARNING if tag.split("-")[0] == "en" else Severity.NOTE
    return tag, (Problem(severity=severity, stage="reading", message=message, hint=hint),)


def _opening(text: str, blocks: tuple[Block, ...]) -> str | None:
    """The first headline, if no paragraph or bullet stands before it."""
    news = next((block for block in blocks if block.kind is not BlockKind.BOILERPLATE), None)
    if news is None or news.kind is not BlockKind.HEADLINE:
        return None
    return normal_text(text[news.start : news.end]) or None


def _line(value: str | None) -> str | None:
    """Metadata as one clean line; None if nothing is left."""
    return " ".join(clean_text(value or "")[0].split()) or None
