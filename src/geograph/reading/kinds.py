"""Say of each stretch of lines what kind of block it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from geograph.lexicons.boilerplate import BoilerplatePattern, load_boilerplate
from geograph.reading.lines import Sign, ends_sentence, normal_text, runs_on, title_like
from geograph.reading.stretches import Stretch
from geograph.types import BlockKind

__all__ = ["Labelled", "label_stretches"]

_MOST_HEADLINES = 3
_MOST_HEADLINE_WORDS = 25
# "What happens next" between two paragraphs.
_MOST_CROSSHEAD_WORDS = 6
# Links below "Related stories".
_MOST_LINKS = 12
_MOST_NAME_WORDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A stretch ``[start, end)`` with its kind; ``lists`` is True of a heading that links to other articles follow.

    ``byline`` is True of a date that writers' names stand above, ``closed`` of what ends as a sentence does, and
    ``fixed`` of a headline beyond doubt.
    """

    start: int
    end: int
    kind: BlockKind
    lists: bool = False
    byline: bool = False
    closed: bool = False
    fixed: bool = False


def label_stretches(stretches: Sequence[Stretch], text: str, *, title: str | None = None) -> tuple[Labelled, ...]:
    """Label ``stretches`` of ``text`` in order; see ``segment_blocks`` for the arguments."""
    wanted = normal_text(title).casefold() if title else None
    top, headlines, links = True, 0, 0
    labels: list[Labelled] = []
    for number, stretch in enumerate(stretches):
        last = number + 1 == len(stretches)
        labelled = _label(
            stretch, text, top=top and headlines < _MOST_HEADLINES, alone=number == 0 and last, last=last, title=wanted
        )
        if links and not labelled.fixed and not labelled.closed and labelled.kind is not BlockKind.BOILERPLATE:
            labelled = replace(labelled, kind=BlockKind.BOILERPLATE)
            links -= 1
        elif labelled.lists and not top:
            links = _MOST_LINKS
        elif labelled.kind is not BlockKind.BOILERPLATE:
            links = 0
        headlines += labelled.kind is BlockKind.HEADLINE
        top = top and labelled.kind is not BlockKind.PARAGRAPH
        labels.append(labelled)
    return _without_names(labels, text)


def _without_names(labels: list[Labelled], text: str) -> tuple[Labelled, ...]:
    """Take the writers' bare names above a date ("Jane Doe in Oslo", "Harbour News") out of the headlines.

    The first headline is one whatever it looks like.
    """
    news = [number for number, label in enumerate(labels) if label.kind is not BlockKind.BOILERPLATE]
    below = False
    for number in range(len(labels) - 1, news[0] if news else -1, -1):
        label = labels[number]
        if label.kind is BlockKind.BOILERPLATE:
            below = below or label.byline
        elif below and label.kind is BlockKind.HEADLINE and not label.fixed and _is_name(text[label.start : label.end]):
            labels[number] = replace(label, kind=BlockKind.BOILERPLATE)
        else:
            below = False
    return tuple(labels)


def _is_name(text: str) -> bool:
    words = text.replace(",", " ").split()
    return (
        len(words) <= _MOST_NAME_WORDS and title_like(text) and all(w[0].isupper() or w in ("in", "and") for w in words)
    )


def _label(stretch: Stretch, text: str, *, top: bool, alone: bool, last: bool, title: str | None) -> Labelled:
    start, end = stretch.first.start, stretch.lines[-1].end
    content = normal_text(text[start:end])
    closed = ends_sentence(content)
    pattern = _boilerplate(stretch, content)
    if stretch.first.sign is Sign.RULE or pattern:
        lists, byline = (pattern.list, pattern.byline) if pattern else (False, False)
        return Labelled(start=start, end=end, kind=BlockKind.BOILERPLATE, lists=lists, byline=byline, closed=closed)
    if title and content.casefold() == title and top:
        return Labelled(start=start, end=end, kind=BlockKind.HEADLINE, fixed=True)
    if stretch.first.sign is Sign.HEADING or stretch.underlined:
        return Labelled(start=start, end=end, kind=BlockKind.HEADLINE, fixed=True)
    if stretch.first.sign in (Sign.BULLET, Sign.NUMBER):
        return Labelled(start=start, end=end, kind=BlockKind.BULLET, closed=closed)
    headline = _is_headline(stretch, content, top=top, alone=alone, last=last)
    kind = BlockKind.HEADLINE if headline else BlockKind.PARAGRAPH
    return Labelled(start=start, end=end, kind=kind, closed=closed)


def _boilerplate(stretch: Stretch, content: str) -> BoilerplatePattern | None:
    return load_boilerplate().line(content) if stretch.first.sign is not Sign.RULE else None


def _is_headline(stretch: Stretch, content: str, *, top: bool, alone: bool, last: bool) -> bool:
    if not content or len(stretch.lines) > 3 or content[0] == "|":
        return False
    words = content.count(" ") + 1
    if title_like(content) and (not ends_sentence(content) or content[-1] in "?!"):
        return not runs_on(content) and words <= _MOST_HEADLINE_WORDS
    # "It was signed by the U.S." ends with a short form, but in lower case it is a sentence all the same.
    if ends_sentence(content) or content[-1] in ".:,;" or not content[0].isupper() or alone:
        return False
    if top and not last:
        return words <= _MOST_HEADLINE_WORDS
    return len(stretch.lines) == 1 and words <= _MOST_CROSSHEAD_WORDS and not last
