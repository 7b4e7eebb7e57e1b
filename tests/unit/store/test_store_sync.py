"""A store holds what one build of its documents gives, however they came and went."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from factories import make_entity
from geograph.api import KnowledgeGraph
from geograph.correct import append_correction
from geograph.errors import InputError, StoreError
from geograph.graph import relation_statements
from geograph.merging import Correction
from geograph.store import open_reader, open_store, open_writer
from geograph.types import EntityKind
from store_sample import assert_is_build, ids, make_documents, samples, with_metadata


def test_a_new_store_is_empty_and_can_be_read(tmp_path):
    with open_writer(tmp_path / "store"):
        pass
    assert_is_build(tmp_path / "store", [])


def test_articles_are_added_replaced_and_removed(tmp_path):
    first, second = samples()
    with open_writer(tmp_path) as writer:
        for documents in ([first], [first, second], [with_metadata(first, title="New", publisher=None), second]):
            for document in documents:
                writer.keep(document)
            writer.publish()
            assert_is_build(tmp_path, documents)
        for document, left in ((first, [second]), (second, [])):
            writer.forget(document.article.id)
            writer.publish()
            assert_is_build(tmp_path, left)


def test_what_nobody_changed_is_not_published_again(tmp_path):
    with open_writer(tmp_path) as writer:
        writer.keep(samples()[0])
        writer.publish()
        before = writer.generation
        writer.keep(samples()[0])
        writer.publish()
        assert writer.generation == before
    with open_writer(tmp_path) as writer:
        assert writer.generation == before


@pytest.mark.parametrize("seed", range(4))
def test_a_random_history_ends_as_one_build(tmp_path, seed):
    dice = random.Random(seed)
    documents = {document.article.id: document for document in make_documents(40, seed)}
    here: dict[str, object] = {}
    with open_writer(tmp_path) as writer:
        for _ in range(6):
            for key in dice.sample(sorted(documents), 10):
                if key in here and dice.random() < 0.6:
                    writer.forget(key)
                    del here[key]
                else:
                    document = documents[key]
                    here[key] = with_metadata(document, publisher=dice.choice(("Nile Wire", "The Wire", None)))
                    writer.keep(here[key])
            writer.publish()
            assert_is_build(tmp_path, list(here.values()))


def test_another_article_changes_how_an_actor_is_drawn(tmp_path):
    """An actor described anew by a second article: the first one's edges between states come and go with it."""
    first, _ = samples()
    navy = next(entity for entity in first.entities if entity.id == "RussianNavy")
    private = replace(navy, kind=EntityKind.COMPANY, represents=None, name="Navy Ltd and Company")
    stranger = replace(make_documents(1)[0], entities=(*make_documents(1)[0].entities, private))
    unknown = replace(first, entities=tuple(replace(entity, known=False) for entity in first.entities))
    with open_writer(tmp_path) as writer:
        writer.keep(unknown)
        writer.publish()
        with open_reader(tmp_path) as reader:
            assert reader.graph().has_edge("Russia", "IslamicState")
        writer.keep(stranger)
        writer.publish()
        assert_is_build(tmp_path, [unknown, stranger])
        with open_reader(tmp_path) as reader:
            assert reader.graph().nodes["RussianNavy"]["label"] == "Navy Ltd and Company"
            assert not reader.graph().has_edge("Russia", "IslamicState")
        writer.forget(stranger.article.id)
        writer.publish()
        assert_is_build(tmp_path, [unknown])


def test_a_reference_to_another_article_lives_as_long_as_that(tmp_path):
    first, second = samples()
    foreign = second.events[0].id
    pointing = replace(first, events=tuple(replace(event, cause=foreign) for event in first.events))
    claims = tuple(replace(claim, id="elsewhere") for claim in second.claims)
    there = replace(second, claims=claims)
    pointing = replace(pointing, claims=tuple(replace(claim, contradicts=("elsewhere",)) for claim in first.claims))
    with open_writer(tmp_path) as writer:
        for documents in ([pointing], [pointing, there], [pointing]):
            for key in set(ids([pointing, there])) - set(ids(documents)):
                writer.forget(key)
            for document in documents:
                writer.keep(document)
            writer.publish()
            assert_is_build(tmp_path, documents)


def test_the_sample_has_all_that_merging_finds():
    built = KnowledgeGraph(make_documents(40, 2))
    plan = built.plan
    assert all((plan.events, plan.incidents, plan.rivals, plan.names, plan.actors))
    assert any(statement.ended for statement in relation_statements(built.graph))
    assert any(article["copy_of"] for article in built.graph.graph["articles"].values())


def test_a_person_has_the_last_word(tmp_path):
    documents = make_documents(30)
    group = KnowledgeGraph(documents).plan.events[0]
    store = open_store(tmp_path)
    store.add_documents(documents)
    apart = Correction(action="split", ids=group.events)
    together = Correction(action="merge", ids=("Arland", "Borland"), reason="they are one")
    for corrections in ([apart], [apart, together], [apart, together, replace(together, action="split")]):
        append_correction(tmp_path / "corrections.csv", corrections[-1])
        assert store.status().corrected
        with open_writer(tmp_path):
            pass
        assert not store.status().corrected
        assert_is_build(tmp_path, documents, corrections)
    (tmp_path / "corrections.csv").unlink()
    store.rebuild()
    assert_is_build(tmp_path, documents)


def test_corrections_that_cannot_be_read_leave_the_graph_as_it_was(tmp_path):
    documents = make_documents(6)
    open_store(tmp_path).add_documents(documents[:3])
    (tmp_path / "corrections.csv").write_text("what is this\n", "utf-8")
    with pytest.raises(InputError, match="the columns must be"):
        open_store(tmp_path).add_documents(documents[3:])
    assert_is_build(tmp_path, documents[:3])
    (tmp_path / "corrections.csv").unlink()
    with open_writer(tmp_path) as writer:
        assert not writer.pending()
    assert_is_build(tmp_path, documents[:3])


def test_a_publisher_becomes_an_actor_and_back(tmp_path):
    first, _ = samples()
    assert first.article.publisher == "Nile Wire"
    medium = make_entity("AWire", "Nile Wire", EntityKind.MEDIA)
    rival = replace(medium, id="BWire", known=True)
    one, two = make_documents(2, seed=5)
    one, two = (replace(d, entities=(*d.entities, e)) for d, e in ((one, medium), (two, rival)))
    with open_writer(tmp_path) as writer:
        for documents in ([first], [first, one], [first, one, two], [first, two], [first]):
            for key in ids([one, two]):
                writer.forget(key)
            for document in documents:
                writer.keep(document)
            writer.publish()
            assert_is_build(tmp_path, documents)


def test_a_broken_file_costs_its_article_alone_and_is_told_once(tmp_path):
    first, second = samples()
    with open_writer(tmp_path) as writer:
        for document in (first, second):
            writer.keep(document)
        writer.publish()
        (file,) = tmp_path.glob(f"documents/*/{first.article.id}.json.gz")
        file.write_bytes(file.read_bytes()[:100])
        (problem,) = writer.publish()
        assert (problem.severity, problem.where) == ("error", str(file))
        assert_is_build(tmp_path, [second])
        assert not writer.pending()
        writer.keep(first)
        assert writer.publish() == ()
        assert_is_build(tmp_path, [first, second])


def test_a_folder_of_something_else_is_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("Dear all,", "utf-8")
    with pytest.raises(StoreError, match="not empty, and no store"), open_writer(tmp_path):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]
    with pytest.raises(StoreError, match="there is no store in this folder"):
        open_reader(tmp_path)
