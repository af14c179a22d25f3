"""Companions: the texts are prepared once, in the background, and the page says so meanwhile."""

from __future__ import annotations

import time
from pathlib import Path

from billtrack.cli import main
from local_pages import ARCHIVED, make_place, serving

PATH = f"/measures/{ARCHIVED}/companions"


def test_the_page_says_what_is_being_done_and_loads_again_until_it_is(tmp_path: Path) -> None:
    place = make_place(tmp_path / "place", is_prepared=False)
    with serving(place) as pages:
        first = pages.get(PATH)
        assert first.status == 503
        assert (first.headers["retry-after"], first.headers["refresh"]) == ("5", "5")
        assert "billtrack is preparing" in first.text
        assert "loads again every 5 seconds" in first.text
        program = pages.get(f"{PATH}?format=json")
        assert (program.status, "preparing" in program.text) in {(503, True), (200, False)}
        for _ in range(300):
            if pages.get(PATH).status == 200:
                break
            time.sleep(0.1)
        answer = pages.get(f"{PATH}?format=json")
        assert answer.status == 200
        file = tmp_path / "answer.json"
        where = ("--bills", str(place / "bills"), "--archive", str(place / "congress.db"))
        assert main(["companions", ARCHIVED, *where, "-o", str(file)]) == 0
        assert answer.body == file.read_bytes()


def test_without_an_archive_it_says_so(tmp_path: Path) -> None:
    place = make_place(tmp_path / "place", is_prepared=False)
    with serving(place, has_archive=False) as pages:
        response = pages.get("/measures/hres351-115/companions")
        assert response.status == 503
        assert "refresh" not in response.headers
        assert "no archive to look for companions in" in response.text
