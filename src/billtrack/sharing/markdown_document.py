"""A document as text: a Markdown file, and an e-mail message whose plain part that is.  Nothing is sent."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator

from billtrack.diff.answers.answer import DiffAnswer
from billtrack.output.markdown import block_lines
from billtrack.output.page import Block, Heading, cleaned, visible
from billtrack.sharing.documents import DocumentPart, Pictures, SharedDocument

_DEEPEST = 6


def document_markdown(document: SharedDocument) -> bytes:
    """Write *document* as Markdown, its comparisons inline."""
    head: tuple[Block, ...] = (Heading(document.title), *document.opening)
    body = (line for part in document.parts for line in _part(part, level=2))
    lines = (*_spaced(head, level=1), *body, *_spaced(document.ending, level=2))
    return "".join(f"{line}\n" for line in lines).encode()


def _part(part: DocumentPart, *, level: int) -> Iterator[str]:
    yield from _spaced((part.heading,), level=level)
    for content in part.content:
        match content:
            case DocumentPart():
                yield from _part(content, level=level + 1)
            case Pictures():
                yield from _spaced(content.maps, level=level + 1)
            case DiffAnswer():
                yield from _spaced(content.page().blocks, level=level + 1)
            case _:
                yield from _spaced((content,), level=level + 1)


def _spaced(blocks: Iterable[Block], *, level: int) -> Iterator[str]:
    """Every block with an empty line after it."""
    for block in blocks:
        yield from block_lines(cleaned(block), level=min(level, _DEEPEST))
        yield ""


_HOST = "billtrack.invalid"


def mail_file(document: SharedDocument, *, dated: dt.datetime) -> bytes:
    """Write *document* as a message in a file (RFC 5322), plain text and HTML, with the date *dated*.

    The same document and day give the same bytes.  ``X-Unsent`` makes mail programs that know it open a draft.
    """
    from email.message import EmailMessage  # noqa: PLC0415 - few documents are messages
    from email.policy import SMTP  # noqa: PLC0415 - the same
    from email.utils import format_datetime  # noqa: PLC0415 - the same

    from billtrack.sharing.html_document import html_file  # noqa: PLC0415 - the same

    plain, page = document_markdown(document), html_file(document)
    name = hashlib.sha256(plain + page + dated.isoformat().encode()).hexdigest()[:32]
    message = EmailMessage(policy=SMTP)
    message["From"] = f"billtrack <billtrack@{_HOST}>"
    message["Date"] = format_datetime(dated)
    message["Subject"] = visible(document.title)
    message["Message-ID"] = f"<{name}@{_HOST}>"
    message["X-Unsent"] = "1"
    message.set_content(plain.decode(), cte="quoted-printable")
    message.add_alternative(page.decode(), subtype="html", cte="quoted-printable")
    message.set_boundary(f"=_{name}")
    return message.as_bytes()
