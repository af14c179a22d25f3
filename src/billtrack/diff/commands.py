"""``billtrack diff``: which clause changed, and how."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from billtrack.cli import clock
from billtrack.cli.options import CommonOptions, complete_measures, reading_command
from billtrack.cli.reports import BUG, DONE, FOUND, UsageError, hint, say
from billtrack.cli.text_sources import shelf
from billtrack.cli.unknown import unknown_value
from billtrack.diff.answers.answer import EVERY_CLASS, DiffAnswer, Layout, is_rebuilt
from billtrack.diff.answers.view import SHOWN_AT_FIRST, Choice
from billtrack.diff.compared import Compared, Matter
from billtrack.diff.engine.result import ChangeClass
from billtrack.diff.hunks import has_difference
from billtrack.diff.operands import sides
from billtrack.diff.verdict import verdict
from billtrack.output.console import emit, emit_document
from billtrack.output.formats import EVERYWHERE, Format, Output
from billtrack.output.revisions import HUNK_LINES

if TYPE_CHECKING:
    from collections.abc import Callable


_SHOWN = "What is shown"
_CLASSES = (
    "substantive",
    "reference",
    "punctuation",
    "conforming",
    "connective",
    "numbering",
    "capitalization",
    "typographic",
)


def parse_class(text: str) -> str:
    """Check the name of a class of change given as an option."""
    if text not in _CLASSES:
        raise unknown_value("class of change", text, _CLASSES)
    return text


def complete_classes(incomplete: str) -> list[str]:
    """Complete the name of a class of change."""
    return [name for name in _CLASSES if name.startswith(incomplete)]


TextsArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="OLD NEW",
        help="Measures, versions (hres351-115@ih, or hres351-115 ih eh), files (XML or GPO's plain text), - for one "
        "text on standard input. A measure alone: its earliest and latest text.",
        autocompletion=complete_measures,
        show_default=False,
    ),
]


@reading_command(formats=(*EVERYWHERE, Format.PROVENANCE))
def diff(  # noqa: PLR0917 - an option each; Typer passes them by name
    texts: TextsArgument,
    options: CommonOptions,
    of: Annotated[Literal["text", "summary", "title"], typer.Option(help="What of the measures is compared.")] = "text",
    layout: Annotated[
        Literal["inline", "side", "unified", "stat"], typer.Option(help="How the differences are laid out.")
    ] = "inline",
    only: Annotated[
        list[str] | None,
        typer.Option(
            parser=parse_class,
            metavar="CLASS",
            help=f"Show this class of change; may be repeated: {', '.join(_CLASSES)}.",
            autocompletion=complete_classes,
            rich_help_panel=_SHOWN,
            show_default=False,
        ),
    ] = None,
    except_: Annotated[
        list[str] | None,
        typer.Option(
            "--except",
            parser=parse_class,
            metavar="CLASS",
            help="Show every class but this; may be repeated.",
            autocompletion=complete_classes,
            rich_help_panel=_SHOWN,
            show_default=False,
        ),
    ] = None,
    show_all: Annotated[
        bool, typer.Option("--all", help="Numbering, capitalization and typography too.", rich_help_panel=_SHOWN)
    ] = False,
    context: Annotated[
        int, typer.Option(min=0, metavar="N", help="Unchanged places shown around a change.", rich_help_panel=_SHOWN)
    ] = 0,
    full: Annotated[bool, typer.Option("--full", help="All unchanged text.", rich_help_panel=_SHOWN)] = False,
    by_clause: Annotated[
        bool, typer.Option("--clause/--word", help="Changed clauses whole, or word by word.", rich_help_panel=_SHOWN)
    ] = False,
    exit_code: Annotated[
        bool,
        typer.Option(
            "--exit-code",
            help="Exit with 1 unless the texts are identical; with --only or --except, where such a class differs.",
        ),
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Rebuild both texts from the result, and say whether they are the same.")
    ] = False,
    git: Annotated[
        bool, typer.Option("--git", help="As git calls a diff driver, for records: see git help gitattributes.")
    ] = False,
) -> int:
    """Compare two texts clause by clause, then word by word.

    Without a version: each measure's latest complete text, else its latest partial one. What one of the texts does
    not have loaded is called not loaded, never removed.
    """
    classes = _classes(only or (), except_ or (), show_all=show_all)
    output = options.output()
    choice = Choice(classes, context=context, is_full=full, by_clause=by_clause)
    shown = Layout.INLINE if output.linear and layout != "stat" else Layout(layout)
    rows = classes if only or except_ else EVERY_CLASS

    def answer(old: "Compared", new: "Compared") -> "DiffAnswer":
        return DiffAnswer.of(old, new, choice, layout=shown, row_classes=rows)

    if git:
        return _records(texts, options, answer)
    compared = answer(*sides(texts, shelf(options), matter=Matter(of), placed=output.format is Format.PROVENANCE))
    if check:
        return _check(compared)
    _emit(compared, output)
    return _code(compared, is_narrowed=bool(only or except_)) if exit_code else DONE


def _emit(answer: "DiffAnswer", output: Output) -> None:
    """Write the answer; what changed has a layout of its own in documents."""
    match output.format:
        case Format.HTML:
            from billtrack.diff.answers.html import html_document

            emit_document(html_document(answer), output)
        case Format.DOCX:
            from billtrack.diff.answers.word import word_document

            emit_document(word_document(answer), output)
        case Format.PROVENANCE:
            from billtrack.diff.answers.provenance import provenance_document

            emit_document(provenance_document(answer), output)
        case _:
            emit(answer, output, stops=HUNK_LINES)


def _records(
    arguments: Sequence[str], options: CommonOptions, answer: "Callable[[Compared, Compared], DiffAnswer]"
) -> int:
    """Answer git, which names the record, then its file, hash and mode before and after (and a rename)."""
    from billtrack.diff.answers.records import RecordDiffAnswer
    from billtrack.diff.operands.records import read_record, texts_apart
    from billtrack.tracking.changes import changes

    if len(arguments) not in {7, 9}:
        raise UsageError(
            f"--git takes the 7 arguments git gives a diff driver, or 9 of a rename; found {len(arguments)}"
        )
    name, old_file, new_file = arguments[0], arguments[1], arguments[4]
    old, new = (read_record(file, name=name) for file in (old_file, new_file))
    events = changes(old, new, today=clock.today()) if new else ()
    texts = tuple(answer(*pair) for pair in texts_apart(old, new)) if old and new else ()
    emit(RecordDiffAnswer(name, events, texts, is_gone=new is None), options.output())
    return DONE


def _classes(only: Sequence[str], excepted: Sequence[str], *, show_all: bool) -> "frozenset[ChangeClass]":
    """Settle which classes of change are shown."""
    if only and excepted:
        raise UsageError("--only and --except contradict each other; give one")
    if show_all and (only or excepted):
        raise UsageError("--all shows every class; leave out --only and --except")
    if only:
        return frozenset(map(ChangeClass, only))
    if excepted:
        return frozenset(ChangeClass) - frozenset(map(ChangeClass, excepted))
    return frozenset(ChangeClass) if show_all else SHOWN_AT_FIRST


def _code(answer: "DiffAnswer", *, is_narrowed: bool) -> int:
    """Exit with 1 unless the texts are identical; where classes were asked for, only where one of them differs."""
    found = verdict(answer.old, answer.new, answer.comparison)
    if not is_narrowed:
        return DONE if found.identical else FOUND
    if found.title is not None and ChangeClass.SUBSTANTIVE in answer.row_classes:
        return FOUND
    return FOUND if has_difference(answer.comparison, answer.row_classes) else DONE


def _check(answer: "DiffAnswer") -> int:
    """Rebuild both texts from what programs get and compare them with the texts read."""
    results = dict(zip(("old", "new"), is_rebuilt(answer), strict=True))
    for (side, is_same), text in zip(results.items(), (answer.old, answer.new), strict=True):
        typer.echo(f"{side}: {text.name}: {'rebuilt exactly' if is_same else 'NOT rebuilt'}")
    if all(results.values()):
        return DONE
    say("error", "a bug in billtrack: the comparison does not give back both texts")
    hint("report it with the two texts")
    return BUG
