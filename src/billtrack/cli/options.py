"""Arguments and options that several commands share.

A reading command takes ``options: CommonOptions`` and is decorated with ``reading_command``: the fields of
``CommonOptions`` are then its options, after those it declares itself.
"""

import functools
import inspect
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, TypeAlias, overload

import typer

from billtrack.cli.completion import complete_measures, complete_parties, complete_states
from billtrack.cli.output_file import OUTPUT, file_option, format_for, format_option, write_document
from billtrack.cli.reports import UsageError, is_on, say
from billtrack.cli.signatures import (
    flags_of,
    is_group,
    leave_reading_to_billtrack,
    options_of,
    with_choices_in_words,
    without_letters,
)
from billtrack.cli.typed import parse_party, parse_state
from billtrack.model.choices import Tracked  # an enum
from billtrack.output.formats import EVERYWHERE, Format, Output, Takes

if TYPE_CHECKING:
    from billtrack.store.library import Holdings

_DATA = "Data"
_output_option = functools.partial(typer.Option, rich_help_panel=OUTPUT)


class CommonOptions(NamedTuple):
    """Options every reading command shares; each field but ``formats`` is one.

    What ``format`` and ``file`` may be depends on the command, so their options are made with it.
    """

    bills: Annotated[Path | None, typer.Option(metavar="DIR", help="Folder of records.", rich_help_panel=_DATA)] = None
    archive: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Archive of official data, or postgresql://...", rich_help_panel=_DATA),
    ] = None
    format: Format | None = None
    file: Path | None = None
    as_json: Annotated[bool, _output_option("--json", help="Same as --format json.")] = False
    as_csv: Annotated[bool, _output_option("--csv", help="Same as --format csv.")] = False
    fields: Annotated[
        str | None, _output_option(metavar="A,B,C", help="Only these columns, in this order, by their names in --csv.")
    ] = None
    no_headers: Annotated[bool, _output_option("--no-headers", help="Leave out the row of column names.")] = False
    bom: Annotated[bool, _output_option("--bom", help="Begin CSV or TSV with a byte order mark.")] = False
    linear: Annotated[bool, _output_option("--linear", help="For a screen reader: sentences, one fact per line.")] = (
        False
    )
    no_color: Annotated[bool, _output_option("--no-color", help="No color.")] = False
    no_pager: Annotated[bool, _output_option("--no-pager", help="Print a long answer at once.")] = False
    quiet: Annotated[bool, _output_option("--quiet", "-q", help="No warnings.")] = False
    debug: Annotated[bool, _output_option("--debug", help="Show where an error comes from.")] = False
    formats: tuple[Format, ...] = EVERYWHERE

    def output(self) -> Output:
        """Settle how to answer, from the options and the environment.

        Raises:
            UsageError: the options contradict each other, or the ending of the file says no format.
            InputError: nothing prints the PDF asked for.
        """
        chosen = self._one_format()
        if self.file is not None:
            chosen = format_for(self.file, chosen, self.formats)
        self._check(chosen)
        if chosen is Format.PDF:
            from billtrack.output.printing import find_printer  # noqa: PLC0415 - only a PDF is printed

            find_printer()  # before the work is done
        width = os.environ.get("COLUMNS", "")
        return Output(
            format=chosen,
            linear=self.linear or (is_on("ACCESSIBLE") and (chosen is None or chosen.is_screen)),
            colour=self._colour(),
            width=int(width) if width.isascii() and width.isdigit() and int(width) else None,
            pager="" if self.no_pager else _pager(),
            fields=tuple(filter(None, map(str.strip, (self.fields or "").split(",")))),
            has_headers=not self.no_headers,
            has_bom=self.bom,
            save=functools.partial(write_document, self.file) if self.file is not None else None,
        )

    def holdings(self) -> "Holdings":
        """Open the records and the archive to read from."""
        from billtrack.cli.places import archive_address, bills_folder, kept_records  # noqa: PLC0415 - help reads none
        from billtrack.store.library import Holdings  # noqa: PLC0415 - the same

        def print_note(line: str) -> None:
            if not self.quiet:
                say("note", line)

        archive = archive_address(self.archive)
        return Holdings(bills_folder(self.bills), archive, kept=kept_records(), said=print_note)

    def _one_format(self) -> Format | None:
        asked = {
            name: chosen
            for name, chosen, is_given in (
                (f"--format {self.format}", self.format, self.format is not None),
                ("--json", Format.JSON, self.as_json),
                ("--csv", Format.CSV, self.as_csv),
            )
            if is_given
        }
        if len(set(asked.values())) > 1:
            raise UsageError(f"{' and '.join(asked)} contradict each other; give one")
        return next(iter(asked.values()), None)

    def _check(self, chosen: Format | None) -> None:
        """Refuse options that *chosen* cannot honor."""
        if self.linear and chosen is not None and not chosen.is_screen:
            raise UsageError(f"--linear does not go with {chosen}; use plain or table")
        if self.bom and chosen not in {Format.CSV, Format.TSV}:
            raise UsageError("--bom works with csv and tsv only")
        has_columns = chosen is None or chosen.takes in {Takes.PAGE, Takes.TABLE}
        for option, is_given in (("--fields", bool(self.fields)), ("--no-headers", self.no_headers)):
            if is_given and not has_columns:
                raise UsageError(f"{option} does not go with {chosen}, which has no columns")

    def _colour(self) -> bool | None:
        """Options override the environment, ``NO_COLOR`` overrides ``CLICOLOR_FORCE``; a dumb terminal has no color."""
        if self.no_color or os.environ.get("NO_COLOR"):
            return False
        if is_on("CLICOLOR_FORCE"):
            return True
        return False if os.environ.get("TERM") == "dumb" else None


def _pager() -> str | None:
    """The pager's command line, ``""`` for none, ``None`` for the usual one.

    A plain ``less`` that is not set up otherwise is given what the usual one has: colors, and no paging of what
    fits the screen.
    """
    if os.environ.get("TERM") == "dumb":
        return ""
    asked = os.environ.get("BILLTRACK_PAGER", os.environ.get("PAGER"))
    return None if asked == "less" and "LESS" not in os.environ else asked


Command: TypeAlias = Callable[..., int]


@overload
def reading_command(command: Command) -> Command: ...
@overload
def reading_command(*, formats: tuple[Format, ...] = ..., has_letters: bool = ...) -> Callable[[Command], Command]: ...
def reading_command(
    command: Command | None = None, *, formats: tuple[Format, ...] = EVERYWHERE, has_letters: bool = True
) -> Command | Callable[[Command], Command]:
    """Give a command the options of ``CommonOptions``, in the place of its parameter ``options``.

    A parameter that is another group of options, a named tuple such as ``Selection``, stands for its fields.

    An option that the command declares itself stays its own.  *formats* are those its answer can be written in; options
    that none of them can honor are left out.  Without *has_letters* options have no short form (``search`` reads
    ``-oil`` as a word).
    """
    if command is None:
        return functools.partial(_ReadingCommand, formats=formats, has_letters=has_letters)
    return _ReadingCommand(command, formats=formats, has_letters=has_letters)


class _ReadingCommand:
    """A command that is given its options when Typer asks for its signature.

    A module declares several commands, and a person asks for one; the signatures of the others are never put together.
    """

    def __init__(self, command: Command, *, formats: tuple[Format, ...], has_letters: bool) -> None:
        functools.update_wrapper(self, command)
        self._make = functools.partial(_with_options, command, formats=formats, has_letters=has_letters)

    def __call__(self, **values: Any) -> int:  # noqa: ANN401 - what Typer read for any command
        return self._made(**values)

    @property
    def __signature__(self) -> inspect.Signature:
        return inspect.signature(self._made)

    @functools.cached_property
    def _made(self) -> Command:
        return self._make()


def _with_options(command: Command, *, formats: tuple[Format, ...], has_letters: bool) -> Command:
    declared = [each for each in inspect.signature(command).parameters.values() if each.name != "options"]
    groups = {each.name: each.annotation for each in declared if is_group(each)}
    own = [option for each in declared for option in (options_of(each) if is_group(each) else [each])]
    taken = {flag for each in own for flag in flags_of(each)}
    shared = [each for each in _shared(formats, has_letters=has_letters) if not taken & set(flags_of(each))]

    @functools.wraps(command)
    def with_options(**values: Any) -> int:  # noqa: ANN401 - what Typer read for any command
        options = CommonOptions(**{each.name: values.pop(each.name) for each in shared}, formats=formats)
        grouped = {name: group(*map(values.pop, group._fields)) for name, group in groups.items()}
        return command(**values, **grouped, options=options)

    leave_reading_to_billtrack(own + shared)
    own = [with_choices_in_words(each) for each in own]
    with_options.__signature__ = inspect.Signature(  # type: ignore[attr-defined]  # functions carry one when given
        [each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in own] + shared
    )
    return with_options


def _shared(formats: tuple[Format, ...], *, has_letters: bool) -> Iterator[inspect.Parameter]:
    """The options of ``CommonOptions`` for a command that offers *formats*."""
    made = {"format": format_option(formats), "file": file_option(formats)}
    left_out = {name for needed, names in _NEEDED.items() if needed not in formats for name in names}
    left_out |= set() if formats else set(made)
    for name, default in CommonOptions._field_defaults.items():
        if name in left_out or name == "formats":
            continue
        annotation = CommonOptions.__annotations__[name]
        if name in made:
            annotation = Annotated[annotation, made[name]]
        yield inspect.Parameter(
            name,
            inspect.Parameter.KEYWORD_ONLY,
            default=default,
            annotation=annotation if has_letters else without_letters(annotation),
        )


_NEEDED = {Format.JSON: ("as_json",), Format.CSV: ("as_csv", "fields", "no_headers", "bom"), Format.PLAIN: ("linear",)}
"""The options that ask for a format, by it."""


def common_flags() -> tuple[str, ...]:
    """The long names of the shared options."""
    shared = _shared(EVERYWHERE, has_letters=True)
    return tuple(flag for each in shared for flag in flags_of(each) if flag.startswith("--"))


MeasureArguments = Annotated[
    list[str],
    typer.Argument(
        metavar="MEASURE...",
        help='Measures in any form: hres351-115, "H.Res. 351 (115th)", a congress.gov address; - reads a list.',
        autocompletion=complete_measures,
    ),
]
TextArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="MEASURE|FILE...",
        help="A measure, a version (hres351-115@ih), or a clause (hres351-115 whereas 4); - reads a list. Or a file.",
        autocompletion=complete_measures,
    ),
]

TrackedOption = Annotated[
    Tracked, typer.Option("--tracked", help="Tracked changes of a Word file: as accepted, or the text before them.")
]

WHO = "Which members"
who_option = functools.partial(typer.Option, rich_help_panel=WHO)
"""Makes an option that says which members."""
PartyOption = Annotated[
    list[str] | None,
    who_option(
        parser=parse_party,
        metavar="PARTY",
        help="Members of this party, such as R or Republican; may be repeated.",
        autocompletion=complete_parties,
    ),
]
StateOption = Annotated[
    list[str] | None,
    who_option(
        parser=parse_state,
        metavar="STATE",
        help="Members from this state, such as NY or New York; may be repeated.",
        autocompletion=complete_states,
    ),
]
