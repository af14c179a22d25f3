"""A text collected by hand: unofficial copies of one print, each under the address it was found at.

The shape, as the files of such a collection have it: a first line that names the measure and the version, a ``STATUS:``
line that says how much was found, ``Known defects ...:`` and ``Checked:``, then one part after another, each headed by
its title and its ``Source:`` between two lines of ``=``.  Nothing in it is official: what is read here is a *copy*, or
the words of the Congressional Record where the part's source is a granule of it.
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
"""How the file speaks of its own parts, and what a reader who has not got the file is told instead."""


@dataclass(frozen=True, slots=True)
class Copy:
    """One part of a collection: ``title`` as headed, ``url`` where it was found (``None``: not said), its ``text``."""

    title: str
    url: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Collection:
    """What a collected file declares of itself, and its copies in the order given."""

    is_complete: bool
    status: str
    checked: str | None
    defects: str | None
    copies: tuple[Copy, ...]

    @property
    def note(self) -> str:
        """What the text was checked against, and what is wrong with it, each in a sentence."""
        said = (("Checked", self.checked), ("Known defects", self.defects))
        return " ".join(f"{what}: {words}" for what, words in said if words) or "The copy declares no defects."


@dataclass(frozen=True, slots=True)
class CollectedText:
    """A whole text out of a collection, and the address its words were found at."""

    found: BillText
    url: str


def is_collection(data: bytes) -> bool:
    """Whether *data* has the shape of a collected file."""
    return b"\nSTATUS:" in data and len(re.findall(rb"^={20,}\s*$", data, re.MULTILINE)) >= 2


def read_collected_text(data: bytes, *, name: str) -> CollectedText:
    """Read the text of a collection that has it whole; printed sponsors come from whichever copy has them.

    What it was checked against and the declared defects stand in the version's ``note``, with the address of each other
    copy used.

    Raises:
        InputError: not UTF-8, a collection that declares itself incomplete, or none of its copies is whole.
    """
    try:
        collection = parse_collection(data.decode(), name=name)
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: not UTF-8 at byte {error.start}") from error
    if not collection.is_complete:
        raise InputError(
            f"{name}: declares itself incomplete ({collection.status}): it is no text to import; enter what is "
            "known of it by hand, with coverage: partial"
        )
    read = [(copy, parse_plaintext(copy.text.encode(), name=name)) for copy in collection.copies]
    whole = next(((copy, found) for copy, found in read if found.text.coverage is Coverage.COMPLETE), None)
    if whole is None or whole[0].url is None:
        raise InputError(f"{name}: no copy in it is whole and says where it was found")
    return _joined(whole[0], whole[1], read, collection.note)


def _joined(copy: Copy, found: BillText, read: Sequence[tuple[Copy, BillText]], note: str) -> CollectedText:
    """The whole copy, with the heading of the first that names the sponsor: a print that lost him begins "(for ..."."""
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
        checked=_said(_CHECKED, head),
        defects=_said(_DEFECTS, head),
        copies=tuple(_copy(heading, body) for heading, body in zip(pieces[::2], pieces[1::2], strict=True)),
    )


def _said(what: re.Pattern[str], head: str) -> str | None:
    """What the head of the file says, without its references to the file's own parts."""
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
        title=heading.strip().partition("\n")[0],
        url=_exactly(address[0], heading) if address else (source[1].strip() if source else None),
        text=body.strip("\n"),
    )


def _exactly(address: str, heading: str) -> str:
    """The address of the files as they were read, where the heading names the commit of a repository."""
    commit = _COMMIT.search(heading)
    return f"{address}/tree/{commit[1]}" if commit and address.startswith("https://github.com/") else address
