from __future__ import annotations

import itertools

import pytest
from pydantic import ValidationError

from geograph.types import EntityKind, Status
from geograph.view.styles import Styles, load_styles


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("kind", sorted(load_styles().kinds))
def test_marks_stand_out_from_the_page(kind: str, theme: str) -> None:
    styles = load_styles()
    assert contrast(getattr(styles.kinds[kind], theme), getattr(styles.page, theme)) >= 3


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("family", sorted(load_styles().families))
def test_relation_colours_can_be_read_as_text(family: str, theme: str) -> None:
    styles = load_styles()
    assert contrast(getattr(styles.families[family], theme), getattr(styles.page, theme)) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_colours_of_communities_stand_out_and_differ(theme: str) -> None:
    styles = load_styles()
    colours = [getattr(pair, theme) for pair in styles.palette]
    assert len(set(colours)) == len(colours) >= 8
    assert all(contrast(colour, getattr(styles.page, theme)) >= 3 for colour in colours)


def test_no_two_kinds_of_actor_look_the_same() -> None:
    kinds = load_styles().kinds.values()
    for one, other in itertools.combinations(kinds, 2):
        assert (one.shape, one.light) != (other.shape, other.light)


def test_only_reported_and_declared_are_drawn_solid() -> None:
    solid = {name for name, style in load_styles().statuses.items() if style.line == "solid"}
    assert solid == {status.value for status in Status if status.factual}


def test_a_table_without_a_kind_is_refused() -> None:
    table = load_styles().model_dump()
    del table["kinds"][EntityKind.STATE.value]
    with pytest.raises(ValidationError, match="kinds lacks State"):
        Styles.model_validate(table)


def test_a_colour_that_is_none_is_refused() -> None:
    table = load_styles().model_dump()
    table["kinds"]["State"]["light"] = "url(https://example.org)"
    with pytest.raises(ValidationError):
        Styles.model_validate(table)
