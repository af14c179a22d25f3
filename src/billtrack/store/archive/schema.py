"""The tables that every archive has, each declared once; an engine names its types, and adds its index.

A table that was published is never changed: to change one, append a step to those of each engine.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

DOCUMENTS = (
    # Each document imported, once, so that an import can stop and go on.  Its name distinguishes it from another of the
    # same bytes: two prints of a text may say the same, and say nowhere which print they are.
    """
    CREATE TABLE documents (
        id {key},
        sha256 {bytes} NOT NULL CHECK (length(sha256) = 32),
        name {code} NOT NULL,          -- its file name
        package {code} NOT NULL,       -- the file name of the zip it was in; empty where it was in none
        bytes {row} NOT NULL,
        fate {words} NOT NULL CHECK (fate IN ('held', 'replaced', 'kept', 'refused')),
        reason {words},                -- why it is not held
        measure {words},               -- hres351-115; null where it could not be read
        part {words},                  -- status, text:ih ...
        url {words},
        retrieved {day} NOT NULL,      -- the day it was imported
        UNIQUE (sha256, name)
    ){end}
    """,
)

MEASURES = (
    """
    CREATE TABLE measures (
        id {key},
        congress {number} NOT NULL,
        type {code} NOT NULL,
        number {number} NOT NULL,
        document {row} UNIQUE REFERENCES documents (id),  -- its status; null where only texts of it are held
        title {words} NOT NULL,
        titles {words} NOT NULL,       -- every title, a line each: what is indexed
        introduced_date {day},
        update_date {code},
        latest_action_date {day},
        latest_action {words},
        stage {code},                  -- until the day it expires on
        stage_date {day},
        expires_on {day},              -- null where it never does
        sponsor {code},                -- Bioguide ID
        sponsor_name {code},
        sponsor_party {code},
        sponsor_state {code},
        policy_area {code},
        status {bytes},                -- all its status document says, packed
        UNIQUE (congress, type, number)
    ){end}
    """,
    """
    CREATE TABLE cosponsors (
        measure {row} NOT NULL REFERENCES measures (id) ON DELETE CASCADE,
        place {number} NOT NULL,       -- from 0, in official order
        bioguide_id {code} NOT NULL,
        name {code} NOT NULL,
        party {code} NOT NULL,
        state {code} NOT NULL,
        sponsorship_date {day} NOT NULL,
        withdrawn_date {day},
        PRIMARY KEY (measure, place)
    ){end_by_key}
    """,
    "CREATE INDEX cosponsors_by_member ON cosponsors (bioguide_id)",
    """
    CREATE TABLE committees (
        measure {row} NOT NULL REFERENCES measures (id) ON DELETE CASCADE,
        system_code {code} NOT NULL,
        name {code} NOT NULL,
        PRIMARY KEY (measure, system_code)
    ){end_by_key}
    """,
    """
    CREATE TABLE related (
        measure {row} NOT NULL REFERENCES measures (id) ON DELETE CASCADE,
        place {number} NOT NULL,       -- from 0, as the document lists them
        other {words} NOT NULL,        -- hres351-115; it need not be held
        relationship_type {words} NOT NULL,
        identified_by {words},
        PRIMARY KEY (measure, place)
    ){end_by_key}
    """,
)

SUBJECTS = (
    # The legislative subjects of a measure, for filters.
    """
    CREATE TABLE subjects (
        measure {row} NOT NULL REFERENCES measures (id) ON DELETE CASCADE,
        name {code} NOT NULL,
        PRIMARY KEY (measure, name)
    ){end_by_key}
    """,
)

TEXTS = (
    """
    CREATE TABLE texts (
        document {row} PRIMARY KEY REFERENCES documents (id),
        measure {row} NOT NULL REFERENCES measures (id),
        version_code {code} NOT NULL,
        date {day},
        authority {words},
        coverage {words} NOT NULL,
        size {row} NOT NULL,           -- bytes of its words
        head {bytes} NOT NULL,         -- the version without its words
        packed {bytes} NOT NULL,  -- its words, as they are indexed, with their addresses, and as the version has them
        UNIQUE (measure, version_code)
    ){end}
    """,
)

VOTES = (
    # A roll call, whole in `packed`; the columns beside it answer how a member voted without unpacking any.
    """
    CREATE TABLE votes (
        id {key},
        document {row} NOT NULL UNIQUE REFERENCES documents (id),
        chamber {code} NOT NULL,
        congress {number} NOT NULL,
        session {number} NOT NULL,
        roll {number} NOT NULL,
        date {day} NOT NULL,           -- the day in Washington
        modified {words},              -- when the file says it was corrected
        question {words} NOT NULL,
        kind {words} NOT NULL,
        result {words} NOT NULL,
        packed {bytes} NOT NULL,
        UNIQUE (chamber, congress, session, roll)
    ){end}
    """,
    """
    CREATE TABLE positions (
        member {code} NOT NULL,        -- Bioguide ID (House) or LIS ID (Senate); who has none is in `packed` only
        vote {row} NOT NULL REFERENCES votes (id){with_vote},
        position {words} NOT NULL,
        "cast" {words} NOT NULL,       -- the word in the file
        PRIMARY KEY (member, vote)
    ){end_by_key}
    """,
    "CREATE INDEX positions_by_vote ON positions (vote)",
    """
    CREATE TABLE voters (
        member {code} PRIMARY KEY,
        name {code} NOT NULL,
        party {code} NOT NULL,
        state {code} NOT NULL,
        latest {day} NOT NULL          -- the day of the vote they were so printed in
    ){end_by_key}
    """,
    # The roll calls the actions of a measure, or of its amendments, refer to; they need not be held.
    """
    CREATE TABLE citations (
        measure {row} NOT NULL REFERENCES measures (id) ON DELETE CASCADE,
        chamber {code} NOT NULL,
        congress {number} NOT NULL,
        session {number} NOT NULL,
        roll {number} NOT NULL,
        amendment {words},             -- whose action refers to it; null where one of the measure itself does
        PRIMARY KEY (measure, chamber, congress, session, roll)
    ){end_by_key}
    """,
    "CREATE INDEX citations_by_vote ON citations (chamber, congress, session, roll)",
)
MEASURES_BY_SPONSOR = "CREATE INDEX measures_by_sponsor ON measures (sponsor)"

MEMBER_FILES = (
    # What a file of members, committees or membership says, whole: it describes one day.
    """
    CREATE TABLE member_files (
        kind {code} NOT NULL,          -- legislators, committees, committee-membership
        day {day} NOT NULL,            -- the day it describes
        name {words} NOT NULL,         -- its file name
        sha256 {bytes} NOT NULL CHECK (length(sha256) = 32),
        imported {day} NOT NULL,       -- the day it was imported
        packed {bytes} NOT NULL,
        PRIMARY KEY (kind, day)
    ){end}
    """,
)

SKETCHES = (
    # What companions are looked for by: made when they are first asked for, of each text once.
    """
    CREATE TABLE sketches (
        document {row} PRIMARY KEY REFERENCES texts (document) ON DELETE CASCADE,
        method {words} NOT NULL,       -- how it was made: one made in another way counts as none
        size {number} NOT NULL,
        scale {row} NOT NULL,
        hashes {bytes} NOT NULL        -- 32 bits each, ascending, little end first
    ){end}
    """,
)


def written(statements: Iterable[str], types: Mapping[str, str]) -> tuple[str, ...]:
    """Write *statements* with the *types* of an engine.

    ``key`` numbers the rows of a table, ``row`` is such a number, ``code`` is compared by its bytes, ``words`` in
    the collation of the database.  ``end`` is written after a table, ``end_by_key`` after one that is read by its key,
    ``with_vote`` where a row goes with its vote, if the engine removes it.
    """
    return tuple(each.format_map(types) for each in statements)
