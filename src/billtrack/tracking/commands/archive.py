"""``billtrack archive``: what the archive holds, whether it is intact, and archives on a server."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from billtrack.cli.options import CommonOptions, reading_command
from billtrack.cli.places import archive_address, own_archive_address, user_archive_file
from billtrack.cli.reports import DONE, FOUND, UsageError, say
from billtrack.errors import StoreError
from billtrack.output.console import emit
from billtrack.output.formats import Output
from billtrack.store.archive.address import Server, parse_address

if TYPE_CHECKING:
    from billtrack.store.archive import Archive


@reading_command
def archive(
    options: CommonOptions,
    question: Annotated[
        Literal["info", "check", "create", "copy"],
        typer.Argument(
            help="info: what it holds. check: whether it is intact. create: make one on a server. copy: into another."
        ),
    ] = "info",
    addresses: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ADDRESS]...", help="create: postgresql://HOST/DATABASE. copy: FROM TO.", show_default=False
        ),
    ] = None,
    reader: Annotated[
        str | None,
        typer.Option(metavar="ROLE", help="create: let this role of the server read it.", show_default=False),
    ] = None,
) -> int:
    """Show what the archive holds, check it, make one on a PostgreSQL server, or copy one into another.

    check exits with 1 if it finds a problem and with 5 if the archive cannot be read. `billtrack help team-archive`
    tells how a team shares an archive.
    """
    named = addresses or []
    if reader is not None and question != "create":
        raise UsageError("--reader goes with `billtrack archive create`")
    if question == "create":
        return _create(named, reader, options)
    if question == "copy":
        return _copy(named, options)
    if named:
        raise UsageError(f"archive {question} takes no address; name the archive with --archive")
    return _asked(question, options)


def _asked(question: str, options: CommonOptions) -> int:
    from billtrack.store.archive import open_archive

    output, address = options.output(), archive_address(options.archive)
    if address is None:
        raise StoreError(
            f"no archive given, and none at {user_archive_file()}",
            hint="`billtrack import PATH... --archive FILE` builds one from official files",
        )
    with open_archive(address) as opened:
        return _info(opened, output) if question == "info" else _check(opened, output)


def _info(opened: "Archive", output: Output) -> int:
    from billtrack.tracking.answers.archive import ArchiveAnswer

    emit(ArchiveAnswer(opened.address, opened.engine.contents()), output)
    return DONE


def _check(opened: "Archive", output: Output) -> int:
    from billtrack.store.archive.checking import problems
    from billtrack.tracking.answers.archive import CheckAnswer

    found = tuple(problems(opened))
    emit(CheckAnswer(opened.address, found), output)
    return FOUND if found else DONE


def _create(named: list[str], reader: str | None, options: CommonOptions) -> int:
    """Make the tables on a server, and let a role read them."""
    from billtrack.store.archive import create_archive

    if len(named) > 1:
        raise UsageError("archive create takes one address")
    address = parse_address(named[0]) if named else own_archive_address(options.archive)
    if not isinstance(address, Server):
        raise UsageError(f"archive create needs postgresql://HOST/DATABASE, not {address}")
    create_archive(address, reader=reader)
    if not options.quiet:
        say("note", f"{address}: ready" + (f"; {reader} can read it" if reader else ""))
    return DONE


def _copy(named: list[str], options: CommonOptions) -> int:
    """Copy all documents of an archive into an empty one, and compare both."""
    from billtrack.store.archive import open_archive, open_writer
    from billtrack.store.archive.copying import copy_archive

    if len(named) != 2:
        raise UsageError("archive copy takes two addresses: FROM TO")
    with open_archive(parse_address(named[0])) as source, open_writer(parse_address(named[1])) as target:
        count = copy_archive(source, target)
        where = f"{source.address} to {target.address}"
    if not options.quiet:
        say("note", f"{count:,} documents copied from {where}; both are the same")
    return DONE
