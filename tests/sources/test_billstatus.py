"""BILLSTATUS of both schemas to a measure: the same record whatever the order of the children."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from billtrack.errors import InputError
from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure import (
    Action,
    Activity,
    Amendment,
    AmendmentSponsor,
    Chamber,
    CommitteeName,
    Coverage,
    Law,
    Measure,
    RecordedVote,
    RelatedMeasure,
    Sponsor,
    Title,
)
from billtrack.sources.billstatus import parse_billstatus
from billtrack.sources.billstatus.document import read_rows
from billtrack.sources.rows import Notes, path_of
from billtrack.sources.xml import parse_rows

DATA = Path(__file__).parents[1] / "data" / "billstatus"
FILES = ("complete-1.0.0.xml", "oldest-1.0.0.xml", "complete-3.0.0.xml")
HEAD = "<type>HR</type><number>7</number><congress>122</congress><title>Lamps</title>"
OLD_HEAD = (
    "<billType>HR</billType><billNumber>7</billNumber><congress>122</congress><title>Lamps</title>"
    "<introducedDate>2031-02-03</introducedDate>"
)


def load(name: str) -> Measure:
    return parse_billstatus((DATA / name).read_bytes(), name=name)


def refusal(data: bytes) -> str | None:
    """Why a document is refused; ``None`` when it is read."""
    try:
        parse_billstatus(data, name="x.xml")
    except InputError as error:
        return str(error)
    return None


def parse(inner: str, head: str = HEAD, name: str = "invented") -> Measure:
    return parse_billstatus(f"<billStatus><bill>{head}{inner}</bill></billStatus>".encode(), name=name)


NEW, OLD, OLDEST = (load(name) for name in ("complete-3.0.0.xml", "complete-1.0.0.xml", "oldest-1.0.0.xml"))


# --------------------------------------------------------------------------------------- laws


@given(name=st.sampled_from(FILES), seed=st.integers())
def test_the_order_of_unlike_children_does_not_matter(name: str, seed: int) -> None:
    root = etree.fromstring((DATA / name).read_bytes())
    shuffle = random.Random(seed).shuffle
    for parent in list(root.iter()):
        tags = [child.tag for child in parent]
        if len(tags) == len(set(tags)):
            children = list(parent)
            shuffle(children)
            parent[:] = children
    assert parse_billstatus(etree.tostring(root), name=name) == load(name)


@given(name=st.sampled_from(FILES), data=st.data())
def test_a_damaged_file_is_read_or_refused_by_name(name: str, data: st.DataObject) -> None:
    whole = bytearray((DATA / name).read_bytes())
    at = data.draw(st.integers(0, len(whole) - 1))
    whole[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=6))
    assert (refusal(bytes(whole)) or "x.xml:").startswith("x.xml:")


@given(name=st.sampled_from(FILES), value=st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])))
def test_any_value_anywhere_is_read_left_out_or_refused(name: str, value: str) -> None:
    root = etree.fromstring((DATA / name).read_bytes())
    leaves = [element for element in root.iter() if len(element) == 0]
    random.Random(len(value)).choice(leaves).text = value.replace("\ufffe", "").replace("\uffff", "")
    try:
        measure = parse_billstatus(etree.tostring(root), name=name)
    except InputError:
        return
    assert list(measure.actions or ()) == sorted(measure.actions or (), key=lambda action: action.action_date)


# ----------------------------------------------------------------------------------- identity


def test_the_measure_names_itself() -> None:
    assert [str(measure.id) for measure in (NEW, OLD, OLDEST)] == ["hr7-122", "sconres21-112", "hres3-112"]
    assert NEW.title == "Lamps Act"
    assert NEW.introduced_date == dt.date(2031, 2, 3)
    assert NEW.update_date == dt.datetime(2031, 6, 2, 10, 11, 12, tzinfo=dt.UTC)
    assert NEW.sources == ()


@pytest.mark.parametrize("name", ["BILLSTATUS-122hr7.xml", "in/a/folder/BILLSTATUS-122hr7.xml", "x.xml", "115hr8"])
def test_a_file_name_that_agrees_or_says_nothing_is_accepted(name: str) -> None:
    assert str(parse("", name=name).id) == "hr7-122"


@pytest.mark.parametrize(
    "name", ["BILLSTATUS-122hr8.xml", "BILLSTATUS-121hr7.xml", "BILLSTATUS-122hres7.xml", "a\\BILLSTATUS-122S7.XML"]
)
def test_a_file_name_that_disagrees_is_refused(name: str) -> None:
    with pytest.raises(InputError, match=r":1: the content is hr7-122, the file name says "):
        parse("", name=name)


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ("<bill/>", r"x.xml:1: not a BILLSTATUS document: its root is <bill>"),
        ("<billStatus/>", r"x.xml:1: not a BILLSTATUS document: no <bill> in it"),
        ("<html>", r"x.xml:1:7: not well-formed XML: "),
        ("", r"x.xml:1:1: not well-formed XML: "),
        ("<billStatus><bill><type>HR</type></bill></billStatus>", r"x.xml:1: bill: no number"),
        ("<billStatus>\n<bill><number>7</number></bill></billStatus>", r"x.xml:2: bill: no type"),
        (
            "<billStatus><bill>\n<type>PN</type><number>7</number></bill></billStatus>",
            r"x.xml:2: bill/type: unreadable type: 'PN'",
        ),
        (
            "<billStatus><bill><type>HR</type><number>7</number></bill></billStatus>",
            r"x.xml:1: bill: no congress",
        ),
        (
            "<billStatus><bill><billType>HR</billType><billNumber>0</billNumber><congress>1</congress></bill></billStatus>",
            r"x.xml:1: bill/billNumber: unreadable billNumber: '0'",
        ),
        (
            "<billStatus><bill><type>HR</type><number>7</number><congress>122</congress></bill></billStatus>",
            r"x.xml:1: bill: no title",
        ),
        (
            f"<billStatus><bill>{HEAD}<actions>\n<item><text>x</text></item></actions></bill></billStatus>",
            r"x.xml:2: bill/actions/item: no actionDate",
        ),
        (
            f"<billStatus><bill>{HEAD}<cosponsors>\n<item><fullName>X</fullName></item></cosponsors></bill></billStatus>",
            r"x.xml:2: bill/cosponsors/item: no bioguideId",
        ),
    ],
)
def test_what_is_no_status_document_is_refused_with_its_place(document: str, message: str) -> None:
    with pytest.raises(InputError, match=rf"^{message}"):
        parse_billstatus(document.encode(), name="x.xml")


# ------------------------------------------------------------------------------------- people


def test_the_sponsor_is_named_without_title_and_bracket() -> None:
    assert NEW.sponsor == Sponsor(
        bioguide_id="L000122",
        name="Lark, Ida B., Jr.",
        party="D",
        state="OR",
        district=0,
        is_by_request=False,
    )
    assert OLD.sponsor is not None
    assert (OLD.sponsor.name, OLD.sponsor.is_by_request) == ("Crane, May Q.", True)


@pytest.mark.parametrize(
    ("full_name", "name"),
    [
        ("Rep. Ros-Lark, Ileana [R-FL-27]", "Ros-Lark, Ileana"),
        ("Sen. Heron, Angus S., Jr. [I-ME]", "Heron, Angus S., Jr."),
        ("Del. Tern, Eleanor Holmes [D-DC-At Large]", "Tern, Eleanor Holmes"),
        ("Resident Commissioner Wren, Ana [D-PR]", "Wren, Ana"),
        ('Rep. Stork, Henry C. "Hank," Jr. [D-GA-4]', 'Stork, Henry C. "Hank," Jr.'),
        ("Rep. Tipton-Gull, Scott  R.  [R-CO-3]", "Tipton-Gull, Scott R."),
        ("Representative Gull, Al [R-CO-3]", "Representative Gull, Al"),
        ("Gull", "Gull"),
    ],
)
def test_names_are_split_at_the_title_and_the_bracket_only(full_name: str, name: str) -> None:
    row = f"<bioguideId>G1</bioguideId><fullName>{full_name}</fullName><party>R</party><state>CO</state>"
    measure = parse(f"<sponsors><item>{row}</item></sponsors>")
    assert measure.sponsor is not None
    assert measure.sponsor.name == name


def test_the_oldest_files_have_party_and_state_in_the_bracket() -> None:
    assert OLDEST.cosponsors is not None
    (stork,) = OLDEST.cosponsors
    assert (stork.name, stork.party, stork.state, stork.district) == ("Stork, Bo", "R", "TX", 2)
    assert OLDEST.sponsor is not None
    assert (OLDEST.sponsor.party, OLDEST.sponsor.state, OLDEST.sponsor.district) == ("D", "GU", None)


def test_a_member_who_withdrew_and_signed_again_stands_twice_in_official_order() -> None:
    assert NEW.cosponsors is not None
    assert [
        (each.sponsorship_date.isoformat(), each.is_original_cosponsor, str(each.sponsorship_withdrawn_date))
        for each in NEW.cosponsors
    ] == [("2031-02-03", True, "2031-03-04"), ("2031-03-05", False, "None")]


def test_a_reserved_number_has_no_sponsor() -> None:
    assert parse("<sponsors/>").sponsor is None


# ------------------------------------------------------------------------------------- actions


def test_actions_stand_oldest_first_and_timed_rows_in_the_order_of_their_times() -> None:
    assert NEW.actions is not None
    assert [action.action_code for action in NEW.actions] == ["H11100", "H12410", "H30000", "H37100", "8000"]


def test_rows_without_a_time_keep_their_place_among_timed_ones() -> None:
    rows = [("d", "10:00:00"), ("c", ""), ("b", "09:00:00"), ("a", "11:00:00")]  # newest first, as in the files
    items = "".join(
        f"<item><actionDate>2031-02-03</actionDate><actionTime>{time}</actionTime><text>{text}</text></item>"
        for text, time in rows
    )
    actions = parse(f"<actions>{items}</actions>").actions
    assert actions is not None
    assert "".join(action.text or "" for action in actions) == "bdca"


def test_the_source_system_is_its_official_name_in_snake_case() -> None:
    assert NEW.actions is not None
    assert [action.source_system for action in NEW.actions][-2:] == ["house_floor_actions", "library_of_congress"]
    assert OLDEST.actions is not None
    assert OLDEST.actions[0].source_system is None


def test_a_committee_is_named_in_a_list_or_alone() -> None:
    bridges = (CommitteeName(system_code="ssbr00", name="Bridges Committee"),)
    assert OLD.actions is not None
    assert [action.committees for action in OLD.actions] == [bridges, bridges, (), ()]


def test_votes_beside_the_actions_belong_to_the_rows_that_cite_them() -> None:
    assert OLD.actions is not None
    assert [[vote.roll_number for vote in action.recorded_votes] for action in OLD.actions] == [[], [], [5], [44]]
    assert OLD.actions[3].recorded_votes == (
        RecordedVote(
            chamber=Chamber.HOUSE,
            congress=112,
            session_number=1,
            roll_number=44,
            date=dt.datetime(2011, 9, 20, 16, 30, tzinfo=dt.UTC),
            url="http://clerk.house.gov/evs/2011/roll044.xml",
        ),
    )


def test_white_space_around_a_value_says_nothing_however_much_there_is() -> None:
    assert parse(f"<introducedDate>{' ' * 80}2031-01-10\n</introducedDate>").introduced_date == dt.date(2031, 1, 10)


def vote(roll: int, day: str) -> str:
    return (
        f"<recordedVotes><recordedVote><rollNumber>{roll}</rollNumber><chamber>House</chamber><date>{day}</date>"
        "<congress>122</congress><sessionNumber>1</sessionNumber></recordedVote></recordedVotes>"
    )


def test_a_roll_number_of_the_other_session_is_not_the_vote() -> None:
    rows = "".join(
        f"<item><actionDate>{day}</actionDate><text>Passed (Roll no. 9).</text></item>"
        for day in ("2032-01-10", "2031-01-10")
    )
    actions = parse(f"<actions>{rows}</actions>{vote(9, '2031-01-11T01:00:00Z')}", OLD_HEAD).actions
    assert actions is not None
    assert [len(action.recorded_votes) for action in actions] == [1, 0]


@pytest.mark.parametrize("head", [f"{OLD_HEAD}<actions/>", HEAD])
def test_a_vote_no_action_cites_is_told_and_kept_nowhere(head: str) -> None:
    document = f"<billStatus><bill>{head}{vote(9, '')}</bill></billStatus>".encode()
    notes = Notes()
    read_rows(parse_rows(document, name="x"), name="x", notes=notes)
    (left_out,) = notes.omissions
    assert (path_of(left_out.element), left_out.reason) == (
        "bill/recordedVotes/recordedVote",
        "no action cites this vote",
    )


def test_calendar_numbers_are_those_of_the_row() -> None:
    assert NEW.actions is not None
    assert (NEW.actions[1].calendar, NEW.actions[1].calendar_number) == ("U00003", "3")
    assert OLD.actions is not None
    assert (OLD.actions[1].calendar, OLD.actions[1].calendar_number) == ("Senate Calendar of Business", "0017")


def test_a_house_calendar_beside_the_actions_is_not_the_senates() -> None:
    texts = ("Placed on Senate Legislative Calendar. Calendar No. 3.", "Placed on the Union Calendar, Calendar No. 3.")
    rows = "".join(f"<item><actionDate>2031-01-10</actionDate><text>{text}</text></item>" for text in texts)
    calendars = "<calendarNumbers><item><calendar>U00003</calendar><number/></item></calendarNumbers>"
    actions = parse(f"<actions>{rows}</actions>{calendars}", OLD_HEAD).actions
    assert actions is not None
    assert [action.calendar for action in actions] == ["U00003", None]


def test_the_clock_of_the_oldest_files_has_two_halves() -> None:
    assert OLDEST.actions is not None
    assert [action.action_time for action in OLDEST.actions] == [dt.time(0, 10), dt.time(17, 3)]


# ------------------------------------------------------------------------------ text versions


def test_text_versions_are_announced_oldest_first_under_the_codes_of_their_files() -> None:
    assert NEW.text_versions is not None
    assert [(text.version_code, str(text.date)) for text in NEW.text_versions] == [
        ("ih", "2031-02-03"),
        ("eas", "2031-05-01"),
        ("eas2", "2031-05-02"),
        ("enr", "None"),
    ]
    assert {text.coverage for text in NEW.text_versions} == {Coverage.NONE}
    assert NEW.text_versions[2].version_name == "Engrossed Amendment Senate"


@pytest.mark.parametrize(
    ("item", "codes"),
    [
        ("<type>Reported to Senate</type>", ["rs"]),
        ("<type>Reported in Senate</type>", ["rs"]),
        ("<type>Public Law</type>", []),
        ("<type>IH</type><formats><item><url>https://x.gov/BILLS-122hr8ih.xml</url></item></formats>", []),
        ("<type>IH</type><formats><item><url>https://x.gov/BILLS-122hr7rh.xml</url></item></formats>", ["rh"]),
        ("<type/><date/><formats/>", []),
    ],
)
def test_a_version_code_is_never_guessed(item: str, codes: list[str]) -> None:
    versions = parse(f"<textVersions><item>{item}</item></textVersions>").text_versions
    assert [version.version_code for version in versions or ()] == codes


def test_a_second_text_of_one_version_is_left_out() -> None:
    item = "<item><type>Introduced in House</type></item>"
    versions = parse(f"<textVersions>{item}{item}</textVersions>").text_versions
    assert [version.version_code for version in versions or ()] == ["ih"]


# ------------------------------------------------------------------------------------ the rest


def test_committee_days_are_those_of_washington() -> None:
    assert NEW.committees is not None
    (committee,) = NEW.committees
    assert committee.chamber is Chamber.HOUSE
    assert committee.activities == (
        Activity(name="Reported by", date=dt.date(2031, 4, 1)),  # 22:30 the evening before
        Activity(name="Referred To", date=dt.date(2031, 2, 3)),
    )
    assert committee.subcommittees[0].system_code == "hslg01"


def test_a_related_measure_stands_once_for_each_relation() -> None:
    title = "A joint resolution on lamps."
    sjres9 = parse_measure_id("sjres9-121")
    assert NEW.related_measures == (
        RelatedMeasure(id=sjres9, relationship_type="Related bill", identified_by="CRS", title=title),
        RelatedMeasure(id=sjres9, relationship_type="Identical bill", identified_by="House", title=title),
    )
    assert OLDEST.related_measures is not None
    assert str(OLDEST.related_measures[0].id) == "hconres4-112"


def test_titles_keep_their_text_and_chamber() -> None:
    assert NEW.other_titles is not None
    assert NEW.other_titles[0] == Title(
        title_type="Short Title(s) as Passed House",
        title="Lamps Act",
        chamber=Chamber.HOUSE,
        version_code="eh",
    )


def test_summaries_are_plain_text_wherever_the_words_stand() -> None:
    assert [summary.text for summary in NEW.summaries or ()] == [
        "Lamps Act\n\nThis bill lights lamps.",
        "This bill lights & trims lamps.",
    ]
    assert OLD.summaries is not None
    assert OLD.summaries[0].update_date == dt.datetime(2011, 6, 7, 8, 9, 10, tzinfo=dt.UTC)


def test_doubled_elements_of_an_amendment_are_read_once() -> None:
    assert NEW.amendments == (
        Amendment(
            amendment_type="HAMDT",
            number=5,
            congress=122,
            sponsor=AmendmentSponsor(bioguide_id="F000001", name="Finch, Fay", party="D", state="OH", district=4),
            amended_amendment="hamdt4-122",
            purpose="To trim the lamps.",
            description="Amendment trims the lamps.",
            submitted_date=dt.date(2031, 4, 8),
            proposed_date=dt.date(2031, 4, 9),
            latest_action_date=dt.date(2031, 4, 9),
            latest_action="On agreeing to the Finch amendment (A001) Agreed to by voice vote.",
            actions=(
                Action(action_date=dt.date(2031, 4, 8), text="Amendment (A001) offered by Ms. Finch."),
                Action(
                    action_date=dt.date(2031, 4, 9),
                    action_time=dt.time(13),
                    source_system="house_floor_actions",
                    action_code="H32111",
                    type="Floor",
                    text="On the Finch amendment (A001) Agreed to by recorded vote: 218 - 210 (Roll no. 44).",
                    committees=(CommitteeName(system_code="hspw00", name="Public Works"),),
                    recorded_votes=(
                        RecordedVote(
                            chamber=Chamber.HOUSE,
                            congress=122,
                            session_number=1,
                            roll_number=44,
                            date=dt.datetime(2031, 4, 9, 17, tzinfo=dt.UTC),
                            url="https://clerk.house.gov/evs/2031/roll044.xml",
                        ),
                    ),
                ),
            ),
        ),
        Amendment(
            amendment_type="HAMDT",
            number=6,
            congress=122,
            sponsor=AmendmentSponsor(name="Public Works Committee"),
            actions=(
                Action(
                    action_date=dt.date(2031, 4, 9),
                    committees=(CommitteeName(system_code="hspw00", name="Public Works"),),
                ),
            ),
        ),
    )


def related_of(row: str) -> tuple[RelatedMeasure, ...] | None:
    relation = "<item><type>Related bill</type><identifiedBy>CRS</identifiedBy></item>"
    details = f"<relationshipDetails>{relation}</relationshipDetails>"
    xml = f"""<billStatus><bill><type>HR</type><number>7</number><congress>122</congress><title>Lamps</title>
      <relatedBills><item>{row}{details}</item></relatedBills></bill></billStatus>"""
    return parse_billstatus(xml.encode(), name="invented").related_measures


@pytest.mark.parametrize(
    ("row", "printed"),
    [
        ("<type>HR</type><number>12</number>", "H.R. 12"),
        ("<type>HR</type><number>12</number><congress/>", "H.R. 12"),
        ("<type>HCONRES</type><number>12</number><congress>no</congress>", "H.Con.Res. 12 (Congress no)"),
        ("<type>LAMP</type><number>12</number><congress>122</congress>", "LAMP 12 (Congress 122)"),
        ("<number>12</number>", "No. 12"),
        ("<title>Lamps Act</title>", "Lamps Act"),
    ],
)
def test_a_related_row_that_names_no_measure_is_kept_as_given(row: str, printed: str) -> None:
    related = related_of(row)
    assert related is not None
    assert [(each.id, each.as_printed, each.identified_by) for each in related] == [(None, printed, "CRS")]


def test_a_related_row_with_nothing_of_a_name_is_left_out() -> None:
    assert related_of("") == ()


def test_the_small_lists_are_kept() -> None:
    assert NEW.policy_area == OLDEST.policy_area == "Transportation"
    assert NEW.legislative_subjects == ("Lamps", "Oil")
    assert OLDEST.legislative_subjects == ("Ferries",)
    assert NEW.laws == (Law(type="Public Law", number="122-3"),)
    assert NEW.committee_reports == ("H. Rept. 122-1",)
    assert NEW.official_notes == ("See Page 1.",)
    assert NEW.constitutional_authority_statement == "By Ms. LARK:\nH.R. 7.\nArticle I."
    assert [(each.title, each.url) for each in OLDEST.cbo_cost_estimates or ()] == [
        ("Ferries", "https://www.cbo.gov/3")
    ]


def lists(measure: Measure) -> set[object]:
    return {
        measure.cosponsors,
        measure.committees,
        measure.actions,
        measure.text_versions,
        measure.related_measures,
        measure.laws,
        measure.summaries,
        measure.amendments,
        measure.legislative_subjects,
        measure.other_titles,
    }


def test_a_list_schema_3_omits_is_empty_and_one_schema_1_omits_is_not_known() -> None:
    assert lists(parse("")) == {()}
    assert lists(parse("", OLD_HEAD)) == {None}


def test_no_break_spaces_and_line_ends_fold_and_controls_go() -> None:
    head = HEAD.replace("Lamps", "\n  The\u00a0 Lamps\u0085 Act\u009b31m \n")
    assert parse("", head).title == "The Lamps Act31m"
