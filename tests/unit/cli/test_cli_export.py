"""``geograph export``: the files it makes, and what it says of a wrong call."""

from __future__ import annotations

from geograph.export.formats import FORMATS


def test_formats_are_listed(run):
    result = run("export", "--list")
    assert result.exit_code == 0
    assert [line.split()[0] for line in result.stdout.splitlines()] == list(FORMATS)


def test_files_are_written_where_they_should_go(run, output, tmp_path):
    result = run("export", "gexf", "polecat", "-g", output, "-o", tmp_path / "out")
    assert result.exit_code == 0, result.stderr
    assert result.stdout == ""
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["graph.gexf", "polecat.tsv"]
    assert result.stderr.splitlines()[0] == f"gexf: {tmp_path}/out/graph.gexf"


def test_wrong_calls(run, tmp_path):
    for arguments, words in (
        (("export",), "name at least one format"),
        (("export", "xlsx"), "'xlsx' is none of nquads"),
    ):
        result = run(*arguments)
        assert result.exit_code == 2
        assert words in " ".join(result.stderr.split())
    result = run("export", "gexf", "-g", tmp_path / "none")
    assert result.exit_code == 1
    assert "there is no such folder (is it a folder that geograph build wrote?)" in result.stderr
