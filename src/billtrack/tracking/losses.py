"""What a record would lose if a newer official document replaced it.

Official files sometimes go backward: an older one is served again, a list comes back short, a wrong row is removed.
Losses are described so that a person can decide; nothing is decided here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from billtrack.model.measure import Action, Cosponsor, Coverage, Measure, TextVersion, replace
from billtrack.model.values import Value
from billtrack.status.course.folding import plain_words
from billtrack.status.held_back import Row, held_back, published, row_name
from billtrack.tracking.pairing import Pairing, pair_actions, pair_signatures, without_equals

_NAMED = 3


class Lost(Value, frozen=True):
    """The rows a record has and a newer document lacks, including those held back before; in the record's order."""

    actions: tuple[Action, ...] = ()
    cosponsors: tuple[Cosponsor, ...] = ()
    texts: tuple[TextVersion, ...] = ()

    def names(self) -> tuple[str, ...]:
        """Name every row the way a source's ``held_back`` does; empty if nothing is lost."""
        return tuple(row_name(row) for rows in (self.actions, self.cosponsors, self.texts) for row in rows)


def why_whole(held: Measure, offered: Measure) -> tuple[str, ...]:
    """Say why a document should not be used at all: it is older, or has less of a text; empty otherwise."""
    return (*_older(held, offered), *_worn(held, offered))


def find_lost(held: Measure, offered: Measure) -> Lost:
    """Find the rows that *held* has and *offered* lacks.

    Not lost: a row whose text changed, one of two rows that report the same event, a signature whose day was
    corrected.  A row already held back is lost until *offered* has it again.
    """
    known = published(held)
    return Lost(
        _actions(held.actions or (), known.actions or (), offered.actions or ()),
        _cosponsors(held.cosponsors or (), known.cosponsors or (), offered.cosponsors or ()),
        _texts(held.text_versions or (), offered.text_versions or ()),
    )


def lost_words(held: Measure, lost: Lost) -> Iterator[str]:
    """Say how many rows of each list of *held* are lost, and name the first few."""
    if lost.cosponsors:
        yield _lost("cosponsors", len(held.cosponsors or ()), [who.name for who in lost.cosponsors])
    if lost.actions:
        actions = [f"{each.action_date} {plain_words(each.text)}" for each in lost.actions]
        yield _lost("actions", len(held.actions or ()), actions)
    if lost.texts:
        yield _lost("texts", len(held.text_versions or ()), [text.version_code for text in lost.texts])


def _older(held: Measure, offered: Measure) -> Iterator[str]:
    if held.update_date is not None and offered.update_date is not None and offered.update_date < held.update_date:
        old, new = f"{held.update_date:%Y-%m-%d %H:%M}", f"{offered.update_date:%Y-%m-%d %H:%M}"
        yield f"it is from {new} UTC, the record from {old}"


def _actions(held: Sequence[Action], known: Sequence[Action], offered: Sequence[Action]) -> tuple[Action, ...]:
    present = {_event(action) for action in offered}
    kept = without_equals(held, known)
    again = {_event(action) for action in kept}
    rows = pair_actions(known, [row for row in offered if _event(row) not in again])
    still = pair_actions(kept, rows.added).removed
    return _in_order(held, [row for row in (*rows.removed, *still) if _event(row) not in present])


def _event(action: Action) -> tuple[object, str]:
    return (action.action_date, plain_words(action.text).replace(" ", "").rstrip("."))


def _cosponsors(
    held: Sequence[Cosponsor], known: Sequence[Cosponsor], offered: Sequence[Cosponsor]
) -> tuple[Cosponsor, ...]:
    rows = pair_signatures(known, offered)
    still = pair_signatures(without_equals(held, known), rows.added).removed
    again = {(who.bioguide_id, who.sponsorship_date) for who in offered}
    return _in_order(
        held, [*rows.removed, *(who for who in still if (who.bioguide_id, who.sponsorship_date) not in again)]
    )


def _texts(held: Sequence[TextVersion], offered: Sequence[TextVersion]) -> tuple[TextVersion, ...]:
    present = {text.version_code for text in offered}
    return tuple(text for text in held if text.version_code not in present)


def _in_order(held: Sequence[Row], some: Sequence[Row]) -> tuple[Row, ...]:
    """The rows *some*, in the order they have in *held*."""
    left, found = Counter(some), []
    for row in held:
        if left[row] > 0:
            left[row] -= 1
            found.append(row)
    return tuple(found)


def _worn(held: Measure, offered: Measure) -> Iterator[str]:
    fresh = {text.version_code: text for text in offered.text_versions or ()}
    worn = [
        text.version_code
        for text in held.text_versions or ()
        if text.coverage is Coverage.COMPLETE
        and text.version_code in fresh
        and fresh[text.version_code].coverage is not Coverage.COMPLETE
    ]
    if worn:
        yield f"it has less of the text: {', '.join(worn)}"


def _lost(what: str, held: int, gone: Sequence[str]) -> str:
    more = f" and {len(gone) - _NAMED} more" if len(gone) > _NAMED else ""
    return f"{len(gone)} of {held} {what} removed: {'; '.join(gone[:_NAMED])}{more}"


def pair_published(old: Measure, new: Measure) -> Pairing[Action]:
    """Match the actions of two documents, each in the record as ``published``.

    A row that was held back and is present again counts as added; one that is held back now, as removed.
    """
    held, offered = old.actions or (), new.actions or ()
    again, lost = frozenset(held_back(old)), frozenset(held_back(new))
    added = [row for row in offered if row_name(row) in again]
    removed = [row for row in held if row_name(row) in lost]
    rows = pair_actions(without_equals(held, removed), without_equals(offered, added))
    return Pairing((*rows.removed, *removed), (*rows.added, *added), rows.changed)


def with_lost(status: Measure, held: Measure, lost: Lost) -> Measure:
    """Put the rows *lost* back into *status*, each after the row it follows in *held*."""
    texts = (*(status.text_versions or ()), *lost.texts)
    return replace(
        status,
        actions=_put_back(status.actions, held.actions, lost.actions),
        cosponsors=_put_back(status.cosponsors, held.cosponsors, lost.cosponsors),
        text_versions=texts if lost.texts else status.text_versions,
    )


def _put_back(
    offered: tuple[Row, ...] | None, held: tuple[Row, ...] | None, lost: tuple[Row, ...]
) -> tuple[Row, ...] | None:
    if not lost:
        return offered
    left, rows, place = Counter(lost), list(offered or ()), 0
    for row in held or ():
        if left[row] > 0:
            left[row] -= 1
            while place < len(rows) and _day(rows[place]) < _day(row):
                place += 1
            rows.insert(place, row)
            place += 1
        elif row in rows[place:]:
            place = rows.index(row, place) + 1
    return tuple(rows)


def _day(row: Action | Cosponsor | TextVersion) -> str:
    match row:
        case Action():
            return row.action_date.isoformat()
        case Cosponsor():
            return row.sponsorship_date.isoformat()
        case TextVersion():
            return row.date.isoformat() if row.date else "9999"
