"""A side that is a measure: one of its texts, its summary, or its title; and a record before and after a change."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from billtrack.diff.compared import Compared, Matter
from billtrack.diff.operands import OperandText, compared_text, described_text
from billtrack.diff.operands.operands import File, Operand, TextSources, Which
from billtrack.errors import InputError
from billtrack.model.clauses import Clause, title_clause
from billtrack.model.measure import IN_ARCHIVE, Coverage, Measure, Summary, TextVersion, replace
from billtrack.model.measure_names import TextId
from billtrack.model.text_choice import chosen_text, texts_of_one_step
from billtrack.model.versions import PrintStep
from billtrack.store import records


class _Asked(NamedTuple):
    """A measure, the folder of its record, and which of its texts is meant."""

    measure: Measure
    folder: Path
    version: str | None
    which: Which


class _Chosen(NamedTuple):
    """The chosen text, and why it was chosen if the request did not name one."""

    text: TextVersion
    taken: str


def measure_side(operand: Operand, sources: TextSources) -> Compared:
    """Read a measure, or a record's file, as one side."""
    return _side(_asked(operand, sources), None, sources)


def measure_sides(operands: tuple[Operand, Operand], sources: TextSources) -> tuple[Compared, Compared]:
    """Read two measures as the two sides; unnamed texts are those of the last step that both have a text of."""
    old, new = (_asked(operand, sources) for operand in operands)
    of_old, of_new = _of_one_step(old, new) or (None, None)
    return _side(old, of_old, sources), _side(new, of_new, sources)


def _side(asked: _Asked, chosen: _Chosen | None, sources: TextSources) -> Compared:
    match sources.matter:
        case Matter.TEXT:
            return _text_side(asked, chosen or _chosen(asked), sources)
        case Matter.SUMMARY:
            return _summary_side(asked)
        case Matter.TITLE:
            return _title_side(asked)


def _asked(operand: Operand, sources: TextSources) -> _Asked:
    if isinstance(operand, File):
        path = Path(operand.name)
        return _Asked(records.load_record(path), path.parent, None, operand.which)
    reference, holdings = operand.reference, sources.holdings()
    return _Asked(holdings.load(reference), holdings.bills, reference.version_code, operand.which)


def _text_side(asked: _Asked, chosen: _Chosen, sources: TextSources) -> Compared:
    text, taken = chosen
    name, described = str(TextId(asked.measure.id, text.version_code)), described_text(asked.measure.id.printed, text)
    return compared_text(_in_full(asked, text, sources), name=name, taken=taken, described=described)


def _of_one_step(old: _Asked, new: _Asked) -> tuple[_Chosen, _Chosen] | None:
    """The texts of one step of two measures; a text that was named decides for both."""
    if old.measure.id == new.measure.id or (old.version and new.version):
        return None
    found = texts_of_one_step(_with_named_only(old), _with_named_only(new))
    if found is None:
        return None
    sides = ((old, found.old), (new, found.new))
    of_old, of_new = (_Chosen(text, "" if asked.version else _taken(asked, found.step)) for asked, text in sides)
    return of_old, of_new


def _with_named_only(asked: _Asked) -> Measure:
    """The measure with only the named text."""
    if asked.version is None:
        return asked.measure
    texts = (text for text in asked.measure.text_versions or () if text.version_code == asked.version)
    return replace(asked.measure, text_versions=tuple(texts))


def _taken(asked: _Asked, step: PrintStep) -> str:
    adopted = "passed" if asked.measure.id.measure_type.is_lawmaking else "agreed to"
    return f"the last text {adopted if step is PrintStep.ADOPTED else step.name.lower()}"


def _chosen(asked: _Asked) -> _Chosen:
    measure = asked.measure
    if asked.version is not None:
        return _Chosen(chosen_text(measure, asked.version), "")
    if asked.which is Which.USUAL:
        text = chosen_text(measure, None)
        is_whole = text.coverage is Coverage.COMPLETE
        return _Chosen(text, "latest complete text" if is_whole else "latest text; no complete text on file")
    loaded = [text for text in measure.text_versions or () if text.coverage is not Coverage.NONE]
    if len(loaded) < 2:
        held = chosen_text(measure, None).version_code
        raise InputError(
            f"{measure.id}: only its {held} text is on file; name a second text to compare it with",
            hint=f"to get more texts: `billtrack sync {measure.id}`",
        )
    is_first = asked.which is Which.FIRST
    return _Chosen(loaded[0], "earliest on file") if is_first else _Chosen(loaded[-1], "latest on file")


def _in_full(asked: _Asked, text: TextVersion, sources: TextSources) -> OperandText:
    """The text with its words, read from the XML beside the records if the record only names it."""
    text_id = TextId(asked.measure.id, text.version_code)
    if text.file is not None and text.file.startswith(IN_ARCHIVE):
        text = sources.holdings().text_in_full(text)
    if text.file is not None:
        from billtrack.diff.operands.files import read_document  # noqa: PLC0415 - only a text in XML pays for its reader
        from billtrack.sources.billtext import Reading  # noqa: PLC0415 - the same

        data = records.read_text(asked.folder, text.file)
        return read_document(data, name=Path(text.file).name, reading=Reading.AS_REPORTED, placed=sources.placed)
    if sources.placed:
        raise InputError(f"{text_id}: the record has no XML; name the XML file instead")
    return OperandText(text_id, text)


def _summary_side(asked: _Asked) -> Compared:
    measure, summaries, is_first = asked.measure, asked.measure.summaries, asked.which is Which.FIRST
    if not summaries:
        state = "not loaded" if summaries is None else "known to be none"
        raise InputError(f"{measure.id}: its summaries are {state}")
    if asked.version is not None:
        raise InputError(
            f"{measure.id}@{asked.version}: summaries belong to a measure, not to one of its texts",
            hint=f"name it without @{asked.version}",
        )
    summary = summaries[0] if is_first else summaries[-1]
    taken = "first summary on file" if is_first else "latest summary on file"
    return Compared(
        name=f"{measure.id} summary {summary.version_code or ''}".rstrip(),
        matter=Matter.SUMMARY,
        clauses=_paragraphs(summary.text),
        coverage=Coverage.COMPLETE,
        measure=measure.id,
        version_code=summary.version_code,
        described=f"{measure.id.printed}, summary by CRS{_of_action(summary)}",
        taken=taken,
    )


def _of_action(summary: Summary) -> str:
    said = [summary.action_desc, summary.action_date.isoformat() if summary.action_date else None]
    return "".join(f", {part}" for part in said if part)


def _paragraphs(text: str) -> tuple[Clause, ...]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return tuple(
        Clause(("summary", str(number)), "paragraph", None, None, line, 0, False, None)
        for number, line in enumerate(lines, 1)
    )


def _title_side(asked: _Asked) -> Compared:
    """The official title of the chosen text if it prints one, else the measure's."""
    measure = asked.measure
    printed = None if asked.version is None and asked.which is Which.USUAL else _chosen(asked)[0]
    title = (printed.official_title if printed else None) or measure.title
    return Compared(
        name=str(TextId(measure.id, printed.version_code)) if printed else str(measure.id),
        matter=Matter.TITLE,
        clauses=(title_clause(title),),
        coverage=Coverage.COMPLETE,
        measure=measure.id,
        version_code=printed.version_code if printed else None,
        described=f"{measure.id.printed}, official title",
    )


_NONE = {os.devnull, "/dev/null", "nul"}


def read_record(path: str, *, name: str) -> Measure | None:
    """Read a record from a file of any name; ``None`` for ``/dev/null``.

    Raises:
        InputError: it cannot be read or is not a valid record; the message calls it *name*.
    """
    from billtrack.diff.operands.files import file_bytes  # noqa: PLC0415 - lxml

    return None if path.lower() in _NONE else records.parse_record(file_bytes(Path(path)), file=name)


def texts_apart(old: Measure, new: Measure) -> Iterator[tuple[Compared, Compared]]:
    """Pair the texts that both versions have with different words.

    A text in a separate file is not in the record and is skipped.
    """
    held = {text.version_code: text for text in old.text_versions or ()}
    for text in new.text_versions or ():
        before = held.get(text.version_code)
        if before is None or before == text:
            continue
        sides = _version(old, before, "before"), _version(new, text, "after")
        if sides[0].clauses and sides[1].clauses and sides[0].clauses != sides[1].clauses:
            yield sides


def _version(measure: Measure, text: TextVersion, when: str) -> Compared:
    text_id, described = TextId(measure.id, text.version_code), described_text(measure.id.printed, text)
    return compared_text(OperandText(text_id, text), name=f"{text_id} {when}", taken="", described=described)
