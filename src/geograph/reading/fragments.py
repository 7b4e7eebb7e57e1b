"""Markup inside the text of a record -> plain text. Whole pages go through ``pages.py``."""

from __future__ import annotations

import re
from html.parser import HTMLParser

__all__ = ["fragment_text", "has_markup"]

_MARKUP = re.compile(r"</(?:p|div|li|h[1-6]|a|em|strong|b|i|span|ul)\s*>|<(?:br|p)\s*/?>|<img\s[^<>]*>", re.IGNORECASE)
_BLOCKS = re.compile(r"</?(?:p|div|li|h[1-6]|br|ul|ol|blockquote|table)\b[^<>]*>", re.IGNORECASE)
_SPACES = re.compile(r"[^\S\n]+")
_BREAKS = re.compile(r"\s*\n\s*")
_UNREAD = frozenset({"script", "style", "noscript", "template"})
_BREAKING = frozenset(
    {"p", "div", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "table", "tr"}
    | {"section", "article", "header", "footer", "aside", "figure", "figcaption", "pre", "dl", "dt", "dd"}
)


def has_markup(text: str) -> bool:
    """Whether ``text`` holds tags of HTML, as the bodies of feeds and exports do."""
    return "<" in text and _MARKUP.search(text) is not None


def fragment_text(markup: str) -> str:
    r"""The text of a piece of HTML, a blank line between its blocks; list items get a bullet.

    >>> fragment_text("<p>Two ships <b>left</b>.</p><p>It rained.</p>")
    'Two ships left.\n\nIt rained.'
    """
    # Where nothing but links and emphasis is marked up, the line ends are the author's.
    flat = _BLOCKS.search(markup) is not None
    collector = _Collector()
    collector.feed(markup.replace("\n", " ") if flat else markup)
    collector.close()
    text = _SPACES.sub(" ", "".join(collector.pieces))
    return _BREAKS.sub("\n\n", text).strip() if flat else text.strip()


class _Collector(HTMLParser):
    """Collects text, with a line end around every block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the base's name
        self._unread += tag in _UNREAD
        if tag in _BREAKING:
            self.pieces.append("\n• " if tag == "li" else "\n")

    def handle_endtag(self, tag: str) -> None:
        self._unread = max(0, self._unread - (tag in _UNREAD))
        if tag in _BREAKING:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self.pieces.append(data)
