"""The words of a file, and those that are not its text: what each reader of a form gives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from billtrack.model.measure import LeftOut


class Extracted(NamedTuple):
    """The words of a file, with the line breaks it has.

    ``left_out``: words of the measure apart from its text, such as footnotes.  ``around``: what the file has around it,
    such as heads of pages.  ``unseen``: what was not read, in words: ``2 hidden words in draft.docx``.
    """

    text: str
    left_out: tuple[LeftOut, ...] = ()
    around: tuple[LeftOut, ...] = ()
    unseen: tuple[str, ...] = ()


def told(unseen: Mapping[str, int], name: str) -> tuple[str, ...]:
    """Say what of the file *name* was not read: ``2 hidden words in draft.docx``."""
    return tuple(f"{number:,} {what}{'s' * (number > 1)} in {name}" for what, number in unseen.items() if number)
