"""Which amendments came, and what happened to those that were there."""

from __future__ import annotations

from collections.abc import Iterator

from billtrack.model.events import Event
from billtrack.model.measure import Amendment, Measure, replace
from billtrack.status.amendments import last_action, printed_number
from billtrack.tracking.changes.rows import List, differing, other_change


def read_amendments(old: Measure, new: Measure) -> Iterator[Event]:
    """Tell what changed in the amendments, an event each.

    Histories and sponsors that a record gains where it had none, because an earlier billtrack did not keep them, are
    one event.
    """
    held, offered = old.amendments or (), new.amendments or ()
    if held and offered and not any(map(_has_history, held)) and any(map(_has_history, offered)):
        loaded = f"histories of {sum(map(_has_history, offered))} loaded"
        yield other_change(new.id, "amendments", "amendments", None, loaded)
        new = replace(new, amendments=tuple(map(_without_history, offered)))
        if old.amendments == new.amendments:
            return
    yield from _AMENDMENTS(old, new)


def _has_history(amendment: Amendment) -> bool:
    return amendment.actions is not None


def _without_history(amendment: Amendment) -> Amendment:
    return replace(amendment, actions=None, sponsor=None, amended_amendment=None)


def _come(_: Measure, new: Measure, amendment: Amendment) -> Iterator[Event]:
    about = amendment.purpose or amendment.description or last_action(amendment) or "offered"
    yield other_change(new.id, "amendments", printed_number(amendment), None, about)


def _changed(_: Measure, new: Measure, before: Amendment, after: Amendment, at: str) -> Iterator[Event]:
    held, offered = last_action(before), last_action(after)
    if held != offered:
        yield other_change(new.id, at, printed_number(after), held, offered)
    else:
        yield from differing(new.id, before, after, at, printed_number(after))


_AMENDMENTS = List("amendments", lambda a: (a.amendment_type, a.congress, a.number), printed_number, _come, _changed)
