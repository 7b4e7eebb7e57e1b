"""Text for a terminal."""

from __future__ import annotations

import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geograph.terminal import Style, style_for, visible, wrap


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")


def test_colour_on_a_terminal_only():
    assert style_for(Screen()).colour
    assert not style_for(io.StringIO()).colour


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_no_colour_where_it_is_not_wanted(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    assert not style_for(Screen()).colour


def test_an_empty_no_color_counts_for_nothing(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "")
    assert style_for(Screen()).colour


def test_paint():
    assert Style(colour=True).paint("x", "red") == "\x1b[31mx\x1b[0m"
    assert Style().paint("x", "red") == "x"


@given(st.text())
def test_visible_is_one_harmless_line(text):
    shown = visible(text)
    assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") for c in shown)
    assert visible(shown) == shown


@given(st.text())
def test_wrap_keeps_all_words(text):
    lines = wrap(text, indent="  ", width=30)
    assert all(line.startswith("  ") for line in lines)
    assert "".join("".join(lines).split()) == "".join(visible(" ".join(text.split())).split())
