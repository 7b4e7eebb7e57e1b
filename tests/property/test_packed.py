"""Damaged bytes of every packed format and feed leave articles or problems, and never an exception."""

import gzip
import io
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geograph.reading import read_articles
from geograph.types import Severity

sys.path.insert(0, str(Path(__file__).parents[1] / "unit" / "reading"))
from test_feeds import RSS2, bomb
from test_packed import ALL, warc, zipped

PATIENT = settings(deadline=None)
SAMPLES = {
    "rss": RSS2.encode(),
    "bomb": bomb(6).encode(),
    "gzip": gzip.compress(RSS2.encode()),
    "zip": zipped({"a.txt": "It rained.", "b.xml": RSS2, "c.zip": zipped({"d.jsonl": '{"text": "They met."}\n'})}),
    "warc": warc(*ALL),
    "warc.gz": warc(*ALL, packed=True),
}


@st.composite
def damaged(draw: st.DrawFn, data: bytes) -> bytes:
    """``data`` cut off, with bytes changed, or with a piece taken out, doubled or put in."""
    changed = bytearray(data)
    for _ in range(draw(st.integers(0, 4))):
        changed[draw(st.integers(0, len(data) - 1))] = draw(st.integers(0, 255))
    start = draw(st.integers(0, len(changed)))
    end = draw(st.integers(start, min(len(changed), start + 200)))
    piece = draw(
        st.sampled_from([bytes(changed[start:end]), b"", bytes(changed[start:end]) * 2]) | st.binary(max_size=9)
    )
    result = bytes(changed[:start]) + piece + bytes(changed[end:])
    return result[: draw(st.integers(0, len(result)))] if draw(st.booleans()) else result


@pytest.mark.parametrize("name", SAMPLES)
@PATIENT
@given(data=st.data())
def test_damage_leaves_articles_or_problems(name: str, data: st.DataObject) -> None:
    content = data.draw(damaged(SAMPLES[name]))
    result = read_articles(["-"], stdin=io.BytesIO(content))
    assert result == read_articles(["-"], stdin=io.BytesIO(content))
    assert result.articles or result.problems
    assert sum(len(article.text) for article in result.articles) < 100_000
    for problem in result.problems:
        assert problem.where
        assert problem.where.startswith("-")
        assert "\n" not in problem.message
        assert problem.severity in Severity


@pytest.mark.parametrize("name", ["zip", "warc", "warc.gz"])
@PATIENT
@given(data=st.data())
def test_damage_costs_no_other_file(name: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("batch")
    (folder / f"a.{name}").write_bytes(data.draw(damaged(SAMPLES[name])))
    (folder / "b.txt").write_text("Two ships left Bergen.")
    assert "Two ships left Bergen." in {article.text for article in read_articles([folder]).articles}
