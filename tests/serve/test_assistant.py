"""An assistant asks at ``/mcp``, under the same names, and nowhere else may anybody post."""

from __future__ import annotations

import json

from local_pages import CALL, Pages, post


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
