"""Choose among namesakes by the other countries of a text: which Tripoli, which SDF, whose Supreme Court."""

from __future__ import annotations

from collections.abc import Sequence

from geograph.lexicons.atlas import Candidate, NameKind
from geograph.lexicons.linking import LinkTables
from geograph.linking.labels import Name
from geograph.linking.scene import Scene
from geograph.types import EntityKind

__all__ = ["choose_by_context", "is_generic", "only_country"]

_MUCH_MORE = 20
"""How many times as prominent a namesake must be to win against one whose country the text is about."""
_COUNTRY_KINDS = frozenset({EntityKind.STATE, EntityKind.PLACE})


def choose_by_context(scene: Scene, name: Name, fitting: Sequence[Candidate]) -> Candidate | None:
    """The best of ``fitting`` (best first), none of them a mere surname.

    A state keeps its name. Anything else gives way to a namesake in a country that the text names, unless it is far
    more prominent; and a name made of common words ("the National Guard") is nobody's without its country.
    """
    best = fitting[0]
    if best.entry.entity.kind is EntityKind.STATE:
        return best
    countries = _countries(scene, name)
    near = [c for c in fitting if c.entry.entity.country in countries]
    national = (
        best.entry.entity.country is not None and scene.atlas.state_of_code(best.entry.entity.country) is not None
    )
    if national and is_generic(scene.tables, name.text):
        return _nearest(scene, name, near)
    if best in near or not near or best.name_kind is not near[0].name_kind:
        return best
    far_more = best.entry.prominence > _MUCH_MORE * near[0].entry.prominence
    return best if far_more else near[0]


def _nearest(scene: Scene, name: Name, near: Sequence[Candidate]) -> Candidate | None:
    """As in "The National Guard" in Caracas: that of the country named nearest, if it has one of this name."""
    by_country = {candidate.entry.entity.country: candidate for candidate in reversed(near)}
    sentences = scene.tree.sentences
    distances = [
        (abs(sentences[other.first] - sentences[name.first]), abs(other.first - name.first), country)
        for other in scene.name_at.values()
        if (country := _country_of(other, name)) is not None
    ]
    return by_country.get(min(distances)[2]) if distances else None


def _countries(scene: Scene, name: Name) -> frozenset[str]:
    """Countries of the other states, peoples and places that the text names."""
    found = (_country_of(other, name) for other in scene.name_at.values())
    return frozenset(country for country in found if country is not None)


def _country_of(other: Name, name: Name) -> str | None:
    """The country of a state, people or place that is named beside ``name``; None for whatever else is."""
    if other.text == name.text or not other.candidates or other.label == "PERSON":
        return None
    best = other.candidates[0]
    sure = best.entry.entity.kind in _COUNTRY_KINDS and best.name_kind is not NameKind.SURNAME
    return best.entry.entity.country if sure else None


def only_country(scene: Scene, name: Name) -> str | None:
    """The code of the one country that the text names beside ``name``, None if there are several or none."""
    countries = _countries(scene, name)
    return next(iter(countries)) if len(countries) == 1 else None


def is_generic(tables: LinkTables, text: str) -> bool:
    """Whether all words of a name are common ones that bodies of many countries are called by."""
    words = text.lower().split()
    return len(words) > 1 and all(word in tables.classes["generic_name"] for word in words)
