"""The command: where it serves, what it refuses, and that nothing else pays for it."""

from __future__ import annotations

import ast
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from billtrack.cli import main
from local_pages import Pages, serving


def refused(capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, str]:
    code = main(["serve", *options])
    return code, capsys.readouterr().err


def test_it_says_where_once_it_answers(pages: Pages) -> None:
    assert pages.get("/health").status == 200


def test_a_port_in_use_is_one_line(pages: Pages, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = refused(capsys, "--port", str(pages.port), "--bills", str(place / "bills"))
    assert code == 3
    assert said == (
        f"billtrack: error: cannot serve on 127.0.0.1, port {pages.port}: Address already in use\n"
        "hint: --port 0 takes a free port\n"
    )


def test_another_address_needs_a_name(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = refused(capsys, "--host", "0.0.0.0", "--bills", str(place / "bills"))
    assert code == 2
    assert "--allow-host NAME" in said


def test_a_root_path_is_a_path(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path in ("billtrack", "//evil.example", "/a b", "/..", '/"x'):
        assert refused(capsys, "--root-path", path, "--bills", str(place / "bills"))[0] == 2


def test_an_archive_that_cannot_be_read_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bills").mkdir()
    (tmp_path / "broken.db").write_bytes(b"no database at all, and long enough to be looked at" * 100)
    code, said = refused(capsys, "--bills", str(tmp_path / "bills"), "--archive", str(tmp_path / "broken.db"))
    assert code == 5
    assert said.startswith("billtrack: error: ")


def test_without_the_extra_it_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == "starlette" else object())
    code, said = refused(capsys)
    assert code == 3
    assert said == (
        "billtrack: error: billtrack serve needs starlette, which is not installed\n"
        "hint: python -m pip install 'billtrack[serve]'\n"
    )


def test_no_other_command_loads_what_serves(place: Path) -> None:
    look = (
        "import sys; from billtrack.cli import main; main(sys.argv[1:]);"
        "print([name for name in sys.modules if name.split('.')[0] in {'starlette', 'uvicorn', 'anyio', 'asyncio'}"
        " or name.startswith('billtrack.serve')])"
    )
    for command in (["status", "hres351-115"], ["list"], ["cosponsors", "hres351-115"], ["serve", "--help"]):
        where = [] if "--help" in command else ["--bills", str(place / "bills")]
        run = subprocess.run([sys.executable, "-c", look, *command, *where], capture_output=True, text=True, check=True)
        loaded = run.stdout.splitlines()[-1]
        own = {f"billtrack.serve{each}" for each in ("", ".commands", ".commands.options")}
        assert set(ast.literal_eval(loaded)) == (own if "serve" in command else set())


def test_an_interrupt_ends_it_and_its_workers(place: Path) -> None:
    with serving(place) as pages:
        children = (
            Path(f"/proc/{pages.process.pid}/task/{pages.process.pid}/children").read_text(encoding="utf-8").split()
        )
        assert children
        pages.process.send_signal(signal.SIGINT)
        assert pages.process.wait(20) == 130
        assert pages.process.stderr is not None
        assert pages.process.stderr.read() == ""
        time.sleep(0.5)
        assert not [each for each in children if Path(f"/proc/{each}").exists()]


def test_under_the_path_of_a_proxy_every_link_has_it(place: Path) -> None:
    with serving(place, "--root-path", "/bills", "--allow-host", "office.example") as pages:
        for path in ("/measures/hres351-115", "/bills/measures/hres351-115"):
            response = pages.get(path, Host="office.example")
            assert response.status == 200
            assert 'href="/bills/measures/hres351-115/history"' in response.text
            assert 'href="/measures' not in response.text
            assert 'href="/bills/style.css"' in response.text
        assert pages.get("/bills/style.css").status == pages.get("/bills").status == 200
        assert pages.get("/bills/search?q=hres351-115").headers["location"] == "/bills/measures/hres351-115"


def test_a_client_that_leaves_ends_its_question(pages: Pages) -> None:
    for _ in range(10):
        with socket.create_connection(("127.0.0.1", pages.port)) as client:
            client.sendall(b"GET /diff/hres351-115..sres211-115 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    assert pages.get("/diff/hres351-115..sres211-115").status == 200
