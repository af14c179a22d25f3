"""The local pages in a real browser: nobody is kept out, nothing is asked of elsewhere, no script is needed."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from chromium import UNREADABLE, Browser
from local_pages import ARCHIVED, Pages, make_place, serving

OWN = "data:image/svg+xml;base64,"
"""How the browser asks itself for the picture in a box for a date."""
PATHS = (
    "/",
    "/search?q=human+rights",
    "/search?q=nothing+like+this",
    "/measures/hres351-115",
    "/measures/hres351-115/history",
    "/measures/hres351-115/text/ih",
    "/measures/sres211-115/text/ats",
    "/measures/hres351-115/cosponsors",
    "/measures/hres351-115/cosponsors?party=R&original=1",
    f"/measures/{ARCHIVED}/votes",
    "/members/E000179",
    f"/measures/{ARCHIVED}/companions",
    f"/measures/{ARCHIVED}/gaps",
    "/diff/hres351-115@ih..hres351-115@eh",
    "/diff/hres351-115..sres211-115?layout=side&all=1",
    "/diff/hres351-115..sres211-115?layout=stat",
    "/changes",
    "/digest",
    "/?words=lighthouse&sort=id",
    f"/measures/{ARCHIVED}/gaps?party=D",
    "/measures/hres9999-115",
)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    with serving(make_place(tmp_path_factory.mktemp("served") / "place")) as found:
        yield found


@pytest.mark.parametrize("path", PATHS)
def test_a_page_asks_only_this_server_and_the_browser_has_no_complaint(
    browser: Browser, pages: Pages, path: str
) -> None:
    browser.open(pages.address + path)
    assert [each for each in browser.requests() if not each.startswith((f"{pages.address}/", OWN))] == []
    missing = [each for each in browser.console() if "9999" not in each]  # the browser logs every 404 of a page
    assert missing == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", PATHS)
def test_nobody_is_kept_out(browser: Browser, pages: Pages, path: str, width: int, scheme: str) -> None:
    browser.open(pages.address + path, scheme=scheme, width=width)
    browser.run('for (const each of document.querySelectorAll("details")) each.open = true')
    assert browser.barriers() == []


@pytest.mark.parametrize("width", [320, 800])
@pytest.mark.parametrize("path", PATHS)
def test_every_word_is_in_the_window(browser: Browser, pages: Pages, path: str, width: int) -> None:
    browser.open(pages.address + path, width=width)
    browser.run('document.querySelector(".skip").remove()')  # which shows only when it is reached
    assert browser.run("return document.documentElement.scrollWidth") == width
    assert browser.run(UNREADABLE) == []


@pytest.mark.parametrize("path", PATHS)
def test_every_page_can_be_printed(browser: Browser, pages: Pages, path: str) -> None:
    browser.open(pages.address + path, width=740, media="print", scheme="dark")
    assert browser.barriers() == []
    assert browser.run("return getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert browser.run("return getComputedStyle(document.querySelector('nav')).display") == "none"
    assert browser.paper().startswith(b"%PDF")


REACHABLE = "a, button, summary, select, input:not([type=hidden])"


@pytest.mark.parametrize("path", [PATHS[0], PATHS[3], PATHS[7], PATHS[11]])
def test_a_keyboard_reaches_everything(browser: Browser, pages: Pages, path: str) -> None:
    browser.open(pages.address + path)
    count = browser.run(f'return document.querySelectorAll("{REACHABLE}").length')
    dates = browser.run('return document.querySelectorAll("[type=date]").length')
    reached = browser.tab_through(count + dates * 3)  # a date has four stops
    assert set(reached) <= {"A", "BUTTON", "SUMMARY", "SELECT", "INPUT"}
    assert browser.run("return document.activeElement.closest('footer') !== null")


def test_the_first_stop_leads_past_the_head(browser: Browser, pages: Pages) -> None:
    browser.open(pages.address + "/")
    browser.tab_through(1)
    assert browser.run("return document.activeElement.textContent") == "Skip to the content"
    browser.press("Enter")
    assert browser.address().endswith("#main")


def test_keys_go_to_the_search_box_and_through_the_changes(browser: Browser, pages: Pages) -> None:
    browser.open(pages.address + "/diff/hres351-115..sres211-115")
    marked = '[...document.querySelectorAll("section.change, tr.place, .stub")]'
    here = f"return {marked}.indexOf(document.activeElement)"
    assert browser.run(f"return {marked}.length") > 1
    places = []
    for key in "jjk":
        browser.press(key)
        places.append(browser.run(here))
    assert places == [0, 1, 0]
    assert browser.barriers() == []
    browser.press("/")
    assert browser.run("return document.activeElement.id") == "q"
    browser.press("j")
    assert browser.run('return document.getElementById("q").value') == "j"


def test_without_a_script_the_search_box_asks(browser: Browser, pages: Pages) -> None:
    browser.script(is_on=False)
    try:
        browser.open(pages.address + "/measures/hres351-115")
        browser.tab_through_unseen(5)  # past the first link and the three of the site
        for letter in "sres211-115":
            browser.press(letter)
        browser.press("Enter")
        for _ in range(50):
            if browser.address() == f"{pages.address}/measures/sres211-115":
                break
            time.sleep(0.1)
        assert browser.address() == f"{pages.address}/measures/sres211-115"
    finally:
        browser.script(is_on=True)


def test_companions_appear_by_themselves_once_the_texts_are_prepared(browser: Browser, tmp_path: Path) -> None:
    with serving(make_place(tmp_path / "place", is_prepared=False)) as found:
        browser.open(f"{found.address}/measures/{ARCHIVED}/companions")
        assert browser.run("return document.querySelector('h1').textContent") == "In preparation"
        assert browser.barriers() == []
        browser.script(is_on=False)
        try:
            for _ in range(300):
                if browser.run("return document.querySelector('h1').textContent") == "Companions":
                    break
                time.sleep(0.1)
            assert browser.run("return document.querySelector('h1').textContent") == "Companions"
        finally:
            browser.script(is_on=True)
