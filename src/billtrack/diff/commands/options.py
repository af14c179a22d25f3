"""What a person can type after ``billtrack diff``."""

from functools import partial
from typing import Annotated, Literal, NamedTuple

import typer

from billtrack.cli.completion import complete_measures
from billtrack.cli.options import CommonOptions, TrackedOption, reading_command
from billtrack.cli.typed import unknown_value
from billtrack.model.choices import Tracked
from billtrack.output.formats import EVERYWHERE, Format

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


_filter_option = partial(typer.Option, rich_help_panel="Filter")
_class_option = partial(
    _filter_option, parser=parse_class, metavar="CLASS", autocompletion=complete_classes, show_default=False
)
_program_option = partial(typer.Option, rich_help_panel="For programs")

TextsArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="OLD NEW",
        help="Two measures, versions (hres351-115@ih, or hres351-115 ih eh) or files (XML or GPO plain text); - reads"
        " one text from standard input. One measure: compares its earliest and latest text.",
        autocompletion=complete_measures,
        show_default=False,
    ),
]


class ShownOptions(NamedTuple):
    """The options that choose what is shown of the differences."""

    layout: Annotated[Literal["inline", "side", "unified", "stat"], typer.Option(help="Layout of the differences.")] = (
        "inline"
    )
    only: Annotated[
        list[str] | None, _class_option(help=f"Show only this class of change (repeatable): {', '.join(_CLASSES)}.")
    ] = None
    except_: Annotated[
        list[str] | None, _class_option("--except", help="Show every class except this (repeatable).")
    ] = None
    show_all: Annotated[bool, _filter_option("--all", help="Also show numbering, capitalization, typography.")] = False
    context: Annotated[int, _filter_option(min=0, metavar="N", help="Unchanged clauses around each change.")] = 0
    full: Annotated[bool, _filter_option("--full", help="Show all unchanged text.")] = False
    by_clause: Annotated[bool, _filter_option("--clause/--word", help="Changed clauses whole, or word by word.")] = (
        False
    )

    @property
    def is_narrowed(self) -> bool:
        """Whether only some classes count."""
        return bool(self.only or self.except_)


@reading_command(formats=(*EVERYWHERE, Format.PROVENANCE))
def diff(
    texts: TextsArgument,
    options: CommonOptions,
    *,
    of: Annotated[Literal["text", "summary", "title"], typer.Option(help="What to compare.")] = "text",
    shown: ShownOptions,
    tracked: TrackedOption = Tracked.ACCEPTED,
    exit_code: Annotated[
        bool,
        typer.Option(
            "--exit-code",
            help="Exit 1 unless the texts are identical; with --only or --except, exit 1 if a class shown differs.",
        ),
    ] = False,
    check: Annotated[
        bool, _program_option("--check", help="Check that both texts can be rebuilt from the result.")
    ] = False,
    git: Annotated[
        bool, _program_option("--git", help="Act as a git diff driver for records (see git help gitattributes).")
    ] = False,
) -> int:
    """Compare two texts clause by clause, then word by word.

    Without a version, compares each measure's latest complete text, or its latest partial one. Passages that one text
    lacks because they are not on file are not compared.
    """
    from billtrack.diff.commands import diff as work

    return work.run(texts, options, shown, of=of, tracked=tracked, exit_code=exit_code, check=check, git=git)
