"""What stands before the differences: which two texts, what became of their places, what differs beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from billtrack.analysis.compared import (
    SPONSORS,
    TITLE,
    Beside,
    Compared,
    Matter,
    differences_beside,
    names_apart,
)
from billtrack.analysis.diff.result import Change, ChangeClass, Comparison, Summary, summary
from billtrack.analysis.hunks import differs, has_difference
from billtrack.analysis.verdict import Hidden, Verdict, verdict
from billtrack.render.diff.labels import counted, place_of
from billtrack.render.diff.stat import summary_table
from billtrack.render.diff.view import View
from billtrack.render.page import Block, Fact, Facts, Heading, Line, Tone

SHOW_ALL = " (--all shows them)"


def head_blocks(old: Compared, new: Compared, view: View, *, with_table: bool, hint: str = SHOW_ALL) -> Iterator[Block]:
    """Say what was compared and what was found, in a few lines; *hint*: how to see what is not shown."""
    counts = summary(view.comparison)
    found = verdict(old, new, view.comparison)
    said = verdict_line(view, counts, found)
    yield Heading(f"{old.name} to {new.name}", _MATTERS[old.matter])
    if said:
        yield Line(said, Tone.STRONG)
        yield from (Line(line) for line in hidden_lines(view, found))
    yield Facts(
        (*_facts(old, new, view, counts, hint), *_unseen_facts(old, new, found), *_facts_beside(old, new, found))
    )
    yield from _cautions(old, new)
    shows = has_difference(view.comparison, view.choice.classes)
    table = summary_table(view.comparison, view.choice.classes) if with_table and shows else None
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


def _unseen_facts(old: Compared, new: Compared, verdict: Verdict) -> Iterator[Fact]:
    """What was not compared; of a text loaded in part the cautions say so."""
    if verdict.not_compared and old.is_complete and new.is_complete:
        yield Fact("Not compared", tuple(map(Line, verdict.not_compared)))


def _facts_beside(old: Compared, new: Compared, verdict: Verdict) -> Iterator[Fact]:
    """What differs outside the clauses; formulas and contents only where the clauses have the same words."""
    found = (*differences_beside(old, new), *(verdict.left_out if verdict.has_same_words else ()))
    beside = [Line(beside_line(each)) for each in found]
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


def verdict_line(view: View, counts: Summary, verdict: Verdict) -> str:
    """The one line that says all; empty where words differ, which the places below tell."""
    if verdict.identical:
        places, words = counted(len(view.comparison.new), "place"), counted(counts.words_new, "word")
        return f"Identical, word for word: {places}, {words}."
    if view.comparison.identical is None:
        return _partial_line(view)
    if verdict.has_same_words:
        return _same_words_line(verdict)
    if has_difference(view.comparison, view.choice.classes):
        return ""
    return f"No difference of the classes asked for, but {_unseen(view)}, not shown."


def _same_words_line(verdict: Verdict) -> str:
    """``The same words; 2 places moved, 1 typographic difference.``; never without what differs or was not compared."""
    kinds = Counter(hidden.change_class for hidden in verdict.hidden)
    differs = [
        f"{number:,} {kind.value} difference{'s' * (number > 1)}" for kind in ChangeClass if (number := kinds[kind])
    ]
    if verdict.moved:
        differs.insert(0, f"{counted(verdict.moved, 'place')} moved")
    line = f"The same words{' under another official title' if verdict.title else ''}"
    if differs:
        line += f"; {', '.join(differs)}"
    elif not (verdict.title or verdict.left_out) and verdict.identical is False:
        line += ", divided otherwise into numbers, headings and text"
    line += "".join(f"; another {beside.what.lower()}" for beside in verdict.left_out)
    return f"{line}; not everything was compared." if verdict.not_compared else f"{line}."


def _partial_line(view: View) -> str:
    if has_difference(view.comparison, view.choice.classes):
        return ""
    if view.comparison.units and _is_all_missing(view.comparison):
        return "Nothing of the two texts can be compared: neither has loaded what the other has."
    unseen = _unseen(view)
    return f"No difference in what is loaded of both{f' but {unseen}, not shown' if unseen else ''}."


def _unseen(view: View) -> str:
    return " and ".join(f"{number:,} {kind.value}" for kind, number in view.hidden)


def hidden_lines(view: View, verdict: Verdict) -> Iterator[str]:
    """The hidden differences: all of them up to five, beyond that the first of each class and how many there are."""
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
    """Words as a hunk has them, white space made visible where there is nothing else."""
    return words.strip() or ("(a space)" if words else "(nothing)")


_FEW = 5


def _is_all_missing(comparison: Comparison) -> bool:
    return all(unit.change is Change.NOT_LOADED for unit in comparison.units)
