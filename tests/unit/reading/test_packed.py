"""Gzip, zip and WARC: every member is read under its name; damage and bombs leave one problem and cost no other."""

import gzip
import io
import os
import sys
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from geograph.errors import InputError
from geograph.reading import ReadResult, read_articles
from geograph.reading.budget import Limits
from geograph.reading.files import Options
from geograph.reading.packed import read_packed
from geograph.types import Problem, Severity

TEXT = "Two ships left Bergen on Tuesday."
PAGE = (
    "<html><head><title>Ships Leave</title><meta charset='utf-8'></head><body><article><h1>Ships Leave</h1>"
    "<p>Two Norwegian ships left the port of Bergen on Tuesday, the ministry said. They carry grain for Sudan.</p>"
    "</article></body></html>"
)
DATED = PAGE.replace("<head>", '<head><meta property="article:published_time" content="2015-11-17T23:00:00Z">').replace(
    "<head>", '<head><link rel="canonical" href="https://example.org/canon">'
)


def piped(content: bytes, **options: Any) -> ReadResult:
    return read_articles(["-"], stdin=io.BytesIO(content), **options)


def errors(result: ReadResult) -> list[Problem]:
    return [problem for problem in result.problems if problem.severity is Severity.ERROR]


def zipped(members: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def record(url: str, body: bytes | str, kind: str = "text/html", status: str = "200 OK", **more: str) -> dict[str, Any]:
    return {
        "url": url,
        "body": body if isinstance(body, bytes) else body.encode(),
        "kind": kind,
        "status": status,
    } | more


def warc(*records: dict[str, Any], packed: bool = False) -> bytes:
    blocks = [_block("warcinfo", "application/warc-fields", b"software: test\r\n")]
    for item in records:
        head = f"HTTP/1.1 {item['status']}\r\nContent-Type: {item['kind']}\r\n"
        head += f"Content-Encoding: {item['encoding']}\r\n" if "encoding" in item else ""
        content = f"{head}\r\n".encode() + item["body"]
        blocks.append(_block("response", "application/http; msgtype=response", content, url=item["url"]))
    return b"".join(gzip.compress(block, mtime=0) if packed else block for block in blocks)


def _block(kind: str, content_type: str, content: bytes, *, url: str | None = None) -> bytes:
    """A record as ISO 28500 lays it down."""
    fields = {"WARC-Type": kind, "WARC-Date": "2016-02-03T10:00:00Z", "WARC-Record-ID": f"<urn:test:{len(content)}>"}
    fields |= {"WARC-Target-URI": url} if url else {}
    fields |= {"Content-Type": content_type, "Content-Length": str(len(content))}
    head = "".join(f"{key}: {value}\r\n" for key, value in fields.items())
    return f"WARC/1.0\r\n{head}\r\n".encode() + content + b"\r\n\r\n"


# ---------------------------------------------------------------- gzip
@pytest.mark.parametrize("name", ["a.txt.gz", "a.gz", "-"])
def test_gzip(tmp_path: Path, name: str) -> None:
    data = gzip.compress(TEXT.encode())
    if name == "-":
        result = piped(data)
    else:
        (tmp_path / name).write_bytes(data)
        result = read_articles([tmp_path / name])
    assert ([article.text for article in result.articles], result.problems) == ([TEXT], ())


def test_gzip_of_every_format(tmp_path: Path) -> None:
    files = {
        "a.jsonl.gz": '{"text": "It rained."}\n{"text": "It snowed."}\n',
        "b.csv.gz": "text,date\nIt thawed.,2015-11-17\n",
        "c.tsv.gz": "text\tdate\nIt froze.\t2015-11-17\n",
        "d.html.gz": PAGE,
        "e.md.gz": "---\ntitle: Ships\n---\nThey left.\n",
        "f.json.gz": '{"text": "They came."}',
    }
    for name, text in files.items():
        (tmp_path / name).write_bytes(gzip.compress(text.encode()))
    (tmp_path / "model.bin.gz").write_bytes(gzip.compress(os.urandom(100)))
    result = read_articles([tmp_path])
    assert len(result.articles) == 7
    assert {article.title for article in result.articles} >= {"Ships Leave", "Ships"}
    assert [(p.severity, Path(p.where or "").name) for p in result.problems] == [(Severity.NOTE, "model.bin.gz")]


def test_a_truncated_gzip_costs_no_other_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(TEXT.encode())[:-9])
    (tmp_path / "b.txt").write_text(TEXT)
    result = read_articles([tmp_path])
    assert len(result.articles) == 1
    (problem,) = errors(result)
    assert problem.where == str(tmp_path / "a.txt.gz")
    assert problem.message.startswith("the gzip file is damaged: ")
    assert problem.hint == "is the download complete?"


# ---------------------------------------------------------------- zip
def test_zip_members_are_read_under_their_names() -> None:
    inner = zipped({"deep.txt": "It froze."})
    data = zipped(
        {
            "b/two.jsonl": '{"text": "It rained."}\n{"text": ',
            "a.html": PAGE,
            "c.txt.gz": gzip.compress(b"It thawed."),
            "d.zip": inner,
            "README": TEXT,
            "picture.png": b"\x89PNG\0\0",
            ".hidden.txt": "no",
            "__MACOSX/a.html": "no",
        }
    )
    result = piped(data)
    assert [article.source for article in result.articles] == [
        "-:README", "-:a.html", "-:b/two.jsonl:1", "-:c.txt.gz", "-:d.zip:deep.txt",
    ]  # fmt: skip
    assert [(p.severity, p.where) for p in result.problems] == [
        (Severity.ERROR, "-:b/two.jsonl:2"),
        (Severity.NOTE, "-:picture.png"),
    ]


def test_the_order_of_members_does_not_matter() -> None:
    names = ["b.txt", "a.txt", "c.txt"]
    one = piped(zipped({name: f"They met at {name}." for name in names}))
    two = piped(zipped({name: f"They met at {name}." for name in reversed(names)}))
    assert one == two


def test_a_damaged_member_costs_no_other() -> None:
    data = bytearray(zipped({"a.txt": "It rained. " * 9, "b.txt": TEXT}, zipfile.ZIP_STORED))
    data[data.index(b"It rained")] ^= 1
    result = piped(bytes(data))
    assert [article.text for article in result.articles] == [TEXT]
    (problem,) = errors(result)
    assert problem.where == "-:a.txt"
    assert "damaged" in problem.message


def test_a_member_whose_name_is_lost_costs_no_other() -> None:
    data = zipped({"a.txt": TEXT, "b.txt": "It rained all day in Oslo."}, zipfile.ZIP_STORED)
    named = data.rindex(b"a.txt")
    nameless = data[: named - 18] + b"\0\0" + data[named - 16 : named] + data[named + 5 :]
    end = bytearray(nameless)
    end[-10:-6] = (int.from_bytes(end[-10:-6], "little") - 5).to_bytes(4, "little")
    texts = [article.text for article in piped(bytes(end)).articles]
    assert "It rained all day in Oslo." in texts


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (zipped({"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"}), "an office document"),
        (zipped({"mimetype": "application/epub+zip", "a.xhtml": PAGE}), "an office document or a book"),
        (zipped({}), "no article in the archive"),
        (zipped({".a": "x"}), "no article in the archive"),
        (zipped({"a.txt": TEXT})[:-9], "the zip archive is damaged"),
    ],
)
def test_archives_that_hold_nothing_to_read(data: bytes, said: str) -> None:
    (problem,) = piped(data).problems
    assert problem.severity is Severity.ERROR
    assert said in problem.message


def test_a_member_with_a_password() -> None:
    data = bytearray(zipped({"a.txt": TEXT, "b.txt": TEXT + "!"}, zipfile.ZIP_STORED))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    result = piped(bytes(data))
    assert len(result.articles) == 1
    assert [(p.where, p.message) for p in errors(result)] == [("-:a.txt", "it needs a password")]


# ---------------------------------------------------------------- bombs
def test_what_unpacks_to_too_much_is_stopped() -> None:
    bomb = zipped({"a.txt": "It rained.", "b.txt": b" " * 5_000_000, "c.txt": "It thawed."})
    result = piped(bomb)
    assert [article.text for article in result.articles] == ["It rained."]
    (problem,) = errors(result)
    assert (problem.where, problem.message) == ("-:b.txt", "the file unpacks to more than 100 times its size")
    assert problem.hint


def test_a_bomb_within_archives_is_stopped_once() -> None:
    bomb = zipped({"a.txt": "It rained."})
    for _ in range(2):
        bomb = zipped({f"{n}.zip": bomb for n in range(9)} | {"z.txt.gz": gzip.compress(b"\n" * 9_000_000)})
    assert len(errors(piped(bomb))) == 1


def test_a_bomb_does_not_fill_memory() -> None:
    import tracemalloc

    bomb = gzip.compress(gzip.compress(b"\0" * 300_000_000, 9), 9)
    tracemalloc.start()
    try:
        assert "100 times its size" in errors(piped(bomb))[0].message
        assert tracemalloc.get_traced_memory()[1] < 40_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("data", "limits", "said"),
    [
        (zipped({f"{n}.txt": f"They met {n} times." for n in range(5)}), {"members": 4}, "more than 4 files"),
        (gzip.compress(b"It rained. " * 20), {"size": 100}, "the gzip file unpacks to more than 100 bytes"),
        (gzip.compress(b"It rained. " * 999), {"floor": 10, "ratio": 2}, "more than 2 times its size"),
        (gzip.compress(gzip.compress(b"It rained.")), {"depth": 1}, "packed more than 1 times over"),
    ],
)
def test_each_limit_holds(data: bytes, limits: dict[str, int], said: str) -> None:
    options = Options(limits=Limits(**limits))
    with pytest.raises(InputError, match=said):
        list(read_packed(io.BytesIO(data), name="a", options=options))


def test_archives_in_archives_have_an_end() -> None:
    data = TEXT.encode()
    for _ in range(5):
        data = gzip.compress(data)
    assert "packed more than 3 times over" in errors(piped(data))[0].message


# ---------------------------------------------------------------- WARC
ALL = (
    record("https://example.org/1", DATED, "text/html; charset=utf-8"),
    record("https://example.org/2", PAGE.replace("Tuesday", "Monday")),
    record("https://example.org/3", "Two ships left капитан.".encode("cp1251"), 'text/plain; charset="windows-1251"'),
    record("https://example.org/4", b"\x89PNG", "image/png"),
    record("https://example.org/5", PAGE, status="404 Not Found"),
    record("https://example.org/6", gzip.compress(b"It rained.", mtime=0), "text/plain", encoding="gzip"),
    record("https://example.org/7", "<html><body></body></html>"),
)


@pytest.mark.parametrize("form", ["plain", "by record", "whole"])
def test_warc(form: str, capfd: pytest.CaptureFixture[str]) -> None:
    data = warc(*ALL, packed=form == "by record")
    result = piped(gzip.compress(data) if form == "whole" else data)
    dated, undated, text, packed = result.articles
    assert (dated.url, dated.published, dated.title) == ("https://example.org/canon", date(2015, 11, 17), "Ships Leave")
    assert (undated.url, undated.published) == ("https://example.org/2", date(2016, 2, 3))
    assert (text.text, text.publisher) == ("Two ships left капитан.", "example.org")
    assert packed.text == "It rained."
    assert [article.source for article in result.articles] == ["-#2", "-#3", "-#4", "-#7"]
    assert [problem.where for problem in errors(result)] == ["-#8"]
    notes = [problem.message for problem in result.problems if problem.where == "-"]
    assert notes == ["passed over 3 records without a page or text: 1 image/png, 1 status 404, 1 warcinfo"]
    assert capfd.readouterr() == ("", "")


def test_a_day_that_is_given_goes_before_that_of_the_crawl() -> None:
    result = piped(warc(*ALL[:2]), published=date(2015, 12, 1))
    assert [article.published for article in result.articles] == [date(2015, 11, 17), date(2015, 12, 1)]
    assert not any("stored" in problem.message for problem in result.problems)


@pytest.mark.parametrize("packed", [False, True])
def test_a_warc_that_breaks_off_keeps_what_stands_before(packed: bool) -> None:
    whole = warc(*ALL[:2], packed=packed)
    result = piped(whole[: len(whole) - 60])
    assert [article.url for article in result.articles] == ["https://example.org/canon"]
    assert len(errors(result)) == 1


def test_a_warc_without_pages() -> None:
    (problem,) = errors(piped(warc(ALL[3])))
    assert "no page of HTML or text" in problem.message


def test_a_record_that_is_too_long() -> None:
    result = piped(warc(record("https://example.org/1", "word " * 100, "text/plain"), ALL[2]), limit=100)
    assert len(result.articles) == 1
    assert [problem.where for problem in errors(result)] == ["-#2"]


def test_stderr_is_put_back() -> None:
    before = sys.stderr
    piped(warc(*ALL)[:-5])
    assert sys.stderr is before
