"""The standard streams: their encoding, and what happens when they are full, closed or unread.

Every command that prints a message loads this module, so it loads nothing costly.
"""

from __future__ import annotations

import contextlib
import os
import sys
import unicodedata
from typing import TextIO

from billtrack.output.page import visible

_PLAIN = {
    **dict.fromkeys("“”„″", '"'),
    **dict.fromkeys("‘’‚′", "'"),
    **dict.fromkeys("‐‑‒–−", "-"),
    **dict.fromkeys("\xa0\u2002\u2003\u2009\u202f", " "),
    "—": "--",
    "…": "...",
    "→": "->",
    "•": "*",
    "·": "*",
    "§": "Sec.",
    "¶": "Par.",
}


def encoded(text: str, encoding: str) -> bytes:
    """Encode *text*; a character that *encoding* lacks becomes the nearest plain one, else a question mark."""
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(_in(character, encoding) for character in text).encode(encoding, "replace")


def _in(character: str, encoding: str) -> str:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        base = unicodedata.normalize("NFKD", character)[0]  # an accented letter without its accent
        return _PLAIN.get(character) or (base if base.isascii() else "?")
    return character


def say_line(text: str) -> None:
    """Write one line to standard error, safe on a terminal; ignore a failure, since nobody can be told."""
    encoding = getattr(sys.stderr, "encoding", None) or "utf-8"
    with contextlib.suppress(OSError):
        print(encoded(visible(text), encoding).decode(encoding), file=sys.stderr)  # noqa: T201


def send_nowhere(stream: TextIO) -> None:
    """Discard what is written to *stream* from now on, so that the interpreter's last flush is quiet."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
