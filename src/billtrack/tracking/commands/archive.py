"""``billtrack archive``: what the archive holds, whether it is intact, archives on a server, copies and exports."""

from billtrack.cli import clock
from billtrack.cli.options import CommonOptions
from billtrack.cli.places import archive_address, own_archive_address, user_archive_file
from billtrack.cli.reports import DONE, FOUND, UsageError, require_extra, say
from billtrack.errors import StoreError
from billtrack.output.answers import counted
from billtrack.output.console import emit
from billtrack.output.formats import Output
from billtrack.store.archive import Archive, create_archive, open_archive, open_writer
from billtrack.store.archive.checking import problems
from billtrack.store.archive.copying import copy_archive
from billtrack.store.archive_address import Server, parse_address
from billtrack.tracking.answers.archive import ArchiveAnswer, CheckAnswer


def run(question: str, addresses: list[str], options: CommonOptions, *, reader: str | None) -> int:
    """Answer *question*, or do what it names; ``create`` and ``copy`` take *addresses*."""
    if reader is not None and question != "create":
        raise UsageError("--reader goes with `billtrack archive create`")
    if question == "create":
        return _create(addresses, reader, options)
    if question == "copy":
        return _copy(addresses, options)
    if addresses:
        raise UsageError(f"archive {question} takes no address; name the archive with --archive")
    if question == "export":
        return _export(options)
    output = options.output()
    with _opened(options) as opened:
        return _info(opened, output) if question == "info" else _check(opened, output)


def _opened(options: CommonOptions) -> Archive:
    address = archive_address(options.archive)
    if address is None:
        raise StoreError(
            f"no archive given, and none at {user_archive_file()}",
            hint="`billtrack import PATH... --archive FILE` builds one from official files",
        )
    return open_archive(address)


def _info(opened: "Archive", output: Output) -> int:
    emit(ArchiveAnswer(opened.address, opened.engine.contents()), output)
    return DONE


def _check(opened: "Archive", output: Output) -> int:
    found = tuple(problems(opened))
    emit(CheckAnswer(opened.address, found), output)
    return FOUND if found else DONE


def _create(named: list[str], reader: str | None, options: CommonOptions) -> int:
    """Make the tables on a server, and let a role read them."""
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
    if len(named) != 2:
        raise UsageError("archive copy takes two addresses: FROM TO")
    with open_archive(parse_address(named[0])) as source, open_writer(parse_address(named[1])) as target:
        count = copy_archive(source, target)
        where = f"{source.address} to {target.address}"
    if not options.quiet:
        say("note", f"{count:,} documents copied from {where}; both are the same")
    return DONE


def _export(options: CommonOptions) -> int:
    """Write the archive as Parquet files into a new folder."""
    if options.file is None:
        raise UsageError("archive export needs -o DIR, a new folder")
    require_extra("archive export", "export", "duckdb")
    from billtrack.store.archive.export import export_archive  # noqa: PLC0415 - the extra may be missing

    folder = options.file
    with _opened(options) as opened:
        rows = sum(sum(counts.values()) for _, counts in export_archive(opened, folder, today=clock.today()))
    if not options.quiet:
        say("note", f"{folder}: {counted(rows, 'row')} written; README.md in it describes the columns")
    return DONE
