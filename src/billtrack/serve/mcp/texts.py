"""The tools about texts: read one in whole clauses, compare two, check quotations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from billtrack.diff.answers.answer import DiffAnswer
from billtrack.diff.answers.head import head_blocks
from billtrack.diff.answers.view import DisplayChoice
from billtrack.diff.compared import Compared
from billtrack.diff.engine.result import Change, ChangeClass, Comparison, Op, Span, UnitChange
from billtrack.diff.operands import TextSources, measure_texts
from billtrack.diff.verdict import compare_sides
from billtrack.errors import InputError
from billtrack.model.clauses import Clause
from billtrack.model.measure import Measure
from billtrack.model.text_choice import chosen_text
from billtrack.model.values import replace
from billtrack.output.formats import Json
from billtrack.output.page import Page, cleaned, visible
from billtrack.output.plain import plain_text
from billtrack.serve.mcp.desk import Desk, reading_held
from billtrack.serve.mcp.replies import (
    Known,
    ToolPage,
    ToolReply,
    as_of_line,
    availability,
    page_of,
    paged,
    reply,
    said,
    searched,
    source_line,
    text_availability,
)
from billtrack.serve.mcp.shapes import CheckQuote, Compare, ReadText
from billtrack.texts.checking_quotations import ArchiveIndex, check_quotations
from billtrack.texts.quotation import Quotation, parse_quotation
from billtrack.texts.quote_answer import QuoteAnswer
from billtrack.texts.selected_text import SelectedText, select_text, text_citation, words_sha256
from billtrack.texts.text_answer import TextAnswer, cautions


def read_text(asked: ReadText, desk: Desk) -> ToolReply:
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


def text_reply(selected: SelectedText, page: ToolPage[Clause]) -> ToolReply:
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
    return said(map(visible, lines), found, known)


def _line(clause: Clause) -> str:
    """A clause after its address, its words unchanged."""
    words = " ".join(part for part in (clause.enum, clause.header, clause.text) if part)
    return f"[{clause.address}] {words}"


def compare(asked: Compare, desk: Desk) -> ToolReply:
    """Compare two texts; every unit that differs in any way is listed."""
    old, new = measure_texts(desk.text(asked.old), desk.text(asked.new), TextSources(lambda: desk.holdings))
    answer = DiffAnswer(old, new, compare_sides(old, new), DisplayChoice(frozenset(ChangeClass)))
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


def _compared(answer: DiffAnswer, page: ToolPage[UnitChange], desk: Desk) -> ToolReply:
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
    text = [plain_text(cleaned(Page(tuple(head)))), *map(visible, lines)]
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


PLACES = 10
"""The search for a quotation stops after this many places in the archive."""
_VERDICTS = (
    "Computed by billtrack. exact: word for word; typographic: only quotation marks, dashes or spacing differ; "
    "near: not as quoted; absent: in no text that was searched, which is no evidence that it stands nowhere."
)


def check_quote(asked: CheckQuote, desk: Desk) -> ToolReply:
    """Check quotations in one measure, or in every record and the archive; a quotation is never read as a file name."""
    quotations = [_quotation(each) for each in asked.quotes]
    failed: list[str] = []
    measures: tuple[Measure, ...]
    index = None
    if asked.measure is not None:
        measures = (desk.find(asked.measure),)
        chosen_text(measures[0], None)  # raises where no text is loaded: there is nothing to check
        known: Known = {str(each.id): availability(each, ("text_versions",)) for each in measures}
    else:
        measures, problems = desk.holdings.all()
        failed = [desk.told(problem) for problem in problems]
        known = searched(measures, problems, has_archive=desk.holdings.archive is not None)
        if desk.holdings.archive is not None:
            index = ArchiveIndex(desk.holdings.archive, [each.id for each in measures], today=desk.today)
    check = check_quotations(quotations, measures, desk.holdings, index, limit=PLACES)
    lines = [
        _VERDICTS,
        *(f"Failed, so not searched: {problem}" for problem in failed),
    ]
    if check.not_loaded:
        lines.append(f"Not loaded in full: {', '.join(map(str, check.not_loaded))}.")
    if asked.measure is None and desk.holdings.archive is None:
        lines.append("Not loaded: an archive. Only the records were searched.")
    return reply(QuoteAnswer(check), lines, known=known, also={"failed": failed})


def _quotation(text: str) -> Quotation:
    found = parse_quotation(text)
    if not found.pieces:
        raise InputError("quotes: one has no words")
    return found
