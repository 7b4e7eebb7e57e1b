"""The order of the stages, and what a Document gathers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from importlib.metadata import entry_points

import pytest
from spacy.language import Language

from geograph.errors import ModelNotFoundError
from geograph.pipeline import STAGES, document_text, load_pipeline, read_documents, to_document
from geograph.reading import make_article
from geograph.types import BlockKind, Document, MentionForm, RoleName, Severity

Read = Callable[..., Document]
STRIKE = "Turkish jets bombed Kurdish rebels in northern Iraq on Sunday."


def test_the_stages_stand_in_their_order(nlp: Language) -> None:
    names = [name for name, _, _ in STAGES]
    assert [name for name in nlp.pipe_names if name.startswith("geograph_")] == names
    assert nlp.pipe_names.index("geograph_blocks") + 1 == nlp.pipe_names.index("parser")
    assert nlp.pipe_names[-3:] == names[1:]


def test_every_stage_is_an_entry_point_for_users_of_spacy() -> None:
    points = {point.name for point in entry_points(group="spacy_factories")}
    assert {name for name, _, _ in STAGES} <= points


def test_an_unknown_pipeline_is_refused() -> None:
    with pytest.raises(ModelNotFoundError):
        load_pipeline("no_such_pipeline")


def test_articles_come_out_in_the_order_they_went_in(nlp: Language) -> None:
    articles = [make_article(text) for text in (STRIKE, "Merkel met Macron.", "", STRIKE)]
    assert [d.article for d in read_documents(nlp, iter(articles))] == articles


def test_a_document_holds_its_article_sentences_and_values(read: Read) -> None:
    document = read(f"{STRIKE} Merkel met Macron.", published=date(2018, 3, 5))
    text = document.article.text
    assert [text[s.start : s.end] for s in document.sentences] == [STRIKE, "Merkel met Macron."]
    assert [time.first for time in document.times] == [date(2018, 3, 4)]
    assert [event.type for event in document.events] == ["ASSAULT", "CONSULT"]
    assert document.problems == ()


def test_sentences_know_the_block_that_they_stand_in(read: Read) -> None:
    title = "Troops Leave Mali"
    document = read(f"{title}\n\nMerkel met Macron.\n\n* Rebels flee to Niger after dark", title=title)
    assert [sentence.kind for sentence in document.sentences] == [
        BlockKind.HEADLINE,
        BlockKind.PARAGRAPH,
        BlockKind.BULLET,
    ]


def test_a_sentence_under_a_headline_is_one(read: Read) -> None:
    document = read(f"Troops Leave Mali\n\n{STRIKE}", title="Troops Leave Mali")
    assert len(document.sentences) == 2


def test_advertising_gives_no_sentence_words_and_no_actor(read: Read) -> None:
    document = read(f"{STRIKE}\n\nSign up for our newsletter")
    assert not any("newsletter" in e.name.casefold() for e in document.entities)
    assert all(mention.end <= len(STRIKE) for mention in document.mentions)


def test_without_a_day_of_publication_relative_days_are_a_warning(read: Read) -> None:
    (problem,) = read(STRIKE).problems
    assert (problem.severity, problem.stage) == (Severity.WARNING, "times")
    assert problem.hint is not None
    assert "--published" in problem.hint
    assert STRIKE[problem.start : problem.end] == "Sunday"


def test_a_full_date_needs_no_day_of_publication(read: Read) -> None:
    assert read("Turkish jets bombed Kurdish rebels on 4 March 2018.").problems == ()


def test_what_nobody_acts_on_is_a_mention_and_no_entity(read: Read) -> None:
    document = read("Merkel met Macron while villagers slept.")
    assert {entity.name for entity in document.entities} >= {"Angela Merkel", "Emmanuel Macron"}
    kept = {entity.id for entity in document.entities}
    asleep = [m for m in document.mentions if document.article.text[m.start : m.end] == "villagers"]
    assert all(mention.entity not in kept for mention in asleep)
    assert any(m.form is MentionForm.NAMED and m.entity in kept for m in document.mentions)


def test_who_acts_brings_the_state_in_whose_name_he_acts(read: Read) -> None:
    document = read("Merkel met Macron in Mali.", published=date(2018, 3, 5))
    assert {"Germany", "France"} <= {entity.id for entity in document.entities}
    assert [event.entities(RoleName.PLACE) for event in document.events] == [("Mali",)]


def test_relations_stand_between_entities_of_the_document(read: Read) -> None:
    document = read("Turkish jets bombed Hamas fighters. The Turkish army denied it.")
    known = {entity.id for entity in document.entities}
    assert document.relations
    assert all({relation.subject, relation.object} <= known for relation in document.relations)


def test_what_was_seen_and_not_coded_says_why(read: Read) -> None:
    document = read("It attacked.")
    assert document.events == ()
    assert [(item.text, bool(item.reason)) for item in document.uncoded] == [("attacked", True)]


def test_the_model_reads_headlines_in_sentence_case(nlp: Language) -> None:
    title = "Turkish Jets Bomb Kurdish Rebels"
    article = make_article(f"{title}\n\n{STRIKE}", title=title, language="en")
    assert document_text(nlp, article).startswith("Turkish jets bomb Kurdish rebels\n\n")


def test_a_doc_of_spacy_becomes_a_document(nlp: Language) -> None:
    document = to_document(nlp(STRIKE))
    assert document.article.text == STRIKE
    assert [event.relation for event in document.events] == ["strikes"]


def test_an_article_without_words_has_nothing(read: Read) -> None:
    document = read("")
    assert (document.mentions, document.entities, document.events, document.claims) == ((), (), (), ())
