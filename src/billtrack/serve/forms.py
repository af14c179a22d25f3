"""Forms that choose what a page shows; they work without a script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

from billtrack.output.html.shell import text


def form(address: str, name: str, boxes: Iterable[str], *, hidden: Mapping[str, str] | None = None) -> Iterator[str]:
    """Write a form called *name* that asks for *address* again; *hidden* goes along."""
    yield f'<form action="{escape(address)}" aria-label="{text(name)}">'
    yield from (
        f'<input type="hidden" name="{escape(key)}" value="{escape(each)}">' for key, each in (hidden or {}).items()
    )
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
