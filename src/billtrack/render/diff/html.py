"""A comparison as one HTML file to send or print: no script, nothing loaded, legible without its colours.

Every outside word is escaped; the page forbids itself anything but its own style sheet (Content-Security-Policy),
so that nothing in a text can make it do more.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from types import MappingProxyType

from msgspec.structs import replace

from billtrack.analysis.diff.result import Change, UnitChange
from billtrack.render.diff.answer import DiffAnswer, Layout
from billtrack.render.diff.head import head_blocks
from billtrack.render.diff.html_style import STYLE
from billtrack.render.diff.inline import (
    by_section,
    folded_line,
    headline,
    missing_line,
    printed_depth,
    stub,
    unit_prose,
    wandered,
)
from billtrack.render.diff.labels import place_of
from billtrack.render.diff.pieces import run_in
from billtrack.render.diff.side import parallel_row
from billtrack.render.diff.stat import stat_table
from billtrack.render.diff.view import Folded, Item, Missing, Shown, Stub, View
from billtrack.render.page import Block, Facts, Heading, Line, Table, Tone, visible
from billtrack.render.plain import line_text
from billtrack.render.revisions import Ink, Piece, Prose

_TAGS = MappingProxyType({Ink.DELETED: "del", Ink.INSERTED: "ins", Ink.QUIET: "em"})
_DEEPEST = 8


def html_document(answer: DiffAnswer) -> bytes:
    """Write *answer* as an HTML page, side by side where its layout is, else old and new in one text."""
    choice = replace(answer.choice, is_full=True)  # nothing inside a clause is cut: a browser scrolls
    seen = replace(answer.view(), choice=choice)
    is_stat = answer.layout is Layout.STAT
    head = head_blocks(answer.old, answer.new, seen, with_table=not is_stat, hint="")
    body = [*_head(head), "<main>"]
    if is_stat:
        body += _table(stat_table(answer.comparison, choice.classes))
    elif answer.layout is Layout.SIDE:
        body += _side_by_side(seen, answer.old.name, answer.new.name)
    else:
        body += _one_column(seen)
    body.append("</main>")
    return _page(f"{answer.old.name} to {answer.new.name}", body).encode()


def _page(title: str, body: Iterable[str]) -> str:
    digest = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    lines = (
        "<!DOCTYPE html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{_text(title)}</title>",
        f"<style>{STYLE}</style>",
        "</head>",
        "<body>",
        *body,
        "</body>",
        "</html>",
    )
    return "\n".join(lines) + "\n"


def _text(text: str) -> str:
    return escape(visible(text))


# ----------------------------------------------------------------------------------------- head


def _head(blocks: Iterable[Block]) -> Iterator[str]:
    yield "<header>"
    for block in blocks:
        match block:
            case Heading():
                yield f"<h1>{_text(block.text)}</h1>"
                yield f'<p class="aside">{_text(block.aside)}</p>'
            case Facts():
                yield from _facts(block)
            case Line():
                yield f'<p class="{_CLASSES.get(block.tone, "line")}">{_text(block.text)}</p>'
            case Table():
                yield from _table(block)
            case _:  # a head has no other blocks
                continue
    yield "</header>"


_CLASSES = MappingProxyType({Tone.WARNING: "caution", Tone.QUIET: "aside", Tone.STRONG: "verdict"})


def _facts(facts: Facts) -> Iterator[str]:
    yield "<dl>"
    for fact in facts.facts:
        lines = "<br>".join(_text(line_text(line)) for line in fact.lines)
        yield f"<dt>{_text(fact.label)}</dt><dd>{lines}</dd>"
    yield "</dl>"


def _table(table: Table) -> Iterator[str]:
    yield '<table class="stat"><thead><tr>'
    yield "".join(
        f'<th scope="col"{_as_number(column.is_number)}>{_text(column.title)}</th>' for column in table.columns
    )
    yield "</tr></thead><tbody>"
    for row in table.rows:
        cells = zip(table.columns, row, strict=True)
        yield f"<tr>{''.join(_cell(cell, is_number=column.is_number) for column, cell in cells)}</tr>"
    yield "</tbody></table>"


def _cell(text: str, *, is_number: bool) -> str:
    return f"<td{_as_number(is_number)}>{_text(text)}</td>"


def _as_number(is_number: bool) -> str:
    return ' class="number"' if is_number else ""


# ------------------------------------------------------------------------------------ one column


def _one_column(view: View) -> Iterator[str]:
    for section, item in by_section(view):
        if section:
            yield f'<h2 class="section">{_text(section)}</h2>'
        yield from _item(view, item)


def _item(view: View, item: Item) -> Iterator[str]:
    match item:
        case Shown():
            yield from _shown(view, item)
        case Folded():
            yield from _details(view, item.units, folded_line(view, item))
        case Stub():
            yield _stub(view, item)
        case Missing():
            yield from _details(view, item.units, missing_line(view, item), kind="missing")


def _shown(view: View, item: Shown) -> Iterator[str]:
    root = view.comparison.units[item.units[0]]
    if not item.is_change:
        yield f'<section id="u{item.units[0]}" class="same">'
    else:
        yield f'<section id="u{item.units[0]}" class="change {_kind(root)}">'
        place, became = _text(place_of(view.comparison, root)), _text(headline(view, item))
        yield f"<h3>{place} <small>{became}</small>{_back(view, root, item)}</h3>"
    yield from _units(view, item.units)
    yield from (f'<p class="note">{_text(note)}</p>' for note in wandered(view, item.units))
    yield "</section>"


def _kind(unit: UnitChange) -> str:
    return "moved" if unit.moved and unit.change is Change.SAME else unit.change.value


def _back(view: View, root: UnitChange, item: Shown) -> str:
    return (
        f' <a href="#from-u{item.units[0]}">where it was</a>' if root.moved and item.units[0] not in view.along else ""
    )


def _units(view: View, units: Sequence[int]) -> Iterator[str]:
    outermost = min(_depth(view, at) for at in units)
    every = (view.comparison.units[at] for at in units)
    prose = (prose for unit in every for prose in unit_prose(view, unit, outermost=outermost))
    yield from map(_paragraph, run_in(prose))


def _depth(view: View, at: int) -> int:
    unit = view.comparison.units[at]
    side, index = (view.comparison.new, unit.new[0]) if unit.new else (view.comparison.old, unit.old[0])
    return printed_depth(side, index)


def _paragraph(prose: Prose) -> str:
    return f'<p class="d{min(prose.depth, _DEEPEST)}">{_inked(prose.pieces)}</p>'


def _inked(pieces: Sequence[Piece]) -> str:
    return "".join(_tagged(_text(piece.text), _TAGS.get(piece.ink)) for piece in pieces)


def _tagged(text: str, tag: str | None) -> str:
    return f"<{tag}>{text}</{tag}>" if tag else text


def _details(view: View, units: Sequence[int], line: str, *, kind: str = "folded") -> Iterator[str]:
    yield f'<details class="{kind}"><summary>{_text(line)}</summary>'
    yield from _units(view, units)
    yield "</details>"


def _stub(view: View, item: Stub) -> str:
    moved = stub(view, item)
    words = "".join(_inked(prose.pieces) for prose in moved.paragraphs)
    link = f'<a href="#u{item.units[0]}">{_text(moved.became)}</a>'
    return f'<p class="stub" id="from-u{item.units[0]}">{_text(moved.place)}: {link} {words}</p>'


# ----------------------------------------------------------------------------------- two columns


def _side_by_side(view: View, old_title: str, new_title: str) -> Iterator[str]:
    yield '<table class="side"><thead><tr>'
    yield f'<th scope="col">Old: {_text(old_title)}</th><th scope="col">New: {_text(new_title)}</th>'
    yield "</tr></thead><tbody>"
    for item in view.items:
        match item:
            case Shown():
                yield from (line for at in item.units for line in _row(view, item, at))
            case Stub():
                yield _across(_stub(view, item))
            case Folded():
                yield _across("".join(_details(view, item.units, folded_line(view, item))))
            case Missing():
                missing = _details(view, item.units, missing_line(view, item), kind="missing")
                yield _across("".join(missing))
    yield "</tbody></table>"


def _row(view: View, item: Shown, at: int) -> Iterator[str]:
    unit = view.comparison.units[at]
    row = parallel_row(view, at, is_change=item.is_change)
    if item.is_change:
        alone = Shown((at,))
        head = f"{_text(row.place)} <small>{_text(row.became)}</small>{_back(view, unit, alone)}"
        yield f'<tr id="u{at}" class="place {_kind(unit)}"><th scope="row" colspan="2">{head}</th></tr>'
    sides = ("".join(map(_paragraph, side)) for side in (row.old, row.new))
    yield f"<tr>{''.join(f'<td>{side}</td>' for side in sides)}</tr>"
    yield from (f'<tr><td colspan="2" class="note">{_text(note)}</td></tr>' for note in row.notes)


def _across(html: str) -> str:
    return f'<tr><td colspan="2">{html}</td></tr>'
