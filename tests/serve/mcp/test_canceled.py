"""A call that nobody waits for anymore ends: canceled by its client, or its connection closed."""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from mcp.client.client import Client
from mcp_types import CallToolResult

from assistants import words
from billtrack.serve.asked import Asked, Reply
from billtrack.serve.mcp.server import mcp_http_app, mcp_server
from billtrack.serve.workers import BusyError, TooLongError, Workers
from serving_http import served

SLEEPER = """
import json, os, pathlib, sys, time
from billtrack.serve.asked import Asked, Reply, answer_all

def answer(asked):
    where, values = asked.names[0], json.loads(asked.names[1])
    pathlib.Path(where).write_text(str(os.getpid()))
    if values["seconds"] < 0: os._exit(1)
    time.sleep(values["seconds"])
    return Reply(200, "", json.dumps({"content": [{"type": "text", "text": "slept"}]}).encode())

answer_all(answer)
"""
WORKER = (sys.executable, "-c", SLEEPER)
"""A worker that sleeps for the seconds it is told, after it has written its process id to the file it is told."""
SERVER = f"from billtrack.serve.mcp.server import serve_stdio; serve_stdio({WORKER!r})"
INITIALIZE = {
    "protocolVersion": "2025-06-18",
    "capabilities": {},
    "clientInfo": {"name": "test", "version": "1"},
}
PATIENCE = 60.0


def call(number: int, where: Path, seconds: float) -> dict[str, object]:
    params = {"name": str(where), "arguments": {"seconds": seconds}}
    return {"jsonrpc": "2.0", "id": number, "method": "tools/call", "params": params}


def until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.05)


def worker_at(where: Path) -> int:
    """The process id of the worker that answers the call, once it has begun."""
    until(lambda: where.exists() and where.read_text(encoding="utf-8") != "")
    return int(where.read_text(encoding="utf-8"))


def has_ended(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.fixture
def program() -> Iterator[subprocess.Popen[str]]:
    """The server over standard input and output, whose workers sleep."""
    with subprocess.Popen(
        (sys.executable, "-c", SERVER), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as found:
        say(found, {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": INITIALIZE})
        assert heard(found)["id"] == 1
        say(found, {"jsonrpc": "2.0", "method": "notifications/initialized"})
        yield found
        found.kill()


def say(program: subprocess.Popen[str], message: dict[str, object]) -> None:
    assert program.stdin is not None
    program.stdin.write(f"{json.dumps(message)}\n")
    program.stdin.flush()


def heard(program: subprocess.Popen[str]) -> dict[str, object]:
    assert program.stdout is not None
    message: dict[str, object] = json.loads(program.stdout.readline())
    return message


def test_a_canceled_call_ends_its_worker_and_the_next_calls_are_answered(
    program: subprocess.Popen[str], tmp_path: Path
) -> None:
    say(program, call(2, tmp_path / "long", 600))
    worker = worker_at(tmp_path / "long")
    say(program, {"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": 2}})
    until(lambda: has_ended(worker))
    for number in (3, 4, 5):
        say(program, call(number, tmp_path / str(number), 0))
        assert heard(program)["id"] == number  # and nothing is said of the canceled call


def test_the_end_of_input_ends_the_program_and_its_workers(program: subprocess.Popen[str], tmp_path: Path) -> None:
    say(program, call(2, tmp_path / "long", 600))
    worker = worker_at(tmp_path / "long")
    assert program.stdin is not None
    program.stdin.close()
    assert program.wait(PATIENCE) == 0
    until(lambda: has_ended(worker))


def test_a_worker_that_dies_is_a_failed_call_and_another_begins(program: subprocess.Popen[str], tmp_path: Path) -> None:
    for number in (2, 3, 4):
        say(program, call(number, tmp_path / str(number), -1))
        result = heard(program)["result"]
        assert isinstance(result, dict)
        assert result["isError"] is True
        assert result["content"][0]["text"].startswith("failed: an internal error of billtrack")
    say(program, call(5, tmp_path / "5", 0))
    assert "slept" in json.dumps(heard(program))


@contextmanager
def posted(port: int, message: dict[str, object]) -> Iterator[http.client.HTTPConnection]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    accepted = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}
    connection.request("POST", "/mcp", json.dumps(message), accepted)
    try:
        yield connection
    finally:
        connection.close()


def test_a_closed_connection_ends_its_worker_and_the_next_call_is_answered(tmp_path: Path) -> None:
    workers = Workers(WORKER, count=1, seconds=600, waiting=5)
    app = mcp_http_app(workers.ask, hosts=["127.0.0.1:*"], origins=[])
    with served(app, workers) as port:
        with posted(port, call(1, tmp_path / "long", 600)):
            worker = worker_at(tmp_path / "long")
        until(lambda: has_ended(worker))
        with posted(port, call(2, tmp_path / "short", 0)) as connection:
            response = connection.getresponse()
            assert response.status == 200
            assert json.loads(response.read())["result"]["content"][0]["text"] == "slept"


@pytest.mark.parametrize(
    ("failure", "said"),
    [
        (BusyError(), "failed: too many requests at once (hint: try again)"),
        (TooLongError(), "failed: this takes too long here (hint: the command line answers it without a limit)"),
    ],
    ids=["busy", "too long"],
)
def test_a_call_without_an_answer_is_an_error_that_says_failed(failure: Exception, said: str) -> None:
    async def ask(_: Asked) -> Reply:
        raise failure

    async def run() -> CallToolResult:
        async with Client(mcp_server(ask)) as client:
            return await client.call_tool("coverage", {})

    result = asyncio.run(run())
    assert result.is_error
    assert words(result) == said
