"""The arguments of a verb or noun by syntax: voice, control, relative clauses and coordination undone.

A slot is "subject" (who does it), "object" (whom it is done to), "dative", "poss", a preposition's lemma, "clause",
"pair" (the two sides of "US-Iran talks"), or "doer" (of a noun after "in": who does what that phrase qualifies, "[Oman]
shelled it in concert with Qatar").
Dependency labels are ClearNLP's, as the English models of spaCy give them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from geograph.annotating.tree import Tree
from geograph.events.clauses import (
    asked_clauses,
    called_on,
    is_condition,
    is_infinitive,
    is_of_a_series,
    is_other_sentence,
    is_purpose,
)
from geograph.events.voice import is_passive, is_small_clause, verb_phrase
from geograph.lexicons.support import load_support

__all__ = [
    "Slots",
    "means_of",
    "noun_slots",
    "subject_of",
    "verb_slots",
]

_DEPTH = 12
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_MEANS = frozenset({"use", "employ", "involve"})
_MEANS_PREPS = ("against", "on", "at")
_HYPHENS = frozenset({"-", "–"})
_WHOSE = "whose"
_BY_MEANS = frozenset({"by", "via", "over"})
_ACCORDING = "accord"
_OF_THE_OBJECT = frozenset({"of", "for", "from", "into", "against"})
_SUBJECT_LABELS = ("nsubj", "csubj")


@dataclass(frozen=True, slots=True, kw_only=True)
class Slots:
    """Head tokens that fill the slots of ``token``; ``passive`` says how its verb stood."""

    token: int
    fillers: Mapping[str, tuple[int, ...]]
    passive: bool = False

    def get(self, slot: str) -> tuple[int, ...]:
        """Tokens in ``slot``, in the text's order."""
        return self.fillers.get(slot, ())


def verb_slots(tree: Tree, verb: int) -> Slots:
    """The slots of the verb ``verb``."""
    passive = is_passive(tree, verb)
    fillers: dict[str, list[int]] = {}
    subjects = list(subject_of(tree, verb))
    objects = _spread(tree, [_antecedent(tree, verb, token) for token in tree.kids(verb, "dobj")])
    objects = objects or [noun for kid in tree.kids(verb, "ccomp") for noun in _so_called(tree, kid)]
    datives = _spread(tree, [k for k in tree.kids(verb, "dative") if tree.pos[k] not in {"ADP"}])
    _add_prepositions(tree, verb, fillers)
    if passive:
        patients = _spread(tree, _patients(tree, verb, 0))
        fillers["subject"] = fillers.pop("agent", []) or fillers.get("by", []) or _shared_agent(tree, verb)
        # "was given weapons": what is left in the object slot of a passive is the thing, its subject the receiver.
        fillers["object"], fillers["second"] = patients, objects
    else:
        fillers["subject"], fillers["object"] = subjects, objects
        if not objects and tree.deps[verb] == "relcl":
            fillers["object"] = _relative_object(tree, verb)
    if datives:
        fillers["dative"] = datives
    complements = [k for k in tree.kids(verb, "xcomp", "ccomp") if not is_purpose(tree, k)]
    clauses = [k for k in complements if not (is_other_sentence(tree, k, verb) or is_condition(tree, k))]
    for clause in asked_clauses(tree, verb):
        clauses.append(clause)
        fillers.setdefault("for", []).extend(_spread(tree, tree.kids(clause, "nsubj", "nsubjpass")))
    if clauses:
        fillers["clause"] = clauses
    attributes = _spread(tree, tree.kids(verb, "attr", "oprd", "acomp"))
    if attributes:
        fillers["attribute"] = attributes
    return Slots(
        token=verb, fillers={slot: tuple(tokens) for slot, tokens in fillers.items() if tokens}, passive=passive
    )


def _so_called(tree: Tree, clause: int) -> list[int]:
    """As in "Bombed what India called a [camp]": what it is called stands for it."""
    free = any(tree.lemmas[token] == "what" for token in tree.kids(clause, "dobj"))
    return _spread(tree, tree.kids(clause, "oprd")) if free else []


def _shared_agent(tree: Tree, verb: int) -> list[int]:
    """As in "[Overthrown] and arrested by the army": the agent behind the second of two participles side by side."""
    beside = [kid for kid in tree.kids(verb, "conj") if kid == verb + 2 and tree.tags[kid] == tree.tags[verb]]
    agents = [agent for kid in beside for agent in tree.kids(kid, "agent")]
    return _spread(tree, [obj for agent in agents for obj in tree.kids(agent, "pobj")])


def noun_slots(tree: Tree, noun: int, support: Slots | None = None, *, container: int | None = None) -> Slots:
    """The slots of the noun ``noun``.

    Args:
        tree: the parse.
        noun: the token.
        support: the slots of the verb that supports it ("carried out an attack on ...").
        container: the noun that holds it in its "of" ("Oman's [wave] of attacks on ...").
    """
    fillers: dict[str, list[int]] = {}
    _add_prepositions(tree, noun, fillers)
    owners = _spread(tree, tree.kids(noun, "poss"))
    modifiers = [k for k in tree.kids(noun, "amod", "compound", "nmod") if k < noun]
    if container is not None:
        _add_prepositions(tree, container, fillers, without="of")
        owners += _spread(tree, tree.kids(container, "poss"))
        modifiers += [k for k in tree.kids(container, "amod", "compound", "nmod") if k < container]
    fillers["poss"], fillers["modifier"], fillers["pair"] = owners, modifiers, _pair(tree, modifiers)
    for participle in _carried_out(tree, noun):
        _add_prepositions(tree, participle, fillers)
    doers = [*fillers.pop("agent", []), *fillers.get("by", [])]
    # "Estonia, an ally of Latvia": an apposition says of its noun what "is" would.
    host = [tree.heads[noun]] if tree.deps[noun] == "appos" else []
    fillers["subject"] = doers or owners or host
    fillers["object"] = list(fillers.get("of", []))
    if support is not None:
        for slot, tokens in support.fillers.items():
            if slot == "subject":
                # "Stressed Kenya's commitment": whose it is by name, not who says so.
                named = [owner for owner in owners if tree.pos[owner] == "PROPN"]
                fillers["subject"] = doers or named or list(tokens)
            elif slot not in {"object", "second", "clause", "attribute"}:
                fillers.setdefault(slot, []).extend(token for token in tokens if token not in fillers.get(slot, ()))
        _add_means(tree, support.token, noun, fillers)
    clauses = tree.kids(noun, "acl", "xcomp", "ccomp")
    if clauses:
        fillers["clause"] = clauses
    return Slots(token=noun, fillers={slot: tuple(tokens) for slot, tokens in fillers.items() if tokens})


def _pair(tree: Tree, modifiers: list[int]) -> list[int]:
    """The two sides of "The [Iran]-[Iraq] war", joined by a hyphen."""
    for second in modifiers:
        for first in tree.kids(second, "compound", "amod", "nmod"):
            if first == second - 2 and tree.words[first + 1] in _HYPHENS:
                return [first, second]
    return []


def _carried_out(tree: Tree, noun: int) -> list[int]:
    """As in "Raids [launched] by Mali on rebels": the participle of a light verb, whose actor is the noun's."""
    light = load_support()
    participles = [kid for kid in tree.kids(noun, "acl", "relcl") if is_passive(tree, kid)]
    return [kid for kid in participles if light.supports(verb_phrase(tree, kid))]


def subject_of(tree: Tree, verb: int, depth: int = 0) -> tuple[int, ...]:
    """Who does ``verb``, found through coordination, control, participles and relative clauses."""
    own = tree.kids(verb, *_SUBJECT_LABELS)
    # "[Niger is] committed": the parser may hang the subject on the auxiliary.
    own = own or [s for helper in tree.kids(verb, "aux", "auxpass") for s in tree.kids(helper, *_SUBJECT_LABELS)]
    if own:
        return tuple(_spread(tree, [_antecedent(tree, verb, token) for token in own]))
    if depth > _DEPTH:
        return ()
    head, label = tree.heads[verb], tree.deps[verb]
    if head == verb:
        return ()
    if label == "conj":
        loose = _could_be_of_another(tree, verb) and not tree.kids(head, "cc") and not tree.kids(verb, "cc", "conj")
        return () if loose else _shared_subject(tree, verb, head, depth)
    if label in {"xcomp", "ccomp"} and not is_purpose(tree, verb):
        return _controller(tree, head, depth)
    if label in {"advcl", "xcomp"}:
        return _of_adverbial(tree, verb, head, depth)
    if label == "acl" and tree.tags[verb] == "VBG":
        return tuple(_spread(tree, _with_the_others(tree, head))) if tree.pos[head] in {"NOUN", "PROPN", "PRON"} else ()
    if label == "acl":
        return _of_infinitive(tree, head, depth)
    if label == "relcl":
        told = is_infinitive(tree, verb) and tree.deps[head] in {"attr", "appos"}
        return _of_infinitive(tree, head, depth) if told else ()
    if label == "pcomp":
        return _of_gerund(tree, head, depth)
    return ()


def _of_adverbial(tree: Tree, verb: int, head: int, depth: int) -> tuple[int, ...]:
    """The governing verb's subject, whom it asks, or whose campaign it is: "in [their] campaign to retake it"."""
    if _could_be_of_another(tree, verb):
        return ()
    campaign = max(tree.left_edge(verb) - 1, 0)
    if is_infinitive(tree, verb) and tree.pos[campaign] == "NOUN" and tree.deps[campaign] == "pobj":
        owners = tree.kids(campaign, "poss")
        if owners:
            return tuple(_spread(tree, owners))
    asked = verb in asked_clauses(tree, head)
    return _controller(tree, head, depth) if asked else _active_subject(tree, head, depth)


def _with_the_others(tree: Tree, noun: int) -> list[int]:
    """As in "The group and other militants fighting ...": what comes before "other" is one of them."""
    others = any(tree.lemmas[child] == "other" for child in tree.kids(noun, "amod"))
    return [tree.heads[noun]] if others and tree.deps[noun] == "conj" else [noun]


def _shared_subject(tree: Tree, verb: int, head: int, depth: int) -> tuple[int, ...]:
    told = _interrupted(tree, verb, head)
    if tree.pos[head] not in {"VERB", "AUX"}:
        return ()
    return _active_subject(tree, head if told is None else told, depth)


def _interrupted(tree: Tree, verb: int, head: int) -> int | None:
    """As in "Mali [arms] Chad, its envoy said, and backs Niger": what goes on in the present after a past "said"."""
    told = [kid for kid in tree.kids(head, "ccomp") if kid < head and tree.kids(kid, "nsubj", "nsubjpass")]
    goes_on = tree.tags[verb] in {"VBZ", "VBP"} and tree.tags[head] == "VBD"
    return told[-1] if told and goes_on else None


def _active_subject(tree: Tree, head: int, depth: int) -> tuple[int, ...]:
    """The surface subject of a governing verb, which its dependants share, active or passive."""
    if tree.pos[head] not in {"VERB", "AUX"}:
        return (head,) if tree.pos[head] in {"NOUN", "PROPN"} else ()
    passive = tree.kids(head, "nsubjpass")
    if passive:
        return tuple(_spread(tree, [_antecedent(tree, head, token) for token in passive]))
    return subject_of(tree, head, depth + 1)


def _controller(tree: Tree, head: int, depth: int) -> tuple[int, ...]:
    """Object control where the governing verb has an object ("ordered the fleet to sail"), else subject control."""
    if tree.pos[head] == "ADJ" and tree.heads[head] != head:
        return _active_subject(tree, tree.heads[head], depth)  # "is willing to talk"
    if tree.pos[head] not in {"VERB", "AUX"}:
        return ()
    objects = tree.kids(head, "dobj", "dative")
    if not objects:
        objects = called_on(tree, head, len(tree))
    if objects:
        return tuple(_spread(tree, objects))
    return _active_subject(tree, head, depth)


def _of_infinitive(tree: Tree, noun: int, depth: int) -> tuple[int, ...]:
    """As in "Its plan to strike", "a NATO plan to strike", "an order to fire": whose it is, or its verb's subject.

    Who only takes a stand on a plan ("backed efforts to disarm them") is not the one who carries it out.
    """
    if tree.deps[noun] == "attr" and depth < _DEPTH and is_of_a_series(tree, noun):
        return _active_subject(tree, tree.heads[noun], depth + 1)  # "becoming the first Japanese leader to visit"
    owners = tree.kids(noun, "poss") or [k for k in tree.kids(noun, "compound", "nmod", "amod") if _is_named(tree, k)]
    if owners:
        return tuple(_spread(tree, owners))
    head = tree.heads[noun]
    if tree.deps[noun] == "appos":
        return tuple(_spread(tree, [head]))
    if tree.deps[noun] == "dobj" and tree.lemmas[head] in load_support().stances:
        return tuple(tree.kids(noun, "compound"))
    if tree.deps[noun] in {"dobj", "attr"} and depth < _DEPTH:
        return _active_subject(tree, head, depth + 1)
    return ()


def _is_named(tree: Tree, token: int) -> bool:
    return tree.words[token][:1].isupper() and tree.pos[token] in {"PROPN", "ADJ"}


def _of_gerund(tree: Tree, prep: int, depth: int) -> tuple[int, ...]:
    """The object in "accused Chad of arming", the governing verb's subject in "succeeded in taking", "by shelling"."""
    governor = tree.heads[prep]
    if tree.pos[governor] == "ADJ":  # "is committed to helping"
        own = tree.kids(governor, "nsubj", "nsubjpass")
        return tuple(_spread(tree, own)) or _active_subject(tree, tree.heads[governor], depth)
    if tree.pos[governor] == "PROPN" and tree.deps[governor] in {"dobj", "nsubjpass"}:
        return (governor,)  # "accused [Chad of arming]", as the parser may have it
    if tree.pos[governor] == "NOUN" and tree.lemmas[prep] == "of" and tree.deps[governor] in {"dobj", "nsubjpass"}:
        return (governor,)
    if tree.pos[governor] in {"NOUN", "PROPN"}:
        return _of_infinitive(tree, governor, depth)
    objects = tree.kids(governor, "dobj", "nsubjpass")
    if not objects and is_passive(tree, governor):
        objects = _patients(tree, governor, depth)
        if not objects:
            return ()
    if objects and tree.lemmas[prep] in _OF_THE_OBJECT:
        return tuple(_spread(tree, objects))
    return _active_subject(tree, governor, depth)


def _patients(tree: Tree, verb: int, depth: int) -> list[int]:
    own = tree.kids(verb, "nsubjpass", "csubjpass") or (tree.kids(verb, "nsubj") if is_small_clause(tree, verb) else [])
    if own:
        return [_antecedent(tree, verb, token) for token in own]
    head, label = tree.heads[verb], tree.deps[verb]
    if label in {"acl", "amod"} and tree.pos[head] in {"NOUN", "PROPN", "PRON"}:
        return [head]
    if label == "acomp":
        return list(subject_of(tree, head))  # "I am appalled"
    if label == "advcl" and _could_be_of_another(tree, verb):
        return []
    if label in {"conj", "xcomp", "oprd", "advcl"} and depth < _DEPTH and tree.pos[head] in {"VERB", "AUX"}:
        return _patients(tree, head, depth + 1) or list(subject_of(tree, head))
    return []


def _could_be_of_another(tree: Tree, participle: int) -> bool:
    """As in "The jets covered the troops, [focused] on rebels": of the subject, or of the noun before the comma."""
    before = tree.left_edge(participle) - 1
    behind = before > max(tree.heads[participle], 0) and tree.words[before] == ","
    bare = tree.tags[participle] in {"VBN", "VBD"} and not tree.kids(participle, "mark", "nsubj", "aux")
    return behind and bare and tree.pos[before - 1] in {"NOUN", "PROPN"}


def _relative_object(tree: Tree, verb: int) -> list[int]:
    """The antecedent, where the relative clause has a subject of its own ("the town that rebels shelled")."""
    head = tree.heads[verb]
    subjects = tree.kids(verb, "nsubj")
    if any(tree.words[owner].lower() == _WHOSE for subject in subjects for owner in tree.kids(subject, "poss")):
        return []  # "Oman, whose minister had appealed": the pronoun is used up
    if subjects and all(tree.lemmas[s] not in _RELATIVE for s in subjects) and tree.pos[head] in {"NOUN", "PROPN"}:
        return _spread(tree, [head])
    return []


def _antecedent(tree: Tree, verb: int, token: int) -> int:
    """The noun that a relative pronoun stands for."""
    if tree.lemmas[token] not in _RELATIVE or tree.tags[token] not in {"WDT", "WP", "DT", "IN"}:
        return token
    for _ in range(_DEPTH):
        if tree.deps[verb] == "relcl":
            return tree.heads[verb]
        if tree.heads[verb] == verb:
            break
        verb = tree.heads[verb]
    return token


def _add_prepositions(tree: Tree, head: int, fillers: dict[str, list[int]], *, without: str = "") -> None:
    for prep in tree.kids(head, "prep", "agent", "dative"):
        if tree.pos[prep] not in {"ADP", "SCONJ", "ADV", "VERB", "PART"} or tree.lemmas[prep] == without:
            continue
        if tree.lemmas[prep] == _ACCORDING:
            continue  # who says so is no partner
        key = "agent" if tree.deps[prep] == "agent" else tree.lemmas[prep]
        fillers.setdefault(key, []).extend(_spread(tree, tree.kids(prep, "pobj", "pcomp")))
        if tree.deps[prep] == "prep" and tree.lemmas[prep] in _BY_MEANS:
            # "spoke by telephone with Putin"
            for means in tree.kids(prep, "pobj"):
                fillers.setdefault("with", []).extend(_spread(tree, tree.pobj(means, "with")))
        for inner in tree.kids(prep, "prep"):
            # "out of Lebanon", "en route from": the inner preposition is what counts.
            fillers.setdefault(tree.lemmas[inner], []).extend(_spread(tree, tree.kids(inner, "pobj")))


def _add_means(tree: Tree, verb: int, noun: int, fillers: dict[str, list[int]]) -> None:
    """As in "carried out raids [using jets and drones] against the group": the parser hangs "against" on the means."""
    for clause in dict.fromkeys((*_using(tree, verb), *_means_below(tree, noun))):
        means = (*_spread(tree, tree.kids(clause, "dobj")), *(t for t in tree.conjuncts(noun) if t > clause))
        for token in (clause, *means) if clause > noun else ():
            for prep in _MEANS_PREPS:
                if not fillers.get(prep) and tree.pobj(token, prep):
                    fillers[prep] = _spread(tree, tree.pobj(token, prep))


def means_of(tree: Tree, token: int) -> list[int]:
    """What a verb or noun is done with, where a participle says so: "shelled the town, using [mortars]"."""
    return [item for clause in _using(tree, token) for item in _spread(tree, tree.kids(clause, "dobj"))]


def _means_below(tree: Tree, noun: int) -> list[int]:
    """As in "raids [in support of the army] using jets": the parser hangs the means on a noun within."""
    below = tree.subtree(noun)
    return [token for token in below if tree.lemmas[token] in _MEANS and tree.tags[token] == "VBG"]


def _using(tree: Tree, token: int) -> list[int]:
    clauses = tree.kids(token, "advcl", "acl")
    return [clause for clause in clauses if tree.lemmas[clause] in _MEANS and tree.tags[clause] == "VBG"]


def _spread(tree: Tree, tokens: list[int]) -> list[int]:
    """``tokens`` with what is coordinated with them, nouns only with nouns."""
    return list(dict.fromkeys(item for token in tokens for item in tree.conjuncts(token)))
