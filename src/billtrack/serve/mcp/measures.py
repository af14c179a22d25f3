"""The tools about measures: search, status, history, companions, changes, coverage."""

from __future__ import annotations

from billtrack.errors import InputError
from billtrack.model.text_choice import chosen_text
from billtrack.model.values import replace
from billtrack.output.formats import Json, JsonObject, iso
from billtrack.output.page import Page, cleaned
from billtrack.output.plain import plain_text
from billtrack.search.companions.candidates import Wanted
from billtrack.search.companions.companions_answer import CompanionsAnswer
from billtrack.search.companions.finder import CompanionFinder
from billtrack.search.companions.verification import CompanionScope
from billtrack.search.query.parsing import parse_query
from billtrack.search.search_answer import SearchAnswer
from billtrack.search.searcher import Searcher
from billtrack.serve.mcp.desk import Desk
from billtrack.serve.mcp.replies import (
    Availability,
    ToolReply,
    as_of_line,
    availability,
    page_of,
    paged,
    reply,
    said,
    searched,
    source_line,
)
from billtrack.serve.mcp.shapes import Changes, Companions, FindMeasures, NoArguments, OfMeasure, OfMeasures
from billtrack.status.answers.history_answer import HistoryAnswer
from billtrack.status.answers.status_answer import StatusAnswer
from billtrack.status.history import measure_history as history_of
from billtrack.status.status import summarize
from billtrack.store.archive import archive_in_memory
from billtrack.tracking.answers.archive import ArchiveAnswer
from billtrack.tracking.answers.changes import ChangesAnswer
from billtrack.tracking.sync.folder import chosen_entries, whole_log

HITS = 20
"""Measures found in one page."""
CHANGES = 100
"""Changes in one page."""
UNPREPARED = 2_000
"""The most texts a call prepares to find companions, in a few seconds; the command prepares more."""
_BUILD = "`billtrack import PATH... --archive FILE` builds one from official files"


def find_measures(asked: FindMeasures, desk: Desk) -> ToolReply:
    """Search titles and texts; without an archive, only the records."""
    holdings = desk.holdings
    query, archive = parse_query(asked.query), None if holdings.archive else archive_in_memory("the records")
    if query.root is None:
        raise InputError("query: nothing to search for", hint="give words, a phrase in quotation marks, or type:hres")
    searcher = Searcher(holdings, today=desk.today, archive=archive)
    counted = searcher.search(query, limit=0)
    page = page_of(range(counted.total), f"{query.read_as} {counted.scanned}", asked.cursor, most=HITS)
    result = searcher.search(query, limit=page.start + HITS)
    shown = SearchAnswer(replace(result, hits=result.hits[page.start :]))
    failed = [desk.told(problem) for problem in result.problems]
    known = searched(holdings.ids(), failed, has_archive=archive is None)
    lines = [
        page.line("measures", failed),
        "Snippets may be cut: quote from read_text at the address shown. The order is computed by billtrack.",
        *(f"Failed, so not searched: {problem}" for problem in failed),
    ]
    if archive is not None:
        lines.append("Not loaded: an archive. Only the records were searched; other measures may exist.")
    return reply(shown, lines, known=known, also={**paged(page), "failed": failed})


def measure_status(asked: OfMeasures, desk: Desk) -> ToolReply:
    """Say where measures stand."""
    measures = desk.measures(asked.measures)
    answer = StatusAnswer(tuple(summarize(each, today=desk.today) for each in measures))
    lines = [line for each in measures for line in (as_of_line(each), source_line(each))]
    return reply(answer, lines, known={str(each.id): availability(each) for each in measures})


def measure_history(asked: OfMeasure, desk: Desk) -> ToolReply:
    """List what happened, oldest first."""
    measure = desk.find(asked.measure)
    parts = ("actions",)
    lines = [
        "Complete: every action of the source is in the list.",
        as_of_line(measure),
        source_line(measure),
    ]
    return reply(
        HistoryAnswer((history_of(measure),)),
        lines if measure.actions is not None else lines[1:],
        known={str(measure.id): availability(measure, parts)},
    )


def companions(asked: Companions, desk: Desk) -> ToolReply:
    """Find measures with similar texts in the archive."""
    if desk.holdings.archive is None:
        raise InputError(f"{Availability.NOT_LOADED}: an archive, whose texts are compared", hint=_BUILD)
    reference = desk.holdings.reference(asked.measure)
    measure = desk.load(reference)
    chosen_text(measure, reference.version_code)  # raises where there is no text to compare
    finder = CompanionFinder(desk.holdings)
    if finder.unsketched > UNPREPARED:
        raise InputError(
            f"not prepared: {finder.unsketched} texts of the archive",
            hint=f"run `billtrack companions {measure.id}` once in a terminal",
        )
    finder.sketch_in_memory()
    search = finder.of(reference, Wanted(asked.min), CompanionScope())
    answer = CompanionsAnswer(search.found(found for _, found in search.verified() if found is not None))
    pairs = len(answer.found.pairs)
    return reply(
        answer,
        [
            f"{f'Total: {pairs}' if pairs else 'None: 0'} pairs. The list is complete for the texts compared.",
            "Computed by billtrack from the words; what official sources say stands in the column for it.",
        ],
        known={"the search": {"archive": Availability.LOADED}},
    )


def changes(asked: Changes, desk: Desk) -> ToolReply:
    """List the changes that ``track`` and ``sync`` recorded, oldest first."""
    wanted = desk.find(asked.measure).id if asked.measure else None
    log = whole_log(desk.holdings.bills)
    failed = [desk.told(problem) for problem in log.problems]
    measures = frozenset({wanted} if wanted else ())
    entries = chosen_entries(log.entries, since=asked.since, day_of=desk.day_of, measures=measures)
    page = page_of(entries, entries, asked.cursor, most=CHANGES)
    known = Availability.LOADED if log.entries else Availability.NOT_LOADED
    known = Availability.FAILED if failed else known
    first = page.line("changes", failed)
    if known is Availability.NOT_LOADED:
        first = "Not loaded: there is no change log here; `billtrack sync` keeps one."
    lines = [f"Failed to read: {line}" for line in failed]
    if not entries:
        lines.append("This does not say that nothing happened in Congress.")
    return reply(
        ChangesAnswer(page.items),
        [first, *lines] if entries else lines,
        body=None if entries else [first],
        known={"the change log": {"entries": known}},
        also={**paged(page), "failed": failed},
    )


def coverage(_: NoArguments, desk: Desk) -> ToolReply:
    """Say what is loaded, as of when, and what is not."""
    holdings = desk.holdings
    records, problems = holdings.all()
    failed = [desk.told(problem) for problem in problems]
    newest = max((each.update_date for each in records if each.update_date), default=None)
    lines = [
        f"Records: {len(records)} loaded, {len(failed)} failed; newest official file: {iso(newest) or 'not known'}.",
        *(f"Failed to read: {problem}" for problem in failed),
    ]
    if holdings.archive is None:
        lines.append("Archive: not loaded. companions and the members for gaps need one.")
        files: list[JsonObject] = []
    else:
        answer = ArchiveAnswer(desk.told(holdings.archive.address), holdings.archive.engine.contents())
        lines = [plain_text(cleaned(Page(answer.page().blocks))), *lines]
        files = [{"kind": each.kind, "day": each.day.isoformat()} for each in holdings.archive.engine.member_files()]
    days = ", ".join(f"{each['kind']} {each['day']}" for each in files)
    lines.append(f"Files of members of Congress: {days or Availability.NOT_LOADED}.")
    lines.append("Whatever is not listed here is not loaded; that is not evidence that it does not exist.")
    data: dict[str, Json] = {
        "records": {
            "measures": [str(each.id) for each in records],
            "failed": failed,
            "as_of": iso(newest),
        },
        "archive": answer.data() if holdings.archive is not None else None,
        "members": {"files": files},
    }
    (parts,) = searched(records, problems, has_archive=holdings.archive is not None).values()
    members = Availability.LOADED if files else Availability.NOT_LOADED
    return said(lines, data, {"this computer": {**parts, "members": members}})
