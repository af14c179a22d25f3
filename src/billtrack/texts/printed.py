"""The clauses of a text as the printed page has them.

The page adds words that no file contains ("Resolved,", the enacting formula).  They are the ``lead`` of a paragraph,
not part of a clause.
"""

from __future__ import annotations

from collections.abc import Sequence

from billtrack.model.clauses import NAMED_LEVELS, Clause
from billtrack.model.measure import Authority
from billtrack.model.measure_names import MeasureType
from billtrack.model.values import replace
from billtrack.output.page import Paragraph
from billtrack.texts.selected_text import SelectedText


def printed_paragraphs(selected: SelectedText, body: Sequence[Clause]) -> list[Paragraph]:
    """The clauses as printed, indented from the outermost one shown."""
    return [paragraph for _, paragraph in paragraphs_by_clause(selected, body)]


def paragraphs_by_clause(selected: SelectedText, body: Sequence[Clause]) -> list[tuple[Clause, Paragraph]]:
    """The clauses as printed, each paragraph with its clause; the enacting formula comes with the first one."""
    opening = opening_formula(selected.measure.id.measure_type)
    is_whole = not selected.path
    paragraphs = _Paragraphs(body[0].depth)
    if is_whole and body[0].level not in {"whereas", "resolved"} and selected.text.authority is Authority.OFFICIAL:
        paragraphs.append(body[0], Paragraph(opening))
    for clause in body:
        paragraphs.add(clause, opening if clause.path == ("resolved", "1") else _lead(clause))
    return paragraphs.finished()


def printed_clauses(found: Sequence[Clause]) -> list[Paragraph]:
    """The clauses of a file as printed, without the words a page adds."""
    paragraphs = _Paragraphs(0)
    for clause in found:
        paragraphs.add(clause, _lead(clause))
    return [paragraph for _, paragraph in paragraphs.finished()]


class _Paragraphs:
    """Paragraphs being built: words of another law get the quotation marks the printed page puts around them."""

    def __init__(self, outermost: int) -> None:
        self.found: list[tuple[Clause, Paragraph]] = []
        self._outermost = outermost
        self._quoted_at: int | None = None
        self._is_opening = False

    def add(self, clause: Clause, lead: str) -> None:
        depth = clause.depth - self._outermost
        self._close_quotation(depth)
        if clause.level == "quoted-block" and self._quoted_at is None:
            self._quoted_at, self._is_opening = depth, True
        text = clause.text or ""
        if clause.level == "continuation" and depth:
            depth -= 1  # its words continue in the enclosing provision
            if self.found and not any(character.isalnum() for character in text):
                self._end_with(text)  # a full stop after a quotation
                return
        if not (lead or text):
            return
        if self._is_opening:
            lead, text = (f"“{lead}", text) if lead else (lead, f"“{text}")
            self._is_opening = False
        self.append(clause, Paragraph(text, depth, lead, address=clause.address))

    def append(self, clause: Clause, paragraph: Paragraph) -> None:
        self.found.append((clause, paragraph))

    def finished(self) -> list[tuple[Clause, Paragraph]]:
        self._close_quotation(0)
        return self.found

    def _close_quotation(self, depth: int) -> None:
        if self._quoted_at is not None and depth <= self._quoted_at:
            if not self._is_opening:
                self._end_with("”")
            self._quoted_at, self._is_opening = None, False

    def _end_with(self, mark: str) -> None:
        clause, last = self.found[-1]
        ended = replace(last, text=f"{last.text}{mark}") if last.text else replace(last, lead=f"{last.lead}{mark}")
        self.found[-1] = (clause, ended)


_IN_CONGRESS = "by the Senate and House of Representatives of the United States of America in Congress assembled,"


def opening_formula(measure_type: MeasureType) -> str:
    """The formula the printed page puts before the first provision; no file contains it."""
    if measure_type.is_simple:
        return "Resolved,"
    if measure_type is MeasureType.HCONRES:
        return "Resolved by the House of Representatives (the Senate concurring),"
    if measure_type is MeasureType.SCONRES:
        return "Resolved by the Senate (the House of Representatives concurring),"
    is_bill = measure_type in {MeasureType.HR, MeasureType.S}
    return f"{'Be it enacted' if is_bill else 'Resolved'} {_IN_CONGRESS}"


def _lead(clause: Clause) -> str:
    """The number and heading before the words of a clause, as printed."""
    if clause.level == "resolved" and clause.enum is None:
        return "Resolved," if (clause.text or "").startswith("That") else ""
    is_named = clause.level in NAMED_LEVELS and clause.enum
    header = f"{clause.header.rstrip('.')}." if clause.header else ""
    is_spelled = (clause.enum or "")[:3].upper() == "SEC"  # "SECTION 1.", as plain text and USLM have it
    level = "Sec." if clause.level == "section" else clause.level.capitalize()
    return " ".join(filter(None, (level if is_named and not is_spelled else "", clause.enum, header)))
