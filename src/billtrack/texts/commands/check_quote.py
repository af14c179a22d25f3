"""``billtrack check-quote``: whether quotations stand in a measure; they are typed, in a file, on standard input."""

import re
from collections.abc import Sequence
from pathlib import Path

from billtrack.cli import clock
from billtrack.cli.loading import load_all, text_sources
from billtrack.cli.options import CommonOptions
from billtrack.cli.reports import DONE, FOUND, UsageError
from billtrack.diff.operands.operands import STANDARD_INPUT
from billtrack.errors import InputError
from billtrack.model.clauses import clauses
from billtrack.model.measure import Measure, replace
from billtrack.model.text_choice import chosen_text
from billtrack.output.console import emit
from billtrack.store.library import Holdings
from billtrack.texts.checking_quotations import ArchiveIndex, check_quotations
from billtrack.texts.quotation import Quotation, parse_quotation
from billtrack.texts.quote_answer import QuoteAnswer


def run(quotations: list[str], options: CommonOptions, *, measures: Sequence[str], limit: int, exit_code: bool) -> int:
    """Check the quotations in the *measures* named, else in everything held."""
    asked = [each for argument in quotations for each in _read_quotations(argument, options)]
    output, holdings = options.output(), options.holdings()
    code, searched, index = DONE, tuple(_named_measure(holdings, name) for name in measures), None
    if not measures:
        searched, code = load_all(holdings, quiet=options.quiet or holdings.archive is not None)
        index = _index_of_others(holdings, searched)
    check = check_quotations(asked, searched, holdings, index, limit=limit)
    emit(QuoteAnswer(check), output)
    return max(code, DONE if check.is_sound or not exit_code else FOUND)


def _index_of_others(holdings: Holdings, records: Sequence[Measure]) -> ArchiveIndex | None:
    """What finds the measures of the archive, if there is one, that have no record."""
    if holdings.archive is None:
        return None
    return ArchiveIndex(holdings.archive, [each.id for each in records], today=clock.today())


def _named_measure(holdings: Holdings, name: str) -> Measure:
    """Load a measure with all its versions, or with the one named."""
    reference = holdings.reference(name)
    found = holdings.load(reference)
    if reference.version_code is None:
        return found
    return replace(found, text_versions=(chosen_text(found, reference.version_code),))


def _read_quotations(argument: str, options: CommonOptions) -> list[Quotation]:
    """Read the quotations of one argument; there must be at least one."""
    found = [each for each in map(parse_quotation, _paragraphs(argument, options)) if each.pieces]
    if not found:
        where = {STANDARD_INPUT: "standard input"}.get(argument, argument.strip() or "an empty argument")
        raise UsageError(f"no quotation in {where}")
    return found


def _paragraphs(argument: str, options: CommonOptions) -> Sequence[str]:
    if argument == STANDARD_INPUT:
        return _paragraphs_in(text_sources(options).standard_input(), "standard input")
    path = Path(argument)
    if _is_file(path):
        from billtrack.diff.operands.files import file_bytes  # noqa: PLC0415 - lxml; most quotations are typed

        return _paragraphs_in(file_bytes(path), path.name)
    if _FILE_NAME.fullmatch(argument):
        raise InputError(f"{argument}: no such file")
    return [argument]


_FILE_NAME = re.compile(r"\S+\.(?:txt|md|docx|pdf|xml|html?)", re.IGNORECASE)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # too long for a file name, so it is a quotation
        return False


def _split(text: str) -> list[str]:
    """Split *text* into quotations, without what an e-mail or a PDF puts around the lines of one.

    A paragraph that begins with a dash after a quotation names its source, as in ``text --quote``.
    """
    from billtrack.sources.plaintext import as_printed  # noqa: PLC0415 - most quotations are typed

    bare = re.sub(r"(?m)^[ \t]*(?:>[ \t]?)+", "", text.replace("\r\n", "\n").replace("\r", "\n"))
    found = re.split(r"\n[ \t]*\n", "\n".join(as_printed(bare.split("\n"), is_spaced=True).words))
    return [each for at, each in enumerate(found) if at == 0 or not _SOURCE.match(each)]


_SOURCE = re.compile(r"\s*(?:—|–|--) ")


def _paragraphs_in(data: bytes, name: str) -> Sequence[str]:
    """The paragraphs of a text file, or of the text in a file of another type; of a bill those of its clauses."""
    from billtrack.diff.operands.files import read_document  # noqa: PLC0415 - lxml; most quotations are typed
    from billtrack.sources.billtext import Reading  # noqa: PLC0415 - the same
    from billtrack.sources.plaintext import decoded_text, paragraphs  # noqa: PLC0415 - the same
    from billtrack.sources.recognition import Form, form_of  # noqa: PLC0415 - the same

    form = form_of(data)
    if form is Form.WORDS:
        return _split(decoded_text(data, name=name))
    try:
        found = clauses(read_document(data, name=name, reading=Reading.AS_REPORTED).text)
    except InputError:
        if form not in {Form.WORD, Form.PDF}:
            raise
        return [each.text for each in paragraphs(data, name=name).words]  # a press release
    return [each.text for each in found if each.text]
