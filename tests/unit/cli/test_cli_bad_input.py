"""Every bad input through the real command: one clear line with its place, no traceback, the right exit code."""

from __future__ import annotations

import json
import re

import pytest

STRIKE = "France bombed Islamic State in Syria on Monday."
FRENCH = (
    "Le président a déclaré mardi que la France n'accepterait pas les sanctions que les ministres ont décidées, et que "
    "les négociations avec la Russie se poursuivraient dans les prochaines semaines à Bruxelles.\n"
)
PAGE = "<html><head><title>Map</title></head><body><script>1;</script><nav><a href='/'>Home</a></nav></body></html>"
BROKEN = [json.dumps({"text": STRIKE}), '{"text": "cut', json.dumps({"text": "Iran tested a missile on Tuesday."})]

BAD = {
    "empty.txt": (b"", "error: empty.txt: the file is empty"),
    "blank.txt": (b" \n\n\t\n", "error: blank.txt: the file has no text"),
    "binary.txt": (bytes(range(256)) * 20, r"error: binary\.txt: this is a binary file, not text"),
    "page.html": (PAGE.encode(), r"error: page\.html: no main text was found in the page"),
    "french.txt": (FRENCH.encode(), r"error: french\.txt: not read: the text is in 'fr'"),
    "latin.txt": (f"{STRIKE} Caf\xe9.\n".encode("latin-1"), r"warning: latin\.txt: the text is not in UTF-8"),
    "broken.jsonl": ("\n".join(BROKEN).encode(), r"error: broken\.jsonl:2: the line is not JSON"),
    "notes.xml": (b"<?xml version='1.0'?><feed></feed>", r"error: notes\.xml: the feed has no entries"),
}


@pytest.fixture(scope="module")
def batch(tmp_path_factory, command):
    """All bad inputs, a file that is not there and a good one, in one run of the command."""
    folder = tmp_path_factory.mktemp("bad")
    for name, (data, _) in BAD.items():
        (folder / name).write_bytes(data)
    (folder / "good.txt").write_text(f"{STRIKE}\n", encoding="utf-8")
    done = command("build", *BAD, "good.txt", "missing.txt", "--published", "2015-09-29", cwd=folder)
    return folder, done


@pytest.mark.parametrize("name", BAD)
def test_one_line_for_each(batch, name):
    _, done = batch
    found = [line for line in done.stderr.decode().splitlines() if name in line and not line.startswith("note: ")]
    assert len(found) == 1
    assert re.match(BAD[name][1], found[0])


def test_a_missing_file(batch):
    assert "error: missing.txt: there is no such file" in batch[1].stderr.decode().splitlines()


def test_the_rest_of_the_batch_is_built(batch):
    folder, done = batch
    articles = json.loads((folder / "output" / "graph.json").read_text("utf-8"))["graph"]["articles"]
    texts = [article["text"] for article in articles.values()]
    # The good one, the two whole lines, and those that were read with a warning or not further than their text.
    assert len(texts) == 5
    assert sum(STRIKE in text for text in texts) == 3
    assert done.returncode == 1
    assert done.stdout == b""
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(("name", "code"), [("empty.txt", 1), ("missing.txt", 1), ("binary.txt", 1)])
def test_alone_it_fails_without_writing(batch, command, name, code):
    folder, _ = batch
    done = command("build", name, "-o", "alone", cwd=folder)
    assert done.returncode == code
    assert len(done.stderr.splitlines()) == 2
    assert not (folder / "alone").exists()


@pytest.mark.slow
def test_a_line_of_50_megabytes(command, tmp_path):
    huge = "Russia struck targets. " * (50_000_000 // 23)
    (tmp_path / "huge.jsonl").write_text(
        json.dumps({"text": huge}) + "\n" + json.dumps({"text": STRIKE}) + "\n", "utf-8"
    )
    (tmp_path / "huge.txt").write_text(huge, "utf-8")
    done = command("build", "huge.jsonl", "huge.txt", "--published", "2015-09-29", cwd=tmp_path)
    assert done.returncode == 1
    errors = [line for line in done.stderr.decode().splitlines() if line.startswith("error")]
    assert len(errors) == 2
    assert errors[0].startswith("error: huge.jsonl:1: the line is longer than")
    assert errors[1].startswith("error: huge.txt: the file is larger than")
    articles = json.loads((tmp_path / "output" / "graph.json").read_text("utf-8"))["graph"]["articles"]
    assert [article["text"] for article in articles.values()] == [STRIKE]


def test_a_wrong_encoding_that_was_named(run, tmp_path):
    (tmp_path / "a.txt").write_bytes("Café in Paris.".encode("utf-16"))
    result = run("build", tmp_path / "a.txt", "--encoding", "ascii", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[0].startswith(f"error: {tmp_path}/a.txt")
    unknown = run("build", tmp_path / "a.txt", "--encoding", "klingon", "-o", tmp_path / "out")
    assert unknown.exit_code == 1
    assert "there is no encoding 'klingon'" in unknown.stderr


def test_a_file_name_cannot_forge_a_line(run, tmp_path):
    path = tmp_path / "a\nerror: forged\x1b[2J\u202e.txt"
    path.write_text("", "utf-8")
    result = run("build", path, "-o", tmp_path / "out")
    assert len(result.stderr.splitlines()) == 2
    assert "a\\nerror: forged\\u001B[2J\\u202E.txt: the file is empty" in result.stderr
    assert "\x1b" not in result.stderr
