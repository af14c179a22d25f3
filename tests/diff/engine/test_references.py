"""What a changed reference is: every row is one sentence in both versions of a bill, and the reason for its class.

The bill is invented.  Its new version puts in a section 2, a title II, a subsection 3(b) (now 4(b)), a paragraph (1) of
4(c) (before 3(b)) and a paragraph (1) of the section that holds the sentence, and takes out section 5.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billtrack.diff.engine import ChangeClass, Comparison, ReferenceChange, Span, compare, stale_references
from billtrack.diff.engine.references.parsing import find_references
from billtrack.model.clauses import Clause, clauses
from billtrack.model.measure import Coverage, Excerpt, Provision, ResolvingClause, TextVersion
from billtrack.model.values import replace

Build = Callable[..., tuple[Clause, ...]]

NUMBERING, REFERENCE, SUBSTANTIVE = ChangeClass.NUMBERING, ChangeClass.REFERENCE, ChangeClass.SUBSTANTIVE
OWN, LAW = "this text", "another law"
NONE = "a clause not identified"
P = Provision


def section(number: str, header: str, text: str = "", *items: Provision) -> Provision:
    return P(enum=number, level="section", header=header, text=text or None, items=items)


FINDINGS = (
    "Findings",
    "Congress finds the following:",
    P(enum="(1)", level="paragraph", text="Harbors have sheltered fishing vessels since the first settlement."),
    P(enum="(2)", level="paragraph", text="Pilots train seven years before they guide a steamer through the narrows."),
    P(enum="(3)", level="paragraph", text="Lighthouses fell dark when their keepers were called to the war."),
)
IN_GENERAL = "The Secretary shall make grants to harbor boards that keep a lamp burning through the winter."
REPORTS = "Each harbor board that receives money shall tell the Secretary yearly how it was spent."
BRICK = P(enum="(A)", text="brick, stone, and mortar for towers that lean;")
GLASS = P(enum="(B)", text="lenses ground from optical glass, and the brass that holds them; and")
OILS = P(enum="(i)", text="whale oil pressed before the ban;"), P(enum="(ii)", text="kerosene shipped in tin cans.")
OIL = P(enum="(C)", text="lamp fuel, limited to-", items=OILS)
CAPS = "No grant may exceed what the board raised from dues in the five years before."
COSTS = "A grant pays for-"
DEFINITIONS = (
    "Definitions",
    "In this Act:",
    P(enum="(1)", level="paragraph", header="Board", text="A board is a body elected by the owners of wharves."),
    P(enum="(2)", level="paragraph", header="Lamp", text="A lamp is any light visible two leagues from shore."),
)
FOGHORNS = section("5.", "Foghorns", "A foghorn sounds twice each minute whenever the far buoy cannot be seen.")
BELLS = "Every bell buoy is to be hauled, scraped, and painted red before the herring season opens."
WRECKS = "Salvors who raise a wreck keep half of what its cargo brings at public auction."
AMENDED = "Section 12 of the Ship Act is amended-"
QUOTED = (
    "Masters of ships carry two anchors, and show them to any inspector who comes aboard.",
    "Mates stand the dog watch on every second night while the convoy is at sea.",
)


def old_bill(sentence: str, place: str) -> tuple[Provision, ...]:
    amount = P(
        enum="(b)",
        header="Amount",
        items=(P(enum="(1)", text=COSTS, items=(BRICK, GLASS, OIL)), P(enum="(2)", header="Cap", text=CAPS)),
    )
    return (
        P(
            enum="I",
            level="title",
            header="General matters",
            items=(
                section("1.", "Short title", "This Act may be cited as the “Harbor Lamps Act”."),
                section("2.", *FINDINGS),
                section(
                    "3.",
                    "Grants",
                    "",
                    P(enum="(a)", header="In general", text=IN_GENERAL),
                    amount,
                    P(enum="(c)", header="Reports", text=REPORTS),
                ),
                section("4.", *DEFINITIONS),
            ),
        ),
        P(
            enum="II",
            level="title",
            header="Safety at sea",
            items=(FOGHORNS, section("6.", "Bell buoys", BELLS), section("7.", "Wrecks", WRECKS)),
        ),
        P(enum="III", level="title", header="Other matters", items=(uses("8.", sentence, place, first=()),)),
    )


def new_bill(sentence: str, place: str) -> tuple[Provision, ...]:
    audit = P(enum="(1)", header="Audit", text="An auditor from another county counts the money twice each April.")
    amount = P(
        enum="(c)",
        header="Amount",
        items=(audit, P(enum="(2)", text=COSTS, items=(BRICK, GLASS, OIL)), P(enum="(3)", header="Cap", text=CAPS)),
    )
    return (
        P(
            enum="I",
            level="title",
            header="General matters",
            items=(
                section("1.", "Short title", "This Act may be cited as the “Harbor Lamps Act”."),
                section("2.", "Purposes", "The purpose is to spare sailors the reefs off Gull Rock and Port Amity."),
                section("3.", *FINDINGS),
                section(
                    "4.",
                    "Grants",
                    "",
                    P(enum="(a)", header="In general", text=IN_GENERAL),
                    P(enum="(b)", header="Eligibility", text="Only a county with its own pier and crane may apply."),
                    amount,
                    P(enum="(d)", header="Reports", text=REPORTS),
                ),
                section("5.", *DEFINITIONS),
            ),
        ),
        P(
            enum="II",
            level="title",
            header="Money",
            items=(section("6.", "Tolls", "Barges pay a toll of one cent a ton at the canal gate."),),
        ),
        P(
            enum="III",
            level="title",
            header="Safety at sea",
            items=(section("7.", "Bell buoys", BELLS), section("8.", "Wrecks", WRECKS)),
        ),
        P(
            enum="IV",
            level="title",
            header="Other matters",
            items=(
                uses(
                    "9.",
                    sentence,
                    place,
                    first=(P(level="paragraph", text="gulls that nest beneath the lamp are left alone in May;"),),
                ),
            ),
        ),
    )


def uses(number: str, sentence: str, place: str, *, first: tuple[Provision, ...]) -> Provision:
    """The section with the sentence: in its subsection (a), in an amending instruction, or in a quoted block."""
    own = sentence if place == OWN else "Money is spent on nothing but lamps and those who tend them."
    listed = (
        *first,
        P(level="paragraph", text="ropes spun of hemp, and tar enough to keep them;"),
        P(level="paragraph", text="skiffs rowed by four, with a spare oar apiece."),
    )
    counted = tuple(P(enum=f"({n})", level="paragraph", text=item.text) for n, item in enumerate(listed, 1))
    quoted = (
        section("40.", "Anchors", QUOTED[0]),
        section("41.", "Watches", QUOTED[1]),
        section("42.", "Logs", sentence if place == "a quoted block" else "A log is kept in ink."),
    )
    block = P(level="quoted-block", items=_shifted(quoted) if first else quoted)
    told = f"by striking the last sentence and {sentence}" if place == LAW else "by striking the last sentence; and"
    return section(
        number,
        "Uses",
        "",
        P(enum="(a)", header="Lawful uses", text=own, items=counted),
        P(
            enum="(b)",
            header="Ships",
            text=AMENDED,
            items=(P(enum="(1)", text=told), P(enum="(2)", text="by adding at the end the following:", items=(block,))),
        ),
    )


def _shifted(quoted: tuple[Provision, ...]) -> tuple[Provision, ...]:
    """The quoted sections with another before them; its own section 40 is not the bill's."""
    stowage = section("40.", "Stowage", "Casks are chocked and barrels stacked bilge free before the hatch is closed.")
    return (
        stowage,
        *(section(f"{n}.", each.header or "", each.text or "") for n, each in enumerate(quoted, 41)),
    )


def compared(bill: Build, old: str, new: str, place: str = OWN) -> Comparison:
    lead = "Whoever tends the harbor lamp through fog and storm is paid in silver "
    return compare(bill(*old_bill(lead + old, place)), bill(*new_bill(lead + new, place)))


def changed_spans(found: Comparison) -> list[Span]:
    """The changed words of the clause that holds the sentence, the number of the clause apart."""
    (unit,) = [unit for unit in found.units if "paid in silver" in unit.new_text]
    return [span for span in unit.spans if span.change_class is not None and span.text not in {"42.", "43."}]


SAME_CLAUSE = [
    ("under section 2.", "under section 3.", "a section that moved down by one"),
    ("under section 2 and the rules.", "under section 3 and the rules.", "words follow that are no designators"),
    ("under section 2(1).", "under section 3(1).", "a section that has paragraphs and no subsections"),
    ("under section 2(2) of this Act.", "under section 3(2) of this Act.", "this Act is this text"),
    ("under section 3(a).", "under section 4(a).", "both levels resolve"),
    ("under section 3(b).", "under section 4(c).", "both levels moved"),
    ("under section 3(b)(1).", "under section 4(c)(2).", "three levels moved"),
    ("under section 3(b)(1)(C)(ii).", "under section 4(c)(2)(C)(ii).", "five levels"),
    ("under section 3(c) of this Act.", "under section 4(d) of this Act.", "the last subsection"),
    ("under sections 2 and 3.", "under sections 3 and 4.", "a list, each a matched pair"),
    ("under sections 2, 3, and 4.", "under sections 3, 4, and 5.", "a list of three"),
    ("under sections 2 through 4.", "under sections 3 through 5.", "a range, each section in it a matched pair"),
    ("under sections 2(1) and 3(b).", "under sections 3(1) and 4(c).", "a list with paths"),
    ("under section 3(b)(1) or (2).", "under section 4(c)(2) or (3).", "the second stands beside the first"),
    ("under section 3(a) and (c).", "under section 4(a) and (d).", "the second is a subsection, as the first"),
    ("under paragraphs (1) through (3) of section 2.", "under paragraphs (1) through (3) of section 3.", "a chain"),
    ("under subsection (b) of section 3.", "under subsection (c) of section 4.", "a chain in which both moved"),
    ("under paragraph (2) of section 3(b).", "under paragraph (3) of section 4(c).", "a chain with a path"),
    ("under clause (i) of section 3(b)(1)(C).", "under clause (i) of section 4(c)(2)(C).", "a chain to a clause"),
    (
        "under clause (ii) of subparagraph (C) of paragraph (1) of section 3(b).",
        "under clause (ii) of subparagraph (C) of paragraph (2) of section 4(c).",
        "a chain of four",
    ),
    ("under paragraph (1).", "under paragraph (2).", "a paragraph of the subsection the words stand in"),
    ("under paragraphs (1) and (2).", "under paragraphs (2) and (3).", "both moved by one"),
    ("under paragraph (2) of this subsection.", "under paragraph (3) of this subsection.", "this subsection is (a)"),
    ("under subsection (a)(1).", "under subsection (a)(2).", "a path from a subsection of this section"),
    ("under subsection (a)(2) of this section.", "under subsection (a)(3) of this section.", "this section"),
    ("under title II.", "under title III.", "a title of this text"),
    ("under title II of this Act.", "under title III of this Act.", "a title, and the text it is of"),
    ("under titles I and II.", "under titles I and III.", "a list of titles"),
    ("under section 6 of title II.", "under section 7 of title III.", "a section in its title"),
    ("under Sec. 6.", "under Sec. 7.", "as tables of contents write it"),
    ("under sec. 6.", "under sec. 7.", "an abbreviation"),
    ("under §6.", "under §7.", "the sign stands right before the number"),
    ("under §§ 6 and 7.", "under §§ 7 and 8.", "two signs, two sections"),
    ("under section 8.", "under this section.", "by number, then as this section: the same clause"),
    ("under section 2 (relating to findings).", "under section 3 (relating to findings).", "a remark follows"),
    ("sent under section 2 to the Secretary.", "sent under section 3 to the Secretary.", "to whom, not of which law"),
    ("told under section 2 of any storm.", "told under section 3 of any storm.", "of what, not of which law"),
    ("under section 2 and section 3 of this Act.", "under section 3 and section 4 of this Act.", "two of this Act"),
    ("under section 2, section 3, and section 4.", "under section 3, section 4, and section 5.", "one after another"),
    ("under sections 2 to 4.", "under sections 3 to 5.", "to, for through"),
    ("under sections 2-4.", "under sections 3-5.", "sections, so these are several"),
    ("under sections 2–4.", "under sections 3–5.", "a dash between them"),
    ("under sections 2 – 4.", "under sections 3 – 5.", "with spaces around it"),
    ("under §§ 2–4.", "under §§ 3–5.", "two signs, a range"),
    ("under sections 2–4.", "under sections 3 through 5.", "one range written in two ways"),
    ("under section 3(b)–(c).", "under section 4(c)–(d).", "a range of subsections"),
    ("under section 3(b)-(c).", "under section 4(c)-(d).", "with a hyphen"),
    (
        "under section 3(b)(1)(A) to (C).",
        "under section 4(c)(2)(A) to (C).",
        "the end of a range takes the path of its start",
    ),
    ("under sections 3(b)–(c) and 4.", "under sections 4(c)–(d) and 5.", "a range in a list"),
    ("under paragraphs (1)–(2).", "under paragraphs (2)–(3).", "a range of paragraphs"),
    ("under paragraphs (1) to (2).", "under paragraphs (2) to (3).", "with to"),
    ("under section 3(b)(1)(A), (B), (C).", "under section 4(c)(2)(A), (B), (C).", "a list without a conjunction"),
    ("under section 3(b)(1)(A)/(B).", "under section 4(c)(2)(A)/(B).", "a stroke, for or"),
    ("under sections 2 & 3.", "under sections 3 & 4.", "a sign, for and"),
    ("under section 3 (b).", "under section 4 (c).", "a space before the subsection"),
    ("under section 3, subsection (b).", "under section 4, subsection (c).", "from the outer level in"),
    (
        "under section 3, subsection (b), paragraph (1).",
        "under section 4, subsection (c), paragraph (2).",
        "three levels, from the outer one in",
    ),
    ("under title II, section 6.", "under title III, section 7.", "a section in its title, the title first"),
    ("under section 7.", "under the preceding section.", "sections are counted through the titles"),
    ("(1) under section 3(b) and (2) in tin.", "(1) under section 4(c) and (2) in tin.", "(2) numbers what follows"),
]

OTHER_CLAUSE = [
    ("under section 2.", "under section 4.", "section 2", "section 4", "2 became 3, not 4"),
    ("under section 3(b).", "under section 4(b).", "section 3(b)", "section 4(b)", "4(b) is new: the old (b) is (c)"),
    ("under section 3.", "under section 4(a).", "section 3", "section 4(a)", "a narrower reference"),
    ("under section 3(c).", "under section 4.", "section 3(c)", "section 4", "a wider one"),
    ("under section 5.", "under section 6.", "section 5", "section 6", "section 5 was taken out"),
    ("under section 3.", "under section 30.", "section 3", NONE, "no section 30 on the new side"),
    ("under section 20.", "under section 3.", NONE, "section 3", "nor on the old side"),
    ("under section 20.", "under section 21.", NONE, NONE, "on neither: nothing is proven"),
    (
        "under sections 2 and 3.",
        "under sections 3 and 5.",
        "section 2, section 3",
        "section 3, section 5",
        "one of two",
    ),
    (
        "under sections 2 and 3.",
        "under sections 2 and 4.",
        "section 2, section 3",
        "section 2, section 4",
        "half moved",
    ),
    ("under sections 2 through 4.", "under sections 2 through 5.", None, None, "the range takes in the new section 2"),
    ("under sections 2 and 3.", "under sections 3, 4, and 5.", None, None, "a list that grew"),
    ("under sections 4 through 6.", "under sections 5 through 7.", None, None, "the range held 5, and holds 6 now"),
    ("under paragraphs (1) and (2).", "under paragraphs (1) and (3).", None, None, "the first did not follow"),
    ("under paragraph (1).", "under paragraph (3).", "section 8(a)(1)", "section 9(a)(3)", "a paragraph too far"),
    ("under paragraph (1).", "under paragraph (7).", "section 8(a)(1)", NONE, "there is no (7)"),
    ("under paragraph (1).", "under subparagraph (1).", None, None, "at another level"),
    ("under clause (i).", "under clause (ii).", NONE, NONE, "no clauses around the words"),
    ("under section 3(b).", "under section 4(C).", "section 3(b)", NONE, "a capital is another level"),
    ("under section 3(b)(1)(B).", "under section 4(c)(1)(B).", None, None, "the path leads nowhere"),
    ("under title II.", "under title IV.", "title II", "title IV", "another title"),
    ("under section 6 of title II.", "under section 7 of title II.", None, None, "7 is in title III now"),
    ("under such section.", "under this section.", NONE, "section 9", "what such means is not known"),
    ("under such paragraph.", "under such subsection.", NONE, NONE, "nor here"),
    ("under this Act.", "under this section.", "the whole text", "section 9", "the whole text is no clause"),
    ("under this title.", "under this section.", "title III", "section 9", "the part for the whole"),
    ("under this section.", "under this subsection.", "section 8", "section 9(a)", "narrower"),
    ("described in section 10-15.", "described in section 1015.", NONE, NONE, "a hyphen is part of the number"),
    ("told under section 2 of the storm.", "told under section 3 of the storm.", NONE, NONE, "of a storm, or a law?"),
    ("under section 2 of this title.", "under section 3 of this title.", NONE, NONE, "neither is in this title"),
    ("under section 2 of the bill.", "under section 3 of the bill.", NONE, NONE, "which bill is not known"),
    ("for T. 14 S., R. 5 W., sec. 2.", "for T. 14 S., R. 5 W., sec. 3.", NONE, NONE, "a section of land"),
    ("for section 2, T14S R5W.", "for section 3, T14S R5W.", NONE, NONE, "without marks"),
    ("for section 2 in township 4 north.", "for section 3 in township 4 north.", NONE, NONE, "in words"),
    ("for section 2, Copper River Meridian.", "for section 3, Copper River Meridian.", NONE, NONE, "by its meridian"),
    (
        "under section 3(a)-(b).",
        "under section 4(a)-(b).",
        None,
        None,
        "its end is another subsection, though it stayed",
    ),
    ("under section 3(a)–(b).", "under section 4(a)–(b).", None, None, "with a dash"),
    ("under section 3(a) to (b).", "under section 4(a) to (b).", None, None, "with to"),
    ("under section 3(a), (b).", "under section 4(a), (b).", None, None, "the second of a list is another subsection"),
    ("under section 3(a)/(b).", "under section 4(a)/(b).", None, None, "with a stroke"),
    ("under section 3(a)–(c).", "under section 4(a)–(d).", None, None, "the range takes in the new (b)"),
    ("under section 3 (b).", "under section 4 (b).", "section 3(b)", "section 4(b)", "a space before the subsection"),
    ("under sections 2 to 4.", "under sections 2 to 5.", None, None, "the range takes in the new section 2"),
    ("under sections 2–4.", "under sections 2–5.", None, None, "with a dash"),
    ("under section 2–4.", "under section 3–5.", NONE, NONE, "one section, with a dash in its number"),
    (
        "under section 3, subsection (b).",
        "under section 4, subsection (b).",
        "section 3(b)",
        "section 4(b)",
        "(b) is new",
    ),
    ("under title II of this Act.", "under title II of the Sherman Act.", "title II", LAW, "this Act no longer"),
    ("under title II of this Act.", "under title III of the Sherman Act.", "title II", LAW, "nor with another number"),
    ("under title II of the Sherman Act.", "under title III of this Act.", LAW, "title III", "this Act now"),
]

LAWS = [
    ("section 2 note.", "section 3 note.", "a note of the Code"),
    ("section 2 of the Sherman Act.", "section 3 of the Sherman Act.", "an Act by its name"),
    ("section 2 of the Act of June 5, 1920.", "section 3 of the Act of June 5, 1920.", "an Act by its date"),
    ("section 2 of such Act.", "section 3 of such Act.", "an Act named before"),
    ("sections 2 and 3 of the Sherman Act.", "sections 3 and 4 of the Sherman Act.", "a list"),
    ("section 2 or section 3 of the Sherman Act.", "section 3 or section 4 of the Sherman Act.", "both are of the Act"),
    ("section 2 (15 U.S.C. 9) of the Sherman Act.", "section 3 (15 U.S.C. 9) of the Sherman Act.", "a cite between"),
    ("title II of the Civil Rights Act.", "title III of the Civil Rights Act.", "a title II became title III here"),
    ("title II of Public Law 117-58.", "title III of Public Law 117-58.", "a public law"),
    ("section 2 of title 5, United States Code.", "section 3 of title 5, United States Code.", "the Code"),
    ("section 2 of title 5.", "section 2 of title 10.", "a title of the Code by its number alone"),
    ("chapter 5 of title 10, United States Code.", "chapter 6 of title 10, United States Code.", "a chapter"),
    ("part 2 of title 40, Code of Federal Regulations.", "part 3 of title 40, Code of Federal Regulations.", "rules"),
    ("15 U.S.C. 2.", "15 U.S.C. 3.", "a citation of the Code"),
    ("15 U.S.C. 2(a).", "15 U.S.C. 2(b).", "its subsection"),
    ("42 U.S.C. 1396a-1.", "42 U.S.C. 1396a-2.", "a number with a letter and a hyphen"),
    ("Public Law 117-58.", "Public Law 117-59.", "another public law"),
    ("135 Stat. 429.", "135 Stat. 430.", "another page of the Statutes"),
    ("Executive Order 2.", "Executive Order 3.", "an order"),
    ("clause 2 of rule XXI.", "clause 3 of rule XXI.", "a rule of the House"),
    ("rule XXI.", "rule XXII.", "another rule"),
    ("the Sherman Act, section 2.", "the Sherman Act, section 3.", "the Act comes first"),
    ("article I of the Constitution.", "article II of the Constitution.", "the Constitution"),
    ("section 2 of the Internal Revenue Code of 1986.", "section 3 of the Internal Revenue Code of 1986.", "a code"),
    ("section 2 of part A of title IV of the Ship Act.", "section 3 of part A of title IV of the Ship Act.", "a chain"),
    ("section 2 of Division C of Public Law 117-58.", "section 3 of Division C of Public Law 117-58.", "a division"),
    ("section 2 thereof.", "section 3 thereof.", "of what was named before"),
    ("section 2 in the Sherman Act.", "section 3 in the Sherman Act.", "in, for of"),
    ("section 2 of H.R. 5 (119th Congress).", "section 3 of H.R. 5 (119th Congress).", "another bill"),
    ("H. Res. 2.", "H. Res. 3.", "another resolution"),
    ("a term in “section 2” of it.", "a term in “section 3” of it.", "words between quotation marks"),
    ("subsection (a)(1) of section 5 of the Ship Act.", "subsection (a)(2) of section 5 of the Ship Act.", "a chain"),
    ("section 2 of the Sherman Act.", "section 2 of the Clayton Act.", "the same section of another Act"),
    ("section 2 of the Sherman Act.", "section 2 of the New Sherman Act.", "a word in its name"),
    ("section 2 of the Ship Act of 1920.", "section 2 of the Ship Act of 1936.", "an Act of another year"),
    ("title II of the Ship Act.", "title II of the Ship Code.", "an Act became a code"),
    ("sections 2 to 4 of the Sherman Act.", "sections 3 to 5 of the Sherman Act.", "a range"),
    ("section 2(a)–(c) of the Sherman Act.", "section 2(a)–(d) of the Sherman Act.", "a range of subsections"),
]

NO_REFERENCE = [
    ("for grades 1 through 3.", "for grades 1 through 4.", "grades"),
    ("for grades 2 and 3.", "for grades 3 and 4.", "two grades that two sections followed"),
    ("for 2 or 3 years.", "for 3 or 4 years.", "years"),
    ("at 3 percent.", "at 4 percent.", "a rate"),
    ("in 2 States.", "in 3 States.", "a count"),
    ("$2 each day.", "$3 each day.", "an amount"),
    ("after age 2.", "after age 3.", "an age"),
    ("on January 2, 2025.", "on January 3, 2025.", "a day"),
    ("under sections 1 and 2, 2 States.", "under sections 1 and 2, 3 States.", "a count after a list of sections"),
    ("under section 1, 2 percent.", "under section 1, 3 percent.", "a rate after a section"),
    ("under section 1 or 2 years later.", "under section 1 or 3 years later.", "a term after a section"),
    ("under section 2 or 3.", "under section 3 or 4.", "without sections, the second may be a count"),
    ("in part 2 times.", "in part 3 times.", "a count after a word that is a level elsewhere"),
    ("10-15 times.", "1015 times.", "a range"),
    ("under sections 2 and 3.", "under sections 3 or 4.", "and became or"),
    ("under paragraphs (1) or (2).", "under paragraphs (2) through (3).", "or became through"),
    ("as section 2 requires.", "when section 3 requires.", "another word changed beside the number"),
    ("for pay.", "for pay under section 3.", "words that hold a reference came"),
    ("when (2) lamps burn.", "when (3) lamps burn.", "a number in brackets after no level"),
    ("in Lane 2.", "in Lane 3.", "the name of a place"),
    ("in secs. 2 and 3 of a township.", "in secs. 3 and 4 of a township.", "sections of land"),
    ("under sections 1 and 2 to 4 States.", "under sections 1 and 2 to 5 States.", "a count after to"),
    ("under section 1 (oil).", "under section 1 (tar).", "a word in parentheses"),
    (
        "under section 2 of the Sherman Act for $5.",
        "under section 2 of the Sherman Act for $6.",
        "an amount after a law",
    ),
]


@pytest.mark.parametrize(("old", "new", "reason"), SAME_CLAUSE)
def test_a_reference_proven_to_name_the_same_clause_is_numbering(bill: Build, old: str, new: str, reason: str) -> None:
    spans = changed_spans(compared(bill, old, new))
    assert spans, reason
    assert {span.change_class for span in spans} == {NUMBERING}, reason
    assert all(span.reference is None for span in spans)


@pytest.mark.parametrize(("old", "new", "before", "now", "reason"), OTHER_CLAUSE)
def test_a_reference_that_names_another_clause_is_told(
    bill: Build, *, old: str, new: str, before: str | None, now: str | None, reason: str
) -> None:
    spans = changed_spans(compared(bill, old, new))
    assert {span.change_class for span in spans} == {REFERENCE}, reason
    if before is not None and now is not None:
        assert {span.reference for span in spans} == {ReferenceChange(old=before, new=now)}, reason


@pytest.mark.parametrize(("old", "new", "reason"), LAWS)
def test_a_reference_to_another_law_is_told(bill: Build, old: str, new: str, reason: str) -> None:
    spans = changed_spans(compared(bill, "under " + old, "under " + new))
    assert {span.change_class for span in spans} == {REFERENCE}, reason
    assert {span.reference.note for span in spans if span.reference} == {"reference to another law"}, reason


@pytest.mark.parametrize(("old", "new", "reason"), NO_REFERENCE)
def test_a_number_that_is_no_reference_is_never_numbering(bill: Build, old: str, new: str, reason: str) -> None:
    spans = changed_spans(compared(bill, old, new))
    assert not {span.change_class for span in spans} & {NUMBERING, REFERENCE}, reason


IN_PLACES = [
    (LAW, "redesignating paragraph (1) as paragraph (2).", "redesignating paragraph (1) as paragraph (3).", LAW, LAW),
    (LAW, "inserting after section 2.", "inserting after section 3.", LAW, LAW),
    (LAW, "in subsection (a)(1).", "in subsection (a)(2).", LAW, LAW),
    (LAW, "in paragraph (1), as amended by section 2.", "in paragraph (1), as amended by section 3.", None, None),
    (LAW, "under section 2 of this Act.", "under section 3 of this Act.", None, None),
    (LAW, "under subsection (a)(1) of this section.", "under subsection (a)(2) of this section.", None, None),
    ("a quoted block", "as in section 40.", "as in section 41.", None, None),
    ("a quoted block", "as in sections 40 and 41.", "as in sections 41 and 42.", None, None),
    ("a quoted block", "as in section 41.", "as in section 40.", "section 41", "section 40"),
    ("a quoted block", "as in section 2.", "as in section 3.", LAW, LAW),
    ("a quoted block", "as in section 2 of this Act.", "as in section 3 of this Act.", LAW, LAW),
    ("a quoted block", "as in title II.", "as in title III.", LAW, LAW),
    (OWN, "as in section 40.", "as in section 41.", NONE, NONE),
]


@pytest.mark.parametrize(("place", "old", "new", "before", "now"), IN_PLACES)
def test_where_a_reference_stands_decides_which_text_it_is_of(
    bill: Build, *, place: str, old: str, new: str, before: str | None, now: str | None
) -> None:
    """*before* and *now*: what is named when it is not the same clause."""
    spans = changed_spans(compared(bill, old, new, place))
    expected = None if before is None or now is None else ReferenceChange(old=before, new=now)
    assert {span.reference for span in spans} == {expected}
    assert {span.change_class for span in spans} == {NUMBERING if expected is None else REFERENCE}


def test_the_other_way_round_the_sides_of_a_reference_change_places(bill: Build) -> None:
    lead = "Whoever tends the harbor lamp through fog and storm is paid in silver "
    old = bill(*old_bill(lead + "under section 3(b).", OWN))
    new = bill(*new_bill(lead + "under section 4(b).", OWN))
    (reference,) = {span.reference for span in changed_spans(compare(new, old)) if span.op.value == "+"}
    assert reference == ReferenceChange(old="section 4(b)", new="section 3(b)")
    assert reference.note == "now names section 3(b), before section 4(b)"


def test_a_section_is_the_same_if_and_only_if_its_own_number_is_named(bill: Build) -> None:
    """Sections 2 to 4 are 3 to 5 now, section 5 is gone, 6 to 8 are 7 to 9."""
    same = {1: 1, 2: 3, 3: 4, 4: 5, 6: 7, 7: 8, 8: 9}
    for old in range(1, 10):
        for new in range(1, 11):
            if old != new:
                spans = changed_spans(compared(bill, f"under section {old}.", f"under section {new}."))
                assert {span.change_class for span in spans} == {NUMBERING if same.get(old) == new else REFERENCE}


def test_a_section_of_the_same_number_in_another_division_is_another(bill: Build) -> None:
    def divisions(first: int, sentence: str) -> tuple[Clause, ...]:
        extra = (section("101.", "Tides", "Tides are told by the harbor board twice a day."),) if first == 102 else ()
        return bill(
            P(
                enum="A",
                level="division",
                items=(
                    *extra,
                    section(f"{first}.", "Bells", BELLS),
                    section(f"{first + 1}.", "Wrecks", WRECKS),
                    section("190.", "Uses", sentence),
                ),
            ),
            P(enum="B", level="division", items=(section("101.", "Grants", IN_GENERAL), section("102.", "Caps", CAPS))),
        )

    lead = "Whoever tends the harbor lamp through fog and storm is paid in silver under "

    def classes(old: str, new: str) -> set[ChangeClass | None]:
        return {s.change_class for s in changed_spans(compare(divisions(101, lead + old), divisions(102, lead + new)))}

    assert classes("section 101.", "section 102.") == {NUMBERING}
    assert classes("section 101 of division B.", "section 102 of division B.") == {REFERENCE}
    assert classes("section 102 of division A.", "section 103 of division A.") == {NUMBERING}
    assert classes("section 101 of this division.", "section 102 of this division.") == {NUMBERING}
    assert classes("section 103.", "section 104.") == {REFERENCE}


def test_a_quoted_section_is_never_the_section_of_the_bill_of_that_number(bill: Build) -> None:
    def text(*numbers: int, sentence: str) -> tuple[Clause, ...]:
        first, second, third = numbers
        quoted = P(level="quoted-block", items=(section("2.", "Anchors", QUOTED[0]), section("3.", "Logs", QUOTED[1])))
        extra = () if first == 2 else (section("2.", "Tolls", "Barges pay a toll of one cent a ton at the gate."),)
        return bill(
            section("1.", "Short title", "This Act may be cited as the “Harbor Lamps Act”."),
            *extra,
            section(f"{first}.", "Bells", BELLS),
            section(f"{second}.", "Ships", "The Ship Act is amended by adding at the end the following:", quoted),
            section(f"{third}.", "Uses", f"Whoever tends the harbor lamp is paid in silver under {sentence}"),
        )

    found = compare(text(2, 3, 4, sentence="section 2."), text(3, 4, 5, sentence="section 3."))
    assert {span.change_class for span in changed_spans(found)} == {NUMBERING}
    found = compare(text(2, 3, 4, sentence="section 3."), text(3, 4, 5, sentence="section 3(a)."))
    assert {span.reference for span in changed_spans(found) if span.reference} == {ReferenceChange("section 3", NONE)}


def test_a_section_that_became_a_subsection_is_the_same_clause(bill: Build) -> None:
    lead = "Whoever tends the harbor lamp through fog and storm is paid in silver under "
    old = bill(
        section("2.", "Grants", IN_GENERAL),
        section("3.", "Reports", REPORTS),
        section("4.", "Uses", lead + "section 3, but nothing in this section is a promise."),
    )
    new = bill(
        section(
            "2.",
            "Grants and reports",
            "",
            P(enum="(a)", header="Grants", text=IN_GENERAL),
            P(enum="(b)", header="Reports", text=REPORTS),
        ),
        section("3.", "Uses", lead + "section 2(b), but nothing in this section is a promise."),
    )
    assert {span.change_class for span in changed_spans(compare(old, new))} == {NUMBERING}


OWN_TITLE = [
    ("section 2 of the Harbor Lamps Act", "section 3 of the Harbor Lamps Act", None),
    ("section 2 or section 3 of the Harbor Lamps Act", "section 3 or section 4 of the Harbor Lamps Act", None),
    (
        "section 2 of the Harbor Lamps Act",
        "section 4 of the Harbor Lamps Act",
        ReferenceChange("section 2", "section 4"),
    ),
    (
        "section 2 of the Harbor Lamps Act of 1920",
        "section 3 of the Harbor Lamps Act of 1920",
        ReferenceChange(LAW, LAW),
    ),
    (
        "section 2 of the Harbor Lamps Act for Fiscal Year 1920",
        "section 3 of the Harbor Lamps Act for Fiscal Year 1920",
        ReferenceChange(LAW, LAW),
    ),
    (
        "section 2 of the Harbor Lamps Act of Maine",
        "section 3 of the Harbor Lamps Act of Maine",
        ReferenceChange(LAW, LAW),
    ),
    ("section 20 of the Harbor Lamps Act", "section 21 of the Harbor Lamps Act", ReferenceChange(NONE, NONE)),
    ("subsection (a) of the Harbor Lamps Act", "subsection (b) of the Harbor Lamps Act", ReferenceChange(NONE, NONE)),
]


@pytest.mark.parametrize("is_quoted", [False, True])
@pytest.mark.parametrize(("old", "new", "change"), OWN_TITLE)
def test_an_act_of_the_short_title_of_this_text_is_this_text(
    bill: Build, *, old: str, new: str, change: ReferenceChange | None, is_quoted: bool
) -> None:
    """Even in words for another law, where "this Act" is that law."""

    def text(*sections: Provision, sentence: str) -> tuple[Clause, ...]:
        words = f"Whoever tends the harbor lamp is paid in silver under {sentence} at dusk."
        block = P(level="quoted-block", items=(P(enum="(d)", level="subsection", text=words),))
        ships = "The Ship Act is amended by adding at the end the following:"
        last = P(enum="9.", level="section", text=ships, items=(block,)) if is_quoted else section("9.", "Pay", words)
        title = "This Act may be cited as the “Harbor Lamps Act”."
        found = [section("", "Short title", title), *sections]
        return bill(*(replace(each, enum=f"{n}.") for n, each in enumerate(found, 1)), last)

    bells, wrecks = section("", "Bells", BELLS), section("", "Wrecks", WRECKS)
    tolls = section("", "Tolls", "Barges pay a toll of one cent a ton at the canal gate.")
    spans = changed_spans(compare(text(bells, wrecks, sentence=old), text(tolls, bells, wrecks, sentence=new)))
    assert {span.change_class for span in spans} == {NUMBERING if change is None else REFERENCE}
    assert {span.reference for span in spans} == {change}


RANGES = ("{} through {}", "{} to {}", "{}–{}", "{}-{}", "{} – {}")


@given(st.integers(2, 4), st.integers(1, 3), st.sampled_from(RANGES), st.sampled_from(RANGES))
def test_a_range_names_the_same_sections_however_it_is_written(first: int, length: int, one: str, other: str) -> None:
    found = [find_references(f"under sections {way.format(first, first + length)}.") for way in (one, other)]
    assert found[0][0].steps == found[1][0].steps
    assert [item.through for item in found[0][0].steps[0].items] == [False, True]


def test_a_resolution_refers_to_its_resolving_clauses_by_section() -> None:
    lead = "is paid in silver under "

    def text(*sentences: str) -> tuple[Clause, ...]:
        first, *rest = sentences
        numbered = [ResolvingClause(enum=f"Sec. {n}.", chapeau=words) for n, words in enumerate(rest, 2)]
        resolved = (ResolvingClause(chapeau=f"That {first}"), *numbered)
        return clauses(TextVersion(version_code="ih", coverage=Coverage.COMPLETE, resolved=resolved))

    old = text(IN_GENERAL, BELLS, f"Whoever tends the lamp {lead}section 2 of this resolution.")
    new = text(IN_GENERAL, WRECKS, BELLS, f"Whoever tends the lamp {lead}section 3 of this resolution.")
    assert {span.change_class for span in changed_spans(compare(old, new))} == {NUMBERING}
    first = text(IN_GENERAL, WRECKS, BELLS, f"Whoever tends the lamp {lead}the first section of this resolution.")
    assert {span.reference for span in changed_spans(compare(old, first)) if span.reference} == {
        ReferenceChange("section 2", "section 1")
    }


def test_the_preceding_paragraph_is_the_one_before(bill: Build) -> None:
    lead = "who tend the lamp are paid in silver under "
    items = (P(enum="(1)", text="ropes spun of hemp;"), P(enum="(2)", text="skiffs rowed by four;"))

    def text(words: str) -> tuple[Clause, ...]:
        last = P(enum="(3)", text=lead + words)
        return bill(section("1.", "Uses", "", P(enum="(a)", text="Money is for-", items=(*items, last))))

    (span,) = {s.change_class for s in changed_spans(compare(text("the preceding paragraph."), text("paragraph (2).")))}
    assert span is NUMBERING
    other = changed_spans(compare(text("the preceding paragraph."), text("paragraph (1).")))
    assert {s.reference for s in other} == {ReferenceChange("section 1(a)(2)", "section 1(a)(1)")}


def test_what_fits_two_words_ofnames_none(bill: Build) -> None:
    def text(number: str, words: str) -> tuple[Clause, ...]:
        twice = (P(enum=number, text="ropes spun of hemp;"), P(enum=number, text="skiffs rowed by four;"))
        last = P(enum="(9)", text=f"who tend the lamp are paid in silver under {words}")
        return bill(section("1.", "Uses", "", P(enum="(a)", text="Money is for-", items=(*twice, last))))

    spans = changed_spans(compare(text("(1)", "paragraph (1)."), text("(2)", "paragraph (2).")))
    assert {span.reference for span in spans} == {ReferenceChange(NONE, NONE)}


STALE = [
    ("section 2.", ReferenceChange("section 2", "section 2"), "section 2 is section 3 now"),
    ("section 3(b).", ReferenceChange("section 3(b)", NONE), "section 3 has no subsections now; 3(b) is gone"),
    ("section 5.", ReferenceChange("section 5", "section 5"), "section 5 was taken out; another has its number"),
    ("paragraph (1).", ReferenceChange("section 8(a)(1)", "section 9(a)(1)"), "(1) is (2) now"),
    ("section 1.", None, "section 1 stayed"),
    ("section 2 of the Sherman Act.", None, "another law"),
    ("this section.", None, "it goes with its clause"),
    ("section 2 in township 4 north.", None, "a section of land"),
    ("grade 2.", None, "no reference"),
    ("section 2 of the Harbor Lamps Act.", ReferenceChange("section 2", "section 2"), "this text by its short title"),
]


@pytest.mark.parametrize(("words", "change", "reason"), STALE)
def test_a_reference_that_stayed_while_its_clause_moved_is_found(
    bill: Build, words: str, change: ReferenceChange | None, reason: str
) -> None:
    found = stale_references(compared(bill, "under " + words, "under " + words))
    assert [stale.change for stale in found] == ([] if change is None else [change]), reason
    assert [stale.words for stale in found] == ([] if change is None else [words.rstrip(".")])


def test_land_is_told_by_the_township_that_stands_before_its_sections(bill: Build) -> None:
    def text(first: tuple[Provision, ...], number: int) -> tuple[Clause, ...]:
        lot = P(enum="(1)", level="paragraph", text=f"section {number}, paid in silver by the county;")
        land = section("", "Land", "The land in T. 3 N., R. 4 E., is-", lot)
        return bill(*(replace(each, enum=f"{n}.") for n, each in enumerate((*first, land), 1)))

    bells, wrecks = section("", "Bells", BELLS), section("", "Wrecks", WRECKS)
    spans = changed_spans(compare(text((bells,), 1), text((wrecks, bells), 2)))
    assert {span.change_class for span in spans} == {REFERENCE}
    assert stale_references(compare(text((bells,), 1), text((wrecks, bells), 1))) == ()


def test_a_reference_that_was_brought_up_to_date_is_not_stale(bill: Build) -> None:
    found = compared(bill, "under section 2 and section 3.", "under section 3 and section 4.")
    assert stale_references(found) == ()


def test_a_heading_can_have_a_stale_reference(bill: Build) -> None:
    def text(*sections: Provision) -> tuple[Clause, ...]:
        heading = section("", "Money under section 1", REPORTS)
        return bill(*(replace(each, enum=f"{n}.") for n, each in enumerate((*sections, heading), 1)))

    bells, wrecks = section("", "Bells", BELLS), section("", "Wrecks", WRECKS)
    found = stale_references(compare(text(bells), text(wrecks, bells)))
    assert [(each.words, each.change) for each in found] == [("section 1", ReferenceChange("section 1", "section 1"))]


def test_nothing_is_stale_in_a_text_compared_with_itself_or_in_part(bill: Build) -> None:
    text = bill(*old_bill("Keepers are paid in silver under section 2.", OWN))
    assert stale_references(compare(text, text)) == ()
    moved = bill(*new_bill("Keepers are paid in silver under section 2.", OWN))
    assert stale_references(compare(text, moved, new_partial=True)) == ()


def test_in_a_text_known_in_part_no_reference_is_proven(bill: Build) -> None:
    lead = "Whoever tends the harbor lamp through fog and storm is paid in silver under "
    old = bill(section("2.", "Bells", BELLS), section("3.", "Uses", lead + "section 2, not in gold."))
    excerpt = TextVersion(
        version_code="ih",
        coverage=Coverage.PARTIAL,
        excerpts=(Excerpt(part="section", text=lead + "section 3, not in gold.", source="a newspaper"),),
    )
    found = compare(old, clauses(excerpt), new_partial=True)
    spans = [span for unit in found.units for span in unit.spans if span.change_class is not None]
    assert {span.change_class for span in spans} == {REFERENCE}
    assert {span.reference for span in spans} == {ReferenceChange(NONE, NONE)}
