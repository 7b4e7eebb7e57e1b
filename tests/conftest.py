"""Shared by all tests: ``factories`` importable from every folder, the pipeline loaded once, browser tests optional."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

sys.path.insert(0, str(Path(__file__).parent))

if TYPE_CHECKING:
    from spacy.language import Language

    from geograph.types import Document

ROOT = Path(__file__).parents[1]
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

Read = Callable[..., "Document"]

# The same commit passes or fails everywhere; ``--hypothesis-profile=search`` looks further, each time elsewhere.
settings.register_profile("same", derandomize=True)
settings.register_profile("search", derandomize=False, max_examples=1000)
settings.load_profile("same")


def find_chromium() -> str | None:
    """The browser named by CHROMIUM, or the first one on the path."""
    named = os.environ.get("CHROMIUM")
    return named if named and Path(named).is_file() else next(filter(None, map(shutil.which, _BROWSERS)), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if find_chromium():
        return
    skip = pytest.mark.skip(reason="no Chromium found: install one, or name its path in CHROMIUM")
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(skip)


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The pipeline, loaded once, and the same one that ``geograph.build`` uses."""
    from geograph import api
    from geograph.annotating.model import DEFAULT_MODEL

    return api._pipeline(DEFAULT_MODEL, (), (), ())


@pytest.fixture(scope="session")
def read(nlp: Language) -> Read:
    """Read a text: ``read("Russia struck ...", published=date(2015, 11, 17))`` gives its ``Document``."""
    from geograph.pipeline import read_documents
    from geograph.reading import make_article

    def reader(text: str, *, published: date | None = None, title: str | None = None) -> Document:
        article = make_article(text, title=title, published=published, language="en")
        return next(iter(read_documents(nlp, (article,))))

    return reader
