"""The tested set of dependencies fits what the package asks for."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PYTHONS = ("3.11", "3.12", "3.13", "3.14")


def asked() -> Iterator[Requirement]:
    """What pyproject.toml asks for, for users, tests and developers."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [
        line for name, lines in project["optional-dependencies"].items() if name != "peers" for line in lines
    ]
    for line in (*project["dependencies"], *extras):
        if not line.startswith(project["name"]):
            yield Requirement(line)


def pinned(python: str) -> dict[str, str]:
    """The release of each package that holds for a Python."""
    environment = {**default_environment(), "python_version": python, "python_full_version": f"{python}.0"}
    found: dict[str, str] = {}
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            one = Requirement(line)
            if one.marker is None or one.marker.evaluate(environment):
                (pin,) = one.specifier
                assert pin.operator == "=="
                assert found.setdefault(canonicalize_name(one.name), pin.version) == pin.version
    return found


@pytest.mark.parametrize("python", PYTHONS)
def test_every_dependency_has_one_tested_release_within_its_range(python: str) -> None:
    """A range that was narrowed or a package that was added shows here until the set is made anew."""
    pins = pinned(python)
    environment = {**default_environment(), "python_version": python, "python_full_version": f"{python}.0"}
    for one in asked():
        if one.marker is None or one.marker.evaluate({**environment, "extra": ""}):
            release = pins.get(canonicalize_name(one.name))
            assert release is not None, f"{one.name} has no release in constraints.txt"
            assert one.specifier.contains(release), f"{one.name} {release} is outside of its range"


@pytest.mark.parametrize("name", ["README.md", "Makefile", ".ci/run"])
def test_what_installs_for_tests_installs_the_tested_set(name: str) -> None:
    """Every command that installs the checkout names the constraints."""
    lines = [line for line in (ROOT / name).read_text(encoding="utf-8").splitlines() if "bin/pip install" in line]
    assert lines
    assert [line for line in lines if "-c constraints.txt" not in line and "newest" not in line] == []
