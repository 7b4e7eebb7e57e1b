import os
import stat

import pytest

from geograph.errors import ExportError
from geograph.export import open_atomically, write_atomically


def test_bytes_text_and_chunks_arrive_whole(tmp_path):
    for data in (b"a\r\nb", "a\r\nb", iter([b"a\r", b"\nb"])):
        assert write_atomically(tmp_path / "new" / "out.txt", data) == tmp_path / "new" / "out.txt"
        assert (tmp_path / "new" / "out.txt").read_bytes() == b"a\r\nb"


def test_an_old_file_stays_when_the_writing_fails(tmp_path):
    path = write_atomically(tmp_path / "out.txt", "old")

    def broken():
        yield b"half"
        raise KeyError("a bug further up")

    with pytest.raises(KeyError):
        write_atomically(path, broken())
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["out.txt"]  # noqa: PTH208


def test_nobody_sees_a_half_written_file(tmp_path):
    path = tmp_path / "out.txt"
    with open_atomically(path) as stream:
        stream.write(b"half")
        stream.flush()
        assert not path.exists()
    assert path.read_bytes() == b"half"


def test_others_may_read_it_as_with_open(tmp_path):
    (tmp_path / "plain").write_text("")
    usual = stat.S_IMODE((tmp_path / "plain").stat().st_mode)
    assert stat.S_IMODE(write_atomically(tmp_path / "ours", "").stat().st_mode) == usual


@pytest.mark.parametrize("target", ["file/out.txt", "folder"])
def test_what_cannot_be_written_is_named_with_a_hint(tmp_path, target):
    (tmp_path / "file").write_text("in the way")
    (tmp_path / "folder").mkdir()
    with pytest.raises(ExportError) as caught:
        write_atomically(tmp_path / target, "x")
    assert caught.value.where == str(tmp_path / target)
    assert "where" in caught.value.hint
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]


def test_a_full_disk_is_an_export_error(tmp_path):
    def full():
        raise OSError(28, "No space left on device")
        yield b""

    with pytest.raises(ExportError, match="No space left"):
        write_atomically(tmp_path / "out.txt", full())
    assert not list(tmp_path.iterdir())


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to("real")
    write_atomically(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"
