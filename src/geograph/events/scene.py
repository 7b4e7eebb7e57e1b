"""What the event rules share while they work on one document: mentions by the token of their head, entities by id."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from geograph.annotating.tree import Tree
from geograph.types import Article, BlockKind, Entity, EntityKind, Mention, MentionKind, Quantity, Relation, TimeValue

__all__ = ["EventScene", "make_event_scene"]

_VALUES = frozenset({MentionKind.TIME, MentionKind.QUANTITY, MentionKind.MONEY})


@dataclass(frozen=True, slots=True, kw_only=True)
class EventScene:
    """A linked document.

    ``mention_at`` gives the longest mention headed by a token (values left out), ``cover`` the innermost named mention
    over a token, ``token_at`` the token that begins at an offset. ``quotes`` are half-open token ranges.
    """

    tree: Tree
    article: Article
    mentions: tuple[Mention, ...]
    entities: Mapping[str, Entity]
    relations: tuple[Relation, ...]
    times: tuple[TimeValue, ...]
    quantities: tuple[Quantity, ...]
    mention_at: Mapping[int, Mention]
    shared: Mapping[tuple[int, int], tuple[Mention, ...]]
    cover: Mapping[int, Mention]
    token_at: Mapping[int, int]
    quotes: tuple[tuple[int, int], ...]
    kinds: tuple[BlockKind, ...]

    def entity_at(self, token: int) -> Entity | None:
        """The entity of the mention headed by ``token``."""
        mention = self.mention_at.get(token)
        return self.entities.get(mention.entity) if mention is not None and mention.entity is not None else None

    def quoted(self, token: int) -> tuple[int, int] | None:
        """The quotation that ``token`` stands in."""
        return next((quote for quote in self.quotes if quote[0] <= token < quote[1]), None)

    def headlines(self) -> frozenset[int]:
        """Numbers of the sentences that are headlines."""
        return frozenset(number for number, kind in enumerate(self.kinds) if kind is BlockKind.HEADLINE)

    def is_actor(self, entity: Entity) -> bool:
        """Whether an entity can act: all but places, vehicles and incidents."""
        return entity.kind not in {EntityKind.PLACE, EntityKind.VEHICLE, EntityKind.INCIDENT}


def make_event_scene(
    tree: Tree,
    article: Article,
    *,
    mentions: tuple[Mention, ...],
    entities: tuple[Entity, ...],
    relations: tuple[Relation, ...],
    times: tuple[TimeValue, ...],
    quantities: tuple[Quantity, ...],
    quotes: tuple[tuple[int, int], ...],
) -> EventScene:
    """Index what linking gave for the event rules."""
    token_at = {start: token for token, start in enumerate(tree.starts)}
    mention_at: dict[int, Mention] = {}
    cover: dict[int, Mention] = {}
    for mention in sorted(mentions, key=lambda m: m.start - m.end):
        if mention.kind in _VALUES or mention.head not in token_at:
            continue
        mention_at.setdefault(token_at[mention.head], mention)
        for token in _tokens(tree, token_at, mention):
            cover[token] = mention
    shared: dict[tuple[int, int], tuple[Mention, ...]] = {}
    for mention in mentions:
        if mention.rule.endswith(".several") and mention.entity is not None:
            span = (mention.start, mention.end)
            shared[span] = (*shared.get(span, ()), mention)
    return EventScene(
        tree=tree,
        article=article,
        mentions=mentions,
        entities={entity.id: entity for entity in entities},
        relations=relations,
        times=times,
        quantities=quantities,
        mention_at=mention_at,
        shared=shared,
        cover=cover,
        token_at=token_at,
        quotes=quotes,
        kinds=_kinds(tree, article),
    )


def _tokens(tree: Tree, token_at: Mapping[int, int], mention: Mention) -> list[int]:
    first = token_at.get(mention.start)
    if first is None:
        return []
    tokens = []
    while first < len(tree) and tree.starts[first] < mention.end:
        tokens.append(first)
        first += 1
    return tokens


def _kinds(tree: Tree, article: Article) -> tuple[BlockKind, ...]:
    """The kind of block that each sentence stands in."""
    kinds: list[BlockKind] = []
    for first, last in tree.sentence_tokens:
        start = next((tree.starts[t] for t in range(first, last) if tree.tags[t] != "_SP"), tree.starts[first])
        block = next((b for b in article.blocks if b.start <= start < b.end), None)
        kinds.append(block.kind if block is not None else BlockKind.PARAGRAPH)
    return tuple(kinds)
