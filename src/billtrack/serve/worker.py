"""A worker process: questions come in by standard input, replies go out by standard output, one at a time.

Eight bytes of length precede each.  An empty reply says that the worker has started.  It ends when its input ends.
"""

from __future__ import annotations

import os
import signal
import struct
import sys
from typing import BinaryIO

from billtrack.serve.answering import answer
from billtrack.serve.asked import Asked
from billtrack.serve.held import Held

LENGTH = struct.Struct(">Q")


def answer_all(held: Held) -> None:
    """Answer until the input ends."""
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # an interrupt reaches the whole group; the server ends its workers itself
    questions, replies = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # prints go to standard error, not among the replies
    _send(replies, b"")
    while (data := _next(questions)) is not None:
        _send(replies, answer(Asked.from_bytes(data), held).to_bytes())


def _send(replies: BinaryIO, reply: bytes) -> None:
    replies.write(LENGTH.pack(len(reply)) + reply)
    replies.flush()


def _next(questions: BinaryIO) -> bytes | None:
    head = questions.read(LENGTH.size)
    return questions.read(LENGTH.unpack(head)[0]) if len(head) == LENGTH.size else None
