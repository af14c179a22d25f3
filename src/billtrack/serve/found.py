"""What a page is made of: the answer, its HTML, and the forms that choose what is shown; they work without a script."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import NamedTuple

from billtrack.model.identifiers import Reference
from billtrack.model.measure import Measure
from billtrack.output.formats import Answer, Format
from billtrack.output.html.blocks import BlockWriter, write_all
from billtrack.output.html.shell import text
from billtrack.output.page import Block, Page, Table
from billtrack.serve.addresses import OFFERED
from billtrack.serve.held import Held


class Found(NamedTuple):
    """An answer and its page.

    ``body`` are the lines of HTML below the search box.  ``name`` begins the name of a saved file.  ``measures`` are
    what the page is about.  ``written`` has the formats that the answer does not write itself.  ``pdf`` is the address
    of the official PDF.
    """

    answer: Answer
    title: str
    name: str
    body: Callable[[], Iterable[str]]
    measures: tuple[Measure, ...] = ()
    written: Mapping[Format, Callable[[], bytes]] = {}
    pdf: str = ""

    @property
    def formats(self) -> tuple[Format, ...]:
        """Every format it can be had in."""
        return (*OFFERED, *(each for each in self.written if each not in OFFERED))


class Elsewhere(NamedTuple):
    """The answer is at another address."""

    address: str


class UnpreparedError(Exception):
    """The question *first* must be answered once before this one; *why* explains that to the visitor."""

    def __init__(self, first: str, why: str) -> None:
        super().__init__(why)
        self.first = first


def load(held: Held, name: str) -> tuple[Reference, Measure]:
    """Load the measure that *name* means, in any spelling.

    Raises:
        InputError: there is no such measure, or *name* means none.
        StoreError: the archive cannot be read.
    """
    reference = held.holdings.reference(name)
    return reference, held.holdings.load(reference)


def written(page: Page) -> Iterator[str]:
    """Write the blocks of *page*: its first heading is the page's, the others are below it."""
    return with_form(page.blocks, ())


def with_form(blocks: Iterable[Block], form: Iterable[str], *more: Block) -> Iterator[str]:
    """Write the first of *blocks*, which is the page's heading, the lines of *form*, then *more* and the others."""
    writer = BlockWriter()
    first, *others = blocks
    yield from writer.write(first, level=1)
    yield from form
    yield from write_all((*more, *others), writer, level=2)


def linked(blocks: Iterable[Block], addresses: Sequence[str], *, column: int = 0) -> Iterator[Block]:
    """Give *blocks*; the cells of *column* lead to *addresses* in the tables that have a row for each of them."""
    for block in blocks:
        if isinstance(block, Table) and len(block.rows) == len(addresses):
            yield Table(block.columns, block.rows, tuple(addresses), block.has_titles, column)
        else:
            yield block


# -------------------------------------------------------------------------------------------- forms


def form(address: str, name: str, boxes: Iterable[str]) -> Iterator[str]:
    """Write a form called *name* that asks for *address* again."""
    yield f'<form action="{escape(address)}" aria-label="{text(name)}">'
    yield from boxes
    yield "<button>Show</button></form>"


def select(name: str, label: str, values: Sequence[str], given: Mapping[str, str], *, every: str = "all") -> str:
    """Write a list to choose one of *values* from, or *every*."""
    chosen = given.get(name, "")
    options = "".join(
        f'<option value="{escape(each)}"{" selected" if each == chosen else ""}>{text(each)}</option>'
        for each in values
    )
    return (
        f'<label>{text(label)} <select name="{name}"><option value="">{text(every)}</option>{options}</select></label>'
    )


def date_box(name: str, label: str, given: Mapping[str, str]) -> str:
    """Write a box for a date."""
    return f'<label>{text(label)} <input type="date" name="{name}" value="{escape(given.get(name, ""))}"></label>'


def checkbox(name: str, label: str, given: Mapping[str, str]) -> str:
    """Write a box to check."""
    checked = " checked" if name in given else ""
    return f'<label><input type="checkbox" name="{name}" value="1"{checked}> {text(label)}</label>'


def text_box(name: str, label: str, given: Mapping[str, str]) -> str:
    """Write a box for words."""
    return (
        f'<label>{text(label)} <input name="{name}" size="12" maxlength="1000" value="{escape(given.get(name, ""))}">'
        "</label>"
    )


def number_box(name: str, label: str, given: Mapping[str, str], *, most: int) -> str:
    """Write a box for a number from 1 to *most*."""
    bounds = f'min="1" max="{most}" value="{escape(given.get(name, ""))}"'
    return f'<label>{text(label)} <input type="number" name="{name}" {bounds}></label>'
