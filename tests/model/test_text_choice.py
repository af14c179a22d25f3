"""Which text is meant when none is named, and what of it is missing."""

from __future__ import annotations

import pytest

from billtrack.errors import InputError
from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure import Coverage, Excerpt, Measure, Provision, ResolvingClause, TextVersion
from billtrack.model.measure_names import MeasureType
from billtrack.model.text_choice import chosen_text, missing_parts, texts_of_one_step

COMPLETE, PARTIAL, NONE = Coverage.COMPLETE, Coverage.PARTIAL, Coverage.NONE


def measure(*texts: tuple[str, Coverage] | None, name: str = "hres7-119") -> Measure:
    versions = tuple(TextVersion(version_code=text[0], coverage=text[1]) for text in texts if text)
    return Measure(
        schema="billtrack/1",
        id=parse_measure_id(name),
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
        ([None], None, "not loaded: the texts of hres7-119"),
        ([], None, "not published: the record of hres7-119 lists no published text"),
        ([("ih", NONE), ("eh", NONE)], None, "not loaded: the texts of hres7-119 (ih, eh)"),
        ([("ih", NONE)], "ih", "not loaded: hres7-119@ih"),
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


@pytest.mark.parametrize(
    ("house", "senate", "pair"),
    [
        ([("ih", COMPLETE), ("eh", COMPLETE)], [("is", COMPLETE), ("rs", COMPLETE), ("ats", COMPLETE)], ("eh", "ats")),
        ([("ih", COMPLETE), ("rh", COMPLETE)], [("is", COMPLETE), ("rs", COMPLETE), ("ats", COMPLETE)], ("rh", "rs")),
        ([("ih", COMPLETE)], [("is", COMPLETE), ("ats", COMPLETE)], ("ih", "is")),
        ([("ih", COMPLETE), ("eh", NONE)], [("is", COMPLETE), ("ats", COMPLETE)], ("ih", "is")),
        ([("ih", COMPLETE), ("eh", PARTIAL)], [("is", COMPLETE), ("ats", COMPLETE)], ("ih", "is")),
        ([("ih", COMPLETE)], [("is", PARTIAL), ("ats", COMPLETE)], ("ih", "is")),
        ([("eh", COMPLETE), ("rds", COMPLETE), ("eas", COMPLETE)], [("es", COMPLETE)], ("rds", "es")),
        ([("eh", COMPLETE), ("pcs", COMPLETE)], [("pcs", COMPLETE), ("es2", COMPLETE)], ("pcs", "es2")),
        ([("ih", COMPLETE)], [("pcs", COMPLETE)], ("ih", "pcs")),
        ([("ih", COMPLETE)], [("ats", COMPLETE)], None),
        ([None], [("ats", COMPLETE)], None),
    ],
    ids=[
        "both agreed to",
        "one reported only",
        "one introduced only",
        "a text not loaded is none",
        "complete texts come before partial ones",
        "else a partial one of the same step",
        "printed in the other chamber: as the first agreed to it; its amendments are no text of the measure",
        "placed on the calendar of the other chamber, and of its own",
        "placed on the calendar without a committee: as introduced",
        "no step in common",
        "texts not loaded",
    ],
)
def test_two_measures_are_compared_at_the_last_step_both_have_a_text_of(
    house: list[tuple[str, Coverage] | None], senate: list[tuple[str, Coverage] | None], pair: tuple[str, str] | None
) -> None:
    found = texts_of_one_step(measure(*house), measure(*senate, name="sres8-119"))
    assert (found and (found.old.version_code, found.new.version_code)) == pair


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
