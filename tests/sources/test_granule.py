"""Granules of the Congressional Record: invented ones of each kind, set as GPO sets them, and the official three."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billtrack.errors import InputError
from billtrack.model.clauses import clauses
from billtrack.model.identifiers import parse_reference
from billtrack.model.measure import Authority, Coverage
from billtrack.sources.granule import GranuleText, is_granule, parse_granule
from billtrack.sources.kinds import DocumentKind
from billtrack.sources.packages import Document, read_documents

NAME = "CREC-2023-06-27-pt1-PgS100-2.txt"
HOUSE = "CREC-2023-06-27-pt1-PgH100.txt"
RULE = f"{'_' * 20:>46}"
WHEREAS = (
    "Whereas, on May 3, 1903, the lamp of Gull Rock was lit, and first-hand accounts have ``seen from the moon'';",
    "Whereas the keepers' logs of 120 years were lost to the sea: Now, therefore, be it",
)
PARAGRAPHS = (
    "(1) honors the keepers of the lamp of Gull Rock and those who kept the bells before them; and",
    "(2) calls on the Lamp Board--",
    "(A) to light the lamp every night; and",
    "(B) to publish the logs (Public Law 112-208; 22 U.S.C. 5811 note).",
)


def printed(*paragraphs: str) -> str:
    """Matter printed in the Record: first lines at column 7, the others at 5."""
    return "".join(wrapped(each, 7, 5) for each in paragraphs)


def said(*paragraphs: str) -> str:
    """What was said, or is told: first lines at column 2, the others at 0."""
    return "".join(wrapped(each, 2, 0) for each in paragraphs)


def wrapped(words: str, first: int, rest: int) -> str:
    lines = textwrap.wrap(
        words,
        66,
        initial_indent=" " * first,
        subsequent_indent=" " * rest,
        break_on_hyphens=False,
        break_long_words=False,
    )
    return "".join(f"{line} \n" for line in lines[:-1]) + f"{lines[-1]}\n"


def heading(words: str) -> str:
    return f"\n{' ' * 30}{words}\n\n"


def resolution(resolves: str = "Resolved, That the Senate--") -> str:
    return printed(*WHEREAS, resolves, *PARAGRAPHS)


def granule(*pieces: str) -> bytes:
    return f"{''.join(pieces)}\n{RULE}\n".encode()


SPONSORS = "Ms. SPECIMEN (for herself, Mr. Example, and Mrs. Sample) submitted the following resolution; which was "


def submitted(fate: str) -> bytes:
    return granule(
        "  SENATE RESOLUTION 88--HONORING THE KEEPERS OF THE LAMP OF GULL \n                              ROCK\n\n",
        said(f"{SPONSORS}{fate}:"),
        heading("S. Res. 88"),
        resolution(),
    )


SUBMITTED = submitted("referred to the Committee on Lamps")


def words_of(found: GranuleText) -> str:
    return " ".join(" ".join(filter(None, (each.enum, each.text))) for each in clauses(found.text))


def typeset(*paragraphs: str) -> str:
    text = " ".join(paragraphs).replace("Resolved, ", "")
    for mark, sign in (("``", "“"), ("''", "”"), ("'", "’"), ("--", "—")):
        text = text.replace(mark, sign)
    return text


WHOLE = typeset(*WHEREAS, "That the Senate--", *PARAGRAPHS)


def one(data: bytes, name: str = NAME) -> GranuleText:
    (found,) = parse_granule(data, name=name)
    return found


# ---------------------------------------------------------------------------------------- each kind


def test_a_resolution_as_submitted() -> None:
    found = one(SUBMITTED)
    assert (str(found.measure), found.versions, found.page) == ("sres88-118", ("is",), "S100")
    assert words_of(found) == WHOLE
    text = found.text
    assert (text.authority, text.coverage, str(text.date)) == (Authority.RECORD, Coverage.COMPLETE, "2023-06-27")
    assert text.printed_sponsors == "Ms. SPECIMEN (for herself, Mr. Example, and Mrs. Sample)"
    assert found.url == "https://www.govinfo.gov/content/pkg/CREC-2023-06-27/html/CREC-2023-06-27-pt1-PgS100-2.htm"


def test_a_resolution_submitted_and_agreed_to_at_once_is_the_print_agreed_to() -> None:
    assert one(submitted("considered and agreed to")).versions == ("ats",)


PROCEEDED = "There being no objection, the Senate proceeded to consider the resolution"
AGREED = (
    said("There being no objection, the Senate proceeded to consider the resolution.",
         "Mr. SAMPLE. Mr. President, I ask unanimous consent that the resolution be agreed to.",
         "The PRESIDING OFFICER. Without objection, it is so ordered.",
         "The resolution (S. Res. 88) was agreed to.",
         "The preamble was agreed to."),
)  # fmt: skip


def test_a_resolution_read_after_it_was_agreed_to() -> None:
    reads = said("The resolution, with its preamble, reads as follows:")
    found = one(granule("           HONORING THE KEEPERS\n\n", *AGREED, reads, heading("S. Res. 88"), resolution()))
    assert (found.versions, words_of(found)) == (("ats",), WHOLE)


def committee(how: str, text: str, *after: str) -> bytes:
    return granule(
        "           HONORING THE KEEPERS\n\n",
        said("Mr. SAMPLE. Mr. President, I ask that the Senate proceed to Calendar No. 4, S. Res. 88."),
        said("The clerk read as follows:"), "\n",
        printed("A resolution (S. Res. 88) honoring the keepers of the lamp."), "\n",
        said(f"{PROCEEDED}, which had been reported from the Committee on Lamps, {how}, as follows:"),
        "\n", text, "\n", *map(said, after),
    )  # fmt: skip


BOTH = (
    "with an amendment to strike all after the resolving clause and insert the part printed in italic, and with an "
    "amendment to strike the preamble and insert the part printed in italic"
)
FLUSH = printed(*WHEREAS) + "     That the Senate--\n" + printed(*PARAGRAPHS)
AMENDED = "The resolution (S. Res. 88), as amended, was agreed to."


def test_what_a_committee_would_insert_is_the_text_as_reported_and_says_so() -> None:
    found = one(committee(BOTH, FLUSH, "Mr. SAMPLE. I suggest the absence of a quorum."))
    assert (str(found.measure), found.versions, found.text.date) == ("sres88-118", ("rs",), None)
    assert words_of(found) == WHOLE
    assert found.text.note == (
        "The text as reported: the Congressional Record (S100) prints what the committee would insert."
    )


def test_it_is_the_text_agreed_to_as_well_where_nothing_else_was_amended() -> None:
    assert one(committee(BOTH, FLUSH, AMENDED)).versions == ("rs", "ats")
    other = "The amendment (No. 31) was agreed to, as follows:"
    assert one(committee(BOTH, FLUSH, other, AMENDED)).versions == ("rs",)


def test_a_preamble_that_is_not_printed_is_not_loaded() -> None:
    how = BOTH.partition(", and with")[0]
    found = one(committee(how, "     That the Senate--\n" + printed(*PARAGRAPHS), AMENDED))
    assert (found.text.coverage, found.text.preamble) == (Coverage.PARTIAL, None)
    assert found.text.note is not None
    assert found.text.note.endswith("The rest of the text is not printed there.")


def test_words_in_boldface_brackets_are_struck() -> None:
    how = (
        "with amendments; (The part of the resolution intended to be stricken is shown in boldface brackets and the "
        "part intended to be inserted is shown in italic.) The resolution reads"
    )
    struck = printed("[Whereas lamps are many;]", WHEREAS[0].replace("lit", "[extinguished] lit"), WHEREAS[1])
    text = struck + printed("Resolved, That the Senate--", *PARAGRAPHS)
    found = one(committee(how, heading("S. Res. 88") + text))
    assert (found.versions, words_of(found)) == (("rs",), WHOLE)


def house(measure: str, text: str, *after: str) -> bytes:
    return granule(
        "                     HONORING THE KEEPERS\n\n",
        said(f"Mr. EXAMPLE of Ohio. Mr. Speaker, I move to suspend the rules and pass ({measure}), as amended.",
             "The Clerk read the title.", "The text is as follows:"),
        heading(measure), text, "\n",
        said("The SPEAKER pro tempore. The gentleman from Ohio will control 20 minutes."),
        "\n                             General Leave\n\n",
        said("Mr. EXAMPLE of Ohio. Mr. Speaker, whereas clauses please me. That the House has heard of H. Res. 5 and"),
        "\n[[Page H101]]\n\n", "H.R. 7 I know; ``Resolved, That'' is how they begin.\n",
        "\n                              {time}  1530\n\n", *map(said, after),
    )  # fmt: skip


CLAUSE = "Resolved, That the House of Representatives--"
SUSPENDED = (
    "The question was taken; and (two-thirds being in the affirmative) the rules were suspended and the {}, "
    "as amended, was {}."
)


def test_a_house_resolution_with_its_debate() -> None:
    found = one(house("H. Res. 905", resolution(CLAUSE), SUSPENDED.format("resolution", "agreed to")), HOUSE)
    assert (str(found.measure), found.versions) == ("hres905-118", ("eh",))
    assert words_of(found) == typeset(*WHEREAS, CLAUSE, *PARAGRAPHS)


def test_a_vote_that_was_postponed_leaves_it_open_which_print_it_is() -> None:
    later = "Pursuant to clause 8 of rule XX, further proceedings on this motion will be postponed."
    found = one(house("H. Res. 905", resolution(CLAUSE), later), HOUSE)
    assert (str(found.measure), found.versions) == ("hres905-118", ())


def test_a_house_bill() -> None:
    enacts = (
        "Be it enacted by the Senate and House of Representatives of the United States of America in Congress "
        "assembled,"
    )
    text = (
        printed(enacts)
        + "\n     SECTION 1. SHORT TITLE.\n\n"
        + printed("This Act may be cited as the ``Lamps Act''.")
        + "\n     SEC. 2. LAMPS OF THE OUTER HARBOR AND OF THE ROCKS, \n                   AND THEIR KEEPERS.\n\n"
        + printed(
            "(a) In General.--The Board shall light lamps.",
            "(b) Bells.--The Board shall--",
            "(1) ring bells; and",
            "(2) rest.",
        )
    )
    found = one(house("H.R. 905", text, SUSPENDED.format("bill", "passed")), HOUSE)
    assert (str(found.measure), found.versions, found.text.coverage) == ("hr905-118", ("eh",), Coverage.COMPLETE)
    first, second = found.text.sections or ()
    assert (first.enum, second.header) == (
        "SECTION 1.",
        "LAMPS OF THE OUTER HARBOR AND OF THE ROCKS, AND THEIR KEEPERS.",
    )
    assert [item.enum for item in second.items] == ["(a)", "(b)"]
    assert [item.enum for item in second.items[1].items] == ["(1)", "(2)"]


def test_a_measure_of_the_other_chamber_is_asked_about() -> None:
    assert (
        one(
            house(
                "S. 12", printed("Be it enacted by the Senate, That lamps be lit."), SUSPENDED.format("bill", "passed")
            ),
            HOUSE,
        ).versions
        == ()
    )


def test_a_text_amended_on_the_floor_is_printed_twice_as_reported_and_as_agreed_to() -> None:
    final = (
        resolution("Resolved,")
        .replace("       Resolved,\n", "       Resolved,\n     That the Senate--\n")
        .replace("Gull", "Seal")
    )
    data = committee(BOTH, FLUSH, AMENDED, "The amendment (No. 31) was agreed to, as follows")
    amendment = printed(
        "In the preamble, strike the first whereas clause and insert the following:", "Whereas Seal Rock;"
    )
    reads = said("The preamble, as amended, was agreed to.", "The resolution, as amended, reads as follows")
    pieces = (data.decode().partition(f"\n{RULE}")[0], "\n", amendment, reads, heading("S. Res. 88"), final)
    reported, agreed = parse_granule(granule(*pieces), name=NAME)
    assert (reported.versions, words_of(reported)) == (("rs",), WHOLE)
    assert (agreed.versions, words_of(agreed)) == (("ats",), WHOLE.replace("Gull", "Seal"))
    (known,) = parse_granule(granule(*pieces), name=NAME, known=parse_reference("sres88-118@ats").text_id)
    assert words_of(known) == words_of(agreed)


BILL = printed("Be it enacted by the Senate and House of Representatives, That lamps be lit.")


@pytest.mark.parametrize(
    ("before", "version"),
    [
        (
            (
                "S. 12. A bill to light lamps; to the Committee on Lamps.",
                "Ms. SPECIMEN. Mr. President, I ask unanimous consent that the text of the bill be printed.",
                "There being no objection, the text of the bill was ordered to be printed in the Record, as follows:",
            ),
            "is",
        ),
        (
            (
                "The amendment (No. 31) was agreed to.",
                "The bill (S. 12), as amended, was ordered to a third reading, was read the third time, and passed:",
            ),
            "es",
        ),
    ],
    ids=["introduced", "passed"],
)
def test_a_senate_bill(before: tuple[str, ...], version: str) -> None:
    found = one(granule(said(*before), heading("S. 12"), BILL))
    assert (str(found.measure), found.versions) == ("s12-118", (version,))


def test_a_committee_substitute_for_a_bill_is_the_text_as_reported() -> None:
    how = "with an amendment to strike all after the enacting clause and insert in lieu thereof the following:"
    proceeds = (
        f"The Senate proceeded to consider the bill (S. 12), which had been reported from the Committee on Lamps, {how}"
    )
    text = "\n     SECTION 1. SHORT TITLE.\n\n" + printed("This Act may be cited as the ``Lamps Act''.")
    found = one(granule(said(proceeds), text, "\n", said("The bill, as amended, was passed.")))
    assert (str(found.measure), found.versions) == ("s12-118", ("rs", "es"))
    (section,) = found.text.sections or ()
    assert (section.header, section.text) == ("SHORT TITLE.", "This Act may be cited as the “Lamps Act”.")


def test_the_bound_edition_names_its_year_and_no_day() -> None:
    found = one(
        house("H. Res. 905", resolution(CLAUSE), SUSPENDED.format("resolution", "agreed to")),
        "CRECB-2023-pt7-Pg9949-2.htm",
    )
    assert (str(found.measure), found.versions, found.page, found.text.date) == ("hres905-118", ("eh",), "9949", None)
    assert found.url == "https://www.govinfo.gov/content/pkg/CRECB-2023-pt7/html/CRECB-2023-pt7-Pg9949-2.htm"


def test_what_another_house_sent_is_no_text_of_its_own() -> None:
    message = "The Presiding Officer laid before the Senate the following message from the House of Representatives:"
    resolves = printed("Resolved, That the bill from the Senate (S. 12) entitled ``An Act'' do pass with an amendment.")
    with pytest.raises(InputError, match="prints no text of a measure"):
        parse_granule(granule(said(message), "\n", resolves), name=NAME)


@pytest.mark.parametrize(
    ("amended", "versions"),
    [
        ("The amendment was agreed to.", ()),
        ("The amendments en bloc were agreed to.", ()),
        ("The amendment to the title was agreed to.", ("eh",)),
        ("The amendment was rejected.", ("eh",)),
    ],
)
def test_what_was_amended_after_it_was_printed_is_asked_about(amended: str, versions: tuple[str, ...]) -> None:
    found = one(house("H.R. 905", BILL, amended, "The bill was passed."), HOUSE)
    assert (str(found.measure), found.versions) == ("hr905-118", versions)


def test_several_measures_are_each_read() -> None:
    second = SUBMITTED.decode().replace("88", "89").replace("Gull", "Seal").partition(f"\n{RULE}")[0]
    found = parse_granule(granule(SUBMITTED.decode().partition(f"\n{RULE}")[0], "\n", second), name=NAME)
    assert [(str(each.measure), each.versions) for each in found] == [("sres88-118", ("is",)), ("sres89-118", ("is",))]
    assert [words_of(each) for each in found] == [WHOLE, WHOLE.replace("Gull", "Seal")]


def test_what_is_no_text_of_a_measure_is_left_out() -> None:
    added = "At the request of Mr. Sample, the name of Mr. Example was added as a cosponsor of S. 12."
    memorial = "POM-12. A resolution adopted by the Senate of Ohio; to the Committee on Lamps."
    amendment = "SA 31. Mr. SAMPLE submitted an amendment to the bill S. 12; as follows:"
    of_ohio = heading("Senate Resolution No. 5") + resolution("Resolved, That the Senate of Ohio--")
    for pieces in (
        (heading("S. 12"), said(added)),
        (said(memorial), of_ohio),
        (said(amendment), "\n", printed("Strike section 2."), "\n[[Page S101]]\n\n"),
    ):
        with pytest.raises(InputError, match="prints no text of a measure"):
            parse_granule(granule("[[Page S100]]\n\n", *pieces), name=NAME)


# --------------------------------------------------------------------------------- how it is published


HEAD = """<html>
<head>
<title>Congressional Record, Volume 169 Issue 110 (Tuesday, June 27, 2023)</title>
</head>
<body><pre>
[Congressional Record Volume 169, Number 110 (Tuesday, June 27, 2023)]
[Senate]
[Page S100]
From the Congressional Record Online through the Government Publishing Office [<a href="https://www.gpo.gov">gpo</a>]


"""


def test_govinfos_page_says_its_day_and_chamber_itself() -> None:
    found = one(HEAD.encode() + SUBMITTED.replace(b"&", b"&amp;") + b"\n</pre></body>\n</html>\n", "anything.htm")
    assert (str(found.measure), found.versions, found.page, words_of(found)) == ("sres88-118", ("is",), "S100", WHOLE)


def test_without_a_day_the_caller_must_name_the_text() -> None:
    with pytest.raises(InputError, match="has no date"):
        parse_granule(SUBMITTED, name="a.txt")
    known = parse_reference("sres88-118@is").text_id
    (found,) = parse_granule(SUBMITTED, name="a.txt", known=known)
    assert words_of(found) == WHOLE


def test_a_file_named_as_the_print_names_the_text() -> None:
    found = one(SUBMITTED, "BILLS-118sres88is.txt")
    assert (str(found.measure), found.versions, words_of(found)) == ("sres88-118", ("is",), WHOLE)


def test_a_text_of_another_measure_is_refused() -> None:
    with pytest.raises(InputError, match="expected sres90-118@is, but it prints sres88-118"):
        parse_granule(SUBMITTED, name=NAME, known=parse_reference("sres90-118@is").text_id)


TALK = granule("            LAMPS\n\n", said("The PRESIDING OFFICER. Without objection, it is so ordered."))


@pytest.mark.parametrize("data", [SUBMITTED, SUBMITTED.replace(b"\n", b"\r\n"), HEAD.encode() + SUBMITTED, TALK])
def test_a_granule_is_known_by_its_content(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "page"
    file.write_bytes(data)
    (document,) = read_documents(file)
    assert isinstance(document, Document)
    assert document.kind is DocumentKind.GRANULE


def test_a_bill_in_gpos_plain_text_is_none() -> None:
    assert not is_granule(b"[Congressional Bills 118th Congress]\n\n" + SUBMITTED)
    assert not is_granule(b"Whereas lamps were lit; and\n        bells rang:\n")


# ------------------------------------------------------------------------------------------- laws

VOCABULARY = ("lamp", "keeper's", "bells", "``Gull", "Rock''", "light-house", "of", "the", "1803;", "That", "Senate")
WORDS = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=60)


@given(recitals=st.lists(WORDS, max_size=4), paragraphs=st.lists(WORDS, min_size=1, max_size=4), data=st.data())
def test_every_word_comes_back_wherever_the_page_breaks(
    recitals: list[list[str]], paragraphs: list[list[str]], data: st.DataObject
) -> None:
    clause = [f"Whereas {' '.join(words)};" for words in recitals]
    items = [f"({number}) honors {' '.join(words)};" for number, words in enumerate(paragraphs, 1)]
    lines = printed(*clause, "Resolved, That the Senate--", *items).splitlines(keepends=True)
    at = data.draw(st.integers(1, len(lines)))
    broken = "".join([*lines[:at], "\n[[Page S101]]\n\n", *lines[at:]])
    found = one(granule(said(f"{SPONSORS}referred to the Committee on Lamps:"), heading("S. Res. 88"), broken))
    assert words_of(found).split() == typeset(*clause, "That the Senate--", *items).split()
    assert (len(found.text.preamble or ()), found.text.coverage) == (len(clause), Coverage.COMPLETE)


@given(st.binary(max_size=400) | st.text(alphabet=" SsRrese.1H\n[]-Whereas:lvd,T", max_size=600).map(str.encode))
def test_any_bytes_are_read_or_refused(noise: bytes) -> None:
    for data in (noise, SUBMITTED[:500] + noise + SUBMITTED[500:]):
        try:
            parse_granule(data, name=NAME)
        except InputError:
            continue


# -------------------------------------------------------------------------------- the official files


@pytest.mark.official
@pytest.mark.parametrize(
    ("name", "measure", "versions", "clauses_and_paragraphs"),
    [
        ("CREC-2017-06-27-pt1-PgH5214", "hres351-115", ("eh",), (12, 4)),
        ("CREC-2017-06-29-pt1-PgS3863-2", "sres211-115", ("is",), (12, 4)),
        ("CREC-2017-10-30-pt1-PgS6878-2", "sres211-115", ("rs", "ats"), (11, 4)),
    ],
)
def test_the_official_granules(
    official_data: Path, name: str, measure: str, versions: tuple[str, ...], clauses_and_paragraphs: tuple[int, int]
) -> None:
    data = (official_data / "record" / f"{name}.txt").read_bytes()
    found = one(data, f"{name}.txt")
    assert (str(found.measure), found.versions, found.text.coverage) == (measure, versions, Coverage.COMPLETE)
    (resolved,) = found.text.resolved or ()
    assert (len(found.text.preamble or ()), len(resolved.items)) == clauses_and_paragraphs
