"""The tools about texts: read one in whole clauses, compare two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from billtrack.diff.answers.answer import DiffAnswer
from billtrack.diff.answers.head import head_blocks
from billtrack.diff.answers.view import Choice
from billtrack.diff.compared import Compared
from billtrack.diff.comparing import compare_sides
from billtrack.diff.engine.result import Change, ChangeClass, Comparison, Op, Span, UnitChange
from billtrack.diff.operands import measure_texts
from billtrack.model.clauses import Clause
from billtrack.model.text_choice import chosen_text
from billtrack.output.formats import Json
from billtrack.output.page import Page as Screen
from billtrack.output.page import cleaned
from billtrack.output.page import visible as on_one_line
from billtrack.output.plain import plain_text
from billtrack.serve.mcp.desk import Desk, reading_held
from billtrack.serve.mcp.paging import Page, page_of
from billtrack.serve.mcp.replies import Reply, as_of_line, paged, said, source_line, text_availability
from billtrack.serve.mcp.shapes import Compare, ReadText
from billtrack.texts.citation import text_citation
from billtrack.texts.selected_text import SelectedText, select_text, words_sha256
from billtrack.texts.text_answer import TextAnswer, cautions


def read_text(asked: ReadText, desk: Desk) -> Reply:
    """Give a text, or a clause with everything inside it, in whole clauses."""
    reference = desk.holdings.reference(asked.text)
    measure = desk.load(reference)
    chosen = chosen_text(measure, reference.version_code)
    with reading_held():
        version = desk.holdings.text_in_full(chosen)
    selected = select_text(measure, version, reference.path)
    return text_reply(
        selected, page_of(selected.clauses, selected.clauses, asked.cursor, size=lambda each: len(_line(each)))
    )


def text_reply(selected: SelectedText, page: Page[Clause]) -> Reply:
    """Write one page of a text."""
    measure, text = selected.measure, selected.text
    missing = selected.not_loaded()
    known = {str(selected.text_id): text_availability(measure.id.measure_type, text)}
    lines = [
        f"{text_citation(selected)} [{selected.text_id}]",
        f"Authority: {text.authority or 'not recorded'}; coverage: {text.coverage}.",
        source_line(measure, f"text:{text.version_code}"),
        as_of_line(measure),
        *(line.text for line in cautions(selected)),
        f"Not loaded of this text: {', '.join(missing)}." if missing else "All parts of this text are loaded.",
        "",
        *map(_line, page.items),
        "",
        page.line("clauses"),
    ]
    (data,) = TextAnswer((replace(selected, clauses=page.items),)).items()
    found: dict[str, Json] = {
        "measures": [{**data, "clause_sha256": words_sha256(selected.clauses)}],
        **paged(page),
    }
    return said(map(on_one_line, lines), found, known)


def _line(clause: Clause) -> str:
    """A clause after its address, its words as they are."""
    words = " ".join(part for part in (clause.enum, clause.header, clause.text) if part)
    return f"[{clause.address}] {words}"


def compare(asked: Compare, desk: Desk) -> Reply:
    """Compare two texts; every unit that differs in any way is listed."""
    old, new = measure_texts(desk.text(asked.old), desk.text(asked.new), desk.text_sources())
    answer = DiffAnswer(old, new, compare_sides(old, new), Choice(frozenset(ChangeClass)))
    found = answer.comparison
    page = page_of(
        [*filter(_differs, found.units)],
        found.units,
        asked.cursor,
        size=lambda unit: len(unit_line(found, unit)),
    )
    return _compared(answer, page, desk)


def _differs(unit: UnitChange) -> bool:
    return unit.change is not Change.SAME or unit.moved or unit.renumbered or unit.change_class is not None


def _compared(answer: DiffAnswer, page: Page[UnitChange], desk: Desk) -> Reply:
    old, new, found = answer.old, answer.new, answer.comparison
    head = head_blocks(old, new, answer.view(), with_table=True, hint="")
    whole = answer.data()
    lines = [
        "Marks: [-deleted-] {+inserted+}. Units that differ in any way are listed; the other units are the same.",
        *(unit_line(found, unit) for unit in page.items),
        page.line("differing units"),
        "Computed by billtrack.",
        *_side_lines((old, new), desk),
    ]
    kept = {*page.items}
    units = [each for each, unit in zip(answer.items(), found.units, strict=True) if unit in kept]
    known = {
        f"{side.measure}@{side.text.version_code}": text_availability(side.measure.measure_type, side.text)
        for side in (old, new)
        if side.measure is not None and side.text is not None
    }
    text = [plain_text(cleaned(Screen(tuple(head)))), *map(on_one_line, lines)]
    return said(text, {**whole, "units": units, **paged(page)}, known)


def _side_lines(compared: Sequence[Compared], desk: Desk) -> Iterator[str]:
    for side in compared:
        if side.measure is not None:
            measure = desk.find(str(side.measure))
            authority = side.text.authority if side.text else None
            yield f"{source_line(measure, f'text:{side.version_code}')} Authority: {authority or 'not recorded'}."


def unit_line(found: Comparison, unit: UnitChange) -> str:
    """One unit on a line: its addresses, what happened to it, and its words with the changes marked."""
    old, new = (
        ", ".join(side[at].address for at in places) for side, places in ((found.old, unit.old), (found.new, unit.new))
    )
    where = old if old == new else f"{old or '(nothing)'} -> {new or '(nothing)'}"
    flags = [flag for flag, is_set in (("moved", unit.moved), ("renumbered", unit.renumbered)) if is_set]
    became = ", ".join(
        [unit.change.value.replace("_", " "), *flags, *([unit.change_class.value] if unit.change_class else [])]
    )
    return f"[{where}] {became}: {''.join(map(_marked, unit.spans))}"


def _marked(span: Span) -> str:
    match span.op:
        case Op.EQUAL:
            return span.text if span.old is None else f"[-{span.old}-]{{+{span.text}+}}"
        case Op.DELETE:
            return f"[-{span.text}-]"
        case Op.INSERT:
            return f"{{+{span.text}+}}"
