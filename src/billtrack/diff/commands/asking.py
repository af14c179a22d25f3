"""What ``billtrack diff`` does once its arguments are read: compare, and write the answer in the format asked for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import typer

from billtrack.cli import clock
from billtrack.cli.options import Reading
from billtrack.cli.output_file import format_for, write_document
from billtrack.cli.reports import BUG, DONE, FOUND, UsageError, hint, say
from billtrack.diff.answers.answer import EVERY_CLASS, DiffAnswer, Layout
from billtrack.diff.answers.view import SHOWN_AT_FIRST, Choice
from billtrack.diff.compared import Compared, Matter
from billtrack.diff.comparing import compare_sides
from billtrack.diff.engine import ChangeClass
from billtrack.diff.hunks import has_difference
from billtrack.diff.operands import TextSources, sides
from billtrack.diff.verdict import verdict
from billtrack.model.values import Value
from billtrack.output.console import emit, emit_document, written
from billtrack.output.formats import Format
from billtrack.output.revisions import HUNK_LINES


class Shown(Value, frozen=True):
    """What is shown of a comparison, as the options say; ``is_narrowed``: only some classes count."""

    classes: frozenset[ChangeClass]
    is_narrowed: bool
    layout: str
    context: int
    is_full: bool
    by_clause: bool

    def answer(self, old: Compared, new: Compared, *, is_linear: bool) -> DiffAnswer:
        """Compare two sides, and lay the answer out; spoken output goes through the changes in one text."""
        return DiffAnswer(
            old,
            new,
            compare_sides(old, new),
            Choice(self.classes, context=self.context, is_full=self.is_full, by_clause=self.by_clause),
            Layout.INLINE if is_linear and self.layout != "stat" else Layout(self.layout),
            self.classes if self.is_narrowed else EVERY_CLASS,
        )


def ask(
    names: Sequence[str], sources: TextSources, matter: Matter, shown: Shown, reading: Reading, *, is_placed: bool
) -> DiffAnswer:
    """Read and compare the two texts *names* mean."""
    return shown.answer(*sides(names, sources, matter=matter, placed=is_placed), is_linear=reading.linear)


def chosen_classes(only: Sequence[str], excepted: Sequence[str], *, show_all: bool) -> frozenset[ChangeClass]:
    """Choose the classes of change that are shown."""
    if only and excepted:
        raise UsageError("use either --only or --except, not both")
    if show_all and (only or excepted):
        raise UsageError("--all cannot be combined with --only or --except")
    if only:
        return frozenset(map(ChangeClass, only))
    if excepted:
        return frozenset(ChangeClass) - frozenset(map(ChangeClass, excepted))
    return frozenset(ChangeClass) if show_all else SHOWN_AT_FIRST


_FORMATS = frozenset({"plain", "json", "jsonl", "csv", "tsv", "markdown", "html", "docx"})
"""Formats that the ending of a file name can choose."""
_DOCUMENTS = frozenset({"html", "docx", "provenance"})
"""Formats of this command alone."""


def emit_answer(answer: DiffAnswer, reading: Reading, document: str | None, file: Path | None) -> None:
    """Write the answer to *file*, or to standard output; *document* is a format of this command's own."""
    if file is not None:
        write_document(file, _document(answer, document) if document else written(answer, reading.output()))
    elif document is not None:
        emit_document(_document(answer, document), reading.output(), is_text=document != "docx")
    else:
        emit(answer, reading.output(), stops=HUNK_LINES)


def _document(answer: DiffAnswer, document: str) -> bytes:
    if document == "html":
        from billtrack.diff.answers.html import html_document  # seldom asked for

        return html_document(answer)
    if document == "docx":
        from billtrack.diff.answers.word import word_document  # python-docx

        return word_document(answer)
    from billtrack.diff.answers.provenance import provenance_document  # for programs that evaluate

    return provenance_document(answer)


def answer_git(arguments: Sequence[str], shown: Shown, reading: Reading) -> int:
    """Answer git, which names the record, then its file, hash and mode before and after (and a rename)."""
    from billtrack.diff.answers.records import RecordDiffAnswer  # git alone asks for records
    from billtrack.diff.operands.records import read_record, texts_apart  # yaml
    from billtrack.tracking.changes import changes  # git alone asks for records

    if len(arguments) not in {7, 9}:
        raise UsageError(f"--git expects 7 arguments from git, or 9 for a rename; found {len(arguments)}")
    name, old_file, new_file = arguments[0], arguments[1], arguments[4]
    old, new = (read_record(file, name=name) for file in (old_file, new_file))
    events = changes(old, new, today=clock.today()) if new else ()
    texts = (
        tuple(shown.answer(*pair, is_linear=reading.linear) for pair in texts_apart(old, new)) if old and new else ()
    )
    emit(RecordDiffAnswer(name, events, texts, is_gone=new is None), reading.output())
    return DONE


def with_format(reading: Reading, named: str | None, file: Path | None) -> tuple[Reading, str | None]:
    """Choose the format: one that every command has, or a document of this one."""
    asked = named or ("json" if reading.as_json else "csv" if reading.as_csv else None)
    chosen = format_for(file, asked, _FORMATS)
    if chosen not in _DOCUMENTS:
        return reading._replace(format=Format(chosen) if chosen else None), None
    if reading.as_json or reading.as_csv or reading.linear:
        raise UsageError(f"--format {chosen} cannot be combined with another output format")
    return reading, chosen


def exit_code(answer: DiffAnswer, *, is_narrowed: bool) -> int:
    """Exit with 1 unless the texts are identical; where classes were asked for, only where one of them differs."""
    found = verdict(answer.old, answer.new, answer.comparison)
    if not is_narrowed:
        return DONE if found.identical else FOUND
    if found.title is not None and ChangeClass.SUBSTANTIVE in answer.row_classes:
        return FOUND
    return FOUND if has_difference(answer.comparison, answer.row_classes) else DONE


def check_answer(answer: DiffAnswer) -> int:
    """Rebuild both texts from what programs get and compare them with the texts read."""
    from billtrack.diff.answers.rebuilding import is_rebuilt  # a check for developers

    results = dict(zip(("old", "new"), is_rebuilt(answer), strict=True))
    for (side, is_same), text in zip(results.items(), (answer.old, answer.new), strict=True):
        typer.echo(f"{side}: {text.name}: {'rebuilt exactly' if is_same else 'NOT rebuilt'}")
    if all(results.values()):
        return DONE
    say("error", "bug in billtrack: the texts cannot be rebuilt from the comparison")
    hint("please report it and attach the two texts")
    return BUG
