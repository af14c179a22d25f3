"""Whatever terminal, language and shell a command is run from: the usual exit code, clean lines, no traceback."""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import pytest

from everyday import EXAMPLES, Everyday, Ran
from hostile import CAMPAIGN
from official_server import OfficialServer

if sys.platform == "win32":
    pytest.skip("the lines of shell are a POSIX shell's", allow_module_level=True)

Tried = Callable[[str, str, int], None]
ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
SAID = re.compile(rb"billtrack: [a-z]+: |hint: |[0-9]+/[0-9]+ |Usage: ")


@dataclass(frozen=True)
class Surroundings:
    """What is unusual: variables set or (``None``) unset, the shell around, or all of the environment gone."""

    name: str
    sets: Mapping[str, str | None] = field(default_factory=dict)
    around: str = ""
    keeps_environment: bool = True
    loses_answer: bool = False

    def __str__(self) -> str:
        return self.name


SURROUNDINGS = (
    Surroundings("LANG=C", {"LANG": "C"}),
    Surroundings("LC_ALL=C", {"LC_ALL": "C"}),
    Surroundings("ASCII only", ASCII),
    Surroundings("Latin-1", {"PYTHONIOENCODING": "latin-1"}),
    Surroundings("an unknown language", {"LANG": "xx_YY.UTF-8", "LC_ALL": "xx_YY"}),
    Surroundings("TERM=dumb", {"TERM": "dumb"}),
    Surroundings("20 columns", {"COLUMNS": "20", "CLICOLOR_FORCE": "1"}),
    Surroundings("0 columns", {"COLUMNS": "0"}),
    Surroundings("columns that are no number", {"COLUMNS": "wide", "LINES": "-1"}),
    Surroundings("no home", {"HOME": None}),
    Surroundings("a home that is not there", {"HOME": "/nowhere/at/all"}),
    Surroundings("nothing set", keeps_environment=False),
    Surroundings("standard output closed", around='"$@" >&-', loses_answer=True),
    Surroundings("standard error closed", around='"$@" 2>&-'),
    Surroundings("standard input closed", around='"$@" <&-'),
    Surroundings("all three closed", around='"$@" <&- >&- 2>&-', loses_answer=True),
    Surroundings("a full disk as standard output", around='"$@" >/dev/full', loses_answer=True),
    Surroundings("a full disk as standard error", around='"$@" 2>/dev/full'),
    Surroundings("a reader that is gone", around='{ "$@"; echo $? >code; } | true; exit $(cat code)'),
    Surroundings("a reader of one line", around='{ "$@"; echo $? >code; } | head -n 1; exit $(cat code)'),
    Surroundings("a working folder that is removed", around='rm -rf "$PWD"; "$@"'),
)


@pytest.fixture(scope="module")
def everyday(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Everyday]:
    server = OfficialServer()
    yield Everyday.begun(tmp_path_factory.mktemp("everyday"), server)
    server.stop()


def some(surroundings: Surroundings) -> list[str]:
    """The commands to try there: all in a campaign, else two, others elsewhere."""
    return list(EXAMPLES) if CAMPAIGN else random.Random(surroundings.name).sample(sorted(EXAMPLES), 2)


def check_clean(ran: Ran) -> None:
    assert ran.code in {0, 1, 2, 3, 4, 5}, ran
    for line in ran.err.splitlines():
        assert SAID.match(line), ran.err
    assert b"Traceback" not in ran.err + ran.out
    assert b"internal error" not in ran.err


@pytest.mark.parametrize("command", EXAMPLES)
def test_an_example_has_an_answer_where_nothing_is_unusual(command: str, everyday: Everyday) -> None:
    ran = everyday.usually(EXAMPLES[command])
    assert ran.code == (1 if command == "verify" else 0), ran  # it says by 1 that an official file differs


@pytest.mark.parametrize("surroundings", SURROUNDINGS, ids=str)
def test_a_command_ends_as_usual(surroundings: Surroundings, everyday: Everyday, tried: Tried) -> None:
    commands = some(surroundings)
    for command in commands:
        example = EXAMPLES[command]
        usual, folder = everyday.usually(example), everyday.folder("there")
        environ = {**(everyday.environ if surroundings.keeps_environment else {}), **surroundings.sets}
        given = {name: value for name, value in environ.items() if value is not None}
        ran = everyday.run(example, folder, environ=given, around=surroundings.around)
        check_clean(ran)
        if surroundings.keeps_environment and "removed" not in surroundings.name:
            assert ran.code == (3 if surroundings.loses_answer and usual.out else usual.code), (command, ran, usual)
    tried("every command ends as usual, no traceback", str(surroundings), len(commands))


@pytest.mark.parametrize("command", EXAMPLES)
def test_arguments_that_are_no_text_are_refused_in_a_line(command: str, everyday: Everyday, tried: Tried) -> None:
    strange = (b"\xff\xfe", b"--bills=\xff", b"hres\xed\xa0\x80351", b"\xc3(/whereas/1")
    for argument in strange if CAMPAIGN else strange[:1]:
        ran = everyday.run([*EXAMPLES[command], argument], everyday.folder("there"))
        check_clean(ran)
    tried("every command ends as usual, no traceback", "arguments that are no text", len(strange) if CAMPAIGN else 1)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "cp437"])
@pytest.mark.parametrize("arguments", ["text hres351-115@ih/resolved/1/3 --quote", "status hres351-115"])
def test_an_encoding_without_typographic_marks_gets_plain_ones(
    encoding: str, arguments: str, everyday: Everyday
) -> None:
    environ = {**everyday.environ, "PYTHONIOENCODING": encoding}
    ran = everyday.run(arguments.split(), everyday.folder("there"), environ=environ)
    assert ran.code == 0
    assert "?" not in ran.out.decode(encoding)


def test_machine_formats_are_the_same_bytes_in_any_encoding(everyday: Everyday) -> None:
    for form in ("json", "csv"):
        arguments = ("cosponsors", "hres351-115", "--format", form)
        ran = everyday.run(arguments, everyday.folder("there"), environ={**everyday.environ, **ASCII})
        assert ran.out == everyday.usually(arguments).out


def test_a_sync_goes_on_where_nobody_can_be_told_how_far_it_is(everyday: Everyday) -> None:
    folder = everyday.folder("there")
    ran = everyday.run(("track", "hres2-119", "hres1189-119"), folder, around='"$@" 2>/dev/full')
    assert ran.code == 0
    assert (folder / "bills" / "hres2-119.yaml").exists()


def test_what_failed_is_told_by_the_exit_code_though_the_reader_is_gone(everyday: Everyday) -> None:
    around = '{ "$@"; echo $? >code; } | true; exit $(cat code)'
    missing = "no record of hres9-119 in bills"
    ran = everyday.run(("status", "hres9-119", *["hres351-115"] * 50), everyday.folder("there"), around=around)
    assert ran.code == 3
    assert missing in ran.err.decode()
