"""What is released: the wheel and the source archive carry every file, and the wheel works elsewhere."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from geograph.api import OUTPUTS

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "syria_2015.txt"

pytestmark = pytest.mark.slow


def tree(root: Path, prefix: str) -> set[str]:
    """The files below ``root`` as a wheel names them, without what Python leaves behind."""
    files = (path for path in root.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {f"{prefix}/{path.relative_to(root).as_posix()}" for path in files}


@pytest.fixture(scope="module")
def archives(tmp_path_factory):
    """The source archive, and the wheel that is made of it."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return next(folder.glob("*.tar.gz")), next(folder.glob("*.whl"))


def test_the_wheel_carries_every_file_of_the_package(archives):
    names = {name for name in zipfile.ZipFile(archives[1]).namelist() if ".dist-info/" not in name}
    wanted = tree(ROOT / "src" / "geograph", "geograph") | {
        name for name in tree(ROOT / "ontology", "geograph/ontology") if "/sources/" not in name
    }
    assert names == wanted


def test_the_wheel_says_what_it_is(archives):
    archive = zipfile.ZipFile(archives[1])
    metadata = archive.read(next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))).decode()
    assert "\nName: geograph-kg\n" in metadata
    assert "\nRequires-Python: <3.14,>=3.11\n" in metadata
    assert "\nLicense-Expression: MIT\n" in metadata
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in archive.namelist())


def test_the_source_archive_is_enough_to_test_from(archives):
    with tarfile.open(archives[0]) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    folders = ("src/geograph", "tests", "docs", "examples", "ontology", "benchmarks", "scripts", "requirements", ".ci")
    wanted = set().union(*(tree(ROOT / folder, folder) for folder in folders if (ROOT / folder).is_dir()))
    assert sorted(wanted - names) == []
    assert {"pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE", "MANIFEST.in"} <= names


@pytest.fixture(scope="module")
def installed(archives, tmp_path_factory):
    """The Python of a new environment that has the wheel, and beside it the dependencies of this one."""
    folder = tmp_path_factory.mktemp("venv")
    venv.create(folder, with_pip=False)
    python = folder / "bin" / "python"
    site = Path(sysconfig.get_path("purelib", vars={"base": str(folder), "platbase": str(folder)}))
    # As a line of a .pth file, this environment's packages are found but its own .pth files, such as that of an
    # editable installation of geograph, are not obeyed.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    install = [sys.executable, "-m", "pip", "--python", str(python), "install", "-q", "--no-index", "--no-deps"]
    done = subprocess.run([*install, str(archives[1])], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return python


def run(python: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return subprocess.run(
        [python, *arguments], cwd=cwd, env=environment, capture_output=True, text=True, timeout=300, check=False
    )


def test_geograph_comes_from_the_wheel(installed, tmp_path):
    code = (
        "import geograph, geograph.ontology as o; print(geograph.__file__, o.__file__, geograph.__version__, sep='\\n')"
    )
    done = run(installed, "-c", code, cwd=tmp_path)
    package, ontology, version = done.stdout.splitlines()
    assert Path(package).is_relative_to(installed.parents[1])
    assert Path(ontology).is_relative_to(installed.parents[1])
    assert version == "0.1.0"


def test_the_command_of_the_wheel_builds_a_graph_elsewhere(installed, tmp_path):
    command = str(installed.parent / "geograph")
    done = run(installed, command, "build", str(EXAMPLE), "--published", "2015-10-01", "-o", "out", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(OUTPUTS)
    asked = run(
        installed, command, "query", "ASK { :France gg:strikes :IslamicState }", "-g", "out/graph.ttl", cwd=tmp_path
    )
    assert asked.stdout == "true\n", asked.stderr
    for arguments in (["lexicon", "check"], ["validate", "--help"], ["show", "-g", "out/graph.json"]):
        assert run(installed, command, *arguments, cwd=tmp_path).returncode == 0


def test_its_components_are_found_by_spacy(installed, tmp_path):
    names = ["geograph_blocks", "geograph_quotes", "geograph_entities", "geograph_events"]
    code = (
        f"import spacy\nnlp = spacy.blank('en')\nfor name in {names}:\n    nlp.add_pipe(name)\nprint(*nlp.pipe_names)"
    )
    done = run(installed, "-c", code, cwd=tmp_path)
    assert done.stdout.split() == names, done.stderr
