"""The components that come before the linking: sentences inside blocks, quotations, attributes of a bare Doc."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from geograph.annotating.extensions import (
    QUOTES,
    article_of,
    read_values,
    register_extensions,
    set_article,
    write_values,
)
from geograph.annotating.factory import make_blocks
from geograph.annotating.tree import make_tree
from geograph.pipeline import document_text
from geograph.reading import make_article
from geograph.types import BlockKind, Problem, Severity

LAYOUT = """Troops Leave Mali

* Rebels enter Gao without a fight
* Bamako asks Paris for help

French troops left the north of Mali on Monday, and the rebels were in the towns before night. The army said nothing.

Sign up for our newsletter

"We will be back," the colonel said
on the bridge."""


def _annotated(nlp: Language, text: str) -> Doc:
    article = make_article(text, language="en")
    doc = nlp.make_doc(document_text(nlp, article))
    set_article(doc, article)
    return nlp(doc)


def test_no_sentence_crosses_the_border_of_a_block(nlp: Language) -> None:
    doc = _annotated(nlp, LAYOUT)
    blocks = [block for block in article_of(doc).blocks if block.kind is not BlockKind.BOILERPLATE]
    assert len({block.kind for block in blocks}) == 3
    for sentence in doc.sents:
        inside = [b for b in blocks if b.start < sentence.end_char and sentence.start_char < b.end]
        assert len(inside) <= 1, sentence.text


def test_a_block_that_is_no_whole_sentence_still_begins_one(nlp: Language) -> None:
    doc = _annotated(nlp, LAYOUT)
    starts = {
        next(token.idx for token in sentence if not token.is_space) for sentence in doc.sents if sentence.text.strip()
    }
    news = {block.start for block in article_of(doc).blocks if block.kind is not BlockKind.BOILERPLATE}
    assert news <= starts


def test_blocks_need_no_parser_to_mark_where_sentences_begin() -> None:
    nlp = spacy.blank("en")
    register_extensions()
    doc = make_blocks(nlp, "blocks")(nlp.make_doc("Rebels flee\n\nThe rebels fled the town, people said."))
    assert [token.text for token in doc if token.is_sent_start] == ["Rebels", "The"]


def test_quotations_are_spans_of_the_document(nlp: Language) -> None:
    doc = _annotated(nlp, LAYOUT)
    assert [span.text for span in doc.spans[QUOTES]] == ["We will be back,"]


def test_a_bare_doc_is_an_article_of_its_own_text(nlp: Language) -> None:
    text = "Turkish jets bombed Kurdish rebels."
    doc = nlp(text)
    assert article_of(doc).text == text
    assert doc._.geograph_events


def test_offsets_of_a_bare_doc_are_its_own_whatever_cleaning_would_take_away() -> None:
    register_extensions()
    doc = spacy.blank("en").make_doc("Rebels\x00 fled\x07 Mali.")
    assert len(article_of(doc).text) == len(doc.text)


def test_values_come_back_as_they_were() -> None:
    register_extensions()
    doc = spacy.blank("en").make_doc("Rebels fled.")
    values = (Problem(severity=Severity.NOTE, stage="test", message="odd", start=0, end=3),)
    write_values(doc, "geograph_problems", values)
    assert read_values(doc, Problem, "geograph_problems") == values
    assert read_values(doc, Problem, "geograph_events") == ()


def test_what_lies_on_a_doc_survives_the_way_to_bytes(nlp: Language) -> None:
    doc = _annotated(nlp, "Turkish jets bombed Kurdish rebels.")
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert again._.geograph_events == doc._.geograph_events
    assert article_of(again) == article_of(doc)


def test_the_pipeline_says_itself_that_nothing_is_missing(nlp: Language) -> None:
    assert not any(nlp.analyze_pipes(keys=["requires"])["problems"][name] for name in nlp.pipe_names if "geo" in name)


def test_a_tree_is_the_parse(nlp: Language) -> None:
    doc = nlp("Jets bombed rebels. They fled.")
    tree = make_tree(doc)
    assert [tree.words[head] for head in tree.heads] == [token.head.text for token in doc]
    assert tree.sentences == [0, 0, 0, 0, 1, 1, 1]
    assert tree.sentence_tokens == [(0, 4), (4, 7)]
    assert tree.kids(1, "nsubj", "dobj") == [0, 2]
    assert tree.kid(1, "dative") is None
    assert tree.subtree(1) == [0, 1, 2, 3]
    assert list(tree.ancestors(0)) == [1]
    assert tree.left_edge(1) == 0


@pytest.mark.parametrize("text", ["", " ", "\n\n"])
def test_a_text_without_words_has_a_tree(nlp: Language, text: str) -> None:
    assert len(make_tree(nlp(text))) == len(nlp.make_doc(text))
