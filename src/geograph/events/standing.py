"""The standing of an event: negation, modality, conditions, and the verbs and nouns that govern it.

The walk goes outwards from the trigger, one governor at a time. What it meets first decides, but for three: a denial
further out denies, a claim or an allegation further out keeps what is below from being a fact.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from geograph.annotating.tree import Tree
from geograph.events.clauses import asked_clauses, is_infinitive, is_of_a_series, is_other_sentence, is_purpose
from geograph.events.slots import subject_of
from geograph.events.standing_own import VERBAL, read_own, read_own_noun
from geograph.events.standing_state import Said, Standing
from geograph.events.voice import verb_phrase
from geograph.lexicons.linking import link_tables
from geograph.lexicons.standing import Cue
from geograph.types import SpeechAct, Status

__all__ = ["read_standing"]

_FICTION = "preposition.fiction"
_CESSATION = "cessation"
_CONTENT_PREPS = frozenset({"of", "for", "with", "from", "against", "to"})


def read_standing(
    tree: Tree, trigger: int, cues: Mapping[tuple[str, str], Cue], *, support: int | None = None
) -> Standing:
    """Read the standing of the event that the token ``trigger`` evokes.

    Args:
        tree: the parse.
        trigger: a verb, noun or adjective.
        cues: from ``load_cues``.
        support: the light verb that hands its subject to the noun ``trigger``.
    """
    standing = Standing()
    token = previous = trigger
    seen = 0
    if support is not None:
        read_own_noun(tree, trigger, cues, standing)
        _supported(tree, support, cues, standing)
        token = previous = trigger = support
    while True:
        seen += 1
        if tree.deps[token] == "conj" or token == trigger or not _follows_conjunct(tree, previous):
            read_own(tree, token, cues, standing, came_from=previous)
        previous = token
        above = _climb(tree, token, cues, standing)
        if above is None or seen > len(tree):
            return standing
        token = above


def _supported(tree: Tree, verb: int, cues: Mapping[tuple[str, str], Cue], standing: Standing) -> None:
    """As in "Planned 127 sorties", "ordered strikes": the verb that hands its subject on may also decide."""
    cue = cues.get(("verb", verb_phrase(tree, verb))) or cues.get(("verb", tree.lemmas[verb]))
    standing.presupposed |= cue is not None and cue.id == _CESSATION
    if cue is not None and cue.becomes is not None:
        if cue.act is not None and cue.act is not SpeechAct.PROMISE:
            standing.hear(_said(tree, verb, cue))
        standing.meet(cue.becomes, cue.id)


def _said(tree: Tree, verb: int, cue: Cue) -> Said:
    assert cue.act is not None
    return Said(verb=verb, speaker=_speaker(tree, verb), act=cue.act, plain=cue.becomes is None)


def _follows_conjunct(tree: Tree, token: int) -> bool:
    """A coordinated verb shares the governors of the first one, not what hangs on it."""
    return tree.deps[token] == "conj"


def _climb(tree: Tree, token: int, cues: Mapping[tuple[str, str], Cue], standing: Standing) -> int | None:
    """Go to the governor of ``token`` if it says something of its standing; None where the walk ends."""
    head, label = tree.heads[token], tree.deps[token]
    if head == token:
        return None
    if label == "conj":
        return _through_conjunct(tree, token)
    if label == "relcl" and is_infinitive(tree, token) and not tree.kids(token, "nsubj"):
        label = "acl"  # "threats to attack", which the parser calls a relative clause
    if label in {"relcl", "appos"}:
        standing.presupposed = True
        _ascribed(tree, head, cues, standing)
        return head
    if label == "xcomp" and is_purpose(tree, token):
        return _through_adverbial(tree, token, head, standing)
    if label in {"ccomp", "xcomp", "csubj", "csubjpass"} or token in asked_clauses(tree, head):
        return _through_complement(tree, token, head, cues, standing)
    if label == "advcl":
        return _through_adverbial(tree, token, head, standing)
    if label in {"nsubj", "poss"}:
        return _through_subject(tree, token, head, cues, standing)
    if label == "acl":
        return _through_noun(tree, token, head, cues, standing)
    if label in {"pcomp", "pobj"}:
        return _through_preposition(tree, token, head, cues, standing)
    if label in {"dobj", "nsubjpass"}:
        return _through_object(tree, token, head, cues, standing)
    return head if label in {"attr", "acomp", "oprd"} else None


def _through_subject(tree: Tree, token: int, verb: int, cues: Mapping[tuple[str, str], Cue], standing: Standing) -> int:
    """A deed as a subject or owner is mostly known; "an attack would ..." is only thought of."""
    if tree.deps[token] == "nsubj" and _is_imagined(tree, token, verb, cues):
        standing.meet(Status.HYPOTHETICAL, "subject.of-would")
        return verb
    cue = cues.get(("verb", tree.lemmas[verb]))
    standing.presupposed |= tree.deps[token] == "poss" or cue is None or cue.id not in {"happen", "aspect"}
    return verb


def _is_imagined(tree: Tree, noun: int, verb: int, cues: Mapping[tuple[str, str], Cue]) -> bool:
    """As in "An attack would provoke a war": a deed with "a" or nothing before it, of which only the effect is told."""
    determined = tree.kids(noun, "det", "poss")
    open_deed = not determined or any(tree.lemmas[kid] in {"a", "an", "any", "another"} for kid in determined)
    modals = (cues.get(("modal", tree.words[kid].lower())) for kid in tree.kids(verb, "aux"))
    supposed = any(cue is not None and cue.becomes is not Status.REPORTED for cue in modals)
    return tree.pos[noun] == "NOUN" and open_deed and supposed


def _ascribed(tree: Tree, noun: int, cues: Mapping[tuple[str, str], Cue], standing: Standing) -> None:
    """As in "Remarks attributed to the emir in which he praised Iran", "a fake letter": nobody vouches for it."""
    for kid in tree.kids(noun, "acl", "amod"):
        cue = cues.get(("adjective", tree.lemmas[kid])) or cues.get(("adjective", tree.words[kid].lower()))
        if cue is not None and cue.becomes is Status.ALLEGED:
            standing.meet(cue.becomes, cue.id)


def _through_conjunct(tree: Tree, token: int) -> int | None:
    """Step to the first of the coordinated verbs or nouns."""
    first = tree.heads[token]
    while tree.deps[first] == "conj":
        first = tree.heads[first]
    return first


def _through_complement(
    tree: Tree, token: int, head: int, cues: Mapping[tuple[str, str], Cue], standing: Standing
) -> int | None:
    if is_other_sentence(tree, token, head):
        return None
    if _is_when(tree, token):
        return _through_adverbial(tree, token, head, standing)
    cue = next((cues["verb", words] for words in _phrases(tree, head, token) if ("verb", words) in cues), None)
    hedged = cues.get(("passive", tree.lemmas[head]))
    if hedged is not None and tree.kids(head, "auxpass") and tree.deps[token] == "xcomp":
        standing.meet(hedged.becomes, hedged.id)
        return head
    if cue is None and tree.pos[head] == "ADJ":
        cue = cues.get(("adjective", tree.lemmas[head]))
    if cue is None:
        if (
            tree.pos[head] in VERBAL
            and is_infinitive(tree, token)
            and tree.deps[token] == "xcomp"
            and not tree.kids(head, "auxpass")
        ):
            standing.meet(Status.PLANNED, "infinitive.open")  # "applied to join": not known to have come about
        standing.presupposed |= tree.deps[token] == "ccomp" and tree.pos[head] not in {"AUX"}
        return head
    # "urged it to stop shelling": whatever is said of the stopping, the shelling went on.
    standing.presupposed |= cue.id == _CESSATION
    if cue.act is not None and tree.deps[token] in {"ccomp", "xcomp"}:
        standing.hear(_said(tree, head, cue))
        if _is_wish(tree, token):
            standing.meet(Status.ORDERED, "subjunctive")
    standing.meet(cue.becomes, cue.id)
    return head


def _is_when(tree: Tree, clause: int) -> bool:
    """As in "Said it would act, hours [after Chad attacked]", which the parser may take for what was said."""
    times = link_tables().classes["time_conjunction"]
    return any(tree.words[mark].lower() in times for mark in tree.kids(clause, "mark"))


def _phrases(tree: Tree, verb: int, clause: int) -> Iterator[str]:
    """What a verb over a clause may be looked up as: "have yet", "tell to", "tell"."""
    yield from (f"{tree.lemmas[verb]} {tree.lemmas[child]}" for child in tree.kids(verb, "prt", "advmod"))
    if is_infinitive(tree, clause):
        yield f"{tree.lemmas[verb]} to"
    yield tree.lemmas[verb]


def _is_wish(tree: Tree, clause: int) -> bool:
    """As in "insisted that Ethiopia release them": the plain form after one subject says what shall be."""
    plain = tree.deps[clause] == "ccomp" and tree.tags[clause] in {"VB", "VBP"} and not tree.kids(clause, "aux")
    return plain and any(tree.tags[subject] in {"NN", "NNP"} for subject in tree.kids(clause, "nsubj"))


def _speaker(tree: Tree, verb: int) -> int | None:
    subjects = subject_of(tree, verb)
    agents = [pobj for agent in tree.kids(verb, "agent") for pobj in tree.kids(agent, "pobj")]
    return next(iter((*agents, *subjects)), None)


def _through_adverbial(tree: Tree, token: int, head: int, standing: Standing) -> int | None:
    """Adverbial clauses: one with a subject stands by itself, "to punish" is a purpose, a participle shares all."""
    marks = [tree.lemmas[child] for child in tree.kids(token, "mark", "advmod")]
    if tree.kids(token, "nsubj", "nsubjpass") or marks:
        standing.presupposed = True
        # "Said that it would act, hours after Chad attacked": behind a comma it is the reporter who says when.
        before = tree.left_edge(token) - 1
        aside = _is_when(tree, token) and before > head and tree.words[before] == ","
        return None if aside or tree.deps[token] == "ccomp" else head
    if any(tree.tags[child] == "TO" for child in tree.kids(token, "aux")):
        standing.meet(Status.PLANNED, "purpose")
    return head


def _through_noun(
    tree: Tree, token: int, noun: int, cues: Mapping[tuple[str, str], Cue], standing: Standing
) -> int | None:
    """What a noun makes of its clause ("reports that ...", "plans to ..."); other participles stand by themselves."""
    cue = cues.get(("noun", tree.lemmas[noun]))
    infinitive = is_infinitive(tree, token)
    clause = infinitive or bool(tree.kids(token, "mark")) or bool(tree.kids(token, "nsubj", "nsubjpass"))
    clause &= not _is_denied(tree, token, cues)
    if cue is not None and clause:
        owner = tree.kid(noun, "poss")
        if cue.act is not None and owner is not None:
            standing.hear(Said(verb=noun, speaker=owner, act=cue.act, plain=cue.becomes is None))
        standing.meet(cue.becomes, cue.id)
        return noun
    if infinitive and not is_of_a_series(tree, noun):
        standing.meet(Status.PLANNED, "infinitive")
    standing.presupposed |= not clause
    return noun


def _is_judged(tree: Tree, noun: int, verb: int) -> bool:
    """Whether a verb judges a deed that is somebody's: it took place, whatever becomes of the judging."""
    known = bool(tree.kids(noun, "poss")) or any(tree.lemmas[kid] in {"the", "this"} for kid in tree.kids(noun, "det"))
    return known and tree.lemmas[verb] in link_tables().classes["judging"]


def _is_denied(tree: Tree, verb: int, cues: Mapping[tuple[str, str], Cue]) -> bool:
    """As in "A claim that Mali denied": the clause says what became of the claim, not what was claimed."""
    cue = cues.get(("verb", tree.lemmas[verb]))
    return cue is not None and cue.becomes is Status.DENIED and not tree.kids(verb, "dobj", "ccomp", "xcomp")


def _through_preposition(
    tree: Tree, token: int, prep: int, cues: Mapping[tuple[str, str], Cue], standing: Standing
) -> int | None:
    """As in "Plans for a strike", "accused of shelling", "in attacking"."""
    governor = tree.heads[prep]
    if governor == prep:
        return None
    verbal = tree.pos[token] in VERBAL
    phrase = f"{tree.lemmas[governor]} {tree.lemmas[prep]}"
    inside = [f"{tree.lemmas[kid]} {tree.lemmas[prep]}" for kid in tree.kids(prep, "advmod")]
    inside += [f"{tree.lemmas[kid]} {tree.lemmas[prep]}" for kid in tree.kids(governor, "dobj") if kid < prep]
    names = (tree.lemmas[prep], phrase, *inside)  # "without", "instead of", whichever of the two words governs
    without = next((cues["preposition", name] for name in names if ("preposition", name) in cues), None)
    if without is not None and (verbal or without.id == _FICTION):
        standing.meet(without.becomes, without.id)
    if tree.pos[governor] in {"NOUN", "PROPN"}:
        cue = cues.get(("noun", tree.lemmas[governor]))
        if cue is not None and tree.lemmas[prep] in {"of", "for", "to", "about", "on", "against"}:
            standing.meet(cue.becomes, cue.id)
        else:
            standing.presupposed |= not verbal
        return governor
    if tree.pos[governor] not in VERBAL:
        cue = cues.get(("adjective", tree.lemmas[governor])) if verbal else None
        if cue is not None:
            standing.meet(cue.becomes, cue.id)  # "committed to helping"
        standing.presupposed |= not verbal
        return governor
    cue = cues.get(("verb", f"{tree.lemmas[governor]} {tree.lemmas[prep]}")) or cues.get(
        ("verb", tree.lemmas[governor])
    )
    if (
        cue is not None
        and tree.lemmas[prep] in {"of", "for", "with", "from", "against", "to"}
        and cue.id != "speech.say"
    ):
        if verbal or (tree.lemmas[prep] == "for" and cue.becomes is not Status.ALLEGED):
            if cue.act is not None:
                standing.hear(_said(tree, governor, cue))
            standing.meet(cue.becomes, cue.id)
        return governor
    if not verbal:
        _own_future(tree, governor, cues, standing)
        standing.presupposed = True
    return governor


def _own_future(tree: Tree, verb: int, cues: Mapping[tuple[str, str], Cue], standing: Standing) -> None:
    """As in "Will travel after talks": what accompanies a future event lies in the future too."""
    for child in tree.kids(verb, "aux"):
        cue = cues.get(("modal", tree.words[child].lower()))
        if cue is not None:
            standing.future |= cue.becomes is Status.PLANNED
            standing.meet(cue.becomes, cue.id)


def _through_object(
    tree: Tree, token: int, verb: int, cues: Mapping[tuple[str, str], Cue], standing: Standing
) -> int | None:
    """The verb decides in "ordered strikes", "planned 127 sorties", "denied the attack"; others pass theirs on."""
    if tree.pos[token] in VERBAL:
        return verb
    if tree.kids(verb, "oprd") or _is_judged(tree, token, verb):
        standing.presupposed = True  # "called the raid a massacre", "would have condemned Israel's raid"
        return None if standing.status is Status.REPORTED else verb
    cue = cues.get(("verb", verb_phrase(tree, verb))) or cues.get(("verb", tree.lemmas[verb]))
    told = cues.get(("noun", tree.lemmas[token]))
    is_report = told is not None and told.becomes in {Status.ALLEGED, Status.CLAIMED}
    if cue is not None and cue.becomes is Status.DENIED and not is_report:
        cue = cues.get(("object", tree.lemmas[verb]))  # "rejected the call": there was a call; "denied the attack" ...
    standing.presupposed |= cue is not None and cue.id == _CESSATION
    if cue is not None and cue.act is not None:
        standing.hear(_said(tree, verb, cue))
    if cue is not None:
        standing.meet(cue.becomes, cue.id)
    return verb
