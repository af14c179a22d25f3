from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from msgspec.structs import replace

from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure import SCHEMA, Action, Cosponsor, Coverage, Excerpt, Measure, Source, Sponsor, TextVersion
from billtrack.model.record_parts import content_sha256
from billtrack.tracking.consistency import Problem, check

INTRODUCED = dt.date(2031, 5, 1)
LATER = dt.date(2031, 6, 1)


def signer(**changes: Any) -> Cosponsor:
    return replace(
        Cosponsor(
            bioguide_id="A000001",
            name="Ames, Ada",
            party="D",
            state="OH",
            sponsorship_date=INTRODUCED,
            is_original_cosponsor=True,
        ),
        **changes,
    )


def measure(**changes: Any) -> Measure:
    sound = Measure(
        schema=SCHEMA,
        id=parse_measure_id("hres7-122"),
        title="Honoring the lamplighters.",
        introduced_date=INTRODUCED,
        update_date=dt.datetime(2031, 7, 1, 12, tzinfo=dt.UTC),
        sponsor=Sponsor(bioguide_id="S000001", name="Stone, Sam", party="R", state="ME"),
        cosponsors=(signer(),),
        actions=(Action(action_date=INTRODUCED, text="Introduced in House"),),
        text_versions=(
            TextVersion(
                version_code="ih",
                coverage=Coverage.COMPLETE,
                printed_sponsors="Mr. Stone (for himself and Ms. Ames)",
                preamble=("Whereas lamps were lit;",),
            ),
        ),
        sources=tuple(
            Source(part=part, url="https://example.invalid/", retrieved=LATER) for part in ("status", "text:ih")
        ),
    )
    return replace(sound, **changes)


def test_a_sound_record_has_no_problem() -> None:
    assert check(measure()) == ()


IH = measure().text_versions[0]  # type: ignore[index]  # the builder always gives one
CASES = [
    pytest.param(
        {"cosponsors": (signer(), signer(sponsorship_date=LATER, is_original_cosponsor=False))},
        "cosponsors[1].bioguide_id",
        "Ames, Ada (A000001) signed on 2031-05-01 and again on 2031-06-01 without withdrawing in between",
        id="signed twice",
    ),
    pytest.param(
        {"cosponsors": (signer(sponsorship_withdrawn_date=dt.date(2031, 4, 1)),)},
        "cosponsors[0].sponsorship_withdrawn_date",
        "Ames, Ada withdrew on 2031-04-01, before signing on 2031-05-01",
        id="withdrew before signing",
    ),
    pytest.param(
        {"cosponsors": (signer(bioguide_id="S000001"),)},
        "cosponsors[0].bioguide_id",
        "Ames, Ada is the sponsor, who is never a cosponsor",
        id="sponsor as cosponsor",
    ),
    pytest.param(
        {"cosponsors": (signer(), signer(bioguide_id="B000001", sponsorship_date=LATER))},
        "cosponsors[1].is_original_cosponsor",
        "Ames, Ada is marked original but signed on 2031-06-01; the introduction was on 2031-05-01",
        id="late original",
    ),
    pytest.param(
        {"cosponsors": (signer(), signer(bioguide_id="B000001"))},
        "text_versions[0].printed_sponsors",
        "the text names 1 cosponsor, the status 2 original cosponsors",
        id="printed line names fewer",
    ),
    pytest.param(
        {"actions": (Action(action_date=LATER), Action(action_date=INTRODUCED))},
        "actions[1].action_date",
        "2031-05-01 comes after 2031-06-01; actions must be oldest first",
        id="actions out of order",
    ),
    pytest.param(
        {"actions": (Action(action_date=dt.date(2031, 9, 1)),)},
        "actions[0].action_date",
        "2031-09-01 is after the document's own update on 2031-07-01",
        id="action after the update",
    ),
    pytest.param(
        {"text_versions": (IH, IH)},
        "text_versions[1].version_code",
        "duplicate version ih",
        id="version twice",
    ),
    pytest.param(
        {"text_versions": (replace(IH, coverage=Coverage.NONE),)},
        "text_versions[0].coverage",
        "ih is marked not loaded, but has text",
        id="words under none",
    ),
    pytest.param(
        {"text_versions": (replace(IH, preamble=None),)},
        "text_versions[0].coverage",
        "ih is marked complete, but has no text",
        id="complete without words",
    ),
    pytest.param(
        {"text_versions": (replace(IH, excerpts=(Excerpt(part="preamble", text="lit", source="x"),)),)},
        "text_versions[0].coverage",
        "ih is marked complete, but its parts are not",
        id="complete with excerpts",
    ),
    pytest.param({"sources": measure().sources[1:]}, "sources", "the status has no source", id="status unsourced"),
    pytest.param({"sources": measure().sources[:1]}, "sources", "the text ih has no source", id="text unsourced"),
]


@pytest.mark.parametrize(("changes", "field", "message"), CASES)
def test_a_contradiction_is_named_with_its_field(changes: dict[str, Any], field: str, message: str) -> None:
    assert Problem(field, message) in check(measure(**changes))


def test_a_member_who_withdrew_may_sign_again() -> None:
    again = (
        signer(sponsorship_withdrawn_date=LATER),
        signer(sponsorship_date=LATER, is_original_cosponsor=False),
    )
    assert check(measure(cosponsors=again)) == ()


def test_an_official_list_that_has_a_member_twice_is_not_a_contradiction() -> None:
    twice = measure(cosponsors=(signer(), signer(sponsorship_date=LATER, is_original_cosponsor=False)))
    status, *others = twice.sources
    stamped = replace(status, content_sha256=content_sha256(twice, "status"))
    assert "signed on" in " ".join(problem.message for problem in check(twice))
    assert check(replace(twice, sources=(stamped, *others))) == ()
