"""HTML -> main text and metadata, by trafilatura."""

from __future__ import annotations

import re
from configparser import ConfigParser
from functools import cache

from geograph.errors import InputError
from geograph.reading.cleaning import clean_text
from geograph.reading.lines import ends_sentence
from geograph.reading.records import Fields

__all__ = ["read_html"]

_LONGEST_LINK = 12
_NEW_PARAGRAPH = re.compile(r"\n+(?!- )")
# Fixed, since the library's own is today, and the same page must give the same graph next year.
_DATES = {"original_date": True, "extensive_search": False, "min_date": "1800-01-01", "max_date": "2199-12-31"}


def read_html(markup: str) -> Fields:
    """The main text of a page, a blank line between its paragraphs, and the metadata of the page.

    Raises:
        InputError: if the page has no main text.
    """
    import trafilatura  # late: it takes a third of a second, and plain text does not need it
    from lxml import etree, html  # type: ignore[import-untyped]  # its stubs are not ours to ask for

    missing = InputError("no main text was found in the page", hint="is it a list of links, or filled in by a script?")
    try:
        # A tree, since the library logs an error of its own for a string that is no page.
        tree = html.document_fromstring(clean_text(markup)[0].encode(), parser=html.HTMLParser(encoding="utf-8"))
    except etree.LxmlError as error:
        raise missing from error
    found = trafilatura.bare_extraction(
        tree, with_metadata=True, include_comments=False, date_extraction_params=_DATES, config=_quiet_config()
    )
    if found is None or isinstance(found, dict) or not _has_sentence(found.text or ""):
        raise missing
    return Fields(
        text=_NEW_PARAGRAPH.sub("\n\n", (found.text or "").strip()),
        title=found.title,
        publisher=found.sitename or found.hostname,
        author=found.author,
        url=found.url,
        language=found.language or tree.get("lang"),
        published=found.date,
    )


def _has_sentence(text: str) -> bool:
    """Whether anything is told: of a page of links the library gives the links."""
    return any(ends_sentence(line) or line.count(" ") >= _LONGEST_LINK for line in text.split("\n") if line.strip())


@cache
def _quiet_config() -> ConfigParser:
    """The library's defaults, but a page without text is returned empty instead of being logged as a warning."""
    from trafilatura.settings import DEFAULT_CONFIG

    config = ConfigParser()
    config.read_dict(DEFAULT_CONFIG)
    for option in ("MIN_OUTPUT_SIZE", "MIN_OUTPUT_COMM_SIZE"):
        config.set("DEFAULT", option, "0")
    return config
