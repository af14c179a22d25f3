"""Names of measures and texts, to the columns of an archive in SQLite."""

from __future__ import annotations

import json
from collections.abc import Iterable

from billtrack.model.identifiers import MeasureId, TextId
from billtrack.store.archive.tables import name_columns


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
