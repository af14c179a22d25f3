"""No response says where on this computer anything is."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

import pytest

from billtrack.serve.addresses import ADDRESSES
from local_pages import ARCHIVED, BILLS, CALL, Pages, make_place, post, serving

SECRET = "where-the-files-are"
"""A name in the path of everything that is served."""
NAMES = ("hres351-115", "sres211-115", ARCHIVED, "hres8-118", "hres9-118", "hr9999-119", "hres351", "E000179", "x", "")
WORDS = ("", "ih", "xx", "R", "2017-06-27", "violence", "never", '"', "hres9-118@ih", "P.L. 118-999", "12", "-1", "%")
PARAMETERS = ("q", "limit", "party", "state", "since", "sort", "as_of", "roll", "position", "layout", "only", "stage")


@pytest.fixture(scope="module")
def secret(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    """Records, two of them broken, a log with a broken line, and an archive."""
    place = make_place(tmp_path_factory.mktemp(SECRET) / "place")
    bills = place / "bills"
    (bills / "hres9-118.yaml").write_text("schema: billtrack/1\nid: hres9-118\ntitel: x\n", encoding="utf-8")
    (bills / "hr9999-119.yaml").write_text("- no record\n", encoding="utf-8")
    (bills / ".billtrack").mkdir()
    (bills / ".billtrack" / "changes.jsonl").write_text("no line of a log\n", encoding="utf-8")
    with serving(place) as found:
        yield found


def without_place(pages: Pages, path: str) -> bool:
    response = pages.get(path)
    said = response.body + repr(response.headers).encode()
    assert response.status != 500, path
    return SECRET.encode() not in said and str(Path.home()).encode() not in said and b"site-packages" not in said


@pytest.mark.parametrize("format_", ["html", "json", "csv", "markdown", "plain", "nothing"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_no_page_says_where_the_files_are(secret: Pages, address: str, format_: str) -> None:
    for name in NAMES:
        values = {"measure": name, "member": name, "version": "ih", "old": name, "new": "hres351-115@ih"}
        path = address.format(**values)
        assert without_place(secret, f"{path}?format={format_}&q={quote(name)}"), path


def test_a_file_is_named_by_its_name_alone(secret: Pages) -> None:
    assert "hres9-118.yaml:3" in secret.get("/measures/hres9-118").text
    assert "hres9-118.yaml:3" in secret.get("/").text
    assert "in the bills folder or in the archive<" in secret.get("/measures/hres77-118").text


CALLS: tuple[tuple[str, Mapping[str, object]], ...] = (
    ("coverage", {}),
    ("find_measures", {"query": "violence"}),
    ("check_quote", {"quotes": ["the lamps of the harbor shall be lit"]}),
    ("changes", {}),
    *(
        (tool, {"measures": [name]})
        for tool in ("measure_status", "measure_history", "cosponsors", "overlap_gaps", "votes")
        for name in ("hres9-118", "hres77-118", ARCHIVED)
    ),
    *((tool, {"measure": name}) for tool in ("read_text", "companions") for name in ("hres9-118", "hres77-118")),
    ("compare", {"old": "hres9-118", "new": "hres351-115"}),
)


@pytest.mark.parametrize(("tool", "arguments"), CALLS)
def test_no_answer_to_an_assistant_says_where_the_files_are(
    secret: Pages, tool: str, arguments: Mapping[str, object]
) -> None:
    status, said = post(secret, "/mcp", {**CALL, "params": {"name": tool, "arguments": arguments}})
    assert status == 200
    assert SECRET.encode() not in said
    assert str(Path.home()).encode() not in said


def test_an_assistant_is_told_which_file_failed(secret: Pages) -> None:
    assert b"hres9-118.yaml:3" in post(secret, "/mcp", CALL)[1]


def test_questions_made_at_random_do_not_learn_it_either(secret: Pages) -> None:
    chosen = random.Random(19)
    for _ in range(300):
        pieces = {key: chosen.choice((*NAMES, *WORDS)) for key in ("measure", "member", "version", "old", "new")}
        path = chosen.choice(list(ADDRESSES)).format(**{key: quote(each, safe="@") for key, each in pieces.items()})
        asked = "&".join(f"{key}={quote(chosen.choice((*NAMES, *WORDS)))}" for key in chosen.sample(PARAMETERS, 3))
        assert without_place(secret, f"{path}?{asked}&format={chosen.choice(('html', 'json', 'csv'))}"), (path, asked)


@pytest.mark.parametrize("harm", ["removed", "no database", "no longer readable"])
def test_an_archive_that_fails_meanwhile_is_not_named(tmp_path_factory: pytest.TempPathFactory, harm: str) -> None:
    place = make_place(tmp_path_factory.mktemp(SECRET) / "place")
    with serving(place) as pages:
        assert pages.get(f"/measures/{ARCHIVED}").status == 200
        archive = place / "congress.db"
        if harm == "removed":
            archive.unlink()
        elif harm == "no database":
            archive.write_bytes(b"no database at all, and long enough to be looked at" * 100)
        else:
            archive.unlink()
            archive.mkdir()
        for path in ("/", f"/measures/{ARCHIVED}", "/search?q=lighthouse", f"/measures/{ARCHIVED}/companions"):
            assert without_place(pages, path), path
        assert pages.get(f"/measures/{ARCHIVED}").status == 503


def test_a_folder_that_is_gone_is_not_named(tmp_path_factory: pytest.TempPathFactory) -> None:
    place = tmp_path_factory.mktemp(SECRET) / "place"
    shutil.copytree(BILLS, place / "bills")
    with serving(place, has_archive=False) as pages:
        shutil.rmtree(place / "bills")
        for path in (
            "/",
            "/changes",
            "/search?q=violence",
            "/measures/hres351-115",
            "/measures/hres351-115/companions",
        ):
            assert without_place(pages, path), path
