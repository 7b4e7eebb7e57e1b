"""Extractors by their names: geograph's own, and those of installed packages."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import entry_points

from geograph.errors import InputError
from geograph.extracting.protocol import Extractor, ExtractorOptions
from geograph.extracting.rules import RulesExtractor

__all__ = ["GROUP", "extractor_names", "load_extractor"]

GROUP = "geograph.extractors"
"""The group of entry points, each from a name to a factory: ``ExtractorOptions`` -> ``Extractor``."""

Factory = Callable[[ExtractorOptions], Extractor]


def _rules(options: ExtractorOptions) -> Extractor:
    if options.endpoint is not None or options.model is not None:
        raise InputError("the rules ask no endpoint", hint="name the extractor that does, such as chat")
    return RulesExtractor()


def _chat(options: ExtractorOptions) -> Extractor:
    from geograph.extracting.chat import make_chat

    return make_chat(options)


# Not entry points: no package that happens to be installed can take the place of these.
_OWN: dict[str, Factory] = {"rules": _rules, "chat": _chat}


def extractor_names() -> tuple[str, ...]:
    """The names that ``load_extractor`` knows, geograph's own first."""
    found = {point.name for point in entry_points(group=GROUP)} - _OWN.keys()
    return (*_OWN, *sorted(found))


def load_extractor(name: str, options: ExtractorOptions | None = None) -> Extractor:
    """Make the extractor ``name``; nothing is sent anywhere by that.

    Args:
        name: one of ``extractor_names()``.
        options: what it shall be made with.

    Raises:
        InputError: if there is no such extractor, its factory fails or gives none, or it lacks an option.
    """
    chosen = options or ExtractorOptions()
    factory = _OWN.get(name)
    if factory is not None:
        return factory(chosen)
    point = next(iter(entry_points(group=GROUP, name=name)), None)
    if point is None:
        raise InputError(f"there is no extractor {name!r}", hint=f"there are {', '.join(extractor_names())}")
    try:
        made = point.load()(chosen)
    except InputError:
        raise
    except Exception as error:
        hint = f"it is a fault of {point.value}, not of geograph"
        raise InputError(f"it cannot be made: {type(error).__name__}: {error}", where=name, hint=hint) from error
    if not isinstance(made, Extractor) or made.name != name:
        hint = "its factory must give an object with that name and a method extract"
        raise InputError(f"{point.value} gives no extractor {name!r}", where=name, hint=hint)
    return made
