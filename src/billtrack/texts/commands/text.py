"""``billtrack text``: the words of a measure, or of a file."""

from collections.abc import Sequence

from billtrack.cli.loading import answer_each, listed, text_sources
from billtrack.cli.options import CommonOptions
from billtrack.cli.reports import UsageError
from billtrack.diff.operands import TextSources
from billtrack.diff.operands.operands import STANDARD_INPUT, File, named_file
from billtrack.model.choices import Tracked
from billtrack.model.text_choice import chosen_text
from billtrack.output.console import emit
from billtrack.store.library import Holdings
from billtrack.texts.asked import files_of_texts, names_of_texts
from billtrack.texts.selected_text import FileText, SelectedText, select_in_file, select_text
from billtrack.texts.text_answer import FileAnswer, TextAnswer


def run(texts: list[str], options: CommonOptions, *, quote: bool, addressed: bool, tracked: Tracked) -> int:
    """Show the texts of measures or of files; ``addressed``: with the addresses of the clauses."""
    files = files_of_texts(texts)
    if files:
        if quote:
            raise UsageError("--quote cites a measure; a file has no citation")
        return _show_files(files, text_sources(options, tracked), options, addressed=addressed)
    names = names_of_texts(texts)
    if any(name != STANDARD_INPUT and named_file(name) for name in names):
        raise UsageError("text shows measures or files, not both at once")
    return _show_measures(names, options, quote=quote, addressed=addressed)


def _show_measures(names: Sequence[str], options: CommonOptions, *, quote: bool, addressed: bool) -> int:
    """Show the texts of measures, or the clauses of them at an address."""
    output, holdings = options.output(), options.holdings()
    answered = answer_each(listed(names), lambda name: _selected(name, holdings))
    emit(TextAnswer(answered.found, quoted=quote, addressed=addressed), answered.target(output))
    return answered.code


def _selected(name: str, holdings: Holdings) -> SelectedText:
    reference = holdings.reference(name)
    measure = holdings.load(reference)
    version = holdings.text_in_full(chosen_text(measure, reference.version_code))
    return select_text(measure, version, reference.path)


def _show_files(
    files: Sequence[tuple[File, tuple[str, ...]]], sources: TextSources, options: CommonOptions, *, addressed: bool
) -> int:
    """Show the texts of files, or the clauses of them at an address."""
    from billtrack.diff.operands.files import read_file  # noqa: PLC0415 - lxml; most ask for measures

    def read(asked: tuple[File, tuple[str, ...]]) -> FileText:
        file, path = asked
        name, document, _ = read_file(file, sources)
        return select_in_file(name, document, path)

    answered = answer_each(files, read)
    emit(FileAnswer(answered.found, addressed=addressed), answered.target(options.output()))
    return answered.code
