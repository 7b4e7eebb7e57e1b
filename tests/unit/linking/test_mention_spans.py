"""Extents, labels and wider names on parses made by hand."""

from __future__ import annotations

import pytest

from geograph.annotating.tree import Tree
from geograph.lexicons.atlas import load_atlas
from geograph.lexicons.linking import link_tables
from geograph.linking.labels import LOOSE_END, make_name, settle_labels
from geograph.linking.mentions import agent_of, find_mentions
from geograph.linking.spans import appositive_right, name_left, noun_span, singular
from geograph.linking.wider import widen_names
from geograph.types import MentionForm, MentionKind

_POS = {
    "NN": "NOUN",
    "NNS": "NOUN",
    "NNP": "PROPN",
    "NNPS": "PROPN",
    "JJ": "ADJ",
    "DT": "DET",
    "IN": "ADP",
    "CD": "NUM",
}


def make(parse: str) -> Tree:
    """A tree of one sentence; each token is ``word/TAG/dep/head``, the head counted from 0."""
    rows = [token.rsplit("/", 3) for token in parse.split()]
    words = [row[0] for row in rows]
    heads = [int(row[3]) for row in rows]
    starts = [sum(len(word) + 1 for word in words[:number]) for number in range(len(words))]
    return Tree(
        words=words,
        lemmas=[row[0].lower().removesuffix("s") if row[1] == "NNS" else row[0].lower() for row in rows],
        tags=[row[1] for row in rows],
        pos=[_POS.get(row[1], "VERB" if row[1].startswith("VB") else "X") for row in rows],
        deps=[row[2] for row in rows],
        heads=heads,
        starts=starts,
        ends=[start + len(word) for start, word in zip(starts, words, strict=True)],
        sentences=[0] * len(rows),
        sentence_tokens=[(0, len(rows))],
        children=[[c for c, head in enumerate(heads) if head == n != c] for n in range(len(rows))],
    )


FIGHTERS = "The/DT/det/2 tired/JJ/amod/2 fighters/NNS/nsubj/5 of/IN/prep/2 Azawad/NNP/pobj/3 slept/VBD/ROOT/5"


def test_a_noun_phrase_takes_its_modifiers_and_its_of_phrase() -> None:
    assert noun_span(make(FIGHTERS), 2) == (0, 4)
    assert noun_span(make(FIGHTERS), 2, "in") == (0, 2)


@pytest.mark.parametrize(
    ("parse", "span", "owned", "left"),
    [
        ("the/DT/det/1 Niger/NNP/nsubj/2 rose/VBD/ROOT/2", (1, 1), False, 0),
        ("northern/JJ/amod/1 Mali/NNP/nsubj/2 burned/VBD/ROOT/2", (1, 1), False, 0),
        ("lovely/JJ/amod/1 Mali/NNP/nsubj/2 burned/VBD/ROOT/2", (1, 1), False, 1),
        ("Chad/NNP/poss/2 's/POS/case/0 Court/NNP/nsubj/3 sat/VBD/ROOT/3", (2, 2), True, 0),
        ("Chad/NNP/poss/2 's/POS/case/0 Court/NNP/nsubj/3 sat/VBD/ROOT/3", (2, 2), False, 2),
    ],
)
def test_a_name_takes_its_article_and_compass_point(parse: str, span: tuple[int, int], owned: bool, left: int) -> None:
    keep = link_tables().classes["part_of_place"]
    assert name_left(make(parse), *span, keep, owned=owned) == left


def test_a_name_right_after_the_noun_belongs_to_it() -> None:
    tree = make("the/DT/det/1 firm/NN/nsubj/3 Arup/NNP/appos/1 built/VBD/ROOT/3")
    assert appositive_right(tree, 1, 1) == 2
    apart = make("the/DT/det/1 firm/NN/nsubj/4 ,/,/punct/1 Arup/NNP/appos/1 built/VBD/ROOT/4")
    assert appositive_right(apart, 1, 1) == 1


def test_plurals_written_as_names() -> None:
    tree = make("Members/NNPS/nsubj/1 voted/VBD/ROOT/1")
    assert singular(tree, 0) == "member"
    assert singular(make("Laos/NNP/nsubj/1 voted/VBD/ROOT/1"), 0) == "lao"
    assert singular(make("press/NN/nsubj/1 slept/VBD/ROOT/1"), 0) == "press"


@pytest.mark.parametrize(
    ("word", "rest"),
    [
        ("Weber,[1", "Weber"),
        ("League.[4", "League"),
        ("Okafor(French", "Okafor"),
        ("Lagos\u200e", "Lagos"),
    ],
)
def test_footnote_marks_are_no_part_of_a_name(word: str, rest: str) -> None:
    assert LOOSE_END.sub("", word) == rest


def test_names_reach_up_to_the_capitalised_noun_they_modify() -> None:
    atlas = load_atlas()
    tree = make("Accra/NNP/compound/1 University/NNP/nsubj/2 closed/VBD/ROOT/2")
    (name,) = widen_names(tree, atlas, [make_name(tree, atlas, 0, 0, "GPE")])
    assert (name.first, name.last, name.text) == (0, 1, "Accra University")
    titled = make("Ghana/NNP/compound/1 President/NNP/nsubj/2 spoke/VBD/ROOT/2")
    (name,) = widen_names(titled, atlas, [make_name(titled, atlas, 0, 0, "GPE")])
    assert (name.first, name.last) == (0, 0)


def test_a_surname_is_the_person_named_in_full() -> None:
    atlas = load_atlas()
    tree = make(
        "Ada/NNP/compound/1 Dunbar/NNP/nsubj/2 met/VBD/ROOT/2 Dunbar/NNP/nsubj/4 slept/VBD/conj/2 "
        "in/IN/prep/4 Pelotka/NNP/pobj/5"
    )
    names = [make_name(tree, atlas, *item) for item in ((0, 1, "PERSON"), (3, 3, "GPE"), (6, 6, "PERSON"))]
    assert [name.label for name in settle_labels(tree, names)] == ["PERSON", "PERSON", "GPE"]


def test_what_follows_a_title_is_a_person() -> None:
    atlas = load_atlas()
    tree = make("minister/NN/compound/1 Kwelisane/NNP/nsubj/2 left/VBD/ROOT/2")
    (name,) = settle_labels(tree, [make_name(tree, atlas, 1, 1, "ORG")])
    assert name.label == "PERSON"


@pytest.mark.parametrize(
    ("parse", "kind"),
    [
        ("armored/JJ/amod/1 vehicles/NNS/nsubj/2 burned/VBD/ROOT/2", MentionKind.PLATFORM),
        ("old/JJ/amod/1 vehicles/NNS/nsubj/2 burned/VBD/ROOT/2", MentionKind.VEHICLE),
        ("machine/NN/compound/1 guns/NNS/nsubj/2 jammed/VBD/ROOT/2", MentionKind.WEAPON),
        ("my/PRP$/poss/1 partners/NNS/nsubj/2 left/VBD/ROOT/2", MentionKind.ORGANISATION),
        ("the/DT/det/1 country/NN/nsubj/2 voted/VBD/ROOT/2", MentionKind.STATE),
        ("the/DT/det/1 village/NN/nsubj/2 burned/VBD/ROOT/2", MentionKind.PLACE),
        ("a/DT/det/1 rebel/NN/nsubj/2 fell/VBD/ROOT/2", MentionKind.PERSON),
    ],
)
def test_kinds_of_descriptions(parse: str, kind: MentionKind) -> None:
    tree = make(parse)
    drafts = [d for d in find_mentions(tree, (), link_tables()) if d.form is MentionForm.NOMINAL]
    assert [(draft.head, draft.kind) for draft in drafts] == [(1, kind)]


def test_an_abstract_noun_is_nobody() -> None:
    tree = make("bring/VB/ROOT/0 thieves/NNS/dobj/0 to/IN/prep/0 justice/NN/pobj/2")
    assert 3 not in {draft.head for draft in find_mentions(tree, (), link_tables())}


def test_nouns_before_a_noun_that_is_no_mention() -> None:
    tree = make("regime/NN/compound/1 promises/NNS/nsubj/2 failed/VBD/ROOT/2")
    assert [draft.head for draft in find_mentions(tree, (), link_tables())] == [0]


def test_two_words_make_an_agent_before_one_does() -> None:
    tree = make("riot/NN/compound/1 police/NNS/nsubj/2 charged/VBD/ROOT/2")
    found = agent_of(tree, 1, link_tables())
    assert found is not None
    assert found.sector == "COP"
