"""What ``track`` and ``sync`` did with each measure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from billtrack.model.values import Value
from billtrack.output.answers import attributes, counted
from billtrack.output.formats import JsonObject
from billtrack.output.page import Block, Heading, Line, Page, Table, Tone
from billtrack.tracking.answers.changes import EVENT_COLUMNS, event_cells, event_data, event_line
from billtrack.tracking.sync.plan import AsideDocument, SyncOutcome, SyncResult

_RESULTS = {SyncResult.DONE_BEFORE: "already done before the interruption"}


class SyncAnswer(Value, frozen=True):
    """The outcomes in the order asked; ``is_plan``: nothing was written."""

    outcomes: tuple[SyncOutcome, ...]
    is_plan: bool = False

    @property
    def is_silent(self) -> bool:
        """Whether there is nothing to show."""
        shown = {SyncResult.NEW, SyncResult.FAILED}
        return not any(each.events or each.asides or each.dropped or each.fate in shown for each in self.outcomes)

    def data(self) -> JsonObject:
        """``{"dry_run": true or false, "counts", "measures": [...]}``."""
        counts = {result.value: count for result, count in self._counts().items()}
        return {"dry_run": self.is_plan, "counts": counts, "measures": self.items()}

    def items(self) -> Sequence[JsonObject]:
        """One object per measure."""
        return [
            {
                "id": str(each.measure),
                "fate": each.fate.value,
                "changes": [event_data(event) for event in each.events],
                "put_aside": list(map(_lost, each.asides)),
                "not_yet": list(each.missing),
                **attributes(each, "held_back dropped"),
            }
            for each in self.outcomes
        ]

    def table(self) -> Table:
        """One row per change."""
        return Table(EVENT_COLUMNS, tuple(event_cells(event) for each in self.outcomes for event in each.events))

    def page(self) -> Page:
        """The changes of each measure that has any, then the counts."""
        return Page((*(block for each in self.outcomes for block in _blocks(each)), self._sentence()))

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


def _blocks(outcome: SyncOutcome) -> Iterator[Block]:
    if not (outcome.events or outcome.asides or outcome.dropped):
        return
    yield Heading(outcome.measure.printed, str(outcome.measure))
    yield from map(event_line, outcome.events)
    for name in outcome.dropped:
        yield Line(f"removed, no longer in the official document: {name}", Tone.WARNING)
    for aside in outcome.asides:
        end = "the document was not used; use it with --accept" if aside.is_whole else "kept until --accept"
        yield Line(f"held back: {_lost(aside)}; {end}", Tone.WARNING)
    if outcome.missing:
        yield Line(f"announced, not published yet: {', '.join(outcome.missing)}", Tone.QUIET)
