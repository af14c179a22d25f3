"""``billtrack serve``, the same answers as local web pages, and ``billtrack mcp``, for an assistant."""

import json
import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from billtrack.cli.options import CommonOptions, reading_command
from billtrack.cli.places import ARCHIVE_VARIABLE, archive_address, bills_folder
from billtrack.cli.reports import DONE, UsageError, require_extra
from billtrack.store.archive_address import Server

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from starlette.applications import Starlette

    from billtrack.serve.asked import Ask


@reading_command(formats=())
def serve(  # noqa: PLR0917 - an option each; Typer passes them by name
    options: CommonOptions,
    port: Annotated[int, typer.Option(min=0, max=65535, metavar="N", help="Port; 0 takes a free one.")] = 8642,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Address to serve on; others than 127.0.0.1 need --allow-host.")
    ] = "127.0.0.1",
    allow_host: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Answer under this name too, such as that of a proxy; may be repeated."),
    ] = None,
    root_path: Annotated[str, typer.Option(metavar="PATH", help="Path under which a proxy serves the pages.")] = "",
    open_browser: Annotated[bool, typer.Option("--open", help="Open the pages in the browser.")] = False,
) -> int:
    """Serve the records and the archive as web pages on this computer, read-only, until interrupted.

    Everything the pages show can be had as JSON, CSV and Word too. `billtrack help browser` lists the addresses.
    """
    require_extra("serve", "serve", "starlette", "uvicorn", "mcp")
    from billtrack.serve.app import web_app
    from billtrack.serve.guard import LOOPBACK
    from billtrack.serve.server import listen, serve_on

    shown = f"[{host}]" if ":" in host else host
    if shown not in LOOPBACK and not allow_host:
        raise UsageError(f"--host {host} lets other computers ask; name what they call this one: --allow-host NAME")
    root, hosts = _root(root_path), (*LOOPBACK, *(allow_host or ()))
    command = _worker("work", json.dumps([str(bills_folder(options.bills).absolute()), root]))
    options.holdings().ids()  # reports what cannot be read before anything is served
    # The worker processes inherit the archive; its address may hold a password, which arguments would show.
    os.environ[ARCHIVE_VARIABLE] = _archive(options.archive)
    opened = listen(host, port)
    address = f"http://{shown}:{opened.getsockname()[1]}{root}/"
    app = web_app(command, hosts=hosts, root=root, assistant=_assistant(hosts))
    serve_on(opened, app, lambda: _say_address(address, open_browser))
    return DONE


def _say_address(address: str, open_browser: bool) -> None:
    import webbrowser

    from billtrack.output.streams import say_line

    say_line(f"billtrack: serving on {address}")
    if open_browser:
        webbrowser.open(address)


def _assistant(hosts: "Sequence[str]") -> "Callable[[Ask], Starlette]":
    """Make what answers an assistant under the names of this server."""
    from functools import partial

    from billtrack.serve.mcp.server import mcp_http_app

    named = [each for host in hosts for each in (host, f"{host}:*")]
    origins = [f"{scheme}://{each}" for scheme in ("http", "https") for each in named]
    return partial(mcp_http_app, hosts=named, origins=origins)


def _archive(given: str | None) -> str:
    """The archive for the worker processes: the full path of a file; empty if there is no archive."""
    found = archive_address(given)
    if found is None:
        return ""
    return found.secret if isinstance(found, Server) else str(found.absolute())


def _root(path: str) -> str:
    """The path in front of every address, without a slash at its end."""
    import re

    root = path.rstrip("/")
    if not re.fullmatch(r"(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)*", root):
        raise UsageError(f"--root-path {path}: write it like /billtrack")
    return root


@reading_command(formats=())
def mcp(options: CommonOptions) -> int:
    """Answer an assistant over standard input and output (Model Context Protocol), read-only and offline.

    Add it to the assistant's settings as a local server with the command `billtrack mcp`; see `billtrack help
    assistants`.
    """
    require_extra("mcp", "serve", "mcp")
    if sys.stdin.isatty():
        raise UsageError("mcp talks to an assistant, not to a terminal; see `billtrack help assistants`")
    options.holdings().ids()  # reports what cannot be read now, not at the first question
    from billtrack.serve.mcp.server import serve_stdio

    if options.archive:  # the worker processes inherit it; an address may hold a password, which arguments would show
        os.environ[ARCHIVE_VARIABLE] = options.archive
    serve_stdio(_worker("work_for_assistant", str(bills_folder(options.bills))))
    return DONE


def _worker(function: str, argument: str) -> tuple[str, ...]:
    """The command of a worker process, which runs *function* of ``work``."""
    program = f"from billtrack.serve.commands.work import {function}; {function}()"
    return (sys.executable, "-P", "-c", program, argument)
