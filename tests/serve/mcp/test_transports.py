"""An assistant reaches billtrack as a program over standard input and output, and over HTTP on this machine only."""

from __future__ import annotations

import asyncio
import contextlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp_types import CallToolResult

from assistants import SHIPPED, at, desk_of, words
from billtrack.serve.asked import Asked, Reply, pack
from billtrack.serve.mcp.server import mcp_http_app
from serving_http import served

PROGRAM = ["-m", "billtrack", "mcp", "--bills", str(SHIPPED)]


def test_an_assistant_starts_the_program_and_asks_over_standard_input_and_output() -> None:
    async def run() -> tuple[int, CallToolResult]:
        async with Client(stdio_client(StdioServerParameters(command=sys.executable, args=PROGRAM))) as client:
            tools = await client.list_tools()
            return len(tools.tools), await client.call_tool("measure_status", {"measures": ["hres351-115"]})

    count, result = asyncio.run(run())
    assert count >= 10
    assert "H.Res. 351 (115th)" in words(result)


def program(stdin: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *PROGRAM, *arguments], input=stdin, capture_output=True, text=True, timeout=60, check=False
    )


def test_the_program_ends_with_its_input_and_says_nothing_else() -> None:
    done = program("")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_what_is_no_request_is_answered_with_an_error_and_the_next_one_is_answered() -> None:
    initialize = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "initialize",
        "params": {
            "protocolVersion": "2025-06-18",
            "capabilities": {},
            "clientInfo": {"name": "test", "version": "1"},
        },
    }
    done = program(f"not json\n{json.dumps(initialize)}\n")
    assert done.returncode == 0
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [each["result"]["serverInfo"]["name"] for each in answers if each.get("id") == 1] == ["billtrack"]


def test_an_archive_that_is_not_there_ends_the_program_at_once(tmp_path: Path) -> None:
    done = program("", "--archive", str(tmp_path / "none.db"))
    assert done.returncode == 5
    assert done.stderr.startswith("billtrack: error: ")


def test_without_the_extra_the_command_says_how_to_get_it() -> None:
    hide = "import sys; sys.modules['mcp'] = None; from billtrack.cli import main; sys.exit(main(['mcp']))"
    done = subprocess.run([sys.executable, "-c", hide], input="", capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert done.stderr.splitlines() == [
        "billtrack: error: billtrack mcp needs mcp, which is not installed",
        "hint: python -m pip install 'billtrack[serve]'",
    ]


def test_no_other_command_loads_anything_of_it() -> None:
    look = (
        "import sys; from billtrack.cli import main; main(['status', 'hres351-115', '--json', '--bills', sys.argv[1]]);"
        "print(sorted({'mcp', 'mcp_types', 'pydantic', 'starlette', 'uvicorn', 'anyio'} & set(sys.modules)), "
        "file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", look, str(SHIPPED)], capture_output=True, text=True, check=False)
    assert done.stderr == "[]\n"


# ------------------------------------------------------------------------------------------ HTTP


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Serve the shipped records over HTTP on a free port."""
    app = mcp_http_app(at(desk_of(SHIPPED)), hosts=["127.0.0.1:*"], origins=["http://127.0.0.1:*"])
    with served(app) as port:
        yield f"http://127.0.0.1:{port}/mcp"


def test_an_assistant_asks_over_http(address: str) -> None:
    async def run() -> CallToolResult:
        async with Client(address) as client:
            return await client.call_tool("read_text", {"text": "hres351-115@ih/whereas/1"})

    assert "[whereas/1] Whereas, on April 1, 2017" in words(asyncio.run(run()))


REQUEST = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
ACCEPTED = {"Accept": "application/json, text/event-stream", "Content-Type": "application/json"}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Host": "evil.example"}, 421),
        ({"Host": "127.0.0.1.evil.example:80"}, 421),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Content-Type": "text/plain"}, 400),
    ],
    ids=["as it should be", "rebound name", "name that begins like ours", "foreign page", "no origin", "simple form"],
)
def test_a_page_elsewhere_cannot_ask_through_a_browser(address: str, headers: dict[str, str], status: int) -> None:
    assert httpx2.post(address, json=REQUEST, headers={**ACCEPTED, **headers}).status_code == status


def test_a_request_too_large_is_refused(address: str) -> None:
    huge = {**REQUEST, "params": {"cursor": "x" * 200_000}}
    with contextlib.suppress(httpx2.WriteError):  # the server may close before all is sent
        assert httpx2.post(address, json=huge, headers=ACCEPTED).status_code == 413


def test_half_a_surrogate_pair_is_refused_before_a_worker_is_asked() -> None:
    async def ask(asked: Asked) -> Reply:
        return Reply(200, "application/json", pack(asked))

    version = "2026-07-28"
    meta = {
        "io.modelcontextprotocol/protocolVersion": version,
        "io.modelcontextprotocol/clientCapabilities": {},
    }
    request = {"jsonrpc": "2.0", "id": 1, "method": "resources/list", "params": {"cursor": "\ud800", "_meta": meta}}
    headers = {**ACCEPTED, "MCP-Protocol-Version": version, "Mcp-Method": "resources/list"}
    with served(mcp_http_app(ask, hosts=["127.0.0.1:*"], origins=[])) as port:
        reply = httpx2.post(f"http://127.0.0.1:{port}/mcp", content=json.dumps(request), headers=headers)
    assert reply.json()["error"]["message"] == "error: half a surrogate pair is no character"
