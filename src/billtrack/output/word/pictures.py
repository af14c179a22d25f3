"""Pictures as Word tables and words: sharp, editable and the same everywhere."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Inches, Pt
from docx.table import Table, _Cell

from billtrack.output.pictures import COLUMNS, ROWS, Curve, Tiles
from billtrack.output.word import QUIET, element

_TILE = Inches(0.5)
_LIGHTEST, _DARKEST = (0xE4, 0xF1, 0xF0), (0x7F, 0xC2, 0xBC)
"""The range of shades of a tile; black letters are readable on both."""


def write_picture(document: Document, picture: Curve | Tiles) -> None:
    """Append *picture*: a map as a table of tiles, a curve as a table of days; its words below."""
    if isinstance(picture, Tiles):
        _write_tiles(document, picture)
    else:
        _write_curve(document, picture)
    document.add_paragraph(f"{picture.caption}: {picture.words}", style=QUIET)


def _write_tiles(document: Document, tiles: Tiles) -> None:
    table = document.add_table(rows=ROWS, cols=COLUMNS)
    table.autofit = False
    cells = _cells(table)
    for cell in cells:
        cell.width = _TILE
    _fill_map(cells, COLUMNS, tiles, between="\n", points=8)


_SMALL_TILE, _GUTTER = Inches(0.28), 1


def write_small_maps(document: Document, maps: Sequence[Tiles]) -> None:
    """Append *maps* side by side, each under its caption."""
    columns = len(maps) * (COLUMNS + _GUTTER) - _GUTTER
    table = document.add_table(rows=1 + ROWS, cols=columns)
    table.autofit = False
    no_margins = (element(f"w:{side}", w="0", type="dxa") for side in ("left", "right"))
    table._tbl.tblPr.append(element("w:tblCellMar", *no_margins))  # noqa: SLF001 - python-docx has no call for it
    cells = _cells(table)
    for cell in cells:
        cell.width = _SMALL_TILE
        cell.paragraphs[0].paragraph_format.space_after = Pt(0)
    for at, tiles in enumerate(maps):
        left = at * (COLUMNS + _GUTTER)
        cells[left].merge(cells[left + COLUMNS - 1]).text = tiles.caption
        _fill_map(cells[columns + left :], columns, tiles, between=" ", points=5.5)


def _fill_map(cells: Sequence[_Cell], columns: int, tiles: Tiles, *, between: str, points: float) -> None:
    """Write each state's letters and number into a table of *columns*; the map begins with the first of *cells*."""
    for state, count, column, row in tiles.placed():
        cell = cells[row * columns + column]
        words = cell.paragraphs[0].add_run(f"{state}{between}{count}" if count else state)
        words.font.size = Pt(points)
        words.bold = bool(count)
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        if count:
            _shade(cell, count / tiles.largest)


def _cells(table: Table) -> list[_Cell]:
    """Every cell, row by row, collected once: python-docx searches from the start for each, which is slow."""
    return [cell for row in table.rows for cell in row.cells]


def _shade(cell: _Cell, share: float) -> None:
    parts = (round(light + (dark - light) * share) for light, dark in zip(_LIGHTEST, _DARKEST, strict=True))
    fill = "".join(f"{part:02X}" for part in parts)
    cell._tc.get_or_add_tcPr().append(element("w:shd", val="clear", color="auto", fill=fill))  # noqa: SLF001 - the same


def _write_curve(document: Document, curve: Curve) -> None:
    """One row per day: what happened, and the counts from then on."""
    happened = {tick.day: tick.label for tick in curve.ticks}
    titles = ("Day", *(band.label for band in curve.bands), "All", "What happened")
    rows = [
        (str(day), *(str(band.counts[at]) for band in curve.bands), str(total), happened.get(day, ""))
        for at, (day, total) in enumerate(zip(curve.days, curve.totals(), strict=True))
    ]
    table = document.add_table(rows=1 + len(rows), cols=len(titles), style="Table Grid")
    for cell, words in zip(_cells(table), (word for row in (titles, *rows) for word in row), strict=True):
        cell.text = words
