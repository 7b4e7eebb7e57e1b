"""Load every table of words, and hold the frames to the vocabulary."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from geograph.errors import LexiconError
from geograph.lexicons.frames import Frame, load_frames
from geograph.vocabulary import Vocabulary, load_vocabulary

__all__ = ["check_frames", "iter_tables"]

_INCIDENT_AND_SPEECH = frozenset({"INCIDENT", "SPEECH"})


def iter_tables() -> Iterator[str]:
    """The name of each table of the package, after it was loaded.

    Raises:
        LexiconError: naming file and entry of the first that breaks its schema.
    """
    for name, load in _loaders().items():
        load()
        yield name


def check_frames(*extra: Path) -> int:
    """Load the frames of the package and of the files ``extra``, and count them.

    Raises:
        LexiconError: naming the first frame that breaks the schema, or that has a code or relation nobody knows.
    """
    for path in extra:
        if not path.is_file():
            raise LexiconError("there is no such file", where=str(path))
    vocabulary = load_vocabulary()
    frames = load_frames(*extra).frames
    for frame in frames:
        for wrong in _unknown(frame, vocabulary):
            raise LexiconError(wrong, where=f"frame {frame.id}", hint="known names stand in docs/vocabulary.md")
    return len(frames)


def _unknown(frame: Frame, vocabulary: Vocabulary) -> Iterator[str]:
    types = {term.code for term in vocabulary.plover if term.kind == "type"} | _INCIDENT_AND_SPEECH
    if frame.type not in types:
        yield f"no event type is called {frame.type!r}"
    if frame.relation is not None and vocabulary.relation(frame.relation) is None:
        yield f"the ontology has no relation {frame.relation!r}"
    if frame.cameo is not None and vocabulary.cameo(frame.cameo) is None:
        yield f"CAMEO has no code {frame.cameo!r}"


def _loaders() -> dict[str, Callable[[], object]]:
    from geograph.graph.rollup import load_rollup
    from geograph.lexicons.atlas import load_atlas
    from geograph.lexicons.boilerplate import load_boilerplate
    from geograph.lexicons.layout import load_languages, load_layout
    from geograph.lexicons.linking import link_tables
    from geograph.lexicons.quantities import load_quantity_lexicon
    from geograph.lexicons.records import load_record_names
    from geograph.lexicons.standing import load_cues
    from geograph.lexicons.support import load_support
    from geograph.lexicons.times import load_time_lexicon
    from geograph.view.styles import load_styles

    return {
        "atlas": load_atlas,
        "boilerplate": load_boilerplate,
        "languages": load_languages,
        "layout": load_layout,
        "linking": link_tables,
        "quantities": load_quantity_lexicon,
        "records": load_record_names,
        "roll-up of edges": load_rollup,
        "standing": load_cues,
        "styles of the page": load_styles,
        "support verbs": load_support,
        "times": load_time_lexicon,
    }
