"""A step that made tables of an archive is never changed: archives made by it are in use."""

from __future__ import annotations

import hashlib
import re
from importlib import import_module

import pytest

PUBLISHED = {
    "sqlite": (
        "a6b2aa6b112bb027",
        "88ec0cc450c95fca",
        "13d06c9510458867",
        "4d3fcb24b66a804e",
        "215e04f277f3ab5d",
        "34ac732a5b07f95e",
    ),
    "postgres": ("0ec89d446c56c568",),
}
"""The beginning of the SHA-256 of each step, without comments, spaces and the order of its statements."""


def digest(step: tuple[str, ...]) -> str:
    bare = (re.sub(r"\s+", " ", re.sub(r"--[^\n]*", "", each).replace('"', "")).strip() for each in step)
    tight = sorted(re.sub(r" ?([(),]) ?", r"\1", each) for each in bare)
    return hashlib.sha256("\n".join(tight).encode()).hexdigest()[:16]


@pytest.mark.parametrize("engine", PUBLISHED)
def test_a_published_step_is_never_changed(engine: str) -> None:
    if engine == "postgres":
        pytest.importorskip("psycopg")
    steps = import_module(f"billtrack.store.archive.{engine}.schema").STEPS
    published = PUBLISHED[engine]
    assert tuple(map(digest, steps))[: len(published)] == published
    assert len(steps) == len(published), "add the digest of the new step"
