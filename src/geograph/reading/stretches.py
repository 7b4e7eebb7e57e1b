"""Join lines that belong together: wrapped paragraphs, wrapped bullets, headings with their underlines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from geograph.lexicons.boilerplate import load_boilerplate
from geograph.reading.lines import Line, Sign, ends_sentence, normal_text, runs_on, title_like

__all__ = ["Stretch", "join_lines"]

# A text file that is wrapped at all is wrapped at 60 to 100 columns; longer lines are paragraphs.
_WIDEST_WRAP = 110
_NARROWEST_WRAP = 40
# In wrapped text most lines break inside a sentence; where one line is a paragraph, hardly any does.
_BROKEN_SHARE = 0.3
# A wrapped text may hold a long address or two.
_LONG_SHARE = 0.2
# What is longer than the widest broken line by more than this is not wrapped, but a paragraph on its line.
_OVERHANG = 3
_NEARLY_FULL = 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Consecutive lines that are one block. ``underlined`` is True of a Markdown heading with a rule below."""

    lines: tuple[Line, ...]
    underlined: bool = False

    @property
    def first(self) -> Line:
        """The first line, which carries the sign."""
        return self.lines[0]


def join_lines(lines: Sequence[Line]) -> tuple[Stretch, ...]:
    """Group ``lines`` into stretches, in order; a line is in exactly one."""
    lines = tuple(_plain_lines(lines))
    width = _wrap_width(lines)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _continues(groups[-1], line, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    return tuple(_underlined([Stretch(lines=tuple(group)) for group in groups]))


def _plain_lines(lines: Sequence[Line]) -> Iterator[Line]:
    """Take back signs that are none: "12. He said" or "- he said" on a line that carries on the one before."""
    before: Line | None = None
    number = 0
    for line in lines:
        if line.sign is Sign.NUMBER and line.number not in (1, number + 1):
            line = line.unsigned()
        if line.sign in (Sign.NUMBER, Sign.BULLET) and before and _inside_sentence(before, line):
            line = line.unsigned()
        number = line.number if line.sign is Sign.NUMBER else number
        yield line
        before = line


def _inside_sentence(before: Line, line: Line) -> bool:
    if line.gap or before.sign in (Sign.RULE, Sign.HEADING) or line.indent > before.indent:
        return False
    if line.text[0] in "•‣▪◦●" or before.sign is line.sign:
        return False
    long = len(before.text) >= _NARROWEST_WRAP
    return long and not before.text.endswith(":") and not ends_sentence(before.text) and not title_like(before.text)


def _wrap_width(lines: Sequence[Line]) -> int | None:
    """The column at which the text is wrapped, None if one line is one paragraph."""
    pairs = [
        (one, two)
        for one, two in pairwise(lines)
        if not two.gap
        and two.sign is Sign.NONE
        and one.sign not in (Sign.RULE, Sign.HEADING)
        # The first line of all may be a headline in sentence case, which shows nothing.
        and not (one is lines[0] and two.text[0].isupper())
    ]
    firsts = [one for one, _ in pairs if len(one.text) <= _WIDEST_WRAP]
    broken = [one for one in firsts if len(one.text) >= _NARROWEST_WRAP and _open(one)]
    if len(pairs) - len(firsts) > _LONG_SHARE * len(pairs) or len(broken) < max(1, _BROKEN_SHARE * len(pairs)):
        return None
    return max(line.indent + len(line.text) for line in broken)


def _open(line: Line) -> bool:
    return not ends_sentence(line.text) and (not title_like(line.text) or runs_on(line.text))


def _continues(group: list[Line], line: Line, width: int | None) -> bool:
    """Whether ``line`` carries on the block of ``group``."""
    before = group[-1]
    if line.gap or line.sign is not Sign.NONE or before.sign in (Sign.RULE, Sign.HEADING):
        return False
    full = width is not None and _full(before, line, width)
    if _furniture(before) or (_furniture(line) and not (full and _open(before))):
        return False
    if group[0].sign in (Sign.BULLET, Sign.NUMBER):
        return line.indent > group[0].indent or (not ends_sentence(before.text) and (full or line.text[0].islower()))
    return _carries_on(before, line, full=full, opening=len(group) == 1)


def _full(before: Line, line: Line, width: int) -> bool:
    """Whether the wrap broke ``before``: the next word had no place, or it stops in mid-sentence far to the right."""
    column = before.indent + len(before.text)
    if column > width + _OVERHANG:
        return False
    return column + 1 + len(line.text.split()[0]) > width or (_open(before) and column >= _NEARLY_FULL * width)


def _carries_on(before: Line, line: Line, *, full: bool, opening: bool) -> bool:
    if ends_sentence(before.text) or before.text.endswith(":"):
        return full and line.indent <= before.indent
    if line.text[0].islower() or runs_on(before.text):
        return True
    if title_like(before.text):
        # "Putin and President Francois Hollande" may be a line of a wrapped paragraph, but hardly its first.
        return full and not opening
    return full


def _furniture(line: Line) -> bool:
    return load_boilerplate().line(normal_text(line.text)) is not None


def _underlined(stretches: list[Stretch]) -> Iterator[Stretch]:
    """Mark Markdown headings that a rule of ``=`` or ``-`` underlines."""
    for stretch, following in pairwise([*stretches, None]):
        if stretch is None:
            continue
        rule = following is not None and following.first.sign is Sign.RULE and not following.first.gap
        marks = set(following.first.text) if rule and following else set()
        heading = (
            stretch.first.sign is Sign.NONE and len(stretch.lines) <= 2 and not ends_sentence(stretch.lines[-1].text)
        )
        yield replace(stretch, underlined=heading and marks in ({"="}, {"-"}))
