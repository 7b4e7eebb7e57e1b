"""The command in this process, and as a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from geograph.cli import app

ROOT = Path(__file__).parents[3]
EXAMPLES = ROOT / "examples"
SYRIA = EXAMPLES / "syria_2015.txt"

Run = Callable[..., Any]


@pytest.fixture(scope="session")
def run() -> Run:
    """Run the command in this process, where the model is loaded once: ``run("build", path).stderr``."""
    runner = CliRunner()

    def runner_for(*arguments: str | Path, stdin: bytes | None = None) -> Any:
        return runner.invoke(app, [str(argument) for argument in arguments], input=stdin)

    return runner_for


@pytest.fixture(scope="session")
def command() -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Run the real command: a new process, its own streams and exit code."""

    def run_command(
        *arguments: str | Path, stdin: bytes = b"", cwd: Path | None = None, env: dict[str, str] | None = None
    ):
        line = [sys.executable, "-m", "geograph", *map(str, arguments)]
        return subprocess.run(line, input=stdin, capture_output=True, cwd=cwd, env=env, timeout=120, check=False)

    return run_command


@pytest.fixture(scope="session")
def output(tmp_path_factory: pytest.TempPathFactory, run: Run) -> Path:
    """The files of the Syria example, built once."""
    folder = tmp_path_factory.mktemp("output")
    result = run("build", SYRIA, "--published", "2015-10-01", "-o", folder)
    assert result.exit_code == 0, result.stderr
    return folder
