"""``billtrack text``: the words of a measure."""

from collections.abc import Sequence
from typing import Annotated

import typer

from billtrack.cli.loading import answer_each, listed
from billtrack.cli.options import CommonOptions, TextArgument, TrackedOption, reading_command
from billtrack.cli.reports import UsageError
from billtrack.cli.text_sources import text_sources
from billtrack.diff.operands import TextSources
from billtrack.diff.operands.operands import STANDARD_INPUT, File, named_file
from billtrack.model.clauses import clauses
from billtrack.model.text_choice import chosen_text
from billtrack.output.console import emit
from billtrack.sources.tracked import Tracked
from billtrack.texts.asked import names_of_texts
from billtrack.texts.file_answer import FileAnswer, FileText
from billtrack.texts.selected_text import SelectedText, select_text
from billtrack.texts.text_answer import TextAnswer


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
    names = names_of_texts(texts)
    files = [file for name in names if name != STANDARD_INPUT and (file := named_file(name)) is not None]
    if files:
        return _files(files, names, text_sources(options, tracked), options, quote=quote, addressed=not no_addresses)
    output, holdings = options.output(), options.holdings()

    def read(name: str) -> SelectedText:
        reference = holdings.reference(name)
        measure = holdings.load(reference)
        version = holdings.text_in_full(chosen_text(measure, reference.version_code))
        return select_text(measure, version, reference.path)

    answered = answer_each(listed(names), read)
    emit(TextAnswer(answered.found, quoted=quote, addressed=not no_addresses), output)
    return answered.code


def _files(
    files: Sequence[File],
    names: Sequence[str],
    sources: TextSources,
    options: CommonOptions,
    *,
    quote: bool,
    addressed: bool,
) -> int:
    """Show the texts of files."""
    from billtrack.diff.operands.files import read_file  # lxml

    if len(files) < len(names):
        raise UsageError("text shows measures or files, not both at once")
    if quote:
        raise UsageError("--quote cites a measure; a file has no citation")

    def read(file: File) -> FileText:
        name, document, _ = read_file(file, sources)
        return FileText(name, document.text, clauses(document.text), document.id, document.headed)

    answered = answer_each(files, read)
    emit(FileAnswer(answered.found, addressed=addressed), options.output())
    return answered.code
