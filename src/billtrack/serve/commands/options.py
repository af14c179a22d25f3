"""What a person can type for the commands of this room."""

from typing import Annotated

import typer

from billtrack.cli.options import CommonOptions, reading_command
from billtrack.cli.reports import require_extra


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
    from billtrack.serve.commands import serve as work

    return work.run(
        options, port=port, host=host, allowed=allow_host or (), root_path=root_path, open_browser=open_browser
    )


@reading_command(formats=())
def mcp(options: CommonOptions) -> int:
    """Answer an assistant over standard input and output (Model Context Protocol), read-only and offline.

    Add it to the assistant's settings as a local server with the command `billtrack mcp`; see `billtrack help
    assistants`.
    """
    require_extra("mcp", "serve", "mcp")
    from billtrack.serve.commands import mcp as work

    return work.run(options)
