"""The pages in a real browser: nothing leaves the file, nobody is kept out, and every word can be read."""

from __future__ import annotations

import os
import re
import struct
from pathlib import Path

import pytest

from billtrack.cli import main
from chromium import UNREADABLE, Browser

ROOT = Path(__file__).parents[2]
PICTURE = ROOT / ".github" / "brief.png"
HEIGHT = 1180


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The brief of the two measures, on one page and in full; the site of all records; a comparison by itself."""
    folder = tmp_path_factory.mktemp("pages")
    bills = ["--bills", str(ROOT / "bills")]
    made = {name: folder / f"{name}.html" for name in ("brief", "full", "diff", "side")}
    assert main(["brief", "hres351-115", "sres211-115", "-o", str(made["brief"]), *bills]) == 0
    assert main(["brief", "hres351-115", "sres211-115", "--full", "-o", str(made["full"]), *bills]) == 0
    assert main(["diff", "hres351-115", "sres211-115", "-o", str(made["diff"]), *bills]) == 0
    assert main(["diff", "hres351-115", "ih", "eh", "--layout", "side", "-o", str(made["side"]), *bills]) == 0
    assert main(["site", "-o", str(folder / "site"), *bills]) == 0
    return made | {path.stem: path for path in sorted((folder / "site").glob("*.html"))}


NAMES = ("brief", "full", "diff", "side", "index", "hres351-115", "sres211-115", "hres351-115--sres211-115")


def test_every_page_made_is_looked_at(pages: dict[str, Path]) -> None:
    assert set(pages) == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_asks_for_nothing_and_the_browser_has_no_complaint(
    browser: Browser, pages: dict[str, Path], name: str
) -> None:
    browser.open(pages[name])
    assert browser.requests() == [pages[name].as_uri()]
    assert browser.console() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", NAMES)
def test_nobody_is_kept_out(browser: Browser, pages: dict[str, Path], name: str, scheme: str) -> None:
    browser.open(pages[name], scheme=scheme)
    browser.run('for (const each of document.querySelectorAll("details")) each.open = true')
    assert browser.barriers() == []


def test_barriers_are_found_where_there_are_some(browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / "bad.html"
    page.write_text('<p style="color: #ddd; background: #fff">faint words</p><img src="x.png">', encoding="utf-8")
    browser.open(page)
    assert {barrier.partition(":")[0] for barrier in browser.barriers()} >= {"color-contrast", "image-alt"}
    assert len(browser.requests()) == 2
    assert browser.console() != []


@pytest.mark.parametrize("width", [320, 800, 1400])
@pytest.mark.parametrize("name", NAMES)
def test_every_word_is_in_the_window(browser: Browser, pages: dict[str, Path], name: str, width: int) -> None:
    browser.open(pages[name], width=width)
    assert browser.run(UNREADABLE) == []
    assert browser.run("return document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("name", NAMES)
def test_every_word_is_on_paper(browser: Browser, pages: dict[str, Path], name: str) -> None:
    inches, margins = 8.5, 0.8
    browser.open(pages[name], width=int((inches - margins) * 96), media="print", scheme="dark")
    assert browser.barriers() == []
    assert browser.run(UNREADABLE) == []
    assert browser.run("return getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    paper = browser.paper()
    assert paper.startswith(b"%PDF")
    assert re.search(rb"/Type\s*/Page\b", paper)


def test_a_keyboard_reaches_every_link_and_what_is_folded(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["full"])
    browser.run('for (const each of document.querySelectorAll("details")) each.open = true')
    assert browser.run("return document.querySelectorAll('[tabindex]').length") == 0
    links, folded = (browser.run(f"return document.querySelectorAll('{what}').length") for what in ("a", "summary"))
    reached = browser.tab_through(links + folded)
    assert [each for each in reached if each not in {"A", "SUMMARY"}] == []
    assert len(reached) == links + folded


def test_the_index_filters_as_one_types_and_is_whole_without_a_script(browser: Browser, pages: dict[str, Path]) -> None:
    shown = "return [...document.querySelectorAll('table.stat tbody tr')].filter((row) => row.checkVisibility()).length"
    browser.open(pages["index"])
    assert browser.run(shown) == 2
    browser.run('document.querySelector("input[type=search]").focus()')
    for letter in "sres":
        browser.press(letter)
    assert browser.run(shown) == 1
    assert browser.run('return document.querySelector("output").textContent') == "1 of 2 shown"
    assert browser.barriers() == []
    browser.open(pages["index"], width=320)
    browser.run('document.querySelector("input[type=search]").value = "nothing"')
    browser.run('document.querySelector("form").dispatchEvent(new Event("input"))')
    assert browser.run(shown) == 0
    browser.script(is_on=False)
    try:
        browser.open(pages["index"])
        assert browser.run("return document.querySelectorAll('form').length") == 0
        assert browser.run(shown) == 2
    finally:
        browser.script(is_on=True)


def test_the_picture_in_the_readme_is_of_the_brief(browser: Browser, pages: dict[str, Path]) -> None:
    """It is made anew where it is missing; letters differ from machine to machine, its size does not."""
    browser.open(pages["brief"], width=800)
    picture = browser.picture(top=0, height=HEIGHT)
    if not PICTURE.exists() and not os.environ.get("CI"):
        PICTURE.write_bytes(picture)
    kept = PICTURE.read_bytes()
    assert size_of(picture) == size_of(kept) == (800, HEIGHT)
    assert len(kept) < 250_000


def size_of(png: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", png[16:24])
    return width, height
