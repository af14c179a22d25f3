"""The one place that looks at the terminal: chooses the format, writes the answer, starts the pager.

Rich is loaded only when something is painted; JSON, CSV and plain answers never pay for it.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from typing import NamedTuple

from billtrack.errors import InputError
from billtrack.output.formats import Answer, Format, Output
from billtrack.output.page import Page, cleaned
from billtrack.output.streams import encoded, send_nowhere

DEFAULT_PAGER = "less -FRX"
_DECORATIONS = "●◉○✗─│╭█·—"
_USUAL_SIZE = os.terminal_size((80, 24))


class Terminal(NamedTuple):
    """What standard output is, and how it may be written to."""

    is_terminal: bool
    width: int
    height: int
    encoding: str

    @property
    def has_decorations(self) -> bool:
        """Whether the line and block characters of a screen can be written."""
        try:
            _DECORATIONS.encode(self.encoding)
        except UnicodeEncodeError:
            return False
        return True


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
    """Whether what is said beside the answer is seen on a terminal."""
    return sys.stderr.isatty()


def emit(answer: Answer, output: Output, *, stops: str | None = None) -> None:
    """Write *answer* to standard output as *output* asks, through a pager where it is longer than the terminal.

    *stops*: the lines ``less`` goes to with ``n`` and ``N``, as its search writes them.

    Raises:
        InputError: standard output cannot be written to (a full disk); a reader that has gone is no error.
    """
    terminal = standard_output()
    chosen = output.format or (Format.TABLE if terminal.is_terminal else Format.PLAIN)
    text = _written(answer, chosen, output, terminal)
    is_for_people = chosen in {Format.TABLE, Format.PLAIN}
    data = encoded(text, terminal.encoding) if is_for_people else text.encode(errors="replace")
    _show(data, output, terminal, stops)


def emit_document(data: bytes, output: Output, *, is_text: bool = True) -> None:
    """Write a finished document, in UTF-8 where it is text, as ``emit`` writes an answer.

    Raises:
        InputError: it is no text, and standard output is a terminal.
    """
    terminal = standard_output()
    if terminal.is_terminal and not is_text:
        raise InputError("a terminal cannot show this document", hint="write it to a file: -o FILE")
    _show(data, output, terminal)


def emit_markdown(text: str, output: Output) -> None:
    """Write billtrack's own Markdown *text*: laid out on a terminal, as it is in a pipe; through the pager if long."""
    terminal = standard_output()
    if terminal.is_terminal and terminal.has_decorations:
        from billtrack.output.markdown_screen import markdown_screen  # noqa: PLC0415 - a pipe does not pay for Rich

        width = max(output.width or terminal.width, _NARROWEST)
        text = markdown_screen(text, width=width, color=output.colour is not False)
    _show(encoded(text, terminal.encoding), output, terminal)


def written(answer: Answer, output: Output) -> bytes:
    """Give *answer* as it goes into a file, in UTF-8: plain where no format is asked for, at no width."""
    chosen = Format.PLAIN if output.format in {None, Format.TABLE} else output.format
    nowhere = Terminal(is_terminal=False, width=0, height=0, encoding="utf-8")
    return _written(answer, chosen or Format.PLAIN, output, nowhere).encode("utf-8", errors="replace")


def _show(data: bytes, output: Output, terminal: Terminal, stops: str | None = None) -> None:
    is_long = data.count(b"\n") >= terminal.height
    if not (terminal.is_terminal and is_long and _paged(data, output.pager, stops)):
        _write(data)


def _written(answer: Answer, chosen: Format, output: Output, terminal: Terminal) -> str:
    if chosen in {Format.PLAIN, Format.TABLE, Format.MARKDOWN}:
        return _for_people(cleaned(answer.page()), chosen, output, terminal)
    from billtrack.output import programs  # noqa: PLC0415 - readers alone pay for pages

    match chosen:
        case Format.JSON:
            return programs.json_text(answer)
        case Format.JSONL:
            return programs.json_lines(answer)
        case Format.CSV:
            return programs.csv_text(answer.table())
        case _:
            return programs.tsv_text(answer.table())


def _for_people(page: Page, chosen: Format, output: Output, terminal: Terminal) -> str:
    if chosen is Format.MARKDOWN:
        from billtrack.output.markdown import markdown_text  # noqa: PLC0415 - the same

        return markdown_text(page)
    if output.linear:
        from billtrack.output.linear import linear_text  # noqa: PLC0415 - the same

        return linear_text(page)
    if chosen is Format.PLAIN:
        from billtrack.output.plain import plain_text  # noqa: PLC0415 - the same

        return plain_text(page)
    return _painted(page, output, terminal)


def _painted(page: Page, output: Output, terminal: Terminal) -> str:
    from billtrack.output.screen import screen  # noqa: PLC0415 - only what is painted pays for Rich

    return screen(
        page,
        width=max(output.width or terminal.width, _NARROWEST),
        decorated=terminal.has_decorations,
        coloured=terminal.is_terminal if output.colour is None else output.colour,
    )


_NARROWEST = 40


_KEEP_PLACE = "\x0b"
"""Tells ``less`` to look for the pattern after it without leaving the first page."""


def _paged(data: bytes, command: str | None, stops: str | None) -> bool:
    """Show *data* in the pager; False where there is none or it does not start."""
    import shlex  # noqa: PLC0415 - few answers are paged

    try:
        words = shlex.split(DEFAULT_PAGER if command is None else command)
        if not words:
            return False
        if stops is not None and os.path.basename(words[0]) == "less":  # noqa: PTH119 - a command, not a path here
            words.append(f"+/{_KEEP_PLACE}{stops}")
        pager = subprocess.Popen(words, stdin=subprocess.PIPE)  # noqa: S603 - the user's own choice, no shell
    except (OSError, ValueError):
        return False
    with contextlib.suppress(BrokenPipeError):  # quit before the end
        pager.communicate(data)
    return True


def _write(data: bytes) -> None:
    if not data:
        return
    try:
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
