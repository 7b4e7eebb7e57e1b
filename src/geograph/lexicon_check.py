"""Load every table of words, and hold the frames to the vocabulary."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from inspect import signature
from pathlib import Path
from pkgutil import iter_modules

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
