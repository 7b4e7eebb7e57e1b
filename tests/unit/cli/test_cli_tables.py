"""``geograph lexicon check`` and ``geograph actors check``."""

from __future__ import annotations

import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from geograph import LexiconError
from geograph.lexicon_check import check_frames, iter_tables

GOOD = """
[[frame]]
id = "consult.own.verb"
words = ["confabulate"]
type = "CONSULT"
relation = "meets"
cameo = "040"
example = "France confabulated with Egypt."
reading = { actor = "France", recipient = "Egypt" }
"""


def test_every_table_is_well_formed(run):
    result = run("lexicon", "check")
    assert result.exit_code == 0, result.stderr
    assert result.stderr == ""
    lines = result.stdout.splitlines()
    assert len(lines) > 10
    assert all(line.endswith("well formed") for line in lines)


def test_no_table_is_left_out():
    """Every table of words in the package is opened by the check; those of actors have a check of their own."""
    data = Path(str(files("geograph.lexicons.data")))
    code = (
        "import sys\nopened = set()\n"
        "sys.addaudithook(lambda name, args: opened.add(str(args[0])) if name == 'open' else None)\n"
        "from geograph.lexicon_check import check_frames, iter_tables\n"
        "list(iter_tables()), check_frames()\nprint(*sorted(opened), sep='\\n')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    opened = {Path(line).resolve() for line in done.stdout.splitlines()}
    tables = [path.resolve() for path in data.rglob("*") if path.suffix in (".toml", ".csv")]
    elsewhere = {"model.toml", "atlas_codes.toml", "atlas_naming.toml"}  # the model's hashes; tables of actors
    missed = [path for path in tables if path not in opened and path.parent.name != "atlas"]
    assert sorted(path.name for path in missed if path.name not in elsewhere) == []


def test_own_frames_are_counted(run, tmp_path):
    own = tmp_path / "own.toml"
    own.write_text(GOOD, "utf-8")
    assert check_frames(own) == check_frames() + 1
    assert run("lexicon", "check", own).exit_code == 0


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('type = "CONSULT"', 'type = "CONSLUT"', "frame consult.own.verb: no event type is called 'CONSLUT'"),
        ('relation = "meets"', 'relation = "greets"', "frame consult.own.verb: the ontology has no relation 'greets'"),
        ('cameo = "040"', 'cameo = "999"', "frame consult.own.verb: CAMEO has no code '999'"),
        ('words = ["confabulate"]', "words = []", "own.toml: entry consult.own.verb: words: "),
        ('id = "consult.own.verb"', 'id = "consult.own.verb', "own.toml: not valid TOML: "),
    ],
)
def test_a_broken_frame_is_named(run, tmp_path, old, new, said):
    own = tmp_path / "own.toml"
    own.write_text(GOOD.replace(old, new), "utf-8")
    result = run("lexicon", "check", own)
    assert result.exit_code == 1
    assert said in result.stderr
    assert result.stderr.startswith("error: ")
    assert len(result.stderr.splitlines()) == 1


def test_a_file_that_is_not_there(run, tmp_path):
    result = run("lexicon", "check", tmp_path / "none.toml")
    assert result.exit_code == 1
    assert result.stderr == f"error: {tmp_path}/none.toml: there is no such file\n"


def test_a_broken_table_stops_the_check(monkeypatch):
    from geograph.lexicons import times

    def broken():
        raise LexiconError("no such month", where="times.toml: entry 3")

    monkeypatch.setattr(times, "load_time_lexicon", broken)
    with pytest.raises(LexiconError, match=r"times\.toml: entry 3: no such month"):
        list(iter_tables())


def test_actors_check_counts_what_it_finds(run):
    result = run("actors", "check")
    errors = [line for line in result.stderr.splitlines() if line.startswith("error: ")]
    assert result.stdout == ""
    assert result.exit_code == (1 if errors else 0)
    assert f"tables of geograph: {len(errors)} error" in result.stderr.splitlines()[-1]


def test_actors_check_of_own_tables(run, tmp_path):
    result = run("actors", "check", tmp_path)
    assert result.exit_code == 1
    assert result.stderr.splitlines()[0].startswith(f"error: {tmp_path}: no table of the atlas here")
    assert result.stderr.splitlines()[-1] == f"{tmp_path}: 1 error, 0 warnings"
