"""What a question found: the answer for programs, and what its page shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from billtrack.model.identifiers import Reference
from billtrack.model.measure import Measure
from billtrack.output.formats import Answer, Format
from billtrack.output.html.blocks import BlockWriter, write_all
from billtrack.output.page import Block, Page
from billtrack.serve.addresses import OFFERED
from billtrack.serve.held import Held


class Found(NamedTuple):
    """An answer and its page.

    ``body`` are the lines of HTML below the search box.  ``name`` begins the name of a saved file.  ``measure`` is
    what the page is about, if it is one measure.  ``written`` has the formats that the answer does not write itself.
    """

    answer: Answer
    title: str
    name: str
    body: Callable[[], Iterable[str]]
    measure: Measure | None = None
    written: Mapping[Format, Callable[[], bytes]] = {}

    @property
    def formats(self) -> tuple[Format, ...]:
        """Every format it can be had in."""
        return (*OFFERED, *(each for each in self.written if each not in OFFERED))


class Elsewhere(NamedTuple):
    """The answer is at another address."""

    address: str


class UnpreparedError(Exception):
    """The question *first* must be answered once before this one; *why* tells the visitor what is being done."""

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


def with_form(blocks: Sequence[Block], form: Iterable[str], *more: Block) -> Iterator[str]:
    """Write the first of *blocks*, which is the page's heading, the lines of *form*, then *more* and the others."""
    writer = BlockWriter()
    yield from writer.write(blocks[0], level=1)
    yield from form
    yield from write_all((*more, *blocks[1:]), writer, level=2)
