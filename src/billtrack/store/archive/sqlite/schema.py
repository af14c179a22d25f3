"""The tables of an archive in SQLite, the steps that made them, and how a measure is named to them.

To add tables, append one step (a tuple of statements) to ``STEPS``: each runs once, in a transaction of its own, and
``user_version`` counts those an archive has.  A step that was published is never changed; readers refuse an archive
that lacks a step, and an import adds it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from billtrack.model.measure_names import MeasureId, TextId
from billtrack.store.archive import schema
from billtrack.store.archive.tables import name_columns

APPLICATION_ID = 0x42695472
"""``BiTr``: marks a SQLite file as an archive."""

_TYPES = {
    "key": "INTEGER PRIMARY KEY",
    "row": "INTEGER",
    "number": "INTEGER",
    "code": "TEXT",
    "words": "TEXT",
    "day": "TEXT",
    "bytes": "BLOB",
    "with_vote": "",
    "end": " STRICT",
    "end_by_key": " STRICT, WITHOUT ROWID",
}
_FIRST = (
    *schema.written((*schema.DOCUMENTS, *schema.MEASURES, *schema.TEXTS), _TYPES),
    "CREATE INDEX documents_by_measure ON documents (measure, part)",
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

_SUBJECTS = (
    *schema.written(schema.SUBJECTS, _TYPES),
    # The statuses of an earlier archive have them, packed.
    """
    INSERT OR IGNORE INTO subjects (measure, name)
        SELECT m.id, s.value FROM measures AS m, json_each(subjects_of(m.status)) AS s WHERE m.status IS NOT NULL
    """,
)

_VOTES = (
    *schema.written(schema.VOTES, _TYPES),
    """
    INSERT INTO citations
        SELECT m.id, json_extract(c.value, '$[0]'), json_extract(c.value, '$[1]'), json_extract(c.value, '$[2]'),
            json_extract(c.value, '$[3]'), json_extract(c.value, '$[4]')
        FROM measures AS m, json_each(cited_votes(m.status)) AS c WHERE m.status IS NOT NULL
    """,
    schema.MEASURES_BY_SPONSOR,
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

STEPS = (
    _FIRST,
    schema.written(schema.MEMBER_FILES, _TYPES),
    schema.written(schema.SKETCHES, _TYPES),
    _SUBJECTS,
    _VOTES,
    _ROWS_BY_MEASURE,
)


TEXTS = 2**32
"""The first row of the index that can be a text's; those before it are of titles."""
ROWS = 256
"""The rows of a measure in the index: of the titles from its key times ``ROWS`` on, of its texts ``TEXTS`` later."""
_BITS = ROWS.bit_length() - 1
_IN_TEXTS = TEXTS - 1
MEASURE = f"(({{}}) % {TEXTS} / {ROWS})"
"""The key of the measure of a row of the index, in SQL."""


def measures_of(rows: Iterable[int]) -> list[int]:
    """The key of the measure of each row of the index."""
    return [(row & _IN_TEXTS) >> _BITS for row in rows]  # twice as fast as % and //


def names_of(ids: Iterable[MeasureId | TextId]) -> tuple[str]:
    """Give the value of ``NAMED`` and ``KEYS``, a JSON list of names."""
    return (json.dumps(list(map(name_columns, ids))),)


_NAMES = """
    FROM json_each({}) AS name JOIN measures AS k ON k.congress = json_extract(name.value, '$[0]')
        AND k.type = json_extract(name.value, '$[1]') AND k.number = json_extract(name.value, '$[2]')
"""
KEYS = f"SELECT k.id {_NAMES}"
"""The keys of measures by their names."""
NAMED = f"SELECT k.id, json_extract(name.value, '$[3]') AS code, name.key AS place {_NAMES}"
