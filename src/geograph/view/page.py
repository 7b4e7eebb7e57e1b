"""A network's nodes, edges and articles -> the page, with nothing in it that a hostile text could run."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import math
import re
from dataclasses import asdict
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from geograph.view.bundle import bundle_modules
from geograph.view.columns import to_columns
from geograph.view.relations import relation_styles
from geograph.view.styles import Styles, load_styles
from geograph.view.world import has_places, world_text

__all__ = ["block", "content_policy", "data_block", "digest", "load_template", "one_line", "render_page"]

Record = dict[str, Any]

_LONE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\u200e\u200f]+")
# In a script element only "<" can end the data; the others are escaped for parsers that are less exact than a browser.
_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})
# What vis-network reads and the page does not: it draws from kind, family and status.
_VIS_ONLY = frozenset({"shape", "color", "size", "physics", "arrows", "width", "dashes", "flat"})
# What the relation's table says once for all its edges.
_PER_RELATION = frozenset({"label", "family"})
_PACK_ABOVE = 20_000
_SENTENCE = ("article", "sentence", "sentence_start", "sentence_end")


def render_page(title: str, nodes: list[Record], edges: list[Record], articles: dict[str, Record]) -> str:
    """The whole page as text; the same input gives the same text."""
    script, loader, style = _script(), _loader(), _style()
    # The loader unpacks the engine into a script element, which runs only if its hash is the one named here; the policy
    # of trusted types can be made once, and the loader takes it.
    policy = content_policy([digest(loader), digest(script)], style, trusted_types="geograph")
    data = data_block(title, nodes, edges, articles)
    page = load_template("viewer.html.j2").render(
        title=one_line(title),
        policy=policy,
        style=Markup(style),
        engine=_packed(script),
        loader=Markup(loader),
        data=data,
        world=_packed(world_text()) if has_places(nodes) else None,
    )
    return _LONE.sub("\ufffd", page)


def content_policy(scripts: list[str], style: str, *, trusted_types: str) -> str:
    """What the page may do: run the scripts with these hashes, wear this style, and nothing else."""
    return "; ".join((
        "default-src 'none'",
        f"script-src {' '.join(scripts)}",
        f"style-src {digest(style)}",
        "img-src data:",
        "connect-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
        f"trusted-types {trusted_types}",
    ))  # fmt: skip


def data_block(title: str, nodes: list[Record], edges: list[Record], articles: dict[str, Record]) -> Markup:
    """Everything the page shows, as JSON that is safe inside a script element; packed (gzip, base64) where it is long.

    A small page stays readable as it is; packing a large one saves nine tenths of its data.
    """
    number = {str(node["id"]): index for index, node in enumerate(nodes)}
    article_number = {key: index for index, key in enumerate(articles)}
    relations = relation_styles((edge["relation"], edge.get("type")) for edge in edges)
    data = {
        "title": one_line(title),
        "styles": _used(load_styles(), nodes, edges),
        "relations": {name: _lean(asdict(style)) for name, style in relations.items()},
        "articles": [_lean({"id": key, **value}) for key, value in articles.items()],
        "nodes": to_columns([_node(node, article_number) for node in nodes]),
        "edges": to_columns([_edge(edge, number, article_number, articles) for edge in edges]),
    }
    text = _json(data)
    return _packed(text) if len(text) > _PACK_ABOVE else Markup(text.translate(_ESCAPES))


def block(data: Record) -> Markup:
    """Data as JSON that is safe inside a script element."""
    return Markup(_json(data).translate(_ESCAPES))


def _json(data: Record) -> str:
    return _LONE.sub("\ufffd", json.dumps(_plain(data), ensure_ascii=False, separators=(",", ":"), allow_nan=False))


def _used(styles: Styles, nodes: list[Record], edges: list[Record]) -> Record:
    """The tables of styles, without the rows that this page has no use for."""
    tables: Record = styles.model_dump(exclude={"types", "page"})
    said = {str(speaker.get("act")) for edge in edges for speaker in edge.get("speakers") or []}
    needed = {
        "kinds": {str(node.get("kind")) for node in nodes} | {"Other"},
        "statuses": {str(edge.get("status")) for edge in edges} | {"Reported"},
        "acts": said | {"Statement"},
    }
    for table, names in needed.items():
        tables[table] = {name: row for name, row in tables[table].items() if name in names}
    return tables


def _node(node: Record, article_number: dict[str, int]) -> Record:
    spans = [[article_number[key], start, end] for key, start, end in node.get("spans") or [] if key in article_number]
    return _lean({**node, "spans": spans})


def _edge(edge: Record, number: dict[str, int], article_number: dict[str, int], articles: dict[str, Record]) -> Record:
    lean = {key: value for key, value in edge.items() if key not in {"from", "to", *_PER_RELATION, *_SENTENCE}}
    lean = {key: value for key, value in lean.items() if value != _usual(key, edge)}
    ends = {"s": number[str(edge["from"])], "t": number[str(edge["to"])]}
    return {**ends, **_lean(lean), **_lean(_sentence(edge, article_number, articles))}


def _usual(key: str, edge: Record) -> Any:
    """What the page takes a field to be when it is left out: the most frequent value, where there is one."""
    if key == "key":
        return edge.get("event") or edge["relation"]
    return {"status": "Reported", "date_precision": "day", "date_end": edge.get("date")}.get(key)


def _sentence(edge: Record, article_number: dict[str, int], articles: dict[str, Record]) -> Record:
    """Where the sentence stands. Its text is left out where the article's text has it already."""
    found: Record = {key: edge.get(key) for key in _SENTENCE}
    text = (articles.get(str(edge.get("article"))) or {}).get("text")
    start, end = edge.get("sentence_start"), edge.get("sentence_end")
    if isinstance(text, str) and start is not None and end is not None and text[start:end] == edge.get("sentence"):
        found["sentence"] = None
    found["article"] = article_number.get(str(edge.get("article")))
    return found


def _lean(record: Record) -> Record:
    """Without what says nothing (None, False, empty) and what only vis-network reads."""
    return {
        key: value
        for key, value in record.items()
        if key not in _VIS_ONLY and value is not None and value is not False and value != [] and value != ""
    }


def _plain(value: Any) -> Any:
    """The value with NaN and infinities as None, which JSON has no word for."""
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def _packed(text: str) -> Markup:
    return Markup(base64.b64encode(gzip.compress(text.encode(), mtime=0)).decode())


def one_line(text: str) -> str:
    """A title without line ends and control characters."""
    return _CONTROL.sub(" ", text).strip() or "Graph"


def digest(text: str) -> str:
    """The hash of a script or a style, as a content policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def load_template(name: str) -> Any:
    """A template of this package; whatever it is given is escaped unless it is Markup."""
    environment = Environment(
        loader=PackageLoader("geograph.view", "."),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    return environment.get_template(name)


@cache
def _script() -> str:
    assets = resources.files(__package__).joinpath("assets")
    modules = {item.name: item.read_text(encoding="utf-8") for item in assets.iterdir() if item.name.endswith(".js")}
    return bundle_modules(modules, entry="main.js")


@cache
def _loader() -> str:
    assets = resources.files(__package__).joinpath("assets")
    return bundle_modules({"loader.js": assets.joinpath("loader.js").read_text(encoding="utf-8")}, entry="loader.js")


@cache
def _style() -> str:
    return resources.files(__package__).joinpath("assets", "viewer.css").read_text(encoding="utf-8")
