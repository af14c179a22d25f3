"""Which text is meant when none is named, and what of it is missing."""

from __future__ import annotations

import pytest

from billtrack.analysis.texts import chosen_text, missing_parts
from billtrack.errors import InputError
from billtrack.identifiers import MeasureType, parse_measure_id
from billtrack.model import Coverage, Excerpt, Measure, Provision, ResolvingClause, TextVersion

COMPLETE, PARTIAL, NONE = Coverage.COMPLETE, Coverage.PARTIAL, Coverage.NONE


def measure(*texts: tuple[str, Coverage] | None) -> Measure:
    versions = tuple(TextVersion(version_code=text[0], coverage=text[1]) for text in texts if text)
    return Measure(
        schema="billtrack/1",
        id=parse_measure_id("hres7-119"),
        title="A title.",
        text_versions=None if None in texts else versions,
    )


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        ([("ih", COMPLETE), ("rh", COMPLETE), ("eh", PARTIAL)], "rh"),
        ([("ih", PARTIAL), ("rh", PARTIAL), ("eh", NONE)], "rh"),
        ([("ih", COMPLETE)], "ih"),
    ],
    ids=["the latest complete one", "else the latest partial one", "the only one"],
)
def test_the_text_meant_without_a_name(texts: list[tuple[str, Coverage]], code: str) -> None:
    assert chosen_text(measure(*texts), None).version_code == code


def test_a_named_text_is_given_though_a_fuller_one_is_there() -> None:
    assert chosen_text(measure(("ih", PARTIAL), ("eh", COMPLETE)), "ih").version_code == "ih"


@pytest.mark.parametrize(
    ("texts", "code", "message"),
    [
        ([None], None, "hres7-119: its texts are not loaded"),
        ([], None, "hres7-119: no text has been published, as far as its record knows"),
        ([("ih", NONE), ("eh", NONE)], None, "hres7-119: its texts (ih, eh) are announced but not loaded"),
        ([("ih", NONE)], "ih", "hres7-119@ih is announced but its words are not loaded"),
        ([("ih", PARTIAL)], "eh", "hres7-119 has no text version eh; its record has ih (partial)"),
        ([], "eh", "hres7-119 has no text version eh; its record has none"),
    ],
)
def test_unknown_none_and_not_loaded_are_different_refusals(
    texts: list[tuple[str, Coverage] | None], code: str | None, message: str
) -> None:
    with pytest.raises(InputError) as refusal:
        chosen_text(measure(*texts), code)
    assert str(refusal.value) == message


EXCERPT = Excerpt(part="resolved", text="words", source="https://example.org")


@pytest.mark.parametrize(
    ("measure_type", "text", "missing"),
    [
        (MeasureType.HRES, TextVersion(version_code="ih", coverage=COMPLETE), ()),
        (MeasureType.HRES, TextVersion(version_code="ih", coverage=PARTIAL), ("preamble", "resolved")),
        (
            MeasureType.SRES,
            TextVersion(version_code="is", coverage=PARTIAL, excerpts=(EXCERPT,)),
            ("preamble", "resolved"),
        ),
        (
            MeasureType.HRES,
            TextVersion(version_code="eh", coverage=PARTIAL, preamble=("Whereas x",), preamble_complete=False),
            ("rest of preamble", "resolved"),
        ),
        (
            MeasureType.HCONRES,
            TextVersion(version_code="ih", coverage=PARTIAL, resolved=(ResolvingClause(chapeau="That"),)),
            ("preamble",),
        ),
        (MeasureType.HR, TextVersion(version_code="ih", coverage=PARTIAL), ("sections",)),
        (
            MeasureType.SJRES,
            TextVersion(version_code="is", coverage=PARTIAL, sections=(Provision(level="section"),)),
            (),
        ),
    ],
)
def test_the_parts_not_loaded_are_named(measure_type: MeasureType, text: TextVersion, missing: tuple[str, ...]) -> None:
    assert missing_parts(measure_type, text) == missing
