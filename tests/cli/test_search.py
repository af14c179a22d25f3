"""``billtrack search`` over an archive of the invented measures."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
import typer

from billtrack.cli.completion import complete_filters
from billtrack.model.measure import replace
from billtrack.search.commands.search import typed
from billtrack.store.records import load_folder, load_record, save_record
from invented_archives import make_archive

Billtrack = Callable[..., Any]

HIT = [
    *("id", "version", "address", "title", "score", "snippet", "marks", "is_cut_before", "is_cut_after"),
    *("is_in_title", "versions", "stage", "introduced_date", "sponsor_party", "is_record", "measure"),
]


@pytest.fixture
def archive(tmp_path: Path, bills: Path) -> Path:
    """The invented measures in an archive, and nothing in the bills folder."""
    make_archive(tmp_path / "congress.db", load_folder(bills).measures.values())
    for record in bills.glob("*.yaml"):
        record.rename(tmp_path / record.name)
    return tmp_path / "congress.db"


@pytest.fixture
def search(billtrack: Billtrack, archive: Path) -> Billtrack:
    """Search that archive."""
    return lambda *arguments: billtrack("search", *arguments, BILLTRACK_ARCHIVE=str(archive))


# ------------------------------------------------------------------------------------- answers


def test_json_keeps_the_contract(search: Billtrack) -> None:
    answer = json.loads(search("lighthouse*", "--json").out)
    assert list(answer) == [
        *("schema_version", "query", "read_as", "notes", "scanned", "total", "texts", "hits"),
    ]
    assert answer["query"] == answer["read_as"] == "lighthouse*"
    assert answer["scanned"] == {
        "measures": 5,
        "texts": 5,
        "without_text": 1,
        "records": 0,
        "records_not_searched": 0,
    }
    assert answer["total"] == len(answer["hits"])
    assert all(list(hit) == HIT for hit in answer["hits"])


@pytest.mark.parametrize(("word", "code"), [("lighthouse*", 1), ("zeppelins", 0)])
def test_with_exit_code_1_means_found(search: Billtrack, word: str, code: int) -> None:
    assert search(word).code == 0
    assert search(word, "--exit-code").code == code


def test_what_is_marked_is_what_was_asked_for(search: Billtrack) -> None:
    for hit in json.loads(search("KEEPERS", "--json").out)["hits"]:
        assert {hit["snippet"][start:end].lower() for start, end in hit["marks"]} == {"keepers"}


def test_the_address_of_a_hit_is_one_text_prints(billtrack: Billtrack, search: Billtrack, archive: Path) -> None:
    hits = json.loads(search("lighthouse* OR keepers OR tide*", "--json").out)["hits"]
    addresses = [hit["address"] for hit in hits if hit["address"]]
    assert addresses
    for hit in hits:
        if hit["address"]:
            run = billtrack("text", hit["address"], BILLTRACK_ARCHIVE=str(archive))
            assert run.code == 0
            assert hit["snippet"] in run.out


def test_the_same_in_every_format(search: Billtrack) -> None:
    hits = json.loads(search("lighthouse* OR keepers", "--json").out)["hits"]
    lines = [json.loads(line) for line in search("lighthouse* OR keepers", "--format", "jsonl").out.splitlines()]
    assert lines == [{"schema_version": 1, **hit} for hit in hits]
    for name in ("csv", "tsv"):
        text = search("lighthouse* OR keepers", "--format", name).out
        rows = list(csv.DictReader(io.StringIO(text), delimiter="," if name == "csv" else "\t"))
        assert [row["measure"] for row in rows] == [hit["id"] for hit in hits]
        assert [row["address"] for row in rows] == [hit["address"] or "" for hit in hits]
    for way in (["--linear"], ["--format", "plain"], ["--format", "table"], ["--format", "markdown"]):
        out = search("lighthouse* OR keepers", *way).out
        assert all((hit["address"] or hit["id"]) in out.replace("\n", "") for hit in hits)


def test_what_was_found_is_bold_in_markdown(search: Billtrack) -> None:
    assert "**keepers**" in search("keepers", "--format", "markdown").out


def test_count_is_a_number(search: Billtrack) -> None:
    total = json.loads(search("keepers", "--json").out)["total"]
    assert search("keepers", "--count").out == f"{total}\n"
    assert json.loads(search("keepers", "--count", "--json").out)["hits"] == []
    assert search("keepers", "--count", "--csv").out.splitlines()[0] == "total,texts"


def test_limit_shows_the_first(search: Billtrack) -> None:
    everything = json.loads(search("the", "--json", "--limit", "0").out)
    first = json.loads(search("the", "--json", "--limit", "1").out)
    assert first["total"] == everything["total"] == len(everything["hits"]) > 1
    assert first["hits"] == everything["hits"][:1]


def test_facets_count_every_measure_found(search: Billtrack) -> None:
    answer = json.loads(search("the", "--facets", "--json", "--limit", "1").out)
    assert list(answer["facets"]) == ["type", "stage", "party", "month"]
    for counts in answer["facets"].values():
        assert sum(count["measures"] for count in counts) == answer["total"]


def test_a_word_with_a_hyphen_before_it_is_not_wanted(search: Billtrack) -> None:
    every, some = (json.loads(search("the", *words, "--json").out)["total"] for words in ([], ["-keepers"]))
    assert 0 < some < every


# ------------------------------------------------------------------------- records and archive


def test_a_record_is_searched_in_the_place_of_the_archive(search: Billtrack, tmp_path: Path) -> None:
    record = load_record(tmp_path / "hres901-118.yaml")
    save_record(tmp_path / "bills", replace(record, title="Honoring walruses."))
    hit, *others = json.loads(search("walruses", "--json").out)["hits"]
    assert not others
    assert (hit["id"], hit["is_record"], hit["score"], hit["snippet"]) == (
        *("hres901-118", True, None),
        "Honoring walruses.",
    )
    answer = json.loads(search("title:lighthouses", "--json").out)
    assert "hres901-118" not in [each["id"] for each in answer["hits"] if each["is_in_title"]]
    assert (answer["scanned"]["measures"], answer["scanned"]["records"]) == (5, 1)


def test_a_record_is_found_at_its_clause(search: Billtrack, billtrack: Billtrack, tmp_path: Path) -> None:
    save_record(tmp_path / "bills", load_record(tmp_path / "hres901-118.yaml"))
    (hit,) = (each for each in json.loads(search("keepers", "--json").out)["hits"] if each["is_record"])
    assert hit["snippet"] in billtrack("text", hit["address"]).out


def test_a_record_with_hostile_words_is_searched(search: Billtrack, tmp_path: Path) -> None:
    record = load_record(tmp_path / "hres901-118.yaml")
    text, *others = record.text_versions or ()
    text = replace(text, official_title="walrus\x1f\x1b[31m", preamble=("seal\x1f walrus", "walrus\x1f\x1f"))
    save_record(tmp_path / "bills", replace(record, text_versions=(text, *others)))
    run = search("walrus")
    assert run.code == 0
    assert "\x1b" not in run.out
    assert "whereas/1" in run.out


def test_a_broken_record_is_told_and_hides_nothing(search: Billtrack, tmp_path: Path) -> None:
    (tmp_path / "bills" / "hres5-118.yaml").write_text("schema: nonsense\n")
    run = search("keepers", "--count")
    assert (run.code, int(run.out) > 0) == (3, True)
    assert "hres5-118.yaml" in run.err


# ------------------------------------------------------------------------------ empty and wrong


def test_an_empty_answer_says_what_would_find_something(search: Billtrack) -> None:
    run = search("keepers", "zzzz")
    assert run.code == 0
    assert run.out.splitlines()[:2] == ["No results for keepers AND zzzz", "Not found anywhere: zzzz"]

    assert "Searched 5 measures and 5 texts; 1 has no text on file (titles only)" in run.out
    apart = search("lakes", "keepers")
    assert "these words apart; search without quotation marks" in search('"lakes keepers"').out
    assert apart.out.startswith("1 measure ")
    assert "hres901-118 is a measure: `billtrack status hres901-118`" in search("hres901-118").out


def test_a_filter_that_no_measure_satisfies_is_named(search: Billtrack) -> None:
    run = search("keepers", "sponsor:Zorblatt", "type:hres")
    assert "Not found anywhere: sponsor:zorblatt" in run.out.splitlines()


@pytest.mark.parametrize("words", [[""], ["-"], ['""'], ["( )"], ["’"]])
def test_nothing_to_search_for(search: Billtrack, words: list[str]) -> None:
    run = search(*words)
    assert run.code == 0
    assert run.out.startswith("Nothing to search for")


def test_what_was_read_otherwise_is_told(search: Billtrack) -> None:
    assert search("stagge:x").out.startswith(
        "Note: stagge: is not a filter and was read as words; did you mean stage:?"
    )


def test_without_an_archive_it_says_how_to_make_one(billtrack: Billtrack) -> None:
    run = billtrack("search", "keepers")
    assert run.code == 5
    assert "no archive to search" in run.err
    assert "`billtrack import PATH... --archive FILE` builds one from official files" in run.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "Missing argument 'QUERY...'"),
        (["x", "--limt", "5"], "no such option: --limt; did you mean --limit?"),
        (["x", "--limit", "-1"], "Invalid value for '--limit'"),
        (["x", "--json", "--csv"], "contradict each other"),
    ],
    ids=" ".join,
)
def test_wrong_usage(search: Billtrack, arguments: list[str], message: str) -> None:
    run = search(*arguments)
    assert run.code == 2
    assert message in run.err


@pytest.mark.parametrize(
    "words",
    [
        *('"', "((", "OR OR", "a\x00b", "\udc80\udcff", "🏛", "*", '" AND ""', "title : x", "{title}:x", "^x", "a+b"),
        *("NEAR(", "NEAR(a,b)", "x" * 100_000, " ".join(f"w{n}" for n in range(10_000)), "'; DROP TABLE words; --"),
        " ".join(f"type:hres OR w{n}" for n in range(2_000)),
        " ".join(f"-w{n}" for n in range(500)),
        "".join(f"(w{n} OR (v{n} " for n in range(30)) + "x" + "))" * 30,
        "".join(f"-(w{n} -(v{n} type:hr OR " for n in range(30)) + "x" + "))" * 30,
    ],
    ids=lambda words: ascii(words[:12]),
)
def test_any_text_is_answered(search: Billtrack, words: str) -> None:
    run = search(words, "--json")
    assert (run.code, run.err) == (0, "")
    assert json.loads(run.out)["query"] in {words, f'"{words}"'}


# ------------------------------------------------------------------------------- the shell's part


@pytest.mark.parametrize(
    ("arguments", "query"),
    [
        (["arms", "control"], "arms control"),
        (["arms control"], '"arms control"'),
        (["arms control", "type:hres"], '"arms control" type:hres'),
        (["-arms control"], '-"arms control"'),
        (["policy:International Affairs"], 'policy:"International Affairs"'),
        (['"arms control" type:hres'], '"arms control" type:hres'),
        (["arms control type:hres"], "arms control type:hres"),
        (["arms OR control"], "arms OR control"),
        (["(arms control)"], "(arms control)"),
        (["arms -control"], "arms -control"),
        (["arms contr*"], '"arms contr*"'),
        (["type:hres arms control"], "type:hres arms control"),
        (["-stage:enacted arms"], "-stage:enacted arms"),
        (["in:whereas arms control"], "in:whereas arms control"),
        (["committee:hsfa00 arms"], "committee:hsfa00 arms"),
        (["committee:Ways and Means"], 'committee:"Ways and Means"'),
        (["sponsor:Al Green"], 'sponsor:"Al Green"'),
        (["stage:passed house"], 'stage:"passed house"'),
        (["introduced:May 2025"], 'introduced:"May 2025"'),
    ],
)
def test_what_the_shell_took_away_is_put_back(arguments: list[str], query: str) -> None:
    assert typed(arguments) == query


def test_a_mistyped_option_is_no_word() -> None:
    with pytest.raises(Exception, match="no such option: --jsn; did you mean --json"):
        typed(["a", "--jsn"])


def test_filters_and_their_values_are_completed(bills: Path) -> None:
    typing = cast("typer.Context", SimpleNamespace(params={"bills": str(bills), "archive": None}))
    assert "subject:" in [value for value, _ in complete_filters(typing, "su")]
    assert [value for value, _ in complete_filters(typing, "stage:enr")] == ["stage:enrolled"]
    assert complete_filters(typing, "sponsor:Fo") == []
    assert ("cosponsor:S000013", "Other, Flo") in complete_filters(typing, "cosponsor:S0")
