"""Help, version, usage: quick, and on the right stream."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest
from typer.main import get_command

import geograph
from geograph.cli import app

COMMANDS = (
    "build",
    "query",
    "view",
    "show",
    "validate",
    "explain",
    "export",
    "merge",
    "split",
    "serve",
    "status",
    "remove",
    "rebuild",
    "analyse",
    "actors",
    "lexicon",
)
# What takes longer to import than the help may take altogether.
HEAVY = ("spacy", "rdflib", "pydantic", "pyoxigraph", "networkx", "numpy", "pyvis", "rich", "trafilatura")


def test_every_command_has_help(run):
    assert sorted(get_command(app).commands) == sorted(COMMANDS)
    for name in COMMANDS:
        result = run(name, "--help")
        assert result.exit_code == 0
        assert result.stdout.startswith("Usage: ")
        assert result.stderr == ""


def test_every_option_says_what_it_does():
    stack = [(get_command(app), "geograph")]
    seen = 0
    while stack:
        command, name = stack.pop()
        assert command.help, name
        stack += [(sub, f"{name} {key}") for key, sub in getattr(command, "commands", {}).items()]
        for parameter in command.params:
            if parameter.param_type_name == "option":
                seen += 1
                assert parameter.help, f"{name} {parameter.name}"
    assert seen > 15


def test_help_imports_nothing_heavy():
    code = (
        "import sys\nfrom geograph.cli import main\nsys.argv = ['geograph', '--help']\n"
        "try:\n    main()\nfinally:\n"
        f"    print(*sorted(set({HEAVY!r}) & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.startswith("Usage: geograph")
    assert done.stderr.split() == []


@pytest.mark.slow
def test_help_is_quick():
    """Under 0.4 s of processor time, the best of five: what else the machine does is not ours to answer for."""
    taken = []
    for _ in range(5):
        before = os.times()
        subprocess.run([sys.executable, "-m", "geograph", "--help"], capture_output=True, check=True)
        after = os.times()
        taken.append(after.children_user + after.children_system - before.children_user - before.children_system)
        time.sleep(0.01)
    assert min(taken) < 0.4


def test_version(run):
    result = run("--version")
    assert result.exit_code == 0
    assert result.stdout == f"geograph {geograph.__version__}\n"


def test_python_dash_m_is_the_command(command):
    done = command("--version")
    assert done.returncode == 0
    assert done.stdout.decode().strip() == f"geograph {geograph.__version__}"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nonsense"], "nonsense"),
        (["build"], "ARTICLE"),
        (["build", "a.txt", "--published", "17.11.2015"], "'17.11.2015' is not a day written as YYYY-MM-DD"),
        (["build", "a.txt", "--column", "body"], "'body' is not FIELD=COLUMN"),
        (["build", "a.txt", "--column", "colour=body"], "an article has no field 'colour'"),
        (["build", "a.txt", "--fail-on", "sometimes"], "sometimes"),
        (["query", "SELECT * {}", "--format", "yaml"], "yaml"),
    ],
)
def test_wrong_usage_exits_with_2(run, arguments, said):
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""
