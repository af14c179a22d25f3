"""``billtrack brief`` and ``billtrack site`` over invented measures: what is in them, where they go, how they fail."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import feedparser  # type: ignore[import-untyped]
import pytest

from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure import Measure, RelatedMeasure, replace
from billtrack.sharing.site import INDEX, site_files
from billtrack.store.folders import replace_folder
from billtrack.store.records import load_record, save_record
from official_measures import invented

ROOT = Path(__file__).parents[2]
ON_FILE = ROOT / "tests" / "data" / "briefs"
Billtrack = Callable[..., Any]


# ----------------------------------------------------------------------------------------- brief


@pytest.mark.parametrize("name", ["brief.html", "brief.md", "brief.docx"])
def test_a_full_brief_says_all_there_is_to_say_of_two_measures(billtrack: Billtrack, tmp_path: Path, name: str) -> None:
    done = billtrack("brief", "hres901-118", "sres77-118", "--full", "-o", str(tmp_path / name))
    assert (done.code, done.out, done.err) == (0, "", "")
    said = words_of(tmp_path / name)
    for words in (
        "H.Res. 901 (118th) and S.Res. 77 (118th)",
        "Honoring the keepers of the lighthouses of the Great Lakes.",
        "As of the official files of 2024-04-20.",
        "Agreed to in the House on 2023-06-27, under suspension of the rules, by voice vote, as amended",
        "none (final)",
        "Ordered to be Reported (Amended) by Voice Vote.",
        "Differences: H.Res. 901 (118th) and S.Res. 77 (118th)",
        "hres901-118@eh to sres77-118@ats",
        "Specimen, Cy J., Jr.",
        "Current cosponsors, by state",
        "H.R. Res. 901, 118th Cong. (2023)",
        "https://example.org/status",
        "https://example.org/news",
    ):
        assert words in said, words


def words_of(file: Path) -> str:
    """The words of a document, without what its format puts around them."""
    if file.suffix == ".docx":
        document = docx.Document(str(file))
        return " ".join(" ".join(paragraph.itertext()) for paragraph in document.element.body.iter("{*}p"))
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".html":
        return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", text)).replace("&amp;", "&")
    return re.sub(r"\\(?=[!-/:-@\[-`{-~])", "", text)


@pytest.mark.parametrize("name", ["brief.html", "brief.md", "brief.docx"])
def test_a_brief_made_again_another_day_is_the_same_byte_for_byte(
    billtrack: Billtrack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    asked = ("brief", "hres901-118", "s12-119", "sres77-118", "-o", str(tmp_path / name))
    assert billtrack(*asked).code == 0
    first = (tmp_path / name).read_bytes()
    monkeypatch.setattr("billtrack.cli.clock.today", lambda: dt.date(2026, 12, 31))
    assert billtrack(*asked).code == 0
    assert (tmp_path / name).read_bytes() == first


def test_a_congress_that_has_ended_leaves_what_it_did_not_finish_expired(
    billtrack: Billtrack, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "**Stage:** referred" in billtrack("brief", "s12-119", "--full").out
    assert ":** Referred, 2025-" in billtrack("brief", "s12-119").out
    monkeypatch.setattr("billtrack.cli.clock.today", lambda: dt.date(2027, 1, 4))
    assert "**Stage:** expired" in billtrack("brief", "s12-119", "--full").out
    assert ":** Expired, 2027-01-03 (final)." in billtrack("brief", "s12-119").out


def test_of_one_measure_its_own_texts_are_compared_where_two_are_loaded(billtrack: Billtrack) -> None:
    assert "hres901-118@ih to hres901-118@eh" in billtrack("brief", "hres901-118", "--full").out
    assert "What differs" in billtrack("brief", "hres901-118").out
    assert "What differs" not in billtrack("brief", "sres77-118").out


def test_two_texts_of_one_measure_that_are_named_are_compared(billtrack: Billtrack) -> None:
    out = billtrack("brief", "hres901-118@eh", "hres901-118@ih", "--full").out
    assert out.startswith("# H.Res. 901 (118th)\n")
    assert "hres901-118@eh to hres901-118@ih" in out


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("hres901-118@rh", "hres901-118 has no text version rh; its record has ih (complete), eh (partial)"),
        ("hres901-118@ih/whereas/1", "a brief covers whole measures; leave out the clause"),
    ],
)
def test_a_text_or_clause_that_cannot_be_told_of_is_an_error(billtrack: Billtrack, name: str, said: str) -> None:
    run = billtrack("brief", name)
    assert (run.code, run.out) == (3, "")
    assert said in run.err


def test_a_measure_named_twice_is_told_once(billtrack: Billtrack) -> None:
    assert billtrack("brief", "hres901-118", "H.Res. 901 (118th)").out == billtrack("brief", "hres901-118").out


def test_of_three_measures_those_that_are_related_are_compared(billtrack: Billtrack) -> None:
    out = billtrack("brief", "hres901-118", "hr20-119", "sres77-118").out
    assert re.findall(r"^## Differences: (.*)$", out, re.MULTILINE) == ["H.Res. 901 (118th) and S.Res. 77 (118th)"]


def test_two_measures_that_cannot_be_compared_say_why(billtrack: Billtrack) -> None:
    run = billtrack("brief", "hres901-118", "s12-119")
    assert run.code == 0
    assert "Not compared. Not published: the record of s12-119 lists no published text" in run.out


def test_a_measure_that_is_not_there_stops_no_other(billtrack: Billtrack, tmp_path: Path) -> None:
    run = billtrack("brief", "hres901-118", "hres999-118", "-o", str(tmp_path / "b.md"))
    assert run.code == 3
    assert "no record of hres999-118" in run.err
    assert (tmp_path / "b.md").read_text(encoding="utf-8").startswith("# H.Res. 901 (118th)\n")
    run = billtrack("brief", "hres999-118", "-o", str(tmp_path / "none.md"))
    assert run.code == 3
    assert not (tmp_path / "none.md").exists()


@pytest.mark.parametrize(
    "options", [["-o", "brief.odt"], ["--full", "--gaps"], ["-o", "."], ["--json"], ["--format", "csv"], []]
)
def test_what_a_brief_cannot_be_is_a_usage_error(billtrack: Billtrack, options: list[str]) -> None:
    arguments = ["hres901-118", *options] if options else []
    run = billtrack("brief", *arguments)
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("billtrack: error: ")


def test_a_file_that_was_there_is_replaced_and_one_that_is_read_only_stays(
    billtrack: Billtrack, tmp_path: Path
) -> None:
    file = tmp_path / "b.md"
    file.write_text("before", encoding="utf-8")
    assert billtrack("brief", "s12-119", "-o", str(file)).code == 0
    assert file.read_text(encoding="utf-8").startswith("# S. 12 (119th)\n")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    (tmp_path / "link.md").symlink_to(file)
    assert billtrack("brief", "hr20-119", "-o", str(tmp_path / "link.md")).code == 0
    assert (tmp_path / "link.md").is_symlink()
    assert file.read_text(encoding="utf-8").startswith("# H.R. 20 (119th)\n")


def test_a_word_brief_holds_every_change_once(billtrack: Billtrack, tmp_path: Path) -> None:
    billtrack("brief", "hres901-118", "-o", str(tmp_path / "b.docx"))
    with zipfile.ZipFile(io.BytesIO((tmp_path / "b.docx").read_bytes())) as parts:
        assert {each.date_time for each in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert "docProps/thumbnail.jpeg" not in parts.namelist()


@pytest.mark.parametrize("name", ["brief.html", "brief.md", "full.html", "full.md"])
def test_the_brief_of_the_two_measures_is_the_one_on_file(billtrack: Billtrack, tmp_path: Path, name: str) -> None:
    bills, file = str(ROOT / "bills"), str(tmp_path / name)
    full = ["--full"] if name.startswith("full") else []
    assert billtrack("brief", "hres351-115", "sres211-115", *full, "-o", file, "--bills", bills).code == 0
    kept, written = ON_FILE / name, (tmp_path / name).read_text(encoding="utf-8")
    written = re.sub(r"<svg .*?</svg>", "<svg/>", written)  # the pictures have files of their own
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(written, encoding="utf-8")
        pytest.fail(f"{name} was not there: written now, read it")
    assert written == kept.read_text(encoding="utf-8")


# ------------------------------------------------------------------------------------------ site


def test_a_site_has_an_index_a_page_a_measure_and_what_differs(billtrack: Billtrack, tmp_path: Path) -> None:
    folder = tmp_path / "public"
    run = billtrack("site", "-o", str(folder))
    assert (run.code, run.out, run.err) == (0, f"{folder / 'index.html'}: 5 measures, 9 files\n", "")
    assert sorted(path.name for path in folder.iterdir()) == [
        ".billtrack-site",
        "changes.atom",
        "changes.ics",
        "hconres5-119.html",
        "hr20-119.html",
        "hres901-118--sres77-118.html",
        "hres901-118.html",
        "index.html",
        "s12-119.html",
        "sres77-118.html",
    ]
    index = (folder / "index.html").read_text(encoding="utf-8")
    assert (
        '<a href="hres901-118.html">hres901-118</a></td><td class="prose" data-label="Title">Honoring the keepers'
        in index
    )
    assert "<dt>agreed to</dt><dd>2</dd>" in index


def test_every_link_of_a_site_leads_to_a_page_and_a_place_in_it(billtrack: Billtrack, tmp_path: Path) -> None:
    billtrack("site", "-o", str(tmp_path / "public"))
    pages = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "public").glob("*.*")}
    for name, page in pages.items():
        for address in re.findall(r'href="([^"]*)"', page) if name.endswith(".html") else ():
            if address.startswith("https://"):
                continue
            file, _, place = address.partition("#")
            assert (file or name) in pages, address
            assert not place or f'id="{place}"' in pages[file or name], address
        places = re.findall(r'\bid="([^"]*)"', page)
        assert len(places) == len(set(places)), name


@pytest.fixture
def archive(billtrack: Billtrack, tmp_path: Path) -> Path:
    """An archive of three invented measures that no record has."""
    files = tmp_path / "official"
    files.mkdir()
    for name, file in (("hres7-118", "118hres7ih"), ("hres8-118", "118hres8ih"), ("s9-119", "119s9is")):
        measure = invented(name)
        (files / f"BILLSTATUS-{file[:-2]}.xml").write_bytes(measure.status_xml())
        (files / f"BILLS-{file}.xml").write_bytes(measure.text_xml(file[-2:]))
    assert billtrack("import", str(files), "--archive", str(tmp_path / "congress.db"), "--quiet").code == 0
    return tmp_path / "congress.db"


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (("lighthouse",), {"hres7-118", "hres8-118", "s9-119"}),
        (("lighthouse", "--type", "hres"), {"hres7-118", "hres8-118"}),
        (("lighthouse", "number", "8"), {"hres8-118"}),
        (("--congress", "118", "--type", "resolution"), {"hres7-118", "hres8-118", "hres901-118", "sres77-118"}),
        ((), {"hconres5-119", "hr20-119", "hres901-118", "s12-119", "sres77-118"}),
    ],
)
def test_a_site_has_the_measures_that_a_list_has(
    billtrack: Billtrack, tmp_path: Path, archive: Path, wanted: tuple[str, ...], found: set[str]
) -> None:
    folder = tmp_path / "public"
    run = billtrack("site", *wanted, "-o", str(folder), "--archive", str(archive))
    assert (run.code, run.err) == (0, "")
    assert {path.stem for path in folder.glob("*.html") if "--" not in path.name} == {"index", *found}
    pages = {path.name for path in folder.iterdir()}
    index = (folder / "index.html").read_text(encoding="utf-8")
    assert {each for each in re.findall(r'href="([^"]*)"', index) if not each.startswith(("https://", "#"))} <= pages
    if wanted:
        listed = billtrack("list", *wanted, "--archive", str(archive), "--csv", "--fields", "measure", "--no-headers")
        assert set(listed.out.split()) == found


def test_a_site_of_a_list_of_measures_on_standard_input(billtrack: Billtrack, tmp_path: Path, archive: Path) -> None:
    folder = tmp_path / "public"
    listed = "S. 9, 119th Cong.\nhres901-118\n"
    assert billtrack("site", "-", "-o", str(folder), "--archive", str(archive), stdin=listed).code == 0
    assert {path.stem for path in folder.glob("*.html")} == {"index", "s9-119", "hres901-118"}


def test_a_selection_of_nothing_writes_no_site(billtrack: Billtrack, tmp_path: Path, archive: Path) -> None:
    for wanted in ("unheard-of", "-"):
        run = billtrack("site", wanted, "-o", str(tmp_path / "public"), "--archive", str(archive))
        assert (run.code, run.out) == (3, "")
        assert run.err == "billtrack: error: no measure held fits, so there is no site to write\n"
        assert not (tmp_path / "public").exists()


def test_a_site_made_again_is_the_same_and_what_is_gone_from_the_records_is_gone_from_it(
    billtrack: Billtrack, tmp_path: Path, bills: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "public"
    billtrack("site", "-o", str(folder))
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    monkeypatch.setattr("billtrack.cli.clock.today", lambda: dt.date(2025, 8, 1))
    billtrack("site", "-o", str(folder))
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == first
    (bills / "hr20-119.yaml").unlink()
    billtrack("site", "-o", str(folder))
    assert not (folder / "hr20-119.html").exists()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_folder_with_other_files_is_left_alone(billtrack: Billtrack, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "thesis.txt").write_text("years of work", encoding="utf-8")
    run = billtrack("site", "-o", str(folder))
    assert (run.code, run.out) == (3, "")
    assert run.err == (
        f"billtrack: error: {folder}: not a site made by billtrack, so it was not replaced\n"
        "hint: give a new or empty folder, or remove that one\n"
    )
    assert [path.name for path in folder.iterdir()] == ["thesis.txt"]
    assert billtrack("site", "-o", str(folder / "thesis.txt")).code == 3
    assert (folder / "thesis.txt").read_text(encoding="utf-8") == "years of work"


def test_what_somebody_put_beside_a_site_stays(billtrack: Billtrack, tmp_path: Path, bills: Path) -> None:
    folder = tmp_path / "public"
    billtrack("site", "-o", str(folder))
    (folder / "CNAME").write_text("measures.example", encoding="utf-8")
    (folder / ".git").mkdir()
    (folder / ".git" / "config").write_text("theirs", encoding="utf-8")
    (bills / "hr20-119.yaml").unlink()
    assert billtrack("site", "-o", str(folder)).code == 0
    assert (folder / "CNAME").read_text(encoding="utf-8") == "measures.example"
    assert (folder / ".git" / "config").read_text(encoding="utf-8") == "theirs"
    assert not (folder / "hr20-119.html").exists()


def test_a_site_that_fails_half_way_leaves_the_one_before(tmp_path: Path) -> None:
    folder = tmp_path / "public"
    replace_folder(folder, [("a.html", b"first")], mark=".mark")

    def failing() -> Any:
        yield "a.html", b"second"
        raise RuntimeError("no more")

    with pytest.raises(RuntimeError):
        replace_folder(folder, failing(), mark=".mark")
    assert (folder / "a.html").read_bytes() == b"first"
    assert [path.name for path in tmp_path.iterdir()] == ["public"]


@pytest.mark.parametrize("name", ["../up.html", "/etc/passwd", ".hidden", "a/b.html", "", "A.html", "a\0.html"])
def test_no_file_of_a_site_is_outside_it(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="not a file name"):
        replace_folder(tmp_path / "public", [(name, b"")], mark=".mark")
    assert not list(tmp_path.iterdir())


def test_a_record_that_cannot_be_read_is_told_and_hides_no_other(
    billtrack: Billtrack, tmp_path: Path, bills: Path
) -> None:
    (bills / "hr20-119.yaml").write_text("schema: billtrack/1\nid: [", encoding="utf-8")
    run = billtrack("site", "-o", str(tmp_path / "public"))
    assert run.code == 3
    assert "hr20-119.yaml" in run.err
    assert "4 measures" in run.out


def test_the_feed_of_a_site_without_changes_is_as_of_its_records(billtrack: Billtrack, tmp_path: Path) -> None:
    billtrack("site", "-o", str(tmp_path / "public"))
    feed = feedparser.parse((tmp_path / "public" / "changes.atom").read_bytes())
    assert not feed.bozo
    assert feed.feed.updated == "2025-03-04T00:00:00Z"


def test_a_related_measure_that_is_not_held_has_no_page(bills: Path) -> None:
    lighthouses = load_record(bills / "hres901-118.yaml")
    other = RelatedMeasure(id=parse_measure_id("hres1-118"), relationship_type="Related bill")
    measures: list[Measure] = [replace(lighthouses, related_measures=(other,))]
    names = [name for name, _ in site_files(measures, (), failing_comparison, today=dt.date(2025, 6, 2))]
    assert names == ["index.html", "changes.atom", "changes.ics", "hres901-118.html"]


def failing_comparison(names: Any) -> Any:
    from billtrack.errors import InputError
    from billtrack.sharing.documents import SharedComparison

    return SharedComparison(tuple(map(str, names)), InputError("nothing to compare", hint="load a text"))


def test_a_site_needs_records(billtrack: Billtrack, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    run = billtrack("site", "-o", str(tmp_path / "public"), "--bills", str(tmp_path / "none"))
    assert not (tmp_path / "public").exists()
    assert "no records in" in run.err


def test_a_title_that_looks_like_a_page_is_a_title(billtrack: Billtrack, tmp_path: Path, bills: Path) -> None:
    ferries = load_record(bills / "s12-119.yaml")
    save_record(bills, replace(ferries, title="</title><script>alert('ferries')</script>"))
    billtrack("site", "-o", str(tmp_path / "public"))
    for page in (tmp_path / "public").glob("*.html"):
        scripts = page.read_text(encoding="utf-8").count("<script")
        assert scripts == (page.name == INDEX)  # the one that filters it
    assert "&lt;script&gt;" in (tmp_path / "public" / "s12-119.html").read_text(encoding="utf-8")
