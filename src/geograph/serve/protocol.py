"""SPARQL 1.1 Protocol: a request of HTTP -> a question, or a refusal with the status that fits (section 2.1)."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl

from geograph.serve.evaluate import Question

__all__ = ["Refusal", "read_question"]

_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_GRAPHS = ("default-graph-uri", "named-graph-uri")
_READ_ONLY = "this endpoint only reads: updates are made through the library"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a request is no question: a status of HTTP, and words for a person."""

    status: int
    message: str


def read_question(
    method: str, query_string: str, content_type: str | None, body: bytes, *, accept: str | None, max_rows: int
) -> Question | Refusal:
    """Read the query of a request, and over which graphs it is asked.

    Args:
        method: GET or POST.
        query_string: of the address, still encoded.
        content_type: of the body, None where there is none.
        body: of the request.
        accept: the Accept header.
        max_rows: the most rows of an answer.
    """
    try:
        in_address = _pairs(query_string.encode("ascii", "strict"))
        pairs, sparql = _parts(method, in_address, content_type, body)
    except (UnicodeError, ValueError):
        return Refusal(
            status=400, message="the request is not well encoded: it must be UTF-8, percent-encoded in forms"
        )
    except _RefusedError as refused:
        return refused.refusal
    queries = [value for name, value in pairs if name == "query"] if sparql is None else [sparql]
    if any(name == "update" for name, _ in pairs):
        return Refusal(status=400, message=_READ_ONLY)
    if len(queries) != 1:
        return Refusal(status=400, message=f"a request has exactly one query, and this one has {len(queries)}")
    graphs = {wanted: tuple(value for name, value in pairs if name == wanted) for wanted in _GRAPHS}
    if any(not _is_iri(iri) for iris in graphs.values() for iri in iris):
        return Refusal(status=400, message=f"{' and '.join(_GRAPHS)} take absolute IRIs")
    return Question(
        sparql=queries[0],
        accept=accept,
        default_graphs=graphs["default-graph-uri"],
        named_graphs=graphs["named-graph-uri"],
        max_rows=max_rows,
    )


class _RefusedError(Exception):
    def __init__(self, status: int, message: str) -> None:
        self.refusal = Refusal(status=status, message=message)


def _parts(
    method: str, in_address: list[tuple[str, str]], content_type: str | None, body: bytes
) -> tuple[list[tuple[str, str]], str | None]:
    """The parameters of a request, and its query where that is the body."""
    if method == "GET":
        return in_address, None
    kind, charset = _media_type(content_type)
    if kind == _FORM:
        return _pairs(body), None  # section 2.1.2: with a form, what is in the address does not count
    if kind == _UPDATE:
        raise _RefusedError(400, _READ_ONLY)
    if kind != _QUERY:
        raise _RefusedError(415, f"a POST has a body of {_FORM} or {_QUERY}")
    if charset not in ("", "utf-8"):
        raise _RefusedError(415, f"the query must be in UTF-8, not {charset}")
    return [pair for pair in in_address if pair[0] != "query"], body.decode("utf-8")


def _pairs(data: bytes) -> list[tuple[str, str]]:
    text = data.decode("utf-8")
    return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=100) if text else []


def _media_type(header: str | None) -> tuple[str, str]:
    kind, *parameters = (part.strip() for part in (header or "").split(";"))
    named = (parameter.partition("=") for parameter in parameters)
    charset = next((value for name, _, value in named if name.strip().lower() == "charset"), "")
    return kind.lower(), charset.strip().strip('"').lower()


def _is_iri(text: str) -> bool:
    scheme, colon, rest = text.partition(":")
    return bool(colon and rest) and scheme.isascii() and scheme[:1].isalpha() and not set(text) & set('<>"{}|^`\\ \n\t')
