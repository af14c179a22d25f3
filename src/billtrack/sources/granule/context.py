"""What the words around a text say: which measure it is, and which version (submitted, reported, agreed to, passed)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from billtrack.model.identifiers import parse_reference
from billtrack.model.measure_names import MeasureId
from billtrack.model.versions import adopted_code

_CITED = re.compile(r"(?<![\w.])(?:[HS]\. ?(?:(?:Con|J)\. ?)?Res\.? ?\d+|H\. ?R\. ?\d+|S\. ?\d+)(?![\w-])")


def cited_measures(words: str, congress: int) -> tuple[MeasureId, ...]:
    """Find the measures *words* cite (``S. Res. 211``), each once, in order; *congress* is that of the Record."""
    found = (parse_reference(f"{cited[0]} ({congress}th)").measure_id for cited in _CITED.finditer(words))
    return tuple(dict.fromkeys(measure for measure in found if measure is not None))


def headed_measure(line: str, congress: int) -> MeasureId | None:
    """Find the measure of a heading that is only its number."""
    match = _CITED.fullmatch(line.strip())
    return cited_measures(line, congress)[0] if match else None


_REPORTED = re.compile(r"\breported (?:\w+ )?(?:from|by)\b", re.IGNORECASE)
_SUBMITTED = re.compile(
    r"\bsubmitted the following (?:concurrent |joint )?resolution|\A(?:SENATE|HOUSE)[A-Z ]* RESOLUTION \d"
    r"|\A[HS]\. ?(?:R\. ?|J\. ?Res\. ?)?\d+\. A (?:bill|joint resolution)\b"
)
_AT_ONCE = re.compile(r"\bwhich was considered and agreed to\b", re.IGNORECASE)
_ADOPTED = re.compile(
    r"\b(?:the|said) (?:(?:joint|concurrent) )?(?:resolution|bill)s?(?P<cited> \([^()]*\))?"
    r"(?P<amended>,? as (?:further )?amended,?)?(?: (?:with its|and its|and the) preamble,?)? "
    r"(?:was|were) (?!not\b)(?:[^.]{0,120}?\band |unanimously )?(?:agreed to|passed|adopted)\b",
    re.IGNORECASE,
)
_POSTPONED = re.compile(r"\bfurther proceedings on (?:this|the) (?:motion|question)\b.{0,300}\bpostponed\b", re.I)
_OTHER_AMENDMENT = re.compile(
    r"\bThe amendments?(?: \([^()]*\))?(?! [^.]{0,60}\btitle\b)(?:,? [^.]{0,60}?,?)? "
    r"(?:was|were) (?:agreed to|adopted)\b"
)
"""Neither "The committee-reported amendment ...", which is the printed text, nor an amendment to the title."""
_AS_AMENDED = re.compile(r"\bas (?:further )?amended\b", re.IGNORECASE)
_INSERTED = re.compile(r"\b(?:printed|shown) in italic\b|\binsert in lieu thereof\b", re.IGNORECASE)


def prints_amendment(before: Sequence[str]) -> bool:
    """Whether the words before a text say that it is a committee's amendment."""
    return any(_INSERTED.search(said) for said in before)


def versions_said(measure: MeasureId, chamber: str, before: Sequence[str], after: Sequence[str]) -> tuple[str, ...]:
    """Find which versions a text of *measure* is, from the words *before* and *after* it; empty if they do not say.

    *chamber* is ``h`` or ``s``.  A reported text that the chamber agreed to unchanged is both, reported first.
    """
    found = []
    if any(map(_REPORTED.search, before)):
        found.append("rh" if chamber == "h" else "rs")
    if chamber == measure.measure_type.value[0]:
        if _is_adopted(measure, before, after, as_reported=bool(found)):
            found.append(adopted_code(chamber, is_lawmaking=measure.measure_type.is_lawmaking))
        elif not found and any(map(_SUBMITTED.search, before)):
            found.append("ih" if chamber == "h" else "is")
    return tuple(found)


def _is_adopted(measure: MeasureId, before: Sequence[str], after: Sequence[str], *, as_reported: bool) -> bool:
    """Whether the chamber agreed to exactly the printed text."""
    if any(map(_AT_ONCE.search, before)):
        return True
    if any(map(_POSTPONED.search, after)) or any(map(_OTHER_AMENDMENT.search, after)):
        return False
    if any(_adopts(measure, said) for said in before):
        return True
    adopting = next((match for said in after if (match := _adopts(measure, said))), None)
    if adopting is None:
        return False
    is_told_before = prints_amendment(before) if as_reported else any(map(_AS_AMENDED.search, before))
    return adopting["amended"] is None or is_told_before


def _adopts(measure: MeasureId, said: str) -> re.Match[str] | None:
    """Find the words that say *measure*, and no other measure, was agreed to or passed."""
    for match in _ADOPTED.finditer(said):
        cited = cited_measures(match["cited"] or "", measure.congress)
        if not cited or measure in cited:
            return match
    return None
