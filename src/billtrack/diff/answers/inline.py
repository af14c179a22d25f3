"""Old and new in one text, with deletions and insertions where they occur."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from billtrack.diff.answers.labels import (
    became_whole,
    class_words,
    first_words,
    old_place,
    place_of,
    places,
    stands,
    was_elsewhere,
    words_told,
)
from billtrack.diff.answers.pieces import abridged, both_sides, paragraphs, punctuated, run_in, whole
from billtrack.diff.answers.sections import by_section
from billtrack.diff.answers.view import Folded, Item, NotLoaded, Shown, Stub, View
from billtrack.diff.engine.result import Change, ChangeClass, Comparison, Op, UnitChange
from billtrack.diff.hunks import gravest_of, words_changed
from billtrack.model.clauses import Clause
from billtrack.output.answers import counted
from billtrack.output.page import Block, Heading, Line, Tone
from billtrack.output.revisions import Ink, Piece, Prose, Revision


def inline_blocks(view: View) -> Iterator[Block]:
    """Write every item of *view*; each section is named before the first change in it."""
    run: list[Item] = []
    for section, item in by_section(view):
        if run and (section or not _went_along(view, run[-1], item)):
            yield from _blocks(view, run)
            run = []
        if section:
            yield Heading(section)
        run.append(item)
    if run:
        yield from _blocks(view, run)


def _went_along(view: View, first: Item, second: Item) -> bool:
    """Whether both are old places of clauses that were neighbors and still are neighbors."""
    if not isinstance(first, Stub) or not isinstance(second, Stub) or len(first.units) > 1 or len(second.units) > 1:
        return False
    a, b = (view.comparison.units[stub.units[0]] for stub in (first, second))
    return (b.old[0], b.new[0]) == (a.old[-1] + 1, a.new[-1] + 1)


def _blocks(view: View, run: Sequence[Item]) -> Iterator[Block]:
    """Write one item, or the old places of several clauses that moved away together."""
    match run[0]:
        case Shown() as item:
            yield revision(view, item)
        case Stub() as item:
            yield stub(view, *(each for each in (item, *run[1:]) if isinstance(each, Stub)))
        case Folded() | NotLoaded() as item:
            yield Line(aside_line(view, item), Tone.WARNING if isinstance(item, NotLoaded) else Tone.QUIET)


def revision(view: View, item: Shown) -> Revision:
    """One changed clause, or an unchanged one shown for context."""
    comparison = view.comparison
    root = comparison.units[item.units[0]]
    outermost = printed_depth(*stands(comparison, root))
    prose = [prose for at in item.units for prose in unit_prose(view, comparison.units[at], outermost=outermost)]
    return Revision(
        place=place_of(comparison, root),
        became=headline(view, item) if item.is_change else "",
        paragraphs=run_in(prose),
        notes=tuple(notes(view, item.units)),
        is_change=item.is_change,
    )


def unit_prose(view: View, unit: UnitChange, *, outermost: int) -> tuple[Prose, ...]:
    """The words of *unit*, old and new in one."""
    side, indexes = (view.comparison.new, unit.new) if unit.new else (view.comparison.old, unit.old)
    depths = depths_from(outermost, side, indexes)
    if view.choice.by_clause and unit.old and unit.new and unit.old_text != unit.new_text:
        parts = (whole(unit.old_text.replace("\n", " "), Ink.DELETED), whole(unit.new_text, Ink.INSERTED))
        return tuple(prose for part in parts for prose in paragraphs(part, depths))
    pieces = both_sides(punctuated(view.comparison, unit), view.choice.classes)
    return paragraphs(pieces if view.choice.is_full else abridged(pieces), depths)


def printed_depth(clauses: Sequence[Clause], index: int) -> int:
    """How deep a clause is indented: clauses without words add nothing, closing words are one step out."""
    depth = -1 if clauses[index].level == "continuation" else 0
    above = clauses[index].parent
    while above is not None:
        clause = clauses[above]
        depth += bool(clause.enum or clause.header or clause.text)
        above = clause.parent
    return depth


def depths_from(outermost: int, clauses: Sequence[Clause], indexes: Sequence[int]) -> list[int]:
    """How deep clauses are indented, from *outermost*."""
    return [max(0, printed_depth(clauses, index) - outermost) for index in indexes]


def headline(view: View, item: Shown) -> str:
    """What became of a clause, in a few words: ``edited, moved from Whereas 3; 1 word deleted``."""
    comparison = view.comparison
    units = [comparison.units[at] for at in item.units]
    root = units[0]
    said = became_whole(comparison, units, is_along=item.units[0] in view.along)
    kind = gravest_of(root, view.choice.classes)
    is_told = kind is not ChangeClass.SUBSTANTIVE and root.change not in {Change.ADDED, Change.REMOVED}
    words = words_told(*words_changed(units, view.choice.classes))
    return "; ".join(filter(None, (said, words, class_words(kind) if is_told else "")))


def notes(view: View, units: Sequence[int]) -> Iterator[str]:
    """Note what changed references name, and where moved words came from or went."""
    for at in units:
        unit = view.comparison.units[at]
        told = (span for span in unit.spans if span.change_class in view.choice.classes)
        yield from dict.fromkeys(span.reference.note for span in told if span.reference is not None)
        yield from _wandered(view, unit)


def _wandered(view: View, unit: UnitChange) -> Iterator[str]:
    comparison = view.comparison
    for span in unit.spans:
        if span.fragment is None or not span.text.strip():
            continue
        fragment = comparison.fragments[span.fragment]
        words = first_words(span.text)
        if fragment.source == fragment.target:
            if span.op is Op.INSERT:
                yield f"“{words}” moved within this clause"
        elif span.op is Op.INSERT:
            yield f"“{words}” comes from {old_place(comparison, comparison.units[fragment.source])}"
        else:
            yield f"“{words}” went to {place_of(comparison, comparison.units[fragment.target])}"


def aside_line(view: View, item: Folded | NotLoaded) -> str:
    """Clauses that are not shown, in one line."""
    return folded_line(view, item) if isinstance(item, Folded) else missing_line(view, item)


def folded_line(view: View, item: Folded) -> str:
    """Fold unchanged clauses into one line: the first by its opening words, the last by its name."""
    units = [view.comparison.units[at] for at in item.units]
    first, last = units[0], units[-1]
    side, index = stands(view.comparison, first)
    words = first_words(side[index].text or side[index].header or "")
    line = place_of(view.comparison, first) + (f" “{words}”" if any(map(str.isalnum, words)) else "")
    if len(units) > 1:
        line += f" to {place_of(view.comparison, last)}"
    return f"{line}: {_alike(view.comparison, units)}"


def _alike(comparison: Comparison, units: Sequence[UnitChange]) -> str:
    """``12 clauses unchanged, 3 of them renumbered``; if all are, with their old places."""
    count = "unchanged" if len(units) == 1 else f"{len(units):,} clauses unchanged"
    renumbered = sum(unit.renumbered for unit in units)
    if renumbered == len(units):
        was = dict.fromkeys(was_elsewhere(comparison, unit) for unit in (units[0], units[-1]))
        count += ", renumbered" + (f" ({' to '.join(was)})".replace(" to was ", " to ") if all(was) else "")
    elif renumbered:
        count += f", {renumbered:,} of them renumbered"
    hidden = sum(unit.change_class is not None for unit in units) - renumbered
    return count + (f", {hidden:,} with hidden differences" if hidden > 0 else "")


def stub(view: View, item: Stub, *after: Stub) -> Revision:
    """The old place of a moved clause, in one line; for neighbors that moved together, of *item* and all after it."""
    comparison = view.comparison
    units = [comparison.units[each.units[0]] for each in (item, *after)]
    ends, between = (units, " and ") if len(units) <= 2 else ((units[0], units[-1]), " through ")
    was = between.join(places(comparison.old, unit.old) for unit in ends)
    moved_to = between.join(place_of(comparison, unit) for unit in ends)
    more = f", with {counted(len(item.units) - 1, 'clause')} inside it" if len(item.units) > 1 else ""
    prose = (Prose((Piece(f"“{first_words(units[0].old_text)}”", Ink.QUIET),)),)
    return Revision(f"{was} (old text)", f"moved to {moved_to}{more}", prose, is_change=False)


def missing_line(view: View, item: NotLoaded) -> str:
    """Clauses that only one text has, because the other is not loaded there."""
    units = [view.comparison.units[at] for at in item.units]
    names = [_part_name(view, unit, item.units) for unit in (units[0], units[-1])]
    texts = [unit.new_text or unit.old_text for unit in units]
    words = first_words(next((text for text in texts if any(map(str.isalnum, text))), ""))
    quoted = f" “{words}”" if words else ""
    span = names[0] if len(units) == 1 else f"{names[0]} to {names[1]}"
    return f"{span}{quoted}: not loaded in the {'old' if item.in_old else 'new'} text, so not compared"


def _part_name(view: View, unit: UnitChange, beside: Sequence[int]) -> str:
    """The place of a unit; if it is only part of a clause, which part."""
    name = place_of(view.comparison, unit)
    if unit.part:
        return f"the rest of {name}"
    units = view.comparison.units[beside[-1] + 1 : beside[-1] + 3]
    is_begun = any(other.part and share_a_clause(unit, other) for other in units)
    return f"the beginning of {name}" if is_begun else name


def share_a_clause(unit: UnitChange, other: UnitChange) -> bool:
    """Whether both are parts of one clause."""
    return bool((unit.old and unit.old == other.old) or (unit.new and unit.new == other.new))
