"""Words that any English text may hold: a name made of nothing else tells little of whom it names."""

from __future__ import annotations

from functools import cache

from geograph.lexicons.tables import table_text

__all__ = ["is_common_word"]


def is_common_word(word: str) -> bool:
    """Whether ``word``, in lower case, is in the table ``atlas/common_words.csv``.

    Raises:
        LexiconError: if there is no such table.
    """
    return word in _common_words()


@cache
def _common_words() -> frozenset[str]:
    lines = table_text("atlas/common_words.csv").splitlines()
    words = [line for line in lines if line and not line.startswith("#")]
    return frozenset(words[1:])  # the first line is the column's name
