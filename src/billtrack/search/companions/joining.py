"""From the sketches of many texts to candidate pairs with DuckDB: the pairs of ``candidates.every_pair``, sooner.

DuckDB reads the sketches as lines of JSON from a temporary folder, where it also puts what does not fit its memory.
Weights add up to the same number in any order (``rarity``), so both give the same pairs.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import groupby
from pathlib import Path

import duckdb
import msgspec

from billtrack.search.companions.candidates import LEAST_SHARED, TextPair, TextPairs, Wanted
from billtrack.search.companions.sketches import FORM, Rarity, SketchedText, weight_of

MEMORY = "800MB"
"""What DuckDB may hold."""


def every_pair_joined(texts: Sequence[SketchedText], wanted: Wanted) -> TextPairs:
    """Find the pairs of texts of different measures that may be as similar as *wanted*.

    The texts of one measure must be next to each other.  The rarity knows only the shingles of the pairs.
    """
    estimated = wanted.estimated
    with tempfile.TemporaryDirectory(prefix="billtrack-") as folder:
        file = Path(folder) / "sketches.json"
        measures = _write(file, texts)
        with closing(_connected(Path(folder))) as connection:
            run = connection.execute
            run("CREATE TEMP TABLE weight_of (holders BIGINT, weight DOUBLE)")
            connection.executemany(
                "INSERT INTO weight_of VALUES (?, ?)", [(n, weight_of(n)) for n in range(2, FORM + 1)]
            )
            run(_SKETCHES, [str(file)])
            run(_HELD)
            run(_WEIGHTS.format("count(*)" if measures == len(texts) else "count(DISTINCT measure)"))
            run(_TEXTS, [estimated.least_share / 2])
            run(_SHARED, [LEAST_SHARED])
            run(_PAIRS, [estimated.at_least, estimated.contained, estimated.at_least])
            pairs = [TextPair(a, b) for a, b in run("SELECT a, b FROM pairs ORDER BY a, b").fetchall()]
            return TextPairs(pairs, Rarity(dict(run(_WEIGHTS_OF_PAIRS).fetchall())))


def _connected(folder: Path) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(
        str(folder / "join.duckdb"),
        config={"memory_limit": MEMORY, "temp_directory": str(folder), "preserve_insertion_order": "false"},
    )


def _write(file: Path, texts: Sequence[SketchedText]) -> int:
    """Write a line for each text; how many measures they are of."""
    encode = msgspec.json.Encoder().encode
    measure = -1
    with file.open("wb") as lines:
        for measure, (place, each) in _numbered(texts):
            row = {
                "place": place,
                "measure": measure,
                "scale": each.sketch.scale,
                "hashes": each.sketch.hashes.tolist(),
            }
            lines.write(encode(row) + b"\n")
    return measure + 1


def _numbered(texts: Sequence[SketchedText]) -> Iterator[tuple[int, tuple[int, SketchedText]]]:
    """Each text with its place and the number of its measure."""
    own = groupby(enumerate(texts), lambda each: each[1].text.measure)
    return ((measure, text) for measure, (_, group) in enumerate(own) for text in group)


_SKETCHES = """
    CREATE TEMP TABLE sketches AS SELECT * FROM read_json(?, format = 'newline_delimited',
        columns = {'place': 'INTEGER', 'measure': 'INTEGER', 'scale': 'INTEGER', 'hashes': 'UINTEGER[]'})
"""
_HELD = "CREATE TEMP VIEW held AS SELECT place, measure, unnest(hashes) AS hash FROM sketches"
# The shingles in several measures; boilerplate weighs nothing.
_WEIGHTS = """
    CREATE TEMP TABLE weights AS
    WITH counted AS (SELECT hash, {0} AS holders FROM held GROUP BY hash HAVING {0} > 1)
    SELECT hash, coalesce(weight, 0) AS weight FROM counted LEFT JOIN weight_of USING (holders)
"""
# The texts that may share enough of their weight with another.
_TEXTS = """
    CREATE TEMP TABLE texts AS
    SELECT place, sum(coalesce(weight, 1)) AS total
    FROM held LEFT JOIN weights USING (hash) GROUP BY place
    HAVING sum(weight) >= ? * sum(coalesce(weight, 1))
"""
# The weight that two texts share; most shingles of a pair are in no other text, so equal lists are added up first.
_SHARED = """
    CREATE TEMP TABLE shared AS
    WITH holders AS (
        SELECT list(place ORDER BY place) AS places, any_value(weight) AS weight
        FROM held JOIN weights USING (hash) SEMI JOIN texts USING (place)
        WHERE weight > 0 GROUP BY hash HAVING count(*) > 1
    ), groups AS (SELECT places, sum(weight) AS weight FROM holders GROUP BY places HAVING sum(weight) > ?)
    SELECT a, b, sum(weight) AS weight
    FROM (SELECT a, unnest(places) AS b, weight FROM (SELECT unnest(places) AS a, places, weight FROM groups))
    WHERE a < b GROUP BY a, b
"""
# ``Wanted.fits``, of the weights that the coarser of the two sketches estimates.
_PAIRS = """
    CREATE TEMP TABLE pairs AS
    WITH weighed AS (
        SELECT a, b, weight, s.measure <> t.measure AS is_pair,
            x.total / pow(2.0::DOUBLE, greatest(t.scale - s.scale, 0)) AS of_a,
            y.total / pow(2.0::DOUBLE, greatest(s.scale - t.scale, 0)) AS of_b
        FROM shared JOIN sketches AS s ON s.place = a JOIN sketches AS t ON t.place = b
            JOIN texts AS x ON x.place = a JOIN texts AS y ON y.place = b
    )
    SELECT a, b FROM weighed
    WHERE is_pair AND weight > 0 AND (2 * weight >= ? * (of_a + of_b) OR (? AND weight >= ? * least(of_a, of_b)))
"""
_WEIGHTS_OF_PAIRS = """
    SELECT hash, weight FROM weights SEMI JOIN (
        SELECT hash FROM held SEMI JOIN (SELECT a AS place FROM pairs UNION SELECT b FROM pairs) USING (place)
    ) USING (hash)
"""
