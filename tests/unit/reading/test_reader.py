"""Files, directories and standard input: what is read, and the one problem that each bad input leaves."""

import io
import json
import logging
import random
from datetime import date
from pathlib import Path

import pytest

from geograph.errors import InputError
from geograph.reading import ReadResult, iter_articles, read_articles
from geograph.types import Article, BlockKind, Problem, Severity

TEXT = "Two ships left Bergen on Tuesday."
DAY = date(2015, 11, 17)
PAGE = """<!doctype html><html lang="en"><head><title>Ships Leave Port - The Harbour Post</title>
<meta name="author" content="Jane Doe"><meta property="article:published_time" content="2015-11-17T23:00:00Z">
<meta property="og:site_name" content="The Harbour Post"><link rel="canonical" href="https://example.org/ships"></head>
<body><nav><a href="/">Home</a><a href="/world">World</a></nav><article><h1>Ships Leave Port</h1>
<p>Two Norwegian ships left the port of Bergen on
Tuesday, the <b>ministry</b> said. They carry grain for Sudan and are escorted by a frigate.</p>
<h2>What comes next</h2><ul><li>Sweden sends aid to Sudan</li><li>Denmark waits</li></ul>
<p>The crews will rest in Cadiz &amp; then sail on to the Red Sea, a captain told reporters in Oslo.</p></article>
<footer>© 2015 The Harbour Post</footer></body></html>"""


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(name: str, content: str | bytes, encoding: str = "utf-8") -> str:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return name


def piped(content: str | bytes, **options: object) -> ReadResult:
    data = content if isinstance(content, bytes) else content.encode()
    return read_articles(["-"], stdin=io.BytesIO(data), **options)  # type: ignore[arg-type]


def only_error(result: ReadResult) -> Problem:
    """The one error of a result, which must have no other problem of any kind."""
    (problem,) = result.problems
    assert problem.severity is Severity.ERROR
    assert problem.stage == "reading"
    assert "\n" not in problem.message
    return problem


# ------------------------------------------------------------------ formats
def test_plain_text() -> None:
    result = read_articles([write("a.txt", TEXT)], published=DAY)
    (article,) = result.articles
    assert (article.text, article.source, article.published, result.problems) == (TEXT, "a.txt", DAY, ())


def test_a_single_path_is_a_source_too() -> None:
    assert len(read_articles(Path(write("a.txt", TEXT))).articles) == 1  # type: ignore[arg-type]


def test_markdown_with_front_matter() -> None:
    text = f"---\ntitle: 'Ships: a story'\ndate: 2015-11-17\nauthor: Jane Doe\ntags:\n  - sea\n---\n# Ships\n\n{TEXT}\n"
    (article,) = read_articles([write("a.md", text)], published=date(2020, 1, 1)).articles
    assert article.text == f"# Ships\n\n{TEXT}\n"
    assert (article.title, article.author, article.published) == ("Ships: a story", "Jane Doe", DAY)


def test_markdown_that_opens_with_a_rule_loses_nothing() -> None:
    (article,) = read_articles([write("a.md", f"---\n\n{TEXT}\n\n---\n\nIt rained.\n")]).articles
    assert article.text.startswith("---")
    assert TEXT in article.text


@pytest.mark.parametrize("name", ["page.html", "page.htm", "page.txt", "page", "-"])
def test_html(name: str) -> None:
    result = piped(PAGE) if name == "-" else read_articles([write(name, PAGE)])
    (article,) = result.articles
    assert result.problems == ()
    assert article.text.split("\n\n") == [
        "Ships Leave Port",
        "Two Norwegian ships left the port of Bergen on Tuesday, the ministry said. They carry grain for Sudan and are "
        "escorted by a frigate.",
        "What comes next\n- Sweden sends aid to Sudan\n- Denmark waits",
        "The crews will rest in Cadiz & then sail on to the Red Sea, a captain told reporters in Oslo.",
    ]
    assert (article.title, article.author, article.publisher) == ("Ships Leave Port", "Jane Doe", "The Harbour Post")
    assert (article.url, article.published, article.language) == ("https://example.org/ships", DAY, "en")
    kinds = [block.kind for block in article.blocks]
    assert kinds == [BlockKind(k) for k in ("headline", "paragraph", "headline", "bullet", "bullet", "paragraph")]


def test_html_in_the_encoding_that_it_declares() -> None:
    page = PAGE.replace("<head>", '<head><meta charset="windows-1251">').replace("a captain", "капитан")
    result = read_articles([write("a.html", page.replace("©", ""), "cp1251")])
    assert result.problems == ()
    assert "капитан told reporters" in result.articles[0].text


@pytest.mark.parametrize(
    "page",
    [
        "<html></html>",
        "<html><body><script>go()</script></body></html>",
        "<",
        "<!-- x -->",
        "<html><body><nav><a href='/'>Home</a></nav></body></html>",
    ],
)
def test_html_without_main_text(page: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        problem = only_error(read_articles([write("a.html", page)]))
    assert problem.where == "a.html"
    assert "no main text" in problem.message
    assert caplog.records == []


def test_json_object_list_and_wrapped_list() -> None:
    one = {
        "headline": "Ships Leave",
        "body": TEXT,
        "datePublished": "2015-11-17",
        "source": {"id": 7, "name": "The Harbour Post"},
    }
    two = {
        "Article": ["It rained.", "It snowed."],
        "authors": [{"name": "Jane Doe"}, "John Roe"],
        "lang": "EN",
        "link": "https://example.org",
    }
    write("one.json", json.dumps(one))
    write("two.json", json.dumps([one, two]))
    write("three.json", json.dumps({"status": "ok", "articles": [one, two]}, indent=1))
    (article,) = read_articles(["one.json"]).articles
    assert (article.text, article.title, article.publisher, article.published) == (
        TEXT,
        "Ships Leave",
        "The Harbour Post",
        DAY,
    )
    for name in ("two.json", "three.json"):
        articles = read_articles([name]).articles
        assert [a.source for a in articles] == [f"{name}#1", f"{name}#2"]
        assert articles[1].text == "It rained.\n\nIt snowed."
        assert (articles[1].author, articles[1].language, articles[1].url) == (
            "Jane Doe, John Roe",
            "en",
            "https://example.org",
        )


def test_markup_inside_records_becomes_text() -> None:
    body = "<p>Two ships\n<b>left</b> Bergen &amp; Oslo.</p>"
    body += "<script>x()</script><ul><li>One</li><li>Two</li></ul>It rained<br>all day."
    light = "Two <a href='/x'>ships</a> left.\n\nIt rained."
    result = piped("\n".join(json.dumps({"text": text}) for text in (body, light, "if a <b then c")))
    assert [a.text for a in result.articles] == [
        "Two ships left Bergen & Oslo.\n\n• One\n\n• Two\n\nIt rained\n\nall day.",
        "Two ships left.\n\nIt rained.",
        "if a <b then c",
    ]


def test_json_lines_go_on_after_a_broken_one() -> None:
    lines = [
        json.dumps({"text": TEXT}),
        '{"text": "cut',
        "",
        "[1]",
        '{"title": "x"}',
        json.dumps({"text": "It rained."}),
    ]
    result = read_articles([write("a.jsonl", "\n".join(lines))])
    assert [a.source for a in result.articles] == ["a.jsonl:1", "a.jsonl:6"]
    assert [(p.severity, p.where) for p in result.problems] == [(Severity.ERROR, f"a.jsonl:{n}") for n in (2, 4, 5)]
    assert "not JSON" in result.problems[0].message
    assert "no object" in result.problems[1].message
    assert result.problems[2].hint == "its keys: title"


@pytest.mark.parametrize("deep", ["[" * 200_000, '{"a":' * 200_000, "[" * 200_000 + "]" * 200_000])
def test_json_nested_too_deep_is_one_error(deep: str) -> None:
    only_error(read_articles([write("a.json", deep)]))
    assert only_error(read_articles([write("a.jsonl", deep + "\n")])).where == "a.jsonl:1"


def test_tables() -> None:
    rows = f'title,Body,pub_date\nShips,"{TEXT}\nIt said ""go"".",2015-11-17\n\nRain,It rained.,\n'
    result = read_articles([write("a.csv", rows)])
    assert [(a.source, a.title, a.published) for a in result.articles] == [
        ("a.csv:2", "Ships", DAY),
        ("a.csv:5", "Rain", None),
    ]
    assert result.articles[0].text == f'{TEXT}\nIt said "go".'
    (tabbed,) = read_articles([write("a.tsv", f"text\ttitle\n{TEXT}\tShips\n")]).articles
    (semicolons,) = read_articles([write("b.csv", f"\ufefftext;title\n{TEXT}, he said;Ships\n")]).articles
    assert (tabbed.text, semicolons.text) == (TEXT, f"{TEXT}, he said")


def test_long_fields_are_read_and_the_global_limit_is_put_back() -> None:
    import csv

    before = csv.field_size_limit()
    (article,) = read_articles([write("a.csv", "text,title\n" + "word " * 60_000 + ",x\n")]).articles
    assert len(article.text) > 250_000
    assert csv.field_size_limit() == before


def test_table_without_text_column() -> None:
    problem = only_error(read_articles([write("a.csv", "x,y\n1,2\n")]))
    assert (problem.where, "x, y" in (problem.hint or "")) == ("a.csv:1", True)


def test_table_rows_that_cannot_be_read() -> None:
    result = read_articles([write("a.csv", f'text,title\n{TEXT},x\n,empty\n"open,y\nIt rained.,z\n')])
    assert [a.source for a in result.articles] == ["a.csv:2"]
    assert [p.where for p in result.problems] == ["a.csv:3", "a.csv:4"]
    assert "no text" in result.problems[0].message
    assert "quotation mark" in (result.problems[1].hint or "")


def test_columns_name_what_is_called_otherwise() -> None:
    rows = "text,story_id,full,day\nteaser,7,The whole story.,2015-11-17\n"
    columns = {"text": "full", "published": "day"}
    (article,) = read_articles([write("a.csv", rows)], columns=columns).articles
    assert (article.text, article.published) == ("The whole story.", DAY)
    (record,) = piped(json.dumps({"full": TEXT, "text": "teaser", "day": "17 Nov 2015"}), columns=columns).articles
    assert (record.text, record.published) == (TEXT, DAY)
    assert "no text" in only_error(piped(json.dumps({"text": TEXT}), columns=columns)).message


def test_the_callers_mistakes_are_raised_at_once() -> None:
    with pytest.raises(InputError, match="no field 'body'"):
        read_articles([], columns={"body": "x"})
    with pytest.raises(InputError, match="no encoding 'utf-99'"):
        iter_articles([], encoding="utf-99")


# ------------------------------------------------------------------ standard input
@pytest.mark.parametrize(
    ("content", "sources"),
    [
        (TEXT, ["-"]),
        ("[1] is a footnote. {So} is this.", ["-"]),
        ("{This} is text.", ["-"]),
        (json.dumps({"text": TEXT}), ["-"]),
        (json.dumps({"text": TEXT}, indent=2), ["-"]),
        (json.dumps([{"text": TEXT}]), ["-#1"]),
        (json.dumps({"text": TEXT}) + "\n" + json.dumps({"text": "It rained."}), ["-:1", "-:2"]),
        (f"title,text\nShips,{TEXT}\n", ["-:2"]),
        ("The ship left, text followed\nIt rained.", ["-"]),
    ],
)
def test_standard_input_is_sniffed(content: str, sources: list[str]) -> None:
    result = piped(content)
    assert [a.source for a in result.articles] == sources
    assert result.problems == ()


def test_standard_input_that_cannot_seek() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_: int) -> int:
            raise OSError("a pipe")

    result = read_articles(["-", write("a.txt", "It rained.")], stdin=Pipe(TEXT.encode()))
    assert [a.text for a in result.articles] == [TEXT, "It rained."]


def test_empty_standard_input() -> None:
    assert only_error(piped("")).where == "-"


# ------------------------------------------------------------------ bad files
def test_missing_file_and_the_rest() -> None:
    result = read_articles(["no.txt", write("a.txt", TEXT), "no\0name"])
    assert [a.source for a in result.articles] == ["a.txt"]
    assert [(p.severity, p.where) for p in result.problems] == [
        (Severity.ERROR, "no\0name"),
        (Severity.ERROR, "no.txt"),
    ]
    assert result.problems[1].message == "there is no such file"


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.json", "a.jsonl", "a.csv", "a.tsv", "a"])
@pytest.mark.parametrize("content", [b"", b" \n\n ", b"\xef\xbb\xbf"])
def test_empty_files(name: str, content: bytes) -> None:
    result = read_articles([write(name, content)])
    assert result.articles == ()
    assert (only_error(result).where or "").startswith(name)


def test_files_without_records() -> None:
    assert only_error(read_articles([write("a.json", "[]")])).message == "the list of articles is empty"
    assert only_error(read_articles([write("a.csv", "text,title\n")])).message == "the file has no records"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"%PDF-1.4\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0 JFIF", "JPEG"),
        (b"PK\x03\x04rest", "zip"),
        (b"\x1f\x8b\x08rest", "gzip"),
        (b"T\x00w\x00o\x00", "binary"),
        (bytes(range(256)) * 4, "binary"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.bin", "a.jsonl", "-"])
def test_binary_files(name: str, content: bytes, message: str) -> None:
    result = piped(content) if name == "-" else read_articles([write(name, content)])
    problem = only_error(result)
    assert (problem.where, message in problem.message) == (name, True)


# ------------------------------------------------------------------ encodings
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.csv", "a.json"])
def test_encodings_that_are_known_for_sure(encoding: str, name: str) -> None:
    text = "Le Café — “two” ships 🚢 left."
    forms = {
        "a.txt": text,
        "a.jsonl": json.dumps({"text": text}, ensure_ascii=False) + "\n\n",
        "a.csv": f"text,x\n{text},1\n",
    }
    result = read_articles([write(name, forms.get(name, json.dumps({"text": text})), encoding)])
    assert [a.text for a in result.articles] == [text]
    assert result.problems == ()


def test_windows_1252_is_read_with_one_warning() -> None:
    lines = [json.dumps({"text": f"Caf\xe9 {n} “left”."}, ensure_ascii=False) for n in range(3)]
    result = read_articles([write("a.jsonl", "\n".join(lines), "cp1252")])
    assert [a.text for a in result.articles] == [f"Café {n} “left”." for n in range(3)]
    (problem,) = result.problems
    assert (problem.severity, problem.where) == (Severity.WARNING, "a.jsonl")


def test_a_given_encoding_is_strict() -> None:
    name = write("a.txt", "Café", "cp1252")
    assert read_articles([name], encoding="latin-1").articles[0].text == "Café"
    problem = only_error(read_articles([name], encoding="utf-8"))
    assert "not in utf-8" in problem.message
    assert read_articles([write("b.txt", TEXT, "utf-16-le")], encoding="UTF-16LE").articles[0].text == TEXT


def test_neither_utf_8_nor_windows_1252() -> None:
    assert "neither" in only_error(read_articles([write("a.txt", b"caf\x81\xe9 \xff ships left the port")])).message


# ------------------------------------------------------------------ sizes
def test_large_files_are_refused() -> None:
    result = read_articles([write("a.txt", "word " * 300), write("b.txt", TEXT)], limit=1000)
    assert [a.source for a in result.articles] == ["b.txt"]
    assert "larger than 1,000 bytes" in only_error(result).message


def test_a_line_of_fifty_megabytes_is_refused_and_the_next_is_read() -> None:
    line = b'{"text": "' + b"x" * 50_000_000 + b'"}\n'
    result = read_articles([write("a.jsonl", line + json.dumps({"text": TEXT}).encode())])
    assert [a.source for a in result.articles] == ["a.jsonl:2"]
    problem = only_error(result)
    assert (problem.where, "longer than 20,000,000" in problem.message) == ("a.jsonl:1", True)


def test_many_records_may_be_larger_than_one_article() -> None:
    lines = "\n".join(json.dumps({"text": f"Ship {n} left."}) for n in range(200))
    assert len(read_articles([write("a.jsonl", lines)], limit=1000).articles) == 200


def test_long_rows_of_a_table_are_refused() -> None:
    result = read_articles([write("a.csv", f"text,x\n{'w' * 3000},1\n{TEXT},2\n")], limit=1000)
    assert [a.source for a in result.articles] == ["a.csv:3"]
    assert only_error(result).where == "a.csv:2"


# ------------------------------------------------------------------ directories
def test_directories_are_read_in_order_without_hidden_files() -> None:
    write("d/b.txt", "B left."), write("d/a/z.txt", "Z left."), write("d/.hidden.txt", "H left.")
    write("d/.git/x.txt", "X left."), write("d/notes", "N left."), write("d/p.pdf", b"%PDF-1.4"), write("d/e", b"")
    result = read_articles(["d"])
    assert [a.source for a in result.articles] == ["d/a/z.txt", "d/b.txt", "d/notes"]
    assert [(p.severity, p.where) for p in result.problems] == [(Severity.NOTE, "d/e"), (Severity.NOTE, "d/p.pdf")]


def test_a_directory_without_articles() -> None:
    write("d/.hidden.txt", TEXT)
    assert only_error(read_articles(["d"])).where == "d"


def test_a_file_is_read_once_by_whatever_name() -> None:
    write("d/a.txt", TEXT)
    Path("d/link.txt").symlink_to("a.txt")
    result = read_articles(["d", "d/a.txt", "./d/a.txt", Path("d/../d/a.txt")])
    assert len(result.articles) == 1
    assert result.problems == ()


# ------------------------------------------------------------------ dates
def test_an_articles_own_date_counts_first() -> None:
    lines = [
        {"text": "A left.", "date": "2014-01-02"},
        {"text": "B left."},
        {"text": "C left.", "date": "11/12/2015"},
        {"text": "D left.", "date": ""},
    ]
    result = piped("\n".join(map(json.dumps, lines)), published=DAY)
    assert [a.published for a in result.articles] == [date(2014, 1, 2), DAY, DAY, DAY]
    assert [len(a.problems) for a in result.articles] == [0, 0, 1, 0]
    problem = result.articles[2].problems[0]
    assert (problem.severity, problem.where) == (Severity.WARNING, "-:3")


# ------------------------------------------------------------------ the same text twice, and order
def test_of_two_articles_the_one_with_metadata_is_kept() -> None:
    write("a.txt", TEXT), write("b.json", json.dumps({"text": TEXT, "date": "2015-11-17"})), write("c.txt", TEXT)
    result = read_articles(["a.txt", "b.json", "c.txt"])
    assert [a.source for a in result.articles] == ["b.json"]
    assert [(p.severity, p.where) for p in result.problems] == [(Severity.NOTE, "a.txt"), (Severity.NOTE, "c.txt")]


def test_of_two_like_articles_the_first_is_kept() -> None:
    write("a.txt", TEXT), write("b.txt", TEXT)
    for order in (["a.txt", "b.txt"], ["b.txt", "a.txt"]):
        result = read_articles(order)
        assert [a.source for a in result.articles] == ["a.txt"]
        assert [p.where for p in result.problems] == ["b.txt"]


def test_the_order_of_sources_does_not_matter() -> None:
    names = [write(f"{n}.txt", f"Ship {n % 7} left.") for n in range(12)]
    names += [write("x.jsonl", '{"text": "Ship 3 left.", "title": "T"}\n{'), write("d/y.txt", "Y left."), "missing.txt"]
    wanted = read_articles(names)
    assert len(wanted.articles) == 8
    shuffled = list(names)
    for seed in range(5):
        random.Random(seed).shuffle(shuffled)
        assert read_articles(shuffled) == wanted


def test_reading_is_lazy_and_keeps_the_first_of_twins() -> None:
    (
        write("a.txt", TEXT),
        write("b.json", json.dumps({"text": TEXT, "date": "2015-11-17"})),
        write("c.txt", "It rained."),
    )
    items = iter_articles(["c.txt", "b.json", "a.txt"])
    first = next(items)
    assert isinstance(first, Article)
    assert first.source == "a.txt"
    Path("c.txt").write_text("It snowed.")
    twin, last = items
    assert isinstance(twin, Problem)
    assert (twin.severity, twin.where) == (Severity.NOTE, "b.json")
    assert isinstance(last, Article)
    assert last.text == "It snowed."


def test_an_abandoned_iterator_closes_its_file() -> None:
    lines = "\n".join(json.dumps({"text": f"Ship {n} left."}) for n in range(50))
    items = iter_articles([write("a.jsonl", lines)])
    next(items)
    del items  # a file left open would be a ResourceWarning, which is an error here
    assert Path("a.jsonl").stat().st_size == len(lines)
