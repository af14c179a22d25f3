"""Pictures: their words say it all, nothing outside gets into their markup, and they are the same each time."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from lxml import etree
from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.text import Text

from billtrack.output.page import Bar, Tone
from billtrack.output.pictures import PLACES, Band, Curve, Tick, Tiles
from billtrack.output.pictures.counts_svg import bars_svg, tiles_svg
from billtrack.output.pictures.curve_svg import curve_svg
from billtrack.output.pictures.painted import painted_curve, painted_tiles

GOLDEN = Path(__file__).parents[1] / "data" / "pictures"
FIRST = dt.date(2031, 5, 1)
LYING = '"><script>alert(1)</script>\x1b[31m & \u202e]]>'

CURVE = Curve(
    caption="Cosponsors standing, by party",
    words="3 cosponsors on 2031-05-01, 9 on 2031-06-30",
    days=(FIRST, dt.date(2031, 5, 20), dt.date(2031, 6, 30)),
    bands=(
        Band("Democrats", (2, 4, 5), Tone.DEMOCRAT),
        Band("Republicans", (1, 3, 3), Tone.REPUBLICAN),
        Band("Independents", (0, 0, 1), Tone.OTHER_PARTY),
    ),
    ticks=(Tick(FIRST, "introduced"), Tick(dt.date(2031, 5, 20)), Tick(dt.date(2031, 6, 30), "agreed to")),
)
TILES = Tiles("By state", "NY 12, AK 3, GU 1, XX 2", (("NY", 12), ("AK", 3), ("XX", 2), ("GU", 1)))
BARS = (Bar("Democrats", 65, 85, Tone.DEMOCRAT), Bar("Republicans", 20, 85, Tone.REPUBLICAN))

words = st.text(max_size=20) | st.just(LYING)
numbers = st.integers(0, 500)


@st.composite
def curves(draw: st.DrawFn) -> Curve:
    days = sorted(draw(st.sets(st.dates(FIRST, dt.date(2032, 12, 31)), max_size=8)))
    counts = st.lists(numbers, min_size=len(days), max_size=len(days)).map(tuple)
    bands = draw(st.lists(st.builds(Band, words, counts, st.sampled_from(Tone)), min_size=1, max_size=4))
    marked = sorted(draw(st.sets(st.sampled_from(days)))) if days else []
    return Curve(draw(words), draw(words), tuple(days), tuple(bands), tuple(Tick(d, draw(words)) for d in marked))


tiles = st.builds(Tiles, words, words, st.lists(st.tuples(words | st.sampled_from(sorted(PLACES)), numbers)).map(tuple))
bars = st.lists(st.builds(Bar, words, numbers, numbers, st.sampled_from(Tone)), max_size=5)


def parsed(svg: str) -> etree._Element:
    return etree.fromstring(svg.encode())


def assert_is_a_safe_picture(svg: str) -> None:
    tags = {etree.QName(each).localname for each in parsed(svg).iter()}
    assert tags <= {"svg", "title", "desc", "rect", "text", "line", "path"}
    names = {str(name) for each in parsed(svg).iter() for name in each.attrib}
    assert not any(name.startswith("on") or "href" in name for name in names)
    assert "\x1b" not in svg
    assert "\u202e" not in svg


@given(curves())
def test_any_curve_is_a_safe_picture(curve: Curve) -> None:
    assert_is_a_safe_picture(curve_svg(curve, name="growth"))
    assert curve_svg(curve, name="growth") == curve_svg(curve, name="growth")


@given(tiles)
def test_any_tiles_are_a_safe_picture(tiles: Tiles) -> None:
    assert_is_a_safe_picture(tiles_svg(tiles, name="map"))


@given(bars)
def test_any_bars_are_a_safe_picture(bars: list[Bar]) -> None:
    assert_is_a_safe_picture(bars_svg(bars, LYING, name="bars"))


@pytest.mark.parametrize(
    ("name", "svg"),
    [
        ("curve", curve_svg(CURVE, name="c")),
        ("tiles", tiles_svg(TILES, name="t")),
        ("bars", bars_svg(BARS, "B", name="b")),
    ],
)
def test_picture_is_the_one_on_file(name: str, svg: str) -> None:
    assert_on_file(GOLDEN / f"{name}.svg", svg)


@pytest.mark.parametrize("svg", [curve_svg(CURVE, name="p"), tiles_svg(TILES, name="p"), bars_svg(BARS, "B", name="p")])
def test_a_picture_has_a_name_and_a_description(svg: str) -> None:
    root = parsed(svg)
    assert root.get("role") == "img"
    by_id = {each.get("id"): each.text for each in root.iter() if each.get("id")}
    assert by_id[root.get("aria-labelledby")]
    assert by_id[root.get("aria-describedby")]


def test_every_state_has_a_tile_of_its_own() -> None:
    assert len(PLACES) == 50 + 1 + 5
    assert len(set(PLACES.values())) == len(PLACES)


def painted(picture: RenderableType, *, width: int) -> str:
    paper = io.StringIO()
    Console(file=paper, width=width, color_system=None, legacy_windows=False).print(picture)
    return "".join(f"{line.rstrip()}\n" for line in paper.getvalue().splitlines())


@pytest.mark.parametrize("width", [60, 120])
@pytest.mark.parametrize("look", ["decorated", "ascii"])
def test_painted_pictures_are_those_on_file(width: int, look: str) -> None:
    decorated = look == "decorated"
    curve = painted(painted_curve(CURVE, width=width, decorated=decorated), width=width)
    tiles = painted(painted_tiles(TILES, width=width, decorated=decorated), width=width)
    assert decorated or (curve + tiles).isascii()
    assert_on_file(GOLDEN / f"painted-{look}-{width}.txt", curve + tiles)


@given(curves(), st.integers(40, 140), st.booleans())
def test_a_painted_curve_fits_its_room(curve: Curve, width: int, decorated: bool) -> None:
    """Painted on wider paper, where a line too long is not folded; the legend below the days may be."""
    picture = painted_curve(curve, width=width, decorated=decorated)
    assume(not isinstance(picture, Text))  # words alone, where there is no day to draw
    lines = painted(picture, width=20 * width).splitlines()
    axis = next(at for at, line in enumerate(lines) if line.lstrip().startswith("0 " + ("└" if decorated else "+")))
    assert [line for line in lines[: axis + 2] if cell_len(line) > width] == []


def assert_on_file(path: Path, text: str) -> None:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        pytest.fail(f"{path.name} was not there: written now, read it")
    assert text == path.read_text(encoding="utf-8")
