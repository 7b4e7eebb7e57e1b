"""The terms as code sees them, and that asking for them is cheap."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from geograph import vocabulary as module
from geograph.errors import OntologyError
from geograph.vocabulary import CameoTerm, Vocabulary, load_vocabulary


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


def test_a_relation_has_all_that_the_viewer_and_the_lexicon_ask(vocabulary: Vocabulary) -> None:
    kills = vocabulary.relation("kills")
    assert kills is not None
    assert (kills.label, kills.family, kills.plover, kills.cameo) == ("kills", "conflict", "ASSAULT", "190")
    assert (kills.inverse, kills.inverse_label, kills.parents) == ("killedBy", "is killed by", ("attacks",))
    assert not kills.symmetric
    assert "Example: " in kills.comment


def test_a_mode_is_given_by_its_plain_name(vocabulary: Vocabulary) -> None:
    calls = vocabulary.relation("calls")
    assert calls is not None
    assert (calls.plover, calls.mode) == ("CONSULT", "phone")


def test_a_symmetric_relation_is_its_own_inverse(vocabulary: Vocabulary) -> None:
    meets = vocabulary.relation("meets")
    assert meets is not None
    assert meets.symmetric
    assert (meets.inverse, meets.inverse_label) == ("meets", "meets")


def test_visits_and_hosts_are_inverse_and_both_relations(vocabulary: Vocabulary) -> None:
    visits, hosts = vocabulary.relation("visits"), vocabulary.relation("hosts")
    assert visits is not None
    assert hosts is not None
    assert (visits.inverse, hosts.inverse) == ("hosts", "visits")


def test_a_standing_tie_has_no_codes(vocabulary: Vocabulary) -> None:
    member = vocabulary.relation("memberOf")
    assert member is not None
    assert (member.family, member.plover, member.mode, member.cameo) == ("standing", None, None, None)


@pytest.mark.parametrize("name", ["killedBy", "actor", "strkes", "", "actsOn"])
def test_what_is_no_relation_is_none(vocabulary: Vocabulary, name: str) -> None:
    assert vocabulary.relation(name) is None


def test_the_lists_of_plover_have_their_full_length(vocabulary: Vocabulary) -> None:
    assert len(vocabulary.types) == 16
    assert sum(len(vocabulary.modes(name)) for name in vocabulary.types) == 67
    assert len(vocabulary.contexts) == 37
    assert len(vocabulary.sectors) == 25
    assert vocabulary.quads == ("verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict")


def test_types_of_our_own_are_named(vocabulary: Vocabulary) -> None:
    assert dict(vocabulary.own_types) == {"INCIDENT": "Incident", "SPEECH": "Speech"}
    assert not set(vocabulary.own_types) & set(vocabulary.types)


def test_modes_of_types_without_any_and_of_no_type(vocabulary: Vocabulary) -> None:
    assert vocabulary.modes("RETREAT") == ("withdraw", "release", "disarm", "ceasefire", "access", "resign")
    assert vocabulary.modes("AID") == ()
    assert vocabulary.modes("INCIDENT") == ()


@pytest.mark.parametrize(
    ("type_", "quad"),
    [
        ("AGREE", "verbal-cooperation"),
        ("AID", "material-cooperation"),
        ("REQUEST", "verbal-conflict"),
        ("SANCTION", "material-conflict"),
        ("INCIDENT", None),
    ],
)
def test_quad_classes(vocabulary: Vocabulary, type_: str, quad: str | None) -> None:
    assert vocabulary.quad(type_) == quad


def test_a_cameo_code_with_mode_and_contexts(vocabulary: Vocabulary) -> None:
    assert vocabulary.cameo("0861") == CameoTerm(
        code="0861",
        label="Receive deployment of peacekeepers",
        type="RETREAT",
        mode="access",
        contexts=("peacekeeping",),
        parent="086",
    )


def test_several_contexts_keep_their_order(vocabulary: Vocabulary) -> None:
    term = vocabulary.cameo("1124")
    assert term is not None
    assert term.contexts == ("military", "legal")


def test_a_plain_statement_has_no_plover_type(vocabulary: Vocabulary) -> None:
    term = vocabulary.cameo("015")
    assert term is not None
    assert (term.label, term.type) == ("Acknowledge or claim responsibility", None)
    assert vocabulary.cameo("999") is None


def test_modes_that_plover_dropped_are_mapped_to_those_it_has(vocabulary: Vocabulary) -> None:
    modes = {code: term.mode for code in ("186", "1712", "0842", "085") if (term := vocabulary.cameo(code))}
    assert modes == {"186": "targeted", "1712": "destroy", "0842": "release", "085": None}


def test_terms_of_plover_are_told_apart_by_kind(vocabulary: Vocabulary) -> None:
    mode = vocabulary.term("mode", "THREATEN-violence")
    assert mode is not None
    assert (mode.code, mode.parent) == ("violence", "THREATEN")
    actor = vocabulary.term("actor", "IMG")
    assert actor is not None
    assert vocabulary.term("sector", "IMG") is None


def test_it_is_loaded_once() -> None:
    assert load_vocabulary() is load_vocabulary()


def test_loading_needs_no_rdflib() -> None:
    # The pipeline loads the vocabulary at its start, and importing rdflib alone costs more than all of it.
    code = (
        "import sys; from geograph.vocabulary import load_vocabulary; load_vocabulary(); print('rdflib' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_damaged_data_is_an_ontology_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "geograph.ttl").write_text("gg:oops a gg:oops .", encoding="utf-8")
    monkeypatch.setattr(module, "files", lambda package: tmp_path)
    with pytest.raises(OntologyError, match=r"geograph\.ttl: .*line 1.*reinstall"):
        load_vocabulary.__wrapped__()


def test_a_relation_without_a_label_is_an_ontology_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    gg = "https://w3id.org/geograph/ontology#"
    turtle = f'<{gg}pokes> a <http://www.w3.org/2002/07/owl#ObjectProperty> ; <{gg}family> "conflict" .'
    for name in ("geograph.ttl", "plover.ttl", "cameo.ttl"):
        (tmp_path / name).write_text(turtle if name == "geograph.ttl" else "", encoding="utf-8")
    monkeypatch.setattr(module, "files", lambda package: tmp_path)
    with pytest.raises(OntologyError, match="pokes: no label"):
        load_vocabulary.__wrapped__()
