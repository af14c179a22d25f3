"""README and help topics are true: their commands, run as a newcomer would, print what they show."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from billtrack import parse_query
from billtrack.cli import main, reports
from billtrack.cli.commands import COMMANDS
from billtrack.output.formats import Format

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "billtrack"
README = ROOT / "README.md"
TOPICS = {path.stem: path for path in sorted((SOURCE / "cli" / "help").glob("*.md"))}
PAGES = [README, *TOPICS.values()]


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def steps() -> Iterator[tuple[str, str]]:
    """Each command shown on a page, with the output shown under it."""
    for page in PAGES:
        for block in re.findall(r"^```console\n(.*?)^```", text_of(page), re.DOTALL | re.MULTILINE):
            yield from re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)


STEPS = list(steps())


@pytest.mark.parametrize(("command", "output"), STEPS, ids=[command for command, _ in STEPS])
def test_a_command_prints_what_the_page_shows(command: str, output: str) -> None:
    scripts = Path(sys.executable).parent
    environment = {**os.environ, "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stdout + done.stderr == output


def test_the_library_answers_as_the_topic_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    sessions = re.findall(r"^```pycon\n(.*?)^```", text_of(TOPICS["python"]), re.DOTALL | re.MULTILINE)
    assert sessions
    test = doctest.DocTestParser().get_doctest("".join(sessions), {}, "python.md", "python.md", 0)
    report: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(test, out=report.append)
    assert report == []


def test_the_readme_is_short_and_shows_every_command_and_topic() -> None:
    readme = text_of(README)
    assert len(readme.splitlines()) <= 160
    assert [entry.name for entry in COMMANDS if f"billtrack {entry.name}" not in readme] == []
    assert [topic for topic, page in TOPICS.items() if page.relative_to(ROOT).as_posix() not in readme] == []


def test_every_link_leads_somewhere() -> None:
    pages = [*PAGES, ROOT / ".github/CONTRIBUTING.md", *(ROOT / "tests").glob("*/README.md")]
    links = [(page, link) for page in pages for link in re.findall(r"\]\((?!https?:)([^)#]+)\)", text_of(page))]
    assert len(links) > len(TOPICS)
    assert [f"{page.name}: {link}" for page, link in links if not (page.parent / link).exists()] == []


def test_the_modules_that_contributing_names_exist() -> None:
    named = re.findall(r"`([a-z_]+/(?:[a-z_]+/)*(?:\w+\.(?:py|md))?)`", text_of(ROOT / ".github/CONTRIBUTING.md"))
    assert len(named) > 10
    assert [name for name in named if not ((SOURCE / name).exists() or (ROOT / name).exists())] == []


def shown_options() -> Iterator[tuple[str, str]]:
    """Each option that a page gives to a command, with that command."""
    for page in PAGES:
        for name, rest in re.findall(r"billtrack ([a-z]+)\b([^`\n]*)", text_of(page)):
            if name in {entry.name for entry in COMMANDS}:
                arguments = re.sub(r"[|;>#].*", "", rest)  # to the end of the command
                yield from ((name, option) for option in re.findall(r"(?<=\s)--?[a-z][a-z-]*", arguments))


@pytest.mark.parametrize("command", sorted({command for command, _ in shown_options()}))
def test_every_option_shown_is_one_the_command_has(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    assert main([command, "--help"]) == 0
    told = set(capsys.readouterr().out.split())
    assert {option for name, option in shown_options() if name == command} - told == set()


# ------------------------------------------------------------------------------ what topics list


def rows(topic: str) -> list[list[str]]:
    """The cells of every table row of a topic."""
    lines = re.findall(r"^\|(.*)\|$", text_of(TOPICS[topic]), re.MULTILINE)
    return [[cell.strip() for cell in line.split("|")] for line in lines]


def test_the_formats_topic_has_every_format() -> None:
    told = {name for cells in rows("formats") for name in re.findall(r"`(\w+)`", cells[0])}
    assert {str(each) for each in Format} - told == set()


def test_the_exit_codes_topic_has_every_code() -> None:
    names = ("DONE", "FOUND", "USAGE", "INPUT", "REMOTE", "STORE", "BUG", "INTERRUPTED")
    told = [int(cells[0]) for cells in rows("exit-codes") if cells[0].isdigit()]
    assert told == [getattr(reports, name) for name in names]


def test_the_environment_topic_has_every_variable() -> None:
    code = "".join(text_of(path) for path in SOURCE.rglob("*.py"))
    read = set(
        re.findall(r'"(BILLTRACK_[A-Z_]+|CONGRESS_API_KEY|NO_COLOR|CLICOLOR_FORCE|ACCESSIBLE|PAGER|COLUMNS)"', code)
    )
    told = set(re.findall(r"`([A-Z][A-Z_]+)`", "".join(cells[0] for cells in rows("environment"))))
    assert told == read


@pytest.mark.parametrize(
    ("key", "value"),
    [
        (key, value)
        for filters, values in (cells for cells in rows("search") if ":`" in cells[0])
        for key in re.findall(r"`(\w+:)`", filters)
        for value in re.findall(r"`([^`]+)`", values)
    ],
)
def test_a_filter_of_the_search_topic_is_one(key: str, value: str) -> None:
    for each in value.split():
        assert parse_query(f"{key}{each}").notes == ()


# ------------------------------------------------------------------------------------- the command

Billtrack = Callable[..., tuple[int, str, str]]


@pytest.fixture
def billtrack(capsys: pytest.CaptureFixture[str]) -> Billtrack:
    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_is_printed_as_it_is_in_a_pipe(topic: str, billtrack: Billtrack) -> None:
    assert billtrack("help", topic) == (0, text_of(TOPICS[topic]), "")


def test_without_a_topic_the_topics_are_listed_by_their_titles(billtrack: Billtrack) -> None:
    code, out, _ = billtrack("help")
    titles = [f"- `{topic}`: {text_of(page).splitlines()[0].removeprefix('# ')}" for topic, page in TOPICS.items()]
    assert (code, re.findall(r"^- .*", out, re.MULTILINE)) == (0, titles)


def test_the_help_of_a_command_is_that_commands_help(billtrack: Billtrack) -> None:
    assert billtrack("help", "status") == billtrack("status", "--help")


@pytest.mark.parametrize(("asked", "near"), [("formts", "formats"), ("exit-code", "exit-codes"), ("serch", "search")])
def test_an_unknown_topic_is_a_usage_error_that_names_the_nearest(asked: str, near: str, billtrack: Billtrack) -> None:
    code, out, err = billtrack("help", asked)
    assert (code, out) == (2, "")
    assert err.splitlines()[0] == f"billtrack: error: unknown help topic '{asked}'; did you mean {near}?"


def test_an_unknown_topic_near_none_names_them_all(billtrack: Billtrack) -> None:
    assert all(topic in billtrack("help", "xyzzy")[2] for topic in TOPICS)
