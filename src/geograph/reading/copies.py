"""Articles -> which of them are copies of one text: wire stories that many papers print, cut and re-headlined.

Candidates are found by MinHash signatures of word n-grams and locality-sensitive hashing (Broder 1997; Indyk and
Motwani 1998), by datasketch. Each pair is then measured exactly, so that no figure depends on the hashing: the share of
the shorter text's n-grams that stand in the longer one (containment), since an editor cuts from the end.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from geograph.types import Article, BlockKind

if TYPE_CHECKING:
    import numpy.typing as npt
    from datasketch import MinHash

__all__ = ["THRESHOLD", "are_copies", "band_keys", "first_of", "independent_sources", "near_duplicates", "text_grams"]

THRESHOLD = 0.5
"""From which containment on two texts are copies.

Two reports of one event with the same quotations reach 0.4; what editors make of a wire story has 0.6 or more.
"""

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_GRAM = 4
# Texts of fewer n-grams may share a set phrase by chance: only all of them count.
_FEWEST = 12
# 64 bands of 2: of pairs with a fifth of their n-grams in common, as a text and its first fifth have, 93 % are found;
# with two fifths, all.
_BANDS, _ROWS = 64, 2
# MinHash permutes hashes of 32 bits.
_SIGNED = 0xFFFFFFFF
_READ = frozenset({BlockKind.PARAGRAPH, BlockKind.BULLET})

# The hashes of a text's n-grams, sorted and each once: 8 bytes each, so that many articles fit in memory.
Grams: TypeAlias = "npt.NDArray[np.uint64]"


def near_duplicates(articles: Iterable[Article], threshold: float = THRESHOLD) -> tuple[tuple[str, ...], ...]:
    """Group the articles whose texts are copies of each other.

    Headlines and boilerplate do not count. Whoever copies a copy is in the group, so a digest that prints several
    stories ties them together. Order does not matter, nor do articles that are given twice.

    Args:
        articles: any articles.
        threshold: the share, above 0 and up to 1, of the shorter text's word n-grams that the longer one must have.

    Returns:
        Groups of two or more article ids, sorted.

    Raises:
        ValueError: if the threshold is no such share.
    """
    if not 0 < threshold <= 1:
        raise ValueError(f"threshold must be above 0 and at most 1, not {threshold}")
    import networkx as nx

    grams = {key: found for key, found in _grams_by_id(articles).items() if len(found)}
    if len(grams) < 2:
        return ()
    links = nx.Graph()
    links.add_edges_from(pair for pair in _candidates(grams) if are_copies(grams[pair[0]], grams[pair[1]], threshold))
    return tuple(sorted(tuple(sorted(group)) for group in nx.connected_components(links)))


def independent_sources(articles: Iterable[Article], threshold: float = THRESHOLD) -> dict[str, str]:
    """Give each article the source that it comes from: what stands in copies was said once.

    Args:
        articles: any articles.
        threshold: see ``near_duplicates``.

    Returns:
        For each article's id, sorted, the id of its group: that of the article which was published first among its
        copies (of several, or without dates, the smallest id), its own if it has none. To count independent sources,
        count the distinct groups.

    Raises:
        ValueError: if the threshold is no share.
    """
    distinct = _distinct(articles)
    source = {key: key for key in distinct}
    days = {key: article.published.isoformat() if article.published else None for key, article in distinct.items()}
    for group in near_duplicates(distinct.values(), threshold):
        source |= dict.fromkeys(group, first_of(group, days))
    return source


def first_of(group: Iterable[str], days: Mapping[str, str | None]) -> str:
    """Of copies, the one that the others come from: published first, by ISO days, then by id."""
    return min(group, key=lambda key: (days[key] is None, str(days[key]), key))


def _distinct(articles: Iterable[Article]) -> dict[str, Article]:
    """Each article once, by id; of several with one text that with the earliest day, whatever their order."""
    distinct: dict[str, Article] = {}
    for article in articles:
        known = distinct.setdefault(article.id, article)
        if article.published and (known.published is None or article.published < known.published):
            distinct[article.id] = article
    return dict(sorted(distinct.items()))


def _grams_by_id(articles: Iterable[Article]) -> dict[str, Grams]:
    return {key: text_grams(article) for key, article in _distinct(articles).items()}


def text_grams(article: Article) -> Grams:
    """The hashes of the word n-grams of what is read of an article, of a shorter text the text itself."""
    blocks = [block for block in article.blocks if block.kind in _READ]
    text = "\n".join(article.text[block.start : block.end] for block in blocks) if blocks else article.text
    words = [word.casefold() for word in _WORD.findall(text)]
    grams = zip(*(words[start:] for start in range(_GRAM)), strict=False) if len(words) >= _GRAM else [words]
    return np.unique(np.array([_hash(" ".join(gram)) for gram in grams if gram], dtype=np.uint64))


def _hash(gram: str) -> int:
    return int.from_bytes(hashlib.blake2b(gram.encode("utf-8", "replace"), digest_size=8).digest(), "big")


def _candidates(grams: dict[str, Grams]) -> Iterator[tuple[str, str]]:
    """Pairs that may be copies, each once."""
    from datasketch import MinHashLSH  # late: scipy takes half a second

    index = MinHashLSH(num_perm=_BANDS * _ROWS, params=(_BANDS, _ROWS))
    for key, found in grams.items():
        signature = _signature(found)
        for other in index.query(signature):
            yield (other, key)
        index.insert(key, signature)


def _signature(grams: Grams) -> MinHash:
    from datasketch import MinHash

    signature = MinHash(num_perm=_BANDS * _ROWS, hashfunc=int)  # they are hashed already
    signature.update_batch((grams & np.uint64(_SIGNED)).tolist())
    return signature


def band_keys(grams: Grams) -> list[bytes]:
    """The keys of a text, one for each band: two texts may be copies where a key of theirs is the same."""
    values = _signature(grams).hashvalues
    return [values[start : start + _ROWS].tobytes() for start in range(0, _BANDS * _ROWS, _ROWS)]


def are_copies(one: Grams, other: Grams, threshold: float = THRESHOLD) -> bool:
    """Whether the shorter of two texts has so large a share of its n-grams in common with the longer one."""
    shorter, longer = sorted((len(one), len(other)))
    shared = len(np.intersect1d(one, other, assume_unique=True))
    return shared == longer or (shared >= _FEWEST and shared >= threshold * shorter)
