"""Slots by syntax, on parses made by hand."""

from __future__ import annotations

import pytest

from geograph.events.clauses import is_other_sentence
from geograph.events.slots import noun_slots, subject_of, verb_slots
from geograph.events.voice import is_passive
from trees import at, parse, words

_VERBS = {
    "active": (
        "Jets/NNS/nsubj<bombed bombed=bomb/VBD/ROOT rebels/NNS/dobj<bombed",
        "bombed",
        {"subject": ["Jets"], "object": ["rebels"]},
    ),
    "passive with an agent": (
        "Rebels/NNS/nsubjpass<bombed were=be/VBD/auxpass<bombed bombed=bomb/VBN/ROOT by/IN/agent<bombed "
        "jets/NNS/pobj<by",
        "bombed",
        {"subject": ["jets"], "object": ["Rebels"]},
    ),
    "passive without an agent": (
        "Rebels/NNS/nsubjpass<bombed were=be/VBD/auxpass<bombed bombed=bomb/VBN/ROOT in/IN/prep<bombed "
        "Mali/NNP/pobj<in",
        "bombed",
        {"object": ["Rebels"], "in": ["Mali"]},
    ),
    "agent whose label the parser missed": (
        "Rebels/NNS/nsubjpass<hit were=be/VBD/auxpass<hit hit/VBN/ROOT by/IN/prep<hit jets/NNS/pobj<by",
        "hit",
        {"subject": ["jets"], "object": ["Rebels"], "by": ["jets"]},
    ),
    "passive of giving": (
        "Kiev/NNP/nsubjpass<given was=be/VBD/auxpass<given given=give/VBN/ROOT tanks/NNS/dobj<given "
        "by/IN/agent<given Oslo/NNP/pobj<by",
        "given",
        {"subject": ["Oslo"], "object": ["Kiev"], "second": ["tanks"]},
    ),
    "participle behind a noun": (
        "Rebels/NNS/nsubj<fled backed=back/VBN/acl<Rebels by/IN/agent<backed Chad/NNP/pobj<by fled=flee/VBD/ROOT",
        "backed",
        {"subject": ["Chad"], "object": ["Rebels"]},
    ),
    "relative subject": (
        "Rebels/NNS/nsubj<fled who/WP/nsubj<shot shot=shoot/VBD/relcl<Rebels envoys/NNS/dobj<shot fled=flee/VBD/ROOT",
        "shot",
        {"subject": ["Rebels"], "object": ["envoys"]},
    ),
    "relative passive": (
        "Rebels/NNS/nsubj<fled who/WP/nsubjpass<hit were=be/VBD/auxpass<hit hit/VBN/relcl<Rebels by/IN/agent<hit "
        "jets/NNS/pobj<by fled=flee/VBD/ROOT",
        "hit",
        {"subject": ["jets"], "object": ["Rebels"]},
    ),
    "relative object without a pronoun": (
        "Towns/NNS/nsubj<burned rebels/NNS/nsubj<shelled shelled=shell/VBD/relcl<Towns burned=burn/VBD/ROOT",
        "shelled",
        {"subject": ["rebels"], "object": ["Towns"]},
    ),
    "subject control": (
        "Serbia/NNP/nsubj<vowed vowed=vow/VBD/ROOT to/TO/aux<strike strike/VB/xcomp<vowed rebels/NNS/dobj<strike",
        "strike",
        {"subject": ["Serbia"], "object": ["rebels"]},
    ),
    "object control": (
        "Kim/NNP/nsubj<ordered ordered=order/VBD/ROOT troops/NNS/dobj<ordered to/TO/aux<strike strike/VB/xcomp<ordered "
        "Seoul/NNP/dobj<strike",
        "strike",
        {"subject": ["troops"], "object": ["Seoul"]},
    ),
    "control by a passive": (
        "Troops/NNS/nsubjpass<ordered were=be/VBD/auxpass<ordered ordered=order/VBN/ROOT to/TO/aux<fire "
        "fire/VB/xcomp<ordered",
        "fire",
        {"subject": ["Troops"]},
    ),
    "clause with its own subject": (
        "Kim/NNP/nsubj<said said=say/VBD/ROOT troops/NNS/nsubj<struck struck=strike/VBD/ccomp<said "
        "Seoul/NNP/dobj<struck",
        "struck",
        {"subject": ["troops"], "object": ["Seoul"]},
    ),
    "present participle behind a noun": (
        "Rebels/NNS/nsubj<fled fighting=fight/VBG/acl<Rebels Chad/NNP/dobj<fighting fled=flee/VBD/ROOT",
        "fighting",
        {"subject": ["Rebels"], "object": ["Chad"]},
    ),
    "other militants are not those named first alone": (
        "Hamas/NNP/nsubj<lost and/CC/cc<Hamas other/JJ/amod<groups groups=group/NNS/conj<Hamas "
        "fighting=fight/VBG/acl<groups Israel/NNP/dobj<fighting lost=lose/VBD/ROOT",
        "fighting",
        {"subject": ["Hamas", "groups"], "object": ["Israel"]},
    ),
    "gerund behind of": (
        "Iraq/NNP/nsubj<accused accused=accuse/VBD/ROOT Iran/NNP/dobj<accused of/IN/prep<accused "
        "arming=arm/VBG/pcomp<of "
        "rebels/NNS/dobj<arming",
        "arming",
        {"subject": ["Iran"], "object": ["rebels"]},
    ),
    "gerund behind by": (
        "Iraq/NNP/nsubj<hurt hurt/VBD/ROOT Iran/NNP/dobj<hurt by/IN/prep<hurt arming=arm/VBG/pcomp<by "
        "rebels/NNS/dobj<arming",
        "arming",
        {"subject": ["Iraq"], "object": ["rebels"]},
    ),
    "adverbial participle": (
        "Iran/NNP/nsubj<fled fled=flee/VBD/ROOT leaving=leave/VBG/advcl<fled arms/NNS/dobj<leaving",
        "leaving",
        {"subject": ["Iran"], "object": ["arms"]},
    ),
    "verbs that share a subject": (
        "Rebels/NNS/nsubj<raided raided=raid/VBD/ROOT and/CC/cc<raided burned=burn/VBD/conj<raided "
        "towns/NNS/dobj<burned",
        "burned",
        {"subject": ["Rebels"], "object": ["towns"]},
    ),
    "coordinated subjects and objects": (
        "Oslo/NNP/nsubj<hit and/CC/cc<Oslo Bonn/NNP/conj<Oslo hit/VBD/ROOT Hamas/NNP/dobj<hit and/CC/cc<Hamas "
        "Fatah/NNP/conj<Hamas",
        "hit",
        {"subject": ["Oslo", "Bonn"], "object": ["Hamas", "Fatah"]},
    ),
    "preposition within a preposition": (
        "Syria/NNP/nsubj<pulled pulled=pull/VBD/ROOT out/RB/prep<pulled of/IN/prep<out Lebanon/NNP/pobj<of",
        "pulled",
        {"subject": ["Syria"], "of": ["Lebanon"]},
    ),
    "dative": (
        "Iran/NNP/nsubj<sent sent=send/VBD/ROOT Hamas/NNP/dative<sent rockets/NNS/dobj<sent",
        "sent",
        {"subject": ["Iran"], "dative": ["Hamas"], "object": ["rockets"]},
    ),
    "plan with an owner": (
        "Its/PRP$/poss<plan plan/NN/nsubj<failed to/TO/aux<strike strike/VB/acl<plan Mali/NNP/dobj<strike "
        "failed=fail/VBD/ROOT",
        "strike",
        {"subject": ["Its"], "object": ["Mali"]},
    ),
}


@pytest.mark.parametrize("case", _VERBS)
def test_slots_of_a_verb(case: str) -> None:
    line, verb, expected = _VERBS[case]
    tree = parse(line)
    slots = verb_slots(tree, at(tree, verb)).fillers
    assert {name: words(tree, tokens) for name, tokens in slots.items()} == expected


@pytest.mark.parametrize("pronoun", ["whom/WP", "that/WDT", "which/WDT"])
def test_a_relative_object_is_followed_to_its_antecedent(pronoun: str) -> None:
    tree = parse(
        f"Generals/NNS/nsubj<fled {pronoun}/dobj<shot rebels/NNS/nsubj<shot shot=shoot/VBD/relcl<Generals "
        "fled=flee/VBD/ROOT"
    )
    assert words(tree, verb_slots(tree, at(tree, "shot")).get("object")) == ["Generals"]


def test_the_accused_does_what_he_is_accused_of_wherever_of_hangs() -> None:
    tree = parse(
        "Iraq/NNP/nsubj<accused accused=accuse/VBD/ROOT Iran/NNP/dobj<accused of/IN/prep<Iran arming=arm/VBG/pcomp<of "
        "rebels/NNS/dobj<arming"
    )
    assert words(tree, subject_of(tree, at(tree, "arming"))) == ["Iran"]


_NOUNS = {
    "owner": (
        "Iran/NNP/poss<attack 's/POS/case<Iran attack/NN/nsubj<failed on/IN/prep<attack Oman/NNP/pobj<on "
        "failed=fail/VBD/ROOT",
        {"poss": ["Iran"], "subject": ["Iran"], "on": ["Oman"]},
    ),
    "by and of": (
        "The/DT/det<attack attack/NN/nsubj<failed of/IN/prep<attack Oman/NNP/pobj<of by/IN/prep<attack "
        "Iran/NNP/pobj<by failed=fail/VBD/ROOT",
        {"of": ["Oman"], "object": ["Oman"], "by": ["Iran"], "subject": ["Iran"]},
    ),
    "modifier": (
        "An/DT/det<attack Iranian/JJ/amod<attack attack/NN/nsubj<failed failed=fail/VBD/ROOT",
        {"modifier": ["Iranian"]},
    ),
    "apposition": (
        "Oman/NNP/nsubj<fell an/DT/det<attack attack/NN/appos<Oman of/IN/prep<attack Iran/NNP/pobj<of "
        "fell=fall/VBD/ROOT",
        {"subject": ["Oman"], "of": ["Iran"], "object": ["Iran"]},
    ),
}


@pytest.mark.parametrize("case", _NOUNS)
def test_slots_of_a_noun(case: str) -> None:
    line, expected = _NOUNS[case]
    tree = parse(line)
    slots = noun_slots(tree, at(tree, "attack")).fillers
    assert {name: words(tree, tokens) for name, tokens in slots.items()} == expected


def test_a_light_verb_hands_its_subject_and_prepositions_to_its_noun() -> None:
    tree = parse(
        "Iran/NNP/nsubj<launched launched=launch/VBD/ROOT an/DT/det<attack attack/NN/dobj<launched on/IN/prep<launched "
        "Oman/NNP/pobj<on"
    )
    noun = at(tree, "attack")
    slots = noun_slots(tree, noun, verb_slots(tree, at(tree, "launched")))
    assert words(tree, slots.get("subject")) == ["Iran"]
    assert words(tree, slots.get("on")) == ["Oman"]
    assert slots.get("object") == ()


def test_who_is_named_by_the_noun_wins_over_the_subject_of_its_light_verb() -> None:
    tree = parse(
        "Oman/NNP/nsubj<faced faced=face/VBD/ROOT attacks=attack/NNS/dobj<faced by/IN/prep<attacks Iran/NNP/pobj<by"
    )
    slots = noun_slots(tree, at(tree, "attacks"), verb_slots(tree, at(tree, "faced")))
    assert words(tree, slots.get("subject")) == ["Iran"]


def test_the_speaker_behind_a_semicolon_says_nothing_of_the_sentence_before() -> None:
    tree = parse(
        "Rebels/NNS/nsubj<fled fled=flee/VBD/ccomp<denied ;/:/punct<denied Kim/NNP/nsubj<denied denied=deny/VBD/ROOT "
        "it/PRP/dobj<denied"
    )
    assert is_other_sentence(tree, at(tree, "fled"), at(tree, "denied"))
    assert "clause" not in verb_slots(tree, at(tree, "denied")).fillers


@pytest.mark.parametrize(
    ("line", "verb", "expected"),
    [
        ("Rebels/NNS/nsubjpass<hit were=be/VBD/auxpass<hit hit/VBN/ROOT", "hit", True),
        ("Rebels/NNS/nsubj<hit hit/VBD/ROOT towns/NNS/dobj<hit", "hit", False),
        ("Rebels/NNS/nsubj<hit have/VBP/aux<hit hit/VBN/ROOT towns/NNS/dobj<hit", "hit", False),
        ("Rebels/NNS/ROOT hit/VBN/acl<Rebels by/IN/agent<hit jets/NNS/pobj<by", "hit", True),
        (
            "Hit=hit/VBN/advcl<fled by/IN/agent<Hit jets/NNS/pobj<by rebels/NNS/nsubj<fled fled=flee/VBD/ROOT",
            "Hit",
            True,
        ),
    ],
)
def test_voice(line: str, verb: str, expected: bool) -> None:
    tree = parse(line)
    assert is_passive(tree, at(tree, verb)) is expected


def test_a_parse_that_runs_in_a_circle_of_control_ends() -> None:
    tree = parse(" ".join(f"v{n}/VB/xcomp<v{n - 1}" if n else "v0/VB/ROOT" for n in range(60)))
    assert subject_of(tree, 59) == ()
