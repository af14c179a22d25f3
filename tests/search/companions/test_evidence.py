"""What is said of two texts: which provisions differ, and the words that took each other's place."""

from __future__ import annotations

from billtrack.model.clauses import Clause, clauses
from billtrack.model.measure import Coverage, Provision, ResolvingClause, TextVersion
from billtrack.search.companions.comparing import Replaced, evidence_of


def text(*provisions: str) -> tuple[Clause, ...]:
    sections = tuple(Provision(level="section", enum=f"{at}.", text=words) for at, words in enumerate(provisions, 1))
    return clauses(TextVersion(version_code="ih", coverage=Coverage.COMPLETE, sections=sections))


LAMPS = "The Secretary shall light every lamp on the quay before the tide turns."
OIL = "There is authorized to be appropriated $5,000,000 for oil for fiscal year 2031."


def test_the_same_words_differ_in_nothing() -> None:
    evidence = evidence_of(text(LAMPS, OIL), text(LAMPS, OIL))
    assert evidence.is_identical
    assert (evidence.provisions, evidence.differing, evidence.replaced) == (2, (), ())
    assert evidence.words_a == evidence.words_b == evidence.words_common


def test_an_amount_is_told_with_its_place() -> None:
    evidence = evidence_of(text(LAMPS, OIL), text(LAMPS, OIL.replace("$5,000,000", "$7,000,000")))
    assert not evidence.is_identical
    assert evidence.differing == ("section/2",)
    assert evidence.replaced == (Replaced("$5,000,000", "$7,000,000"),)


def test_what_only_one_has_is_told_by_its_own_address() -> None:
    more = text(LAMPS, OIL, "The ferry keeper shall report to the bridge each winter.")
    assert evidence_of(text(LAMPS, OIL), more).differing == ("section/3",)
    assert evidence_of(more, text(LAMPS, OIL)).differing == ("section/3",)
    assert evidence_of(more, text(LAMPS, OIL)).replaced == ()


def test_the_name_of_the_chamber_is_no_difference_of_substance() -> None:
    house, senate = (
        clauses(
            TextVersion(
                version_code="ih",
                coverage=Coverage.COMPLETE,
                preamble=(f"Whereas {OIL}",),
                resolved=(ResolvingClause(chapeau=f"That the {chamber} lights the lamps."),),
            )
        )
        for chamber in ("House of Representatives", "Senate")
    )
    evidence = evidence_of(house, senate)
    assert (evidence.is_identical, evidence.differing) == (False, ())
