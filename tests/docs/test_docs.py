"""The documentation says what is so: its code runs, its links lead somewhere, and no command is missing."""

from __future__ import annotations

import importlib.util
import re
import sys
from datetime import date
from pathlib import Path

import pytest
from typer.main import get_command

import geograph
from geograph.cli import app

ROOT = Path(__file__).parents[2]
_SPEC = importlib.util.spec_from_file_location("run_docs", ROOT / "scripts" / "run_docs.py")
assert _SPEC is not None
assert _SPEC.loader is not None
run_docs = importlib.util.module_from_spec(_SPEC)
sys.modules["run_docs"] = run_docs
_SPEC.loader.exec_module(run_docs)

PAGES = run_docs.pages()
README = (ROOT / "README.md").read_text("utf-8")
WITH_BLOCKS = [
    page for page in PAGES if any(b.language not in ("text", "") for b in run_docs.blocks(page.read_text("utf-8")))
]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.fixture(scope="session")
def kg(nlp):
    return geograph.build([ROOT / run_docs.EXAMPLE], published=date(2015, 10, 1))


@pytest.mark.parametrize("page", WITH_BLOCKS, ids=name)
def test_every_block_runs_and_gives_what_the_page_says(page, kg, recwarn):
    for block, expected, actual in run_docs.wrong(page, kg):
        if isinstance(actual, RuntimeError):
            raise actual
        assert actual == expected.text, f"{name(page)}:{block.line} (scripts/run_docs.py --write writes what comes out)"


def test_the_readme_shows_an_output_for_each_query():
    found = run_docs.blocks(README)
    queries = [number for number, block in enumerate(found) if block.language == "sparql"]
    assert len(queries) == 5
    assert all(len(found[number + 1].text.splitlines()) > 2 for number in queries), "an answer of at least one row"


def test_fits_lets_dots_stand_for_lines():
    assert run_docs.fits("a\n...\nd\n", "a\nb\nc\nd\n")
    assert run_docs.fits("a\n...\n", "a\n")
    assert not run_docs.fits("a\n...\nd\n", "a\nb\n")
    assert not run_docs.fits("a.\n", "ab\n")


def test_a_block_that_fails_is_found(tmp_path, monkeypatch):
    page = tmp_path / "page.md"
    page.write_text("```sh\necho one\n```\n\n```text\ntwo\n```\n\n```python\n1 / 0\n```\n", "utf-8")
    (first, _, gave), (second, _, failed) = run_docs.wrong(page, None)
    assert (first.line, gave) == (1, "one\n")
    assert second.line == 9
    assert isinstance(failed, RuntimeError)
    assert "ZeroDivisionError" in str(failed)


# ---------------------------------------------------------------- the two commands
def commands() -> list[str]:
    return [line for line in README.splitlines() if line.startswith("python3 -m venv")]


def test_there_are_two_commands():
    build, test = commands()
    assert build.startswith("python3 -m venv .venv && .venv/bin/pip install -q . && .venv/bin/geograph build examples/")
    assert test.endswith(" && .venv/bin/python -m pytest")


def test_ci_installs_by_the_test_command():
    ci = (ROOT / ".ci" / "run").read_text("utf-8")
    install = commands()[1].removesuffix(" && .venv/bin/python -m pytest")
    assert f"\n{install}\n" in ci
    assert ".venv/bin/python -m pytest" in ci


def test_the_groups_in_the_commands_exist():
    import tomllib

    groups = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["dependency-groups"]
    for text in (README, (ROOT / ".ci" / "run").read_text("utf-8")):
        assert set(re.findall(r"--group (\w+)", text)) <= set(groups)


# ---------------------------------------------------------------- links, commands, words
@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_leads_to_a_file(page):
    text = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", text):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{name(page)}: {target}"


def test_every_page_is_reached_from_the_first():
    seen, queue = set(), [ROOT / "docs" / "index.md"]
    while queue:
        page = queue.pop()
        if page in seen or page.suffix != ".md":
            continue
        seen.add(page)
        links = re.findall(r"\]\(([^)#:]+\.md)[^)]*\)", page.read_text("utf-8"))
        queue += [(page.parent / link).resolve() for link in links if (page.parent / link).exists()]
    assert [name(page) for page in PAGES if page not in seen] == []


def test_every_command_and_option_is_documented():
    text = (ROOT / "docs" / "commands.md").read_text("utf-8")
    stack = [(get_command(app), "geograph")]
    while stack:
        command, title = stack.pop()
        children = getattr(command, "commands", {})
        stack += [(child, f"{title} {key}") for key, child in children.items()]
        if not children:
            assert f"## {title}" in text, title
        for parameter in command.params:
            for option in parameter.opts:
                if option.startswith("--") and "completion" not in option:
                    assert option in text, f"{title} {option}"


def test_every_component_and_output_is_in_the_readme():
    from geograph.api import OUTPUTS
    from geograph.pipeline import STAGES

    for word in [*OUTPUTS, *(stage for stage, _, _ in STAGES)]:
        assert f"`{word}`" in README, word


def test_the_readme_opens_with_what_it_is_and_a_picture():
    opening = README.split("## Start")[0]
    assert "![" in opening
    assert (ROOT / "docs" / "images" / "graph.png").stat().st_size < 400_000
