"""Coreference on marked-up articles: links right, made and wanted, by class.

    python -m benchmarks.coref ARTICLE.txt ...  [--errors]

An article opens with ``published: DAY`` and a blank line. Mentions are marked ``[words|chain]``, and may nest. A chain
may be followed by ``@COUNTRY/SECTOR`` (the body of a state that the text need not have named before) and by ``:class``
(surname, title, body, group, country, abbreviation, plural; a repeated name is ``name``). ``a+b`` means both of two
chains, ``-`` nothing at all ("it is clear that").

A mention that is not the first of its chain wants one link: to the entity of the chain, which is that of its first
mention that was resolved without a mistake, so that one mistake is not counted again in what follows. A link is made
when a mention is resolved to an entity that an earlier mention has, that the atlas knows, or that acts for a state; it
is right when it is the one wanted. Mentions of two chains are right only when resolved to both.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from geograph.annotating.extensions import read_values, set_article
from geograph.types import Article, Entity, Mention, MentionForm

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["GoldMention", "Tally", "main", "parse_article", "run", "score"]

_TAG = re.compile(r"\|([\w+-]+)(?:@([A-Z]{3})/([A-Z]{3}))?(?::(\w+))?\]")
_PRONOUNS = {
    "he/she": "he she him her himself herself",
    "it": "it itself",
    "they": "they them themselves",
    "we/I/you": "i we you me us my our your ours yours",
    "possessive": "his its their",
}
_CLASS_OF = {word: name for name, words in _PRONOUNS.items() for word in words.split()}


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldMention:
    """A marked span ``[start, end)`` of the plain text, its chains (none: it denotes nothing) and its class."""

    start: int
    end: int
    chains: tuple[str, ...]
    kind: str
    country: str | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What linking gave for a text; unlike a ``Document`` it keeps the entities that do nothing."""

    text: str
    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]


@dataclass(slots=True)
class Tally:
    """Links right, made and wanted by class, and the mistakes."""

    right: dict[str, int] = field(default_factory=dict)
    made: dict[str, int] = field(default_factory=dict)
    wanted: dict[str, int] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    def count(self, kind: str, *, right: bool, made: bool, wanted: bool) -> None:
        """Add one mention."""
        for table, flag in ((self.right, right), (self.made, made), (self.wanted, wanted)):
            table[kind] = table.get(kind, 0) + flag

    def figures(self, kinds: Iterable[str] | None = None) -> tuple[float, float, int]:
        """Precision, recall and links wanted over ``kinds``; over all but repeated names if None."""
        chosen = [kind for kind in self.wanted if kind != "name"] if kinds is None else list(kinds)
        right, made, wanted = (sum(t.get(k, 0) for k in chosen) for t in (self.right, self.made, self.wanted))
        return right / made if made else 0.0, right / wanted if wanted else 0.0, wanted


def parse_article(marked: str) -> tuple[str, date, tuple[GoldMention, ...]]:
    """The plain text, its day and its mentions in the order of their beginnings, longer ones first."""
    head, _, body = marked.partition("\n\n")
    day = date.fromisoformat(head.removeprefix("published:").strip())
    pieces: list[str] = []
    length, position = 0, 0
    opened: list[int] = []
    found: list[GoldMention] = []
    while position < len(body):
        tag = _TAG.match(body, position) if body[position] == "|" else None
        if tag is not None:
            start = opened.pop()
            found.append(_mention("".join(pieces)[start:], start, length, tag))
            position = tag.end()
            continue
        if body[position] == "[":
            opened.append(length)
        else:
            pieces.append(body[position])
            length += 1
        position += 1
    if opened:
        raise ValueError(f"unclosed mention in: {body[:60]}")
    return "".join(pieces), day, tuple(sorted(found, key=lambda m: (m.start, -m.end)))


def _mention(words: str, start: int, end: int, tag: re.Match[str]) -> GoldMention:
    chains = () if tag[1] == "-" else tuple(tag[1].split("+"))
    kind = tag[4] or _CLASS_OF.get(words.lower(), "name")
    if words.lower() == "her" and kind == "he/she":
        kind = "possessive/her"
    return GoldMention(start=start, end=end, chains=chains, kind=kind, country=tag[2], sector=tag[3])


def score(gold: Sequence[GoldMention], reading: Reading, tally: Tally) -> None:
    """Compare the links of ``reading`` with the marked ones."""
    given = _align(gold, reading.mentions)
    entities = {entity.id: entity for entity in reading.entities}
    anchors: dict[str, frozenset[str]] = {}
    seen: set[str] = set()
    for mention, found in zip(gold, given, strict=True):
        ids = frozenset(m.entity for m in found if m.entity is not None)
        wanted = _wanted(mention, seen)
        made = _made(mention, ids, anchors, reading, entities, wanted=wanted)
        right = wanted and bool(ids) and _is_right(mention, ids, anchors, entities)
        if wanted or made:
            tally.count(mention.kind, right=right, made=made or right, wanted=wanted)
            if not right:
                tally.errors.append(_error(mention, reading, found, anchors))
        if len(mention.chains) == 1 and ids and (right or not made):
            anchors.setdefault(mention.chains[0], ids)
        if len(mention.chains) == 1:
            seen.add(mention.chains[0])


def _wanted(mention: GoldMention, seen: set[str]) -> bool:
    if not mention.chains:
        return False
    return mention.country is not None or all(chain in seen for chain in mention.chains)


def _made(
    mention: GoldMention,
    ids: frozenset[str],
    anchors: dict[str, frozenset[str]],
    reading: Reading,
    entities: dict[str, Entity],
    *,
    wanted: bool,
) -> bool:
    """Whether a mention is linked; a new entity that only this text knows is no link, nor one that begins its chain."""
    if not mention.chains:
        return bool(ids)
    if not wanted:
        return any(ids & other for other in anchors.values())
    before = {m.entity for m in reading.mentions if m.entity and m.start < mention.start}
    return any(i in before or entities[i].known or entities[i].represents for i in ids)


def _is_right(
    mention: GoldMention, ids: frozenset[str], anchors: dict[str, frozenset[str]], entities: dict[str, Entity]
) -> bool:
    if mention.country is not None and not any(chain in anchors for chain in mention.chains):
        return all((entities[i].country, entities[i].sector) == (mention.country, mention.sector) for i in ids)
    wanted = [anchors.get(chain, frozenset()) for chain in mention.chains]
    return all(wanted) and ids == frozenset().union(*wanted)


def _align(gold: Sequence[GoldMention], mentions: Sequence[Mention]) -> list[list[Mention]]:
    """For each gold mention the mentions whose head it holds outside the mentions nested in it, best overlap only."""
    linkable = [m for m in mentions if m.form is not MentionForm.VALUE]
    aligned: list[list[Mention]] = []
    for mention in gold:
        inner = [g for g in gold if g is not mention and mention.start <= g.start and g.end <= mention.end]
        held = [
            m
            for m in linkable
            if mention.start <= m.head < mention.end and not any(g.start <= m.head < g.end for g in inner)
        ]
        best = max((_overlap(mention, m) for m in held), default=0.0)
        aligned.append([m for m in held if _overlap(mention, m) == best])
    return aligned


def _overlap(gold: GoldMention, mention: Mention) -> float:
    common = min(gold.end, mention.end) - max(gold.start, mention.start)
    return common / (max(gold.end, mention.end) - min(gold.start, mention.start))


def _error(gold: GoldMention, reading: Reading, found: list[Mention], anchors: dict[str, frozenset[str]]) -> str:
    text = reading.text
    wanted = {chain: sorted(anchors.get(chain, ())) for chain in gold.chains}
    got = [(text[m.start : m.end], m.entity, m.rule) for m in found]
    around = text[max(0, gold.start - 50) : gold.end + 30].replace("\n", " ")
    return f"{gold.kind:14} {text[gold.start : gold.end]!r} wanted {wanted} got {got}  ..{around}.."


def run(nlp: Language, paths: Iterable[Path]) -> Tally:
    """Read and score marked-up articles."""
    from geograph.reading import make_article

    tally = Tally()
    for path in sorted(paths):
        text, day, gold = parse_article(path.read_text("utf-8"))
        article = make_article(text, published=day)
        assert article.text.startswith(text.rstrip()), f"{path}: reading changes the text"
        score(gold, read(nlp, article), tally)
    return tally


def read(nlp: Language, article: Article) -> Reading:
    """Link the mentions of an article."""
    doc = nlp.make_doc(article.text)
    set_article(doc, article)
    with nlp.select_pipes(disable=[name for name in ("geograph_events",) if name in nlp.pipe_names]):
        doc = nlp(doc)
    return Reading(
        text=article.text,
        mentions=read_values(doc, Mention, "geograph_mentions"),
        entities=read_values(doc, Entity, "geograph_entities"),
    )


def main() -> None:
    """Run as a command."""
    from geograph.pipeline import load_pipeline

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path, nargs="+")
    parser.add_argument("--errors", action="store_true", help="print each mistake")
    arguments = parser.parse_args()
    tally = run(load_pipeline(), arguments.articles)
    if arguments.errors:
        print("\n".join(sorted(tally.errors)))
    for kind in sorted(tally.wanted):
        precision, recall, wanted = tally.figures([kind])
        print(f"{kind:16} wanted {wanted:4}  precision {precision:.3f}  recall {recall:.3f}")
    for name, kinds in (("ALL BUT NAMES", None), ("ALL", list(tally.wanted))):
        precision, recall, wanted = tally.figures(kinds)
        print(f"{name:16} wanted {wanted:4}  precision {precision:.3f}  recall {recall:.3f}")


if __name__ == "__main__":
    main()
