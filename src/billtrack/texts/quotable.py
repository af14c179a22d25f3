"""The words of a text that can be quoted, in the two forms people see: as its clauses have them, and as printed.

The printed page adds "Resolved,", the enacting formula, "Sec." and the quotation marks around words for another law. A
quotation may run from one clause into the next, but not across words that are not loaded, nor into an excerpt, whose
place is not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from billtrack.diff.engine import display_text
from billtrack.model.clauses import Clause, clauses
from billtrack.model.measure import Measure, TextVersion
from billtrack.model.values import Value
from billtrack.texts.printed import paragraphs_by_clause
from billtrack.texts.selected_text import SelectedText


class Stretch(Value, frozen=True):
    """The words of one clause, separated by single spaces.

    The first ``heading`` characters are its number and heading, whose case does not count.
    """

    address: str
    words: str
    heading: int = 0


def unbroken_parts(text: TextVersion) -> tuple[tuple[Clause, ...], ...]:
    """Split the clauses of *text* wherever the words between two are not known; each part is in reading order."""
    breaks_off = text.preamble_complete is False
    return tuple(tuple(each) for _, each in groupby(clauses(text), lambda one: _part(one, breaks_off=breaks_off)))


def _part(clause: Clause, *, breaks_off: bool) -> tuple[str, ...]:
    if clause.level == "excerpt":
        return clause.path
    return ("whereas",) if breaks_off and clause.path[0] == "whereas" else ()


def loaded_words(unbroken: Iterable[Clause]) -> Iterator[Stretch]:
    """Give the words of clauses as a file has them."""
    for clause in unbroken:
        heading = f"{clause.enum or ''} {clause.header}" if clause.header else ""
        yield _stretch(clause, display_text(clause), heading)


def printed_words(measure: Measure, text: TextVersion, unbroken: tuple[Clause, ...]) -> Iterator[Stretch]:
    """Give the words of clauses as the page has them."""
    selected = SelectedText(measure, text, (), unbroken)
    for clause, paragraph in paragraphs_by_clause(selected, unbroken):
        words = " ".join(part for part in (paragraph.lead, paragraph.text) if part)
        yield _stretch(clause, words, paragraph.lead if clause.header else "")


def _stretch(clause: Clause, words: str, heading: str) -> Stretch:
    return Stretch(clause.address, " ".join(words.split()), len(" ".join(heading.split())))
