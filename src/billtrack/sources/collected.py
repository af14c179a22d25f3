"""A text collected by hand: unofficial copies of one text, each with the address where it was found.

The format: a first line with the measure and the version, a ``STATUS:`` line that says how much was found, ``Known
defects ...:`` and ``Checked:``, then the parts, each headed by its title and its ``Source:`` between two lines of
``=``.  Nothing in it is official: each part is a *copy*, or the Congressional Record's if its source is a granule.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from billtrack.errors import InputError
from billtrack.model.measure import Authority, Coverage, replace
from billtrack.sources.billtext import BillText
from billtrack.sources.plaintext import parse_plaintext

_RULE = re.compile(r"^={20,}\s*$", re.MULTILINE)
_SOURCE = re.compile(r"^Sources?:\s*(.+)$", re.MULTILINE)
_ADDRESS = re.compile(r"https?://[^\s()]+")
_STATUS = re.compile(r"^STATUS:\s*(.+)$", re.MULTILINE)
_SAID = r"^{}[^:\n]*:\s*([^\n]*(?:\n(?!Checked:|=)[^\n]+)*)"
_DEFECTS = re.compile(_SAID.format("Known defects"), re.MULTILINE)
_CHECKED = re.compile(_SAID.format("Checked"), re.MULTILINE)
_COMMIT = re.compile(r"\bcommit ([0-9a-f]{40})\b")
_GRANULE = "/content/pkg/CREC-"
_OTHER_PARTS = (
    (re.compile(r"\bPart [A-Z] \(([^()]*)\)"), r"\1"),
    (re.compile(r"[:;] Part [A-Z] [^.;()]*"), ""),
    (re.compile(r"\s*\([^()]*\bPart [A-Z]\b[^()]*\)"), ""),
)
"""References to the parts of the file, and what to show readers who do not have it."""


@dataclass(frozen=True, slots=True)
class Copy:
    """One part of a collection: the ``url`` it was found at (``None``: unknown) and its ``text``."""

    url: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Collection:
    """What a collected file declares, and its copies in order."""

    is_complete: bool
    status: str
    checked: str | None
    defects: str | None
    copies: tuple[Copy, ...]

    @property
    def note(self) -> str:
        """What the text was checked against and its known defects, one sentence each."""
        declared = (("Checked", self.checked), ("Known defects", self.defects))
        return " ".join(f"{what}: {words}" for what, words in declared if words) or "The copy declares no defects."


@dataclass(frozen=True, slots=True)
class CollectedText:
    """A complete text from a collection, and the address it was found at."""

    found: BillText
    url: str


def is_collection(data: bytes) -> bool:
    """Whether *data* has the format of a collected file."""
    return b"\nSTATUS:" in data and len(re.findall(rb"^={20,}\s*$", data, re.MULTILINE)) >= 2


def read_collected_text(data: bytes, *, name: str) -> CollectedText:
    """Read the complete text in a collection, with the printed sponsors from whichever copy has them.

    The version's ``note`` says what it was checked against, its known defects, and the address of other copies used.

    Raises:
        InputError: not UTF-8, declared incomplete, or without a complete copy.
    """
    try:
        collection = parse_collection(data.decode(), name=name)
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: not UTF-8 at byte {error.start}") from error
    if not collection.is_complete:
        raise InputError(
            f"{name}: declares itself incomplete ({collection.status}), so it cannot be imported; enter what is "
            "known by hand, with coverage: partial"
        )
    read = [(copy, parse_plaintext(copy.text.encode(), name=name)) for copy in collection.copies]
    whole = next(((copy, found) for copy, found in read if found.text.coverage is Coverage.COMPLETE), None)
    if whole is None or whole[0].url is None:
        raise InputError(f"{name}: no copy in it is complete and has a source")
    return _joined(whole[0], whole[1], read, collection.note)


def _joined(copy: Copy, found: BillText, read: Sequence[tuple[Copy, BillText]], note: str) -> CollectedText:
    """Give the complete copy with the heading of the first copy that names the sponsor; some begin "(for ..."."""
    headed = next((other for other in read if (other[1].text.printed_sponsors or "(").partition("(")[0].strip()), None)
    authority = Authority.RECORD if _GRANULE in (copy.url or "") else Authority.COPY
    text = replace(found.text, authority=authority)
    if headed is not None and headed[0] is not copy:
        text = replace(text, printed_sponsors=headed[1].text.printed_sponsors, date=headed[1].text.date or text.date)
        note += f" Sponsors as printed at {headed[0].url}."
    return CollectedText(BillText(found.id, replace(text, note=note)), copy.url or "")


def parse_collection(text: str, *, name: str) -> Collection:
    """Read a collected file.

    Raises:
        InputError: no ``STATUS:`` line, or a part without a heading.
    """
    head, *pieces = _RULE.split(text)
    status = _STATUS.search(head)
    if status is None or not pieces or len(pieces) % 2:
        raise InputError(f"{name}: expected a STATUS: line, then parts headed between two lines of =")
    return Collection(
        is_complete="COMPLETE" in status[1] and "NOT COMPLETE" not in status[1],
        status=status[1],
        checked=_declared(_CHECKED, head),
        defects=_declared(_DEFECTS, head),
        copies=tuple(_copy(heading, body) for heading, body in zip(pieces[::2], pieces[1::2], strict=True)),
    )


def _declared(what: re.Pattern[str], head: str) -> str | None:
    """Give a declaration from the head of the file, without references to the file's parts."""
    found = what.search(head)
    if found is None:
        return None
    words = " ".join(found[1].split())
    for part, instead in _OTHER_PARTS:
        words = part.sub(instead, words)
    return words


def _copy(heading: str, body: str) -> Copy:
    source = _SOURCE.search(heading)
    address = _ADDRESS.search(heading[source.start() :]) if source else None
    return Copy(
        url=_exactly(address[0], heading) if address else (source[1].strip() if source else None),
        text=body.strip("\n"),
    )


def _exactly(address: str, heading: str) -> str:
    """Give the address with the commit, if the heading names one."""
    commit = _COMMIT.search(heading)
    return f"{address}/tree/{commit[1]}" if commit and address.startswith("https://github.com/") else address
