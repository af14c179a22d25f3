"""The frame of every page: search box, the pages of a measure, downloads, sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from importlib import resources

from billtrack.model.measure import Measure
from billtrack.output.formats import Format
from billtrack.output.html import HEAD, link, text
from billtrack.output.page import MADE_BY
from billtrack.serve.addresses import SAVED, TOPICS, measure_address, with_parameters
from billtrack.serve.asked import Asked

SCRIPT = resources.files("billtrack.serve").joinpath("script.js")
ICON = resources.files("billtrack.serve").joinpath("icon.svg")


def page(
    title: str,
    body: Iterable[str],
    *,
    root: str,
    asked: Asked | None = None,
    measures: Sequence[Measure] = (),
    formats: Iterable[Format] = (),
    pdf: str = "",
) -> bytes:
    """Put *body*, lines of HTML, into the frame; *asked* is what the page answers, *measures* what it is about.

    The pages of a single measure lead to each other.  *pdf* is the address of the official PDF.
    """
    about = {each.id: each for each in measures}
    words = asked.parameters.get("q", "") if asked and asked.page == "search" else ""
    lines = (
        "<!DOCTYPE html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        *HEAD,
        f"<title>{text(title)} – billtrack</title>",
        f'<link rel="stylesheet" href="{root}/style.css">',
        f'<link rel="icon" href="{root}/icon.svg" type="image/svg+xml">',
        f'<script src="{root}/script.js" defer></script>',
        "</head>",
        "<body>",
        '<a class="skip" href="#main">Skip to the content</a>',
        "<header>",
        *linked_list(
            "Site",
            (anchor("Measures", f"{root}/"), anchor("Changes", f"{root}/changes"), anchor("Digest", f"{root}/digest")),
        ),
        *_search_box(root, words),
        "</header>",
        '<main id="main">',
        *(_topics(measures[0], root, asked) if len(about) == 1 and asked else ()),
        *body,
        "</main>",
        "<footer>",
        *_ending(root, asked, tuple(about.values()), formats, pdf),
        "</footer>",
        "</body>",
        "</html>",
    )
    return ("\n".join(lines) + "\n").encode()


def anchor(words: str, address: str, *, current: bool = False) -> str:
    """Write a link to one of the pages; *address* is made of our own words or quoted ones."""
    here = ' aria-current="page"' if current else ""
    return f'<a href="{escape(address)}"{here}>{text(words)}</a>'


def linked_list(name: str, links: Iterable[str]) -> Iterator[str]:
    """Write *links* as a list to choose from, called *name*."""
    items = "".join(f"<li>{each}</li>" for each in links)
    if items:
        yield f'<nav aria-label="{text(name)}"><ul>{items}</ul></nav>'


def _search_box(root: str, words: str) -> Iterator[str]:
    yield f'<form class="ask" role="search" action="{root}/search">'
    yield '<label for="q">Number, name or words</label>'
    yield f'<input type="search" id="q" name="q" maxlength="1000" value="{escape(words)}">'
    yield "<button>Search</button></form>"


def _topics(measure: Measure, root: str, asked: Asked) -> Iterator[str]:
    links = []
    for topic, name in TOPICS.items():
        address = measure_address(root, measure.id, topic)
        links.append(anchor(name, address, current=asked.address == address))
    yield from linked_list(measure.id.printed, links)


def _ending(
    root: str, asked: Asked | None, measures: Sequence[Measure], formats: Iterable[Format], pdf: str
) -> Iterator[str]:
    for measure in measures:
        of = f"{measure.id.printed}. " if len(measures) > 1 else ""
        yield f"<p>{of}{_as_of(measure)}</p>"
    if asked is not None:
        wanted = [Format.JSON, *(each for each in (*SAVED, Format.ATOM, Format.ICS) if each in formats)]
        links = [
            anchor(_NAMES[each], with_parameters(asked.address, {**asked.parameters, "format": each.value}))
            for each in wanted
        ]
        here = with_parameters(asked.address, asked.parameters)
        official = [link("Official PDF", pdf)] if pdf else []
        yield from linked_list(
            "This page", [anchor("Link to this page", here), *links, *official, *_to_sources(root, measures)]
        )
    yield f'<p class="aside">{MADE_BY.text}</p>'


def _to_sources(root: str, measures: Sequence[Measure]) -> Iterator[str]:
    for measure in measures:
        of = f" of {measure.id.printed}" if len(measures) > 1 else ""
        yield anchor(f"Sources{of}", f"{measure_address(root, measure.id)}#sources")


_NAMES = {
    Format.JSON: "JSON",
    Format.CSV: "CSV",
    Format.XLSX: "Excel",
    Format.DOCX: "Word",
    Format.ATOM: "Feed (Atom)",
    Format.ICS: "Calendar",
}


def _as_of(measure: Measure) -> str:
    if measure.update_date is None:
        return "The official file has no date."
    return f"As of the official file of {measure.update_date.date()}."
