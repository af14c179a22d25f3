"""Who is first sponsor now: read from the floor row, and told only where consent was given."""

from __future__ import annotations

import datetime as dt

import pytest

from billtrack.model.first_sponsor import first_sponsor, fits
from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure import Action, Cosponsor, Measure, Sponsor

DAY = dt.date(2031, 6, 1)
PURPOSE = "for the purpose of adding cosponsors and requesting reprintings pursuant to clause 7 of rule XII."


def measure_with(*texts: str, cosponsors: tuple[Cosponsor, ...] = ()) -> Measure:
    return Measure(
        schema="billtrack/1",
        id=parse_measure_id("hr7-122"),
        title="Lamps Act",
        sponsor=Sponsor(bioguide_id="A000001", name="Ames, Ada", party="D", state="OH", district=1),
        cosponsors=cosponsors,
        actions=tuple(Action(action_date=DAY + dt.timedelta(days=at), text=text) for at, text in enumerate(texts)),
    )


def signature(bioguide_id: str, name: str, state: str) -> Cosponsor:
    return Cosponsor(
        bioguide_id=bioguide_id,
        name=name,
        party="D",
        state=state,
        sponsorship_date=DAY,
        is_original_cosponsor=False,
    )


def assuming(who: str, *, pronoun: str = "he", end: str = "Agreed to without objection.") -> str:
    return (
        f"ASSUMING FIRST SPONSORSHIP - {who} asked unanimous consent that {pronoun} may hereafter be considered as the "
        f"first sponsor of H.R. 7, a bill originally introduced by Representative Ames, {PURPOSE} {end}"
    )


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (assuming("Mr. Finch"), "Mr. Finch"),
        (assuming("Ms. Finch (NE)", pronoun="she"), "Ms. Finch (NE)"),
        (assuming("Mrs. Van Finch of Ohio", pronoun="she"), "Mrs. Van Finch of Ohio"),
        (assuming("Mr. Chair", pronoun="Ms. Finch"), "Ms. Finch"),
        (assuming("Mr. Finch").replace("SPONSORSHIP", "SPONSORHSIP").replace("asked", "sked"), "Mr. Finch"),
        (assuming("Mr. Finch").replace("considered", "con sidered"), "Mr. Finch"),
        ("By unanimous consent, Mr. Finch was made first sponsor of H.R. 7.", "Mr. Finch"),
        (assuming("Mr. Finch", end="Objection was heard."), None),
        (assuming("Mr. Finch", end=""), None),
        (assuming("Ms. Ames"), None),
        ("Sponsor introductory remarks on measure.", None),
    ],
)
def test_the_row_names_the_first_sponsor(text: str, who: str | None) -> None:
    found = first_sponsor(measure_with(text))
    assert (found.as_printed if found else None) == who


def test_the_latest_one_by_the_day_asked_about_counts() -> None:
    measure = measure_with(assuming("Mr. Finch"), assuming("Mr. Lark"))
    found, before = first_sponsor(measure), first_sponsor(measure, on=DAY)
    assert found is not None
    assert before is not None
    assert (found.as_printed, before.as_printed) == ("Mr. Lark", "Mr. Finch")
    assert first_sponsor(measure, on=DAY - dt.timedelta(days=1)) is None


def test_a_cosponsor_is_recognized_where_the_name_fits_one_only() -> None:
    one = (signature("F000001", "Finch, Fay", "NE"), signature("F000002", "Finch, Guy", "OH"))
    both, alone = (
        measure_with(assuming("Mr. Finch"), cosponsors=one),
        measure_with(assuming("Ms. Finch (NE)"), cosponsors=one),
    )
    unsure, sure = first_sponsor(both), first_sponsor(alone)
    assert unsure is not None
    assert unsure.cosponsor is None
    assert sure is not None
    assert sure.cosponsor is not None
    assert sure.cosponsor.bioguide_id == "F000001"


@pytest.mark.parametrize(
    ("as_printed", "name", "state", "is_it"),
    [
        ("Mr. Garcia", "García, Jesús", "IL", True),
        ("Ms. Jackson Lee", "Jackson Lee, Sheila", "TX", True),
        ("Mr. Lee", "Jackson Lee, Sheila", "TX", False),
        ("Mr. Davis, Rodney", "Davis, Rodney", "IL", True),
        ("Mr. Danny Davis (IL)", "Davis, Danny K.", "IL", True),
        ("Mr. Danny Davis (IL)", "Davis, Rodney", "IL", False),
        ("Mr. Smith (NE)", "Smith, Adrian", "NE", True),
        ("Mr. Smith (NE)", "Smith, Adam", "WA", False),
        ("Mr. Smith of Nebraska", "Smith, Adrian", "NE", True),
    ],
)
def test_names_as_the_house_writes_them(as_printed: str, name: str, state: str, is_it: bool) -> None:
    assert fits(as_printed, signature("X000001", name, state)) is is_it
