"""The systems this one is not, by static means: nothing of POSIX is needed to import, to read or to write records.

What a fake can honestly show: the branches for Windows run where the modules and names Windows lacks are gone.  How
its own file system and terminal behave, it cannot; ``.ci/run`` also checks the types as of Windows and macOS.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from everyday import EXAMPLES, SHIPPED, Everyday
from official_measures import invented
from official_server import OfficialServer

Tried = Callable[[str, str, int], None]
AS_ON_WINDOWS = """
import importlib, os, pkgutil, signal, sys, types
from pathlib import Path
import billtrack

def load():
    names = [each.name for each in pkgutil.walk_packages(billtrack.__path__, "billtrack.")]
    for name in names:
        if not name.endswith("__main__"):
            importlib.import_module(name)
    return names

load()  # what is not billtrack's is loaded as it is here
import platformdirs
for kind in ("data", "cache", "config"):
    found = getattr(platformdirs, f"user_{kind}_dir")("billtrack", appauthor=False)
    setattr(platformdirs, f"user_{kind}_dir", lambda *_, found=found, **__: found)
for name in [each for each in sys.modules if each.split(".")[0] == "billtrack"]:
    del sys.modules[name]
for name in ("fcntl", "grp", "pwd", "pty", "resource", "syslog", "termios", "tty"):
    sys.modules[name] = None
for name in ("fork", "getuid", "geteuid", "getgid", "mkfifo", "sched_getaffinity", "O_NOFOLLOW", "O_NONBLOCK", "fchmod",
             "killpg", "setsid", "statvfs", "uname", "WNOHANG"):
    if hasattr(os, name):
        delattr(os, name)
for name in ("SIGKILL", "SIGHUP", "SIGPIPE", "SIGALRM", "SIGXFSZ"):
    delattr(signal, name)
locked = []
sys.modules["msvcrt"] = types.SimpleNamespace(LK_NBLCK=2, locking=lambda *how: locked.append(how))
sys.platform = "win32"
import billtrack
names = load()
from billtrack.cli import main
for arguments in (["import", sys.argv[1], "--into", "new"], ["status", "hres1-119", "--bills", "new", "--json"],
                  ["untrack", "hres1-119", "--yes", "--bills", "new"], ["list"], ["verify"], ["--version"]):
    code = main([*arguments])
    assert code == 0, (arguments, code)
assert [how[1:] for how in locked] == [(2, 1), (2, 1)], locked
print(len(names), file=sys.stderr)
"""
FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]|[. ]$')
RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}


def test_everything_imports_and_records_are_written_without_what_windows_lacks(tmp_path: Path, tried: Tried) -> None:
    status = tmp_path / "BILLSTATUS-119hres1.xml"
    status.write_bytes(invented("hres1-119").status_xml())
    (tmp_path / "bills").mkdir()
    (tmp_path / "bills" / "hres351-115.yaml").write_bytes((SHIPPED / "hres351-115.yaml").read_bytes())
    done = subprocess.run(
        [sys.executable, "-c", AS_ON_WINDOWS, status.name],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    tried(
        "Windows and macOS by construction",
        "modules imported without what POSIX alone has",
        int(done.stderr.split()[-1]),
    )


@pytest.fixture(scope="module")
def everyday(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Everyday]:
    server = OfficialServer()
    yield Everyday.begun(tmp_path_factory.mktemp("everyday"), server)
    server.stop()


def refusal_of_windows(name: str) -> str | None:
    """Why Windows would not have a file of this name."""
    if FORBIDDEN.search(name):
        return "a character it does not allow"
    if name.partition(".")[0].lower() in RESERVED:
        return "the name of a device"
    return "too long" if len(name) > 255 else None


def check_names(paths: list[Path], top: Path) -> None:
    parts = {part for path in paths for part in path.relative_to(top).parts}
    assert {part: why for part in parts if (why := refusal_of_windows(part))} == {}
    folded = [str(path.relative_to(top)).casefold() for path in paths]
    assert len(set(folded)) == len(folded), "two names that differ in case alone"


def test_the_names_of_written_files_are_names_on_windows(everyday: Everyday, tried: Tried) -> None:
    folder = everyday.folder("there")
    for command in ("track", "import", "site", "brief"):
        everyday.run(EXAMPLES[command], folder)
    paths = [path for path in folder.rglob("*") if path.is_file()]
    assert {"run.jsonl", "documents.json"} & {path.name for path in paths}
    check_names(paths, folder)
    tried("Windows and macOS by construction", "names of written files", len(paths))


def test_the_names_in_the_repository_are_names_on_windows(tried: Tried) -> None:
    top = SHIPPED.parent
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=top, capture_output=True, text=True, check=False)
    if listed.returncode != 0:
        pytest.skip("no git checkout")
    paths = [top / name for name in listed.stdout.split("\0") if name]
    check_names(paths, top)
    tried("Windows and macOS by construction", "names in the repository", len(paths))


@pytest.mark.parametrize("name", ["con", "NUL.yaml", "a:b", "a.", "com1.xml", "a?"])
def test_a_name_windows_refuses_is_found(name: str) -> None:
    assert refusal_of_windows(name) is not None
