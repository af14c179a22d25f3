"""Clients written by others: the protocol's inspector, and the scenarios of its conformance suite."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NoReturn

import pytest

from assistants import SHIPPED
from billtrack.serve.mcp.prompts import JOBS
from billtrack.serve.mcp.tools import TOOLS
from local_pages import Pages

pytestmark = pytest.mark.slow

PROGRAMS = Path(__file__).parents[3] / ".ci" / "node_modules" / ".bin"
LOCAL = (sys.executable, "-m", "billtrack", "mcp", "--bills", str(SHIPPED))
GENERIC = (
    *("server-initialize", "ping", "tools-list", "tools-call-error", "resources-list", "prompts-list"),
    "dns-rebinding-protection",
)
"""The scenarios that any server can be asked; the others call tools that only a server made for them has."""


def missing(what: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(f"{what} (.ci/run installs it)")
    pytest.skip(f"{what}; these tests need it")


def run(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    path = PROGRAMS / program
    if shutil.which("node") is None or not path.exists():
        missing(f"{program} is not installed")
    return subprocess.run([path, *arguments], capture_output=True, text=True, timeout=300, check=False)


@pytest.fixture(params=["stdio", "http"])
def server(request: pytest.FixtureRequest, pages: Pages) -> tuple[str, ...]:
    """How the inspector is told where the server is."""
    return LOCAL if request.param == "stdio" else (f"{pages.address}/mcp", "--transport", "http")


def inspected(server: tuple[str, ...], method: str, *options: str) -> Any:
    """What the inspector shows of the answer, as JSON."""
    done = run("mcp-inspector", "--cli", *server, "--method", method, *options)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_inspector_lists_tools_prompts_and_resources(server: tuple[str, ...]) -> None:
    assert [each["name"] for each in inspected(server, "tools/list")["tools"]] == list(TOOLS)
    assert [each["name"] for each in inspected(server, "prompts/list")["prompts"]] == list(JOBS)
    assert "billtrack://hres351-115" in {each["uri"] for each in inspected(server, "resources/list")["resources"]}


def test_the_inspector_calls_a_tool_reads_a_clause_and_fills_a_prompt(server: tuple[str, ...]) -> None:
    called = inspected(server, "tools/call", "--tool-name", "measure_status", "--tool-arg", 'measures=["hres351-115"]')
    assert called["structuredContent"]["measures"][0]["id"] == "hres351-115"
    (clause,) = inspected(server, "resources/read", "--uri", "billtrack://hres351-115/ih/whereas/1")["contents"]
    assert "[whereas/1] Whereas, on April 1, 2017" in clause["text"]
    prompt = inspected(server, "prompts/get", "--prompt-name", "brief", "--prompt-args", "measure=hres351-115")
    assert "hres351-115" in prompt["messages"][0]["content"]["text"]


def test_the_inspector_sees_an_error_as_an_error(server: tuple[str, ...]) -> None:
    called = inspected(server, "tools/call", "--tool-name", "measure_history", "--tool-arg", "measure=hr9999-119")
    assert called["isError"] is True
    assert called["content"][0]["text"].startswith("not loaded: ")


@pytest.mark.parametrize("scenario", GENERIC)
def test_the_conformance_suite_finds_no_failure(pages: Pages, tmp_path: Path, scenario: str) -> None:
    where = ("--url", f"{pages.address}/mcp", "--scenario", scenario, "--output-dir", str(tmp_path))
    done = run("conformance", "server", *where)
    assert done.returncode == 0, done.stdout + done.stderr
    checks = [check for file in tmp_path.rglob("checks.json") for check in json.loads(file.read_text("utf-8"))]
    assert {check["status"] for check in checks} == {"SUCCESS"}
