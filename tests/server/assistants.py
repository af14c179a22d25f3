"""An assistant's side of the protocol: the official client, over invented records or those shipped."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

from mcp.client.client import Client
from mcp_types import CallToolResult, TextContent

from billtrack.serve.asked import Ask, Asked, Reply, pack, unpack_asked, unpack_reply
from billtrack.serve.mcp.desk import Desk, OpenDesk
from billtrack.serve.mcp.server import mcp_server
from billtrack.serve.mcp.tools import answer
from billtrack.store.library import Holdings

TODAY = dt.date(2026, 1, 15)
SHIPPED = Path(__file__).parents[2] / "bills"
Answered = TypeVar("Answered")


def desk_of(bills: Path, archive: Path | None = None) -> OpenDesk:
    """Open *bills*, and *archive* if there is one, on a day."""
    return lambda: Desk(Holdings(bills, archive), TODAY, lambda moment: moment.date())


def at(desk: OpenDesk) -> Ask:
    """Answer questions from *desk* in this process, where tests see what happens; a worker does the same."""

    async def ask(asked: Asked) -> Reply:
        passed = unpack_asked(pack(asked))
        return unpack_reply(pack(await asyncio.to_thread(answer, passed, desk)))

    return ask


class Assistant:
    """Somebody who asks *desk* through the official client, within one process."""

    def __init__(self, desk: OpenDesk) -> None:
        self._desk = desk

    def ask(self, question: Callable[[Client], Awaitable[Answered]]) -> Answered:
        """Ask one thing in a session of its own."""

        async def run() -> Answered:
            async with Client(mcp_server(at(self._desk))) as client:
                return await question(client)

        return asyncio.run(run())

    def call(self, name: str, **arguments: object) -> CallToolResult:
        """Call a tool; the client checks the answer against the tool's output schema."""

        async def question(client: Client) -> CallToolResult:
            await client.list_tools()
            return await client.call_tool(name, arguments)

        return self.ask(question)

    def data(self, name: str, **arguments: object) -> Any:
        """The structured answer of a tool that must succeed."""
        result = self.call(name, **arguments)
        assert not result.is_error, words(result)
        return result.structured_content


def words(result: CallToolResult) -> str:
    """What an assistant reads."""
    (content,) = result.content
    assert isinstance(content, TextContent)
    return content.text
