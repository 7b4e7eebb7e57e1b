"""Which way a time points: by the words beside it, and by the tense of the verb that governs it."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc, Token

from geograph.lexicons.times import TenseWords, load_time_lexicon

__all__ = ["direction_of"]

_CLIMB = 12
_CLAUSAL = ("advcl", "conj", "acl", "relcl", "ccomp", "xcomp", "pcomp")


@cache
def _sets() -> dict[str, frozenset[str]]:
    tense: TenseWords = load_time_lexicon().tense
    return {name: frozenset(getattr(tense, name)) for name in TenseWords.model_fields}


def direction_of(doc: Doc, start: int, end: int) -> str | None:
    """Past, future or None (cannot be told) for the tokens that cover ``[start, end)``."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return None
    near = _by_neighbours(doc, span.start, span.end)
    if near is not None:
        return near
    if not doc.has_annotation("DEP"):
        return _by_words(doc, span.start)
    verb = _governor(span.root)
    if verb is not None and verb.tag_ == "VBN" and _was_in(doc, verb, span.start):
        return "past"
    if verb is not None and verb.lemma_ in _sets()["deferring"] and _is_limit(doc, span.start):
        return "future"
    return _by_verb(verb)


def _was_in(doc: Doc, verb: Token, first: int) -> bool:
    """Planned in April is past where "planned for April" is not."""
    was = any(child.text.lower() in ("was", "were", "had") for child in verb.children)
    return was and verb.lemma_ != "expect" and first > 0 and doc[first - 1].text.lower() == "in"


def _is_limit(doc: Doc, first: int) -> bool:
    return any(doc[index].text.lower() in _sets()["limits"] for index in range(max(0, first - 2), first))


def _by_neighbours(doc: Doc, first: int, last: int) -> str | None:
    sets = _sets()
    before = [doc[index].text.lower() for index in range(max(0, first - 3), first)]
    if before and before[-1] in sets["past_words"]:
        return "past"
    if any(word in sets["future_words"] for word in before) or before[-2:] == ["due", "on"]:
        return "future"
    after = doc[last + 1].text.lower() if last + 1 < len(doc) and doc[last].text.lower() in ("'s", "’s") else ""
    return "future" if after in sets["future_words"] else None


def _by_words(doc: Doc, first: int) -> str:
    """Without a parse: is there a modal earlier in the sentence?"""
    modals = _sets()["future_modals"]
    for index in range(first - 1, max(-1, first - 15), -1):
        word = doc[index].text.lower()
        if word in (".", "!", "?"):
            break
        if word in modals:
            return "future"
    return "past"


def _governor(token: Token) -> Token | None:
    """The verb above a token, at most a dozen steps up."""
    for _ in range(_CLIMB):
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass", "amod", "compound"):
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def _by_verb(verb: Token | None, depth: int = 0) -> str | None:
    if verb is None or depth > _CLIMB:
        return None
    sets = _sets()
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    lower = {child.text.lower() for child in helpers}
    if lower & sets["future_modals"]:
        perfect = verb.tag_ == "VBN" and "have" in lower
        return "past" if perfect else "future"
    if verb.lemma_ in sets["prospective"] and verb.tag_ == "VBN":
        return "future"
    return _by_tag(verb, lower, depth)


def _by_tag(verb: Token, helpers: set[str], depth: int) -> str | None:
    sets, tag = _sets(), verb.tag_
    if tag == "VBD" or tag == "MD":
        return "past" if tag == "VBD" else "future"
    if tag == "VBN":
        return _participle(verb, helpers, depth)
    if tag == "VBG":
        return _gerund(verb, helpers, depth)
    if tag == "VB" and ("to" in helpers or verb.dep_ in _CLAUSAL):
        return _infinitive(verb, depth)
    if tag == "VB" and helpers & {"did"}:
        return "past"
    if tag in ("VBZ", "VBP"):
        if verb.lemma_ in sets["scheduled"]:
            return "future"
        return "past" if verb.lemma_ in sets["reporting"] else None
    return None


def _participle(verb: Token, helpers: set[str], depth: int) -> str | None:
    if helpers & {"had", "has", "have", "was", "were", "been", "got", "'ve", "’ve", "having"}:
        return "past"
    if "to" in helpers:
        return _infinitive(verb, depth)
    if verb.dep_ == "conj" and not helpers:
        return _by_verb(verb.head, depth + 1)
    return "past"


def _gerund(verb: Token, helpers: set[str], depth: int) -> str | None:
    if helpers & {"is", "are", "am", "'s", "’s", "'re", "’re", "be"}:
        return "future"
    if helpers & {"was", "were", "been"}:
        return "past"
    return _by_verb(_governor(verb.head), depth + 1) if verb.head.i != verb.i else None


def _infinitive(verb: Token, depth: int) -> str | None:
    """To do: has not happened, unless the verb above says that it did ("began to")."""
    head = verb.head
    if head.i == verb.i:
        return "future"
    if verb.dep_ == "conj":
        return _by_verb(head, depth + 1)
    if verb.dep_ in ("advcl", "xcomp", "ccomp") and head.pos_ in ("VERB", "AUX"):
        if verb.dep_ == "advcl" or head.lemma_ in _sets()["implicatives"]:
            return _by_verb(head, depth + 1)
        return "future"
    return "future"
