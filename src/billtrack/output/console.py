"""The one place that looks at the terminal: settles the format, writes the answer, starts the pager.

Rich is loaded only when something is painted; JSON, CSV and plain answers never pay for it.
"""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import NamedTuple

from billtrack.errors import InputError
from billtrack.output.columns import selected, table_page
from billtrack.output.formats import Answer, Format, Output, Takes
from billtrack.output.page import Page, cleaned, visible
from billtrack.output.streams import encoded, send_nowhere

DEFAULT_PAGER = "less -FRX"
_DECORATIONS = "●◉○✗─│╭█·—"
_USUAL_SIZE = os.terminal_size((80, 24))


class Terminal(NamedTuple):
    """Whether standard output is a terminal, and its size and encoding."""

    is_terminal: bool
    width: int
    height: int
    encoding: str

    @property
    def has_decorations(self) -> bool:
        """Whether it can show line and block characters."""
        try:
            _DECORATIONS.encode(self.encoding)
        except UnicodeEncodeError:
            return False
        return True


_FILE = Terminal(is_terminal=False, width=0, height=0, encoding="utf-8")


def standard_output() -> Terminal:
    """Look at standard output."""
    size = _USUAL_SIZE
    is_terminal = sys.stdout.isatty()
    if is_terminal:
        with contextlib.suppress(OSError, ValueError):
            size = os.get_terminal_size(sys.stdout.fileno())
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    return Terminal(is_terminal, size.columns or _USUAL_SIZE.columns, size.lines or _USUAL_SIZE.lines, encoding)


def standard_error_is_terminal() -> bool:
    """Whether messages go to a terminal."""
    return sys.stderr.isatty()


def can_ask() -> bool:
    """Whether a question can be shown and answered on a terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def is_confirmed(question: str) -> bool:
    """Ask on standard error and read the answer; only ``y`` or ``yes`` is one."""
    print(f"{visible(question)} [y/N] ", end="", file=sys.stderr, flush=True)  # noqa: T201 - the one question
    return sys.stdin.readline().strip().casefold() in {"y", "yes"}


def emit(answer: Answer, output: Output, *, stops: str | None = None) -> None:
    """Write *answer* where *output* says: to a file, or to standard output, through a pager where it is long.

    *stops*: a pattern of the lines ``less`` goes to with ``n`` and ``N``.

    Raises:
        OptionError: it has no column of a name asked for.
        InputError: it cannot be written (a full disk, a binary format on a terminal); a reader that closes the pipe
            early is not an error.
    """
    terminal = _FILE if output.save else standard_output()
    chosen = _format(output, terminal)
    _check_shown(chosen, terminal)
    written = _written(answer, chosen, output, terminal)
    if isinstance(written, str):
        # Programs read UTF-8 everywhere; people's terminals may have another encoding.
        written = (f"\ufeff{written}" if output.has_bom else written).encode(errors="replace")
    pieces = iter([written]) if isinstance(written, bytes) else _in_pieces(written, terminal.encoding)
    _deliver(pieces, output, terminal, stops)


_LINES = 50
"""Lines written at once."""


def _in_pieces(lines: Iterator[str], encoding: str) -> Iterator[bytes]:
    while piece := "".join(islice(lines, _LINES)):
        yield encoded(piece, encoding)


def emit_document(data: bytes, output: Output) -> None:
    """Write a finished document of ``output.format``, in UTF-8 where it is text, as ``emit`` writes an answer.

    Raises:
        InputError: as ``emit``.
    """
    terminal = standard_output()
    if output.format is not None and output.save is None:
        _check_shown(output.format, terminal)
    _deliver(iter([data]), output, terminal)


def emit_markdown(text: str, output: Output) -> None:
    """Write billtrack's own Markdown *text*: laid out on a terminal, unchanged in a pipe; through the pager if long."""
    terminal = standard_output()
    if terminal.is_terminal and terminal.has_decorations:
        from billtrack.output.grids import markdown_screen  # noqa: PLC0415 - a pipe does not pay for Rich

        width = max(output.width or terminal.width, _NARROWEST)
        text = markdown_screen(text, width=width, color=output.colour is not False)
    _deliver(iter([encoded(text, terminal.encoding)]), output, terminal)


def _format(output: Output, terminal: Terminal) -> Format:
    """The format asked for; else a table on a terminal or where color is forced, plain in a pipe and in a file."""
    if output.save:
        return Format.PLAIN if output.format in {None, Format.TABLE} else output.format or Format.PLAIN
    is_painted = terminal.is_terminal or output.colour is True
    return output.format or (Format.TABLE if is_painted else Format.PLAIN)


def _check_shown(chosen: Format, terminal: Terminal) -> None:
    if terminal.is_terminal and not chosen.is_text:
        raise InputError(f"a terminal cannot show {chosen}", hint=f"write a file: -o FILE{chosen.endings[0]}")


def _deliver(pieces: Iterator[bytes], output: Output, terminal: Terminal, stops: str | None = None) -> None:
    if output.save:
        output.save(b"".join(pieces))
        return
    if terminal.is_terminal:
        first = b""
        while first.count(b"\n") < terminal.height and (piece := next(pieces, b"")):
            first += piece
        pieces = chain([first], pieces)
        if stops is not None:
            first = b"".join(pieces)
            pieces = iter([first])
        if first.count(b"\n") >= terminal.height and _paged(first, pieces, output.pager, stops):
            return
    _write(pieces)


def _written(answer: Answer, chosen: Format, output: Output, terminal: Terminal) -> str | bytes | Iterator[str]:
    write = chosen.writer()
    if chosen.takes is Takes.ANSWER:
        written: str | bytes | Iterator[str] = write(answer)
    elif chosen.takes is Takes.TABLE:
        written = write(selected(answer.table(), output.fields), has_headers=output.has_headers)
    elif output.linear and chosen.is_screen:
        from billtrack.output.linear import linear_text  # noqa: PLC0415 - few answers are read so

        written = iter([linear_text(_page(answer, output))])
    elif chosen is Format.TABLE:
        written = write(
            _page(answer, output),
            width=max(output.width or terminal.width, _NARROWEST),
            decorated=terminal.has_decorations,
            coloured=terminal.is_terminal if output.colour is None else output.colour,
        )
    else:
        page = _page(answer, output)
        written = write(page if chosen.is_screen else page.whole())
    return written


_NARROWEST = 40


def _page(answer: Answer, output: Output) -> Page:
    """What people read of *answer*: its page, or its table where columns are asked for."""
    if not output.fields and output.has_headers:
        return cleaned(answer.page())
    return cleaned(table_page(selected(answer.table(), output.fields), has_titles=output.has_headers))


_KEEP_PLACE = "\x0b"
"""Tells ``less`` to look for the pattern after it without leaving the first page."""
_PROMPT = "-Psn next change, N previous, q quit"
_NO_PAINT = "-G"
"""Tells ``less`` not to highlight matches: every changed place is one."""


def _paged(first: bytes, pieces: Iterator[bytes], command: str | None, stops: str | None) -> bool:
    """Show *pieces*, which begin with *first*, in the pager; False where there is none or it does not start."""
    import shlex  # noqa: PLC0415 - few answers are paged

    try:
        words = shlex.split(DEFAULT_PAGER if command is None else command)
        if not words:
            return False
        if os.path.basename(words[0]) == "less" and stops is not None and _occurs(stops, first):  # noqa: PTH119 - a command, not a path here
            words += [_NO_PAINT, _PROMPT, f"+/{_KEEP_PLACE}{stops}"]
        pager = subprocess.Popen(words, stdin=subprocess.PIPE)  # noqa: S603 - the user's own choice, no shell
    except (OSError, ValueError):
        return False
    with pager, contextlib.suppress(BrokenPipeError):  # quit before the end
        if pager.stdin is not None:
            with pager.stdin:
                for piece in pieces:
                    pager.stdin.write(piece)
                    pager.stdin.flush()
    return True


def _occurs(pattern: str, data: bytes) -> bool:
    """Whether a line of *data* has *pattern*, colors aside: ``less`` opens on an error where none has."""
    return re.search(pattern, re.sub(r"\x1b\[[\d;]*m", "", data.decode(errors="replace")), re.MULTILINE) is not None


def _write(pieces: Iterable[bytes]) -> None:
    try:
        for data in filter(None, pieces):
            if hasattr(sys.stdout, "buffer"):
                sys.stdout.flush()
                sys.stdout.buffer.write(data)
            else:  # a caller of the library put a text stream in its place
                sys.stdout.write(data.decode())
            sys.stdout.flush()
    except BrokenPipeError:
        send_nowhere(sys.stdout)
    except OSError as error:
        raise InputError(f"cannot write the answer: {error.strerror}") from error
