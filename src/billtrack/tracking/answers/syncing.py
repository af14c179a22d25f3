"""What ``track`` and ``sync`` did with each measure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from billtrack.output.answers import PartsAnswer, attributes, counted
from billtrack.output.formats import JsonObject
from billtrack.output.page import Block, Heading, Line, Page, Row, Tone
from billtrack.tracking.answers.changes import EVENT_COLUMNS, event_cells, event_data, event_line
from billtrack.tracking.sync.plan import AsideDocument, SyncOutcome, SyncResult

_RESULTS = {SyncResult.DONE_BEFORE: "already done before the interruption"}


class SyncAnswer(PartsAnswer[SyncOutcome], frozen=True):
    """The outcomes in the order asked; ``is_plan``: nothing was written."""

    outcomes: tuple[SyncOutcome, ...]
    is_plan: bool = False
    columns = EVENT_COLUMNS

    @property
    def is_silent(self) -> bool:
        """Whether there is nothing to show."""
        shown = {SyncResult.NEW, SyncResult.FAILED}
        return not any(each.events or each.asides or each.dropped or each.fate in shown for each in self.outcomes)

    def parts(self) -> Sequence[SyncOutcome]:
        """The outcomes."""
        return self.outcomes

    def data(self) -> JsonObject:
        """``{"dry_run": true or false, "counts", "measures": [...]}``."""
        counts = {result.value: count for result, count in self._counts().items()}
        return {"dry_run": self.is_plan, "counts": counts, "measures": self.items()}

    def item(self, part: SyncOutcome) -> JsonObject:
        """A measure and its changes."""
        return {
            "id": str(part.measure),
            "fate": part.fate.value,
            "changes": [event_data(event) for event in part.events],
            "put_aside": list(map(_lost, part.asides)),
            "not_yet": list(part.missing),
            **attributes(part, "held_back dropped"),
        }

    def rows(self, part: SyncOutcome) -> Iterator[Row]:
        """One row per change."""
        return map(event_cells, part.events)

    def blocks(self, part: SyncOutcome) -> Iterator[Block]:
        """The changes of a measure that has any, and what was held back."""
        if not (part.events or part.asides or part.dropped):
            return
        yield Heading(part.measure.printed, str(part.measure))
        yield from map(event_line, part.events)
        for name in part.dropped:
            yield Line(f"removed, no longer in the official document: {name}", Tone.WARNING)
        for aside in part.asides:
            end = "the document was not used; use it with --accept" if aside.is_whole else "kept until --accept"
            yield Line(f"held back: {_lost(aside)}; {end}", Tone.WARNING)
        if part.missing:
            yield Line(f"announced, not published yet: {', '.join(part.missing)}", Tone.QUIET)

    def page(self) -> Page:
        """The changes of each measure that has any, then the counts."""
        return Page((*super().page().blocks, self._sentence()))

    def _counts(self) -> Counter[SyncResult]:
        return Counter(each.fate for each in self.outcomes)

    def _sentence(self) -> Line:
        words = ", ".join(f"{count} {_RESULTS.get(result, result)}" for result, count in self._counts().items())
        changes = sum(len(each.events) for each in self.outcomes)
        plan = "; nothing was written (--dry-run)" if self.is_plan else ""
        measures = counted(len(self.outcomes), "measure")
        return Line(f"{measures}: {words or 'none'}; {counted(changes, 'change')}{plan}", Tone.QUIET)


def _lost(aside: AsideDocument) -> str:
    return f"{aside.document.source.part}: {'; '.join(aside.losses)}"
