"""An assistant asks at ``/mcp``, under the same names, and nowhere else may anybody post."""

from __future__ import annotations

import contextlib
import http.client
import json
from collections.abc import Mapping

from local_pages import Pages

QUESTION = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}


CALL = {**QUESTION, "method": "tools/call", "params": {"name": "coverage", "arguments": {}}}


def post(pages: Pages, path: str, question: Mapping[str, object] = QUESTION, **headers: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", pages.port, timeout=30)
    sent = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream", **headers}
    with contextlib.closing(connection):
        connection.request("POST", path, json.dumps(question), sent)
        response = connection.getresponse()
        return response.status, response.read()


def test_an_assistant_is_answered(pages: Pages) -> None:
    status, body = post(pages, "/mcp")
    assert status == 200
    assert "measure_status" in {each["name"] for each in json.loads(body)["result"]["tools"]}


def test_a_tool_answers_from_the_records_and_the_archive_served(pages: Pages) -> None:
    status, body = post(pages, "/mcp", CALL)
    assert status == 200
    result = json.loads(body)["result"]
    assert result["structuredContent"]["records"]["measures"] == ["hres351-115", "sres211-115"]
    assert result["structuredContent"]["archive"] is not None


def test_another_name_or_site_is_not(pages: Pages) -> None:
    assert post(pages, "/mcp", Host="evil.example")[0] == 421
    assert post(pages, "/mcp", Origin="http://evil.example")[0] == 403
    assert post(pages, "/")[0] == post(pages, "/mcp/")[0] == 405
