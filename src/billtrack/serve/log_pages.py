"""The pages of the change log: every change, and a digest of them for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from billtrack.model.choices import GroupBy
from billtrack.model.events import Entry, EventKind
from billtrack.model.identifiers import parse_reference
from billtrack.model.measure_names import resolve
from billtrack.output.formats import Format
from billtrack.output.html.blocks import BlockWriter, write_all
from billtrack.serve import parameters
from billtrack.serve.asked import Asked
from billtrack.serve.found import AnswerPage, WebForm, cautions, date_box, select, text_box
from billtrack.serve.held import Held
from billtrack.sharing.digest import digest, records_of, since_last
from billtrack.sharing.html_document import document_lines
from billtrack.sharing.markdown_document import document_markdown
from billtrack.store import records
from billtrack.tracking.answers.changes import ChangesAnswer
from billtrack.tracking.answers.feeds import atom_document, icalendar_document
from billtrack.tracking.sync.folder import chosen_entries, whole_log


def changes_page(held: Held, asked: Asked) -> AnswerPage:
    """Show what changed in tracked measures, as the parameters choose."""
    every, problems = whole_log(held.bills)
    answer = ChangesAnswer(tuple(_chosen(every, held, asked.parameters)))

    def body() -> Iterator[str]:
        yield "<h1>Changes</h1>"
        yield from _CHANGES_FORM.lines(asked)
        yield from cautions(problems, held)
        yield from write_all(answer.page().blocks, BlockWriter(), level=2)

    feeds = {
        Format.ATOM: lambda: atom_document(answer.entries, now=held.now()),
        Format.ICS: lambda: icalendar_document(answer.entries),
    }
    return AnswerPage(answer, "Changes", "changes", body, written=feeds)


def _chosen(entries: Sequence[Entry], held: Held, given: Mapping[str, str]) -> Sequence[Entry]:
    since, kind = parameters.date(given, "since"), parameters.choice(given, "kind", EventKind)
    known = records.record_ids(held.bills)
    wanted = {resolve(parse_reference(name), known) for name in parameters.words(given, "measure")}
    return chosen_entries(
        entries, since=since, day_of=held.day_of, measures=wanted, kinds=frozenset({kind} if kind else ())
    )


_SINCE = date_box("since", "Since")
_CHANGES_FORM = WebForm("Which changes", (_SINCE, text_box("measure", "Measure"), select("kind", "Kind", EventKind)))
_DIGEST_FORM = WebForm("Which changes", (_SINCE, select("by", "Group by", tuple(GroupBy)[1:], every="measure")))


def digest_page(held: Held, asked: Asked) -> AnswerPage:
    """Show what changed since a day, or since the last digest, by measure; no digest counts as written."""
    given = asked.parameters
    every, problems = whole_log(held.bills)
    since, by = parameters.date(given, "since"), parameters.choice(given, "by", GroupBy)
    told = since_last(every, held.bills) if since is None else chosen_entries(every, since=since, day_of=held.day_of)
    document = digest(told, records_of(told, held.bills), by=by or GroupBy.MEASURE, since=since, today=held.today)

    def body() -> Iterator[str]:
        title, *others = document_lines(document)
        yield title
        yield from _DIGEST_FORM.lines(asked)
        yield from cautions(problems, held)
        yield from others

    def markdown() -> bytes:
        return document_markdown(document)

    def word() -> bytes:
        from billtrack.sharing.word_document import word_file  # noqa: PLC0415 - python-docx

        return word_file(document)

    answer = ChangesAnswer(tuple(told))
    return AnswerPage(answer, document.title, "digest", body, written={Format.MARKDOWN: markdown, Format.DOCX: word})
