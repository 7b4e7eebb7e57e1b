"""A user's own frames: in the run, in the graph, and what they change (``geograph lexicon test``)."""

from __future__ import annotations

import json

import pytest

import geograph
from geograph.errors import LexiconError
from geograph.lexicon_test import compare_frames, read_examples
from geograph.lexicons.frames import load_frames
from geograph.reading import make_article
from geograph.validate import validate

OWN = """
[[relation]]
id = "shadows"
label = "shadows"
definition = "Follows the other's ships or aircraft. Example: a frigate that follows a tanker."
under = "mobilizesAgainst"

[[frame]]
id = "mobilize.shadow.verb"
words = ["shadow"]
type = "MOBILIZE"
relation = "shadows"
cameo = "150"
example = "Norway shadowed Russia in the Barents Sea."
reading = { actor = "Norway", recipient = "Russia" }
"""
TEXT = "Norway shadowed Russia on Monday. France met Egypt."


@pytest.fixture
def own(tmp_path):
    path = tmp_path / "own.toml"
    path.write_text(OWN, "utf-8")
    return path


def test_own_frames_and_relations_are_in_the_graph_and_declared(own):
    article = make_article(TEXT)
    documents = geograph.build_documents([article], frames=[own])
    from geograph.lexicons.frames import load_own_relations

    kg = geograph.KnowledgeGraph(documents, relations=load_own_relations(own))
    assert {edge["relation"] for *_, edge in kg.graph.edges(data=True)} == {"shadows", "meets"}
    own_ns = "https://w3id.org/geograph/own#"
    assert kg.query(f"ASK {{ :Norway <{own_ns}shadows> :Russia }}").boolean
    declared = f"ASK {{ <{own_ns}shadows> rdfs:label 'shadows'@en ; rdfs:subPropertyOf gg:mobilizesAgainst }}"
    assert kg.query(declared).boolean
    assert validate(kg.to_rdf()).conforms
    assert "shadows" in kg.to_pyvis().generate_html()


def test_the_provenance_says_that_own_frames_took_part(own, tmp_path):
    article = make_article(TEXT)
    plain = geograph.build_documents([article])[0]
    (first,) = geograph.build_documents([article], frames=[own])
    assert {e.provenance.lexicon for e in first.events} != {e.provenance.lexicon for e in plain.events}
    copy = tmp_path / "copy.toml"
    copy.write_bytes(own.read_bytes())
    (again,) = geograph.build_documents([article], frames=[copy])
    assert again == first, "what counts is what is in the file, not where it lies"


def test_what_own_frames_gain_and_lose(own, run, tmp_path):
    text = tmp_path / "a.txt"
    text.write_text(TEXT, "utf-8")
    result = run("lexicon", "test", own, text)
    assert result.exit_code == 0, result.stderr
    assert result.stdout == (
        "+ MOBILIZE Norway shadows Russia [Reported] by mobilize.shadow.verb\n    Norway shadowed Russia on Monday.\n"
        "- MOBILIZE Norway mobilizesAgainst Russia [Reported] by mobilize.shadow\n"
        "    Norway shadowed Russia on Monday.\n"
    )
    assert "examples: 1 of 1 frame read as they say" in result.stderr
    assert "events: 1 gained, 1 lost" in result.stderr
    changes = json.loads(run("lexicon", "test", own, text, "--format", "json").stdout)
    assert [(c["change"], c["type"], c["actors"]) for c in changes] == [
        ("gained", "MOBILIZE", ["Norway"]),
        ("lost", "MOBILIZE", ["Norway"]),
    ]


def test_a_frame_that_replaces_another_loses_and_gains(tmp_path):
    frame = load_frames().by_id["consult.visit"]
    path = tmp_path / "own.toml"
    path.write_text(
        f'''[[frame]]
id = "{frame.id}"
words = ["visit"]
type = "CONSULT"
relation = "meets"
example = "France visited Egypt."
reading = {{ actor = "France", recipient = "Egypt" }}
''',
        "utf-8",
    )
    changes = compare_frames([make_article("France visited Egypt.")], [path])
    assert sorted((c.change, c.relation) for c in changes) == [("gained", "meets"), ("lost", "visits")]


def test_an_example_that_is_not_read_fails(tmp_path, run):
    path = tmp_path / "own.toml"
    path.write_text(OWN.replace('actor = "Norway"', 'actor = "Sweden"'), "utf-8")
    own, faults = read_examples([path])
    assert len(own) == len(faults) == 1
    result = run("lexicon", "test", path)
    assert result.exit_code == 1
    assert "example of mobilize.shadow.verb: actor: ['Norway'] instead of 'Sweden'" in result.stderr


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (('relation = "shadows"', 'relation = "stalks"'), "the ontology has no relation 'stalks', and no"),
        (('id = "shadows"', 'id = "strikes"'), "geograph has this relation already"),
        (('under = "mobilizesAgainst"', 'under = "follows"'), "no relation 'follows' that it could narrow"),
        (('label = "shadows"', 'label = ""'), "label"),
    ],
)
def test_the_check_names_what_is_wrong(tmp_path, run, change, message):
    path = tmp_path / "own.toml"
    path.write_text(OWN.replace(*change), "utf-8")
    result = run("lexicon", "check", path)
    assert result.exit_code == 1
    assert message in result.stderr


def test_missing_files_are_named(tmp_path, run):
    with pytest.raises(LexiconError, match="no such file"):
        geograph.build_documents([make_article(TEXT)], frames=[tmp_path / "none.toml"])
    article = tmp_path / "a.txt"
    article.write_text(TEXT)
    result = run("build", article, "--frames", tmp_path / "none.toml", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "none.toml: there is no such file" in result.stderr
    assert run("build", article, "--frames", article, "--store", tmp_path / "store").exit_code == 2
