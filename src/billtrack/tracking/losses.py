"""What a record would lose if a fresh official document took its place.

Official files go backwards now and then: an older one is served again, a list comes back short, a false row is taken
back.  What is lost is said in words a person can decide on; nothing is decided here.
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
    """The rows a record has and a newer document has not, those held back before among them; in their order."""

    actions: tuple[Action, ...] = ()
    cosponsors: tuple[Cosponsor, ...] = ()
    texts: tuple[TextVersion, ...] = ()

    def names(self) -> tuple[str, ...]:
        """Name every row, as a source's ``held_back`` does; empty where nothing is lost."""
        return tuple(row_name(row) for rows in (self.actions, self.cosponsors, self.texts) for row in rows)


def why_whole(held: Measure, offered: Measure) -> tuple[str, ...]:
    """Say why nothing of a document is worth taking: it is older, or has fewer words of a text; empty otherwise."""
    return (*_older(held, offered), *_worn(held, offered))


def find_lost(held: Measure, offered: Measure) -> Lost:
    """Find the rows *held* has and *offered* has not.

    A row whose words changed is not lost, nor is one of two rows that tell of the same event, nor a signature whose
    day was corrected.  A row already held back is lost until *offered* has it again.
    """
    known = published(held)
    return Lost(
        _actions(held.actions or (), known.actions or (), offered.actions or ()),
        _cosponsors(held.cosponsors or (), known.cosponsors or (), offered.cosponsors or ()),
        _texts(held.text_versions or (), offered.text_versions or ()),
    )


def lost_words(held: Measure, lost: Lost) -> Iterator[str]:
    """Say how many rows of each list of *held* are lost, and the first of them."""
    if lost.cosponsors:
        yield _lost("cosponsors", len(held.cosponsors or ()), [who.name for who in lost.cosponsors])
    if lost.actions:
        said = [f"{each.action_date} {plain_words(each.text)}" for each in lost.actions]
        yield _lost("actions", len(held.actions or ()), said)
    if lost.texts:
        yield _lost("texts", len(held.text_versions or ()), [text.version_code for text in lost.texts])


def _older(held: Measure, offered: Measure) -> Iterator[str]:
    if held.update_date is not None and offered.update_date is not None and offered.update_date < held.update_date:
        yield f"it is of {offered.update_date:%Y-%m-%d %H:%M} UTC, the record of {held.update_date:%Y-%m-%d %H:%M}"


def _actions(held: Sequence[Action], known: Sequence[Action], offered: Sequence[Action]) -> tuple[Action, ...]:
    told = {_event(action) for action in offered}
    kept = without_equals(held, known)
    again = {_event(action) for action in kept}
    rows = pair_actions(known, [row for row in offered if _event(row) not in again])
    still = pair_actions(kept, rows.come).gone
    return _in_order(held, [row for row in (*rows.gone, *still) if _event(row) not in told])


def _event(action: Action) -> tuple[object, str]:
    return (action.action_date, plain_words(action.text).replace(" ", "").rstrip("."))


def _cosponsors(
    held: Sequence[Cosponsor], known: Sequence[Cosponsor], offered: Sequence[Cosponsor]
) -> tuple[Cosponsor, ...]:
    rows = pair_signatures(known, offered)
    still = pair_signatures(without_equals(held, known), rows.come).gone
    again = {(who.bioguide_id, who.sponsorship_date) for who in offered}
    return _in_order(
        held, [*rows.gone, *(who for who in still if (who.bioguide_id, who.sponsorship_date) not in again)]
    )


def _texts(held: Sequence[TextVersion], offered: Sequence[TextVersion]) -> tuple[TextVersion, ...]:
    there = {text.version_code for text in offered}
    return tuple(text for text in held if text.version_code not in there)


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
        yield f"the words of {', '.join(worn)}"


def _lost(what: str, held: int, gone: Sequence[str]) -> str:
    more = f" and {len(gone) - _NAMED} more" if len(gone) > _NAMED else ""
    return f"{len(gone)} of {held} {what} are gone: {'; '.join(gone[:_NAMED])}{more}"


# ---------------------------------------------------------------------------------- keeping them


def pair_published(old: Measure, new: Measure) -> Pairing[Action]:
    """Pair the actions two documents have, each in the record as ``published``.

    A row that was held back and is there again has come, one that is held back now has gone, like each other or not.
    """
    held, offered = old.actions or (), new.actions or ()
    again, lost = frozenset(held_back(old)), frozenset(held_back(new))
    come = [row for row in offered if row_name(row) in again]
    gone = [row for row in held if row_name(row) in lost]
    rows = pair_actions(without_equals(held, gone), without_equals(offered, come))
    return Pairing((*rows.gone, *gone), (*rows.come, *come), rows.changed)


def with_lost(status: Measure, held: Measure, lost: Lost) -> Measure:
    """Put the rows *lost* back into *status*, each after the row it stood after in *held*."""
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
