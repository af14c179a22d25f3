"""What happened between two readings."""

from __future__ import annotations

from collections.abc import Iterator

from billtrack.model.events import Event, EventKind
from billtrack.model.identifiers import MeasureId
from billtrack.model.measure import Action, Measure
from billtrack.status.course.folding import fold, plain_words
from billtrack.tracking.changes.rows import count_of, differing, other_change
from billtrack.tracking.losses import pair_published


def read_actions(old: Measure, new: Measure) -> Iterator[Event]:
    """One event for what the two official systems tell of one thing; a second row of a known one is an addition."""
    if old.actions is None or new.actions is None:
        yield other_change(new.id, "actions", "actions", count_of(old.actions), count_of(new.actions))
        return
    pairing = pair_published(old, new)
    come = {id(action) for action in pairing.come}
    for event in fold(new.actions):
        rows = [row for row in event.actions if id(row) in come]
        if rows and len(rows) == len(event.actions):
            yield _action(new.id, event.main)
        else:
            for row in rows:
                yield other_change(new.id, "actions", f"another row of: {_said(event.main)}", None, _said(row))
    for before, after in pairing.changed:
        yield from differing(new.id, before, after, f"actions[{new.actions.index(after)}]", _said(after))
    for row in pairing.gone:
        yield other_change(new.id, f"actions[{old.actions.index(row)}]", _said(row), f"{row.action_date}", None)


def _said(action: Action) -> str:
    return plain_words(action.text) or "(an action without words)"


def _action(measure: MeasureId, action: Action) -> Event:
    return Event(
        measure=measure,
        kind=EventKind.ACTION,
        subject=_said(action),
        field="actions",
        key=action.action_code,
        date=action.action_date,
        after=action.text,
    )
