"""The text as the model should see it, of the same length: every offset stays what it is in the article.

Statistical taggers are trained on running text. Headlines In Title Case, hard line breaks and layout signs mislead
them, so these are smoothed over here, character for character; what people read stays ``Article.text``.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from geograph.types import Article, BlockKind

__all__ = ["model_text"]

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_ODD_SPACE = re.compile(r"[^\S\n ]")
_LONG_WORD = 4
_TITLE_CASE_SHARE = 0.6

IsName = Callable[[str], bool]


def model_text(article: Article, *, is_common_word: IsName, is_name: IsName) -> str:
    """Return a text of the same length for the model.

    Args:
        article: with its blocks.
        is_common_word: whether a lower-case word stands in the model's dictionary.
        is_name: whether a capitalised word is (part of) a name of the atlas.

    Returns:
        The text with boilerplate and layout signs blanked, line breaks inside blocks turned to spaces, and title-case
        headlines in sentence case.
    """
    out = [" " if character != "\n" else "\n" for character in article.text]
    body = _body_words(article)
    for block in article.blocks:
        if block.kind is BlockKind.BOILERPLATE:
            continue
        piece = _ODD_SPACE.sub(" ", article.text[block.start : block.end].replace("\n", " "))
        if block.kind is not BlockKind.PARAGRAPH and _is_title_case(piece):
            piece = _sentence_case(piece, body, is_common_word, is_name)
        out[block.start : block.end] = piece
    return "".join(out)


def _body_words(article: Article) -> tuple[frozenset[str], frozenset[str]]:
    """Words that the paragraphs write with a capital inside a sentence, and words they write without."""
    capital: set[str] = set()
    lower: set[str] = set()
    for block in article.blocks:
        if block.kind is not BlockKind.PARAGRAPH:
            continue
        text = article.text[block.start : block.end]
        for match in _WORD.finditer(text):
            word = match.group()
            if word[0].islower():
                lower.add(word)
            elif not _opens_sentence(text, match.start()):
                capital.add(word)
    return frozenset(capital), frozenset(lower)


def _opens_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip("\"'“‘ \n")
    return not before or before[-1] in ".?!:"


def _is_title_case(text: str) -> bool:
    words = [word for word in _WORD.findall(text) if len(word) >= _LONG_WORD]
    capitals = sum(word[0].isupper() for word in words)
    return len(words) > 1 and capitals / len(words) >= _TITLE_CASE_SHARE


def _sentence_case(
    text: str, body: tuple[frozenset[str], frozenset[str]], is_common_word: IsName, is_name: IsName
) -> str:
    capital, lower = body

    def recase(match: re.Match[str]) -> str:
        word = match.group()
        if word.isupper() and len(word) < _LONG_WORD + 1:
            return word
        plain = word.capitalize() if word.isupper() else word
        small = plain.lower()
        if plain in capital and small not in lower:
            return plain
        named = is_name(plain)
        if small in lower and not named:
            return small
        return plain if named or not is_common_word(small) else small

    return _WORD.sub(recase, text)
