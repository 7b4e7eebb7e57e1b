"""Offices that the text gives persons: titles before a name, appositions after it, and the state they belong to."""

from __future__ import annotations

from dataclasses import dataclass, replace

from geograph.lexicons.linking import Office
from geograph.linking.describe import owner_of
from geograph.linking.mentions import Draft
from geograph.linking.scene import Registry, Scene
from geograph.linking.spans import of_right
from geograph.types import Entity, EntityKind, MentionKind

__all__ = ["OfficeReading", "read_office"]

_GENERIC = frozenset({"leader", "commander", "minister"})
_TITLE_DEPS = ("compound", "nmod", "amod", "appos", "poss")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeReading:
    """A title (``first`` to ``last`` its tokens), its office, the entity it is held in, and whether it is past."""

    title: str
    office: Office
    holder_of: str | None
    first: int
    last: int
    former: bool = False


def read_office(scene: Scene, registry: Registry, draft: Draft) -> OfficeReading | None:
    """Read the office that a person's mention gives, if it does."""
    for first, last, head in _title_spans(scene, draft):
        found = _longest_title(scene, first, last)
        if found is None:
            continue
        title, office = found
        owner = _owner(scene, registry, draft, head)
        return OfficeReading(
            title=title,
            office=office,
            holder_of=owner.id if owner else None,
            first=first,
            last=last,
            former=any(scene.tree.lemmas[token] in scene.tables.classes["former"] for token in range(first, last + 1)),
        )
    return None


def _title_spans(scene: Scene, draft: Draft) -> list[tuple[int, int, int]]:
    """Token ranges that may hold a title, with the noun whose modifiers tell the state."""
    tree = scene.tree
    spans: list[tuple[int, int, int]] = []
    name_first = draft.name.first if draft.name else draft.head
    if draft.first < name_first:
        spans.append((draft.first, name_first - 1, draft.head))
    for child in tree.kids(draft.head, "appos"):
        spans.append((max(draft.last + 1, min(tree.subtree(child))), of_right(tree, child, "of", "for"), child))
    if tree.deps[draft.head] == "appos":
        head = tree.heads[draft.head]
        if scene.name_at.get(head) is None:
            spans.append((min(tree.subtree(head)), draft.first - 1, head))
    if draft.name is None:
        spans.append((draft.first, draft.last, draft.head))
    return [span for span in spans if span[0] <= span[1]]


def _longest_title(scene: Scene, first: int, last: int) -> tuple[str, Office] | None:
    tree, offices = scene.tree, scene.tables.offices
    lowered = [_singular(scene, token) for token in range(first, last + 1)]
    for width in range(min(5, len(lowered)), 0, -1):
        for start in range(len(lowered) - width, -1, -1):
            office = offices.get(" ".join(lowered[start : start + width]).replace(" - ", "-"))
            if office is not None:
                begin, end = first + start, first + start + width - 1
                return _whole_title(scene, begin, end, first, last), office
    for token in range(first, last + 1):
        # "aviation minister", "Minister of Aviation": any portfolio makes a minister.
        if tree.lemmas[token] in offices:
            return tree.text(token, token), offices[tree.lemmas[token]]
    return None


def _singular(scene: Scene, token: int) -> str:
    return scene.tree.words[token].lower()


def _whole_title(scene: Scene, begin: int, end: int, first: int, last: int) -> str:
    """Widen a title by its portfolio: "aviation minister", "Minister of Aviation"."""
    tree = scene.tree
    while begin > first and tree.pos[begin - 1] in {"NOUN", "PROPN", "ADJ"} and scene.name_at.get(begin - 1) is None:
        begin -= 1
    if end + 1 <= last and tree.lemmas[end + 1] in {"of", "for"}:
        stop = end + 2
        while stop <= last and scene.name_at.get(stop) is None and tree.pos[stop] in {"NOUN", "PROPN", "ADJ", "DET"}:
            stop += 1
        if stop > end + 2:
            end = stop - 1
    return tree.text(begin, end)


def _owner(scene: Scene, registry: Registry, draft: Draft, head: int) -> Entity | None:
    owner, _ = owner_of(scene, registry, head)
    if owner is None:
        for child in scene.tree.kids(head, *_TITLE_DEPS):
            owner, _ = owner_of(scene, registry, child)
            if owner is not None and child != draft.head:
                break
    if owner is None:
        return None
    if owner.kind is EntityKind.PERSON:
        return registry.state_of(owner)
    return owner


def apply_office(registry: Registry, person: str, reading: OfficeReading) -> None:
    """Write the office that the text gives into a person's entity, unless the atlas knows better."""
    entity = registry.entities[person]
    if entity.kind is not EntityKind.PERSON:
        return
    held_in = registry.entities.get(reading.holder_of) if reading.holder_of else None
    state = registry.state_of(held_in)
    sector = reading.office.sector or ("GOV" if state is not None else None)
    if held_in is not None and state is None and (not entity.known or held_in.kind is EntityKind.IGO):
        # "Arab League Secretary General Elaraby" acts for the league, whatever passport he holds.
        own = reading.office.sector if reading.office.sector not in {"", "GOV"} else None
        registry.entities[person] = replace(
            entity, country=held_in.country, sector=held_in.sector or own, office=reading.title
        )
        return
    if entity.sector == "ELI" and sector is not None and not reading.former:
        entity = replace(entity, sector=sector, office=None)
    registry.entities[person] = replace(
        entity,
        office=entity.office or reading.title,
        country=entity.country or (state.country if state else None),
        represents=entity.represents or (state.id if state else None),
        sector=entity.sector or ("ELI" if reading.former and sector == "GOV" else sector),
    )


def is_person(draft: Draft) -> bool:
    """Whether an office can be read off a draft."""
    return draft.kind is MentionKind.PERSON
