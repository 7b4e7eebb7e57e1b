"""Actor dictionaries of TABARI, PETRARCH and Phoenix, in entries of our own."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geograph.lexicons.actor_dictionary import ActorCode, read_dictionary
from geograph.lexicons.actor_tables import rows_of_entry
from geograph.lexicons.atlas_schema import ActorRow, LeaderRow
from geograph.types import EntityKind

DICTIONARY = """\
# of our own; nothing in it exists
DRY_RIVER_LIBERATION_FRONT_(DRLF)_ [MLIREB] # a comment
+FRONT_OF_THE_DRY_RIVER_
+SAND_FOXES_  ; another

AMINATA_KONE_
+AMINATA_OF_GAO_
\t[MLIGOV 20180101-20200817]
\t[MLIOPP >20200818]
<!-- a comment
     over lines -->
REPUBLIC_OF_THE_SANDS_ [MLI]
GRAIN_TRADERS'_UNION_ [NGOAGR]
OLD_GUARD_ [GRCMIL <670421]
"""


def entries(text: str):
    return read_dictionary(text, where="mine.txt")


def test_names_synonyms_codes_and_days():
    found, problems = entries(DICTIONARY)
    assert problems == ()
    assert [entry.name for entry in found] == [
        "Dry River Liberation Front", "Aminata Kone", "Republic of the Sands", "Grain Traders' Union", "Old Guard",
    ]  # fmt: skip
    front, kone, *_, guard = found
    assert (front.aliases, front.abbreviations) == (("Front of the Dry River", "Sand Foxes"), ("DRLF",))
    assert kone.codes == (
        ActorCode(code="MLIGOV", since=date(2018, 1, 1), until=date(2020, 8, 17)),
        ActorCode(code="MLIOPP", since=date(2020, 8, 18)),
    )
    assert guard.codes == (ActorCode(code="GRCMIL", until=date(1967, 4, 21)),)


def test_rows_have_plovers_country_and_sector():
    rows = [row for entry in entries(DICTIONARY)[0] for row in rows_of_entry(entry, source="mine")]
    actors = {row.id: row for row in rows if isinstance(row, ActorRow)}
    front = actors["DryRiverLiberationFront"]
    assert (front.kind, front.country, front.sector) == (EntityKind.ARMED_GROUP, "MLI", "REB")
    union = actors["GrainTradersUnion"]
    assert (union.kind, union.country, union.sector) == (EntityKind.ORGANISATION, "NGO", "AGR")
    assert actors["Mali"].kind is EntityKind.STATE
    assert actors["Mali"].aliases == ("Republic of the Sands",)
    kone = [row for row in rows if isinstance(row, LeaderRow) and row.id == "AminataKone"]
    assert [(row.office, row.since, row.until) for row in kone] == [
        ("minister", "2018-01-01", "2020-08-17"),
        ("opposition-leader", "2020-08-18", ""),
    ]


@pytest.mark.parametrize(
    ("line", "message", "where"),
    [
        ("+ORPHAN_", "a synonym before any name", "mine.txt:1"),
        ("[USAGOV]", "a code before any name", "mine.txt:1"),
        ("NAMELESS_", "no code that can be read", "mine.txt:1"),
        ("NOISE_ [abc]", "no code of CAMEO: 'abc'", "mine.txt:1"),
        ("NOISE_ [USAGOV 20201340]", "no day, or days, that can be read: '20201340'", "mine.txt:1"),
        ("NOISE_ [USAGOV 20200102-20190102]", "no day, or days, that can be read: '20200102-20190102'", "mine.txt:1"),
        ("PRESIDENT_ [~GOV]", "an agent, which is a noun and no actor", "mine.txt:1"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(line, message, where):
    _, problems = entries(line)
    assert (message, where) in [(problem.message, problem.where) for problem in problems]


def test_a_mark_of_comment_within_a_name_opens_none():
    (entry,), problems = entries("GUARD_OF_C&OACUTE;RDOBA_ [ARGREB] ; a comment\n")
    assert entry.name.startswith("Guard of C&Oacute;")
    assert problems == ()


def test_nobody_is_no_entry():
    assert entries("SMITH_ [---]")[0] == ()


_PIECES = st.sampled_from(["A_FRONT_", "+B_", "[USAGOV]", "[", "]", " ", "\t", "\n", "#", ";", "<", ">", "19990101"])


@given(st.lists(_PIECES | st.text(max_size=5), max_size=30).map("".join))
def test_odd_text_is_a_problem_and_never_an_exception(text):
    found, problems = entries(text)
    lines = len(text.splitlines())
    assert all(1 <= entry.line <= lines for entry in found)
    assert all(problem.where and problem.where.startswith("mine.txt:") for problem in problems)
    for entry in found:
        assert entry.name
        assert entry.codes


_WORDS = st.lists(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=8), min_size=2, max_size=4)


@given(_WORDS, st.lists(_WORDS, max_size=3), st.sampled_from(["MLIREB", "FRAGOV", "NGOHLH", "KENCOP"]))
def test_what_is_written_is_read_back(words, synonyms, code):
    lines = [f"{'_'.join(words)}_ [{code}]", *(f"+{'_'.join(synonym)}_" for synonym in synonyms)]
    (entry,), problems = entries("\n".join(lines))
    assert problems == ()
    assert entry.name.upper() == " ".join(words)
    told = {name.upper() for name in (entry.name, *entry.aliases, *entry.abbreviations)}
    assert {" ".join(synonym) for synonym in synonyms} <= told
    assert entry.codes == (ActorCode(code=code),)
