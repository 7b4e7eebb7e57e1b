"""Wire stories and what papers make of them: articles of the project, varied as editors do, and told anew."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from benchmarks.coref import parse_article

from geograph.reading import make_article, read_articles
from geograph.types import Article

ROOT = Path(__file__).parents[3]
GOLD = ROOT / "tests" / "gold"
_OTHER = (
    "Reporters of this paper were told by two officials, who asked not to be named, that a decision is not expected "
    "before the end of next week. Markets in the region fell by two percent, and the price of oil rose."
)


def stories() -> dict[str, str]:
    """The project's articles, as plain texts of several paragraphs."""
    found = {path.stem.partition("-")[2]: parse_article(path.read_text("utf-8"))[0] for path in _coref()}
    found |= {path.stem.partition("_")[0]: path.read_text("utf-8") for path in sorted(GOLD.glob("articles/*.txt"))}
    for article in read_articles([ROOT / "examples"]).articles:
        name = Path(article.source).stem.partition("_")[0]
        found[name if name not in found else f"{name}-2"] = article.text
    return dict(sorted(found.items()))


def retold() -> dict[str, str]:
    """Other reports of the same events, by the name of the story."""
    return tomllib.loads((GOLD / "retold.toml").read_text("utf-8"))


def copies(text: str) -> Iterator[Article]:
    """What papers print of a wire story."""
    paragraphs = [part for part in re.split(r"\n\s*\n", text) if part.strip()]
    body = [part for part in paragraphs if part.rstrip().endswith((".", '"'))]
    half = body[: max(1, (len(body) + 1) // 2)]
    yield _printed(body, "A Headline of Our Own Makes Readers Curious", "The Morning Post")
    yield _printed(half, "The Short of It", "Evening Echo")
    yield _printed([*body[:1], _OTHER, *body[2:]], "One Paragraph Is Another", "Coast Wire")
    yield _printed([*half, _OTHER], "Cut and Added To", "Valley News")
    yield _printed([part.replace(" said ", " told reporters ") for part in body], "Said Is Told", "Island Times")


def _coref() -> list[Path]:
    return sorted(GOLD.glob("coref/*.txt"))


def _printed(paragraphs: list[str], headline: str, paper: str) -> Article:
    text = "\n\n".join([headline, *paragraphs, "Sign up for our newsletter."])
    return make_article(text, title=headline, publisher=paper)
