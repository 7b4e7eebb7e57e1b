"""What a SPARQL text says before it is run: its tokens, its prefixes, and whether it would call out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from geograph.errors import QueryError
from geograph.export.terms import NAMESPACES

__all__ = ["ESCAPED_HASH", "prepare_query"]

ESCAPED_HASH = r"\u0023"

# Oxigraph's grammar has no word boundaries: it reads "trueSERVICE<x>" as two words, and where an IRI with "#" cannot
# stand it reads "<", then a comment. So a keyword is looked for within words, and "#" within an IRI is escaped below:
# then both readings have the same tokens, and no SERVICE hides in what looks like an IRI or a comment.
_TOKEN = re.compile(
    r"""(?P<string>\"{3}(?:\\.|(?!\"{3})[\s\S])*\"{3}|'{3}(?:\\.|(?!'{3})[\s\S])*'{3}
                  |"(?:\\.|[^"\\\n\r])*"|'(?:\\.|[^'\\\n\r])*')
      |(?P<iri><[^<>"{}|^`\x00-\x20]*>)
      |(?P<comment>\#[^\n\r]*)
      |(?P<variable>[?$]\w+)
      |(?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
      |(?P<pname>(?:[^\W\d][\w.-]*)?:(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\\S)*)
      |(?P<word>[^\W\d]\w*)
      |(?P<space>\s+)
      |(?P<other>[\s\S])""",
    re.VERBOSE,
)
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD", "WITH"})
_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})

Token = tuple[str, str]


def prepare_query(sparql: str) -> tuple[str, int]:
    """Check a query and declare the prefixes that it uses and does not declare.

    Returns:
        The text to run, and how many characters were put before its first line.

    Raises:
        QueryError: if it is an update, or if it would call another server.
    """
    tokens = list(_iter_tokens(sparql))
    code = [token for token in tokens if token[0] not in ("space", "comment")]
    _refuse_update(code)
    _refuse_service(code)
    header = _missing_prefixes(code)
    return header + "".join(_unambiguous(token) for token in tokens), len(header)


def _iter_tokens(sparql: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(sparql):
        yield str(match.lastgroup), match.group()


def _unambiguous(token: Token) -> str:
    kind, text = token
    return text.replace("#", ESCAPED_HASH) if kind == "iri" else text


def _refuse_update(code: list[Token]) -> None:
    words = (text.upper() for kind, text in code if kind == "word")
    first = next((word for word in words if word in _UPDATES | _FORMS), None)
    if first in _UPDATES:
        hint = "the graph is only read: use SELECT, ASK, CONSTRUCT or DESCRIBE"
        raise QueryError(f"{first} would change the graph", hint=hint)


def _refuse_service(code: list[Token]) -> None:
    for number, (kind, text) in enumerate(code):
        called = kind == "word" and "SERVICE" in text.upper()
        # "SERVICEex:here {" is a call too; "GRAPH service:here {" is none.
        if kind == "pname" and "SERVICE" in text.partition(":")[0].upper():
            opens = code[number + 1 : number + 2] == [("other", "{")]
            called = opens and not (number and code[number - 1][1].upper() == "GRAPH")
        if called:
            raise QueryError("SERVICE would call another server", hint="geograph queries only what it has at hand")


def _missing_prefixes(code: list[Token]) -> str:
    """Declarations for what is used and not declared, on one line, so that line numbers stay as they are."""
    used = {text.partition(":")[0] for kind, text in code if kind == "pname"}
    declared = {
        after[1].partition(":")[0]
        for before, after in pairwise(code)
        if before[0] == "word" and before[1].upper() == "PREFIX" and after[0] == "pname"
    }
    missing = (prefix for prefix in NAMESPACES if prefix in used - declared)
    return "".join(f"PREFIX {prefix}: <{_escaped(NAMESPACES[prefix])}> " for prefix in missing)


def _escaped(iri: str) -> str:
    return _unambiguous(("iri", iri))
