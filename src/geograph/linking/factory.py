"""spaCy components: mentions (found), entities (resolved)."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span

from geograph.annotating.extensions import QUOTES, article_of, register_extensions, write_values
from geograph.annotating.tree import Tree, make_tree
from geograph.lexicons.atlas_user import load_atlas_with
from geograph.lexicons.linking import link_tables
from geograph.linking.entities import link_entities
from geograph.linking.labels import Name
from geograph.linking.mentions import Draft, find_mentions
from geograph.linking.names import find_names
from geograph.linking.publishers import publishing_actor
from geograph.linking.quantities import find_quantities
from geograph.linking.scene import Scene
from geograph.linking.times import find_times
from geograph.types import Article, Mention, MentionForm, MentionKind, Quantity, TimeValue

__all__ = ["MENTIONS", "make_entities"]

MENTIONS = "geograph_mentions"


class _Entities:
    """Find and resolve the mentions, times and quantities of a document."""

    def __init__(self, actors: Sequence[str] = ()) -> None:
        self.atlas = load_atlas_with(actors)
        self.tables = link_tables()

    def __call__(self, doc: Doc) -> Doc:
        article = article_of(doc)
        tree = make_tree(doc)
        times = find_times(doc, published=article.published)
        quantities = find_quantities(doc, times=times)
        scene = self._scene(doc, tree, article, times)
        linked = link_entities(scene, version=self.atlas.version)
        mentions = sorted(
            (*linked.mentions, *_value_mentions(tree, times, quantities)), key=lambda m: (m.start, -m.end, m.kind.value)
        )
        write_values(doc, "geograph_mentions", tuple(mentions))
        write_values(doc, "geograph_entities", linked.entities)
        write_values(doc, "geograph_relations", linked.relations)
        write_values(doc, "geograph_times", times)
        write_values(doc, "geograph_quantities", quantities)
        doc.spans[MENTIONS] = _spans(doc, mentions)
        return doc

    def _scene(self, doc: Doc, tree: Tree, article: Article, times: Sequence[TimeValue]) -> Scene:
        found = find_names(doc, tree, self.atlas)
        names = tuple(name for name in found if not _within(tree, name, times))
        drafts = find_mentions(tree, names, self.tables)
        return Scene(
            tree=tree,
            atlas=self.atlas,
            tables=self.tables,
            article=article.id,
            published=article.published,
            drafts=drafts,
            name_at={token: name for name in names for token in range(name.first, name.last + 1)},
            draft_at=_heads(drafts),
            quotes=tuple((span.start, span.end) for span in doc.spans.get(QUOTES, ())),
            publisher=publishing_actor(self.atlas, article.publisher),
        )


def _within(tree: Tree, name: Name, times: Sequence[TimeValue]) -> bool:
    """Whether a name is part of a time expression ("10 May", "Friday")."""
    start, end = tree.starts[name.first], tree.ends[name.last]
    return any(time.start <= start and end <= time.end for time in times)


def _heads(drafts: Sequence[Draft]) -> dict[int, int]:
    heads: dict[int, int] = {}
    for number, draft in enumerate(drafts):
        heads.setdefault(draft.head, number)
    return heads


def _value_mentions(tree: Tree, times: Sequence[TimeValue], quantities: Sequence[Quantity]) -> list[Mention]:
    token_at = {start: token for token, start in enumerate(tree.starts)}
    values: list[tuple[int, int, MentionKind, str]] = [(t.start, t.end, MentionKind.TIME, t.rule) for t in times]
    values += [
        (q.start, q.end, MentionKind.MONEY if q.kind == "money" else MentionKind.QUANTITY, q.rule) for q in quantities
    ]
    return [
        Mention(
            start=start,
            end=end,
            head=start,
            kind=kind,
            form=MentionForm.VALUE,
            sentence=tree.sentences[token_at[start]] if start in token_at else 0,
            rule=rule,
        )
        for start, end, kind, rule in values
    ]


def _spans(doc: Doc, mentions: Sequence[Mention]) -> list[Span]:
    found = [
        doc.char_span(m.start, m.end, label=m.kind.value, kb_id=m.entity or "", alignment_mode="expand")
        for m in mentions
    ]
    return [span for span in found if span is not None]


@Language.factory(
    "geograph_entities",
    requires=["token.dep", "token.tag", "token.lemma", "doc.ents"],
    assigns=["doc.spans", "doc._.geograph_mentions", "doc._.geograph_entities", "doc._.geograph_relations"],
    default_config={"actors": []},
)
def make_entities(nlp: Language, name: str, actors: list[str]) -> _Entities:  # noqa: ARG001 (spaCy's factory signature)
    """Component that finds mentions, times and quantities and resolves mentions to entities.

    Args:
        nlp: the pipeline.
        name: the component's.
        actors: paths of a user's tables of actors, which go on top of the atlas.

    Raises:
        LexiconError: if a table is missing or breaks its schema.
    """
    register_extensions()
    return _Entities(actors)
