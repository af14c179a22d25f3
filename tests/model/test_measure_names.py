"""Names compare, print and point where they should."""

from __future__ import annotations

import copy
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billtrack.errors import InputError
from billtrack.model.measure_names import (
    ClauseAddress,
    MeasureId,
    MeasureType,
    Reference,
    TextId,
    bluebook,
    nearest_measures,
    resolve,
)

HRES351 = MeasureId(MeasureType.HRES, 351, 115)
SRES211 = MeasureId(MeasureType.SRES, 211, 115)
IH = TextId(HRES351, "ih")

measures = st.builds(MeasureId, st.sampled_from(MeasureType), st.integers(1, 40), st.integers(113, 119))


# ------------------------------------------------------------------------------------ values


@given(measures, measures)
def test_measure_ids_are_ordered_totally_and_hash_as_they_compare(one: MeasureId, other: MeasureId) -> None:
    assert (one < other) + (one == other) + (one > other) == 1
    assert (one == other) == (hash(one) == hash(other)) == (str(one) == str(other))


@given(measures)
def test_a_measure_id_survives_copying_and_pickling(measure: MeasureId) -> None:
    assert copy.deepcopy(measure) == copy.copy(measure) == pickle.loads(pickle.dumps(measure)) == measure


def test_measure_ids_sort_by_congress_then_type_then_number() -> None:
    ids = [
        MeasureId(MeasureType.HR, 10, 116),
        MeasureId(MeasureType.HRES, 9, 115),
        MeasureId(MeasureType.HRES, 10, 115),
        MeasureId(MeasureType.HR, 99, 115),
    ]
    assert [str(measure) for measure in sorted(ids)] == ["hr99-115", "hres9-115", "hres10-115", "hr10-116"]


def test_a_measure_id_is_immutable() -> None:
    with pytest.raises(AttributeError, match="immutable"):
        HRES351.number = 352
    with pytest.raises(AttributeError, match="immutable"):
        del HRES351.number


def test_a_measure_id_is_neither_its_text_nor_comparable_to_it() -> None:
    assert HRES351 != "hres351-115"
    with pytest.raises(TypeError):
        _ = HRES351 < "hres351-115"


def test_names_print_canonically() -> None:
    assert str(HRES351) == "hres351-115"
    assert repr(HRES351) == "MeasureId('hres351-115')"
    assert str(IH) == "hres351-115@ih"
    assert str(ClauseAddress(IH, ("whereas", "4"))) == "hres351-115@ih/whereas/4"
    assert str(ClauseAddress(HRES351, ("resolved", "1", "2"))) == "hres351-115/resolved/1/2"
    assert str(Reference(MeasureType.HRES, 351)) == "hres351"


def test_a_reference_gives_what_it_names_and_nothing_more() -> None:
    whole = Reference(MeasureType.HRES, 351, 115, "ih", ("whereas", "4"))
    assert whole.measure_id == HRES351
    assert whole.text_id == IH
    assert whole.address == ClauseAddress(IH, ("whereas", "4"))
    bare = Reference(MeasureType.HRES, 351, None, "ih", ("whereas", "4"))
    assert (bare.measure_id, bare.text_id, bare.address) == (None, None, None)
    plain = Reference(MeasureType.HRES, 351, 115)
    assert (plain.text_id, plain.address) == (None, None)
    assert (plain.printed, bare.printed) == ("H.Res. 351 (115th)", "H.Res. 351")


@pytest.mark.parametrize(
    ("code", "chamber", "printed", "words", "decides"),
    [
        ("hr", "house", "H.R.", "House Bill", "lawmaking"),
        ("s", "senate", "S.", "Senate Bill", "lawmaking"),
        ("hjres", "house", "H.J.Res.", "House Joint Resolution", "lawmaking"),
        ("sjres", "senate", "S.J.Res.", "Senate Joint Resolution", "lawmaking"),
        ("hconres", "house", "H.Con.Res.", "House Concurrent Resolution", "concurrent"),
        ("sconres", "senate", "S.Con.Res.", "Senate Concurrent Resolution", "concurrent"),
        ("hres", "house", "H.Res.", "House Resolution", "simple"),
        ("sres", "senate", "S.Res.", "Senate Resolution", "simple"),
    ],
)
def test_the_eight_types(code: str, chamber: str, printed: str, words: str, decides: str) -> None:
    kind = MeasureType(code)
    assert (kind.chamber, kind.printed, kind.words) == (chamber, printed, words)
    assert (kind.is_lawmaking, kind.is_concurrent, kind.is_simple) == (
        decides == "lawmaking",
        decides == "concurrent",
        decides == "simple",
    )


# ------------------------------------------------------------------------- citations, addresses


@pytest.mark.parametrize(
    ("kind", "cited"),
    [
        (MeasureType.HR, "H.R. 5, 115th Cong. (2017)"),
        (MeasureType.S, "S. 5, 115th Cong. (2017)"),
        (MeasureType.HJRES, "H.R.J. Res. 5, 115th Cong. (2017)"),
        (MeasureType.SJRES, "S.J. Res. 5, 115th Cong. (2017)"),
        (MeasureType.HCONRES, "H.R. Con. Res. 5, 115th Cong. (2017)"),
        (MeasureType.SCONRES, "S. Con. Res. 5, 115th Cong. (2017)"),
        (MeasureType.HRES, "H.R. Res. 5, 115th Cong. (2017)"),
        (MeasureType.SRES, "S. Res. 5, 115th Cong. (2017)"),
    ],
)
def test_the_bluebook_forms(kind: MeasureType, cited: str) -> None:
    assert bluebook(MeasureId(kind, 5, 115), year=2017) == cited


@pytest.mark.parametrize(
    ("congress", "cited"), [(93, "93d"), (102, "102d"), (103, "103d"), (101, "101st"), (112, "112th")]
)
def test_the_bluebook_has_its_own_ordinals_and_no_year_it_was_not_told(congress: int, cited: str) -> None:
    assert bluebook(MeasureId(MeasureType.S, 5, congress), year=None) == f"S. 5, {cited} Cong."


# ------------------------------------------------------------------------------ which is meant


def test_a_measure_named_with_its_congress_is_meant_known_or_not() -> None:
    assert resolve(Reference(MeasureType.HR, 1, 99), []) == MeasureId(MeasureType.HR, 1, 99)


@given(st.frozensets(measures, max_size=30), st.sampled_from(MeasureType), st.integers(1, 40))
def test_without_a_congress_only_a_single_fit_is_meant(
    known: frozenset[MeasureId], kind: MeasureType, number: int
) -> None:
    fits = {measure for measure in known if (measure.measure_type, measure.number) == (kind, number)}
    reference = Reference(kind, number)
    if len(fits) == 1:
        assert {resolve(reference, known)} == fits
        return
    with pytest.raises(InputError) as caught:
        resolve(reference, known)
    assert all(str(measure) in str(caught.value) for measure in fits)


def test_several_fits_are_listed() -> None:
    known = [MeasureId(MeasureType.SRES, 211, 119), SRES211, HRES351]
    with pytest.raises(InputError) as caught:
        resolve(Reference(MeasureType.SRES, 211), known)
    assert str(caught.value) == "S.Res. 211 could be any of sres211-115, sres211-119: say which Congress"
    assert caught.value.hint == "write sres211-119"


def test_no_fit_suggests_the_nearest() -> None:
    with pytest.raises(InputError) as caught:
        resolve(Reference(MeasureType.S, 211), [HRES351, SRES211])
    assert str(caught.value) == "no such measure: S. 211, in any Congress loaded"
    assert caught.value.hint == "did you mean sres211-115?"


def test_nothing_near_asks_for_the_congress() -> None:
    with pytest.raises(InputError) as caught:
        resolve(Reference(MeasureType.HR, 7), [HRES351, SRES211])
    assert caught.value.hint == "say the Congress, as in hr7-115"


@pytest.mark.parametrize(
    ("reference", "nearest"),
    [
        (Reference(MeasureType.HRES, 351, 116), ["hres351-115", "hr351-115", "hres352-115"]),
        (Reference(MeasureType.SRES, 351, 115), ["hr351-115", "hres351-115", "sres211-115"]),
        (Reference(MeasureType.HRES, 400, 115), ["hres352-115", "hres351-115"]),
        (Reference(MeasureType.HRES, 352, None), ["hres352-115", "hres351-115"]),
        (Reference(MeasureType.SJRES, 7, 115), []),
    ],
)
def test_the_nearest_measures_come_first(reference: Reference, nearest: list[str]) -> None:
    known = [HRES351, SRES211, MeasureId(MeasureType.HR, 351, 115), MeasureId(MeasureType.HRES, 352, 115)]
    assert [str(measure) for measure in nearest_measures(reference, known)] == nearest


@given(measures, st.frozensets(measures))
def test_suggestions_are_few_and_known(measure: MeasureId, known: frozenset[MeasureId]) -> None:
    near = nearest_measures(Reference(measure.measure_type, measure.number, measure.congress), known)
    assert len(near) <= 3
    assert known.issuperset(near)
    assert measure not in known or near[0] == measure
