"""Load every table of words, and hold the frames to the vocabulary."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from importlib import import_module
from inspect import signature
from pathlib import Path
from pkgutil import iter_modules

from geograph.errors import LexiconError
from geograph.lexicons.frames import Frame, OwnRelation, load_frames, load_own_relations
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
    vocabulary = load_vocabulary()
    frames = load_frames(*extra).frames
    own = load_own_relations(*extra)
    for relation in own.values():
        for wrong in _misnamed(relation, vocabulary):
            raise LexiconError(wrong, where=f"relation {relation.id}", hint="known names stand in docs/vocabulary.md")
    for frame in frames:
        for wrong in _unknown(frame, vocabulary, own):
            raise LexiconError(wrong, where=f"frame {frame.id}", hint="known names stand in docs/vocabulary.md")
    return len(frames)


def _misnamed(relation: OwnRelation, vocabulary: Vocabulary) -> Iterator[str]:
    if vocabulary.relation(relation.id) is not None:
        yield "geograph has this relation already: give yours another id"
    if relation.under is not None and vocabulary.relation(relation.under) is None:
        yield f"the ontology has no relation {relation.under!r} that it could narrow"


def _unknown(frame: Frame, vocabulary: Vocabulary, own: Mapping[str, OwnRelation]) -> Iterator[str]:
    types = {term.code for term in vocabulary.plover if term.kind == "type"} | _INCIDENT_AND_SPEECH
    if frame.type not in types:
        yield f"no event type is called {frame.type!r}"
    if frame.relation is not None and frame.relation not in own and vocabulary.relation(frame.relation) is None:
        yield f"the ontology has no relation {frame.relation!r}, and no [[relation]] declares it"
    if frame.cameo is not None and vocabulary.cameo(frame.cameo) is None:
        yield f"CAMEO has no code {frame.cameo!r}"


def _loaders() -> dict[str, Callable[[], object]]:
    """Every public function of the lexicons that loads a table and needs nothing for it, by the name of its table."""
    from geograph import lexicons
    from geograph.graph.rollup import load_rollup
    from geograph.lexicons.lemmas import lemma_of
    from geograph.view.styles import load_styles

    found: dict[str, Callable[[], object]] = {
        "lemmas": partial(lemma_of, "", "VERB", ""),
        "rollup": load_rollup,
        "styles": load_styles,
    }
    for module in iter_modules(lexicons.__path__):
        names = import_module(f"{lexicons.__name__}.{module.name}")
        for name in getattr(names, "__all__", ()):
            if module.name != "frames" and _loads(name, getattr(names, name)):
                found[name.removeprefix("load_").replace("_", " ")] = getattr(names, name)
    return dict(sorted(found.items()))


def _loads(name: str, value: object) -> bool:
    if not (name.startswith("load_") or name.endswith("_tables")) or not callable(value):
        return False
    parameters = signature(value).parameters.values()
    return all(p.default is not p.empty or p.kind is p.VAR_POSITIONAL for p in parameters)
