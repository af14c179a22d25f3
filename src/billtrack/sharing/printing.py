"""A document as PDF, printed by a program the reader has: Chromium from HTML, else LibreOffice from Word.

The same document gives the same bytes: the dates and marks of the moment that a program writes into its file are taken
out again.
"""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from enum import Enum
from pathlib import Path

from billtrack.errors import InputError
from billtrack.model.values import Value
from billtrack.sharing.documents import SharedDocument
from billtrack.sharing.html_document import html_file


class Engine(Enum):
    """A kind of printing program, by the ending of the files it reads; the first choice first."""

    CHROMIUM = "html"
    LIBREOFFICE = "docx"


class Printer(Value, frozen=True):
    """A program that prints to PDF: the path of its file."""

    engine: Engine
    program: str


_PROGRAMS = {
    Engine.CHROMIUM: ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge"),
    Engine.LIBREOFFICE: ("soffice", "libreoffice"),
}

_SECONDS = 60


def find_printer(which: Callable[[str], str | None], engines: Sequence[Engine] = tuple(Engine)) -> Printer:
    """Find a program of *engines* that prints; *which* finds a program by name.

    Raises:
        InputError: there is none.
    """
    for engine in engines:
        for name in _PROGRAMS[engine]:
            if program := which(name):
                return Printer(engine, program)
    raise InputError(
        "PDF needs Chromium, Chrome or LibreOffice, and none is installed",
        hint="write .html or .docx and print that, or install one of them",
    )


def pdf_file(document: SharedDocument, printer: Printer) -> bytes:
    """Print *document*; errors as of ``printed``."""
    return printed(_source(document, printer.engine), printer)


def printed(data: bytes, printer: Printer) -> bytes:
    """Print *data*, a file that *printer* reads.

    Raises:
        InputError: the program failed, or took over a minute.
    """
    with tempfile.TemporaryDirectory(prefix="billtrack-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source, pdf = folder / f"brief.{printer.engine.value}", folder / "brief.pdf"
        source.write_bytes(data)
        said = _run(_command(printer, source, pdf))
        if not pdf.is_file():
            raise InputError(
                f"{printer.program} printed no PDF{f': {said[-1]}' if said else ''}",
                hint="write .html or .docx and print that",
            )
        return _timeless(pdf.read_bytes())


def _source(document: SharedDocument, engine: Engine) -> bytes:
    if engine is Engine.CHROMIUM:
        return html_file(document)
    from billtrack.sharing.word_document import word_file  # noqa: PLC0415 - Chromium does not need it

    return word_file(document)


def _command(printer: Printer, source: Path, pdf: Path) -> Sequence[str]:
    """The command line; each program gets a profile of its own, so that one already open does not take the work."""
    profile = source.parent / "profile"
    if printer.engine is Engine.LIBREOFFICE:
        own = f"-env:UserInstallation={profile.as_uri()}"
        return (printer.program, own, "--headless", "--convert-to", "pdf", "--outdir", str(pdf.parent), str(source))
    return (
        printer.program,
        *("--headless", "--disable-gpu", "--no-first-run", "--disable-extensions", "--disable-background-networking"),
        *(("--no-sandbox",) if _is_root() else ()),  # Chromium refuses root otherwise; the page runs no script
        f"--user-data-dir={profile}",
        "--no-pdf-header-footer",
        f"--print-to-pdf={pdf}",
        source.as_uri(),
    )


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


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


_MOMENTS = re.compile(rb"/(?:CreationDate|ModDate)\s*\(D:[^)]*\)")
_MARKS = re.compile(rb"/ID\s*\[[^\]]*\]|/DocChecksum\s*/[0-9A-F]*")


def _timeless(data: bytes) -> bytes:
    """Put fixed values in the place of dates and random marks, byte for byte as long: a PDF counts its bytes."""
    data = _MOMENTS.sub(lambda found: re.sub(rb"\d", b"0", found[0]), data)
    return _MARKS.sub(lambda found: re.sub(rb"(?<=[<0-9A-Fa-f])[0-9A-Fa-f]", b"0", found[0]), data)
