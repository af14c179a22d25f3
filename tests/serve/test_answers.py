"""Every page says what its command says; for programs byte for byte."""

from __future__ import annotations

import io
import json
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import pytest

from billtrack.cli import main
from billtrack.serve.addresses import ADDRESSES
from local_pages import ARCHIVED, Pages, serving

SAME = {
    "/": ("list",),
    "/search?q=violence": ("search", "violence"),
    "/search?q=%22human+rights%22&limit=1": ("search", '"human rights"', "--limit", "1"),
    "/changes": ("changes",),
    "/changes?since=2017-01-01&kind=action": ("changes", "--since", "2017-01-01", "--kind", "action"),
    "/?words=lighthouse&sort=id&type=hres": ("list", "lighthouse", "--sort", "id", "--type", "hres"),
    "/?congress=118&limit=1": ("list", "--congress", "118", "--limit", "1"),
    "/?stage=agreed_to": ("list", "--stage", "agreed_to"),
    "/measures/hres351-115": ("status", "hres351-115"),
    f"/measures/{ARCHIVED}": ("status", ARCHIVED),
    "/measures/H.Res.%20351%20(115th)": ("status", "hres351-115"),
    "/measures/hres351-115/history": ("history", "hres351-115"),
    "/measures/hres351-115/text": ("text", "hres351-115"),
    "/measures/hres351-115/text/ih": ("text", "hres351-115@ih"),
    "/measures/hres351-115/cosponsors": ("cosponsors", "hres351-115"),
    "/measures/hres351-115/cosponsors?party=R&original=1&sort=name": (
        *("cosponsors", "hres351-115", "--party", "R", "--original", "--sort", "name"),
    ),
    "/measures/hres351-115/cosponsors?as_of=2017-06-30&party=D,R": (
        *("cosponsors", "hres351-115", "--as-of", "2017-06-30", "--party", "D", "--party", "R"),
    ),
    "/measures/hres351-115/cosponsors?by=state&until=2017-12-31": (
        *("cosponsors", "hres351-115", "--by", "state", "--until", "2017-12-31"),
    ),
    "/measures/hres351-115/history?amendments=1": ("history", "hres351-115", "--amendments"),
    "/measures/hres351-115/votes": ("votes", "hres351-115"),
    f"/measures/{ARCHIVED}/votes?whom=cosponsors": ("votes", ARCHIVED, "--cosponsors"),
    "/members/E000179": ("member", "E000179"),
    f"/measures/{ARCHIVED}/companions": ("companions", ARCHIVED),
    f"/measures/{ARCHIVED}/gaps": ("gaps", ARCHIVED),
    f"/measures/{ARCHIVED}/gaps?party=R&leadership=1": ("gaps", ARCHIVED, "--party", "R", "--leadership"),
    f"/measures/{ARCHIVED}/companions?min=0.5&across=1": ("companions", ARCHIVED, "--min", "0.5", "--across"),
    "/members/E000179?type=hres&since=2017-01-01": ("member", "E000179", "--type", "hres", "--since", "2017-01-01"),
    "/members/E000179?stage=agreed_to": ("member", "E000179", "--stage", "agreed_to"),
    "/diff/hres351-115@ih..hres351-115@eh": ("diff", "hres351-115@ih", "hres351-115@eh"),
    "/diff/hres351-115..sres211-115": ("diff", "hres351-115", "sres211-115"),
    "/diff/hres351-115..hres351-115": ("diff", "hres351-115"),
    "/diff/hres351-115@ih..hres351-115@eh?only=substantive": (
        *("diff", "hres351-115@ih", "hres351-115@eh", "--only", "substantive"),
    ),
}


def test_every_address_is_asked() -> None:
    assert {command for command, *_ in SAME.values()} | {"digest"} == set(ADDRESSES.values())


def test_a_digest_is_what_the_command_writes_and_its_changes_for_programs(pages: Pages, tmp_path: Path) -> None:
    file = tmp_path / "answer"
    since = ("--since", "2017-01-01", "--bills", str(pages.place / "bills"))
    for format_, command in (("markdown", "digest"), ("docx", "digest"), ("json", "changes"), ("csv", "changes")):
        assert main([command, *since, "--format", format_, "-o", str(file)]) == 0
        assert pages.get(f"/digest?since=2017-01-01&format={format_}").body == file.read_bytes()
    assert "<h1>What changed since 2017-01-01</h1>" in pages.get("/digest?since=2017-01-01").text
    assert "<h1>What changed since the last digest</h1>" in pages.get("/digest").text


@pytest.mark.parametrize(
    "path",
    [
        "/?type=x",
        "/?congress=9999",
        "/?stage=x",
        "/?limit=0",
        "/measures/hres351-115/cosponsors?party=Whig",
        "/measures/hres351-115/cosponsors?as_of=2999-01-01",
        "/measures/hres351-115/cosponsors?by=x",
        f"/measures/{ARCHIVED}/companions?min=0.1",
        f"/measures/{ARCHIVED}/companions?min=.",
        f"/measures/{ARCHIVED}/votes?roll=x",
        "/members/E000179?stage=x",
        "/changes?kind=x",
        "/digest?by=x",
    ],
)
def test_a_value_that_means_nothing_is_an_error_that_says_what_does(pages: Pages, path: str) -> None:
    response = pages.get(path)
    assert response.status == 400
    assert "Not understood" in response.text


@pytest.mark.parametrize("format_", ["json", "csv", "markdown"])
@pytest.mark.parametrize("path", SAME)
def test_programs_get_what_the_command_writes(pages: Pages, tmp_path: Path, path: str, format_: str) -> None:
    file = tmp_path / "answer"
    where = ("--bills", str(pages.place / "bills"), "--archive", str(pages.place / "congress.db"))
    assert main([*SAME[path], *where, "--format", format_, "-o", str(file)]) == 0
    response = pages.get(f"{path}{'&' if '?' in path else '?'}format={format_}")
    assert response.status == 200
    assert response.body == file.read_bytes()


def test_a_text_links_to_its_official_pdf(pages: Pages) -> None:
    pdf = "https://www.govinfo.gov/content/pkg/BILLS-115hres351ih/pdf/BILLS-115hres351ih.pdf"
    assert f'href="{pdf}"' in pages.get("/measures/hres351-115/text/ih").text


@pytest.mark.parametrize("path", SAME)
def test_a_page_has_one_main_heading_unique_names_and_its_downloads(pages: Pages, path: str) -> None:
    response = pages.get(path)
    assert response.status == 200
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    seen = Seen()
    seen.feed(response.text)
    assert seen.tags.count("h1") == 1
    assert len(seen.names) == len(set(seen.names))
    assert "Traceback" not in response.text
    links = {each for each in seen.links if "format=" in each}
    feeds = {"atom", "ics"} if path.startswith("/changes") else set()
    assert {each.rpartition("format=")[2] for each in links} == {"json", "csv", "xlsx", "docx", *feeds}
    for each in links:
        assert pages.get(each).status == 200, each


@pytest.mark.parametrize("path", SAME)
def test_every_link_leads_somewhere(pages: Pages, path: str) -> None:
    seen = Seen()
    seen.feed(pages.get(path).text)
    own = {each for each in seen.links if each.startswith("/") and "format=" not in each}
    assert own
    for each in sorted(own)[:25]:
        address, _, place = each.partition("#")
        response = pages.get(address)
        is_not_loaded = each.endswith(("/gaps", "/companions")) and "not loaded" in response.text
        assert response.status in {200, 303} or is_not_loaded, each
        assert not place or f'id="{place}"' in response.text, each
    assert {each[1:] for each in seen.links if each.startswith("#")} <= set(seen.names)


class Seen(HTMLParser):
    """The elements, names and links of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.names: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        given = {key: each or "" for key, each in attrs}
        if "id" in given:
            self.names.append(given["id"])
        if tag == "a":
            self.links.append(given["href"])


@pytest.mark.parametrize("path", ["/measures/hres351-115", "/diff/hres351-115@ih..hres351-115@eh"])
def test_a_word_document_is_saved_under_a_plain_name(pages: Pages, path: str) -> None:
    response = pages.get(f"{path}?format=docx")
    assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(response.body)).namelist()
    assert response.headers["content-disposition"].endswith('.docx"')


def test_changes_come_as_a_feed_and_a_calendar(pages: Pages) -> None:
    assert pages.get("/changes?format=atom").text.startswith("<?xml")
    assert pages.get("/changes?format=ics").text.startswith("BEGIN:VCALENDAR")


def test_the_search_box_takes_a_number_a_clause_and_words(pages: Pages) -> None:
    def leads(words: str) -> str:
        response = pages.get(f"/search?q={words}")
        assert response.status == 303
        return response.headers["location"]

    assert leads("H.+Res.+351+(115th)") == "/measures/hres351-115"
    assert leads("hres351") == "/measures/hres351-115"
    assert leads("hres351-115@ih") == "/measures/hres351-115/text/ih"
    assert leads("hres351-115@ih/whereas/2") == "/measures/hres351-115/text/ih#whereas/2"
    assert pages.get("/search?q=human+rights").status == 200


def test_a_measure_named_but_not_held_says_so_and_words_are_searched(pages: Pages) -> None:
    page = pages.get("/search?q=H.+Res.+9999+(115th)")
    assert page.status == 200
    assert "no record of hres9999-115" in page.text


def test_what_is_not_there_is_said_with_its_status(pages: Pages) -> None:
    for path, status, words in (
        ("/measures/hres9999-115", 404, "no record of hres9999-115"),
        ("/measures/nonsense", 404, "nonsense"),
        ("/measures/hres351-115/text/zz", 404, "zz"),
        ("/measures/hres351-115/cosponsors?sort=size", 400, "unknown sort"),
        ("/measures/hres351-115/cosponsors?since=soon", 400, "is not a date"),
        ("/measures/hres351-115?format=exe", 400, "no such format: exe"),
        ("/search?q=x&limit=0", 400, "limit"),
        ("/diff/hres351-115@ih..hres351-115@eh/x", 404, "no page"),
        ("/nothing", 404, "no page"),
    ):
        response = pages.get(path)
        assert (response.status, words in response.text) == (status, True), path
        assert "Traceback" not in response.text


def test_an_error_is_json_for_programs(pages: Pages) -> None:
    response = pages.get("/measures/hres9999-115?format=json")
    assert response.status == 404
    said = json.loads(response.body)
    assert said["schema_version"] == 1
    assert "no record of hres9999-115" in said["error"]


def test_without_an_archive_the_records_are_searched(place: Path) -> None:
    with serving(place, has_archive=False) as pages:
        found = json.loads(pages.get("/search?q=violence&format=json").body)
        assert {each["id"] for each in found["hits"]} == {"hres351-115", "sres211-115"}
        assert found["scanned"]["records"] == 2
        assert pages.get("/measures/hres351-115").status == 200
        assert pages.get("/measures/hres351-115/companions").status == 503


def test_a_record_that_changes_is_read_again(place: Path, tmp_path: Path) -> None:
    (tmp_path / "bills").mkdir()
    record = (place / "bills" / "hres351-115.yaml").read_text(encoding="utf-8")
    with serving(tmp_path, has_archive=False) as pages:
        assert pages.get("/measures/hres351-115").status == 404
        (tmp_path / "bills" / "hres351-115.yaml").write_text(record, encoding="utf-8")
        assert pages.get("/measures/hres351-115").status == 200
        assert json.loads(pages.get("/search?q=violence&format=json").body)["total"] == 1


def test_health(pages: Pages) -> None:
    assert json.loads(pages.get("/health").body)["status"] == "ok"
