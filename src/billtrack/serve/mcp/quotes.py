"""The tool about quotations: whether quoted words are in a measure."""

from __future__ import annotations

from billtrack.errors import InputError
from billtrack.model.measure import Measure
from billtrack.model.text_choice import chosen_text
from billtrack.serve.mcp.desk import Desk
from billtrack.serve.mcp.replies import Known, Reply, availability, reply, searched
from billtrack.serve.mcp.shapes import CheckQuote
from billtrack.texts.checking_quotations import ArchiveIndex, QuotationCheck, QuotationChecker, texts_of
from billtrack.texts.quotation import Quotation, parse_quotation
from billtrack.texts.quote_answer import QuoteAnswer

PLACES = 10
"""The search for a quotation stops after this many places in the archive."""
_VERDICTS = (
    "Computed by billtrack. exact: word for word; typographic: only quotation marks, dashes or spacing differ; "
    "near: not as quoted; absent: in no text that was searched, which is no evidence that it stands nowhere."
)


def check_quote(asked: CheckQuote, desk: Desk) -> Reply:
    """Check quotations in one measure, or in every record and the archive; a quotation is never read as a file name."""
    quotations = [_quotation(each) for each in asked.quotes]
    failed: list[str] = []
    measures: tuple[Measure, ...]
    index, size = None, (0, 0)
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
            size = index.size()
    checker = QuotationChecker(measures, desk.holdings, index)
    loaded, not_loaded = texts_of(measures)
    checked = tuple(checker.check(each, limit=PLACES) for each in quotations)
    answer = QuoteAnswer(QuotationCheck(checked, len(measures) + size[0], loaded + size[1], not_loaded))
    lines = [
        _VERDICTS,
        *(f"Failed, so not searched: {problem}" for problem in failed),
    ]
    if not_loaded:
        lines.append(f"Not loaded in full: {', '.join(map(str, not_loaded))}.")
    if asked.measure is None and desk.holdings.archive is None:
        lines.append("Not loaded: an archive. Only the records were searched.")
    return reply(answer, lines, known=known, also={"failed": failed})


def _quotation(text: str) -> Quotation:
    found = parse_quotation(text)
    if not found.pieces:
        raise InputError("quotes: one has no words")
    return found
