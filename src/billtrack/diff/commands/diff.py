"""``billtrack diff``: which clause changed, and how."""

from collections.abc import Sequence

import typer

from billtrack.cli import clock
from billtrack.cli.loading import joined, text_sources
from billtrack.cli.options import CommonOptions
from billtrack.cli.reports import BUG, DONE, FOUND, UsageError, hint, say
from billtrack.diff.answers.answer import EVERY_CLASS, DiffAnswer, Layout
from billtrack.diff.answers.data import is_rebuilt, provenance_document
from billtrack.diff.answers.view import SHOWN_AT_FIRST, DisplayChoice
from billtrack.diff.commands.options import ShownOptions
from billtrack.diff.compared import Compared, Matter
from billtrack.diff.engine import ChangeClass
from billtrack.diff.hunks import has_difference
from billtrack.diff.operands import TextSources, sides
from billtrack.diff.verdict import compare_sides, verdict
from billtrack.model.choices import Tracked
from billtrack.output.console import emit, emit_document
from billtrack.output.formats import Format, Output
from billtrack.output.revisions import HUNK_LINES


def run(
    texts: Sequence[str],
    options: CommonOptions,
    shown: ShownOptions,
    *,
    of: str,
    tracked: Tracked,
    exit_code: bool,
    check: bool,
    git: bool,
) -> int:
    """Show how two texts differ, whether both can be rebuilt from the result, or what git asks of two records."""
    if git:
        return _answer_git(texts, shown, options)
    output, sources = options.output(), text_sources(options, tracked)
    answer = _compare(_names(texts), sources._replace(matter=Matter(of)), shown, output)
    if check:
        return _check(answer)
    _emit(answer, output)
    return _exit_code(answer, is_narrowed=shown.is_narrowed) if exit_code else DONE


def _names(texts: Sequence[str]) -> Sequence[str]:
    """Join the words of citations without quotation marks (``hres 351 115 sres 211 115``)."""
    is_apart = len(texts) > 1 and texts[0].replace(".", "").isalpha() and texts[1].isdecimal()
    return list(joined(texts)) if is_apart or len(texts) > 3 else texts


def _compare(names: Sequence[str], sources: TextSources, shown: ShownOptions, output: Output) -> DiffAnswer:
    """Read and compare the two texts that *names* mean."""
    classes = _classes(shown)
    placed = sources._replace(placed=output.format is Format.PROVENANCE)
    return _answer(*sides(names, placed), shown, classes, output)


def _answer(
    old: Compared, new: Compared, shown: ShownOptions, classes: frozenset[ChangeClass], output: Output
) -> DiffAnswer:
    """Compare two sides and choose the layout; output for screen readers is always in one text."""
    choice = DisplayChoice(classes, context=shown.context, is_full=shown.full, by_clause=shown.by_clause)
    layout = Layout.INLINE if output.linear and shown.layout != "stat" else Layout(shown.layout)
    counted = classes if shown.is_narrowed else EVERY_CLASS
    return DiffAnswer(old, new, compare_sides(old, new), choice, layout, counted)


def _classes(shown: ShownOptions) -> frozenset[ChangeClass]:
    """Choose the classes of change to show."""
    if shown.only and shown.except_:
        raise UsageError("use either --only or --except, not both")
    if shown.show_all and shown.is_narrowed:
        raise UsageError("--all cannot be combined with --only or --except")
    if shown.only:
        return frozenset(map(ChangeClass, shown.only))
    if shown.except_:
        return frozenset(ChangeClass) - frozenset(map(ChangeClass, shown.except_))
    return frozenset(ChangeClass) if shown.show_all else SHOWN_AT_FIRST


def _emit(answer: DiffAnswer, output: Output) -> None:
    """Write the answer; HTML, Word and PDF documents have their own layout."""
    match output.format:
        case Format.HTML | Format.DOCX:
            emit_document(_document(answer, output.format), output)
        case Format.PDF:
            from billtrack.output.printing import pdf_file  # noqa: PLC0415 - few want a PDF

            emit_document(pdf_file(lambda kind: _document(answer, kind)), output)
        case Format.PROVENANCE:
            emit_document(provenance_document(answer.old, answer.new, answer.comparison), output)
        case _:
            emit(answer, output, stops=HUNK_LINES)


def _document(answer: DiffAnswer, kind: Format) -> bytes:
    if kind is Format.HTML:
        from billtrack.diff.answers.html import html_document  # noqa: PLC0415 - few want HTML

        return html_document(answer)
    from billtrack.diff.answers.word_tracked import word_document  # noqa: PLC0415 - python-docx

    return word_document(answer)


def _answer_git(arguments: Sequence[str], shown: ShownOptions, options: CommonOptions) -> int:
    """Answer git, which passes the record's name, then its file, hash and mode before and after (and a rename)."""
    from billtrack.diff.answers.records import RecordDiffAnswer  # noqa: PLC0415 - git alone compares records
    from billtrack.diff.operands.measures import read_record, texts_apart  # noqa: PLC0415 - yaml
    from billtrack.tracking.changes import changes  # noqa: PLC0415 - git alone compares records

    if len(arguments) not in {7, 9}:
        raise UsageError(f"--git expects 7 arguments from git, or 9 for a rename; found {len(arguments)}")
    output, classes = options.output(), _classes(shown)
    name, old_file, new_file = arguments[0], arguments[1], arguments[4]
    old, new = (read_record(file, name=name) for file in (old_file, new_file))
    events = changes(old, new, today=clock.today()) if new else ()
    pairs = texts_apart(old, new) if old and new else ()
    texts = tuple(_answer(*pair, shown, classes, output) for pair in pairs)
    emit(RecordDiffAnswer(name, events, texts, is_gone=new is None), output)
    return DONE


def _exit_code(answer: DiffAnswer, *, is_narrowed: bool) -> int:
    """Return 1 unless the texts are identical; with *is_narrowed*, only if one of the classes shown differs."""
    found = verdict(answer.old, answer.new, answer.comparison)
    if not is_narrowed:
        return DONE if found.identical else FOUND
    if found.title is not None and ChangeClass.SUBSTANTIVE in answer.row_classes:
        return FOUND
    return FOUND if has_difference(answer.comparison, answer.row_classes) else DONE


def _check(answer: DiffAnswer) -> int:
    """Rebuild both texts from the JSON data and compare them with the texts read (``--check``)."""
    results = is_rebuilt(answer.comparison)
    for side, text, is_same in zip(("old", "new"), (answer.old, answer.new), results, strict=True):
        typer.echo(f"{side}: {text.name}: {'rebuilt exactly' if is_same else 'NOT rebuilt'}")
    if all(results):
        return DONE
    say("error", "bug in billtrack: the texts cannot be rebuilt from the comparison")
    hint("please report it and attach the two texts")
    return BUG
