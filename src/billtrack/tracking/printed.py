"""What two sources print: the names in a sponsor line, and whether a text has the same words and punctuation.

"Ms. Ros-Lehtinen (for herself, Mr. Engel, and Mr. Royce of California)": members are printed by family name, with a
first name or State only to tell two members apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

from billtrack.model.clauses import clauses
from billtrack.model.measure import Cosponsor, Sponsor, TextVersion
from billtrack.model.tally import by_person
from billtrack.model.values import Value
from billtrack.tracking.reconcile import NOTHING, Discrepancy, Witness

_TITLE = re.compile(r"^(?:Mr|Mrs|Ms|Miss|Dr)\.?\s+", re.IGNORECASE)
_STATE = re.compile(r"\s+of\s+(?:the\s+)?[A-Z][A-Za-z .]+$")
_AND = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+")
_OPENING = re.compile(r"^for (?:himself|herself|themselves|themself)\b[\s,]*(?:and\s+)?", re.IGNORECASE)
_SUFFIXES = ("Jr", "Sr", "II", "III", "IV")
_SUFFIX = re.compile(rf",?\s+(?:{'|'.join(_SUFFIXES)})\.?$")


class PrintedLine(Value, frozen=True):
    """The names in a sponsor line, as printed, without ``Mr.`` and the like."""

    sponsor: str
    cosponsors: tuple[str, ...]


def parse_printed_sponsors(line: str) -> PrintedLine:
    """Parse a sponsor line; without parentheses it names only the sponsor."""
    sponsor, _, rest = line.partition("(")
    inside = _OPENING.sub("", rest.strip().rstrip(")").strip())
    names = [_bare(name) for name in _AND.split(inside) if name.strip()]
    return PrintedLine(_bare(sponsor), tuple(name for name in names if name.rstrip(".") not in _SUFFIXES))


def is_named(member: Sponsor | Cosponsor, printed: str) -> bool:
    """Whether *printed* can be *member*: the same family name, ignoring accents and case."""
    family = _plain(_SUFFIX.sub("", member.name.partition(",")[0]))
    name = _plain(_STATE.sub("", _SUFFIX.sub("", printed)))
    return bool(family) and (name == family or name.endswith(f" {family}"))


def _bare(name: str) -> str:
    return _TITLE.sub("", " ".join(name.split()).strip(" ,;"))


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name).replace("\u2019", "'")
    return "".join(each for each in letters if not unicodedata.combining(each)).casefold().strip()


def reconcile_print(status: Witness, text: TextVersion, *, name: str) -> tuple[Discrepancy, ...]:
    """Compare the sponsor line of an introduced text, called *name*, with the sponsor and original cosponsors.

    Empty if the text has no sponsor line or the status has no cosponsors loaded.
    """
    measure = status.measure
    if text.printed_sponsors is None or measure.sponsor is None or measure.cosponsors is None:
        return ()
    line = parse_printed_sponsors(text.printed_sponsors)
    found = []
    if line.sponsor and not is_named(measure.sponsor, line.sponsor):
        found.append(Discrepancy("sponsor", "sponsor", status.name, measure.sponsor.name, name, line.sponsor))
    original = [each[0] for each in by_person(who for who in measure.cosponsors if who.is_original_cosponsor)]
    printed = list(line.cosponsors)
    for who in original:
        match = next((each for each in printed if is_named(who, each)), None)
        if match is None:
            found.append(Discrepancy("cosponsors", who.name, status.name, "an original cosponsor", name, NOTHING))
        else:
            printed.remove(match)
    found += [Discrepancy("cosponsors", each, status.name, NOTHING, name, "an original cosponsor") for each in printed]
    if len(original) != len(line.cosponsors):
        found.append(
            Discrepancy(
                "cosponsors", "original cosponsors", status.name, str(len(original)), name, str(len(line.cosponsors))
            )
        )
    return tuple(found)


class Sameness(StrEnum):
    """How far two sources agree: in punctuation too, in words only, or not."""

    SAME = "same"
    SAME_WORDS = "same_words"
    DIFFERENT = "different"


class Differing(NamedTuple):
    """Words of one source and what the other prints instead; either may be empty."""

    here: str
    there: str

    @property
    def is_of_marks(self) -> bool:
        """Whether only punctuation differs."""
        return _letters(self.here) == _letters(self.there)

    @property
    def marks(self) -> str:
        """The punctuation only one of the two has, by name: ``a comma``."""
        here, there = (Counter(re.sub(r"[\w\s]", "", side)) for side in self)
        apart = (here - there) + (there - here)
        return ", ".join(_NAMES.get(mark, f"a “{mark}”") for mark in apart) or "a space"


_NAMES = {",": "a comma", "-": "a hyphen", ".": "a period", ";": "a semicolon", ":": "a colon", '"': "a quotation mark"}
_FOLDED = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "—": "-", "–": "-", "\u2011": "-", "\u00a0": " "})


def _letters(words: str) -> str:
    return re.sub(r"[\W_]", "", words)


def differing_words(here: TextVersion, there: TextVersion) -> tuple[Differing, ...]:
    """List where two texts differ in words or punctuation, in order.

    The style of quotation marks and dashes and line breaks are ignored: each source sets its own.
    """
    return tuple(_differing(_words(here), _words(there)))


def _words(text: TextVersion) -> list[str]:
    parts = (part for clause in clauses(text) for part in (clause.enum, clause.header, clause.text) if part)
    spaced = " ".join(parts).replace("—", "— ")
    return spaced.translate(_FOLDED).split()


def _differing(here: list[str], there: list[str]) -> Iterator[Differing]:
    if here == there:
        return
    matcher = SequenceMatcher(None, here, there, autojunk=False)
    for operation, start, end, other_start, other_end in matcher.get_opcodes():
        if operation != "equal":
            yield Differing(" ".join(here[start:end]), " ".join(there[other_start:other_end]))
