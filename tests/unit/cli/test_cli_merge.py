"""``geograph merge`` and ``geograph split``: the file that they write, and that build obeys it."""

from __future__ import annotations

from geograph.merging import read_corrections


def test_the_commands_write_what_build_obeys(run, tmp_path):
    path = tmp_path / "c.csv"
    assert run("merge", "A", "B", "-c", path, "--reason", "twins", "--by", "Ada", "--date", "2024-05-01").exit_code == 2
    assert run("merge", "A", "B", "-c", path, "--reason", "twins", "--by", "Ada", "--day", "2024-05-01").exit_code == 0
    assert run("split", "A", "B", "--corrections", path).exit_code == 0
    assert [c.action for c in read_corrections(path)] == ["merge", "split"]
    assert run("merge", "A", "A", "-c", path).exit_code == 2
    article = tmp_path / "a.txt"
    article.write_text("France bombed Islamic State in Syria.")
    result = run("build", article, "--published", "2015-10-01", "-o", tmp_path / "out", "--corrections", path)
    assert result.exit_code == 0
    assert "warning: " in result.stderr
    assert "a correction names what no article has: A, B" in result.stderr
