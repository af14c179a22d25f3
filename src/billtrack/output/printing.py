"""PDF, printed by a program the reader has: Chromium from HTML, else LibreOffice from Word.

The same document gives the same bytes: the dates and marks of the moment that a program writes into its file are taken
out again.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from billtrack.errors import InputError
from billtrack.model.patterns import pattern
from billtrack.model.values import Value
from billtrack.output.formats import Format
from billtrack.output.page import Page


class Printer(Value, frozen=True):
    """A program that prints files of one format: the path of its file."""

    reads: Format
    program: str


PROGRAMS: Mapping[Format, Sequence[str]] = MappingProxyType(
    {
        Format.HTML: (
            *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge"),
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
            "C:/Program Files/Google/Chrome/Application/chrome.exe",
            "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
        ),
        Format.DOCX: (
            *("soffice", "libreoffice"),
            "/Applications/LibreOffice.app/Contents/MacOS/soffice",
            "C:/Program Files/LibreOffice/program/soffice.exe",
        ),
    }
)
"""Programs that print files of each format, the first choice first: names, and where macOS and Windows keep them."""

_SECONDS = 60


def find_printer(formats: Sequence[Format] = tuple(PROGRAMS)) -> Printer:
    """Find a program that prints files of one of *formats*.

    Raises:
        InputError: there is none.
    """
    for each in formats:
        for name in PROGRAMS[each]:
            if program := shutil.which(name):
                return Printer(each, program)
    raise InputError(
        "PDF needs Chromium, Chrome, Edge or LibreOffice, and none is installed",
        hint="write .html or .docx and print that, or install one of them",
    )


def page_pdf(page: Page) -> bytes:
    """Print *page* (already ``cleaned``); errors as of ``pdf_file``."""
    return pdf_file(lambda kind: kind.writer()(page))


def pdf_file(write: Callable[[Format], bytes]) -> bytes:
    """Print what *write* gives in the format that the printing program reads, HTML or Word.

    Raises:
        InputError: no program prints, or it failed, or took over a minute.
    """
    printer = find_printer()
    return printed(write(printer.reads), printer)


def printed(data: bytes, printer: Printer) -> bytes:
    """Print *data*, a file that *printer* reads.

    Raises:
        InputError: the program failed, or took over a minute.
    """
    with tempfile.TemporaryDirectory(prefix="billtrack-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source, pdf = folder / f"printed.{printer.reads}", folder / "printed.pdf"
        source.write_bytes(data)
        said = _run(_command(printer, source, pdf))
        if not pdf.is_file():
            raise InputError(
                f"{printer.program} printed no PDF{f': {said[-1]}' if said else ''}",
                hint="write .html or .docx and print that",
            )
        return _timeless(pdf.read_bytes())


def _command(printer: Printer, source: Path, pdf: Path) -> Sequence[str]:
    """The command line; each program gets a profile of its own, so that one already open does not take the work."""
    profile, is_root = source.parent / "profile", hasattr(os, "geteuid") and os.geteuid() == 0
    if printer.reads is Format.DOCX:
        own = f"-env:UserInstallation={profile.as_uri()}"
        return (printer.program, own, "--headless", "--convert-to", "pdf", "--outdir", str(pdf.parent), str(source))
    return (
        printer.program,
        *("--headless", "--disable-gpu", "--no-first-run", "--disable-extensions", "--disable-background-networking"),
        *(("--no-sandbox",) if is_root else ()),  # Chromium refuses root otherwise; the page runs no script
        f"--user-data-dir={profile}",
        "--no-pdf-header-footer",
        f"--print-to-pdf={pdf}",
        source.as_uri(),
    )


def _run(command: Sequence[str]) -> list[str]:
    """Run *command* to its end, or for a minute; give the lines it wrote to standard error."""
    try:
        running = subprocess.Popen(  # noqa: S603 - a program found by its name, our own files
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
    except OSError as error:
        raise InputError(f"{command[0]} does not start: {error.strerror}") from error
    try:
        _, errors = running.communicate(timeout=_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise InputError(f"{command[0]} printed nothing in {_SECONDS} seconds") from error
    finally:
        _end(running)
    return errors.decode(errors="replace").strip().splitlines()


def _end(running: subprocess.Popen[bytes]) -> None:
    """End a program that is still running, with those it started."""
    if running.poll() is not None:
        return
    if sys.platform != "win32":
        with contextlib.suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
    running.kill()
    running.communicate()


_MOMENTS = pattern(rb"/(?:CreationDate|ModDate)\s*\(D:[^)]*\)")
_MARKS = pattern(rb"/ID\s*\[[^\]]*\]|/DocChecksum\s*/[0-9A-F]*")


def _timeless(data: bytes) -> bytes:
    """Put fixed values in the place of dates and random marks, byte for byte as long: a PDF counts its bytes."""
    data = _MOMENTS.sub(lambda found: re.sub(rb"\d", b"0", found[0]), data)
    return _MARKS.sub(lambda found: re.sub(rb"(?<=[<0-9A-Fa-f])[0-9A-Fa-f]", b"0", found[0]), data)
