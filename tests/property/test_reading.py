"""Any text whatever: blocks lie inside it, apart and trimmed; articles are made; ids are stable."""

import hashlib
import io
import json
import re
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from geograph.reading import make_article, read_articles, segment_blocks
from geograph.reading.dates import parse_date
from geograph.types import BlockKind, Severity

# Lexicons are loaded by the first example, and machines are busy: time is no property of these.
PATIENT = settings(deadline=None)
LINES = st.sampled_from(
    [
        "Norway Sends Frigates South",
        "Norway sends two ships",
        "Two ships left Bergen.",
        "- Sweden waits",
        "• Denmark votes",
        "1. Oslo stays",
        "12. He came.",
        "# Heading",
        "=====",
        "---",
        "> It is late.",
        "Read more",
        "Related stories",
        "Sign up for our newsletter",
        "By Jane Doe",
        "BERGEN, Nov 17 (Reuters) - Two ships left. READ MORE",
        "",
        "   ",
        "\t",
        "“",
        "the",
        "The king, who left Oslo on Monday for talks with Sweden about fish,",
        "[Ships](https://example.org)",
        "**Bold**",
        "…",
        "\u2028",
        "\x1c",
        "U.S.",
    ]
)
TEXTS = st.one_of(
    st.text(),
    st.text(st.characters(codec=None, exclude_categories=())),
    st.lists(LINES, max_size=25).map("\n".join),
    st.lists(st.one_of(LINES, st.text(max_size=20)), max_size=15).map("\r\n".join),
)
SIGNS = re.compile(r"(?:>\s?)*(?:#{1,6}|[•‣▪▫◦●○■□➢►▶∙⁃*+–—·o-]|\(?\d{1,2}[.)])?")


@PATIENT
@given(TEXTS)
def test_blocks_are_inside_apart_trimmed_and_cover_all(text: str) -> None:
    end = 0
    for block in segment_blocks(text):
        assert end <= block.start < block.end <= len(text)
        content = text[block.start : block.end]
        assert content == content.strip()
        assert SIGNS.fullmatch(text[end : block.start].strip())
        end = block.end
    assert not text[end:].strip()


@PATIENT
@given(TEXTS)
def test_blocks_that_are_read_hold_a_letter_or_digit(text: str) -> None:
    for block in segment_blocks(text):
        if block.kind in (BlockKind.HEADLINE, BlockKind.BULLET):
            assert any(character.isalnum() for character in text[block.start : block.end])


@PATIENT
@given(TEXTS, st.none() | st.text(), st.none() | st.text())
def test_articles_are_made_of_anything(text: str, title: str | None, language: str | None) -> None:
    article = make_article(text, title=title, language=language)
    assert article == make_article(text, title=title, language=language)
    assert article.id == hashlib.sha256(article.text.encode("utf-8")).hexdigest()
    again = make_article(article.text, title=article.title, language=article.language)
    assert again.id == article.id
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\uffff\ud800-\udfff]", article.text)
    assert all(problem.severity is not Severity.ERROR for problem in article.problems)


@PATIENT
@given(TEXTS)
def test_cleaning_keeps_all_other_characters(text: str) -> None:
    kept = [c for c in make_article(text).text if c.isalpha()]
    assert kept == [
        c for c in text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass") if c.isalpha()
    ]


@PATIENT
@given(st.binary(max_size=300))
def test_any_bytes_leave_articles_or_problems(data: bytes) -> None:
    result = read_articles(["-"], stdin=io.BytesIO(data))
    assert result.articles or result.problems
    errors = [problem for problem in result.problems if problem.severity is Severity.ERROR]
    assert all(problem.where and problem.where.startswith("-") and problem.message for problem in errors)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["text", "title", "date", "source", "author", "articles", "x"]), inner, max_size=4
        )
    ),
    max_leaves=8,
)


@PATIENT
@given(st.lists(JSON, min_size=1, max_size=4))
def test_each_line_of_json_gives_one_article_or_one_error(values: list[object]) -> None:
    lines = [json.dumps({"text": "Two ships left."}), json.dumps({"text": "It rained."}), *map(json.dumps, values)]
    result = read_articles(["-"], stdin=io.BytesIO("\n".join(lines).encode()))
    assert {"-:1", "-:2"} <= {article.source for article in result.articles}
    twins = sum(problem.severity is Severity.NOTE for problem in result.problems)
    errors = sum(problem.severity is Severity.ERROR for problem in result.problems)
    assert len(result.articles) + twins + errors == len(lines)


@PATIENT
@given(st.dates(min_value=date(1500, 1, 1), max_value=date(2199, 12, 31)))
def test_iso_dates_round_trip(day: date) -> None:
    assert parse_date(str(day)) == day


@PATIENT
@given(st.text())
def test_no_text_breaks_the_reading_of_dates(text: str) -> None:
    assert parse_date(text) is None or any(character.isdigit() for character in text)
