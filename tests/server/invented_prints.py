"""Prints of invented measures in every form that is not the DTD's XML, as GPO, an office or a web page sets them."""

from __future__ import annotations

import html
import io

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

_HEAD = """[Congressional Bills 118th Congress]
[From the U.S. Government Publishing Office]
[{0}]

<DOC>

118th CONGRESS
  1st Session
                             {1}
"""
_RULE = "_" * 71

REPORTED = f"""{_HEAD.format("S. 9101 Reported in Senate (RS)", "S. 9101")}
                          [Report No. 118-20]

                 To light the harbors of the lakes.

{_RULE}

                   IN THE SENATE OF THE UNITED STATES

                           February 1, 2023

  Ms. Doe (for herself and Mr. Roe) introduced the following bill; which
     was read twice and referred to the Committee on Commerce

                              May 10, 2023

               Reported by Mr. Moe, with an amendment

{_RULE}

                                 A BILL



                 To light the harbors of the lakes.

    Be it enacted by the Senate and House of Representatives of the
United States of America in Congress assembled,

<DELETED>SECTION 1. KEEPERS.</DELETED>

<DELETED>    (a) In General.--The Secretary shall pay each keeper $700
for--</DELETED>
        <DELETED>    (1) lamps; and</DELETED>
        <DELETED>    (2) oil.</DELETED>

SECTION 1. SHORT TITLE; TABLE OF CONTENTS.

    (a) Short Title.--This Act may be cited as the ``Harbor Lamp Act''.
    (b) Table of Contents.--The table of contents of this Act is as
follows:

Sec. 1. Short title; table of contents.
                       TITLE I--FUNDS
Sec. 101. Funds.

                       TITLE I--FUNDS

SEC. 101. FUNDS.

    (a) Amendment.--Section 12 of the Beacon Act (33 U.S.C. 9911) is
amended by adding at the end the following:
    ``(c) Night.--A keeper may not leave a lamp at night unless--
            ``(1) the keeper is ill; or
            ``(2) the lamp is out.''.
    (b) Amounts.--The amounts are as follows:

        Kind                    Minimum         Maximum
        Lamps.................     $500          $1,000
        Oil...................                     $400

    (c) Limits.--$100 shall be for wicks: Provided, That no wick be
longer than 2 feet: Provided further, That the Secretary may waive
this limit.
                                                       Calendar No. 88

118th CONGRESS

                          [Report No. 118-20]

                                 A BILL

                 To light the harbors of the lakes.
"""

ENGROSSED = f"""{_HEAD.format("H. Con. Res. 9105 Engrossed in House (EH)", "H. CON. RES. 9105")}
{_RULE}

                         CONCURRENT RESOLUTION

Expressing the sense of Congress about the keepers of harbor lamps.

Whereas keepers have lit the harbors since 1789;
Whereas 40 of 65 keepers--
            (1) serve at night; and
            (2) serve alone: Now, therefore, be it
    Resolved by the House of Representatives (the Senate concurring),
That Congress--
            (1) thanks the keepers; and
            (2) sets the levels of spending as follows:
                    (A) Fiscal year 2024:
                            (i) New budget authority, $1,000,000,000.
                            (ii) Outlays, -$290,000,000.

            Passed the House of Representatives March 9, 2023.

            Attest:

                                                                 Clerk.
"""

LAW = """[118th Congress Public Law 901]
[From the U.S. Government Publishing Office]

Public Law 118-901
118th Congress

                                 An Act

     To light the harbors of the lakes. <<NOTE: Mar. 3, 2023 -  [H.R. 9107]>>

    Be it enacted by the Senate and House of Representatives of the
United States of America in Congress assembled,
SECTION 1. LAMPS.

    The Secretary shall light the lamps by <<NOTE: Deadline.>> January 5, 2024.

    Each keeper may keep one lamp.

    Approved March 3, 2023.

LEGISLATIVE HISTORY--H.R. 9107:

HOUSE REPORTS: No. 118-9 (Comm. on Natural Resources).
"""

AMENDMENT = f"""{_HEAD.format("H.R. 9109 Engrossed Amendment Senate (EAS)", "")}
                  In the Senate of the United States,

                                                          April 4, 2023.
    Resolved, That the bill from the House of Representatives (H.R.
9109) entitled ``An Act to light the harbors.'', do pass with the
following

                               AMENDMENT:

            Strike all after the enacting clause and insert the
      following:

SECTION 1. LAMPS.

    The Secretary shall light the lamps.

            Amend the title so as to read: ``An Act to light all
      harbors.''.

            Attest:

                                                             Secretary.
"""

APPROPRIATIONS = f"""{_HEAD.format("H.R. 9111 Introduced in House (IH)", "H. R. 9111")}
                    IN THE HOUSE OF REPRESENTATIVES

                             March 18, 2023

 Ms. Poe introduced the following bill; which was referred to the
                      Committee on Appropriations

                                 A BILL

   Making appropriations for lamps, and for other purposes.

    Be it enacted by the Senate and House of Representatives of the
United States of America in Congress assembled, That the following sums
are appropriated, namely:

                                TITLE I

                         DEPARTMENT OF HARBORS

                          Office of the Keeper

                         salaries and expenses

    For necessary expenses of the Office of the Keeper, $40,000,000:
Provided, That not to exceed $5,000 shall be for official reception.

                     lamp fund (including transfer)

    For payment to the Lamp Fund, $7,000,000.

                           General Provisions

    Sec. 101. None of the funds made available by this title may be used
to put out a lamp.
    Sec. 102. (a) The Keeper may transfer funds.
    (b) No transfer may exceed 5 percent.

    This Act may be cited as the ``Lamp Appropriations Act''.
                                 <all>
"""

DRAFT = (
    "A BILL",
    "To light harbors.",
    "Be it enacted by the Senate and House of Representatives of the United States of America in Congress assembled,",
    "SECTION 1. KEEPERS.",
    "(a) In General.—The Secretary shall make grants of $500 to keepers.",
    "(b) Report.—Not later than January 5, 2025, the Secretary shall report.",
)
"""The paragraphs of an office draft."""
MAIL = "On Monday a colleague wrote:\n\n" + "".join(f"> {line}\n>\n" for line in DRAFT) + "\nThanks, A.\n"
COPIED = "\n".join(f"{line}\n•HR 9113 IH\nVerDate Sep 11 2014 Jkt 019200 PO 00000" for line in DRAFT) + "\n"
PAGE = (
    "<!DOCTYPE html><html><body><nav>Home</nav><main><h1>A bill</h1><div>"
    + "".join(f"<p>{html.escape(line)}</p>" for line in DRAFT)
    + "<table><tr><td>Fine</td><td>$5</td><td></td></tr></table><aside>A note.</aside></div></main>"
    "<footer>About</footer></body></html>"
)
PRINTS = {
    "BILLS-118s9101rs.txt": REPORTED,
    "BILLS-118hconres9105eh.txt": ENGROSSED,
    "PLAW-118publ901.txt": LAW,
    "BILLS-118hr9109eas.txt": AMENDMENT,
    "BILLS-118hr9111ih.txt": APPROPRIATIONS,
    "mail.txt": MAIL,
    "copied.txt": COPIED,
    "page.htm": PAGE,
}
"""Each print by the name of its file."""


def word(*blocks: str) -> bytes:
    """A Word file of the draft, with blocks of Word's own XML at its end."""
    document = Document()
    for line in DRAFT:
        document.add_paragraph(line)
    for block in blocks:
        inside = parse_xml(f"<w:body {nsdecls('w', 'wp', 'a', 'r')}>{block}</w:body>")
        for child in inside:
            document.element.body.insert(len(document.element.body) - 1, child)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()
