"""The quotations that ``billtrack check-quote`` is given: in words, in a file, on standard input."""

import re
from collections.abc import Sequence
from pathlib import Path

from billtrack.cli.loading import text_sources
from billtrack.cli.options import CommonOptions
from billtrack.cli.reports import UsageError
from billtrack.diff.operands.operands import STANDARD_INPUT
from billtrack.errors import InputError
from billtrack.model.clauses import clauses
from billtrack.model.measure import Measure, replace
from billtrack.model.text_choice import chosen_text
from billtrack.store.library import Holdings
from billtrack.texts.quotation import Quotation, parse_quotation


def named_measure(holdings: Holdings, name: str) -> Measure:
    """Load a measure with all its versions, or with the one named."""
    reference = holdings.reference(name)
    found = holdings.load(reference)
    if reference.version_code is None:
        return found
    return replace(found, text_versions=(chosen_text(found, reference.version_code),))


def read_quotations(argument: str, options: CommonOptions) -> list[Quotation]:
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
        from billtrack.diff.operands.files import file_bytes

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
    from billtrack.sources.plaintext import as_printed

    bare = re.sub(r"(?m)^[ \t]*(?:>[ \t]?)+", "", text.replace("\r\n", "\n").replace("\r", "\n"))
    found = re.split(r"\n[ \t]*\n", "\n".join(as_printed(bare.split("\n"), is_spaced=True)))
    return [each for at, each in enumerate(found) if at == 0 or not _SOURCE.match(each)]


_SOURCE = re.compile(r"\s*(?:—|–|--) ")


def _paragraphs_in(data: bytes, name: str) -> Sequence[str]:
    """The paragraphs of a text file, or of the text in a file of another type; of a bill those of its clauses."""
    from billtrack.diff.operands.files import read_document
    from billtrack.sources.billtext import Reading
    from billtrack.sources.plaintext import decoded_text, paragraphs
    from billtrack.sources.recognition import Form, form_of

    form = form_of(data)
    if form is Form.WORDS:
        return _split(decoded_text(data, name=name))
    try:
        found = clauses(read_document(data, name=name, reading=Reading.AS_REPORTED).text)
    except InputError:
        if form not in {Form.WORD, Form.PDF}:
            raise
        return [each.text for each in paragraphs(data, name=name)]  # a press release
    return [each.text for each in found if each.text]
