"""pyproject.toml, the lock and the tree agree."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCK = (ROOT / "requirements" / "lock.txt").read_text("utf-8")
PINS = re.findall(r"^([A-Za-z0-9._-]+)==(\S+)(?: ; ([^\\\n]+))?", LOCK, re.MULTILINE)


def package_name(folder: Path) -> str:
    return ".".join(folder.relative_to(ROOT / "src").parts)


def requirements() -> list[Requirement]:
    """All direct dependencies, of the package and of its groups."""
    groups = [entry for group in PROJECT["dependency-groups"].values() for entry in group if isinstance(entry, str)]
    return [Requirement(line) for line in [*PROJECT["project"]["dependencies"], *groups]]


def test_every_package_of_the_tree_is_listed():
    found = {package_name(path.parent) for path in (ROOT / "src" / "geograph").rglob("__init__.py")}
    assert sorted(PROJECT["tool"]["setuptools"]["packages"]) == sorted(found | {"geograph.ontology"})


def test_every_module_lies_in_a_package():
    packages = set(PROJECT["tool"]["setuptools"]["packages"])
    for path in (ROOT / "src" / "geograph").rglob("*.py"):
        assert package_name(path.parent) in packages, path


def test_every_kind_of_data_file_is_listed():
    patterns = PROJECT["tool"]["setuptools"]["package-data"]["*"]
    suffixes = {Path(pattern).suffix for pattern in patterns if pattern.startswith("**/")}
    for root in (ROOT / "src" / "geograph", ROOT / "ontology"):
        for path in root.rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".py":
                assert path.suffix in suffixes or path.name in patterns, path


def test_the_classifiers_are_the_versions_of_requires_python():
    classifiers = PROJECT["project"]["classifiers"]
    named = [line.rpartition(" ")[2] for line in classifiers if re.search(r":: 3\.\d+$", line)]
    wanted = Requirement(f"python{PROJECT['project']['requires-python']}").specifier
    assert named == [f"3.{minor}" for minor in range(30) if Version(f"3.{minor}") in wanted]
    assert named == ["3.11", "3.12", "3.13"]


def test_the_lock_has_names_versions_and_hashes_and_no_address():
    assert len(PINS) > 60
    for line in LOCK.splitlines():
        assert re.fullmatch(r"[A-Za-z0-9._-]+==[^\s:/]+( ; [^:/]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?", line), (
            line
        )


@pytest.mark.parametrize("requirement", requirements(), ids=str)
def test_the_lock_holds_every_dependency_in_its_range(requirement):
    versions = [version for name, version, _ in PINS if canonicalize_name(name) == canonicalize_name(requirement.name)]
    assert versions
    assert all(version in requirement.specifier for version in versions)


def test_every_dependency_has_a_range():
    for requirement in requirements():
        assert requirement.specifier, requirement
    for line in PROJECT["project"]["dependencies"]:
        operators = {specifier.operator for specifier in Requirement(line).specifier}
        assert operators == {"=="} or operators == {">=", "<"}, line


def test_every_spacy_factory_exists():
    from importlib import import_module

    for target in PROJECT["project"]["entry-points"]["spacy_factories"].values():
        module, _, name = target.partition(":")
        assert callable(getattr(import_module(module), name))
