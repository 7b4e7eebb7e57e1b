"""What a number counts, and what became of it: unit and kind by noun, neighbour and governing verb."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Span, Token

from geograph.lexicons.quantities import QuantityLexicon, load_quantity_lexicon

__all__ = ["Counted", "counted_by_parse", "kind_of_noun", "singular", "state_after"]

_STEPS = 6
_OBJECTS = ("dobj", "nsubjpass", "obj")
# Kinds of noun that a verb can overrule: executed prisoners are dead, "40 sorties" stay sorties.
_MOVABLE = (None, "people", "troops", "displaced", "detained")
_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "ADJ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The counted noun's lemma, None when the number stands alone; ``pronoun`` for "one of them"."""

    unit: str | None
    kind: str | None
    pronoun: bool = False
    label: bool = False


@cache
def _index(name: str) -> dict[str, str]:
    lexicon: QuantityLexicon = load_quantity_lexicon()
    table: dict[str, tuple[str, ...]] = getattr(lexicon, name)
    return {word: kind for kind, words in table.items() for word in words}


def kind_of_noun(lemma: str) -> str | None:
    """The kind that a counted noun gives by itself."""
    return _index("nouns").get(lemma)


def state_after(word: str) -> str | None:
    """The kind of "dead" or "wounded" right after what is counted."""
    return _index("states").get(word)


def singular(word: str) -> str:
    """A plain guess at a lemma, for documents without one."""
    word = word.lower()
    nouns = _index("nouns")
    for ending, other in (("ies", "y"), ("men", "man"), ("es", ""), ("s", "")):
        if word.endswith(ending) and word[: -len(ending)] + other in nouns:
            return word[: -len(ending)] + other
    return word


def counted_by_parse(span: Span) -> Counted:
    """What the number in ``span`` counts, by the parse."""
    number = span.root
    of_noun = _after_of(number, span) or _predicated(number)
    noun = of_noun or _noun(number, span)
    unit = None if noun is None else _named(noun)
    kind = _kind(number if noun is None or of_noun is not None else noun, noun, unit)
    pronoun = noun is None and any(child.dep_ == "prep" and child.lower_ == "of" for child in number.children)
    return Counted(unit=unit, kind=kind, pronoun=pronoun, label=noun is None and _labels(number, span))


def _lemma(noun: Token) -> str:
    lemma = (noun.lemma_ or noun.text).lower()
    return singular(lemma)


def _noun(number: Token, span: Span) -> Token | None:
    """The noun above the number."""
    token = number
    for _ in range(_STEPS):
        if token.dep_ not in ("nummod", "quantmod", "compound", "npadvmod", "amod", "det", "nmod", "advmod"):
            return None
        token = token.head
        if token.i >= span.end and token.pos_ in ("NOUN", "PROPN"):
            return token
    return None


def _after_of(number: Token, span: Span) -> Token | None:
    for child in number.children:
        if child.i >= span.end and child.lower_ == "of" and child.dep_ == "prep":
            nouns = [token for token in child.children if token.dep_ == "pobj" and token.pos_ in ("NOUN", "PROPN")]
            if nouns and number.lower_ != "one":
                return nouns[0]
    return None


def _predicated(number: Token) -> Token | None:
    """Of the passengers, 25 were children."""
    verb = number.head
    if number.dep_ != "nsubj" or verb.lemma_ != "be":
        return None
    return next((child for child in verb.children if child.dep_ == "attr" and child.pos_ == "NOUN"), None)


def _named(noun: Token) -> str:
    """The noun's lemma, with the word before it where the lexicon lists both ("asylum seeker")."""
    unit = _lemma(noun)
    words = sorted(child.lower_ for child in noun.children if child.dep_ in ("compound", "amod"))
    return next((named for word in words if kind_of_noun(named := f"{word} {unit}") is not None), unit)


def _labels(number: Token, span: Span) -> bool:
    """A number that hangs on the name before it: Boeing 777, Channel 4."""
    before = span.start > 0 and number.doc[span.start - 1]
    if not before or before.pos_ != "PROPN" or not before.text[:1].isupper():
        return False
    return number.head.i == before.i or (number.pos_ == "PROPN" and number.head.pos_ in ("PROPN", "NOUN"))


def _kind(holder: Token, noun: Token | None, unit: str | None) -> str | None:
    by_noun = _by_noun(noun, unit)
    if by_noun not in _MOVABLE:
        return by_noun
    after_of = noun is not None and noun is not holder
    of_kind = (_by_neighbours(noun) or _by_clause(noun)) if after_of and noun is not None else None
    return of_kind or _by_neighbours(holder) or _by_clause(holder) or _by_head(holder, 0) or by_noun


def _by_noun(noun: Token | None, unit: str | None) -> str | None:
    if noun is None or unit is None:
        return None
    words = sorted(child.lower_ for child in noun.children if child.dep_ in ("compound", "amod"))
    kind = kind_of_noun(unit)
    if kind == "strikes":
        return None if set(words) & set(load_quantity_lexicon().peaceful_strikes) else kind
    if kind is None and noun.tag_ == "NNPS":
        return "people"
    return kind


def _by_neighbours(holder: Token) -> str | None:
    """Two wounded soldiers; 224 people dead; 30 wounded."""
    before = _index("state_before")
    for child in holder.lefts:
        if child.dep_ in ("amod", "compound") and child.lower_ in before:
            return before[child.lower_]
    doc, after = holder.doc, holder.i + 1
    if after >= len(doc):
        return None
    word = doc[after]
    kind = state_after(word.lower_)
    if kind is None or (word.dep_ in ("aux", "amod") and word.head.i > word.i):
        return None
    active = word.pos_ == "VERB" and any(child.dep_ in ("dobj", "obj") for child in word.children)
    return None if active else kind


def _by_clause(holder: Token) -> str | None:
    """People killed in a raid; soldiers who died."""
    for child in holder.children:
        if child.dep_ == "acl" and child.tag_ == "VBN":
            return _index("verbs").get(child.lemma_)
        if child.dep_ == "relcl":
            subjects = [token.dep_ for token in child.children]
            if "nsubjpass" in subjects:
                return _index("verbs").get(child.lemma_)
            if "nsubj" in subjects and not any(dep in ("dobj", "obj") for dep in subjects):
                return _index("subject_verbs").get(child.lemma_)
    return None


def _by_head(token: Token, depth: int) -> str | None:
    """The fate that the head gives: object of kill, subject of die, "the death of"."""
    head, dep = token.head, token.dep_
    if depth > _STEPS or head.i == token.i:
        return None
    if dep in ("conj", "appos"):
        return _fate(head, depth) if head.pos_ in _NOMINAL else None
    if dep in _OBJECTS:
        return _done_by(head) or _lost(head) or _toll_of(head)
    if dep == "nsubj":
        return _index("subject_verbs").get(head.lemma_) or _loses_life(head) or _predicate(head)
    if dep in ("pobj", "pcomp"):
        return _by_preposition(head, depth)
    if dep in ("nummod", "quantmod", "nmod"):
        return _by_head(head, depth + 1)
    return None


def _done_by(verb: Token) -> str | None:
    """What a verb does to its object, with its particle ("round up")."""
    particles = [f"{verb.lemma_} {child.lower_}" for child in verb.children if child.dep_ == "prt"]
    return next((kind for key in (*particles, verb.lemma_) if (kind := _index("verbs").get(key))), None)


def _fate(token: Token, depth: int) -> str | None:
    noun = _index("nouns").get(_lemma(token))
    if noun not in _MOVABLE:
        return None
    return _by_neighbours(token) or _by_clause(token) or _by_head(token, depth + 1)


def _lost(verb: Token) -> str | None:
    """To shoot dead, to leave dead: the verb's complement says it."""
    for child in verb.children:
        if child.dep_ in ("oprd", "acomp", "advmod", "advcl", "ccomp", "xcomp", "prt") and child.i > verb.i:
            kind = state_after(child.lower_)
            if kind is not None:
                return kind
    return None


def _toll_of(verb: Token) -> str | None:
    return "killed" if verb.lemma_ in ("claim", "take") and _is_toll_subject(verb) else None


def _is_toll_subject(verb: Token) -> bool:
    tolls = load_quantity_lexicon().tolls
    return any(child.dep_ in ("nsubj", "nsubjpass", "dobj") and child.lemma_ in tolls for child in verb.children)


def _loses_life(verb: Token) -> str | None:
    """Twelve people lost their lives."""
    if verb.lemma_ != "lose":
        return None
    return "killed" if any(child.dep_ == "dobj" and child.lemma_ == "life" for child in verb.children) else None


def _predicate(verb: Token) -> str | None:
    """Twelve were dead, three are homeless."""
    if verb.lemma_ not in ("be", "remain", "lie"):
        return None
    kinds = [state_after(child.lower_) for child in verb.children if child.dep_ in ("acomp", "attr")]
    return next((kind for kind in kinds if kind is not None), None)


def _by_preposition(prep: Token, depth: int) -> str | None:
    above = prep.head
    if prep.lower_ == "than":
        beside_verb = above.dep_ == "advmod" and above.head.pos_ == "VERB"
        return _done_by(above.head) if beside_verb else _by_head(above, depth + 1)
    if prep.lower_ == "of":
        return _index("of_nouns").get(_lemma(above)) if above.pos_ == "NOUN" else None
    if prep.lower_ in load_quantity_lexicon().including:
        return _fate(above, depth) if above.pos_ in _NOMINAL else _by_object_of(above)
    if prep.lower_ in load_quantity_lexicon().bound_prepositions and above.pos_ == "VERB":
        return _index("verbs").get(above.lemma_)
    if prep.lower_ in ("to", "at") and above.pos_ == "VERB" and _is_death_toll(above):
        return "killed"
    return None


def _by_object_of(verb: Token) -> str | None:
    """Killed 12 people, including three children, where the parse hangs "including" on the verb."""
    return _index("verbs").get(verb.lemma_)


def _is_death_toll(verb: Token) -> bool:
    tolls = load_quantity_lexicon().tolls
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass", "dobj") and child.lemma_ in tolls:
            words = {token.lower_ for token in child.subtree}
            dead = any(_index("nouns").get(singular(word)) == "killed" for word in sorted(words))
            return child.lemma_ == "toll" or dead
    return False
