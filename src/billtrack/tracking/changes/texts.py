"""Which texts were published or loaded between two readings."""

from __future__ import annotations

from collections.abc import Iterator

from billtrack.model.events import Event, EventKind
from billtrack.model.identifiers import MeasureId
from billtrack.model.measure import PLAIN_ONLY, Authority, Coverage, Measure, TextVersion
from billtrack.tracking.changes.rows import count_of, differing, other_change
from billtrack.tracking.pairing import pair


def read_texts(old: Measure, new: Measure) -> Iterator[Event]:
    """Tell the texts published, loaded, corrected or gone."""
    held, offered = old.text_versions or (), new.text_versions or ()
    pairing = pair(held, offered, key=lambda text: text.version_code)
    for text in pairing.come:
        yield _text(EventKind.TEXT_PUBLISHED, new.id, text, None)
    for before, after in pairing.changed:
        yield from _text_changed(new.id, before, after, f"text_versions[{offered.index(after)}]")
    for text in pairing.gone:
        yield other_change(new.id, "text_versions", _text_name(text), _state(text), None)
    if old.text_versions is None and not offered:
        yield other_change(new.id, "text_versions", "text versions", None, count_of(offered))
    if new.text_versions is None and not held:
        yield other_change(new.id, "text_versions", "text versions", count_of(held), None)


def _text(kind: EventKind, measure: MeasureId, text: TextVersion, before: str | None) -> Event:
    return Event(
        measure=measure,
        kind=kind,
        subject=_text_name(text),
        field="text_versions",
        key=text.version_code,
        date=text.date,
        before=before,
        after=_state(text),
    )


def _text_changed(measure: MeasureId, before: TextVersion, after: TextVersion, at: str) -> Iterator[Event]:
    """More words, or the official ones for a copy, are a text loaded; all else is a correction of it."""
    if _worth(after) > _worth(before):
        yield _text(EventKind.TEXT_LOADED, measure, after, _state(before))
        before, after = _announced(before), _announced(after)
    yield from differing(measure, before, after, at, _text_name(after))


def _announced(text: TextVersion) -> TextVersion:
    return TextVersion(
        version_code=text.version_code, version_name=text.version_name, date=text.date, coverage=Coverage.NONE
    )


def _worth(text: TextVersion) -> tuple[int, int, bool]:
    """What is loaded of a text: more words are worth more, of as many those of greater authority, of those the XML."""
    coverages = (Coverage.NONE, Coverage.PARTIAL, Coverage.COMPLETE)
    is_plain = PLAIN_ONLY in (text.note or "")
    return (coverages.index(text.coverage), -(text.authority or Authority.COPY).rank, not is_plain)


def _text_name(text: TextVersion) -> str:
    return f"{text.version_name} ({text.version_code})" if text.version_name else text.version_code


def _state(text: TextVersion) -> str:
    if text.coverage is Coverage.NONE:
        return "announced"
    return f"{text.coverage}, {text.authority}" if text.authority else text.coverage.value
