"""A comparison in HTML: in one text, or side by side, with moved clauses linked both ways."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from billtrack.diff.answers.answer import DiffAnswer, Layout
from billtrack.diff.answers.head import head_blocks
from billtrack.diff.answers.inline import aside_line, headline, notes, printed_depth, stub, unit_prose
from billtrack.diff.answers.labels import place_of, stands
from billtrack.diff.answers.layouts import parallel_row
from billtrack.diff.answers.pieces import run_in
from billtrack.diff.answers.sections import by_section
from billtrack.diff.answers.stat import stat_table
from billtrack.diff.answers.view import Folded, NotLoaded, Shown, Stub
from billtrack.diff.engine.result import Change, UnitChange
from billtrack.model.values import replace
from billtrack.output.html import html_page, text
from billtrack.output.html.blocks import BlockWriter, inked, table, write_all
from billtrack.output.revisions import Prose

_DEEPEST = 8


def html_document(answer: DiffAnswer) -> bytes:
    """Write *answer* as an HTML page, side by side if its layout is, else in one text."""
    comparison = ComparisonWriter(answer, name="", level=1)
    body = ["<header>", *comparison.head(BlockWriter()), "</header>", "<main>"]
    match answer.layout:
        case Layout.STAT:
            body += table(stat_table(answer.view()))
        case Layout.SIDE:
            body += comparison.side_by_side()
        case _:
            body += comparison.one_column()
    body.append("</main>")
    return html_page(f"{answer.old.name} to {answer.new.name}", body)


class ComparisonWriter:
    """Writes one comparison of a page; *name* starts its identifiers, *level* is its heading level."""

    def __init__(self, answer: DiffAnswer, *, name: str, level: int) -> None:
        choice = replace(answer.choice, is_full=True)  # nothing inside a clause is cut: a browser scrolls
        self._answer = answer
        self._view = replace(answer.view(), choice=choice)
        self._name = name
        self._level = level

    def head(self, writer: BlockWriter) -> Iterator[str]:
        """Write which texts were compared and what was found."""
        answer, is_stat = self._answer, self._answer.layout is Layout.STAT
        blocks = head_blocks(answer.old, answer.new, self._view, with_table=not is_stat, hint="")
        yield from write_all(blocks, writer, level=self._level)

    def one_column(self) -> Iterator[str]:
        """Write old and new in one text; a clause is one level deeper once its section was named."""
        depth = self._level + 1
        for section, item in by_section(self._view):
            if section:
                depth = self._level + 2
                yield f'<h{depth - 1} class="section">{text(section)}</h{depth - 1}>'
            yield from self._shown(item, depth) if isinstance(item, Shown) else self._aside(item)

    def side_by_side(self) -> Iterator[str]:
        """Write one row per clause, the old text on the left and the new one on the right."""
        old, new = text(self._answer.old.name), text(self._answer.new.name)
        yield '<table class="side"><thead><tr>'
        yield f'<th scope="col">Old: {old}</th><th scope="col">New: {new}</th>'
        yield "</tr></thead><tbody>"
        for item in self._view.items:
            if isinstance(item, Shown):
                yield from (line for at in item.units for line in self._row(item, at))
            else:
                yield f'<tr><td colspan="2">{"".join(self._aside(item))}</td></tr>'
        yield "</tbody></table>"

    def _shown(self, item: Shown, depth: int) -> Iterator[str]:
        view, at = self._view, item.units[0]
        root = view.comparison.units[at]
        if not item.is_change:
            yield f'<section id="{self._id(at)}" class="same">'
        else:
            yield f'<section id="{self._id(at)}" class="change {_kind(root)}">'
            place, became = text(place_of(view.comparison, root)), text(headline(view, item))
            yield f"<h{depth}>{place} <small>{became}</small>{self._back(root, at)}</h{depth}>"
        yield from self._units(item.units)
        yield from (f'<p class="note">{text(note)}</p>' for note in notes(view, item.units))
        yield "</section>"

    def _id(self, at: int) -> str:
        return f"{self._name}u{at}"

    def _back(self, root: UnitChange, at: int) -> str:
        is_told = root.moved and at not in self._view.along
        return f' <a href="#{self._name}from-u{at}">where it was</a>' if is_told else ""

    def _units(self, units: Sequence[int]) -> Iterator[str]:
        comparison = self._view.comparison
        every = [comparison.units[at] for at in units]
        outermost = min(printed_depth(*stands(comparison, unit)) for unit in every)
        prose = (prose for unit in every for prose in unit_prose(self._view, unit, outermost=outermost))
        yield from map(_paragraph, run_in(prose))

    def _aside(self, item: Folded | Stub | NotLoaded) -> Iterator[str]:
        """What is not shown: the old place of a moved clause, or clauses to unfold."""
        if isinstance(item, Stub):
            yield self._stub(item)
            return
        kind = "missing" if isinstance(item, NotLoaded) else "folded"
        yield f'<details class="{kind}"><summary>{text(aside_line(self._view, item))}</summary>'
        yield from self._units(item.units)
        yield "</details>"

    def _stub(self, item: Stub) -> str:
        moved = stub(self._view, item)
        words = "".join(inked(prose.pieces) for prose in moved.paragraphs)
        link = f'<a href="#{self._id(item.units[0])}">{text(moved.became)}</a>'
        return f'<p class="stub" id="{self._name}from-u{item.units[0]}">{text(moved.place)}: {link} {words}</p>'

    def _row(self, item: Shown, at: int) -> Iterator[str]:
        unit = self._view.comparison.units[at]
        row = parallel_row(self._view, at, is_change=item.is_change)
        if item.is_change:
            head = f"{text(row.place)} <small>{text(row.became)}</small>{self._back(unit, at)}"
            yield f'<tr id="{self._id(at)}" class="place {_kind(unit)}"><th scope="row" colspan="2">{head}</th></tr>'
        old, new = ("".join(map(_paragraph, side)) for side in (row.old, row.new))
        yield f'<tr><td class="old">{old}</td><td class="new">{new}</td></tr>'
        yield from (f'<tr><td colspan="2" class="note">{text(note)}</td></tr>' for note in row.notes)


def _kind(unit: UnitChange) -> str:
    return "moved" if unit.moved and unit.change is Change.SAME else unit.change.value


def _paragraph(prose: Prose) -> str:
    return f'<p class="d{min(prose.depth, _DEEPEST)}">{inked(prose.pieces)}</p>'
