"""The tables of an archive in SQLite, and the steps that made them.

To add tables, append one step (a tuple of statements) to ``STEPS``: each runs once, in a transaction of its own, and
``user_version`` counts those an archive has.  A step that was published is never changed; readers refuse an archive
that lacks a step, and an import adds it.
"""

from __future__ import annotations

APPLICATION_ID = 0x42695472
"""``BiTr``: marks a SQLite file as an archive."""

_FIRST = (
    # Each document imported, once, so that an import can stop and go on.  Its name distinguishes it from another of the
    # same bytes: two prints of a text may say the same, and say nowhere which print they are.
    """
    CREATE TABLE documents (
        id INTEGER PRIMARY KEY,
        sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
        name TEXT NOT NULL,      -- its file name
        package TEXT NOT NULL,   -- the file name of the zip it was in; empty where it was in none
        bytes INTEGER NOT NULL,
        fate TEXT NOT NULL CHECK (fate IN ('held', 'replaced', 'kept', 'refused')),
        reason TEXT,             -- why it is not held
        measure TEXT,            -- hres351-115; null where it could not be read
        part TEXT,               -- status, text:ih ...
        url TEXT,
        retrieved TEXT NOT NULL, -- the day it was imported
        UNIQUE (sha256, name)
    ) STRICT
    """,
    "CREATE INDEX documents_by_measure ON documents (measure, part)",
    """
    CREATE TABLE measures (
        id INTEGER PRIMARY KEY,
        congress INTEGER NOT NULL,
        type TEXT NOT NULL,
        number INTEGER NOT NULL,
        document INTEGER UNIQUE REFERENCES documents (id),  -- its status; null where only texts of it are held
        title TEXT NOT NULL,
        titles TEXT NOT NULL,    -- every title, a line each: what is indexed
        introduced_date TEXT,
        update_date TEXT,
        latest_action_date TEXT,
        latest_action TEXT,
        stage TEXT,              -- until the day it expires on
        stage_date TEXT,
        expires_on TEXT,         -- null where it never does
        sponsor TEXT,            -- bioguide id
        sponsor_name TEXT,
        sponsor_party TEXT,
        sponsor_state TEXT,
        policy_area TEXT,
        status BLOB,             -- all its status document says, packed
        UNIQUE (congress, type, number)
    ) STRICT
    """,
    """
    CREATE TABLE cosponsors (
        measure INTEGER NOT NULL REFERENCES measures (id) ON DELETE CASCADE,
        place INTEGER NOT NULL,  -- from 0, in official order
        bioguide_id TEXT NOT NULL,
        name TEXT NOT NULL,
        party TEXT NOT NULL,
        state TEXT NOT NULL,
        sponsorship_date TEXT NOT NULL,
        withdrawn_date TEXT,
        PRIMARY KEY (measure, place)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX cosponsors_by_member ON cosponsors (bioguide_id)",
    """
    CREATE TABLE committees (
        measure INTEGER NOT NULL REFERENCES measures (id) ON DELETE CASCADE,
        system_code TEXT NOT NULL,
        name TEXT NOT NULL,
        PRIMARY KEY (measure, system_code)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE related (
        measure INTEGER NOT NULL REFERENCES measures (id) ON DELETE CASCADE,
        place INTEGER NOT NULL,  -- from 0, as the document lists them
        other TEXT NOT NULL,     -- hres351-115; it need not be held
        relationship_type TEXT NOT NULL,
        identified_by TEXT,
        PRIMARY KEY (measure, place)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE texts (
        document INTEGER PRIMARY KEY REFERENCES documents (id),
        measure INTEGER NOT NULL REFERENCES measures (id),
        version_code TEXT NOT NULL,
        date TEXT,
        authority TEXT,
        coverage TEXT NOT NULL,
        size INTEGER NOT NULL,   -- bytes of its words
        head BLOB NOT NULL,      -- the version without its words
        packed BLOB NOT NULL,    -- its words, as they are indexed with their addresses and as the version has them
        UNIQUE (measure, version_code)
    ) STRICT
    """,
    # All a search needs to know of a text or a measure, without the pages that hold all the rest of it.
    "CREATE INDEX texts_in_search ON texts (document, measure, version_code)",
    """
    CREATE INDEX measures_in_search ON measures (
        id, type, number, congress, stage, expires_on, introduced_date, policy_area,
        sponsor, sponsor_name, sponsor_party, sponsor_state
    )
    """,
    # What is indexed: a row a document that is held, under the document's id.
    """
    CREATE VIEW indexed (id, title, preamble, provisions) AS
        SELECT document, as_indexed(titles), '', '' FROM measures WHERE document IS NOT NULL
        UNION ALL
        SELECT document, line_column(packed, 0), line_column(packed, 1), line_column(packed, 2) FROM texts
    """,
    """
    CREATE VIRTUAL TABLE words USING fts5 (
        title, preamble, provisions,
        content = 'indexed', content_rowid = 'id', tokenize = 'ascii'
    )
    """,
)

_MEMBERS = (
    # What a file of members, committees or membership says, whole: it describes one day.
    """
    CREATE TABLE member_files (
        kind TEXT NOT NULL,      -- legislators, committees, committee-membership
        day TEXT NOT NULL,       -- the day it describes
        name TEXT NOT NULL,      -- its file name
        sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
        imported TEXT NOT NULL,  -- the day it was imported
        packed BLOB NOT NULL,
        PRIMARY KEY (kind, day)
    ) STRICT
    """,
)

_SKETCHES = (
    # What counterparts are looked for by: made when they are first asked for, of each text once.
    """
    CREATE TABLE sketches (
        document INTEGER PRIMARY KEY REFERENCES texts (document) ON DELETE CASCADE,
        method TEXT NOT NULL,    -- how it was made: one made in another way counts as none
        size INTEGER NOT NULL,
        scale INTEGER NOT NULL,
        hashes BLOB NOT NULL     -- 32 bits each, ascending, little end first
    ) STRICT
    """,
)

_SUBJECTS = (
    # The legislative subjects of a measure, for filters.
    """
    CREATE TABLE subjects (
        measure INTEGER NOT NULL REFERENCES measures (id) ON DELETE CASCADE,
        name TEXT NOT NULL,
        PRIMARY KEY (measure, name)
    ) STRICT, WITHOUT ROWID
    """,
    # The statuses of an earlier archive have them, packed.
    """
    INSERT OR IGNORE INTO subjects (measure, name)
        SELECT m.id, s.value FROM measures AS m, json_each(subjects_of(m.status)) AS s WHERE m.status IS NOT NULL
    """,
)

_VOTES = (
    # A roll call, whole in `packed`; the columns beside it answer how a member voted without unpacking any.
    """
    CREATE TABLE votes (
        id INTEGER PRIMARY KEY,
        document INTEGER NOT NULL UNIQUE REFERENCES documents (id),
        chamber TEXT NOT NULL,
        congress INTEGER NOT NULL,
        session INTEGER NOT NULL,
        roll INTEGER NOT NULL,
        date TEXT NOT NULL,      -- the day in Washington
        modified TEXT,           -- when the file says it was corrected
        question TEXT NOT NULL,
        kind TEXT NOT NULL,
        result TEXT NOT NULL,
        packed BLOB NOT NULL,
        UNIQUE (chamber, congress, session, roll)
    ) STRICT
    """,
    """
    CREATE TABLE positions (
        member TEXT NOT NULL,    -- Bioguide ID (House) or LIS ID (Senate); who has none is in `packed` only
        vote INTEGER NOT NULL REFERENCES votes (id),
        position TEXT NOT NULL,
        cast TEXT NOT NULL,      -- the word in the file
        PRIMARY KEY (member, vote)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX positions_by_vote ON positions (vote)",
    """
    CREATE TABLE voters (
        member TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        party TEXT NOT NULL,
        state TEXT NOT NULL,
        latest TEXT NOT NULL     -- the day of the vote they were so printed in
    ) STRICT, WITHOUT ROWID
    """,
    # The roll calls the actions of a measure, or of its amendments, refer to; they need not be held.
    """
    CREATE TABLE citations (
        measure INTEGER NOT NULL REFERENCES measures (id) ON DELETE CASCADE,
        chamber TEXT NOT NULL,
        congress INTEGER NOT NULL,
        session INTEGER NOT NULL,
        roll INTEGER NOT NULL,
        amendment TEXT,          -- whose action refers to it; null where one of the measure itself does
        PRIMARY KEY (measure, chamber, congress, session, roll)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX citations_by_vote ON citations (chamber, congress, session, roll)",
    """
    INSERT INTO citations
        SELECT m.id, json_extract(c.value, '$[0]'), json_extract(c.value, '$[1]'), json_extract(c.value, '$[2]'),
            json_extract(c.value, '$[3]'), json_extract(c.value, '$[4]')
        FROM measures AS m, json_each(cited_votes(m.status)) AS c WHERE m.status IS NOT NULL
    """,
    "CREATE INDEX measures_by_sponsor ON measures (sponsor)",
)

_ROWS_BY_MEASURE = (
    # The row of a document in the index tells the measure it is of, so that a search need not look that up.  A measure
    # has 256 rows: the first is for its titles, and each of its texts has one of the others, 2^32 rows later, so that
    # titles can be searched alone.
    """
    ALTER TABLE texts ADD COLUMN word_row INTEGER
        CHECK ((word_row - 4294967296) / 256 = measure AND word_row % 256 > 0)
    """,
    """
    UPDATE texts SET word_row = 4294967296 + measure * 256 + (
        SELECT count(*) FROM texts AS other WHERE other.measure = texts.measure AND other.document <= texts.document
    )
    """,
    "DROP INDEX texts_in_search",
    "CREATE INDEX texts_in_search ON texts (word_row, version_code, date)",
    "DROP TABLE words",
    "DROP VIEW indexed",
    """
    CREATE VIEW indexed (id, document, title, preamble, provisions) AS
        SELECT id * 256, document, as_indexed(titles), '', '' FROM measures WHERE document IS NOT NULL
        UNION ALL
        SELECT word_row, document, line_column(packed, 0), line_column(packed, 1), line_column(packed, 2) FROM texts
    """,
    """
    CREATE VIRTUAL TABLE words USING fts5 (
        title, preamble, provisions,
        content = 'indexed', content_rowid = 'id', tokenize = 'ascii'
    )
    """,
    # The bytes of words to collect before they are written.  By default it is one megabyte, less than a batch has.
    "INSERT INTO words (words, rank) VALUES ('hashsize', 16777216)",
    """
    INSERT INTO words (rowid, title, preamble, provisions)
        SELECT id, title, preamble, provisions FROM indexed ORDER BY id
    """,
)

STEPS = (_FIRST, _MEMBERS, _SKETCHES, _SUBJECTS, _VOTES, _ROWS_BY_MEASURE)
