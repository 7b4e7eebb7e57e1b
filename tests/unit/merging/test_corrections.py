"""The file of corrections: what is written is read back, and a bad row is named by its line."""

from __future__ import annotations

from datetime import date

import pytest

from geograph.correct import append_correction
from geograph.errors import InputError
from geograph.merging import Correction, read_corrections

HEAD = "action,ids,reason,by,date\n"


def test_what_is_written_is_read_back(tmp_path):
    path = tmp_path / "corrections.csv"
    first = Correction(
        action="merge", ids=("A", "B"), reason="the same, said a reader", by="Ada", date=date(2024, 5, 1)
    )
    append_correction(path, first)
    append_correction(path, Correction(action="split", ids=("A", "B@12ab", "C")))
    one, other = read_corrections(path)
    assert (one.action, one.ids, one.reason, one.by, one.date) == ("merge", first.ids, first.reason, "Ada", first.date)
    assert (other.action, other.ids, other.where) == ("split", ("A", "B@12ab", "C"), f"{path}:4")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (HEAD + "join,A|B,,,\n", r":2: not a correction: action"),
        (HEAD + "merge,A,,,\n", r":2: not a correction: ids: .*at least two"),
        ("# note\n" + HEAD + "merge,A|B,,,\nmerge,A|B,,,yesterday\n", r":4: not a correction: date"),
        ("ids,action\nA|B,merge\n", r":1: the columns must be action,ids,reason,by,date"),
    ],
)
def test_a_bad_row_is_named_by_its_line(tmp_path, text, message):
    path = tmp_path / "c.csv"
    path.write_text(text)
    with pytest.raises(InputError, match=message):
        read_corrections(path)
    before = path.read_bytes()
    with pytest.raises(InputError):
        append_correction(path, Correction(action="merge", ids=("A", "B")))
    assert path.read_bytes() == before


def test_a_missing_file_is_an_input_error(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        read_corrections(tmp_path / "none.csv")
