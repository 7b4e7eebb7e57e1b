"""The walk that reads an event's standing, on parses made by hand."""

from __future__ import annotations

import pytest

from geograph.events.standing import read_standing
from geograph.events.standing_state import Standing
from geograph.lexicons.standing import load_cues
from geograph.types import SpeechAct, Status
from trees import at, parse

_PLAIN = {
    "reported": ("Jets/NNS/nsubj<hit hit/VBD/ROOT", "Reported"),
    "negated": ("Jets/NNS/nsubj<hit did=do/VBD/aux<hit not/RB/neg<hit hit/VB/ROOT", "Denied"),
    "never": ("Jets/NNS/nsubj<hit never/RB/neg<hit hit/VBD/ROOT", "Denied"),
    "no subject": ("No/DT/det<jets jets/NNS/nsubj<hit hit/VBD/ROOT", "Denied"),
    "no object": ("Jets/NNS/nsubj<hit hit/VBD/ROOT no/DT/det<rebels rebels/NNS/dobj<hit", "Denied"),
    "future": ("Jets/NNS/nsubj<hit will/MD/aux<hit hit/VB/ROOT", "Planned"),
    "going to": (
        "Jets/NNS/nsubj<going are=be/VBP/aux<going going=go/VBG/ROOT to/TO/aux<hit hit/VB/xcomp<going",
        "Planned",
    ),
    "must": ("Jets/NNS/nsubj<hit must/MD/aux<hit hit/VB/ROOT", "Ordered"),
    "may": ("Jets/NNS/nsubj<hit may/MD/aux<hit hit/VB/ROOT", "Hypothetical"),
    "if": (
        "If/IN/mark<hit jets/NNS/nsubj<hit hit/VBP/advcl<fled they/PRP/nsubj<fled fled=flee/VBD/ROOT",
        "Hypothetical",
    ),
    "allegedly": ("Jets/NNS/nsubj<hit allegedly/RB/advmod<hit hit/VBD/ROOT", "Alleged"),
    "question": ("Did=do/VBD/aux<hit jets/NNS/nsubj<hit hit/VB/ROOT ?/./punct<hit", "Hypothetical"),
    "will not": ("Jets/NNS/nsubj<hit will/MD/aux<hit not/RB/neg<hit hit/VB/ROOT", "Denied"),
    "believed to": (
        "Jets/NNS/nsubjpass<believed are=be/VBP/auxpass<believed believed=believe/VBN/ROOT to/TO/aux<hit "
        "have/VB/aux<hit hit/VBN/xcomp<believed",
        "Alleged",
    ),
    "denied": ("Kim/NNP/nsubj<denied denied=deny/VBD/ROOT jets/NNS/nsubj<hit hit/VBD/ccomp<denied", "Denied"),
    "claimed": ("Kim/NNP/nsubj<claimed claimed=claim/VBD/ROOT jets/NNS/nsubj<hit hit/VBD/ccomp<claimed", "Claimed"),
    "doubted": ("Kim/NNP/nsubj<doubted doubted=doubt/VBD/ROOT jets/NNS/nsubj<hit hit/VBD/ccomp<doubted", "Disputed"),
    "ordered": (
        "Kim/NNP/nsubj<ordered ordered=order/VBD/ROOT jets/NNS/dobj<ordered to/TO/aux<hit hit/VB/xcomp<ordered",
        "Ordered",
    ),
    "planned": ("Kim/NNP/nsubj<plans plans=plan/VBZ/ROOT to/TO/aux<hit hit/VB/xcomp<plans", "Planned"),
    "threatened": (
        "Kim/NNP/nsubj<threatened threatened=threaten/VBD/ROOT to/TO/aux<hit hit/VB/xcomp<threatened",
        "Threatened",
    ),
    "refused": ("Kim/NNP/nsubj<refused refused=refuse/VBD/ROOT to/TO/aux<hit hit/VB/xcomp<refused", "Denied"),
    "began": ("Kim/NNP/nsubj<began began=begin/VBD/ROOT to/TO/aux<hit hit/VB/xcomp<began", "Reported"),
    "stopped hitting": ("Kim/NNP/nsubj<stopped stopped=stop/VBD/ROOT hit/VBG/xcomp<stopped", "Reported"),
    "urged to stop hitting": (
        "Oslo/NNP/nsubj<urged urged=urge/VBD/ROOT Kim/NNP/dobj<urged to/TO/aux<stop stop/VB/xcomp<urged "
        "hit/VBG/xcomp<stop",
        "Reported",
    ),
    "purpose": ("Kim/NNP/nsubj<flew flew=fly/VBD/ROOT to/TO/aux<hit hit/VB/advcl<flew", "Planned"),
    "participle": ("Kim/NNP/nsubj<flew flew=fly/VBD/ROOT hit/VBG/advcl<flew", "Reported"),
    "plan to": (
        "Its/PRP$/poss<plan plan/NN/nsubj<failed to/TO/aux<hit hit/VB/acl<plan failed=fail/VBD/ROOT",
        "Planned",
    ),
    "accused of": (
        "Oslo/NNP/nsubj<accused accused=accuse/VBD/ROOT Kim/NNP/dobj<accused of/IN/prep<accused hit/VBG/pcomp<of",
        "Alleged",
    ),
    "relative clause of what is denied": (
        "Kim/NNP/nsubj<denied denied=deny/VBD/ROOT links/NNS/dobj<denied to/IN/prep<links jets/NNS/pobj<to "
        "that/WDT/nsubj<hit hit/VBD/relcl<jets",
        "Reported",
    ),
    "while it happened": (
        "Kim/NNP/nsubj<denied denied=deny/VBD/ROOT guilt/NN/dobj<denied while/IN/mark<hit jets/NNS/nsubj<hit "
        "hit/VBD/advcl<denied",
        "Reported",
    ),
    "the second verb shares will": (
        "Jets/NNS/nsubj<fly will/MD/aux<fly fly/VB/ROOT and/CC/cc<fly hit/VB/conj<fly",
        "Planned",
    ),
    "the second verb does not share not": (
        "Jets/NNS/nsubj<fly did=do/VBD/aux<fly not/RB/neg<fly fly/VB/ROOT but/CC/cc<fly hit/VBD/conj<fly",
        "Reported",
    ),
    "a denial that is denied": (
        "Kim/NNP/nsubj<denied denied=deny/VBD/ROOT that/IN/mark<hit jets/NNS/nsubj<hit did=do/VBD/aux<hit "
        "not/RB/neg<hit hit/VB/ccomp<denied",
        "Disputed",
    ),
    "what is said behind a semicolon": (
        "Jets/NNS/nsubj<hit hit/VBD/ccomp<denied ;/:/punct<denied Kim/NNP/nsubj<denied denied=deny/VBD/ROOT",
        "Reported",
    ),
    "an order that is denied": (
        "Kim/NNP/nsubj<denied denied=deny/VBD/ROOT ordering=order/VBG/xcomp<denied jets/NNS/dobj<ordering "
        "to/TO/aux<hit hit/VB/xcomp<ordering",
        "Denied",
    ),
    "warned that it would": (
        "Kim/NNP/nsubj<warned warned=warn/VBD/ROOT he/PRP/nsubj<hit would/MD/aux<hit hit/VB/ccomp<warned",
        "Threatened",
    ),
    "nobody": ("Nobody/NN/nsubj<hit hit/VBD/ROOT", "Denied"),
    "neither nor": ("Neither/CC/preconj<Kim Kim/NNP/nsubj<hit nor/CC/cc<Kim Oslo/NNP/conj<Kim hit/VBD/ROOT", "Denied"),
    "a report that is rejected": (
        "Kim/NNP/nsubj<rejected rejected=reject/VBD/ROOT reports=report/NNS/dobj<rejected that/IN/mark<hit "
        "jets/NNS/nsubj<hit hit/VBD/acl<reports",
        "Denied",
    ),
    "headline infinitive": ("Kim/NNP/nsubj<hit to/TO/aux<hit hit/VB/ROOT Oslo/NNP/dobj<hit", "Planned"),
    "a claim that is said": (
        "Kim/NNP/nsubj<said said=say/VBD/ROOT Oslo/NNP/nsubj<claims claims=claim/VBZ/ccomp<said jets/NNS/nsubj<hit "
        "hit/VBD/ccomp<claims",
        "Claimed",
    ),
}


def _standing(line: str, word: str = "hit", support: str | None = None) -> Standing:
    tree = parse(line)
    return read_standing(tree, at(tree, word), load_cues(), support=None if support is None else at(tree, support))


@pytest.mark.parametrize("case", _PLAIN)
def test_status(case: str) -> None:
    line, expected = _PLAIN[case]
    assert _standing(line).status is Status(expected)


_NOUNS = {
    "the raid on": ("The/DT/det<raid raid/NN/nsubj<failed failed=fail/VBD/ROOT", None, "Reported"),
    "alleged": ("An/DT/det<raid alleged/JJ/amod<raid raid/NN/nsubj<failed failed=fail/VBD/ROOT", None, "Alleged"),
    "planned": ("A/DT/det<raid planned/JJ/amod<raid raid/NN/nsubj<failed failed=fail/VBD/ROOT", None, "Planned"),
    "no raid": ("No/DT/det<raid raid/NN/nsubj<took took=take/VBD/ROOT place/NN/dobj<took", None, "Denied"),
    "ordered": ("Kim/NNP/nsubj<ordered ordered=order/VBD/ROOT a/DT/det<raid raid/NN/dobj<ordered", None, "Ordered"),
    "denied": ("Kim/NNP/nsubj<denied denied=deny/VBD/ROOT a/DT/det<raid raid/NN/dobj<denied", None, "Denied"),
    "rejected": (
        "Kim/NNP/nsubj<rejected rejected=reject/VBD/ROOT a/DT/det<raid raid/NN/dobj<rejected",
        None,
        "Reported",
    ),
    "plans for": (
        "Plans=plan/NNS/nsubj<leaked for/IN/prep<Plans a/DT/det<raid raid/NN/pobj<for leaked=leak/VBD/ROOT",
        None,
        "Planned",
    ),
    "light verb": (
        "Kim/NNP/nsubj<launched launched=launch/VBD/ROOT a/DT/det<raid raid/NN/dobj<launched",
        "launched",
        "Reported",
    ),
    "light verb with will": (
        "Kim/NNP/nsubj<launch will/MD/aux<launch launch/VB/ROOT a/DT/det<raid raid/NN/dobj<launch",
        "launch",
        "Planned",
    ),
    "light verb that plans": (
        "Kim/NNP/nsubj<planned planned=plan/VBD/ROOT a/DT/det<raid raid/NN/dobj<planned",
        "planned",
        "Planned",
    ),
}


@pytest.mark.parametrize("case", _NOUNS)
def test_status_of_a_noun(case: str) -> None:
    line, support, expected = _NOUNS[case]
    assert _standing(line, "raid", support).status is Status(expected)


def test_the_cues_are_named_from_inside_out() -> None:
    standing = _standing(
        "Kim/NNP/nsubj<denied denied=deny/VBD/ROOT planning=plan/VBG/xcomp<denied to/TO/aux<hit hit/VB/xcomp<planning"
    )
    assert standing.rules == ["intent", "speech.deny"]


def test_speakers_are_heard_from_inside_out() -> None:
    line = (
        "Reuters/NNP/nsubj<reports reports=report/VBZ/ROOT Kim/NNP/nsubj<said said=say/VBD/ccomp<reports "
        "jets/NNS/nsubj<hit hit/VBD/ccomp<said"
    )
    tree = parse(line)
    said = read_standing(tree, at(tree, "hit"), load_cues()).said
    assert [tree.words[item.speaker or 0] for item in said] == ["Kim", "Reuters"]
    assert {item.act for item in said} == {SpeechAct.STATEMENT}


def test_who_orders_in_a_passive_is_the_agent() -> None:
    tree = parse(
        "Troops/NNS/nsubjpass<ordered were=be/VBD/auxpass<ordered ordered=order/VBN/ROOT by/IN/agent<ordered "
        "Kim/NNP/pobj<by to/TO/aux<hit hit/VB/xcomp<ordered"
    )
    said = read_standing(tree, at(tree, "hit"), load_cues()).said
    assert [tree.words[item.speaker or 0] for item in said] == ["Kim"]


def test_what_a_relative_clause_tells_is_presupposed_and_only_said() -> None:
    standing = _standing(
        "Kim/NNP/nsubj<claimed claimed=claim/VBD/ROOT rebels/NNS/nsubj<fled that/WDT/nsubj<hit hit/VBD/relcl<rebels "
        "towns/NNS/dobj<hit fled=flee/VBD/ccomp<claimed"
    )
    assert standing.presupposed
    assert standing.status is Status.REPORTED
    assert standing.said == []


def test_a_negation_is_told_apart_from_a_denial() -> None:
    negated = _standing("Jets/NNS/nsubj<hit did=do/VBD/aux<hit not/RB/neg<hit hit/VB/ROOT")
    denied = _standing("Kim/NNP/nsubj<denied denied=deny/VBD/ROOT jets/NNS/nsubj<hit hit/VBD/ccomp<denied")
    assert negated.status is denied.status is Status.DENIED
    assert (negated.negated, denied.negated) == (True, False)


@pytest.mark.parametrize("first", list(Status))
def test_a_claim_or_denial_further_out_wins_and_an_order_only_over_a_plan(first: Status) -> None:
    outer = {}
    for status in (Status.CLAIMED, Status.DENIED, Status.ORDERED):
        standing = Standing()
        standing.meet(first, "inner")
        standing.meet(status, "outer")
        outer[status] = standing.status
    kept = {Status.DENIED, Status.DISPUTED}
    weak = {Status.REPORTED, Status.PLANNED}
    assert outer[Status.ORDERED] is (Status.ORDERED if first in weak else first)
    assert outer[Status.CLAIMED] is (first if first in kept else Status.CLAIMED)
    assert outer[Status.DENIED] is (Status.DISPUTED if first in kept else Status.DENIED)


def test_a_parse_that_never_ends_is_left() -> None:
    line = " ".join(f"v{n}/VB/xcomp<v{n - 1}" if n else "v0/VB/ROOT" for n in range(200))
    assert _standing(line, "v199").status is Status.REPORTED
