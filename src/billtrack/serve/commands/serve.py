"""``billtrack serve``: the same answers as local web pages."""

import json
import os
import re
import webbrowser
from collections.abc import Callable, Sequence
from functools import partial

from starlette.applications import Starlette

from billtrack.cli.options import CommonOptions
from billtrack.cli.places import ARCHIVE_VARIABLE, archive_address, bills_folder
from billtrack.cli.reports import DONE, UsageError
from billtrack.output.streams import say_line
from billtrack.serve.app import web_app
from billtrack.serve.asked import Ask
from billtrack.serve.commands.work import worker_command
from billtrack.serve.guard import LOOPBACK
from billtrack.serve.mcp.server import mcp_http_app
from billtrack.serve.server import listen, serve_on
from billtrack.store.archive_address import Server


def run(
    options: CommonOptions, *, port: int, host: str, allowed: Sequence[str], root_path: str, open_browser: bool
) -> int:
    """Serve under the names of this computer and those *allowed*, until interrupted."""
    shown = f"[{host}]" if ":" in host else host
    if shown not in LOOPBACK and not allowed:
        raise UsageError(f"--host {host} lets other computers ask; name what they call this one: --allow-host NAME")
    root, hosts = _root(root_path), (*LOOPBACK, *allowed)
    command = worker_command("work", json.dumps([str(bills_folder(options.bills).absolute()), root]))
    options.holdings().ids()  # reports what cannot be read before anything is served
    # The worker processes inherit the archive; its address may hold a password, which arguments would show.
    os.environ[ARCHIVE_VARIABLE] = _archive(options.archive)
    opened = listen(host, port)
    address = f"http://{shown}:{opened.getsockname()[1]}{root}/"
    app = web_app(command, hosts=hosts, root=root, assistant=_assistant(hosts))
    serve_on(opened, app, lambda: _say_address(address, open_browser=open_browser))
    return DONE


def _say_address(address: str, *, open_browser: bool) -> None:
    say_line(f"billtrack: serving on {address}")
    if open_browser:
        webbrowser.open(address)


def _assistant(hosts: Sequence[str]) -> Callable[[Ask], Starlette]:
    """Make what answers an assistant under the names of this server."""
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
    root = path.rstrip("/")
    if not re.fullmatch(r"(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)*", root):
        raise UsageError(f"--root-path {path}: write it like /billtrack")
    return root
