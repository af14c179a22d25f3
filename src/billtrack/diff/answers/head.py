"""The head of a comparison: which two texts, what changed in their clauses, what differs outside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from billtrack.diff.answers.first import first_facts
from billtrack.diff.answers.inline import revision
from billtrack.diff.answers.labels import place_of, words_apart
from billtrack.diff.answers.stat import summary_table
from billtrack.diff.answers.view import Shown, View
from billtrack.diff.answers.view import view as shown_of
from billtrack.diff.compared import (
    SPONSORS,
    TITLE,
    Beside,
    Compared,
    Matter,
    differences_beside,
    names_apart,
)
from billtrack.diff.engine import compare
from billtrack.diff.engine.highlights import find_highlights
from billtrack.diff.engine.result import Change, ChangeClass, Counts, summary
from billtrack.diff.hunks import differs, has_difference, words_changed
from billtrack.diff.verdict import Hidden, Verdict, verdict
from billtrack.model.clauses import title_clause
from billtrack.model.values import replace
from billtrack.output.answers import counted
from billtrack.output.page import Block, Fact, Facts, Heading, Line, Tone
from billtrack.output.revisions import Revision

SHOW_ALL = " (show with --all)"


def head_blocks(old: Compared, new: Compared, view: View, *, with_table: bool, hint: str = SHOW_ALL) -> Iterator[Block]:
    """State what was compared and found, in a few lines; *hint*: how to see what is not shown."""
    counts = summary(view.comparison)
    found = verdict(old, new, view.comparison)
    said = verdict_line(view, counts, found)
    yield Heading(f"{old.name} to {new.name}", _MATTERS[old.matter])
    if said:
        yield Line(said, Tone.STRONG)
        yield from (Line(line) for line in hidden_lines(view, found))
    title = _title(found, view)
    yield Facts(
        (
            *_facts(old, new, view, counts, hint),
            *_unseen_facts(old, new, found),
            *_facts_beside(old, new, found, is_title_marked=title is not None),
        )
    )
    yield from _cautions(old, new)
    yield from _first(view)
    shows = has_difference(view.comparison, view.choice.classes)
    table = summary_table(view) if with_table and shows else None
    if table is not None:
        yield table
    if title is not None:
        yield title


_MATTERS = {
    Matter.TEXT: "computed by billtrack",
    Matter.SUMMARY: "summaries by CRS, compared by billtrack",
    Matter.TITLE: "titles, compared by billtrack",
}


def _facts(old: Compared, new: Compared, view: View, counts: Counts, hint: str) -> Iterator[Fact]:
    yield Fact("Old", (Line(side_line(old)),))
    yield Fact("New", (Line(side_line(new)),))
    if not view.comparison.identical:
        yield Fact("Clauses", (Line(clauses_line(view, counts)),))
        yield Fact("Words", (Line(words_line(view, counts)),))
    found = differences_line(view, counts, hint)
    if found:
        yield Fact("Differences", (Line(found),))


def _unseen_facts(old: Compared, new: Compared, verdict: Verdict) -> Iterator[Fact]:
    """What was not compared; a partly loaded text has a caution of its own."""
    if verdict.not_compared and old.is_complete and new.is_complete:
        yield Fact("Not compared", tuple(map(Line, verdict.not_compared)))


def _facts_beside(old: Compared, new: Compared, verdict: Verdict, *, is_title_marked: bool) -> Iterator[Fact]:
    """What differs outside the clauses: titles, sponsors, formulas, contents."""
    beside = (
        each
        for each in differences_beside(old, new)
        if not _is_reprinted(each, verdict) and not (is_title_marked and each.what == TITLE)
    )
    found = (*beside, *verdict.left_out)
    if found:
        yield Fact("Also different", tuple(Line(beside_line(each)) for each in found))


def _is_reprinted(beside: Beside, verdict: Verdict) -> bool:
    """Whether both prints have the official title with hidden differences only, which are counted as such."""
    return beside.what == TITLE and verdict.title is None and beside.old is not None and beside.new is not None


def _title(verdict: Verdict, view: View) -> Revision | None:
    """The official title with its changes marked, whatever classes are shown; ``None`` if too little of it stayed."""
    if verdict.title is None:
        return None
    both = ((title_clause(words),) for words in (verdict.title.old or "", verdict.title.new or ""))
    seen = shown_of(compare(*both), replace(view.choice, classes=frozenset(ChangeClass)))
    shown = [item for item in seen.items if isinstance(item, Shown)]
    return revision(seen, shown[0]) if len(shown) == 1 else None


def _first(view: View) -> Iterator[Facts]:
    """What readers look for first, if substantive changes are shown."""
    if ChangeClass.SUBSTANTIVE in view.choice.classes:
        facts = first_facts(view.comparison, find_highlights(view.comparison))
        if facts is not None:
            yield facts


def side_line(side: Compared) -> str:
    """One side: what it is, how much is loaded, why it was chosen."""
    coverage = "" if side.is_complete else side.coverage.value
    said = "; ".join(part for part in (coverage, side.taken) if part)
    return f"{side.described or side.name}{f' ({said})' if said else ''}"


def clauses_line(view: View, counts: Counts) -> str:
    """``11 unchanged, 2 edited, 1 added; 1 moved``; a clause whose edits are hidden counts as unchanged."""
    changes = dict(counts.changes)
    unseen = sum(
        unit.change is Change.EDITED and not differs(unit, view.choice.classes) for unit in view.comparison.units
    )
    changes[Change.SAME] += unseen
    changes[Change.EDITED] -= unseen
    line = ", ".join(f"{number:,} {_CHANGES[change]}" for change, number in changes.items() if number)
    moved = counts.moved - len(view.along)
    marks = (
        f"{moved:,} moved" + (f" (with {len(view.along):,} inside)" if view.along else "") if moved else "",
        f"{counts.renumbered:,} renumbered" if counts.renumbered else "",
        f"{unseen:,} with hidden differences only" if unseen else "",
    )
    return "; ".join(filter(None, (line or "none", *marks)))


_CHANGES = {
    **{change: change.value.replace("_", " ") for change in Change},
    Change.SAME: "unchanged",
}


def words_line(view: View, counts: Counts) -> str:
    """``423 old, 425 new: 3 deleted, 5 inserted``, in the changes that are shown."""
    deleted, inserted = words_changed(view.comparison.units, view.choice.classes)
    changed = f"{deleted:,} deleted, {inserted:,} inserted"
    return f"{counts.words_old:,} old, {counts.words_new:,} new: {changed}"


def differences_line(view: View, counts: Counts, hint: str) -> str:
    """The differences by class, hidden ones last."""
    hidden = dict(view.hidden)
    shown = [f"{number:,} {kind.value}" for kind, number in counts.classes if number and kind not in hidden]
    line = ", ".join(shown)
    if hidden:
        unseen = ", ".join(f"{number:,} {kind.value}" for kind, number in hidden.items())
        line = "; ".join(part for part in (line, f"hidden: {unseen}{hint}") if part)
    return line


def beside_line(beside: Beside) -> str:
    """One difference outside the clauses; for long lists of sponsors, only the names added and dropped."""
    old, new = beside.old, beside.new
    if old is None or new is None:
        words = _bounded(old or new or "")
        return f"{beside.what}, {'new' if old is None else 'old'} text only{f': {words}' if words else ''}"
    if len(old) + len(new) < _SHORT:
        return f"{beside.what}: {old} → {new}"
    if beside.what != SPONSORS:
        before, after = words_apart(old, new)
        return f"{beside.what}: {_bounded(before)} → {_bounded(after)}"
    gone, come = names_apart(beside)
    said = [f"{len(names)} {way}: {', '.join(names)}" for names, way in ((gone, "removed"), (come, "added")) if names]
    return f"{beside.what}: {'; '.join(said) or 'same names, printed differently'}"


_SHORT = 160
_MANY_WORDS = 60


def _bounded(words: str) -> str:
    """The first words, and how many more there are: a table of contents may have thousands."""
    every = words.split()
    more = len(every) - _MANY_WORDS
    return words if more <= 0 else f"{' '.join(every[:_MANY_WORDS])} ... ({more:,} more word{'s' * (more > 1)})"


def _cautions(old: Compared, new: Compared) -> Iterator[Line]:
    if old.matter is Matter.SUMMARY:
        yield Line("These are the words of the Congressional Research Service, not of the measures.", Tone.WARNING)
    if old.quotes_law or new.quotes_law:
        yield Line("This compares two texts, not their effect on current law.", Tone.QUIET)
    for side in (old, new):
        if not side.is_complete and side.measure is not None:
            yield Line(
                f"Only part of {side.name} is on file; missing passages are not compared. "
                f"Go online and run `billtrack sync {side.measure}` for the official text.",
                Tone.WARNING,
            )


def verdict_line(view: View, counts: Counts, verdict: Verdict) -> str:
    """The one-line verdict; empty if words differ, as the clauses below show."""
    if verdict.identical:
        clauses, words = counted(len(view.comparison.new), "clause"), counted(counts.words_new, "word")
        return f"Identical, word for word: {clauses}, {words}."
    if view.comparison.identical is None:
        return _partial_line(view)
    if verdict.has_same_words:
        return _same_words_line(verdict)
    if has_difference(view.comparison, view.choice.classes):
        return ""
    return f"No difference in the classes shown; hidden: {_unseen(view)}."


def _same_words_line(verdict: Verdict) -> str:
    """``The same words; 2 clauses moved, 1 typographic difference.``, with what was not compared."""
    kinds = Counter(hidden.change_class for hidden in verdict.hidden)
    differs = [
        f"{number:,} {kind.value} difference{'s' * (number > 1)}" for kind in ChangeClass if (number := kinds[kind])
    ]
    if verdict.moved:
        differs.insert(0, f"{counted(verdict.moved, 'clause')} moved")
    line = f"The same words{' under another official title' if verdict.title else ''}"
    if differs:
        line += f"; {', '.join(differs)}"
    elif not (verdict.title or verdict.left_out) and verdict.identical is False:
        line += ", split differently into numbers, headings, and text"
    line += "".join(f"; {_outside(beside)}" for beside in verdict.left_out)
    return f"{line}; not everything was compared." if verdict.not_compared else f"{line}."


def _outside(beside: Beside) -> str:
    what = beside.what.lower()
    if beside.old is None or beside.new is None:
        return f"{what} only in the {'new' if beside.old is None else 'old'} text"
    return f"different {what}"


def _partial_line(view: View) -> str:
    if has_difference(view.comparison, view.choice.classes):
        return ""
    if view.comparison.units and all(unit.change is Change.NOT_LOADED for unit in view.comparison.units):
        return "Nothing to compare: neither text has loaded what the other has."
    unseen = _unseen(view)
    return f"No difference in what both texts have loaded{f'; hidden: {unseen}' if unseen else ''}."


def _unseen(view: View) -> str:
    return " and ".join(f"{number:,} {kind.value}" for kind, number in view.hidden)


def hidden_lines(view: View, verdict: Verdict) -> Iterator[str]:
    """The hidden differences: all, up to five; beyond that, the first of each class with its count."""
    unseen = [hidden for hidden in verdict.hidden if hidden.change_class not in view.choice.classes]
    if len(unseen) <= _FEW:
        yield from (f"  {_hidden_line(view, hidden)}" for hidden in unseen)
        return
    for kind, number in Counter(hidden.change_class for hidden in unseen).items():
        first = next(hidden for hidden in unseen if hidden.change_class is kind)
        yield f"  {_hidden_line(view, first)}{f' (the first of {number:,})' if number > 1 else ''}"


def _hidden_line(view: View, hidden: Hidden) -> str:
    where = TITLE if hidden.unit is None else place_of(view.comparison, view.comparison.units[hidden.unit])
    return f"{hidden.change_class.value}, {where}: {quoted(hidden.old)} → {quoted(hidden.new)}"


def quoted(words: str) -> str:
    """Quote the words of a hunk; white space alone is made visible."""
    return words.strip() or ("(a space)" if words else "(nothing)")


_FEW = 5
