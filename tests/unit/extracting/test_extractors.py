"""Any extractor: what it gives is checked, what it breaks is mended, and installed ones are found by name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pytest

import geograph
from geograph.errors import ExtractionError, InputError
from geograph.extracting import Extracted, Extractor, ExtractorOptions, extract_with, extractor_names, load_extractor
from geograph.types import Claim, Document, Event, Polarity, Quantity, SpeechAct, TimeValue

ROOT = Path(__file__).parents[3]
TEXT = "Turkey bombed Hezbollah in Lebanon on Sunday. Russia said Angela Merkel met Emmanuel Macron in Berlin."


@dataclass
class Gives:
    """An extractor that gives what it was told, whatever it reads."""

    found: Extracted | Exception
    name: str = "given"
    seen: list[Document] = field(default_factory=list)

    def extract(self, document: Document) -> Extracted:
        self.seen.append(document)
        if isinstance(self.found, Exception):
            raise self.found
        return self.found


@pytest.fixture
def document(read) -> Document:
    return read(TEXT, published=date(2020, 5, 4))


def other(event: Event, **changes) -> Event:
    """An event that the rules did not make."""
    return replace(event, **({"id": "event-other", "confidence": 0.5} | changes))


def test_an_extractor_sees_the_document_as_the_rules_read_it(document):
    extractor = Gives(Extracted())
    assert isinstance(extractor, Extractor)
    read = extract_with(extractor, document)
    assert extractor.seen == [document]
    assert (read.events, read.claims, read.uncoded) == ((), (), ())
    assert read.mentions == document.mentions


def test_provenance_says_who_made_an_event_and_leaves_the_rules_theirs(document):
    first, *_ = document.events
    mine = other(first)
    nameless = other(first, id="event-nameless", provenance=replace(first.provenance, rule=""))
    read = extract_with(Gives(Extracted(events=(first, mine, nameless), claims=document.claims)), document)
    rules = {event.id: event.provenance.rule for event in read.events}
    assert rules == {
        first.id: first.provenance.rule,
        "event-other": f"given:{first.provenance.rule}",
        "event-nameless": "given:unnamed",
    }
    assert ":" not in first.provenance.rule


BAD_EVENTS = {
    "the text has other words at": {"trigger": "shelled"},
    "its trigger at 7-900 is not in the text": {"end": 900},
    "its trigger at -3-13 is not in the text": {"start": -3},
    "its trigger at 13-7 is not in the text": {"start": 13, "end": 7},
    "there is no type of event 'WAR'": {"type": "WAR"},
    "ASSAULT has no mode 'nuclear'": {"mode": "nuclear"},
    "there is no relation 'nukes'": {"relation": "nukes"},
    "there is no CAMEO code '999'": {"cameo": "999"},
    "there is no context 'weather'": {"contexts": ("weather",)},
    "its confidence 7 is not between 0 and 1": {"confidence": 7},
    "'noon' at 990-995 is not in the text": {"time": TimeValue(start=990, end=995, text="noon")},
    "'two' at 990-993 is not in the text": {"quantities": (Quantity(start=990, end=993, text="two", value=2),)},
}


@pytest.mark.parametrize("reason", BAD_EVENTS)
def test_an_event_that_breaks_the_types_promises_is_left_out(reason, document):
    first, second, *_ = document.events
    read = extract_with(Gives(Extracted(events=(other(first, **BAD_EVENTS[reason]), other(second)))), document)
    assert [event.trigger for event in read.events] == [second.trigger]
    (problem,) = read.problems
    assert reason in problem.message
    assert (problem.severity, problem.stage) == ("warning", "extractor")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"article": "another"}, "its provenance names another article"),
        ({"end": 5000}, "its evidence at 0-5000 is not in the text"),
        ({"sentence": 2}, "there is no sentence 2"),
        ({"sentence": -1}, "there is no sentence -1"),
    ],
)
def test_an_event_with_evidence_that_is_not_there_is_left_out(changes, reason, document):
    first = document.events[0]
    provenance = replace(first.provenance, start=0, **changes)
    read = extract_with(Gives(Extracted(events=(other(first, provenance=provenance),))), document)
    assert read.events == ()
    assert reason in read.problems[0].message


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"entity": "Narnia"}, "its actor 'Narnia' is no entity"),
        ({"end": 999}, "its actor at 0-999 is not in the text"),
    ],
)
def test_a_role_of_nobody_or_nowhere_is_left_out_with_its_event(changes, reason, document):
    first = document.events[0]
    roles = (replace(first.roles[0], **changes), *first.roles[1:])
    read = extract_with(Gives(Extracted(events=(other(first, roles=roles),))), document)
    assert read.events == ()
    assert reason in read.problems[0].message


def test_an_extractor_may_bring_in_entities(document):
    first = document.events[0]
    narnia = replace(document.entities[0], id="Narnia", name="Narnia")
    event = other(first, roles=(replace(first.roles[0], entity="Narnia"),))
    read = extract_with(Gives(Extracted(events=(event,), entities=(narnia, *document.entities))), document)
    assert read.problems == ()
    assert read.entities == (*document.entities, narnia)


def test_references_to_what_was_left_out_go_with_it(document):
    first, second, *_ = document.events
    bad = other(first, id="event-bad", trigger="shelled")
    good = other(second, content="event-bad", cause="event-bad")
    claim = Claim(
        id="claim-x",
        claimer="Russia",
        about=("event-bad",),
        speech_act=SpeechAct.STATEMENT,
        polarity=Polarity.POSITIVE,
        provenance=second.provenance,
    )
    stays = replace(claim, id="claim-y", about=("event-other",), contradicts=("claim-x",))
    nobody = replace(claim, id="claim-z", about=("event-other",), claimer="Narnia")
    read = extract_with(Gives(Extracted(events=(bad, good), claims=(claim, stays, nobody))), document)
    (event,) = read.events
    assert (event.id, event.content, event.cause) == ("event-other", None, None)
    assert [(claim.id, claim.contradicts) for claim in read.claims] == [("claim-y", ())]
    assert len(read.problems) == 3


@pytest.mark.parametrize(
    ("failure", "reason"),
    [
        (ExtractionError("too long"), "failed: too long"),
        (ValueError("oops"), "failed: a fault of its own: ValueError: oops"),
        (Extracted(events=("no event",)), "failed: a fault of its own: AttributeError"),
    ],
)
def test_an_extractor_that_fails_leaves_the_document_to_the_rules(failure, reason, document):
    read = extract_with(Gives(failure), document)
    assert replace(read, problems=()) == document
    assert reason in read.problems[0].message


# ---------------------------------------------------------------- by name
def documented() -> str:
    """The example of the documentation."""
    page = (ROOT / "docs" / "extractors.md").read_text("utf-8")
    return next(block for block in re.findall(r"```python\n(.*?)```", page, re.DOTALL) if "def make(" in block)


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """Put a package with an entry point on the path, as pip would."""

    def install(name: str, module: str, source: str) -> None:
        folder = tmp_path / f"{module}-1.0.dist-info"
        folder.mkdir()
        (tmp_path / f"{module}.py").write_text(source, encoding="utf-8")
        (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {module}\nVersion: 1.0\n", encoding="utf-8")
        (folder / "entry_points.txt").write_text(f"[geograph.extractors]\n{name} = {module}:make\n", encoding="utf-8")
        monkeypatch.syspath_prepend(tmp_path)

    return install


def test_the_documented_extractor_is_found_and_runs(installed, tmp_path):
    installed("palaver", "palaver_one", documented())
    assert extractor_names() == ("rules", "chat", "palaver")
    source = tmp_path / "north.txt"
    source.write_text("Norway palavered with Denmark. Norway bombed Chad.", encoding="utf-8")
    kg = geograph.build([source], extractor=load_extractor("palaver"))
    edges = {(a, edge["relation"], b, edge["rule"]) for a, b, edge in kg.graph.edges(data=True)}
    assert edges == {
        ("Norway", "negotiatesWith", "Denmark", "palaver:verb"),
        ("Norway", "strikes", "Chad", "assault.bomb.verb"),
    }
    assert kg.query('ASK { ?event gg:rule "palaver:verb" }').boolean


def test_the_documented_extractor_is_short():
    assert len([line for line in documented().splitlines() if line.strip()]) <= 32


@pytest.mark.parametrize("name", ["rules", "chat"])
def test_no_package_takes_the_names_of_geographs_own(name, installed):
    installed(name, f"thief_of_{name}", "def make(options):\n    raise RuntimeError('I was called')\n")
    assert extractor_names() == ("rules", "chat")
    options = ExtractorOptions(endpoint="http://127.0.0.1:9/v1", model="m") if name == "chat" else None
    assert load_extractor(name, options).name == name


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("def make(options):\n    return 1 / 0\n", "it cannot be made: ZeroDivisionError"),
        ("import no_such_module_anywhere\n", "it cannot be made: ModuleNotFoundError"),
        ("def make(options):\n    return object()\n", "gives no extractor 'broken'"),
        ("from geograph import InputError\ndef make(options):\n    raise InputError('no endpoint')\n", "^no endpoint$"),
    ],
)
def test_a_broken_package_is_told_by_its_name(source, message, installed, tmp_path):
    installed("broken", tmp_path.name, source)
    with pytest.raises(InputError, match=message):
        load_extractor("broken")


def test_an_unknown_name_is_answered_with_the_known_ones():
    with pytest.raises(InputError, match=r"no extractor 'chatt' \(there are rules, chat\)"):
        load_extractor("chatt")


def test_the_rules_ask_no_endpoint():
    with pytest.raises(InputError, match="the rules ask no endpoint"):
        load_extractor("rules", ExtractorOptions(endpoint="http://127.0.0.1:9/v1"))
