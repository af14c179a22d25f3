"""What people see: whole screens without colour, at two widths, kept as files.

To accept a change on purpose, delete the file, run the test twice and read the difference before committing it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

SCREENS = Path(__file__).parents[1] / "data" / "screens"


@pytest.mark.parametrize("width", [60, 120])
@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("status-final", ["status", "hres901-118"]),
        ("status-living", ["status", "s12-119"]),
        ("status-not-loaded", ["status", "hconres5-119"]),
        ("list", ["list"]),
        ("history", ["history", "hres901-118"]),
        ("cosponsors", ["cosponsors", "hres901-118"]),
        ("cosponsors-by-party", ["cosponsors", "hres901-118", "--by", "party"]),
        ("cosponsors-by-state", ["cosponsors", "hres901-118", "--by", "state"]),
        ("growth", ["cosponsors", "hres901-118", "--growth"]),
        ("overlap", ["overlap", "hres901-118", "sres77-118"]),
        ("text-resolution", ["text", "hres901-118"]),
        ("text-excerpts", ["text", "sres77-118"]),
        ("text-bill", ["text", "hr20-119"]),
        ("cite", ["cite", "hres901-118@ih"]),
    ],
)
def test_screen_is_the_one_on_file(billtrack: Callable[..., Any], name: str, arguments: list[str], width: int) -> None:
    run = billtrack(*arguments, "--format", "table", COLUMNS=str(width))
    assert (run.code, run.err) == (0, "")
    assert max(len(line) for line in run.out.splitlines()) <= width
    assert_on_file(SCREENS / f"{name}-{width}.txt", run.out)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("status-final", ["status", "hres901-118"]),
        ("history", ["history", "hres901-118"]),
        ("text-resolution", ["text", "hres901-118"]),
        ("list", ["list"]),
        ("growth", ["cosponsors", "hres901-118", "--growth"]),
        ("overlap", ["overlap", "hres901-118", "sres77-118"]),
    ],
)
@pytest.mark.parametrize("look", ["plain", "linear", "markdown"])
def test_words_for_other_readers_are_those_on_file(
    billtrack: Callable[..., Any], name: str, arguments: list[str], look: str
) -> None:
    run = billtrack(*arguments, *(["--linear"] if look == "linear" else ["--format", look]))
    assert (run.code, run.err) == (0, "")
    assert_on_file(SCREENS / f"{name}-{look}.txt", run.out)


def assert_on_file(path: Path, text: str) -> None:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        pytest.fail(f"{path.name} was not there: written now, read it")
    assert text == path.read_text(encoding="utf-8")
