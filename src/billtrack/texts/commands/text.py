"""``billtrack text``: the words of a measure."""

from typing import Annotated

import typer

from billtrack.cli.loading import answer_each, listed
from billtrack.cli.options import CommonOptions, TextArgument, reading_command
from billtrack.model.text_choice import chosen_text
from billtrack.output.console import emit
from billtrack.texts.selected_text import SelectedText, select_text
from billtrack.texts.text_answer import TextAnswer


@reading_command
def text(
    texts: TextArgument,
    options: CommonOptions,
    quote: Annotated[bool, typer.Option("--quote", help="Show as a quotation with its citation.")] = False,
) -> int:
    """Show the text of a measure, one of its versions, or one clause.

    Default version: the latest complete text, or else the latest text that is loaded in part.
    """
    output, holdings = options.output(), options.holdings()

    def read(name: str) -> SelectedText:
        reference = holdings.reference(name)
        measure = holdings.load(reference)
        version = holdings.text_in_full(chosen_text(measure, reference.version_code))
        return select_text(measure, version, reference.path)

    answered = answer_each(listed(texts), read)
    emit(TextAnswer(answered.found, quoted=quote), output)
    return answered.code
