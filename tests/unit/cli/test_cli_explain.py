"""``geograph explain``: sentence by sentence, and nothing found, left out or not coded in silence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import factories
from geograph.explain import explain_document
from geograph.terminal import Style
from geograph.types import Block, BlockKind, Document, MentionForm, Quantity, Sentence, TimeValue, Uncoded

SYRIA = Path(__file__).parents[3] / "examples" / "syria_2015.txt"


def section(text: str, number: int) -> list[str]:
    """The lines of one sentence's explanation, without its head."""
    blocks = [block for block in text.split("\n\n") if block.startswith(f"[{number}]")]
    assert len(blocks) == 1
    return blocks[0].splitlines()[1:]


def plain(text: str, **fields: object) -> Document:
    article = factories.make_article(text, source="a.txt")
    return Document(article=article, sentences=(Sentence(start=0, end=len(text), kind=BlockKind.PARAGRAPH),), **fields)


def test_the_head_counts_and_names():
    lines = explain_document(factories.campaign_document()).splitlines()
    assert lines[:4] == [
        "Fleet <b>strikes</b>",
        "  Nile Wire, published 2015-11-17, language en",
        "  3 sentences, 7 mentions, 7 entities, 4 events, 1 claims, 0 not coded",
        "  standing: Russian Navy partOf Russia (rule standing-1)",
    ]


def test_an_event_with_all_that_belongs_to_it():
    lines = section(explain_document(factories.campaign_document()), 2)
    start = lines.index("  events")
    assert lines[start + 1 :] == [
        '    "struck" 87-93 -> ASSAULT aerial military 195, Reported, relation strikes, score 0.90, frame frame-1',
        '      actor: Russian Navy by "Russian Navy" 74-86, rule slot',
        '      recipient: Islamic State by "Islamic State" 94-107, rule slot',
        '      place: Syria by "Syria" 118-123, rule slot',
        '      when: 2015-11-16 (day) by "struck"',
        '      how many: exactly 34 strikes by "34 missiles"',
        '      how many: at-least 12 killed by "at least 12 fighters"',
    ]


def test_who_says_so_and_who_denies_it():
    text = explain_document(factories.airliner_document())
    assert "      said by: Sinai branch (ClaimOfResponsibility, positive)" in section(text, 1)
    denial = section(text, 2)
    at = denial.index("  claims")
    assert denial[at + 1 :] == [
        "    aviation minister, by way of Nile Wire (Denial, negative), probable, score 0.85, rule claim-1",
        '      about: ASSAULT "brought down" 46-58',
        "      contradicts: Sinai branch (ClaimOfResponsibility, positive)",
        "  no event: no word here is in the lexicon of events",
    ]
    assert '      because of: ASSAULT "brought down" 46-58' in section(text, 3)


def test_a_sentence_with_nothing_says_so():
    text = explain_document(plain("It rained."))
    assert section(text, 1) == [
        "    It rained.",
        "  nothing found: no name, no time, no number, and no word that evokes an event",
    ]


def test_what_was_seen_and_not_coded_says_why():
    uncoded = Uncoded(start=4, end=11, text="meeting", sentence=0, reason="consult.talk.noun: no actor")
    text = explain_document(plain("The meeting ended.", uncoded=(uncoded,)))
    assert section(text, 1)[1:] == ["  seen and not coded", '    "meeting" 4-11: consult.talk.noun: no actor']


def test_times_and_numbers():
    text = "On Monday 12 men met for two days, on May 1-3."
    times = (
        TimeValue(start=3, end=9, text="Monday", rule="weekday", direction="past"),
        TimeValue(start=25, end=33, text="two days", precision="duration", rule="span"),
        TimeValue(start=38, end=45, text="May 1-3", first=date(2015, 5, 1), last=date(2015, 5, 3), precision="range"),
    )
    number = Quantity(start=10, end=16, text="12 men", value=12, kind="people", unit="man", rule="count")
    lines = section(explain_document(plain(text, times=times, quantities=(number,))), 1)
    assert lines[1:] == [
        "  times",
        '    "Monday" 3-9 -> not resolved to days, past, rule weekday',
        '    "two days" 25-33 -> a span of time, rule span',
        '    "May 1-3" 38-45 -> 2015-05-01 to 2015-05-03 (range), rule ',
        "  quantities",
        '    "12 men" 10-16 -> exactly 12 man (people), rule count',
        "  no event: no word here is in the lexicon of events",
    ]


def test_an_open_mention_is_shown_as_open():
    document = factories.campaign_document()
    mention = replace(document.mentions[0], entity=None, rule="open", form=MentionForm.NOMINAL)
    text = explain_document(replace(document, mentions=(mention,)))
    assert f'    "Vladimir Putin" 0-14 nominal {mention.kind}: left open' in section(text, 1)


def test_boilerplate_is_shown_as_not_read():
    text = "Sign up now!\n\nIt rained."
    block = Block(start=0, end=12, kind=BlockKind.BOILERPLATE)
    article = replace(factories.make_article(text), blocks=(block,))
    outside = Document(article=article, sentences=(Sentence(start=14, end=24, kind=BlockKind.PARAGRAPH),))
    assert "[-] boilerplate 0-12, not read\n    Sign up now!" in explain_document(outside)
    inside = replace(outside, sentences=(Sentence(start=0, end=12, kind=BlockKind.BOILERPLATE),))
    assert section(explain_document(inside), 1)[1] == (
        "  not read: advertising, navigation or another line that is not news"
    )
    assert "[-]" not in explain_document(inside)


def test_hostile_words_stay_on_their_line():
    text = explain_document(plain("A\u202ebad \x1b[2Jname\x07."))
    assert "A\\u202Ebad \\u001B[2Jname\\u0007." in text
    assert not {"\x1b", "\x07", "\u202e"} & set(text)


def test_colours_when_asked():
    assert "\x1b[1mFleet" in explain_document(factories.campaign_document(), style=Style(colour=True))


def test_the_command_explains_every_sentence(run, read):
    result = run("explain", SYRIA, "--published", "2015-10-01")
    document = read(SYRIA.read_text("utf-8"), published=date(2015, 10, 1))
    assert result.exit_code == 0
    assert result.stderr == ""
    numbers = [line.split("]")[0] for line in result.stdout.splitlines() if line.startswith("[")]
    expected = [f"[{number + 1}" for number in range(len(document.sentences))]
    assert [number for number in numbers if number != "[-"] == expected
    assert "newsletter" in result.stdout
    assert "not read" in result.stdout
    for event in document.events:
        assert f'"{event.trigger}" {event.start}-{event.end} -> {event.type}' in result.stdout
    for item in document.uncoded:
        assert f'"{item.text}" {item.start}-{item.end}: {item.reason}' in result.stdout


def test_the_command_fails_on_what_cannot_be_read(run, tmp_path):
    result = run("explain", tmp_path / "none.txt")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr == f"error: {tmp_path}/none.txt: there is no such file\n"
