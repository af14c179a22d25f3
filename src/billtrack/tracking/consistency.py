"""Contradictions inside a record: duplicate cosponsors, dates out of order, counts that disagree.

Knows no files; every check is a pure function of one measure.  Nothing is repaired here.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from itertools import groupby, pairwise

from billtrack.model.measure import Cosponsor, Coverage, Measure, TextVersion
from billtrack.model.record_parts import STATUS, is_as_imported, text_part
from billtrack.model.tally import tally
from billtrack.model.values import Value
from billtrack.output.answers import counted


class Problem(Value, frozen=True):
    """A problem in a record; ``field`` is its path: ``cosponsors[3].party``."""

    field: str
    message: str


def check(measure: Measure) -> tuple[Problem, ...]:
    """Find every contradiction in *measure*, in the order of its keys."""
    return (
        *_sponsorship(measure),
        *_signed_twice(measure),
        *_actions(measure),
        *_texts(measure),
        *_printed_sponsors(measure),
        *_sources(measure),
    )


def _sponsorship(measure: Measure) -> Iterator[Problem]:
    """Check the dates of each signature; original means signed on the day of introduction."""
    introduced = measure.introduced_date
    for index, signer in enumerate(measure.cosponsors or ()):
        at = f"cosponsors[{index}]"
        signed, withdrawn = signer.sponsorship_date, signer.sponsorship_withdrawn_date
        if withdrawn is not None and withdrawn < signed:
            yield Problem(
                f"{at}.sponsorship_withdrawn_date",
                f"{signer.name} withdrew on {withdrawn}, before signing on {signed}",
            )
        if measure.sponsor is not None and signer.bioguide_id == measure.sponsor.bioguide_id:
            yield Problem(f"{at}.bioguide_id", f"{signer.name} is the sponsor, who is never a cosponsor")
        if introduced is None:
            continue
        if signed < introduced:
            yield Problem(
                f"{at}.sponsorship_date",
                f"{signer.name} signed on {signed}, before the introduction on {introduced}",
            )
        elif signer.is_original_cosponsor != (signed == introduced):
            claim = "is marked original" if signer.is_original_cosponsor else "is not marked original"
            yield Problem(
                f"{at}.is_original_cosponsor",
                f"{signer.name} {claim} but signed on {signed}; the introduction was on {introduced}",
            )


def _signed_twice(measure: Measure) -> Iterator[Problem]:
    """Find members who sign twice without withdrawing in between.

    Not checked in an unedited official list, which may have both (114th H.R. 131): counts treat them as one.
    """

    def bioguide_id(pair: tuple[int, Cosponsor]) -> str:
        return pair[1].bioguide_id

    by_member = sorted(enumerate(measure.cosponsors or ()), key=lambda p: (bioguide_id(p), p[1].sponsorship_date))
    for _, group in groupby(by_member, key=bioguide_id):
        for (_, earlier), (index, later) in pairwise(group):
            end = earlier.sponsorship_withdrawn_date
            if (end is None or end > later.sponsorship_date) and not is_as_imported(measure, STATUS):
                yield Problem(
                    f"cosponsors[{index}].bioguide_id",
                    f"{later.name} ({later.bioguide_id}) signed on {earlier.sponsorship_date} and again on "
                    f"{later.sponsorship_date} without withdrawing in between",
                )


def _actions(measure: Measure) -> Iterator[Problem]:
    actions = measure.actions or ()
    for index, (before, after) in enumerate(pairwise(actions), start=1):
        if after.action_date < before.action_date:
            yield Problem(
                f"actions[{index}].action_date",
                f"{after.action_date} comes after {before.action_date}; actions must be oldest first",
            )
    updated = measure.update_date
    for index, action in enumerate(actions):
        # One day of tolerance: update_date is UTC, action dates are Washington time.
        if updated is not None and action.action_date > updated.date() + dt.timedelta(days=1):
            yield Problem(
                f"actions[{index}].action_date",
                f"{action.action_date} is after the document's own update on {updated.date()}",
            )


def _texts(measure: Measure) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, text in enumerate(measure.text_versions or ()):
        at = f"text_versions[{index}]"
        if text.version_code in seen:
            yield Problem(f"{at}.version_code", f"duplicate version {text.version_code}")
        seen.add(text.version_code)
        yield from _coverage(at, text)


def _coverage(at: str, text: TextVersion) -> Iterator[Problem]:
    holds_words = bool(text.preamble or text.resolved or text.sections or text.file or text.excerpts)
    if text.coverage is Coverage.NONE and holds_words:
        yield Problem(f"{at}.coverage", f"{text.version_code} is marked not loaded, but has text")
    if text.coverage is not Coverage.NONE and not holds_words:
        yield Problem(f"{at}.coverage", f"{text.version_code} is marked {text.coverage}, but has no text")
    if text.coverage is Coverage.COMPLETE and (text.excerpts or text.preamble_complete is False):
        yield Problem(f"{at}.coverage", f"{text.version_code} is marked complete, but its parts are not")


_PRINTED_NAME = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr)\.?\s+(?=\w)")


def _printed_sponsors(measure: Measure) -> Iterator[Problem]:
    """Check the introduced text, which names the sponsor and every original cosponsor."""
    if measure.cosponsors is None:
        return
    original = tally(measure.cosponsors).original
    for index, text in enumerate(measure.text_versions or ()):
        if text.version_code not in {"ih", "is"} or text.printed_sponsors is None:
            continue
        printed = len(_PRINTED_NAME.findall(text.printed_sponsors)) - 1
        if printed >= 0 and printed != original:
            yield Problem(
                f"text_versions[{index}].printed_sponsors",
                f"the text names {counted(printed, 'cosponsor')}, the status {counted(original, 'original cosponsor')}",
            )


def _sources(measure: Measure) -> Iterator[Problem]:
    """Check that every loaded part names its source."""
    named = {source.part for source in measure.sources}
    if measure.actions is not None and STATUS not in named:
        yield Problem("sources", "the status has no source")
    for text in measure.text_versions or ():
        if text.coverage is not Coverage.NONE and text_part(text.version_code) not in named:
            yield Problem("sources", f"the text {text.version_code} has no source")
