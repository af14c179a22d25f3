"""Write ``--format provenance``: where every character of the new text comes from, for programs."""

from __future__ import annotations

import json

from billtrack.diff.answers.answer import DiffAnswer
from billtrack.diff.engine.provenance import TextPlaces, provenance


def provenance_document(answer: DiffAnswer) -> bytes:
    """Write ``{"runs": [[new_start, length, old_start], ...], "units": [...]}``.

    Offsets count characters of the files that are not white space.
    """
    places = (side.places or TextPlaces() for side in (answer.old, answer.new))
    found = provenance(answer.comparison, *places)
    data = {
        "runs": found.runs,
        "units": [
            {"old": relation.old, "new": relation.new, "type": relation.type, "moved": relation.moved}
            for relation in found.relations
        ],
    }
    return (json.dumps(data) + "\n").encode()
