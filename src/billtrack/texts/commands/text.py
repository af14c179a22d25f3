"""``billtrack text``: the words of a measure."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from billtrack.cli.options import CommonOptions, TextArgument, TrackedOption, reading_command
from billtrack.cli.reports import UsageError
from billtrack.sources.tracked import Tracked

if TYPE_CHECKING:
    from billtrack.diff.operands import TextSources
    from billtrack.diff.operands.operands import File
    from billtrack.texts.file_answer import FileText
    from billtrack.texts.selected_text import SelectedText


@reading_command
def text(
    texts: TextArgument,
    options: CommonOptions,
    quote: Annotated[bool, typer.Option("--quote", help="Show as a quotation with its citation.")] = False,
    no_addresses: Annotated[
        bool, typer.Option("--no-addresses", help="Leave out the addresses of the clauses, for pasting.")
    ] = False,
    tracked: TrackedOption = Tracked.ACCEPTED,
) -> int:
    """Show the text of a measure, one of its versions, or one clause; or the text of a file.

    Default version: the latest complete text, or else the latest text that is loaded in part. The address beside a
    clause names it: billtrack text hres351-115 whereas/9, or hres351-115 whereas 9. A file may be XML, plain text,
    Word, PDF, or a saved page.
    """
    from billtrack.cli.loading import answer_each, listed, text_sources
    from billtrack.diff.operands.operands import STANDARD_INPUT, named_file
    from billtrack.model.text_choice import chosen_text
    from billtrack.output.console import emit
    from billtrack.texts.asked import files_of_texts, names_of_texts
    from billtrack.texts.selected_text import select_text
    from billtrack.texts.text_answer import TextAnswer

    files = files_of_texts(texts)
    if files:
        return _files(files, text_sources(options, tracked), options, quote=quote, addressed=not no_addresses)
    names = names_of_texts(texts)
    if any(name != STANDARD_INPUT and named_file(name) for name in names):
        raise UsageError("text shows measures or files, not both at once")
    output, holdings = options.output(), options.holdings()

    def read(name: str) -> "SelectedText":
        reference = holdings.reference(name)
        measure = holdings.load(reference)
        version = holdings.text_in_full(chosen_text(measure, reference.version_code))
        return select_text(measure, version, reference.path)

    answered = answer_each(listed(names), read)
    emit(TextAnswer(answered.found, quoted=quote, addressed=not no_addresses), answered.target(output))
    return answered.code


def _files(
    files: "Sequence[tuple[File, tuple[str, ...]]]",
    sources: "TextSources",
    options: CommonOptions,
    *,
    quote: bool,
    addressed: bool,
) -> int:
    """Show the texts of files, or the clauses of them at an address."""
    from billtrack.cli.loading import answer_each
    from billtrack.diff.operands.files import read_file  # lxml
    from billtrack.output.console import emit
    from billtrack.texts.file_answer import FileAnswer, select_in_file

    if quote:
        raise UsageError("--quote cites a measure; a file has no citation")

    def read(asked: "tuple[File, tuple[str, ...]]") -> "FileText":
        file, path = asked
        name, document, _ = read_file(file, sources)
        return select_in_file(name, document, path)

    answered = answer_each(files, read)
    emit(FileAnswer(answered.found, addressed=addressed), answered.target(options.output()))
    return answered.code
