"""One question answered: as a page, or in the bytes that the command itself writes."""

from __future__ import annotations

import json
import re

from billtrack.errors import BilltrackError, OptionError, StoreError
from billtrack.output.console import emit
from billtrack.output.formats import Format, Output
from billtrack.output.html.shell import text
from billtrack.output.streams import say_line
from billtrack.serve.addresses import FORMATS, SAVED
from billtrack.serve.asked import HTML, Asked, Reply
from billtrack.serve.found import Elsewhere, Found
from billtrack.serve.held import Held
from billtrack.serve.pages import PAGES
from billtrack.serve.shell import page

HTML_TYPE = "text/html; charset=utf-8"


def answer(asked: Asked, held: Held) -> Reply:
    """Answer *asked* from what is *held*; an error is a page that says it, without where it happened."""
    try:
        held.refresh()
        found = PAGES[asked.page](held, asked)
        if isinstance(found, Elsewhere):
            return Reply(303, HTML_TYPE, b"", location=found.address)
        return _page(found, asked, held) if asked.format == HTML else _file(found, asked)
    except BilltrackError as error:
        return failure(_status_of(error), str(error), error.hint, root=held.root, is_page=asked.format == HTML)
    except Exception as error:  # noqa: BLE001 - whatever arrives here is a bug; the visitor is told so
        say_line(f"billtrack: error: internal error at {asked.address}: {type(error).__name__}: {error}")
        return failure(500, "billtrack failed at this page", _REPORT, root=held.root, is_page=asked.format == HTML)


_REPORT = "its window says why; please report it"


def _status_of(error: BilltrackError) -> int:
    if isinstance(error, OptionError):
        return 400
    return 503 if isinstance(error, StoreError) else 404


def failure(status: int, message: str, hint: str | None, *, root: str, is_page: bool) -> Reply:
    """Say *message*, and *hint* where there is one, with an HTTP *status* that is none of success."""
    if not is_page:
        said = json.dumps({"schema_version": 1, "error": message, "hint": hint}, indent=2)
        return Reply(status, FORMATS[Format.JSON], f"{said}\n".encode())
    body = [f"<h1>{_NAMES.get(status, 'Not answered')}</h1>", f"<p>{text(message)}</p>"]
    body += [f'<p class="aside">{text(hint)}</p>'] if hint else []
    return Reply(status, HTML_TYPE, page(_NAMES.get(status, "Not answered"), body, root=root))


_NAMES = {400: "Not understood", 404: "Not found", 500: "A fault", 503: "Not available"}


def _page(found: Found, asked: Asked, held: Held) -> Reply:
    body = page(found.title, found.body(), root=held.root, asked=asked, measure=found.measure, formats=found.formats)
    return Reply(200, HTML_TYPE, body)


def _file(found: Found, asked: Asked) -> Reply:
    wanted = next((each for each in found.formats if each.value == asked.format), None)
    if wanted is None:
        raise OptionError(f"no such format: {asked.format} (one of {', '.join(found.formats)})")
    name = f"{_SAFE.sub('-', found.name)}{wanted.endings[0]}" if wanted in SAVED else ""
    return Reply(200, FORMATS[wanted], _written(found, wanted), file_name=name)


_SAFE = re.compile(r"[^a-zA-Z0-9@.-]+")


def _written(found: Found, wanted: Format) -> bytes:
    """The bytes that the command writes to a file."""
    if wanted in found.written:
        return found.written[wanted]()
    written: list[bytes] = []
    emit(found.answer, Output(format=wanted, save=written.append))
    return b"".join(written)
