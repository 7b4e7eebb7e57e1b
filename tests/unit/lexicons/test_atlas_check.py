"""Tables that are wrong: where, what, and all of it at once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from geograph.errors import LexiconError
from geograph.lexicons.atlas_check import check_tables
from geograph.lexicons.atlas_tables import read_tables
from geograph.types import Severity

SHIPPED = Path(__file__).resolve().parents[3] / "src" / "geograph" / "lexicons" / "data" / "atlas"
OWN = ("states.csv", "former_states.csv", "dependencies.csv", "metonyms.csv", "demonyms_extra.csv", "places.csv")
GROUPS = "id,name,aliases,abbreviations,kind,country,sector,based_in,member_of,part_of,since,until,wikidata,source"
LEADERS = "id,name,aliases,country,gender,office,title,org,since,until,wikidata,source"


def write(directory: Path, table: str, header: str, *rows: str) -> Path:
    (directory / table).write_text("\n".join(["# own words", header, *rows]) + "\n", encoding="utf-8")
    return directory


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("lower,Lower,,,ArmedGroup,SYR,REB,,,,,,,own", "groups.csv:3: lower: id: "),
        ("Blue,Blue Front,,,Militia,SYR,REB,,,,,,,own", "groups.csv:3: Blue: kind: "),
        ("Blue,Blue Front,,,ArmedGroup,Syria,REB,,,,,,,own", "groups.csv:3: Blue: country: "),
        ("Blue,Blue Front,,,ArmedGroup,SYR,REB,,,,2013-13,,,own", "groups.csv:3: Blue: since: "),
        ("Blue,Blue Front,,,ArmedGroup,SYR,REB,,,,last year,,,own", "groups.csv:3: Blue: since: "),
        ("Blue,Blue Front,,,ArmedGroup,SYR,REB,,,,,,12,own", "groups.csv:3: Blue: wikidata: "),
        ("Blue,,,,ArmedGroup,SYR,REB,,,,,,,own", "groups.csv:3: Blue: name: "),
        ("Blue,Blue, Front,,,ArmedGroup,SYR,REB,,,,,,,own", "groups.csv:3: Blue: 15 cells, expected 14"),
    ],
)
def test_a_row_that_breaks_its_schema_names_file_line_and_id(tmp_path: Path, row: str, message: str) -> None:
    write(tmp_path, "armed_groups.csv", GROUPS, row)
    with pytest.raises(LexiconError) as raised:
        read_tables(tmp_path)
    assert str(raised.value).startswith(message.replace("groups.csv", "armed_groups.csv"))
    problems = check_tables(tmp_path)
    assert [problem.severity for problem in problems] == [Severity.ERROR]
    assert (problems[0].where or "").startswith("armed_groups.csv:3: ")


def test_an_unknown_column_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "leaders.csv", LEADERS + ",colour", "Ann,Ann Bo,,FRA,f,leader,,,,,,own,red")
    with pytest.raises(LexiconError, match="colour"):
        read_tables(tmp_path)


def test_a_directory_without_tables(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="no table"):
        read_tables(tmp_path)
    assert [problem.severity for problem in check_tables(tmp_path)] == [Severity.ERROR]


def test_a_table_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "leaders.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(LexiconError, match="cannot read"):
        read_tables(tmp_path)
    assert len(check_tables(tmp_path)) == 1


def test_all_problems_are_found_at_once(tmp_path: Path) -> None:
    write(
        tmp_path,
        "armed_groups.csv",
        GROUPS,
        "RedFront,Red Front,Reds,,ArmedGroup,QQQ,REB,,,,,,Q5,own",
        "RedFront,Red Front Again,,,ArmedGroup,SYR,REB,,,,,,,own",
        "GreenFront,Green Front,,,ArmedGroup,SYR,WAR,Nowhereville,,NoSuchArmy,,,Q5,own",
        "OldFront,Old Front,,,ArmedGroup,SYR,REB,SYR|Damascus,,GreenFront,1990,1980,,own",
        "NewFront,Old Front,,,ArmedGroup,SYR,REB,,,,,,,own",
    )
    found = {(problem.where or "", problem.message) for problem in check_tables(tmp_path)}
    assert found == {
        ("armed_groups.csv:3: RedFront", "unknown country code QQQ"),
        ("armed_groups.csv:4: RedFront", "id RedFront is used before"),
        ("armed_groups.csv:5: GreenFront", "unknown sector WAR"),
        ("armed_groups.csv:5: GreenFront", "based_in: nothing is called Nowhereville"),
        ("armed_groups.csv:5: GreenFront", "part_of: nothing is called NoSuchArmy"),
        ("armed_groups.csv:5: GreenFront", "Q5 is also that of RedFront"),
        ("armed_groups.csv:6: OldFront", "ends 1980, before it began 1990"),
        ("armed_groups.csv:7: NewFront", "the ArmedGroup OldFront is also called 'old front'"),
    }


def test_overlapping_tenures_of_one_office(tmp_path: Path) -> None:
    write(
        tmp_path,
        "leaders.csv",
        LEADERS,
        "AnnBo,Ann Bo,,FRA,f,head-of-government,Prime Minister,,2001-01,2004-05,,own",
        "CyDu,Cy Du,,FRA,m,head-of-government,Prime Minister,,2004-06,2008,,own",
        "EdFo,Ed Fo,,FRA,m,head-of-government,Prime Minister,,2006-02,2010,,own",
        "AnnBo,Ann Bo,,FRA,f,spokesperson,Spokesperson,,2006-02,2010,,own",
        "EdFo,Ed Fo,,FRA,m,spokesperson,Spokesperson,,2006-02,2010,,own",
    )
    (problem,) = check_tables(tmp_path)
    assert problem.severity is Severity.WARNING
    assert problem.where == "leaders.csv:5: EdFo"
    assert "CyDu" in problem.message


def test_our_own_tables_have_no_errors(tmp_path: Path) -> None:
    for name in OWN:
        shutil.copy(SHIPPED / name, tmp_path / name)
    assert [problem for problem in check_tables(tmp_path) if problem.severity is Severity.ERROR] == []
