"""What CI installs is what the project asks for: locked, each file by its hash, from wherever packages come from."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement

TOP = Path(__file__).parents[2]
LOCK, BUILD = TOP / ".ci" / "requirements.txt", TOP / ".ci" / "build-requirements.txt"
RENEW = "renew .ci/requirements.txt as .github/CONTRIBUTING.md says"

if not LOCK.exists():
    pytest.skip("no checkout: the lock is beside the package", allow_module_level=True)


def locked(path: Path) -> dict[str, tuple[Requirement, int]]:
    """Each package of a lock, and how many files it may be."""
    entries = re.split(r"\n(?=\S)", path.read_text(encoding="utf-8"))
    found = {}
    for entry in entries:
        requirement = Requirement(re.split(r"\s+\\?\s*--hash", entry.strip(), maxsplit=1)[0].rstrip("\\ \n"))
        found[requirement.name] = (requirement, len(re.findall(r"--hash=sha256:[0-9a-f]{64}(?= \\$|$)", entry, re.M)))
    return found


def asked_for() -> Iterator[Requirement]:
    project = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))
    yield from map(Requirement, project["project"]["dependencies"])
    yield from map(Requirement, project["dependency-groups"]["dev"])


@pytest.mark.parametrize("requirement", tuple(asked_for()), ids=lambda each: each.name)
def test_what_the_project_asks_for_is_locked(requirement: Requirement) -> None:
    found = locked(LOCK).get(requirement.name.lower())
    assert found is not None, f"{requirement.name} is not locked: {RENEW}"
    (version,) = found[0].specifier
    assert requirement.specifier.contains(version.version), f"{found[0]} is locked, {requirement} asked for: {RENEW}"


@pytest.mark.parametrize("path", [LOCK, BUILD], ids=lambda path: path.name)
def test_every_locked_package_is_one_version_known_by_its_hashes(path: Path) -> None:
    for requirement, hashes in locked(path).values():
        assert [each.operator for each in requirement.specifier] == ["=="]
        assert hashes > 0


@pytest.mark.parametrize("path", [LOCK, BUILD], ids=lambda path: path.name)
def test_a_lock_says_nothing_of_where_packages_come_from(path: Path) -> None:
    assert not re.search(r"://|--index|--find-links|\s@\s", path.read_text(encoding="utf-8"))


def test_what_builds_the_project_is_locked() -> None:
    project = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))
    for requirement in map(Requirement, project["build-system"]["requires"]):
        (version,) = locked(BUILD)[requirement.name][0].specifier
        assert requirement.specifier.contains(version.version)


def test_every_minimum_is_said() -> None:
    assert [each.name for each in asked_for() if not any(one.operator == ">=" for one in each.specifier)] == []
