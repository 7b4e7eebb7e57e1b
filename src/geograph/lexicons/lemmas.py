"""Lemmas of forms that the model's lemmatizer reads wrongly."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from geograph.lexicons.tables import read_rows

__all__ = ["lemma_of"]


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    form: str
    pos: Literal["VERB", "NOUN"]
    lemma: str


@lru_cache(maxsize=1)
def _forms() -> Mapping[tuple[str, str], str]:
    return {(row.form, row.pos): row.lemma for row in read_rows("lemmas.csv", _Form)}


def lemma_of(word: str, pos: str, lemma: str) -> str:
    """The lemma of ``word`` in lower case: the model's, unless the table knows better."""
    if pos in {"VERB", "NOUN"}:
        return _forms().get((word.lower(), pos)) or lemma.lower()
    return lemma.lower()
