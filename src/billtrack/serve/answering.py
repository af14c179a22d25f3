"""Answers a question: as a page, or with the bytes that the command writes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from billtrack.errors import BilltrackError, OptionError, StoreError
from billtrack.model.values import replace
from billtrack.output.console import emit
from billtrack.output.formats import Format, Output
from billtrack.output.html import text
from billtrack.output.streams import say_line
from billtrack.serve.addresses import FORMATS, SAVED, with_parameters
from billtrack.serve.asked import HTML, PREPARE, Asked, Reply
from billtrack.serve.found import AnswerPage, Elsewhere, UnpreparedError
from billtrack.serve.held import Held
from billtrack.serve.pages import PAGES
from billtrack.serve.shell import anchor, page

HTML_TYPE = "text/html; charset=utf-8"


def answer(asked: Asked, held: Held) -> Reply:
    """Answer *asked* from what is *held*; an error is a page that says it, without where the files are."""
    try:
        held.refresh()
        return _answered(asked, held)
    except UnpreparedError as error:
        return preparing(str(error), asked, root=held.root)
    except BilltrackError as error:
        status, message, hint = _status_of(error), held.told(error), held.told(error.hint or "")
    except MemoryError:
        status, message, hint = 503, "this answer takes too much memory for a page", ELSEWHERE
    except Exception as error:  # noqa: BLE001 - a bug; the visitor is told that there is one
        say_line(f"billtrack: error: internal error at {asked.address}: {type(error).__name__}: {error}")
        status, message, hint = 500, "billtrack failed on this page", _REPORT
    return failure(status, message, hint, root=held.root, is_page=asked.format == HTML)


def _answered(asked: Asked, held: Held) -> Reply:
    if asked.page == PREPARE:
        held.prepare()
        return Reply(204, HTML_TYPE, b"")
    found = PAGES[asked.page](held, asked)
    if isinstance(found, Elsewhere):
        return Reply(303, HTML_TYPE, b"", location=found.address)
    return _page(found, asked, held) if asked.format == HTML else _file(found, asked)


ELSEWHERE = "the command line has no such limit: billtrack help browser"
_REPORT = "the terminal that runs billtrack serve says why; please report it"
_SECONDS_TO_PREPARE = 5
"""After how long a page asks again whether the texts are prepared."""


def _status_of(error: BilltrackError) -> int:
    if isinstance(error, OptionError):
        return 400
    return 503 if isinstance(error, StoreError) else 404


def failure(
    status: int,
    message: str,
    hint: str | None,
    *,
    root: str,
    is_page: bool,
    heading: str | None = None,
    more: Iterable[str] = (),
) -> Reply:
    """Say *message*, and *hint* if there is one, with an HTTP *status* of failure.

    *more* are lines of HTML below them on a page.
    """
    if not is_page:
        said = json.dumps({"schema_version": 1, "error": message, "hint": hint or None}, indent=2)
        return Reply(status, FORMATS[Format.JSON], f"{said}\n".encode())
    title = heading or _NAMES.get(status, "Not answered")
    body = [f"<h1>{title}</h1>", f'<p class="said">{text(message)}</p>']
    body += [f'<p class="aside">{text(hint)}</p>'] if hint else []
    return Reply(status, HTML_TYPE, page(title, [*body, *more], root=root))


def preparing(why: str, asked: Asked, *, root: str) -> Reply:
    """Say that the texts are being prepared, once, and when to ask again."""
    soon = f"This happens once; the page loads again every {_SECONDS_TO_PREPARE} seconds until it is done."
    here = with_parameters(asked.address, asked.parameters)
    again = (f'<p class="said">{anchor("Load it now", here)}</p>',)
    reply = failure(503, why, soon, root=root, is_page=asked.format == HTML, heading="In preparation", more=again)
    return replace(reply, is_unprepared=True, retry_after=_SECONDS_TO_PREPARE)


_NAMES = {400: "Not understood", 404: "Not found", 500: "Internal error", 503: "Not available"}


def _page(found: AnswerPage, asked: Asked, held: Held) -> Reply:
    body = page(
        found.title,
        found.body(),
        root=held.root,
        asked=asked,
        measures=found.measures,
        formats=found.formats,
        pdf=found.pdf,
    )
    return Reply(200, HTML_TYPE, body)


def _file(found: AnswerPage, asked: Asked) -> Reply:
    wanted = next((each for each in found.formats if each.value == asked.format), None)
    if wanted is None:
        raise OptionError(f"no such format: {asked.format} (one of {', '.join(found.formats)})")
    name = f"{_SAFE.sub('-', found.name)}{wanted.endings[0]}" if wanted in SAVED else ""
    return Reply(200, FORMATS[wanted], _written(found, wanted), file_name=name)


_SAFE = re.compile(r"[^a-zA-Z0-9@.-]+")


def _written(found: AnswerPage, wanted: Format) -> bytes:
    """The bytes that the command writes to a file."""
    if wanted in found.written:
        return found.written[wanted]()
    written: list[bytes] = []
    emit(found.answer, Output(format=wanted, save=written.append))
    return b"".join(written)
