"""Guess a text's language, surely enough to say that it is not English."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from geograph.lexicons.layout import LanguageWords, load_languages

__all__ = ["guess_language", "language_name", "normal_tag"]

_WORD = re.compile(r"[^\W\d_]+")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_SAMPLE = 20_000
# Fewer common words than this are no evidence: a headline in title case may have none.
_ENOUGH = 4


def guess_language(text: str) -> str:
    """The BCP 47 tag of the language that ``text`` is most likely in.

    A text without evidence (too short, no words) counts as English, "en"; one in a script that no language of the
    table is written in as "und".

    >>> guess_language("Le ministre a dit que les navires de la marine sont dans le port.")
    'fr'
    """
    words = _WORD.findall(text[:_SAMPLE].lower())
    script = _script(words)
    if script is None:
        return "en"
    candidates = [language for language in load_languages() if language.script == script]
    if not candidates:
        return "und"
    scores = [_score(language, words) for language in candidates]
    best = max(range(len(scores)), key=lambda i: (scores[i], -i))
    if scores[best] < _ENOUGH and script == "LATIN":
        return "en"
    return candidates[best].tag


def language_name(tag: str) -> str:
    """The English name of the language, or the tag itself if the table does not have it."""
    return next((language.name for language in load_languages() if language.tag == tag.split("-")[0]), tag)


def normal_tag(value: str | None) -> str | None:
    """A language as metadata give it ("EN", "en_GB", "English") as a BCP 47 tag; None if it is none.

    >>> normal_tag("en_gb")
    'en-GB'
    """
    value = (value or "").strip().replace("_", "-")
    named = next((language.tag for language in load_languages() if language.name.lower() == value.lower()), None)
    if named or not _TAG.fullmatch(value):
        return named
    first, *rest = value.split("-")
    return "-".join([first.lower(), *(part.upper() if len(part) == 2 else part for part in rest)])


def _score(language: LanguageWords, words: list[str]) -> int:
    return sum(word in language.words for word in words)


def _script(words: list[str]) -> str | None:
    """The script that most letters are in. Japanese is told from Chinese by any share of kana."""
    counts = Counter(letter for word in words for letter in word)
    scripts: Counter[str] = Counter()
    for letter, count in counts.items():
        scripts[unicodedata.name(letter, "UNKNOWN").split()[0]] += count
    if not scripts:
        return None
    top = max(sorted(scripts), key=lambda name: scripts[name])
    return "HIRAGANA" if top in ("CJK", "KATAKANA") and scripts["HIRAGANA"] * 10 > scripts["CJK"] else top
