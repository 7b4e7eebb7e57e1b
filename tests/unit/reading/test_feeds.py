"""Feeds: every format gives its entries; what is broken or hostile costs no other entry, and nothing is fetched."""

import gzip
import io
import json
import socket
import time
from datetime import date

import pytest

from geograph.reading import ReadResult, read_articles
from geograph.types import Problem, Severity

DAY = date(2015, 11, 17)


def piped(content: str | bytes) -> ReadResult:
    return read_articles(["-"], stdin=io.BytesIO(content if isinstance(content, bytes) else content.encode()))


def errors(result: ReadResult) -> list[Problem]:
    return [problem for problem in result.problems if problem.severity is Severity.ERROR]


RSS2 = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Harbour Post</title><link>https://example.org</link><language>en-gb</language>
<item><title>Ships &amp; Crews Leave</title><link>https://example.org/1</link>
<pubDate>Tue, 17 Nov 2015 23:30:00 -0500</pubDate><dc:creator>Jane Doe</dc:creator>
<description>Two ships left ...</description>
<content:encoded><![CDATA[<p>Two ships left <b>Bergen</b>.</p><p>It rained.</p><script>x()</script>]]></content:encoded>
</item>
<item><description>Norway &amp;amp; Sweden met.</description>
<source url="https://example.net/f">Coast Wire</source></item>
<item><title>Denmark waits</title></item>
<item><link>https://example.org/4</link></item>
</channel></rss>"""


def test_rss_2() -> None:
    result = piped(RSS2)
    full, summary, bare = result.articles
    assert full.text == "Two ships left Bergen.\n\nIt rained."
    assert (full.title, full.author, full.publisher) == ("Ships & Crews Leave", "Jane Doe", "The Harbour Post")
    assert (full.url, full.published, full.language) == ("https://example.org/1", DAY, "en-GB")
    assert (summary.text, summary.publisher, summary.published) == ("Norway & Sweden met.", "Coast Wire", None)
    assert bare.text == "Denmark waits"
    assert [article.source for article in result.articles] == ["-#1", "-#2", "-#3"]
    (problem,) = result.problems
    assert (problem.where, problem.message) == ("-#4", "the entry has no text")
    assert problem.hint


def test_atom() -> None:
    feed = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title type="text">Coast Wire</title>
    <entry><title type="html">Ships &lt;i&gt;leave&lt;/i&gt;</title><updated>2015-11-18T00:10:00Z</updated>
    <published>2015-11-17T23:10:00-05:00</published><link rel="alternate" href="https://example.org/1"/>
    <author><name>Ann</name></author><author><name>Bob</name></author><summary>Short.</summary>
    <content type="xhtml">
    <div xmlns="http://www.w3.org/1999/xhtml"><p>Two ships left.</p><p>It rained.</p></div></content>
    </entry><entry><title>a</title><updated>2015-11-17T10:00:00Z</updated><content>A &lt; B, he said.</content></entry>
    </feed>"""
    first, second = piped(feed).articles
    assert (first.title, first.text) == ("Ships leave", "Two ships left.\n\nIt rained.")
    assert (first.author, first.publisher, first.published) == ("Ann, Bob", "Coast Wire", DAY)
    assert (second.text, second.published) == ("A < B, he said.", DAY)


@pytest.mark.parametrize(
    "feed",
    [
        '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://example.org/rss-0.91.dtd">'
        '<rss version="0.91"><channel><title>W</title><item><title>T</title>'
        "<description>It rained.</description></item></channel></rss>",
        '<rss version="0.92"><channel><title>W</title><item><title>T</title>'
        "<description>It rained.</description></item></channel></rss>",
        '<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns="http://purl.org/rss/1.0/"><channel rdf:about="x"><title>W</title></channel>'
        '<item rdf:about="y"><title>T</title><description>It rained.</description></item></rdf:RDF>',
    ],
    ids=["0.91", "0.92", "1.0"],
)
def test_older_rss(feed: str) -> None:
    result = piped(feed)
    assert [(a.text, a.title, a.publisher) for a in result.articles] == [("It rained.", "T", "W")]
    assert result.problems == ()


def test_json_feed() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Coast Wire",
        "language": "en",
        "authors": [{"name": "Desk"}],
        "items": [
            {"id": "1", "url": "https://example.org/1", "title": "Ships", "content_html": "<p>A &amp; B left.</p>",
             "date_published": "2015-11-17T08:00:00+03:00", "authors": [{"name": "Ann"}]},
            {"id": "2", "content_text": "It rained.", "summary": "Rain."},
            {"id": "3"},
            7,
        ],
    }  # fmt: skip
    result = piped(json.dumps(feed))
    first, second = result.articles
    assert (first.text, first.title, first.author, first.publisher) == ("A & B left.", "Ships", "Ann", "Coast Wire")
    assert (first.url, first.published, first.source) == ("https://example.org/1", DAY, "-#1")
    assert (second.text, second.author) == ("It rained.", "Desk")
    assert [problem.where for problem in errors(result)] == ["-#3", "-#4"]


def test_a_feed_in_the_encoding_that_it_declares() -> None:
    text = RSS2.replace('encoding="utf-8"', 'encoding="iso-8859-2"').replace("Bergen", "Łódź")
    assert "Łódź" in piped(text.encode("iso-8859-2")).articles[0].text


def test_captions_of_pictures_are_not_the_text() -> None:
    summary = "<description>&lt;img src='x'/&gt;Two ships left Bergen.</description>"
    picture = "<media:content url='x.jpg'><media:description>A ship</media:description></media:content>"
    for inside in (summary + picture, picture + summary):
        feed = (
            "<rss version='2.0' xmlns:media='http://search.yahoo.com/mrss/'><channel>"
            f"<title><![CDATA[Wire &amp; Coast]]></title><item>{inside}</item></channel></rss>"
        )
        (article,) = piped(feed).articles
        assert (article.text, article.publisher) == ("Two ships left Bergen.", "Wire & Coast")


def test_the_ways_that_a_feed_is_known_by(tmp_path) -> None:
    for name in ("a.xml", "b.rss", "c.atom", "d.rdf", "e", "f.xml.gz"):
        data = RSS2.encode()
        (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
        assert len(read_articles([tmp_path / name]).articles) == 3, name


def test_xml_that_is_no_feed() -> None:
    (problem,) = piped('<?xml version="1.0"?><note><to>Ann</to></note>').problems
    assert problem.message == "this is XML, but no feed"


# ---------------------------------------------------------------- broken and hostile
def bomb(levels: int) -> str:
    entities = '<!ENTITY l0 "haha haha haha haha haha">' + "".join(
        f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, levels)
    )
    item = f"<item><title>T</title><description>It rained &l{levels - 1}; here.</description></item>"
    return f'<?xml version="1.0"?><!DOCTYPE rss [{entities}]><rss version="2.0"><channel>{item}</channel></rss>'


@pytest.mark.parametrize("levels", [2, 10])
def test_entities_are_never_expanded(levels: int) -> None:
    began = time.process_time()
    result = piped(bomb(levels))
    assert time.process_time() - began < 2
    (article,) = result.articles
    assert "haha" not in article.text
    assert article.text.startswith("It rained")
    assert ["entities of its own" in problem.message for problem in result.problems] == [True]


def test_external_entities_are_not_opened(tmp_path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    for declaration in (f'<!ENTITY x SYSTEM "{secret.as_uri()}">', f'<!ENTITY % x SYSTEM "{secret.as_uri()}"> %x;'):
        item = "<item><title>Rain</title><description>It &x; rained.</description></item>"
        result = piped(f'<!DOCTYPE rss [{declaration}]><rss version="2.0"><channel>{item}</channel></rss>')
        assert len(result.articles) == 1
        assert "the secret" not in repr(result.articles)


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    feed = RSS2.replace(
        "<rss",
        '<?xml-stylesheet href="http://example.org/a.xsl"?><!DOCTYPE rss SYSTEM "http://example.org/a.dtd"><rss',
        1,
    )
    assert len(piped(feed).articles) == 3


def test_a_feed_that_breaks_off_keeps_what_came() -> None:
    result = piped(RSS2[: RSS2.index("<source")])
    assert result.articles[0].text.startswith("Two ships left Bergen.")
    assert any("not well-formed" in problem.message and problem.where == "-" for problem in result.problems)


def test_a_document_type_that_does_not_end() -> None:
    for text in ("<!DOCTYPE rss [" + "<!--" * 50_000, "<!DOCTYPE rss [" + '"' * 99_999):
        began = time.process_time()
        (problem,) = piped('<?xml version="1.0"?>' + text).problems
        assert "document type declaration" in problem.message
        assert time.process_time() - began < 2
