"""The table of boilerplate: each entry by its own examples, and no entry slow on hostile lines."""

import time

import pytest
from pydantic import ValidationError

from geograph.lexicons.boilerplate import BoilerplatePattern, load_boilerplate

TABLE = load_boilerplate()
RULES = (*TABLE.lines, *TABLE.heads, *TABLE.tails)
YES = [(rule.pattern, line) for rule in RULES for line in rule.pattern.yes]
NO = [(rule.pattern, line) for rule in RULES for line in rule.pattern.no]


def test_ids_are_unique() -> None:
    ids = [rule.pattern.id for rule in RULES]
    assert len(ids) == len(set(ids))
    assert len(ids) > 30


@pytest.mark.parametrize(("pattern", "line"), YES, ids=[f"{p.id}: {line}" for p, line in YES])
def test_pattern_matches_its_examples(pattern: BoilerplatePattern, line: str) -> None:
    compiled = pattern.compiled()
    if pattern.scope == "line":
        assert compiled.fullmatch(line)
        assert TABLE.line(line) is not None
    elif pattern.scope == "head":
        assert 0 < TABLE.head(line, first=True) < len(line)
        assert compiled.match(line)
    else:
        assert 0 < TABLE.tail(line) < len(line)
        assert compiled.search(line)


@pytest.mark.parametrize(("pattern", "line"), NO, ids=[f"{p.id}: {line}" for p, line in NO])
def test_no_pattern_eats_news(pattern: BoilerplatePattern, line: str) -> None:
    eaten = TABLE.line(line)
    assert eaten is None, eaten and eaten.id
    assert TABLE.head(line, first=True) == 0
    assert TABLE.tail(line) == len(line)


@pytest.mark.parametrize("pattern", [rule.pattern for rule in RULES], ids=lambda pattern: pattern.id)
def test_pattern_takes_no_time_on_hostile_lines(pattern: BoilerplatePattern) -> None:
    """An expression that backtracks without end would hang on a page that was made for it."""
    compiled = pattern.compiled()
    words = {word for line in pattern.yes for word in line.split()} | {
        "|",
        "a",
        "A",
        "1",
        "and",
        ",",
        ".",
        "A.",
        "[",
        "  ",
    }
    started = time.process_time()
    for word in sorted(words):
        for joint in ("", " ", ",", "|"):
            line = (word + joint) * (790 // len(word + joint)) + "\x00!"
            compiled.fullmatch(line) if pattern.scope == "line" else compiled.search(line)
    assert time.process_time() - started < 2 + len(words) * 0.2


def test_long_lines_are_news() -> None:
    assert TABLE.line("Read more: " + "x" * 5000) is None


def test_broken_expression_is_refused() -> None:
    with pytest.raises(ValidationError, match="not a regular expression"):
        BoilerplatePattern(id="x", regex="(", yes=("a",), no=("b",))
