"""Readers of numbers: counts, money, shares, measures, ages; ranges give a lower and an upper bound."""

from __future__ import annotations

from collections.abc import Callable

from geograph.lexicons.times import load_time_lexicon
from geograph.linking.quantity_counted import kind_of_noun, singular
from geograph.linking.quantity_scene import Amount, QuantityMatch

__all__ = ["QUANTITY_READERS", "QuantityReader"]

# Beside a number, these make it a coordinate, a ratio or a code.
_SIGNS = frozenset("/°′″#№\\@_=")

QuantityReader = Callable[[QuantityMatch], tuple[Amount, ...] | None]


def drop(_: QuantityMatch) -> tuple[Amount, ...] | None:
    """A name that holds a number."""
    return ()


def drop_digits(match: QuantityMatch) -> tuple[Amount, ...] | None:
    """Groups of digits: a telephone number, a code."""
    atoms = match.scene.atoms[match.first : match.last]
    return () if all(atom.text.isdigit() or not atom.text.isalnum() for atom in atoms) else None


def _one(
    match: QuantityMatch,
    value: float,
    *,
    kind: str | None = None,
    unit: str | None = None,
    bound: str | None = None,
    note: str = "",
) -> tuple[Amount, ...]:
    return (Amount(first=match.first, last=match.last, value=value, kind=kind, unit=unit, bound=bound, note=note),)


def _scaled(match: QuantityMatch) -> float:
    """The product of number and scale, rounded against the dust of 2.3 * 1e6."""
    value = match.number("vague", match.number("n")) * match.number("scale")
    if match.has("half"):
        whole = match.number("scale") if match.has("scale") else 1.0
        value += -whole / 2 if match.at("half") == match.first else whole / 2
    return round(value, 6)


def money(match: QuantityMatch) -> tuple[Amount, ...] | None:
    """$400 million, 70 million dollars, millions of dollars."""
    unit = _currency(match)
    loose = match.has("many") or match.has("vague")
    value = match.number("many") if match.has("many") else _scaled(match)
    if unit == "USD-cent":
        unit, value = "USD", value / 100
    return _one(match, value, kind="money", unit=unit, bound="at-least" if loose else None)


def _currency(match: QuantityMatch) -> str | None:
    if match.has("sign"):
        return match.word("prefix") or match.scene.lexicon.signs.get(str(match.value("sign")))
    return match.word("cur")


def _limits(match: QuantityMatch) -> tuple[float, float] | None:
    """Both ends of a range; "two to three million" are millions both."""
    low, high = match.number("n") * match.number("scale"), match.number("m") * match.number("mscale")
    shared = match.number("mscale") if match.has("mscale") else _scale_in_words(match)
    if not match.has("scale") and low * shared < high:
        low *= shared
    return (round(low, 6), round(high, 6)) if low < high else None


def _scale_in_words(match: QuantityMatch) -> int:
    """The million of "three million", which is one atom."""
    return load_time_lexicon().numerals.scales.get(match.scene.lower(match.at("m")).split()[-1], 1)


def _range(match: QuantityMatch, *, kind: str | None = None, unit: str | None = None) -> tuple[Amount, ...] | None:
    limits = _limits(match)
    if limits is None:
        return None
    ends = (match.at("n"), match.at("m"))
    signed = match.at("prefix") if match.has("prefix") else match.at("sign") if match.has("sign") else ends[0]
    first = min(signed, ends[0])
    low_last = ends[0] + 1 + match.has("scale")
    high_first = ends[1] - match.scene.is_a(ends[1] - 1, "MONEYSIGN")
    low = Amount(first=first, last=low_last, value=limits[0], kind=kind, unit=unit, bound="at-least", note="low")
    high = Amount(
        first=high_first, last=match.last, value=limits[1], kind=kind, unit=unit, bound="at-most", note="high"
    )
    return (low, high)


def money_range(match: QuantityMatch) -> tuple[Amount, ...] | None:
    """$20 to 30 million."""
    return _range(match, kind="money", unit=_currency(match))


def percent(match: QuantityMatch) -> tuple[Amount, ...] | None:
    """15 percent, 15%."""
    unit = match.scene.atoms[match.last - 1].value
    named = unit if isinstance(unit, str) and unit != "%" else "percent"
    return _one(match, match.number("n"), kind="percent", unit=named)


def percent_range(match: QuantityMatch) -> tuple[Amount, ...] | None:
    """15 to 20 percent."""
    return _range(match, kind="percent", unit="percent")


def one_in(match: QuantityMatch) -> tuple[Amount, ...] | None:
    """One in five, 1 in 5; "two in five raids" counts two."""
    out_of = match.scene.is_a(match.first + 1, "OUTOF")
    part, whole = match.number("n"), match.number("m")
    if not 0 < part < whole or (part != 1 and not out_of):
        return None
    return _one(match, round(100 * part / whole, 2), kind="percent", unit="percent")


def fraction(match: QuantityMatch) -> tuple[Amount, ...] | None:
    """Two-thirds of, a quarter of."""
    scene = match.scene
    plural = scene.lower(match.last - 1).endswith("s")
    if scene.lower(match.last) != "of" and not plural:
        return None
    parts, whole = match.number("n"), match.number("part")
    return _one(match, round(100 * parts / whole, 2), kind="percent", unit="percent") if parts < whole else None


def half(match: QuantityMatch) -> tuple[Amount, ...] | None:
    """Half of, half the."""
    scene, words = match.scene, match.scene.lexicon
    if scene.lower(match.last) not in words.half_before or scene.lower(match.first - 1) in words.half_after:
        return None
    return _one(match, 50.0, kind="percent", unit="percent")


def measure(match: QuantityMatch) -> tuple[Amount, ...] | None:
    """45km, 700 square miles."""
    return _one(match, _scaled(match), kind=_measured(match), unit=match.word("unit"))


def measure_range(match: QuantityMatch) -> tuple[Amount, ...] | None:
    """20 to 30 kilometres."""
    return _range(match, kind=_measured(match), unit=match.word("unit"))


def _measured(match: QuantityMatch) -> str:
    return "distance" if match.scene.is_a(match.at("unit"), "LENGTH") else "other"


def age(match: QuantityMatch) -> tuple[Amount, ...] | None:
    """34-year-old, two years old."""
    return _one(match, match.number("n"), kind="other", unit=match.word("unit"), note="age")


def aged(match: QuantityMatch) -> tuple[Amount, ...] | None:
    """Aged 34."""
    number = match.at("n")
    return (Amount(first=number, last=number + 1, value=match.number("n"), kind="other", unit="year", note="age"),)


def age_in_commas(match: QuantityMatch) -> tuple[Amount, ...] | None:
    """Maria Lopez, 34, was freed."""
    low, high = match.scene.lexicon.ages
    value, before = match.number("n"), match.scene.raw(match.first - 1)
    person = before[:1].isupper() or kind_of_noun(singular(before)) == "people"
    if not person or not low <= value <= high or not match.scene.raw(match.first + 1).isdigit():
        return None
    number = match.first + 1
    return (Amount(first=number, last=number + 1, value=value, kind="other", unit="year", note="age"),)


def count(match: QuantityMatch) -> tuple[Amount, ...] | None:
    """224, two million, several hundred, dozens."""
    if match.has("many"):
        return _one(match, match.number("many"), bound="at-least")
    if match.has("vague"):
        about = match.number("vague") == 2
        return _one(match, _scaled(match), bound="about" if about else "at-least")
    if match.has("scale") and _lone_letter(match):
        return None
    return None if _is_label(match) else _one(match, _scaled(match))


def _lone_letter(match: QuantityMatch) -> bool:
    """Whether a letter is no scale: "5 m" is a length, "5m people" are millions."""
    scale = match.at("scale")
    return len(match.scene.raw(scale)) == 1 and not match.scene.touching(scale - 1)


def _is_label(match: QuantityMatch) -> bool:
    """A number that names: Flight 9268, Unit Two, 10 Downing Street, [3], 5/6, 33°."""
    scene, first = match.scene, match.first
    text = scene.raw(first)
    plain = match.last == first + 1 and (text.replace(".", "").isdigit() or text[:1].isupper())
    if not plain:
        return False
    if scene.is_a(first - 1, "OPEN") and scene.is_a(match.last, "CLOSE"):
        return True
    start, end = scene.atoms[first].start, scene.atoms[first].end
    if {scene.text[end : end + 1], scene.text[max(0, start - 1) : start]} & _SIGNS:
        return True
    return _is_numbered(match) or (text.isdigit() and _is_address(match))


def _is_numbered(match: QuantityMatch) -> bool:
    """Whether a word such as "Flight" numbers it, also in a list: "Resolutions 2254 and 2118"."""
    scene, index = match.scene, match.first - 1
    while scene.is_a(index, "AND", "COMMA") and scene.is_a(index - 1, "N") and scene.raw(index - 1).isdigit():
        index -= 2
    if scene.is_a(index, "BOUND"):
        return False
    word = scene.lower(index)
    return word in scene.lexicon.numberers or (word.endswith("s") and word[:-1] in scene.lexicon.numberers)


def _is_address(match: QuantityMatch) -> bool:
    scene, words = match.scene, match.scene.lexicon
    named = [scene.raw(match.last), scene.raw(match.last + 1), scene.raw(match.last + 2)]
    return named[0][:1].isupper() and any(word[:1].isupper() and word.lower() in words.street_words for word in named)


def count_range(match: QuantityMatch) -> tuple[Amount, ...] | None:
    """20 to 30, between 20 and 30; a falling pair is a score."""
    if match.scene.lower(match.at("n") - 1) in match.scene.lexicon.numberers:
        return ()
    found = _range(match)
    if found is not None or not match.scene.is_a(match.at("m") - 1, "DASH") or match.last != match.first + 3:
        return found
    ends = (match.at("n"), match.at("m"))
    return tuple(
        Amount(first=end, last=end + 1, value=match.number(slot), kind="other", note="score")
        for end, slot in zip(ends, ("n", "m"), strict=True)
    )


QUANTITY_READERS: dict[str, QuantityReader] = {
    "drop": drop,
    "drop_digits": drop_digits,
    "money": money,
    "money_range": money_range,
    "percent": percent,
    "percent_range": percent_range,
    "one_in": one_in,
    "fraction": fraction,
    "half": half,
    "measure": measure,
    "measure_range": measure_range,
    "age": age,
    "aged": aged,
    "age_in_commas": age_in_commas,
    "count": count,
    "count_range": count_range,
}
