"""What the parser gets wrong and is mended before any rule reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geograph.annotating.repairs import joined_names, shot_dead, twin_nouns, unwelcome
from geograph.annotating.tree import make_tree

if TYPE_CHECKING:
    from spacy.language import Language


def test_a_name_with_an_and_of_its_own_is_no_modifier() -> None:
    pos = ["PROPN", "CCONJ", "PROPN", "VERB"]
    deps, heads = ["nmod", "cc", "nsubj", "ROOT"], [2, 0, 3, 3]
    joined_names(pos, deps, heads)
    assert deps == ["nsubj", "cc", "conj", "ROOT"]
    assert heads == [3, 0, 0, 3]


def test_two_modifiers_of_one_noun_stay_modifiers() -> None:
    pos = ["PROPN", "CCONJ", "PROPN", "NOUN"]
    deps, heads = ["nmod", "cc", "conj", "ROOT"], [3, 0, 0, 3]
    joined_names(pos, deps, heads)
    assert (deps, heads) == (["nmod", "cc", "conj", "ROOT"], [3, 0, 0, 3])


def test_what_follows_twin_nouns_hangs_on_the_verb() -> None:
    words = ["Mali", "stood", "shoulder", "to", "shoulder", "with", "Niger"]
    deps, heads = ["nsubj", "ROOT", "dobj", "aux", "advcl", "prep", "pobj"], [1, 1, 1, 4, 1, 4, 5]
    twin_nouns(words, deps, heads)
    assert heads == [1, 1, 1, 2, 3, 1, 5]
    assert deps == ["nsubj", "ROOT", "npadvmod", "prep", "pobj", "prep", "pobj"]


@pytest.mark.parametrize(
    "text",
    [
        "Secretary of State Kerry and U.S. Secretary of Defense Ash Carter will host ministers in Washington.",
        "The UK continues to stand shoulder to shoulder with the government of Iraq.",
        "",
        "from door to door",
    ],
)
def test_a_mended_parse_is_a_tree(nlp: Language, text: str) -> None:
    tree = make_tree(nlp(text))
    for token in range(len(tree)):
        *_, top = token, *tree.ancestors(token)
        assert tree.heads[top] == top


def test_dead_behind_shot_is_what_came_of_it() -> None:
    words, pos = ["Police", "shot", "dead", "rebels"], ["NOUN", "VERB", "ADJ", "NOUN"]
    deps, heads = ["nsubj", "ROOT", "amod", "dobj"], [1, 1, 3, 1]
    shot_dead(words, pos, deps, heads)
    assert (deps, heads) == (["nsubj", "ROOT", "oprd", "dobj"], [1, 1, 1, 1])


def test_who_declares_somebody_unwelcome_hangs_on_the_verb() -> None:
    words = ["He", "was", "declared", "persona", "non", "grata", "by", "Chad"]
    pos = ["PRON", "AUX", "VERB", "PROPN", "PROPN", "NOUN", "ADP", "PROPN"]
    deps = ["nsubjpass", "auxpass", "ROOT", "compound", "compound", "oprd", "prep", "pobj"]
    heads = [2, 2, 2, 5, 5, 2, 5, 6]
    unwelcome(words, pos, deps, heads)
    assert (deps[5], heads[5], deps[6], heads[6]) == ("oprd", 2, "agent", 2)
