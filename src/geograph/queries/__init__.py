"""Named queries: the questions that most users ask first, as SPARQL files with a head that says what they are.

A head is the comments at the top of a file: ``title``, ``about``, and a ``param`` for each variable that a caller may
bind: its type (actor, id, date, text, or ``term PREFIX``), ``required`` if it must be, and what it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from pyoxigraph import Literal, NamedNode, Store

from geograph.errors import QueryError
from geograph.export.terms import NAMESPACES, entity_iri, term

__all__ = ["NamedQuery", "Parameter", "bind", "find_actor", "load_queries"]

_HEAD = re.compile(r"^# (?P<key>title|about|param) ?(?P<name>[a-z]*): (?P<value>.+)$", re.MULTILINE)
_TERM = re.compile(r"[A-Za-z0-9_-]+")
_MOST_SHOWN = 5
_WHERE = "WHERE {"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A variable that a caller may bind: ``kind`` is actor, id, date, text or a prefix of the model's terms."""

    name: str
    kind: str
    required: bool
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedQuery:
    """A query that ships with geograph."""

    name: str
    title: str
    about: str
    parameters: tuple[Parameter, ...]
    sparql: str


@cache
def load_queries() -> dict[str, NamedQuery]:
    """All named queries by name, sorted.

    Raises:
        QueryError: if a file has no head, or no place where parameters are bound.
    """
    folder = resources.files(__package__)
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".rq")), key=lambda file: file.name)
    return {file.name.removesuffix(".rq"): _parse(file.name, file.read_text("utf-8")) for file in files}


def bind(query: NamedQuery, values: Mapping[str, str], store: Store) -> str:
    """The text of a query with its parameters bound, each as an RDF term that Oxigraph has written.

    Args:
        query: the query.
        values: what the caller gave, by the names of the parameters.
        store: where names of actors are looked up.

    Raises:
        QueryError: if a parameter is unknown, missing or malformed, or if nobody, or several, go by a name.
    """
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in values:
        if name not in known:
            hint = f"it takes {', '.join(known)}" if known else "it takes none"
            raise QueryError(f"the query {query.name} has no parameter {name!r}", hint=hint)
    missing = [p.name for p in query.parameters if p.required and p.name not in values]
    if missing:
        hint = f"give --param {missing[0]}=..."
        raise QueryError(f"the query {query.name} needs {' and '.join(missing)}", hint=hint)
    # What a caller gives becomes a term first, and only the term's own notation stands in the text.
    terms = {name: _term(known[name], value, store) for name, value in sorted(values.items())}
    bound = "".join(f"\n  VALUES ?{name} {{ {value} }}" for name, value in terms.items())
    return query.sparql.replace(_WHERE, _WHERE + bound, 1)


def find_actor(store: Store, name: str) -> NamedNode:
    """The node that goes by an id, a preferred name or another name, whatever its case.

    Raises:
        QueryError: if there is none, or if several go by the name.
    """
    node = entity_iri(name)
    if next(store.quads_for_pattern(node, None, None, None), None) is not None:
        return node
    for label in ("prefLabel", "altLabel"):
        found = _labelled(store, label, name)
        if len(found) > 1:
            shown = ", ".join(iri.removeprefix(NAMESPACES[""]) for iri in found[:_MOST_SHOWN])
            raise QueryError(f"several go by the name {name!r}", hint=f"give one of the ids {shown}")
        if found:
            return NamedNode(found[0])
    raise QueryError(f"nobody in the graph goes by the name {name!r}", hint="geograph show lists the actors")


def _labelled(store: Store, label: str, name: str) -> list[str]:
    predicate, wanted = term("skos", label), name.casefold()
    # Most names are written as they stand in the graph, and found at once.
    exact = {
        quad.subject.value
        for text in (Literal(name, language="en"), Literal(name))
        for quad in store.quads_for_pattern(None, predicate, text, None)
        if isinstance(quad.subject, NamedNode)
    }
    if exact:
        return sorted(exact)
    quads = store.quads_for_pattern(None, predicate, None, None)
    return sorted({quad.subject.value for quad in quads if _folded(quad.object) == wanted})  # type: ignore[union-attr]


def _folded(value: Any) -> str | None:
    return value.value.casefold() if isinstance(value, Literal) else None


def _term(parameter: Parameter, value: str, store: Store) -> NamedNode | Literal:
    if parameter.kind == "actor":
        return find_actor(store, value)
    if parameter.kind == "id":
        return entity_iri(value)
    if parameter.kind == "text":
        return Literal(value)
    if parameter.kind == "date":
        try:
            return Literal(date.fromisoformat(value).isoformat(), datatype=term("xsd", "date"))
        except ValueError as error:
            raise QueryError(f"{parameter.name}: {value!r} is not a day written as YYYY-MM-DD") from error
    if not _TERM.fullmatch(value):
        raise QueryError(f"{parameter.name}: {value!r} is no term", hint=parameter.about)
    return term(parameter.kind, value)


def _parse(name: str, text: str) -> NamedQuery:
    head = {"title": "", "about": ""}
    parameters = []
    for match in _HEAD.finditer(text):
        if match["key"] == "param":
            parameters.append(_parameter(match["name"], match["value"]))
        else:
            head[match["key"]] = match["value"]
    if not head["title"] or not head["about"] or _WHERE not in text:
        raise QueryError("a named query has no title, does not say what it is about, or has no WHERE", where=name)
    return NamedQuery(name=name.removesuffix(".rq"), **head, parameters=tuple(parameters), sparql=text)


def _parameter(name: str, value: str) -> Parameter:
    kind, _, about = value.partition(", ")
    required = about.startswith("required, ")
    return Parameter(
        name=name, kind=kind.removeprefix("term "), required=required, about=about.removeprefix("required, ")
    )
