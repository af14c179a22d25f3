"""What stands before the differences: which two texts, what became of their places, what differs beside them."""

from __future__ import annotations

from collections.abc import Iterator

from billtrack.analysis.compared import SPONSORS, Beside, Compared, Matter, differences_beside, names_apart
from billtrack.analysis.diff.result import Change, Comparison, Summary, summary
from billtrack.analysis.hunks import differs, has_difference
from billtrack.render.diff.labels import counted
from billtrack.render.diff.stat import summary_table
from billtrack.render.diff.view import View
from billtrack.render.page import Block, Fact, Facts, Heading, Line, Tone

SHOW_ALL = " (--all shows them)"


def head_blocks(old: Compared, new: Compared, view: View, *, with_table: bool, hint: str = SHOW_ALL) -> Iterator[Block]:
    """Say what was compared and what was found, in a few lines; *hint*: how to see what is not shown."""
    counts = summary(view.comparison)
    verdict = verdict_line(view, counts)
    yield Heading(f"{old.name} to {new.name}", _MATTERS[old.matter])
    if verdict:
        yield Line(verdict, Tone.STRONG)
    yield Facts(tuple(_facts(old, new, view, counts, hint)))
    yield from _cautions(old, new)
    table = summary_table(view.comparison, view.choice.classes) if with_table and not verdict else None
    if table is not None:
        yield table


_MATTERS = {
    Matter.TEXT: "computed by billtrack",
    Matter.SUMMARY: "summaries by CRS, compared by billtrack",
    Matter.TITLE: "titles, compared by billtrack",
}


def _facts(old: Compared, new: Compared, view: View, counts: Summary, hint: str) -> Iterator[Fact]:
    yield Fact("Old", (Line(side_line(old)),))
    yield Fact("New", (Line(side_line(new)),))
    if not view.comparison.identical:
        yield Fact("Places", (Line(places_line(view, counts)),))
        yield Fact("Words", (Line(words_line(counts)),))
    found = differences_line(view, counts, hint)
    if found:
        yield Fact("Differences", (Line(found),))
    beside = [Line(beside_line(each)) for each in differences_beside(old, new)]
    if beside:
        yield Fact("Beside it", tuple(beside))


def side_line(side: Compared) -> str:
    """One side: what it is, how much of it is loaded, why it was taken."""
    coverage = "" if side.is_complete else side.coverage.value
    said = "; ".join(part for part in (coverage, side.taken) if part)
    return f"{side.described or side.name}{f' ({said})' if said else ''}"


def places_line(view: View, counts: Summary) -> str:
    """``11 same, 2 edited, 1 added; 1 of them moved``; an edit that is not shown counts as the same."""
    changes = dict(counts.changes)
    unseen = sum(
        unit.change is Change.EDITED and not differs(unit, view.choice.classes) for unit in view.comparison.units
    )
    changes[Change.SAME] += unseen
    changes[Change.EDITED] -= unseen
    line = ", ".join(f"{number:,} {change.value.replace('_', ' ')}" for change, number in changes.items() if number)
    marks = (
        (unseen, "the same but for differences not shown"),
        (counts.moved - len(view.along), "moved"),
        (len(view.along), "moved along inside them"),
        (counts.renumbered, "renumbered"),
    )
    return "; ".join([line or "none", *(f"{number:,} of them {what}" for number, what in marks if number)])


def words_line(counts: Summary) -> str:
    """``423 in the old text, 425 in the new: 3 out, 5 in``."""
    changed = f": {counts.words_deleted:,} out, {counts.words_inserted:,} in"
    return f"{counts.words_old:,} in the old text, {counts.words_new:,} in the new{changed}"


def differences_line(view: View, counts: Summary, hint: str) -> str:
    """The differences by class, those not shown named last."""
    hidden = dict(view.hidden)
    shown = [f"{number:,} {kind.value}" for kind, number in counts.classes if number and kind not in hidden]
    line = ", ".join(shown)
    if hidden:
        unseen = ", ".join(f"{number:,} {kind.value}" for kind, number in hidden.items())
        line = "; ".join(part for part in (line, f"not shown: {unseen}{hint}") if part)
    return line


def beside_line(beside: Beside) -> str:
    """One difference outside the words; of long lists of sponsors only the names that came and went."""
    old, new = beside.old, beside.new
    if old is None or new is None:
        return f"{beside.what}: printed in the {'new' if old is None else 'old'} text only"
    if len(old) + len(new) < _SHORT:
        return f"{beside.what}: {old} → {new}"
    if beside.what != SPONSORS:
        return f"{beside.what} differ"
    gone, come = names_apart(beside)
    said = [f"{len(names)} {way}: {', '.join(names)}" for names, way in ((gone, "fewer"), (come, "more")) if names]
    return f"{beside.what}: {'; '.join(said) or 'the same names, printed otherwise'}"


_SHORT = 160


def _cautions(old: Compared, new: Compared) -> Iterator[Line]:
    if old.matter is Matter.SUMMARY:
        yield Line("These are the words of the Congressional Research Service, not of the measures.", Tone.WARNING)
    if old.quotes_law or new.quotes_law:
        yield Line("This compares two texts, not their effect on current law.", Tone.QUIET)
    for side in (old, new):
        if not side.is_complete and side.measure is not None:
            yield Line(
                f"{side.name} is loaded in part: what is missing is called not loaded, never removed. "
                f"`billtrack sync {side.measure}` loads the official text, on a connected machine.",
                Tone.WARNING,
            )


def verdict_line(view: View, counts: Summary) -> str:
    """The one line that says all where nothing is shown; empty where something is."""
    comparison = view.comparison
    if comparison.identical:
        places, words = counted(len(comparison.new), "place"), counted(counts.words_new, "word")
        return f"Identical, word for word: {places}, {words}."
    if has_difference(comparison, view.choice.classes):
        return ""
    if comparison.units and _is_all_missing(comparison):
        return "Nothing of the two texts can be compared: neither has loaded what the other has."
    partly = " in what is loaded of both" if comparison.identical is None else ""
    unseen = " and ".join(f"{number:,} {kind.value}" for kind, number in view.hidden)
    return f"No difference{partly}{f' but {unseen}, not shown' if unseen else ''}."


def _is_all_missing(comparison: Comparison) -> bool:
    return all(unit.change is Change.NOT_LOADED for unit in comparison.units)
