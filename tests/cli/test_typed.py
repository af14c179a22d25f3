"""What people type, as a table: the words, the exit code, and what comes out.

The measures are invented.  ``_`` stands for a space inside one argument.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from billtrack.model.days import read_days
from billtrack.model.query.typed import UnreadableError, read_party, read_state, read_types

Billtrack = Callable[..., Any]
ONE = "hres901-118"

SIGNERS = [
    ("--party Republican", 0, ["E000904"]),
    ("--party republicans", 0, ["E000904"]),
    ("--party gop", 0, ["E000904"]),
    ("--party r", 0, ["E000904"]),
    ("--party Democratic", 0, ["E000902", "E000903"]),
    ("--party Libertarian", 0, []),
    ("--party X", 2, "unknown party 'X'; expected one of D, R, I, ID, L"),
    ("--party Repulican", 2, "unknown party 'Repulican'; did you mean R?"),
    ("--party Whig", 2, "unknown party 'Whig'"),
    ("--state New_York", 0, ["E000903"]),
    ("--state ny", 0, ["E000903"]),
    ("--state Florida", 0, []),
    ("--state Flordia", 2, "unknown state 'Flordia'; did you mean Florida (FL)?"),
    ("--state ZZ", 2, "unknown state 'ZZ'; write it like FL or Florida"),
    ("--since 5/24/2023", 0, ["E000903", "E000904", "E000905"]),
    ("--since May_24,_2023", 0, ["E000903", "E000904", "E000905"]),
    ("--since 24_May_2023", 0, ["E000903", "E000904", "E000905"]),
    ("--since 2023-06", 0, ["E000905"]),
    ("--since 2023", 0, ["E000902", "E000903", "E000904", "E000905"]),
    ("--until 2023-05", 0, ["E000902", "E000903", "E000904"]),
    ("--until 2022", 0, []),
    ("--since yesterday", 0, []),
    ("--since 5/4/23", 2, "'5/4/23' could be 2023-05-04 or 2023-04-05; write one of these"),
    ("--since 05-04-2023", 2, "'05-04-2023' could be 2023-05-04 or 2023-04-05; write one of these"),
    ("--since 5/24/23", 2, "'5/24/23' has a year of two digits; did you mean 2023-05-24?"),
    ("--since soon", 2, "'soon' is not a date; write it like 2017-06-27"),
    ("--since 2023-02-30", 2, "'2023-02-30' is not a date"),
]


@pytest.mark.parametrize(
    ("typed", "code", "expected"), SIGNERS, ids=lambda value: value if isinstance(value, str) else ""
)
def test_cosponsors(billtrack: Billtrack, typed: str, code: int, expected: list[str] | str) -> None:
    run = billtrack("cosponsors", ONE, "--json", *(each.replace("_", " ") for each in typed.split()))
    assert run.code == code
    if isinstance(expected, str):
        assert expected in run.err
    else:
        listed = [each["bioguide_id"] for each in json.loads(run.out)["measures"][0]["cosponsors"]]
        assert sorted(listed) == expected


MEASURES = [
    ("status hres 901 118", 0, "[hres901-118]"),
    ("status H.Res. 901 (118)", 0, "[hres901-118]"),
    ("status H Res 901 118th Congress", 0, "[hres901-118]"),
    ("status hres/901/118", 0, "[hres901-118]"),
    ("status hres.901.118", 0, "[hres901-118]"),
    ("status House Resolution 901", 0, "[hres901-118]"),
    ("status Sen. Res. 77", 0, "[sres77-118]"),
    ("status hres 901 118 sres 77 118", 0, "[sres77-118]"),
    ("status lighthouses", 3, "hint: hres901-118  Honoring the keepers of the lighthouses of the Great Lakes."),
    ("status keepers lighthouses", 3, "not a measure: 'keepers lighthouses'; 1 title has these words"),
    ("text tides", 3, "hint: sres77-118  A resolution on the tides."),
    ("cosponsors Tides", 3, "hint: sres77-118  "),
    ("status zeppelins", 3, "not a measure: 'zeppelins' is not a bill or resolution number"),
    ("status hrs 12", 3, "did you mean H.Res.?"),
    ("status hres 901 15", 3, "did you mean H.Res. 901 (15th)?"),
    ("status 901", 3, "which one: H.R. 901, S. 901, H.Res. 901 ...?"),
    ("list lighthouses --fields id --no-headers", 0, "hres901-118\n"),
    ("list LAKES keepers --fields id --no-headers", 0, "hres901-118\n"),
    ("list zeppelins", 0, "0 of 5 measures"),
    ("list --type resolution --sort id --limit 1 --fields id --no-headers", 0, "hres901-118\n"),
    ("list --type H.Res. --fields id --no-headers", 0, "hres901-118\n"),
    ("list --type hrez", 2, "unknown type 'hrez'; did you mean hres?"),
    ("list --congress 118th --sort id --limit 1 --fields id --no-headers", 0, "hres901-118\n"),
    ("list --congress 300", 2, "unknown Congress '300'; expected the number of a Congress, such as 119"),
    ("list --stage agred", 2, "unknown stage 'agred'; did you mean agreed_to?"),
    ("list --sponsor zeppelin", 2, "--sponsor: no measure on file has the sponsor zeppelin"),
    ("list --sort id --limit 2 --fields id --no-headers", 0, "hres901-118\nsres77-118\n"),
    ("list --sort oldest", 2, "unknown sort 'oldest' (one of action, introduced, cosponsors, id)"),
    *(
        (f"{command} lighthouses", 3, "hint: hres901-118  Honoring the keepers of the lighthouses of the Great Lakes.")
        for command in (
            "diff",
            "sync",
            "track",
            "mark",
            "verify",
            "history",
            "votes",
            "open",
            "cite",
            "changes --measure",
        )
    ),
    ("hres901-118", 2, "hint: did you mean `billtrack status hres901-118`? See `billtrack --help`"),
    ("H. Res. 901", 2, "did you mean `billtrack status 'H. Res. 901'`?"),
    ("statsu hres901-118", 2, "Did you mean 'status'?"),
    ("list --limit five", 2, "'five' is not a whole number"),
    ("verify --max-age old", 2, "'old' is not a whole number"),
    ("companions hres901-118 --min most", 2, "'most' is not a number"),
    ("text hres901-118@ih whereas nine", 3, "no such clause in the ih text; nearest: whereas/"),
    ("text hres901-118@ih Whereas 1 --no-addresses", 0, "hres901-118@ih/whereas/1"),
    ("text hres901-118@xx", 3, "hres901-118 has no text version xx"),
    ("diff hres901-118 901", 3, "'901' has no type; which one: H.R. 901, S. 901, H.Res. 901 ...?"),
    ("cosponsors hres901-118 --fields name,stat", 2, "unknown column 'stat'; did you mean 'state'?"),
    ("cosponsors hres901-118 --fields id,measure --csv", 0, "id,measure\nhres901-118,hres901-118"),
    ("cosponsors hres901-118 --by state --growth", 2, "--growth goes with"),
    ("overlap hres901-118", 2, "overlap needs two or more different measures"),
    ("gaps hres901-118 --json --linear", 2, "--linear does not go with json"),
    ("list --json --csv", 2, "--json and --csv contradict each other; give one"),
    ("list --bom", 2, "--bom works with csv and tsv only"),
    ("list -o list.rtf", 2, "unsupported file type .rtf; use .txt"),
    ("list -o nowhere/list.csv", 3, "list.csv: cannot be written"),
    ("cite hres901-118 --format bluebook", 2, "unknown format 'bluebook'"),
    ("help fromats", 2, "unknown help topic 'fromats'; did you mean formats?"),
    ("open 901", 3, "which one: H.R. 901, S. 901, H.Res. 901 ...?"),
    ("open hres901-118 --print --cosponsors", 0, "/118th-congress/house-resolution/901/cosponsors"),
    ("status hres901-117", 3, "did you mean hres901-118?"),
    ("status P.L. 118-5", 3, "no loaded measure became Public Law 118-5"),
    ("untrack lighthouses --yes", 3, "hint: hres901-118  "),
    ("diff tides lighthouses", 3, "hint: sres77-118  "),
    ("diff zeppelins", 3, "not a measure: 'zeppelins'"),
    ("diff hres 901 118 sres 77 118 --layout stat", 0, "hres901-118@"),
    ("diff hres 901 118 --layout stat", 0, "hres901-118@"),
    ("list --position suport", 2, "unknown position 'suport'; did you mean support?"),
    ("list --position Support", 0, "0 of 5 measures"),
    ("list --sort cosponsor", 2, "unknown sort 'cosponsor'; did you mean cosponsors?"),
    ("cosponsors hres901-118 --by State", 0, "NY"),
    ("cosponsors hres901-118 --sort nane", 2, "unknown sort 'nane'; did you mean name?"),
    ("votes hres901-118 --position aye", 2, "unknown position 'aye'; did you mean yea?"),
    ("diff hres901-118 --layout sid", 2, "unknown layout 'sid'; did you mean side?"),
    ("track --type hrez --congress 118", 2, "unknown type 'hrez'; did you mean hres?"),
    ("config lst", 2, "unknown question 'lst'; did you mean list?"),
    ("search party:X", 2, "unknown party 'X'; expected one of D, R, I, ID, L"),
    ("search party:Repulican", 2, "unknown party 'Repulican'; did you mean R?"),
    ("search stage:agred lighthouses", 2, "unknown stage 'agred'; did you mean agreed_to?"),
    ("search introduced:soon", 2, "unknown introduced 'soon'; expected a year, month or day, or a range"),
    ("search in:wheras lighthouses", 2, "unknown in 'wheras'; did you mean whereas?"),
    ("search party: lighthouses --count", 2, "unknown party 'lighthouses'"),
    ("member Zeppelin", 3, "no member named 'Zeppelin'"),
    ("changes --since 5/4/17", 2, "'5/4/17' could be 2017-05-04 or 2017-04-05"),
]


@pytest.mark.parametrize(("typed", "code", "expected"), MEASURES, ids=[row[0] for row in MEASURES])
def test_measures(billtrack: Billtrack, typed: str, code: int, expected: str) -> None:
    run = billtrack(*typed.split())
    assert run.code == code, run
    assert expected in (run.err if code else run.out)
    assert len(run.out.splitlines()) > 0 or code


def test_a_state_nobody_is_from_is_said(billtrack: Billtrack) -> None:
    run = billtrack("cosponsors", ONE, "--state", "Florida", "--party", "L")
    assert run.code == 0
    assert "No cosponsor is from Florida." in run.out
    assert "No cosponsor is among the Libertarians." in run.out


def test_a_sponsor_is_found_by_name_state_and_id(billtrack: Billtrack) -> None:
    def listed(sponsor: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(billtrack("list", "--sponsor", sponsor, "--json").out)["measures"]
        return found

    status = json.loads(billtrack("status", ONE, "--json").out)["measures"][0]["sponsor"]
    for spelling in (status["bioguide_id"].lower(), status["name"], status["name"].split(",")[0].upper()):
        assert ONE in [each["id"] for each in listed(spelling)]
    assert ONE in [each["id"] for each in listed(status["state"])]


@pytest.mark.parametrize("width", [60, 80, 120, 160])
def test_a_list_on_a_terminal_is_a_line_a_measure(billtrack: Billtrack, width: int) -> None:
    lines = billtrack("list", "--format", "table", COLUMNS=str(width)).out.splitlines()
    assert len(lines) == 2 + 5 + 2
    assert max(map(len, lines)) <= width


def test_a_list_in_a_pipe_is_not_padded(billtrack: Billtrack, bills: Path) -> None:
    record = bills / f"{ONE}.yaml"
    text = record.read_text(encoding="utf-8")
    title = "Honoring the keepers of the lighthouses of the Great Lakes."
    record.write_text(text.replace(title, f"{title} {'Lamp ' * 300}end."), encoding="utf-8")
    for full in ((), ("--full",)):
        lines = billtrack("list", *full).out.splitlines()
        assert [len(line) > 1500 for line in lines].count(True) == 1
        assert all(line == line.rstrip() for line in lines)


NOT_FOUND = ("status", "cosponsors", "history", "text", "votes", "mark", "verify", "sync", "overlap", "diff")


@pytest.mark.parametrize("command", NOT_FOUND)
def test_a_good_file_is_not_replaced_when_nothing_was_found(billtrack: Billtrack, tmp_path: Path, command: str) -> None:
    file = tmp_path / "good.csv"
    file.write_text("good", encoding="utf-8")
    assert billtrack(command, "hres999-118", "-o", str(file)).code == 3
    assert file.read_text(encoding="utf-8") == "good"


def test_a_file_has_what_was_found_beside_what_was_not(billtrack: Billtrack, tmp_path: Path) -> None:
    file = tmp_path / "some.csv"
    assert billtrack("status", "hres999-118", ONE, "-o", str(file)).code == 3
    assert ONE in file.read_text(encoding="utf-8")


DAYS = [
    ("2017-05-24", "2017-05-24", "2017-05-24"),
    ("May 24, 2017", "2017-05-24", "2017-05-24"),
    ("sept. 3 2017", "2017-09-03", "2017-09-03"),
    ("24 May 2017", "2017-05-24", "2017-05-24"),
    ("24th of May, 2017", "2017-05-24", "2017-05-24"),
    ("24/5/2017", "2017-05-24", "2017-05-24"),
    ("5/5/2017", "2017-05-05", "2017-05-05"),
    ("2016-02", "2016-02-01", "2016-02-29"),
    ("December 2017", "2017-12-01", "2017-12-31"),
    ("2017", "2017-01-01", "2017-12-31"),
    ("Yesterday", "2025-05-31", "2025-05-31"),
    ("today", "2025-06-01", "2025-06-01"),
]


@pytest.mark.parametrize(("text", "first", "last"), DAYS)
def test_days(text: str, first: str, last: str) -> None:
    found = read_days(text, today=dt.date(2025, 6, 1))
    assert (str(found.first), str(found.last)) == (first, last)


def test_every_day_is_read_back_in_each_spelling() -> None:
    day = dt.date(2016, 1, 1)
    while day.year == 2016:
        for form in ("%Y-%m-%d", "%B %d, %Y", "%d %b %Y", "%b. %d, %Y", "%Y/%m/%d"):
            assert read_days(day.strftime(form)) == (day, day)
        if day.day > 12 or day.day == day.month:
            assert read_days(day.strftime("%m/%d/%Y")) == (day, day)
        else:
            with pytest.raises(UnreadableError, match="could be"):
                read_days(day.strftime("%m/%d/%Y"))
        day += dt.timedelta(days=1)


def test_values_have_one_reading() -> None:
    assert [read_party(each) for each in ("D", "Democrats", "Republican Party", "Independent", "id")] == [
        "D",
        "D",
        "R",
        "I",
        "ID",
    ]
    assert [read_state(each) for each in ("west virginia", "D.C.", "Puerto Rico", "us virgin islands")] == [
        "WV",
        "DC",
        "PR",
        "VI",
    ]
    assert {kind.value for kind in read_types("joint")} == {"hjres", "sjres"}
