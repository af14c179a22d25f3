"""What a record would lose if a fresh official document took its place.

Official files go backwards now and then: an older one is served again, a list comes back short.  What is lost is
said in words a person can decide on; nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from billtrack.analysis.course.folding import plain_words
from billtrack.analysis.pairing import pair
from billtrack.model import Action, Coverage, Measure

_NAMED = 3


def losses(held: Measure, offered: Measure) -> tuple[str, ...]:
    """Say what *held* has and *offered* has not: time, cosponsors, actions, texts; empty where nothing is lost.

    A row whose words changed is not lost, nor is one of two rows that tell of the same event.
    """
    return (*_older(held, offered), *_cosponsors(held, offered), *_actions(held, offered), *_texts(held, offered))


def _older(held: Measure, offered: Measure) -> Iterator[str]:
    if held.update_date is not None and offered.update_date is not None and offered.update_date < held.update_date:
        yield f"it is of {offered.update_date:%Y-%m-%d %H:%M} UTC, the record of {held.update_date:%Y-%m-%d %H:%M}"


def _cosponsors(held: Measure, offered: Measure) -> Iterator[str]:
    rows = pair(held.cosponsors or (), offered.cosponsors or (), key=lambda c: (c.bioguide_id, c.sponsorship_date))
    if rows.gone:
        yield _lost("cosponsors", len(held.cosponsors or ()), [who.name for who in rows.gone])


def _actions(held: Measure, offered: Measure) -> Iterator[str]:
    rows = pair(
        held.actions or (), offered.actions or (), key=lambda a: (a.action_date, a.source_system, a.action_code)
    )
    told = {_event(action) for action in offered.actions or ()}
    gone = [f"{a.action_date} {plain_words(a.text)}" for a in rows.gone if _event(a) not in told]
    if gone:
        yield _lost("actions", len(held.actions or ()), gone)


def _event(action: Action) -> tuple[object, str]:
    return (action.action_date, plain_words(action.text).replace(" ", "").rstrip("."))


def _texts(held: Measure, offered: Measure) -> Iterator[str]:
    there = {text.version_code for text in offered.text_versions or ()}
    gone = [text.version_code for text in held.text_versions or () if text.version_code not in there]
    if gone:
        yield _lost("texts", len(held.text_versions or ()), gone)
    worn = [
        text.version_code
        for text in offered.text_versions or ()
        for before in held.text_versions or ()
        if before.version_code == text.version_code
        and before.coverage is Coverage.COMPLETE
        and text.coverage is not Coverage.COMPLETE
    ]
    if worn:
        yield f"the words of {', '.join(worn)}"


def _lost(what: str, held: int, gone: Sequence[str]) -> str:
    more = f" and {len(gone) - _NAMED} more" if len(gone) > _NAMED else ""
    return f"{len(gone)} of {held} {what} are gone: {'; '.join(gone[:_NAMED])}{more}"
