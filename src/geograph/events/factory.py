"""spaCy component: events and claims."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from geograph.annotating.extensions import QUOTES, article_of, read_values, register_extensions, write_values
from geograph.annotating.tree import make_tree
from geograph.events.assemble import extract_events
from geograph.events.scene import make_event_scene
from geograph.lexicons.atlas_user import load_atlas_with
from geograph.lexicons.frames import load_frames
from geograph.types import Entity, Mention, Quantity, Relation, TimeValue

__all__ = ["make_events"]


class _Events:
    """Extract the events and claims of a document whose mentions are resolved."""

    def __init__(self, frames: Sequence[str] = (), actors: Sequence[str] = ()) -> None:
        self.frames = load_frames(*map(Path, frames))
        atlas = load_atlas_with(actors).version
        # What a user added took part in every reading, and the provenance must say so.
        self.version = f"{atlas}+{self.frames.digest}" if self.frames.digest else atlas

    def __call__(self, doc: Doc) -> Doc:
        entities = read_values(doc, Entity, "geograph_entities")
        scene = make_event_scene(
            make_tree(doc),
            article_of(doc),
            mentions=read_values(doc, Mention, "geograph_mentions"),
            entities=entities,
            relations=read_values(doc, Relation, "geograph_relations"),
            times=read_values(doc, TimeValue, "geograph_times"),
            quantities=read_values(doc, Quantity, "geograph_quantities"),
            quotes=tuple((span.start, span.end) for span in doc.spans.get(QUOTES, ())),
        )
        found = extract_events(scene, self.frames, version=self.version)
        write_values(doc, "geograph_entities", entities + found.entities)
        write_values(doc, "geograph_events", found.events)
        write_values(doc, "geograph_claims", found.claims)
        write_values(doc, "geograph_uncoded", found.uncoded)
        return doc


@Language.factory(
    "geograph_events",
    requires=["doc._.geograph_mentions", "doc._.geograph_entities"],
    assigns=["doc._.geograph_events", "doc._.geograph_claims", "doc._.geograph_uncoded"],
    default_config={"frames": [], "actors": []},
)
def make_events(  # the first two are spaCy's factory signature
    nlp: Language,  # noqa: ARG001
    name: str,  # noqa: ARG001
    frames: list[str],
    actors: list[str],
) -> _Events:
    """Component that extracts events with their roles and standing, and claims.

    Args:
        nlp: the pipeline.
        name: of the component.
        frames: paths of files of frames, which are added to those of the package, or replace them by id.
        actors: paths of a user's tables of actors; only their version is used here.

    Raises:
        LexiconError: naming file and entry of the first frame that breaks the schema.
    """
    register_extensions()
    return _Events(frames, actors)
