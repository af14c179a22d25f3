"""A comparison for programs: always complete, so that both texts can be rebuilt from it.

Besides the documented keys: ``old_at`` and ``new_at`` are the positions of a unit's clauses in the two texts, the
order in which its spans join to them; ``part`` orders the units one clause is spread over; ``class`` of a span is
that of its hunk; ``fragment`` numbers words that left one unit for another (``fragments``: the positions of the two
units).
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from billtrack.diff.compared import Beside, Compared, differences_beside, differences_left_out
from billtrack.diff.engine.highlights import Highlight, find_highlights
from billtrack.diff.engine.result import Comparison, Op, Span, UnitChange, joined_units, summary, text_of
from billtrack.diff.verdict import Hidden, verdict
from billtrack.model.values import Value
from billtrack.output.answers import attributes
from billtrack.output.formats import JsonObject


def side_data(side: Compared) -> JsonObject:
    """One side: its measure, version and coverage, its name, and why it was taken."""
    return {
        "id": str(side.measure) if side.measure else None,
        "version": side.version_code,
        "coverage": side.coverage.value,
        "name": side.name,
        "taken": side.taken or None,
    }


def summary_data(comparison: Comparison) -> JsonObject:
    """The counts of units, words and hunks."""
    counts = summary(comparison)
    found = {change.value: number for change, number in counts.changes}
    found |= {"moved": counts.moved, "renumbered": counts.renumbered}
    return {
        **{name: found[name] for name in ("same", "edited", "moved", "split", "merged", "renumbered")},
        **{name: found[name] for name in ("added", "removed", "not_loaded")},
        "words": {
            "old": counts.words_old,
            "new": counts.words_new,
            "inserted": counts.words_inserted,
            "deleted": counts.words_deleted,
        },
        "classes": {kind.value: number for kind, number in counts.classes},
    }


def unit_data(comparison: Comparison, unit: UnitChange) -> JsonObject:
    """One unit with its spans."""
    return {
        "change": unit.change.value,
        "moved": unit.moved,
        "renumbered": unit.renumbered,
        "old": [comparison.old[at].address for at in unit.old],
        "new": [comparison.new[at].address for at in unit.new],
        "class": unit.change_class.value if unit.change_class else None,
        "spans": [_span_data(span) for span in unit.spans],
        "old_at": list(unit.old),
        "new_at": list(unit.new),
        "part": unit.part,
    }


def _span_data(span: Span) -> JsonObject:
    data: dict[str, str | int] = {"op": span.op.value, "text": span.text}
    if span.op is Op.EQUAL and span.old is not None:
        data["old"] = span.old
    if span.change_class is not None:
        data["class"] = span.change_class.value
    if span.fragment is not None:
        data["fragment"] = span.fragment
    return data


def hidden_data(comparison: Comparison, hidden: Hidden) -> JsonObject:
    """One hidden difference, with its address in the new text; ``title`` for the official title."""
    address = "title" if hidden.unit is None else comparison.new[comparison.units[hidden.unit].new[0]].address
    return {"class": hidden.change_class.value, **attributes(hidden, "old new"), "address": address}


def highlights_data(comparison: Comparison, title: Beside | None) -> JsonObject:
    """What readers look for first: amounts, dates, obligations, replacements, references, titles."""
    found = find_highlights(comparison, *((title.old, title.new) if title else (None, None)))
    return {
        "amounts": _listed(found.amounts),
        "dates": _listed(found.dates),
        "obligations": _listed(found.obligations),
        "replacements": [attributes(each, "old new count") for each in found.replacements],
        "references": _listed(found.references),
        "titles": _listed(found.titles),
        "kept_references": [attributes(each, "words note address") for each in found.kept_references],
    }


def _listed(highlights: Sequence[Highlight]) -> list[JsonObject]:
    return [attributes(each, "old new address") for each in highlights]


def comparison_data(old: Compared, new: Compared, comparison: Comparison) -> JsonObject:
    """The whole comparison.

    ``hidden`` lists every difference of the classes that need not be shown, ``not_compared`` what no comparison saw.
    """
    found = verdict(old, new, comparison)
    return {
        "old": side_data(old),
        "new": side_data(new),
        "of": old.matter.value,
        "identical": found.identical,
        "summary": summary_data(comparison),
        "beside": [
            attributes(beside, "what old new")
            for beside in (*differences_beside(old, new), *differences_left_out(old, new))
        ],
        "not_compared": list(found.not_compared),
        "hidden": [hidden_data(comparison, hidden) for hidden in found.hidden],
        "highlights": highlights_data(comparison, found.title),
        "units": [unit_data(comparison, unit) for unit in comparison.units],
        "fragments": [{"from": each.source, "to": each.target} for each in comparison.fragments],
    }


class _Unit(Value, frozen=True):
    """A unit of the JSON data."""

    old_at: tuple[int, ...]
    new_at: tuple[int, ...]
    part: int
    spans: tuple[Span, ...]


def is_rebuilt(comparison: Comparison) -> tuple[bool, bool]:
    """Whether the units and spans in the JSON data rebuild the old and the new text exactly (``diff --check``)."""
    units = msgspec.convert([unit_data(comparison, unit) for unit in comparison.units], type=list[_Unit])
    old = joined_units((unit.old_at, unit.part, "".join([span.old_text for span in unit.spans])) for unit in units)
    new = joined_units((unit.new_at, unit.part, "".join([span.new_text for span in unit.spans])) for unit in units)
    return old == text_of(comparison.old), new == text_of(comparison.new)


def provenance_document(old: Compared, new: Compared, comparison: Comparison) -> bytes:
    """Write where every character of the new text comes from: ``{"runs": [[new_start, length, old_start], ...], ...}``.

    Offsets count characters of the files that are not white space.
    """
    import json  # noqa: PLC0415 - few ask for it

    from billtrack.diff.engine.provenance import TextPlaces, provenance  # noqa: PLC0415 - the same

    found = provenance(comparison, old.places or TextPlaces(), new.places or TextPlaces())
    units = [{"old": each.old, "new": each.new, "type": each.type, "moved": each.moved} for each in found.relations]
    data = {"runs": found.runs, "units": units}
    return (json.dumps(data) + "\n").encode()
