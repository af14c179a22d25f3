"""``open`` and ``config list``."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from billtrack.model.identifiers import parse_reference

if TYPE_CHECKING:
    from tests.cli.conftest import Run

Billtrack = Callable[..., "Run"]
PAGE = "https://www.congress.gov/bill/118th-congress/house-resolution/901"


@pytest.mark.parametrize(
    ("arguments", "addresses"),
    [
        (("hres901-118",), [PAGE]),
        (("hres901",), [PAGE]),  # the one loaded
        (("hres901-118@ih",), [f"{PAGE}/text/ih"]),
        (("hres901-118", "--text"), [f"{PAGE}/text"]),
        (("hres901-118@ih", "--text"), [f"{PAGE}/text/ih"]),
        (("hres901-118", "--cosponsors"), [f"{PAGE}/cosponsors"]),
        (("hres901-118", "--actions"), [f"{PAGE}/all-actions"]),
        (("hres901-118", "--actions", "--text"), [f"{PAGE}/text", f"{PAGE}/all-actions"]),
        (("hr5-93",), ["https://www.congress.gov/bill/93rd-congress/house-bill/5"]),  # no record needed
    ],
)
def test_the_address_is_printed_alone(billtrack: Billtrack, arguments: tuple[str, ...], addresses: list[str]) -> None:
    run = billtrack("open", *arguments, "--print")
    assert (run.code, run.out.splitlines(), run.err) == (0, addresses, "")
    measure = parse_reference(arguments[0]).number
    assert all(parse_reference(address).number == measure for address in addresses)


@pytest.mark.parametrize(("opens", "code"), [(True, 0), (False, 3)])
def test_the_browser_opens_it_or_the_command_fails(
    billtrack: Billtrack, monkeypatch: pytest.MonkeyPatch, opens: bool, code: int
) -> None:
    opened: list[str] = []

    def browser(address: str) -> bool:
        opened.append(address)
        return opens

    monkeypatch.setattr("webbrowser.open", browser)
    run = billtrack("open", "hres901-118")
    assert (run.code, run.out, opened) == (code, "", [PAGE])
    assert ("--print prints the address" in run.err) is not opens


@pytest.mark.parametrize("name", ["hres5", "nonsense", "405 U.S. 1030"])
def test_what_names_no_measure_opens_nothing(billtrack: Billtrack, name: str) -> None:
    run = billtrack("open", name, "--print")
    assert (run.code, run.out) == (3, "")


# ------------------------------------------------------------------------------------- settings


def settings(billtrack: Billtrack, *arguments: str, **environ: str) -> dict[str, dict[str, str | None]]:
    run = billtrack("config", "list", "--json", *arguments, **environ)
    assert run.code == 0
    return {each["name"]: each for each in json.loads(run.out)["settings"]}


def test_every_setting_says_what_set_it(billtrack: Billtrack) -> None:
    found = settings(
        billtrack,
        "--no-color",
        BILLTRACK_ARCHIVE="none.db",
        BILLTRACK_GOVINFO_URL="https://mirror.example",
        PAGER="more",
    )
    origins = {name: (each["value"], each["origin"], each["set_by"]) for name, each in found.items()}
    assert origins["archive"] == ("none.db", "environment", "$BILLTRACK_ARCHIVE")
    assert "no such archive" in str(found["archive"]["problem"])
    assert origins["govinfo_url"] == ("https://mirror.example", "environment", "$BILLTRACK_GOVINFO_URL")
    assert origins["congress_url"] == ("https://api.congress.gov/v3", "default", None)
    assert origins["pager"] == ("more", "environment", "$PAGER")
    assert origins["color"] == ("off", "option", "--no-color")
    assert origins["bills"] == ("bills", "default", None)


def test_an_option_beats_the_environment(billtrack: Billtrack, tmp_path: Path) -> None:
    found = settings(billtrack, "--bills", str(tmp_path / "bills"), "--no-pager", BILLTRACK_BILLS="other", PAGER="more")
    assert (found["bills"]["value"], found["bills"]["set_by"]) == (str(tmp_path / "bills"), "--bills")
    assert (found["pager"]["value"], found["pager"]["set_by"]) == ("off", "--no-pager")


def test_the_key_comes_from_the_config_file_and_is_not_shown(
    billtrack: Billtrack, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "config.toml"
    file.write_text('congress_api_key = "XYZZY"\n', encoding="utf-8")
    file.chmod(stat.S_IRUSR | stat.S_IWUSR)
    monkeypatch.setattr("billtrack.tracking.commands.config.config_file", lambda: file)
    monkeypatch.delenv("CONGRESS_API_KEY", raising=False)
    found = settings(billtrack)["congress_api_key"]
    assert (found["value"], found["origin"], found["set_by"]) == ("set", "config file", str(file))
    assert "XYZZY" not in billtrack("config", "list", "--origin").out


@pytest.mark.parametrize("format", ["json", "csv", "plain", "table", "html"])
def test_no_secret_is_printed(billtrack: Billtrack, format: str) -> None:  # noqa: A002 - the option's name
    run = billtrack(
        "config",
        "list",
        "--origin",
        "--format",
        format,
        CONGRESS_API_KEY="XYZZY",
        BILLTRACK_GOVINFO_URL="https://me:XYZZY@mirror.example/?api_key=XYZZY",
        BILLTRACK_ARCHIVE="postgresql://team:XYZZY@db.example/congress?password=XYZZY",
    )
    assert "XYZZY" not in run.out + run.err
    assert "mirror.example" in run.out
    assert os.environ["CONGRESS_API_KEY"] == "XYZZY"
