"""What a page is made of: the answer, its HTML, and the forms that choose what is shown; they work without a script."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import NamedTuple, TypeAlias

from billtrack.model.measure import Measure
from billtrack.model.measure_names import Reference
from billtrack.output.formats import Answer, Format
from billtrack.output.html import text
from billtrack.output.html.blocks import BlockWriter, write_all
from billtrack.output.page import Block, Table
from billtrack.serve.addresses import OFFERED
from billtrack.serve.asked import Asked
from billtrack.serve.held import Held


class AnswerPage(NamedTuple):
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
    """The texts must be prepared once before this answer; the message tells the visitor."""


def load(held: Held, name: str) -> tuple[Reference, Measure]:
    """Load the measure that *name* means, in any spelling.

    Raises:
        InputError: there is no such measure, or *name* means none.
        StoreError: the archive cannot be read.
    """
    reference = held.holdings.reference(name)
    return reference, held.holdings.load(reference)


def with_form(blocks: Iterable[Block], form: Iterable[str], *more: Block) -> Iterator[str]:
    """Write the first of *blocks*, which is the page's heading, the lines of *form*, then *more* and the others."""
    writer = BlockWriter()
    first, *others = blocks
    yield from writer.write(first, level=1)
    yield from form
    yield from write_all((*more, *others), writer, level=2)


def cautions(problems: Iterable[object], held: Held) -> Iterator[str]:
    """Write what could not be read, a line each."""
    yield from (f'<p class="caution">{text(held.told(each))}</p>' for each in problems)


def linked(blocks: Iterable[Block], addresses: Sequence[str], *, column: int = 0) -> Iterator[Block]:
    """Give *blocks*; the cells of *column* lead to *addresses* in the tables that have a row for each of them."""
    for block in blocks:
        if isinstance(block, Table) and len(block.rows) == len(addresses):
            yield Table(block.columns, block.rows, tuple(addresses), block.has_titles, column)
        else:
            yield block


Box: TypeAlias = Callable[[Mapping[str, str]], str]
"""Writes one box of a form; it takes the parameters given, of which one may be its own."""


class WebForm(NamedTuple):
    """A form that asks for the same page again, with what its *boxes* say."""

    name: str
    boxes: tuple[Box, ...]

    def lines(self, asked: Asked) -> Iterator[str]:
        """Write it, filled in with what was asked."""
        yield f'<form action="{escape(asked.address)}" aria-label="{text(self.name)}">'
        yield from (box(asked.parameters) for box in self.boxes)
        yield "<button>Show</button></form>"


def select(name: str, label: str, values: Iterable[str], *, every: str = "all") -> Box:
    """Make a list to choose one of *values* from, or *every*."""
    known = tuple(values)

    def write(given: Mapping[str, str]) -> str:
        chosen = given.get(name, "")
        options = "".join(
            f'<option value="{escape(each)}"{" selected" if each == chosen else ""}>{text(each)}</option>'
            for each in known
        )
        first = f'<option value="">{text(every)}</option>'
        return f'<label>{text(label)} <select name="{name}">{first}{options}</select></label>'

    return write


def checkbox(name: str, label: str) -> Box:
    """Make a box to check."""

    def write(given: Mapping[str, str]) -> str:
        checked = " checked" if name in given else ""
        return f'<label><input type="checkbox" name="{name}" value="1"{checked}> {text(label)}</label>'

    return write


def date_box(name: str, label: str) -> Box:
    """Make a box for a date."""
    return _input(f'type="date" name="{name}"', name, label)


def text_box(name: str, label: str) -> Box:
    """Make a box for words."""
    return _input(f'name="{name}" size="12" maxlength="1000"', name, label)


def number_box(name: str, label: str, *, most: int) -> Box:
    """Make a box for a number from 1 to *most*."""
    return _input(f'type="number" name="{name}" min="1" max="{most}"', name, label)


def _input(kind: str, name: str, label: str) -> Box:
    return lambda given: f'<label>{text(label)} <input {kind} value="{escape(given.get(name, ""))}"></label>'
