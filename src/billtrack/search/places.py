"""The words of a text as a search looks at them, and the address of a place in it."""

from __future__ import annotations

from billtrack.model.identifiers import ClauseAddress, MeasureId, TextId
from billtrack.model.query.tree import Part
from billtrack.model.search_terms import LINE_END
from billtrack.search.query.passages import Passage, Region
from billtrack.store.archive.lines import Lines


def regions_of(lines: Lines) -> list[Region]:
    """The parts of a text, those that are there or not, its title last."""
    addresses = lines.addresses.split(LINE_END)
    first = lines.preamble.count(LINE_END) + 1 if lines.preamble else 0
    return [
        Region(Part.WHEREAS, lines.preamble, addresses[:first]),
        Region(Part.PROVISIONS, lines.provisions, addresses[first:]),
        Region(Part.TITLE, lines.title, ["title"] * (lines.title.count(LINE_END) + 1)),
    ]


def address_of(measure: MeasureId, version_code: str | None, passage: Passage | None) -> str | None:
    """The address of *passage* in a text; ``None`` where it is in none."""
    if version_code is None or passage is None:
        return None
    return str(ClauseAddress(TextId(measure, version_code), tuple(passage.address.split("/"))))
