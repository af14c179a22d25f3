"""The reading commands over invented measures: what they answer, in every format, and how they fail."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Billtrack = Callable[..., Any]

STATUS_KEYS = [
    *("id", "congress", "type", "number", "title", "introduced_date", "sponsor", "stage", "stage_date", "final"),
    *("outcome", "status_usc", "latest_action", "next", "cosponsors", "committees", "text_versions"),
    *("related_measures", "problems", "as_of"),
]
COSPONSOR_COLUMNS = (
    "measure,bioguide_id,name,party,state,district,sponsorship_date,is_original_cosponsor,sponsorship_withdrawn_date,id"
)
READING = [
    ["list"],
    ["status", "hres901-118"],
    ["history", "hres901-118"],
    ["text", "hres901-118@ih"],
    ["cosponsors", "hres901-118"],
    ["cosponsors", "hres901-118", "--by", "state"],
    ["cite", "hres901-118"],
]
ids = " ".join


# ---------------------------------------------------------------------------------- formats


@pytest.mark.parametrize("arguments", READING, ids=ids)
def test_json_begins_with_its_schema_version(billtrack: Billtrack, arguments: list[str]) -> None:
    run = billtrack(*arguments, "--json")
    assert run.code == 0
    answer = json.loads(run.out)
    assert list(answer) == ["schema_version", "measures"]
    assert answer["schema_version"] == 1


@pytest.mark.parametrize("arguments", READING, ids=ids)
def test_json_lines_are_the_measures_of_the_json(billtrack: Billtrack, arguments: list[str]) -> None:
    whole = json.loads(billtrack(*arguments, "--json").out)["measures"]
    lines = [json.loads(line) for line in billtrack(*arguments, "--format", "jsonl").out.splitlines()]
    assert lines == [{"schema_version": 1, **measure} for measure in whole]
    assert all(next(iter(line)) == "schema_version" for line in lines)


@pytest.mark.parametrize("arguments", READING, ids=ids)
def test_tsv_has_the_cells_of_csv(billtrack: Billtrack, arguments: list[str]) -> None:
    as_csv = list(csv.reader(io.StringIO(billtrack(*arguments, "--csv").out)))
    as_tsv = list(csv.reader(io.StringIO(billtrack(*arguments, "--format", "tsv").out), delimiter="\t"))
    assert as_csv == as_tsv
    assert len({len(row) for row in as_csv}) == 1


@pytest.mark.parametrize("arguments", READING, ids=ids)
def test_a_pipe_gets_plain_text_of_the_same_bytes_at_any_width(billtrack: Billtrack, arguments: list[str]) -> None:
    narrow, wide = (billtrack(*arguments, COLUMNS=width) for width in ("20", "300"))
    assert narrow.out == wide.out == billtrack(*arguments, "--format", "plain").out
    assert not set("─│╭█●\x1b…") & set(narrow.out)


@pytest.mark.parametrize("arguments", READING, ids=ids)
def test_colour_is_forced_and_refused_by_the_environment(billtrack: Billtrack, arguments: list[str]) -> None:
    table = [*arguments, "--format", "table"]
    assert "\x1b[" not in billtrack(*table).out
    assert "\x1b[" in billtrack(*table, CLICOLOR_FORCE="1").out
    assert "\x1b[" not in billtrack(*table, "--no-color").out
    assert "\x1b[" not in billtrack(*table, NO_COLOR="1").out


def test_shorthands_are_the_formats_they_stand_for(billtrack: Billtrack) -> None:
    for shorthand, name in (("--json", "json"), ("--csv", "csv")):
        assert billtrack("list", shorthand) == billtrack("list", "--format", name)
        assert billtrack("list", shorthand, "--format", name).code == 0


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--json", "--csv"], "--json and --csv contradict each other; give one"),
        (["--format", "tsv", "--json"], "--format tsv and --json contradict each other; give one"),
        (["--linear", "--csv"], "--linear does not go with csv; use plain or table"),
    ],
)
def test_contradicting_formats_are_a_usage_error(billtrack: Billtrack, options: list[str], message: str) -> None:
    run = billtrack("list", *options)
    assert (run.code, run.out) == (2, "")
    assert run.err.splitlines()[0] == f"billtrack: error: {message}"


# ----------------------------------------------------------------------------------- status


def test_status_json_has_the_documented_keys_in_their_order(billtrack: Billtrack) -> None:
    (measure,) = json.loads(billtrack("status", "hres901-118", "--json").out)["measures"]
    assert list(measure)[: len(STATUS_KEYS)] == STATUS_KEYS
    assert list(measure["outcome"]) == [
        *("result", "chamber", "date", "mode", "vote", "roll_number", "as_amended", "preamble"),
        *("title_amended", "action"),
    ]
    assert measure["stage"] == "agreed_to"
    assert measure["final"] is True
    assert measure["status_usc"] == "PASSED:SIMPLERES"
    assert (measure["outcome"]["mode"], measure["outcome"]["vote"]) == ("suspension", "voice")
    assert measure["cosponsors"] == {
        "current": 3,
        "original": 1,
        "added": 3,
        "withdrawn": 1,
        "by_party": {"D": 2, "I": 1},
    }
    assert measure["text_versions"][0] == {
        "version_code": "ih",
        "date": "2023-05-23",
        "coverage": "complete",
        "authority": "copy",
    }


def test_not_loaded_and_known_to_be_none_differ_in_json(billtrack: Billtrack) -> None:
    loaded = json.loads(billtrack("status", "s12-119", "--json").out)["measures"][0]
    missing = json.loads(billtrack("status", "hconres5-119", "--json").out)["measures"][0]
    assert (loaded["committees"], missing["committees"]) == ([], None)
    assert loaded["not_loaded"] == []
    assert missing["not_loaded"] == ["cosponsors", "committees", "actions", "related_measures"]


def test_an_old_record_of_a_living_measure_is_called_old(billtrack: Billtrack) -> None:
    assert "90 days old; later actions may be missing" in billtrack("status", "s12-119").out
    assert "days old" not in billtrack("status", "hres901-118").out


def test_what_is_not_loaded_names_the_command_that_loads_it(billtrack: Billtrack) -> None:
    assert "`billtrack sync sres77-118`" in billtrack("status", "sres77-118").out
    assert "sync" not in billtrack("status", "hr20-119").out


# ------------------------------------------------------------------------------- cosponsors


def test_cosponsors_csv_is_one_line_a_signature(billtrack: Billtrack) -> None:
    lines = billtrack("cosponsors", "H. Res. 901, 118th Cong.", "--csv", COLUMNS="10").out.splitlines()
    assert lines[0] == COSPONSOR_COLUMNS
    assert lines[2] == 'hres901-118,E000903,"Specimen, Cy J., Jr.",D,NY,26,2023-05-24,false,,hres901-118'
    assert lines[3] == 'hres901-118,E000904,"Instance, Di",R,OH,9,2023-05-24,false,2023-06-01,hres901-118'
    assert len(lines) == 5


def test_cosponsors_json_has_the_documented_keys(billtrack: Billtrack) -> None:
    (measure,) = json.loads(billtrack("cosponsors", "hres901-118", "--json").out)["measures"]
    assert list(measure) == ["id", "sponsor", "tally", "cosponsors", "measure"]
    assert list(measure["cosponsors"][0]) == COSPONSOR_COLUMNS.split(",")[1:-1]
    assert measure["sponsor"]["district"] == 1


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--party", "d"], ["E000902", "E000903"]),
        (["--party", "D", "--party", "I"], ["E000902", "E000903", "E000905"]),
        (["--state", "ny"], ["E000903"]),
        (["--since", "2023-05-24"], ["E000903", "E000904", "E000905"]),
        (["--until", "2023-05-23"], ["E000902"]),
        (["--since", "2023-05-24", "--until", "2023-05-24"], ["E000903", "E000904"]),
        (["--original"], ["E000902"]),
        (["--withdrawn"], ["E000904"]),
        (["--sort", "name"], ["E000905", "E000904", "E000902", "E000903"]),
        (["--sort", "state"], ["E000903", "E000904", "E000905", "E000902"]),
        (["--state", "FL"], []),
    ],
    ids=str,
)
def test_cosponsors_are_chosen_and_ordered(billtrack: Billtrack, options: list[str], expected: list[str]) -> None:
    run = billtrack("cosponsors", "hres901-118", "--json", *options)
    assert run.code == 0
    (measure,) = json.loads(run.out)["measures"]
    assert [each["bioguide_id"] for each in measure["cosponsors"]] == expected
    assert measure["tally"]["current"] == 3  # of the whole measure, whoever is listed


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("party", [("D", "2"), ("I", "1"), ("R", "0")]),
        ("state", [("NY", "1"), ("VT", "1"), ("WI", "1"), ("OH", "0")]),
        ("date", [("2023-05-23", "1"), ("2023-05-24", "1"), ("2023-06-02", "1")]),
    ],
)
def test_withdrawn_cosponsors_are_in_no_total(billtrack: Billtrack, key: str, expected: list[tuple[str, str]]) -> None:
    rows = list(csv.DictReader(io.StringIO(billtrack("cosponsors", "hres901-118", "--by", key, "--csv").out)))
    assert [(row[key], row["current"]) for row in rows] == expected
    assert sum(int(row["withdrawn"]) for row in rows) == 1


def test_cosponsors_not_loaded_are_not_none(billtrack: Billtrack) -> None:
    run = billtrack("cosponsors", "hr20-119", "sres77-118", "--json")
    not_loaded, none = json.loads(run.out)["measures"]
    assert (not_loaded["cosponsors"], not_loaded["tally"]) == (None, None)
    assert (none["cosponsors"], none["tally"]["current"]) == ([], 0)


# -------------------------------------------------------------------------------------- text


def test_text_without_a_version_is_the_latest_complete_one(billtrack: Billtrack) -> None:
    (text,) = json.loads(billtrack("text", "hres901-118", "--json").out)["measures"]
    assert (text["version_code"], text["coverage"], text["not_loaded"]) == ("ih", "complete", [])
    assert [clause["address"] for clause in text["clauses"]] == [
        *("whereas/1", "whereas/2", "whereas/2/1", "whereas/2/2", "resolved/1", "resolved/1/1", "resolved/1/2"),
    ]


def test_text_of_a_partial_version_says_what_is_missing(billtrack: Billtrack) -> None:
    (text,) = json.loads(billtrack("text", "hres901-118@eh", "--json").out)["measures"]
    assert text["not_loaded"] == ["rest of preamble", "resolved"]
    assert "Not loaded: the rest of the preamble and the resolving clauses." in billtrack("text", "hres901-118@eh").out


def test_excerpts_are_shown_with_their_place_unknown(billtrack: Billtrack) -> None:
    run = billtrack("text", "sres77-118")
    assert run.code == 0
    assert "place unknown" in run.out
    assert "[resolved] “notes the tides with approval”" in run.out
    assert "Source: https://example.org/news" in run.out


def test_a_copy_says_it_is_one_and_its_defects(billtrack: Billtrack) -> None:
    run = billtrack("text", "hres901-118@ih/whereas/1")
    assert "An unofficial copy, not the official text." in run.out
    assert "Note: a web page's copy; the heading is lost" in run.out


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("hres901-118@ih/whereas/2", "Whereas their keepers—\n    (1) kept the lamps; and\n"),
        ("hres901-118@ih/resolved/1", "Resolved, That the House of Representatives—\n    (1) honors the keepers; and"),
        ("hres901-118@ih/resolved/1/2", "\n(2) thanks their families.\n"),
        (
            "hconres5-119/resolved/1",
            "Resolved by the House of Representatives (the Senate concurring), That Congress welcomes ships.",
        ),
        ("hr20-119/section/2", "\n            “(9) Buoys are red.”.\n"),
    ],
)
def test_a_clause_is_shown_as_printed(billtrack: Billtrack, address: str, words: str) -> None:
    run = billtrack("text", address, "--no-addresses")
    assert run.code == 0
    assert words in run.out


def test_the_enacting_formula_is_shown_of_official_bills_only_when_whole(billtrack: Billtrack) -> None:
    formula = "Be it enacted by the Senate and House of Representatives of the United States of America in Congress"
    assert formula in billtrack("text", "hr20-119").out
    assert formula not in billtrack("text", "hr20-119/section/1").out


def test_a_quotation_carries_its_citation(billtrack: Billtrack) -> None:
    assert billtrack("text", "hres901-118@ih/whereas/1", "--quote").out == (
        "“Whereas the Great Lakes have more than 200 lighthouses;”\n\n"
        "— H.R. Res. 901, 118th Cong. (2023) (as Introduced in House), whereas clause 1\n"
        "https://www.congress.gov/bill/118th-congress/house-resolution/901/text/ih\n"
        "Quoted from an unofficial copy; compare it with the official text.\n"
    )


@pytest.mark.parametrize(
    ("reference", "message", "hint"),
    [
        (
            "hres901-118@eh/resolved/1",
            "hres901-118@eh: resolved/1: not loaded: the eh text on file is partial",
            "Go online and run `billtrack sync hres901-118` for the official text",
        ),
        (
            "sres77-118@is",
            "not loaded: sres77-118@is",
            "go online and run `billtrack sync sres77-118` for the official texts",
        ),
        (
            "hres901-118@rh",
            "hres901-118 has no text version rh; its record has ih (complete), eh (partial)",
            None,
        ),
    ],
)
def test_a_text_that_is_not_here_says_why(billtrack: Billtrack, reference: str, message: str, hint: str | None) -> None:
    run = billtrack("text", reference)
    assert (run.code, run.out) == (3, "")
    assert run.err == f"billtrack: error: {message}\n" + (f"hint: {hint}\n" if hint else "")


# ------------------------------------------------------------------------------ list, history


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], ["s12-119", "sres77-118", "hres901-118", "hr20-119", "hconres5-119"]),
        (["--sort", "id"], ["hres901-118", "sres77-118", "hr20-119", "s12-119", "hconres5-119"]),
        (["--stage", "agreed_to"], ["sres77-118", "hres901-118"]),
        (["--stage", "Agreed to", "--type", "sres"], ["sres77-118"]),
        (["--type", "hr", "--type", "s"], ["s12-119", "hr20-119"]),
        (["--tag", "water"], ["hres901-118"]),
        (["--tag", "fire"], []),
    ],
    ids=str,
)
def test_list_keeps_what_is_asked_for(billtrack: Billtrack, options: list[str], expected: list[str]) -> None:
    run = billtrack("list", "--json", *options)
    assert run.code == 0
    measures = json.loads(run.out)["measures"]
    assert [measure["id"] for measure in measures] == expected
    assert all(list(each)[:5] == ["id", "title", "stage", "latest_action", "cosponsors"] for each in measures)


def test_a_bad_record_hides_no_other(billtrack: Billtrack, bills: Path) -> None:
    (bills / "hres902-118.yaml").write_text("schema: billtrack/1\nid: hres902-118\ntitel: x\n", encoding="utf-8")
    run = billtrack("list", "--json")
    assert run.code == 3
    assert len(json.loads(run.out)["measures"]) == 5
    assert run.err.startswith("billtrack: error: bills/hres902-118.yaml:3:1: ")


def test_an_empty_folder_is_an_empty_answer(billtrack: Billtrack, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    run = billtrack("list", "--bills", str(tmp_path / "none"), "--json")
    assert (run.code, json.loads(run.out)["measures"]) == (0, [])
    assert run.err == f"billtrack: warning: no records in {tmp_path / 'none'}\n"
    assert billtrack("list", "--bills", str(tmp_path / "none"), "--json", "--quiet").err == ""


def test_history_folds_and_explains_and_keeps_every_row(billtrack: Billtrack) -> None:
    (measure,) = json.loads(billtrack("history", "hres901-118", "--json").out)["measures"]
    assert [len(entry["actions"]) for entry in measure["history"]] == [1, 1, 1, 2, 1]
    agreed = measure["history"][3]
    assert agreed["explanation"] == "also reported by the Library of Congress (code 8000)"
    assert (agreed["action_date"], agreed["action_time"], agreed["stage"]) == ("2023-06-27", "15:45:15", "agreed_to")


def test_a_history_not_loaded_is_null(billtrack: Billtrack) -> None:
    (measure,) = json.loads(billtrack("history", "hconres5-119", "--json").out)["measures"]
    assert measure["history"] is None


# ------------------------------------------------------------------------------ cite, schema


def test_cite_needs_no_record(billtrack: Billtrack) -> None:
    run = billtrack("cite", "S. 211, 110th Cong.", "--json")
    assert run.code == 0
    assert json.loads(run.out)["measures"] == [
        {
            "id": "s211-110",
            "text": "Senate Bill 211, 110th Congress",
            "bluebook": "S. 211, 110th Cong.",
            "congress_gov": "https://www.congress.gov/bill/110th-congress/senate-bill/211",
            "govinfo_package": None,
            "version": None,
            "measure": "s211-110",
        }
    ]


def test_cite_takes_the_year_and_the_latest_text_from_the_record(billtrack: Billtrack) -> None:
    (cited,) = json.loads(billtrack("cite", "H.Res. 901", "--json").out)["measures"]
    assert cited["bluebook"] == "H.R. Res. 901, 118th Cong. (2023)"
    assert (cited["version"], cited["govinfo_package"]) == ("eh", "BILLS-118hres901eh")


def test_cite_without_a_congress_or_a_record_is_refused(billtrack: Billtrack) -> None:
    run = billtrack("cite", "H.Res. 5")
    assert run.code == 3
    assert run.err.startswith("billtrack: error: no such measure: H.Res. 5, in any Congress loaded\nhint: ")


def test_schema_is_json_schema_and_has_no_other_format(billtrack: Billtrack) -> None:
    schema = json.loads(billtrack("schema").out)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert billtrack("schema", "--json").out == billtrack("schema").out
    assert billtrack("schema", "--csv").code == 2


# --------------------------------------------------------------------------- many measures


def test_a_list_of_measures_is_read_from_standard_input(billtrack: Billtrack) -> None:
    stdin = "hres901-118  # the lighthouses\n\n# tides\nS.Res. 77 (118th)\n"
    run = billtrack("status", "-", "--json", stdin=stdin)
    assert run.code == 0
    assert [each["id"] for each in json.loads(run.out)["measures"]] == ["hres901-118", "sres77-118"]


def test_an_empty_list_is_an_empty_answer(billtrack: Billtrack) -> None:
    run = billtrack("status", "-", "--json")
    assert (run.code, json.loads(run.out)["measures"]) == (0, [])


def test_when_some_fail_the_others_are_answered(billtrack: Billtrack) -> None:
    run = billtrack("status", "nonsense", "hres901-118", "hres902-118", "--json")
    assert run.code == 3
    assert [each["id"] for each in json.loads(run.out)["measures"]] == ["hres901-118"]
    assert [line for line in run.err.splitlines() if line.startswith("billtrack: error: ")] == [
        "billtrack: error: not a measure: 'nonsense' is not a bill or resolution number",
        "billtrack: error: no record of hres902-118 in bills",
    ]


def test_a_citation_without_quotes_is_one_measure(billtrack: Billtrack) -> None:
    assert billtrack("status", "H.", "Res.", "901,", "118th", "Cong.") == billtrack("status", "hres901-118")
