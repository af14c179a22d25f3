"""Measures as the Record cites them: ``S. Res. 211``, ``H.R. 1``, ``H. Con. Res. 35``."""

from __future__ import annotations

import re

from billtrack.model.identifiers import MeasureId, parse_reference

_CITED = re.compile(r"(?<![\w.])(?:[HS]\. ?(?:(?:Con|J)\. ?)?Res\.? ?\d+|H\. ?R\. ?\d+|S\. ?\d+)(?![\w-])")


def cited_measures(words: str, congress: int) -> tuple[MeasureId, ...]:
    """The measures *words* cite, each once, in order; they are of *congress*, as all the Record speaks of by number."""
    found = (parse_reference(f"{cited[0]} ({congress}th)").measure_id for cited in _CITED.finditer(words))
    return tuple(dict.fromkeys(measure for measure in found if measure is not None))


def headed_measure(line: str, congress: int) -> MeasureId | None:
    """The measure of a heading that is its number and no more."""
    match = _CITED.fullmatch(line.strip())
    return cited_measures(line, congress)[0] if match else None
